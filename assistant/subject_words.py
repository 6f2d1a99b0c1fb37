"""The words of a question in the words of the documents: names, what they use, and what they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.names import translated
from assistant.terms import Term, compounds, content_terms
from index.document import Document
from index.language import language_of
from index.normal import fold

_EITHER = re.compile(
    r"や|とか|又は|または|もしくは|か(?=[^らの])|と(?!いう|は|して)|、|・|\bor\b|\band\b|,|\bили\b|\bи\b|或|和|또는|와|과"
)
_SHORT = 2
_WITH = re.compile(r"の|における|への|からの|\bof\b|\bin\b")


@dataclass(frozen=True, slots=True)
class Words:
    """Names, words that the documents use (the names among them), and words that they do not."""

    names: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def words_of(rest: str, texts: Sequence[str], documents: Sequence[Document]) -> Words:
    """The words of a question: names, those that the documents use, and those that they do not."""
    terms = content_terms(rest)
    source = language_of(rest, default="en")
    carried = [fold(name) for d in documents[:1] for name in translated(rest, source=source, target=d.language)]
    split = {compound: _parts(compound, terms, texts) for compound in compounds(rest)} | {
        name: [name] for name in carried
    }
    found = [part for parts in split.values() for part in parts]
    names = _known_names(terms, rest, carried)
    there = [word for word in dict.fromkeys(found) if used(word, texts)]
    known = tuple([word for word in there if len(word) > 1] or there)
    unknown = tuple(dict.fromkeys(word for whole, parts in split.items() for word in _left(whole, parts, known)))
    named = tuple(word for word in known or unknown if any(name in word for name in names))
    return Words(named, known, unknown)


def _parts(compound: str, terms: Sequence[Term], texts: Sequence[str]) -> list[str]:
    """A compound that the documents use, whole; otherwise its parts, names in it aside (日本語 is not 日本)."""
    if used(compound, texts):
        return [compound]
    return [t.surface for t in terms if t.surface in compound and (not t.name or len(t.surface) > _SHORT)]


def _left(whole: str, parts: Sequence[str], known: Sequence[str]) -> list[str]:
    """What the documents lack of a compound: all of it as one word, or the parts that they never use."""
    left = [part for part in parts if part not in known]
    return [whole] if left == parts and parts else left


def _known_names(terms: Sequence[Term], rest: str, carried: Sequence[str]) -> set[str]:
    """Names that stand for themselves in a question: 日本 in 日本の, not in 日本型."""
    whole = set(compounds(rest))
    return {t.surface for t in terms if t.name and (t.surface in whole or len(t.surface) > _SHORT)} | set(carried)


def chosen_of(rest: str, words: Words, texts: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Which words a paragraph must have, and whether it must have all of them."""
    chosen = words.names or words.known
    if len(chosen) < 2 or not words.names:
        return chosen, False
    between = _between(rest, chosen)
    if _EITHER.search(between):
        return chosen, False
    if _WITH.search(between):
        return chosen, True
    return (min(chosen, key=lambda word: sum(text.count(word) for text in texts)),), False


def used(words: str, texts: Sequence[str]) -> bool:
    return any(words in text for text in texts)


def joined(rest: str, words: Sequence[str]) -> bool:
    """Whether words of a question belong together (アフガニスタンの情勢), none standing for another (水や節水)."""
    return len(words) > 1 and not _EITHER.search(_between(rest, words))


def of_one(rest: str, words: Sequence[str]) -> bool:
    """Whether one word is a part or side of another: 裁判官の身分."""
    return joined(rest, words) and bool(_WITH.search(_between(rest, words)))


def _between(text: str, words: Sequence[str]) -> str:
    folded = fold(text)
    places = sorted(folded.find(word) for word in words if word in folded)
    return folded[places[0] : places[-1]] if places else ""
