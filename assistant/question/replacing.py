"""The question before with a new subject in it: デンマークは？ after "who signed for Norway?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.follow_ups import elliptical
from index.derived import compounds, vocabulary
from index.document import Document
from index.text import fold, fold_with_offsets, language_of
from index.text.countries import country_pattern
from index.text.dates import Period
from index.text.languages.wording import without_opening
from index.text.places import places
from index.text.quantities import Quantity, quantities

Span = tuple[int, int]

_SUBJECT = re.compile(
    r"^(?P<new>.{1,30}?)(?:の(?:ほう|方|場合|件|話|とき|時)|側)?"
    r"(?:は|では|には|については|に関しては|だと|なら|って|からは|までは)?(?:どう|どうですか|どうなの|いかが)?[ですか]*\s*[?？。]*\s*$"
)
_SUBJECT_EN = re.compile(
    r"^\W*(?:(?:for|from|in|with|by|of|to|on|at) )?(?:the case of )?(?:the )?(?P<new>[\w' -]{1,40}?)\W*$", re.I
)
_CAPITALISED = re.compile(r"(?<=[\w,;:] )[A-Z][\w'’-]+(?: (?:and |of |the )*[A-Z][\w'’-]+)*|\b[A-Z]{2,}\b")
_NOUN = re.compile(r"[一-鿿々ァ-ヺーa-z]+")
_DESCRIBED = re.compile(r"(?:[一-鿿々ァ-ヺーa-z\d]+の)+$")
_SHARED_CHARS = 2
_BEHIND_CHARS = 2


def in_its_place(text: str, before: str, documents: Sequence[Document]) -> str | None:
    """The question before, with the new subject of an elliptical one where its counterpart stood.

    The counterpart is of the same kind: a number or date of the same unit, the one
    country, the one name, or words that end alike (まき網漁船, はえ縄漁船) or stand before
    what the documents write behind the new ones too (農業分野, 運輸分野).

    Args:
        text: An elliptical question (国境は？, "and Denmark?").
        before: The question that it follows.
        documents: Those in scope.

    Returns:
        None where nothing in the question before is its counterpart.
    """
    alone = without_opening(text)
    if not elliptical(text):
        return None
    match = (_SUBJECT if language_of(alone, default="en") == "ja" else _SUBJECT_EN).match(alone)
    new = match["new"] if match else ""
    if not new or fold(new) in fold(before):
        return None
    for find in (_number, _country, _name):
        if found := find(new, before):
            (start, end), words = found
            return f"{before[:start]}{words}{before[end:]}"
    span = _worded_alike(new, before, documents)
    return f"{before[: span[0]]}{new}{before[span[1] :]}" if span else None


def _number(new: str, before: str) -> tuple[Span, str] | None:
    """The stretch of the numbers or dates before that are of the new one's kind."""
    own = quantities(new)
    if len(own) != 1 or compounds(new.replace(own[0].text, " ")):
        return None
    same = [quantity for quantity in quantities(before) if _same_kind(quantity, own[0])]
    return ((same[0].start_char, same[-1].end_char), own[0].text) if same else None


def _same_kind(one: Quantity, other: Quantity) -> bool:
    dated = isinstance(one.value, Period) and isinstance(other.value, Period)
    return dated or (one.kind == other.kind and one.unit == other.unit and not isinstance(other.value, Period))


def _country(new: str, before: str) -> tuple[Span, str] | None:
    own, others = _countries(new), _countries(before)
    if len(own) != 1 or len({fold(before[a:b]) for a, b in others}) != 1:
        return None
    (start, end) = own[0]
    return others[0], new[start:end]


def _countries(text: str) -> list[Span]:
    if language_of(text, default="en") == "ja":
        return [(p.start_char, p.end_char) for p in places(text) if p.kind == "country"]
    folded = fold_with_offsets(text)
    return [folded.source_span(*match.span()) for match in country_pattern("en").finditer(folded.text)]


def _name(new: str, before: str) -> tuple[Span, str] | None:
    """The one name of a question split at blanks, for another name."""
    if language_of(new, default="en") == "ja" or not all(word[:1].isupper() for word in new.split()):
        return None
    names = [match.span() for match in _CAPITALISED.finditer(before)]
    return (names[0], new) if len(names) == 1 else None


def _worded_alike(new: str, before: str, documents: Sequence[Document]) -> Span | None:
    """Where words stand that end as the new ones do, or that the documents write in the same place."""
    folded, own = fold_with_offsets(before), fold(new)
    for words in compounds(before):
        at = folded.text.find(words)
        shared = _shared_end(words, own)
        if at >= 0 and shared >= _SHARED_CHARS and words != own:
            return folded.source_span(_start(folded.text, at, own), at + len(words))
        for end in range(len(words) - _BEHIND_CHARS, 0, -1) if at >= 0 else ():
            if _said(own + words[end:], documents) and _said(words, documents):
                return folded.source_span(at, at + end)
    return None


def _start(before: str, at: int, new: str) -> int:
    """Where the counterpart starts: at what describes it (寄港の通報) if the new one is described too (転載の通報)."""
    described = _DESCRIBED.search(before[:at]) if "の" in new else None
    return described.start() if described else at


def _shared_end(one: str, other: str) -> int:
    """How many characters two expressions end in alike; 0 where only part of a Latin word is the same."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    if one.isascii() and count < len(one) and not one[: len(one) - count].endswith(" "):
        return 0
    return count if _NOUN.search(one[len(one) - count :] if count else "") else 0


def _said(words: str, documents: Sequence[Document]) -> bool:
    return any(words in vocabulary(document).folded for document in documents)
