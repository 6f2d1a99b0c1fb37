"""Numbers that the paragraph states, but of something else than the claim does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.case import Case, Failure
from index.text.dates import Period
from index.text.quantities import Quantity, matches, relation, resolve
from index.text.weighted_words import Word, words

_COMMA = re.compile(r"[、，,;；]")
_AND = {"and", "及び", "並びに"}
_AROUND = 6
_NEXT = 2.0
_CLEARLY = 3.0


def places(case: Case) -> Failure | None:
    """A number stands by the words that the paragraph has it by, not by those of another number.

    141 votes for, 5 against: a claim of 141 votes against has both numbers and all words.
    """
    claimed = [word for word in case.claim if word.quantity]
    stated = list(_stated(case))
    for word in claimed:
        near = _near(case.claim, case.claim.index(word), case.text if len(claimed) > 1 else "")
        own = max((_shared(near, around) for other, around in stated if _same(case, word, other)), default=None)
        rivals = [(_shared(near, around), other) for other, around in stated if _rivals(case, word, other)]
        score, rival = max(rivals, key=lambda found: found[0], default=(0.0, word))
        if own is not None and score >= own + (_CLEARLY if own else _NEXT):
            stands = rival.quantity.text if rival.quantity else ""
            return case.failure("numbers", word, f"{case.surface(word)} is said of something else", stands)
    return None


def _stated(case: Case) -> Iterator[tuple[Word, dict[str, float]]]:
    """The numbers of the cited paragraphs with what stands around them in their sentence."""
    for sentence in (s for p in case.paragraphs for s in p.sentences):
        text = words(sentence.text)
        for at, word in enumerate(text):
            if word.quantity:
                yield word, _near(text, at, sentence.text)


def _near(text: Sequence[Word], at: int, written: str = "") -> dict[str, float]:
    """Words around a place, up to the next number on either side; the very next ones weigh more.

    With the text as written, no comma is crossed: what stands behind it is said of something else.
    """
    found: dict[str, float] = {}
    for side in (text[at + 1 :], text[:at][::-1]):
        for weight, word in zip((_NEXT, *(1.0,) * (_AROUND - 1)), _run(side, text[at], written), strict=False):
            found[word.form] = max(found.get(word.form, 0.0), weight)
    return found


def _run(side: Sequence[Word], place: Word, written: str) -> Iterator[Word]:
    """The words of one side that say something, up to the next number or comma; a date may stand before its comma."""
    last = place
    for word in side:
        before = word.end_char <= last.start_char
        between = written[word.end_char : last.start_char] if before else written[last.end_char : word.start_char]
        dated = not before and last is place and place.quantity is not None and place.quantity.kind == "date"
        if word.quantity or word.form in _AND or (_COMMA.search(between) and not dated):
            return
        last = word
        if word.counts:
            yield word


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(min(weight, other[form]) for form, weight in one.items() if form in other)


def _quantity(case: Case, word: Word) -> Quantity:
    assert word.quantity
    return resolve(word.quantity, case.date)


def _same(case: Case, claimed: Word, stated: Word) -> bool:
    return matches(_quantity(case, claimed), _quantity(case, stated))


def _rivals(case: Case, claimed: Word, stated: Word) -> bool:
    """Whether two numbers count the same kind of thing, as exactly, and differ."""
    one, other = _quantity(case, claimed), _quantity(case, stated)
    if one.kind == "ordinal":
        return False
    if isinstance(one.value, Period) and isinstance(other.value, Period):
        exact = [bool(part) for part in one.value.start] == [bool(part) for part in other.value.start]
        return exact and relation(one, other) == "conflict"
    bare = one.kind == other.kind == "number" and one.unit == other.unit == "" and one.value != other.value
    return bare or relation(one, other) == "conflict"
