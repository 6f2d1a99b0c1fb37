"""The learning curve: figures of what was just trained on, before each step, one JSON line a visit."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from eval.reader.material.asked import FORMAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.reader.network.batches import Batch
    from eval.reader.network.examples import Pair
    from eval.reader.network.losses import Loss
    from eval.reader.network.model import Read

Figures = dict[str, float | None]


class Tally:
    """Sums of one visit."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._sums: Counter[str] = Counter()
        self._logits: list[tuple[float, bool, bool]] = []  # of a pair: logit, answers, formal

    def add(self, pairs: Sequence[Pair], batch: Batch, read: Read, loss: Loss) -> None:
        """Count a batch."""
        from eval.reader.network.losses import rivals

        logits, (member, right) = read.answers.detach(), rivals(batch)
        rows = zip(logits.tolist(), pairs, strict=True)
        self._logits += [(logit, pair.answers, pair.source == FORMAL) for logit, pair in rows]
        best = logits[None, :].expand(member.shape).masked_fill(~member, -1e4).argmax(1, keepdim=True)
        marked = batch.gold.any(1)
        top = read.sentences.detach()[marked].masked_fill(batch.ignored[marked], -1e4).argmax(1, keepdim=True)
        sums = {
            "loss": loss.total.item() * len(pairs),
            "pairs": len(pairs),
            "first": right.gather(1, best).sum().item(),
            "first_of": len(member),
            "sentence": batch.gold[marked].gather(1, top).sum().item(),
            "sentence_of": int(marked.sum()),
        }
        for name, value in sums.items():
            self._sums[name] += value  # type: ignore[assignment]

    def figures(self) -> Figures:
        """Mean loss; AUC of "the passage answers", and that of our own questions; how often the best is right.

        None where there was nothing to count.
        """
        sums, spent_s = self._sums, time.monotonic() - self._begun
        return {
            "loss": _share(sums["loss"], sums["pairs"]),
            "auc": area_under_curve([(logit, answers) for logit, answers, _ in self._logits]),
            "formal_auc": area_under_curve([(logit, answers) for logit, answers, formal in self._logits if formal]),
            "first": _share(sums["first"], sums["first_of"]),
            "sentence": _share(sums["sentence"], sums["sentence_of"]),
            "pairs_per_s": _share(sums["pairs"], spent_s),
        }


def write_line(file: Path, figures: Figures) -> None:
    """Append to a curve."""
    rounded = {
        name: value if value is None or value == int(value) else round(value, 6) for name, value in figures.items()
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(rounded) + "\n")


def read_lines(file: Path) -> list[Figures]:
    """A curve."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def area_under_curve(scored: Sequence[tuple[float, bool]]) -> float | None:
    """How often a right one scores above a wrong one, ties half; None where there are not both."""
    from sklearn.metrics import roc_auc_score

    right = [answers for _, answers in scored]
    return float(roc_auc_score(right, [score for score, _ in scored])) if len(set(right)) == 2 else None


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
