"""Ways to make a true sentence of a document false by rule, in Japanese and in English."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from index.derived import named, parties, subjects
from index.document import Document, Paragraph
from index.text import fold
from index.text.weighted_words import words

Change = Callable[[str, Paragraph, Document, random.Random], str]

_STRONGER = (
    (re.compile(r"(?:強調|指摘|表明|歓迎)した。$"), "決定した。"),
    (re.compile(r"\b(?:welcome|note|stress|recognize|underline|emphasize)\b"), "decide"),
    (re.compile(r"\b(?:reaffirm|reiterate) our commitment\b"), "decide"),
)
_DENIED = (
    (re.compile(r"した。$"), "しなかった。"),
    (re.compile(r"\bnot "), ""),
    (re.compile(r"\b(shall|will|should|must|is|are|was|were|has|have) (?!not\b)"), r"\1 not "),
)
_FORCED = (
    (re.compile(r"しなければならない。"), "することができる。"),
    (re.compile(r"\bshall (?!not\b)"), "may "),
    (re.compile(r"\bmay (?!not\b)"), "shall "),
)
_HEDGES = re.compile(
    r"(?:、?(?:可能な限り|受け入れ可能な場合|必要に応じて?)、?)|,? (?:where|as) (?:appropriate|possible|feasible),?"
)


def another(paragraph: Paragraph, document: Document, chance: random.Random) -> Paragraph:
    """Any other numbered paragraph."""
    return chance.choice([p for p in document if p is not paragraph and p.origin == "numbered"])


def _number(text: str, paragraph: Paragraph, document: Document, chance: random.Random) -> str:
    digits = list(re.finditer(r"(?<![A-Za-z0-9.,/])[0-9]+(?![.)]\s|[0-9/])", text))
    if not digits:
        return ""
    match = chance.choice(digits)
    changed = str(int(match[0]) + chance.randint(1, 3))
    return "" if changed in paragraph.text else text[: match.start()] + changed + text[match.end() :]


def _name(text: str, paragraph: Paragraph, document: Document, chance: random.Random) -> str:
    here = [word for word in words(text) if word.role == "name"]
    others = sorted({p.text[w.start_char : w.end_char] for p in document for w in words(p.text) if w.role == "name"})
    others = [name for name in others if fold(name) not in fold(paragraph.text) and len(name) > 1]
    if not here or not others:
        return ""
    word = chance.choice(here)
    return text[: word.start_char] + chance.choice(others) + text[word.end_char :]


def _party(text: str, paragraph: Paragraph, document: Document, chance: random.Random) -> str:
    names = sorted(parties(document).names)
    spoken = [s for s in subjects(text) if named(s.text) in names and not text[: s.start_char].strip("0123456789.() ")]
    others = [name for name in names if spoken and name not in fold(text)]
    if not others:
        return ""
    article = "The " if fold(spoken[0].text).startswith("the ") else ""
    return text[: spoken[0].start_char] + article + chance.choice(others) + text[spoken[0].end_char :]


def _first_of(rules: tuple[tuple[re.Pattern[str], str], ...]) -> Change:
    """Applies the first rule that changes a sentence, once."""

    def change(text: str, *_: object) -> str:
        changed = (pattern.sub(instead, text, count=1) for pattern, instead in rules if pattern.search(text))
        return next(changed, "")

    return change


def _hedge(text: str, *_: object) -> str:
    return _HEDGES.sub(" " if text.isascii() else "", text, count=1) if _HEDGES.search(text) else ""


def _addition(text: str, paragraph: Paragraph, document: Document, chance: random.Random) -> str:
    whole = re.sub(r"[.;]$", ". ", text)
    return whole + another(paragraph, document, chance).sentences[0].text


CHANGES: dict[str, Change] = {
    "number": _number,
    "name": _name,
    "party": _party,
    "negation": _first_of(_DENIED),
    "strength": _first_of(_STRONGER),
    "duty": _first_of(_FORCED),
    "hedge": _hedge,
    "addition": _addition,
}
