"""Whether the quotes of an export still stand in the documents of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from assistant.records.export import Exported
from assistant.records.record import Cited, Said
from assistant.records.restoring import FindDocument
from index.document import Document
from index.errors import UnknownDocument

State = Literal[
    "stands",
    "stands in a former version",
    "no such document",
    "no such paragraph",
    "not its words",
    "claim differs",
    "without quote",
]

STANDING: tuple[State, ...] = ("stands", "stands in a former version")
FindVersion = Callable[[str, str], Document | None]
"""A former version of a document, by its id and the sha256 of the file that it was read from."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one quote, or of one claim.

    "stands" holds; so does "stands in a former version", where the document was replaced (`until`, ISO)
    and the version quoted from is kept; "claim differs" is a claim called verbatim whose words are in none
    of its quotes, or one that the letter and its record have differently; "without quote"
    one that rests on nothing and is not marked as unverified.
    """

    state: State
    document: str
    label: str
    text: str
    elsewhere: str = ""
    until: str = ""

    def as_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return {
            "state": self.state,
            "document": self.document,
            "label": self.label,
            "text": self.text,
            "elsewhere": self.elsewhere,
            "until": self.until,
        }


def verify(exported: Exported, find: FindDocument, version: FindVersion = lambda name, sha256: None) -> list[Verdict]:
    """One verdict a quote, and one a claim that its quotes do not bear; blanks and line breaks do not count."""
    files = {source.id: source.sha256 for source in exported.documents}

    def former(name: str) -> Document | None:
        return version(name, files[name]) if name in files else None

    verdicts = [verdict for claim in exported.claims for verdict in _verdicts(claim, find, former)]
    return verdicts + [Verdict("claim differs", "", "", text) for text in exported.altered]


def changed_documents(exported: Exported, find: FindDocument) -> list[str]:
    """Documents whose file is another than the one quoted from."""
    found = {source.id: _found(source.id, find) for source in exported.documents}
    return [s.id for s in exported.documents if (now := found[s.id]) and now.sha256 != s.sha256]


def _verdicts(claim: Said, find: FindDocument, former: Callable[[str], Document | None]) -> Iterable[Verdict]:
    for cited in claim.citations:
        verdict = _verdict(cited, _found(cited.document, find))
        kept = former(cited.document) if verdict.state != "stands" else None
        if kept and _verdict(cited, kept).state == "stands":
            verdict = replace(verdict, state="stands in a former version", until=kept.until)
        yield verdict
    quoted = [_words(cited.quote) for cited in claim.citations]
    if claim.support == "verbatim" and quoted and not any(_words(claim.text) in words for words in quoted):
        yield Verdict("claim differs", "", "", claim.text)
    if claim.support == "supported" and not quoted:
        yield Verdict("without quote", "", "", claim.text)


def _verdict(cited: Cited, document: Document | None) -> Verdict:
    state: State = "stands"
    elsewhere = ""
    if document is None:
        state = "no such document"
    elif cited.label not in document or _words(cited.quote) not in _words(document[cited.label].text):
        state = "not its words" if cited.label in document else "no such paragraph"
        elsewhere = next((p.label for p in document if _words(cited.quote) in _words(p.text)), "")
    return Verdict(state, cited.document, cited.label, cited.quote, elsewhere)


def _found(name: str, find: FindDocument) -> Document | None:
    try:
        return find(name)
    except UnknownDocument:
        return None


def _words(text: str) -> str:
    return " ".join(text.split())
