"""The words of a question in the words of the documents: names, what they use, and what they lack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.content import content_of
from index.derived import Term, compounds, content_terms
from index.document import Document
from index.text import fold, language_of
from index.text.countries import translated
from index.text.languages.wording import generic_words
from index.text.stems import stem

_EITHER = re.compile(
    r"や|とか|又は|または|もしくは|か(?=[^らの])|と(?!いう|は|して)|、|・|\bor\b|\band\b|,|\bили\b|\bи\b|또는|와|과"
)
_EITHER_CHINESE = re.compile("或|和")
_UNSPLIT = re.compile(r"[^a-zа-яё]")
_SHORT = 2
_ENDING = 4
_WITH = re.compile(r"の|における|への|からの|\bof\b|\bin\b")


@dataclass(frozen=True, slots=True)
class Words:
    """Names, words that the documents use (the names among them), and words that they do not.

    `whole` tells that compounds are all that is asked about, `nowhere` has them where no paragraph
    has all parts of any; `parts` those of the only one where the documents have it in pieces.
    """

    names: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    whole: bool = False
    nowhere: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


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
    generic = {term.surface for term in terms if term.form in generic_words()}
    unknown = tuple(word for word in unknown if word not in generic) if known else unknown
    named = tuple(word for word in known or unknown if any(name in word for name in names))
    pieces = next(iter(split.values())) if len(split) == 1 else []
    whole = bool(split) and all(any(term.surface in compound for compound in split) for term in terms)
    nowhere = tuple(split) if whole and _nowhere(list(split.values()), documents) else ()
    return Words(named, known, unknown, whole, nowhere, tuple(pieces) if len(pieces) > 1 else ())


def _parts(compound: str, terms: Sequence[Term], texts: Sequence[str]) -> list[str]:
    """A compound that the documents use, whole; otherwise its parts, names in it aside (日本語 is not 日本)."""
    if used(compound, texts):
        return [compound]
    parts = [t for t in terms if t.surface in compound and (not t.name or len(t.surface) > _SHORT)]
    telling = [t for t in parts if used(t.surface, texts) or t.form not in generic_words()]
    return [_as_used(t, texts) for t in telling or parts] or [compound]


def _as_used(term: Term, texts: Sequence[str]) -> str:
    """A word, or another form of it where the documents have only that (reports, "report")."""
    if used(term.surface, texts) or not term.surface[0].isascii():
        return term.surface
    same = takewhile(lambda pair: pair[0] == pair[1], zip(term.surface, term.form, strict=False))
    start = re.escape("".join(letter for letter, _ in same))
    found = {word for text in texts for word in re.findall(rf"\b{start}[a-z]*", text) if stem(word) == term.form}
    return min((word for word in found if len(term.surface) - len(word) <= _ENDING), key=len, default=term.surface)


def _nowhere(compounds: Sequence[Sequence[str]], documents: Sequence[Document]) -> bool:
    """Whether no paragraph has all parts of any compound."""
    texts = [text for document in documents for text in content_of(document).folded]
    return not any(all(holds(text, part) for part in parts) for parts in compounds for text in texts)


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
    if _apart(rest, chosen):
        return chosen, False
    if _WITH.search(between):
        return chosen, True
    return (min(chosen, key=lambda word: sum(text.count(word) for text in texts)),), False


def used(words: str, texts: Sequence[str]) -> bool:
    """Whether any of some folded texts has the words."""
    return any(holds(text, words) for text in texts)


def holds(text: str, words: str) -> bool:
    """Whether a folded text has some words; those of scripts that split words at blanks only where one begins.

    >>> holds("public transport", "sport"), holds("in jicaの", "jica"), holds("国際会議", "会議")
    (False, True, True)
    """
    if words not in text:
        return False
    return bool(_UNSPLIT.match(words) or re.search(rf"(?<![a-zа-яё0-9]){re.escape(words)}", text))


def joined(rest: str, words: Sequence[str]) -> bool:
    """Whether words of a question belong together (アフガニスタンの情勢), none standing for another (水や節水)."""
    return len(words) > 1 and not _apart(rest, words)


def of_one(rest: str, words: Sequence[str]) -> bool:
    """Whether one word is a part or side of another: 裁判官の身分."""
    return joined(rest, words) and bool(_WITH.search(_between(rest, words)))


def _apart(rest: str, words: Sequence[str]) -> bool:
    """Whether an "or" or "and" stands between words of a question; 和 is one in Chinese alone (平和)."""
    between = _between(rest, words)
    return bool(_EITHER.search(between) or (language_of(rest) == "zh" and _EITHER_CHINESE.search(between)))


def _between(text: str, words: Sequence[str]) -> str:
    folded = fold(text)
    places = sorted(folded.find(word) for word in words if word in folded)
    return folded[places[0] : places[-1]] if places else ""
