"""Who a question wants as speaker (岸田外相, 中央アジア側, "the board"), in the subjects of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.derived import named, subjects
from index.derived.acts import acts_of, stating, verbs
from index.derived.parties import is_part
from index.document import Document, once_per_document
from index.text import fold
from index.text.languages import wording
from index.text.languages.plain_words import offices
from index.text.people import people

_NOUNS = r"[一-鿿々ァ-ヺー・a-z0-9]+?"
_WHO = re.compile(rf"(?=(?P<who>{_NOUNS}(?:の{_NOUNS})*)(?:たち|ら)?(?:単独|だけ|のみ)?(?P<mark>が|は|も))")
_STARTS = re.compile(r"(?<![一-鿿々ァ-ヺー・a-z0-9])")
_EVERY = re.compile(
    r"^(?:全(?:て|員|部)?の?|すべての|各国?の?|両|[\d一二三四五六七八九十]+[かヶカケヵ]国の?|参加国の?)+"
)
_STATES = re.compile(r"(?:各国|諸国|の?国々|[\d一二三四五六七八九十]+[かヶカケヵ]国)(?=の|側|$)")
_OFFICE_CHARS = 30
_OFFICE_END = re.compile(r"[、。(（]|及び")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as asked for, and the subjects of the documents that are this speaker, folded."""

    text: str
    names: frozenset[str]


def asked_speaker(query: str, documents: Sequence[Document]) -> Speaker | None:
    """Who is asked for as the one who says something; None where a question asks for no speaker.

    The verb of the one named must be one of stating (中央アジア側が述べた, not 日本が実施した), or the
    question must ask for the subject in so many words (主語).
    """
    folded = fold(query)
    by_subject = wording.says("subject", folded)
    for who, behind in _named(folded, documents):
        names = frozenset(name for document in documents for name in _subjects_of(who, document))
        if names and (by_subject or _states(behind, documents)):
            return Speaker(who, names)
    return None


def _named(query: str, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Whoever may be the subject of a question, and what stands behind; the longest first where they overlap."""
    for start in (match.start() for match in _STARTS.finditer(query)):
        if match := _WHO.match(query, start):
            yield match["who"], query[match.end("mark") :]
    known = {name for document in documents for name in topics(document) if name.isascii() and len(name) > 2}
    for name in sorted(known, key=len, reverse=True):
        if at := re.search(rf"\b{re.escape(name)}\b", query):
            yield name, query[at.end() :]


def _states(behind: str, documents: Sequence[Document]) -> bool:
    """Whether the first verb is one of stating, or of what the parties of the documents do."""
    first = next(verbs(behind), None)
    return first is not None and not first.passive and first.form in stating() | acts_of(documents)


def _subjects_of(who: str, document: Document) -> set[str]:
    """The topics of a document that a speaker is: the same, a longer name of it, or the office of a person."""
    asked = named(who)
    for short, full in offices().items():
        asked = asked.replace(short, full)
    known = topics(document)
    short = _STATES.sub("", asked)
    found = {name for name in known if name == asked or (short and is_part(short, name))}
    if not found and (bare := _EVERY.sub("", asked)):
        found = {name for name in known if _EVERY.search(name) and _EVERY.sub("", name) == bare}
    return found or {
        name for held in _offices_of(asked, document) for name in known if name in held or is_part(name, held)
    }


def _offices_of(asked: str, document: Document) -> Iterator[str]:
    """What stands behind the name of a person who is asked for: 日本国外務大臣 behind 岸田."""
    if document.language != "ja":
        return
    for paragraph in document:
        for start, end in people(paragraph.text):
            if paragraph.text[start:end] in asked:
                behind = paragraph.text[end : end + _OFFICE_CHARS].lstrip("・ \n")
                yield fold(_OFFICE_END.split(behind)[0])


@once_per_document
def topics(document: Document) -> frozenset[str]:
    """Subjects that are marked as what is spoken of (は), or of sentences in a language without such marks."""
    texts = [sentence.text for paragraph in document for sentence in paragraph.sentences]
    found = ((text, subject) for text in texts for subject in subjects(text))
    return frozenset(named(s.text) for text, s in found if text[s.end_char : s.end_char + 1] not in ("が", "も"))
