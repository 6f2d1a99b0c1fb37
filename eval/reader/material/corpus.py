"""The documents' own text: the units of `gold/FILE.jsonl` beside `manifest.jsonl`, cut into today's sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from eval.reader.material.places import CORPUS, DataMissing, present
from index.document import Document, Paragraph
from index.text import sentence_spans

OPTION = "--corpus"


class Corpus:
    """Documents by name.

    Raises:
        DataMissing: the folder, its manifest or a document is not there.
    """

    def __init__(self, folder: Path = CORPUS) -> None:
        self._gold = present(folder / "gold", option=OPTION)
        lines = present(folder / "manifest.jsonl", option=OPTION).read_text(encoding="utf-8").splitlines()
        self._about: dict[str, dict[str, str]] = {row["file"]: row for row in map(json.loads, lines)}
        self.paragraphs = cache(self._paragraphs)
        self.document = cache(self._document)

    def names(self) -> list[str]:
        """Of every document that is there."""
        return [name for name in self._about if self.has(name)]

    def has(self, document: str) -> bool:
        """Whether there is such a document."""
        return document in self._about and self._file(document).is_file()

    def title(self, document: str) -> str:
        """Of a document, as its authors gave it."""
        return self._of(document)["title"]

    def language(self, document: str) -> str:
        """Of a document, two letters."""
        return self._of(document)["language"].split("-")[0]

    def _of(self, document: str) -> dict[str, str]:
        if not self.has(document):
            raise DataMissing(self._file(document), option=OPTION)
        return self._about[document]

    def _file(self, document: str) -> Path:
        return self._gold / f"{document}.jsonl"

    def _document(self, document: str) -> Document:
        """As the product holds it, its paragraphs' text verbatim; the first of two with one label."""
        self._of(document)
        made: dict[str, Paragraph] = {}
        text = ""
        for line in self._file(document).read_text(encoding="utf-8").splitlines():
            unit = json.loads(line)
            if unit["label"] not in made:
                made[unit["label"]] = Paragraph(document, unit["label"], unit["text"], len(text), len(made))
                text += unit["text"] + "\n"
        return Document(document, self.title(document), text, tuple(made.values()))

    def _paragraphs(self, document: str) -> dict[str, tuple[str, ...]]:
        """Sentences of each paragraph, by label; the first of two with one label."""
        self._of(document)
        found: dict[str, tuple[str, ...]] = {}
        for line in self._file(document).read_text(encoding="utf-8").splitlines():
            unit = json.loads(line)
            found.setdefault(unit["label"], sentences_of(unit["text"]))
        return found


def sentences_of(text: str) -> tuple[str, ...]:
    """A paragraph cut as the product cuts it, blanks reduced to one."""
    return tuple(" ".join(text[start:end].split()) for start, end in sentence_spans(text))


def sentence_now(sentences: Sequence[str], opens: str, number: int) -> int | None:
    """The sentence that once began so and had that number.

    It may have been cut in two since, or joined to its neighbour: then the one that holds
    the last of the letters. Of several the one that begins so; then the one nearest to
    `number`; then the first.

    >>> sentence_now(["One. Two.", "Three."], "Three", 2), sentence_now(["One. Two."], "Two.", 1)
    (1, 0)
    """
    wanted = _squeezed(opens)
    ends = list(accumulate(len(_squeezed(sentence)) for sentence in sentences))
    begins = {0, *ends}

    def apart(place: int) -> tuple[bool, int]:
        return place not in begins, abs(_holding(ends, place + len(wanted)) - number)

    places = list(_places("".join(map(_squeezed, sentences)), wanted)) if wanted else []
    return _holding(ends, min(places, key=apart) + len(wanted)) if places else None


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _holding(ends: Sequence[int], end: int) -> int:
    return next(number for number, own in enumerate(ends) if own >= end)


def _squeezed(text: str) -> str:
    return "".join(text.split())
