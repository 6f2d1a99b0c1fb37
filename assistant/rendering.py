"""The one place that turns an Answer into text or Markdown for people.

Each claim ends in the labels it rests on, 〔16〕; with several documents in play the
label is preceded by the document's name, 〔statement.md 16〕.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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


def claim_text(claim: Claim, language: str, *, with_document: bool = False) -> str:
    """A claim, its state where it is not a good one, and its markers, each label once."""
    state = phrases(language).unverified.format(rule=claim.rule or "—") if claim.support == "unverified" else ""
    markers = dict.fromkeys(marker(citation, with_document=with_document) for citation in claim.citations)
    return claim.text + state + "".join(markers)


def as_text(answer: Answer) -> str:
    """An answer as a person reads it in a terminal.

    An abstention says what was looked for, how much was read, and names the nearest
    paragraph without quoting it as support.
    """
    return "\n".join(_lines(answer, lambda text: text))


def as_markdown(answer: Answer) -> str:
    """The same as Markdown; what documents and questions say is escaped, so that it shows as text."""
    return "\n\n".join(_lines(answer, escape_markdown))


def escape_markdown(text: str) -> str:
    """Text that a Markdown reader shows as it is.

    >>> escape_markdown("<b> *x* _y_")
    '&lt;b&gt; \\\\*x\\\\* \\\\_y\\\\_'
    """
    escaped = "".join("\\" + char if char in "\\`*_{}[]#|~!" else char for char in text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(answer: Answer, written: Callable[[str], str]) -> Iterable[str]:
    words, several = phrases(answer.language), several_documents(answer)
    if answer.message or answer.status == "abstained":
        yield written(answer.message or words.abstained)
    for claim in answer.claims:
        yield written(claim_text(claim, answer.language, with_document=several))
    if answer.status == "abstained":
        yield from map(written, _proof(answer, words, several))
    yield from map(written, answer.notes)


def _proof(answer: Answer, words: Phrases, several: bool) -> Iterable[str]:
    if answer.query:
        yield words.looked_for.format(query=answer.query)
    if answer.scanned.total:
        yield words.scanned.format(checked=answer.scanned.checked, total=answer.scanned.total)
    if answer.nearest:
        yield words.nearest.format(label=place(answer.nearest, with_document=several))
