"""The references of a memo: which paragraphs each of its sentences rests on, and what it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.cite_check.claims import Part, parts, says_little, without
from assistant.cite_check.memo import Piece, marks, pieces
from index.address import Reference, references
from index.document import Document
from index.text import fold, sentence_spans
from index.text.weighted_words import words

_BRACKET = re.compile(r"(?:[(（\[〔【][^()（）\[\]〔〕【】]{1,60}[)）\]〕】]|[※＊*]\d{1,2}|[⁰¹²³⁴-⁹]+)+[。．]?")
_MOST_INHERITED = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a memo as written, and its parts; it starts at `start_char` of the memo."""

    text: str
    parts: tuple[Part, ...]
    start_char: int

    @property
    def claim(self) -> str:
        """All that it says, without the references."""
        return " ".join(part.claim for part in self.parts)

    @property
    def labels(self) -> tuple[str, ...]:
        """What it refers to, and the document has."""
        return tuple(dict.fromkeys(label for part in self.parts for label in part.labels))

    @property
    def missing(self) -> tuple[str, ...]:
        """What it refers to, and the document lacks."""
        return tuple(dict.fromkeys(label for part in self.parts for label in part.missing))

    @property
    def refers(self) -> bool:
        """Whether it names any paragraph."""
        return any(part.labels or part.missing for part in self.parts)


def statements(memo: str, document: Document) -> list[Statement]:
    """The sentences of a memo that say something or refer to something, in order.

    A reference behind the full stop belongs to the sentence before it, one in a note to the
    words that bear its mark, one in a heading or an opening line to what stands under it.
    """
    return list(_Reader(memo, document).statements())


@dataclass
class _Reader:
    """Goes through a memo once, remembering what 同段落 and a heading's reference mean."""

    memo: str
    document: Document
    last: Reference | None = None
    above: Reference | None = None

    def statements(self) -> Iterator[Statement]:
        laid_out = pieces(self.memo)
        notes = {p.note: self._own(p.start_char, p.end_char) for p in laid_out if p.kind == "note"}
        rows = self._rows(laid_out)
        for piece in laid_out:
            if piece.kind == "heading":
                found = self._own(piece.start_char, piece.end_char)
                self.above = _governing(found)
            elif piece.kind == "cell":
                yield from self._cell(piece, rows[piece.row], notes)
            else:
                yield from self._sentences(piece, notes)

    def _sentences(self, piece: Piece, notes: Mapping[str, list[Reference]]) -> Iterator[Statement]:
        for start, end in self._spans(piece):
            statement = self._statement(start, end, notes)
            if self.memo[start:end].rstrip("*_ ").endswith((":", "：")) and statement.refers:
                self.above = _governing(self._own(start, end))
            if piece.kind == "note" and says_little(statement.claim):
                continue
            yield statement if statement.refers or piece.kind == "note" else self._inheriting(statement)

    def _cell(self, piece: Piece, row: list[Reference], notes: Mapping[str, list[Reference]]) -> Iterator[Statement]:
        for start, end in self._spans(piece):
            statement = self._statement(start, end, notes)
            if not statement.refers and row and not says_little(statement.claim):
                statement = _with(statement, row)
            if not statement.refers or not says_little(statement.claim):
                yield statement

    def _rows(self, laid_out: Sequence[Piece]) -> dict[int, list[Reference]]:
        """The references of each row of a table; a bare number under a column that counts paragraphs is one."""
        found: dict[int, list[Reference]] = {}
        for piece in laid_out:
            if piece.kind == "cell":
                own = self._own(piece.start_char, piece.end_char)
                found.setdefault(piece.row, []).extend(own or self._bare(piece))
        return found

    def _bare(self, piece: Piece) -> list[Reference]:
        text = fold(self.memo[piece.start_char : piece.end_char]).strip()
        return [Reference(piece.start_char, piece.end_char, (text,))] if text in self.document else []

    def _inheriting(self, statement: Statement) -> Statement:
        if self.above is None or says_little(statement.claim):
            return statement
        return _with(statement, [self.above])

    def _spans(self, piece: Piece) -> list[tuple[int, int]]:
        text = self.memo[piece.start_char : piece.end_char]
        spans: list[tuple[int, int]] = []
        for begin, stop in sentence_spans(text):
            start, end = begin + piece.start_char, stop + piece.start_char
            behind = _BRACKET.match(self.memo, start, end)
            refers = bool(spans and behind and self._only_refers(*behind.span()))
            rest = behind.end() if behind and refers else start
            if refers:
                spans[-1] = (spans[-1][0], rest)
            if self.memo[rest:end].strip():
                spans.append((rest, end))
        return spans

    def _only_refers(self, start: int, end: int) -> bool:
        text = self.memo[start:end]
        noted = [Reference(mark.start_char, mark.end_char) for mark in marks(text)]
        found = [*references(text, self.document), *noted]
        return bool(found) and not words(without(text, found, self.document))

    def _own(self, start: int, end: int) -> list[Reference]:
        return references(self.memo[start:end], self.document)

    def _statement(self, start: int, end: int, notes: Mapping[str, list[Reference]]) -> Statement:
        start += len(self.memo[start:end]) - len(self.memo[start:end].lstrip())
        text = self.memo[start:end]
        found = [self._meant(reference) for reference in references(text, self.document)]
        for mark in marks(text):
            for noted in notes.get(mark.note, ()):
                found.append(replace(noted, start_char=mark.start_char, end_char=mark.end_char))
        found = _apart(found)
        return Statement(text, tuple(parts(text, found, self.document)), start)

    def _meant(self, reference: Reference) -> Reference:
        if reference.same and self.last:
            return replace(self.last, start_char=reference.start_char, end_char=reference.end_char)
        if not reference.same:
            self.last = reference
        return reference


def _governing(found: list[Reference]) -> Reference | None:
    """The reference of a heading that what stands under it inherits; not that of a whole section."""
    labels = tuple(dict.fromkeys(label for reference in found for label in reference.labels))
    return Reference(0, 0, labels) if 0 < len(labels) <= _MOST_INHERITED else None


def _with(statement: Statement, found: Sequence[Reference]) -> Statement:
    labels = tuple(dict.fromkeys(label for reference in found for label in reference.labels))
    missing = tuple(dict.fromkeys(label for reference in found for label in reference.missing))
    return replace(statement, parts=(Part(statement.claim, labels, missing),))


def _apart(found: list[Reference]) -> list[Reference]:
    """In order; of several in one place (the references of one note) one with all their labels."""
    merged: dict[tuple[int, int], Reference] = {}
    for reference in sorted(found, key=lambda r: r.start_char):
        span = (reference.start_char, reference.end_char)
        known = merged.get(span)
        merged[span] = (
            replace(known, labels=known.labels + reference.labels, missing=known.missing + reference.missing)
            if known
            else reference
        )
    return list(merged.values())
