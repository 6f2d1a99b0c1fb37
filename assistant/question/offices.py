"""Who holds an office: a person's name stands right before it, 岸田日本国外務大臣; and when: now, before, next."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.question.wanted import Asked, AskedKind, asked_for
from index.document import Document, once_per_document
from index.text.languages import wording
from index.text.languages.plain_words import offices
from index.text.people import people

_WHO: tuple[AskedKind, ...] = ("surname", "identity", "person")
_OFFICE_BEHIND = re.compile(r"・?(?P<office>[一-鿿ァ-ヺー]{2,16}?(?:大臣|長官|大統領))(?![一-鿿])")
_BETWEEN = re.compile(r"[^ぁ-ん。]{0,20}")  # ・トルクメニスタン副首相兼


def asks_who(asked: Collection[Asked]) -> bool:
    """Whether a question asks for a person."""
    return any(one.kind in _WHO for one in asked)


def holds_office(text: str, question: str) -> bool:
    """Whether a text names a person, and as holder of the office that a question names, if it names one.

    >>> holds_office("安倍晋三総理大臣が各国外務大臣と話した。", "外務大臣の名前は？")
    False
    """
    named = [full for full in offices().values() if full in question]
    holders = people(text)
    if not named:
        return bool(holders)
    places = [(end, text.find(full, end)) for _, end in holders for full in named]
    return any(at >= 0 and _BETWEEN.fullmatch(text, end, at) for end, at in places)


def by_office(question: str, document: Document) -> str:
    """A question about a named holder of an office (岸田大臣は) as the document writes it: 日本国外務大臣は.

    Only where the document goes by the office after it named its holder once or twice.
    """
    asked = asked_for(question)
    if asks_who(asked) or Asked("name") in asked:
        return question
    for name, office in _offices_held(document).items():
        called = re.compile(rf"{re.escape(name)}\w{{0,4}}?(?:{office[-4:]}|大臣|[首外]相|氏|さん)(?=[はがもにの])")
        found = called.search(question)
        if found and found[0] not in document.text:
            return question.replace(found[0], office)
    return question


@once_per_document
def _offices_held(document: Document) -> dict[str, str]:
    """The office of each person whom the document names less often than the office."""
    found: dict[str, str] = {}
    for paragraph in document:
        for start, end in people(paragraph.text):
            behind, name = _OFFICE_BEHIND.match(paragraph.text, end), paragraph.text[start:end]
            if behind and document.text.count(behind["office"]) > document.text.count(name):
                found.setdefault(name, behind["office"])
    return found


def name_one_person(one: str, other: str) -> bool:
    """Whether two texts name one person: the other has a name that stands in the one."""
    named = {one[start:end] for start, end in people(one)}
    return any(other[start:end] in named for start, end in people(other))


def holds_at_another_time(text: str, question: str) -> bool:
    """Whether a question asks who holds an office now, held it before or is to, and a text tells of another time.

    >>> holds_at_another_time("The late Ada Quill, chair until 1990, founded it.", "Who is the current chair?")
    True
    """
    if wording.says("office before", question):
        return not wording.says("office before", text)
    if wording.says("office next", question):
        return not wording.says("office next", text)
    return wording.says("office now", question) and wording.says("office before", text)
