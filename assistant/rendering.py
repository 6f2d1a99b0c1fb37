"""The one place that turns an Answer into text for people.

Each claim ends in the labels it rests on, 〔16〕; with several documents in play the
label is preceded by the document's name, 〔statement.md 16〕.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from assistant.answer import Answer, Citation, Claim


@dataclass(frozen=True, slots=True)
class Phrases:
    """The fixed words around quotes, in one language; `{}` take values."""

    abstained: str
    looked_for: str
    scanned: str
    nearest: str
    unverified: str
    left_out: str
    resolved: str


PHRASES: Final[Mapping[str, Phrases]] = {
    "ja": Phrases(
        abstained="この文書には書かれていません。",
        looked_for="探したこと：「{query}」",
        scanned="確認した範囲：{total}段落中{checked}段落",
        nearest="最も近い段落は{label}ですが、答えとしてではなく参考として挙げます。",
        unverified="（未確認：{rule}）",
        left_out="引用しなかった関連段落：{labels}",
        resolved="質問の解釈：{query}",
    ),
    "en": Phrases(
        abstained="The document does not say.",
        looked_for="Looked for: “{query}”",
        scanned="Read: {checked} of {total} paragraphs",
        nearest="The nearest paragraph is {label}; it is named as a place to look, not as an answer.",
        unverified=" (unverified: {rule})",
        left_out="Relevant paragraphs not cited: {labels}",
        resolved="Understood as: {query}",
    ),
}


def phrases(language: str) -> Phrases:
    """The fixed words in a language; English where we have none."""
    return PHRASES.get(language, PHRASES["en"])


def several_documents(answer: Answer) -> bool:
    """Whether more than one document is in play, so that a label alone is ambiguous."""
    named = {paragraph.document_id for paragraph in answer.retrieved}
    return len(named | {citation.document_id for citation in answer.citations}) > 1


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
    """What an answer claims, without the words around it: as a run records it.

    Openings ("nearest in meaning:") and notes claim nothing; an abstention is whole.
    """
    return as_text(answer if answer.status == "abstained" else replace(answer, message="", notes=()))


def _lines(answer: Answer, emphasised: Callable[[str], str]) -> Iterable[str]:
    words, several = phrases(answer.language), several_documents(answer)
    if answer.message or answer.status == "abstained":
        yield answer.message or words.abstained
    for claim in answer.claims:
        state = words.unverified.format(rule=claim.rule or "—") if claim.support == "unverified" else ""
        markers = dict.fromkeys(marker(citation, with_document=several) for citation in claim.citations)
        yield _emphasise(claim, emphasised) + state + "".join(markers)
    if answer.status == "abstained":
        yield from _proof(answer, words, several)
    yield from answer.notes


def _emphasise(claim: Claim, emphasised: Callable[[str], str]) -> str:
    pieces, at = [], 0
    for start, end in sorted(claim.marked):
        if at < end:
            begin = max(start, at)
            pieces += [claim.text[at:begin], emphasised(claim.text[begin:end])]
            at = end
    return "".join(pieces) + claim.text[at:]


def _proof(answer: Answer, words: Phrases, several: bool) -> Iterable[str]:
    if answer.query:
        yield words.looked_for.format(query=answer.query)
    if answer.scanned.total:
        yield words.scanned.format(checked=answer.scanned.checked, total=answer.scanned.total)
    if answer.nearest:
        yield words.nearest.format(label=place(answer.nearest, with_document=several))
