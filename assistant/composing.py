"""A quoted answer put into a language model's words; the quoted one where that fails."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Claim
from assistant.errors import WritingFailed
from assistant.events import ClaimReady, Event, Finished
from assistant.writing import Writer, Writing
from index.document import Document, Paragraph

_QUOTED = {
    "ja": "言語モデルを使えなかったため、原文の引用で答えています（{reason}）",
    "en": "Answered with quotes, because the language model could not be used ({reason})",
}
_NONE = {"ja": "モデルは答えを挙げませんでした", "en": "the model named no claim"}


async def compose(writer: Writer, quoted: Answer, documents: Mapping[str, Document]) -> AsyncIterator[Event]:
    """The claims as the model completes them, each checked, then the answer.

    Args:
        writer: Holds the model.
        quoted: The answer without a model; shown, with a note, where the model is down,
            slow, wrong or silent.
        documents: By id; those in scope.
    """
    writing = writer.write(quoted.query, _shown(quoted, documents), documents, quoted.language)
    claims: list[Claim] = []
    try:
        async for claim in writing:
            if claim not in claims:
                claims.append(claim)
                yield ClaimReady(claim)
    except WritingFailed as error:
        answer = _with_note(quoted, str(error))
    else:
        answer = _written(quoted, claims, writing)
    if not claims:
        for claim in answer.claims:
            yield ClaimReady(claim)
    yield Finished(answer)


def _written(quoted: Answer, claims: list[Claim], writing: Writing) -> Answer:
    if not claims:
        return _with_note(quoted, _in(_NONE, quoted.language))
    return replace(quoted, claims=tuple(claims), message="", notes=(*quoted.notes, *writing.notes()))


def _with_note(quoted: Answer, reason: str) -> Answer:
    return replace(quoted, notes=(*quoted.notes, _in(_QUOTED, quoted.language).format(reason=reason)))


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language, texts["en"])


def _shown(quoted: Answer, documents: Mapping[str, Document]) -> Sequence[Paragraph]:
    """What was found by rank, then the rest of the documents that it stands in."""
    found = [*(citation.quote.paragraph for citation in quoted.citations), *quoted.retrieved]
    rest = [p for name in dict.fromkeys(p.document_id for p in found) for p in documents[name]]
    return list({(p.document_id, p.label): p for p in (*found, *rest)}.values())
