"""Trains the reader.

Documents are visited in groups: below the cut every passage and question of a visit is read
once, above it as often as a question meets a passage.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from eval.reader.material.asked import Asked, Material
from eval.reader.material.visits import SHARES, groups_of
from eval.reader.network import checkpoints
from eval.reader.network.batches import BATCH_TOKENS, batch_of, lower_states, split, texts_of
from eval.reader.network.budget import Budget, rate_factor
from eval.reader.network.checkpoints import Average
from eval.reader.network.curve import Figures, Tally, write_line
from eval.reader.network.examples import Examples, Pair
from eval.reader.network.losses import loss_of
from eval.reader.network.model import Reader
from eval.reader.network.pieces import Pieces
from eval.reader.network.stretches import Stretches
from index.model.onnx.weights import Floats

LAST, CURVE = "last.pt", "curve.jsonl"

_METS = ("met.", "met_sentence.")
_MET_RATE = 0.02  # of eight numbers that begin at 0
_DECAY = 0.01
_LARGEST_GRADIENT = 1.0
_AVERAGE = 0.995  # stays at a step


@dataclass(frozen=True, slots=True)
class Plan:
    """How it is trained.

    Attributes:
        rate: Of the layers above the cut, at its peak.
        head_rate: Of the heads.
        negatives: Stretches without an answer a question, on average.
        swaps: Share of Japanese questions asked once more about what is not there.
        batch_tokens: At most, padding included.
        visit_questions: Read together below the cut, at least; a checkpoint is written after each visit.
        seed: Of every draw.
    """

    rate: float = 2e-4
    head_rate: float = 5e-4
    negatives: float = 1.2
    swaps: float = 0.12
    batch_tokens: int = BATCH_TOKENS
    visit_questions: int = 360
    seed: int = 1


class Training:
    """A network being trained.

    Args:
        network: On the device it is trained on.
        material: What it learns from; sources without a share are left out.
        pieces: The tokenizer.
        rarities: Of each piece.
        plan: How.
    """

    def __init__(self, network: Reader, material: Material, pieces: Pieces, rarities: Floats, plan: Plan) -> None:
        self._network, self._plan, self._pad = network, plan, pieces.pad
        self._rarities = torch.from_numpy(rarities).to(network.place.device)
        self._chance = random.Random(plan.seed)
        self._groups = groups_of(material.asked, SHARES, random.Random(plan.seed))
        stretches = Stretches(material.passages, pieces)
        self._examples = Examples(stretches, pieces, self._chance, negatives=plan.negatives, swaps=plan.swaps)
        self._optimizer = _optimizer(network, plan)
        self._average = Average(network.trained(), most=_AVERAGE)
        self.asked = self.pairs = self.steps = 0
        torch.manual_seed(plan.seed)

    def visit(self, budget: Budget) -> Figures:
        """Ask one visit's questions, a step a batch; a broken-off visit counts as far as it came."""
        groups: list[tuple[Asked, ...]] = []
        while sum(map(len, groups)) < self._plan.visit_questions:
            groups.append(self._groups.draw(self._chance))
        questions = [asked for group in groups for asked in group]
        pairs = [pair for asked in questions for pair in self._examples.of(asked)]
        tally = Tally()
        self._learn(pairs, budget, tally)
        self.asked += len(questions)
        rate = self._optimizer.param_groups[0]["lr"]
        return {"asked": self.asked, "pairs": self.pairs, "steps": self.steps, "rate": rate, **tally.figures()}

    def save(self, path: Path) -> None:
        """Write the moving average, with all that is needed to go on."""
        chance = self._chance.getstate()
        state: dict[str, Any] = {
            "plan": asdict(self._plan),
            "network": {name: own.detach() for name, own in self._network.trained()},
            "average": self._average.values,
            "optimizer": self._optimizer.state_dict(),
            "chance": [chance[0], list(chance[1]), chance[2]],
            "torch": torch.get_rng_state(),
            "places": self._groups.places,
            "counts": [self.asked, self.pairs, self.steps],
        }
        checkpoints.save(path, self._average.values, state)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint: where it stopped, or from its weights alone where it holds no more.

        Raises:
            DataMissing: it is not there.
            ValueError: it is of another network.
        """
        weights, state = checkpoints.load(path)
        checkpoints.put(self._network, state["network"] if state else weights)
        self._average = Average(self._network.trained(), most=_AVERAGE)
        if state:
            device = self._network.place.device
            self._average.values = {name: own.to(device) for name, own in state["average"].items()}
            self._optimizer.load_state_dict(state["optimizer"])
            version, numbers, spare = state["chance"]
            self._chance.setstate((version, tuple(numbers), spare))
            torch.set_rng_state(state["torch"])
            self._groups.places |= {s: n for s, n in state["places"].items() if s in self._groups.places}
            self.asked, self.pairs, self.steps = state["counts"]

    def _learn(self, pairs: list[Pair], budget: Budget, tally: Tally) -> None:
        network = self._network.train()
        states = lower_states(network, texts_of(pairs), pad=self._pad)
        for part in split(pairs, self._chance, most_tokens=self._plan.batch_tokens):
            self.steps += 1
            factor = rate_factor(self.steps, budget.used(self.asked))
            for group in self._optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            batch = batch_of(part, states, self._rarities, pad=self._pad)
            read = network(batch.pairs)
            loss = loss_of(read, batch)
            self._optimizer.zero_grad(set_to_none=True)
            loss.total.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([own for _, own in network.trained()], _LARGEST_GRADIENT)
            self._optimizer.step()
            self._average.follow(self.steps)
            self.pairs += len(part)
            tally.add(part, batch, read, loss)
            if budget.over(self.asked):
                break


def run(training: Training, budget: Budget, out: Path, *, milestones: Iterable[int] = ()) -> None:
    """Train until the budget is used up, a checkpoint and a line of the curve a visit.

    Args:
        training: May have been resumed.
        budget: At least one visit is made where any of it is left.
        out: The folder for `last.pt`, `curve.jsonl` and `asked-N.pt`.
        milestones: Numbers of questions at which the average is kept.
    """
    left = sorted(number for number in milestones if number > training.asked)
    while not budget.over(training.asked):
        write_line(out / CURVE, training.visit(budget))
        training.save(out / LAST)
        while left and training.asked >= left[0]:
            checkpoints.save(out / f"asked-{left.pop(0)}.pt", checkpoints.load(out / LAST)[0])


def _optimizer(network: Reader, plan: Plan) -> torch.optim.Optimizer:
    rates: dict[float, list[nn.Parameter]] = {plan.rate: [], plan.head_rate: [], _MET_RATE: []}
    for name, own in network.trained():
        rate = plan.rate if name.startswith("layers.") else _MET_RATE if name.startswith(_METS) else plan.head_rate
        rates[rate].append(own)
    groups = [{"params": own, "lr": rate, "peak": rate} for rate, own in rates.items() if own]
    return torch.optim.AdamW(groups, weight_decay=_DECAY)
