"""An Answer as text for people.

Each claim ends in the labels it rests on, 〔16〕; with several documents in play the
label is preceded by the document's name, 〔statement.md 16〕. Beside a claim that is not
verified stands the sentence that it names, to be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.answer import Answer, Citation, Claim
from assistant.answers.phrases import phrase, rule_name
from index.text import unbroken

_ORIGINALS = 3


def several_documents(answer: Answer) -> bool:
    """Whether more than one document was asked or is named, so that a label alone is ambiguous."""
    named = {paragraph.document_id for paragraph in answer.retrieved}
    return len(named.union(answer.documents, (citation.document_id for citation in answer.citations))) > 1


def marker(citation: Citation, *, with_document: bool = False) -> str:
    """What stands behind a claim: 〔16〕, or 〔statement.md 16〕."""
    return f"〔{place(citation, with_document=with_document)}〕"


def place(citation: Citation, *, with_document: bool = False) -> str:
    """The label, behind its document's name where asked."""
    return f"{citation.document_id} {citation.label}" if with_document else citation.label


def as_text(answer: Answer, *, emphasised: Callable[[str], str] = str) -> str:
    """An answer as a person reads it.

    An abstention says what was looked for, how much was read, and names the nearest
    paragraph without quoting it as support.

    Args:
        answer: What to show.
        emphasised: What is done to the words of a claim that hold what was asked.
    """
    return "\n".join(_lines(answer, emphasised))


def claims_text(answer: Answer) -> str:
    """What an answer claims, without the words around it: as a run records it, a line a claim.

    Openings ("nearest in meaning:") and notes claim nothing; an abstention is whole.
    """
    told = answer if answer.status == "abstained" else replace(answer, message="", notes=())
    return "\n".join(map(unbroken, _lines(told, str)))


def opening(answer: Answer) -> str:
    """What is said before the claims, or in their place where there are none; "" for an answer that needs no words."""
    if answer.message or answer.state in ("answered", "nearest"):
        return answer.message
    return phrase(answer.reason or "not stated", answer.language)


def _lines(answer: Answer, emphasised: Callable[[str], str]) -> Iterable[str]:
    several = several_documents(answer)
    if said := opening(answer):
        yield said
    for claim in answer.claims:
        unverified = claim.support == "unverified"
        state = phrase("unverified", answer.language, rule=_rule(claim, answer)) if unverified else ""
        markers = dict.fromkeys(marker(citation, with_document=several) for citation in claim.citations)
        yield _emphasise(claim, emphasised) + state + "".join(markers)
        for citation in claim.citations[:_ORIGINALS] if unverified else ():
            words = phrase("original", answer.language, quote=citation.quote.text)
            yield words + marker(citation, with_document=several)
    if answer.state in ("not found", "denied"):
        yield from _proof(answer, several)
    yield from answer.notes


def _rule(claim: Claim, answer: Answer) -> str:
    return rule_name(claim.rule, answer.language) or "—"


def _emphasise(claim: Claim, emphasised: Callable[[str], str]) -> str:
    pieces, at = [], 0
    for start, end in sorted(claim.marked):
        if at < end:
            begin = max(start, at)
            pieces += [claim.text[at:begin], emphasised(claim.text[begin:end])]
            at = end
    return "".join(pieces) + claim.text[at:]


def _proof(answer: Answer, several: bool) -> Iterable[str]:
    if answer.query:
        yield phrase("looked for", answer.language, query=answer.query)
    if answer.scanned.total:
        yield phrase("read", answer.language, checked=str(answer.scanned.checked), total=str(answer.scanned.total))
    if answer.nearest:
        yield phrase("nearest", answer.language, label=place(answer.nearest, with_document=several))
