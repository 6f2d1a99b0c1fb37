"""How many units of real numbered documents are found: `python -m eval.parts.parsing FOLDER`.

FOLDER holds documents, `manifest.json` (one entry a file) and `gold/FILE.jsonl` (one unit
a line with `label` and `text`). A unit counts as found when a paragraph has its label and,
blanks aside, its text; the raised mark of a note counts alike however it is set apart from
the words: as a digit, `[1]` or `<sup>1</sup>`. Tags and comments of a text's markup count for nothing.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from index.document import Document, Paragraph
from index.parsing import read_document

_BLANK = re.compile(r"\s+")
_MARKUP = re.compile(r"<!--.*?-->|</?(?:sup|span)\b[^<>]*>")
_RAISED = re.compile(r"\[(\d{1,3})\]")
_COUNT = re.compile(r" \(\d+\)$")
_CONTROL = "(unnumbered)"


@dataclass(frozen=True, slots=True)
class Parsing:
    """What was found of one document's units.

    Attributes:
        file: The document.
        gold: Units it has, by their author's number.
        given: Paragraphs that were read with an author's number.
        found: Units read with the right label and text.
        labels: Units read with the right label, whatever the text.
        unnumbered: Of preamble and the like, how many were found of how many.
        missed: Labels of units not found.
        seconds: Reading and numbering together.
    """

    file: str
    gold: int
    given: int
    found: int
    labels: int
    unnumbered: tuple[int, int]
    missed: tuple[str, ...]
    seconds: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing is numbered and nothing was."""
        return 2 * self.found / (self.gold + self.given) if self.gold + self.given else 1.0


def score_parsing(file: str, document: Document, units: list[dict[str, str]], seconds: float) -> Parsing:
    """Compare a document with its gold units; equal labels count as often as they come.

    Where the gold repeats a label, ours with its section or count ("6 (2)", "II 6") is that label too.
    """
    repeated = {label for label, count in Counter(unit["label"] for unit in units).items() if count > 1}
    names = {p.label for p in document if p.origin == "unnumbered"}
    loose = [unit for unit in units if unit["label"] in names or not any(char.isdigit() for char in unit["label"])]
    gold = Counter((u["label"], _bare(u["text"])) for u in units if u not in loose)
    numbered = [(_as_gold(p, repeated), _bare(p.text)) for p in document if p.origin == "numbered"]
    given = Counter(numbered)
    known = Counter(label for label, _ in numbered)
    others = {(p.label, _bare(p.text)) for p in document if p.origin == "unnumbered"}
    control = [unit for unit in loose if unit["label"] != _CONTROL]
    return Parsing(
        file=file,
        gold=gold.total(),
        given=given.total(),
        found=(gold & given).total(),
        labels=(Counter(u["label"] for u in units if u not in loose) & known).total(),
        unnumbered=(sum((u["label"], _bare(u["text"])) in others for u in control), len(control)),
        missed=tuple(label for label, _ in (gold - given).elements()),
        seconds=seconds,
    )


def read_parsing(folder: Path, file: str) -> Parsing:
    """Read one document of a folder and score it."""
    lines = (folder / "gold" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    start = time.perf_counter()
    document = read_document(folder / file)
    return score_parsing(file, document, [json.loads(line) for line in lines], time.perf_counter() - start)


def table(rows: list[Parsing]) -> str:
    """One line a document, for a terminal or a report."""
    head = (
        f"{'document':30} {'gold':>5} {'given':>5} {'found':>5} {'labels':>6} {'F1':>6} {'other':>6} {'s':>6}  missed"
    )
    return "\n".join([head, *(_row(row) for row in rows)])


def _row(row: Parsing) -> str:
    other = f"{row.unnumbered[0]}/{row.unnumbered[1]}"
    missed = " ".join(row.missed[:6]) + (" ..." if len(row.missed) > 6 else "")
    counts = f"{row.gold:5} {row.given:5} {row.found:5} {row.labels:6}"
    return f"{row.file:30} {counts} {row.f1:6.3f} {other:>6} {row.seconds:6.2f}  {missed}"


def _as_gold(paragraph: Paragraph, repeated: set[str]) -> str:
    """A paragraph's label, without what tells it apart if the gold repeats the bare one."""
    bare = _COUNT.sub("", paragraph.label.removeprefix(f"{paragraph.section} "))
    return bare if bare in repeated else paragraph.label


def _bare(text: str) -> str:
    return _BLANK.sub("", _RAISED.sub(r"\1", _MARKUP.sub("", text)))


def main(arguments: list[str]) -> int:
    """Print the table for a folder; exit code 2 without one."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "manifest.json").is_file():
        print("usage: python -m eval.parts.parsing FOLDER (with manifest.json and gold/)", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    files = [entry["file"] for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))]
    print(table([read_parsing(folder, file) for file in files]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
