"""The name of a thing that another place describes: "the country that hosted the first mission" is Norway there."""

from __future__ import annotations

import re

from index.derived import compounds
from index.text import fold, fold_with_offsets, language_of
from index.text.countries import country_pattern
from index.text.places import places
from index.text.weighted_words import Word, words

Span = tuple[int, int]

_COUNTRY = re.compile(r"国$|country$|state$")
_PLACE = re.compile(r"(?:都市|町|市|地)$|city$|town$|island$|place$")
_YEAR = re.compile(r"年$|year$")
_DATED = re.compile(r"(?<!\d)\d{4}年|\b(?:19|20)\d\d\b")
_ANY = re.compile(r"(?:人|者|大臣|機関|組織|団体|地域|person|people|body|bodies|organi[sz]ation|delegation)$")
_BODY = re.compile(r"(?:機関|組織|団体|者)$")
_TOPIC = re.compile(r"[^、。]{0,20}?(?P<name>[一-鿿ァ-ヺー]{2,12})は")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』")
_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
_KATAKANA = re.compile(r"[ァ-ヺー]{4,}")
_STATE = re.compile(r"[ァ-ヺー]{3,}(?=共和国|連邦|王国)")  # one that no list of countries has
_NUMBER_WEIGHT = 3.0
_BESIDE_CHARS = 4


def names_of(description: str, head: str, text: str) -> list[str]:
    """Names in a sentence that may be the thing described, folded, the one beside most of its words first.

    Args:
        description: What is said of it, its head noun included.
        head: That noun: 国, 委員会, "reserve".
        text: A sentence that answers to the description.
    """
    asked = {word.form for word in words(description.replace(head, " ")) if word.counts}
    found = [word for word in words(text) if word.form in asked]
    spans = [(a, b) for a, b in _candidates(head, text) if not _says(description, fold(text[a:b]))]
    nearness = {span: sum(_pull(word, span, spans) for word in found) for span in spans}
    return list(dict.fromkeys(fold(text[a:b]) for a, b in sorted(spans, key=lambda span: -nearness[span])))


def _says(description: str, name: str) -> bool:
    """Whether a description says a name itself, or its short form (アフガン for アフガニスタン)."""
    short = (fold(word)[:-1] for word in _KATAKANA.findall(description))
    return name in fold(description) or any(name.startswith(beginning) for beginning in short)


def _candidates(head: str, text: str) -> list[Span]:
    """Spans of the names of the kind that a head noun means: countries, places, years, or names that end in it."""
    if _YEAR.search(head):
        return [match.span() for match in _DATED.finditer(text)]
    named = [(word.start_char, word.end_char) for word in words(_unquoted(text)) if word.role == "name"]
    if _COUNTRY.search(head):
        return _countries(_unquoted(text))
    if _PLACE.search(head) and language_of(text) == "ja":
        return [(p.start_char, p.end_char) for p in places(_unquoted(text)) if p.kind == "place"]
    if _BODY.search(head) and (topic := _TOPIC.match(text)):
        return [topic.span("name"), *named]
    return named if _ANY.search(head) or _PLACE.search(head) else _ending_in(head, text)


def _unquoted(text: str) -> str:
    """A text with what it quotes blanked out: no country is meant in the name of a plan."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _countries(text: str) -> list[Span]:
    if language_of(text) == "ja":
        known = [(p.start_char, p.end_char) for p in places(text) if p.kind == "country"]
        states = (match.span() for match in _STATE.finditer(text))
        return [*known, *(span for span in states if all(span[0] != start for start, _ in known))]
    folded = fold_with_offsets(text)
    return [folded.source_span(*match.span()) for match in country_pattern("en").finditer(folded.text)]


def _ending_in(head: str, text: str) -> list[Span]:
    """Longer names that end in the head noun: 合同委員会 for 委員会, "Emergency Reserve" for "reserve"."""
    if language_of(text) != "ja":
        capitalised = (match.span() for match in _CAPITALISED.finditer(text))
        return [(a, b) for a, b in capitalised if fold(text[a:b]).endswith(f" {fold(head)}")]
    folded = fold_with_offsets(text)
    longer = [name for name in compounds(text) if name.endswith(fold(head)) and name != fold(head)]
    starts = ((folded.text.find(name), name) for name in longer)
    return [folded.source_span(at, at + len(name)) for at, name in starts if at >= 0]


def _pull(word: Word, name: Span, names: list[Span]) -> float:
    """How much a word of the description speaks for a name; a number (第2回) for the next one behind it only."""
    start, end = name
    gap = max(start - word.end_char, word.start_char - end, 0)
    if word.quantity:
        behind = [span for span in names if span[0] >= word.end_char]
        return _NUMBER_WEIGHT / (_BESIDE_CHARS + gap) if behind and min(behind) == name else 0.0
    return 1 / (_BESIDE_CHARS + gap)
