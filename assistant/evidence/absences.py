"""What a question names and a document never has: a country, a person, another number of a thing, letters unexplained.

A question about such a thing is not answered by what the document says of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from unicodedata import normalize

from assistant.evidence.features import defines
from assistant.evidence.ordinals import numbered_otherwise
from assistant.question import Question
from index.derived import forms, vocabulary
from index.document import Document, Paragraph
from index.text import fold, language_of
from index.text.countries import countries_named, translated
from index.text.languages import wording
from index.text.people import people
from index.text.places import places

_LETTERS = re.compile(r"[A-Z]{2,8}\d{0,3}")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_SHORT_NAME = 3
_OFTEN = 3
_ALIKE = 0.75  # カミロフ is カミーロフ
_BESIDES = re.compile(r"\s?(?:以外|を除|の?ほか|の?他に)")
_TITLE_BEHIND = re.compile(
    r"氏|さん|様|先生|教授|博士|大[統臣使]|[首外]相|総理|議[長員]|長官|代表|会長|社長|総裁|知事|[市町村]長"
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Prof(?:essor)?|President|Minister|Chancellor|Senator|Governor|Ambassador|Judge|Justice"
    r"|King|Queen|Pope)\.? (?P<name>[A-Z][\w'’-]+)"
)


def names_nothing_here(question: Question, document: Document) -> bool:
    """Whether a question is about something that a document never has; one that asks to confirm it aside.

    Letters (CTBT) are to be explained where the question asks what they stand for.
    """
    if _unexplained(question, document):
        return True
    if language_of(question.query, default="en") != document.language:
        return _abroad(question, document)
    if question.confirms:
        return False
    return (
        any(not _knows_country(document, name) for name in _countries(question.query))
        or any(not _knows_person(document, name) for name in _people(question.own))
        or numbered_otherwise(question.own, document)
    )


def tells_of_another_country(question: Question, paragraph: Paragraph, document: Document) -> bool:
    """Whether a question is about a country that only other paragraphs name (how much did Malta pay?).

    Not where the title names it or one in three paragraphs does: then it is meant everywhere.
    """
    same = language_of(question.query, default="en") == document.language
    if not same or question.confirms or question.leans:
        return False
    asked = [name for name in _countries(question.own) if fold(name) not in fold(document.title)]
    named = {name: [p for p in document if fold(name) in fold(p.text)] for name in asked}
    return any(
        found and paragraph not in found and len(found) * _OFTEN < len(document) for name, found in named.items()
    )


def _abroad(question: Question, document: Document) -> bool:
    source = language_of(question.query, default="en")
    names = translated(question.query, source=source, target=document.language)
    return any(fold(name) not in vocabulary(document).folded for name in names)


def _countries(text: str) -> Iterator[str]:
    """Countries that a text names as its subject: not those that it leaves out (ドイツ以外)."""
    if language_of(text) == "ja":
        found = [(text[p.start_char : p.end_char], p.end_char) for p in places(text) if p.kind == "country"]
        yield from (name for name, end in found if not _BESIDES.match(text, end))
    else:
        yield from countries_named(text, language_of(text, default="en"))


def _knows_country(document: Document, name: str) -> bool:
    used = vocabulary(document)
    short = fold(name)[:-1] if len(name) > _SHORT_NAME else fold(name)  # アフガン is アフガニスタン
    return short in used.folded or any(map(used.words.paragraphs.get, forms(name)))


def _people(text: str) -> Iterator[str]:
    """People that a text names for sure, first name and surname in one: by their title, or in katakana."""
    yield from (match["name"] for match in _TITLED.finditer(text))
    spans = dict(people(text)) if language_of(text) == "ja" else {}
    for start in (start for start in spans if start not in spans.values()):
        end = spans[start]
        while end in spans:
            end = spans[end]
        if _TITLE_BEHIND.match(text, end) or _KATAKANA.fullmatch(text[start:end]):
            yield text[start:end]


def _knows_person(document: Document, name: str) -> bool:
    """Whether a document has a name, or a part or another spelling of it."""
    text = vocabulary(document).folded
    parts = [name, *(name[start:end] for start, end in people(name))]
    if len(name) == 1 or any(fold(part) in text for part in parts):
        return True
    spelt = _KATAKANA.findall(text) if _KATAKANA.fullmatch(name) else []
    return bool(get_close_matches(name, spelt, n=1, cutoff=_ALIKE))


def _unexplained(question: Question, document: Document) -> bool:
    """Whether a question asks what letters stand for (CTBT) and no sentence says."""
    letters = _LETTERS.findall(normalize("NFKC", question.query))
    if not letters or not wording.says("expansion", question.query):
        return False
    sentences = [sentence.text for paragraph in document for sentence in paragraph.sentences]
    return not any(defines(text, term) for text in sentences for term in letters)
