"""What a document is about at a glance, worked out without a model: names, dates, amounts, each with its place.

What counts is how many paragraphs speak of a name, and that a sum or a day is stated at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.document import Document, Paragraph, once_per_document
from index.text import fold
from index.text.dates import Period
from index.text.quantities import Quantity, quantities
from index.text.sudachi import units

MOST = 8
_PARAGRAPHS_READ = 2_000
_JAPANESE = re.compile(r"[ぁ-ヺ]")
_CAPITALISED = re.compile(
    r"\b(?!The\b|This\b)[A-ZА-ЯЁ][\w'’-]*[\w](?:\s(?:of|the|and|for|on|de|la)\s[A-ZА-ЯЁ][\w'’-]+|\s[A-ZА-ЯЁ][\w'’-]+)+|\b[A-ZА-ЯЁ]{2,}\b"
)
_KATAKANA = re.compile(r"[ァ-ヺー]{4,}|[A-Z]{2,}")
_COMMON = 0.6


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand in some paragraphs, `labels` in order, and their span in the first of them."""

    words: str
    labels: tuple[str, ...]
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What a document speaks of; `ahead` are the dates that lie after its own."""

    names: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    ahead: tuple[Mention, ...]
    amounts: tuple[Mention, ...]


@once_per_document
def overview(document: Document) -> Overview:
    """The names, dates and amounts of a document; of a very long one those of paragraphs all through it."""
    paragraphs = _spread(document.paragraphs)
    stated = [(p, q) for p in paragraphs for q in quantities(p.text)]
    days = [(p, q) for p, q in stated if isinstance(q.value, Period) and q.value.start.year and q.value.start.month]
    money = [(p, q) for p, q in stated if q.kind == "money"]
    dates = _mentions(((p, q.start_char, q.end_char) for p, q in days), key=_dated(days))
    own = document.date
    return Overview(
        names=_names(paragraphs),
        dates=tuple(m for m, iso in _by_date(dates, days) if not own or iso <= own)[:MOST],
        ahead=tuple(m for m, iso in _by_date(dates, days) if own and iso[: len(own)] > own[: len(iso)])[:MOST],
        amounts=tuple(_mentions(((p, q.start_char, q.end_char) for p, q in money), key=fold))[:MOST],
    )


def _spread(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    return paragraphs[:: max(1, len(paragraphs) // _PARAGRAPHS_READ)]


def _names(paragraphs: Sequence[Paragraph]) -> tuple[Mention, ...]:
    """Those that most paragraphs share, without those of nearly all; a name inside another is left to it."""
    found = _mentions(((p, start, end) for p in paragraphs for start, end in _name_spans(p.text)), key=fold)
    shared = [m for m in found if 1 < len(m.labels) <= max(2, _COMMON * len(paragraphs))]
    ranked = sorted(shared, key=lambda m: -len(m.labels))
    kept: list[Mention] = []
    for mention in ranked:
        if not any(mention.words in other.words or other.words in mention.words for other in kept):
            kept.append(mention)
    return tuple(kept[:MOST])


def _name_spans(text: str) -> Iterator[tuple[int, int]]:
    if not _JAPANESE.search(text):
        yield from (match.span() for match in _CAPITALISED.finditer(text))
        return
    yield from (match.span() for match in _KATAKANA.finditer(text))
    run: list[tuple[int, int, bool]] = []
    for start, end, noun, proper in _nouns(text):
        if not noun or (run and run[-1][1] != start):
            yield from _named(run)
            run = []
        if noun:
            run.append((start, end, proper))
    yield from _named(run)


def _nouns(text: str) -> Iterator[tuple[int, int, bool, bool]]:
    """The units of a Japanese text, each with whether it is a noun other than a number, and a proper one."""
    for unit in units(text):
        kind, finer = unit.morpheme.part_of_speech()[:2]
        yield unit.start_char, unit.end_char, kind in {"名詞", "接尾辞"} and finer != "数詞", finer == "固有名詞"


def _named(run: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[int, int]]:
    """The span of nouns side by side that is a name: from the word before the first proper noun, to the end."""
    first = next((n for n, (_, _, proper) in enumerate(run) if proper), None)
    if first is not None and run[-1][1] - run[max(0, first - 1)][0] > 1:
        yield run[max(0, first - 1)][0], run[-1][1]


def _mentions(places: Iterator[tuple[Paragraph, int, int]], *, key: Callable[[str], str]) -> list[Mention]:
    """The same words, by their key, as one mention, in the order of their first places."""
    found: dict[str, list[tuple[Paragraph, int, int]]] = {}
    for paragraph, start, end in places:
        found.setdefault(key(paragraph.text[start:end]), []).append((paragraph, start, end))
    return [
        Mention(p.text[start:end], tuple(dict.fromkeys(p.label for p, _, _ in rows)), start, end)
        for rows in found.values()
        for p, start, end in rows[:1]
    ]


def _dated(days: Sequence[tuple[Paragraph, Quantity]]) -> Callable[[str], str]:
    """The calendar date that words stand for, so that 2017年5月1日 and 1 May 2017 are one."""
    known = {q.text: q.value.iso() for _, q in days if isinstance(q.value, Period)}
    return lambda words: known[words]


def _by_date(mentions: Sequence[Mention], days: Sequence[tuple[Paragraph, Quantity]]) -> list[tuple[Mention, str]]:
    iso = _dated(days)
    return sorted(((mention, iso(mention.words)) for mention in mentions), key=lambda pair: pair[1])
