"""A quoted answer, or a refusal, put into a language model's words; the answer as it was where that fails."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Claim, Written
from assistant.errors import Why, WritingFailed
from assistant.events import ClaimReady, Event, Finished
from assistant.writing.writer import Writer
from index.document import Document

_COUNTS = {
    "ja": "{model}が書き、規則で照合しました：{checked}件中、合格{passed}（うち書き直し{corrected}）、"
    "不合格{failed}（うち原文に置換{replaced}）、照合不能{unchecked}（指示文 {digests}）",
    "en": "Written by {model} and checked by rules: of {checked} claims {passed} passed ({corrected} at a second try), "
    "{failed} failed ({replaced} replaced by the document's sentence), {unchecked} could not be checked "
    "(prompts {digests})",
}
_QUOTED = {
    "ja": "原文の引用で答えています。言語モデル{model}は使えませんでした（{why}）",
    "en": "Answered with quotes: the language model {model} was of no use ({why})",
}
_ASKED_TOO = {
    "ja": "言語モデル{model}にも尋ねましたが、答えは得られませんでした（{why}）",
    "en": "The language model {model} was asked as well and found no answer ({why})",
}
_PARTIAL = {
    "ja": "モデルの応答は途中までしか使っていません（{why}）",
    "en": "Only the beginning of the model's reply was used ({why})",
}
_WHY: Mapping[Why, Mapping[str, str]] = {
    "unreachable": {"ja": "つながりません", "en": "it cannot be reached"},
    "refused": {"ja": "断られました：{said}", "en": "it refused: {said}"},
    "late": {"ja": "{said}以内に終わりません", "en": "no end within {said}"},
    "broken off": {"ja": "応答が途切れたか、形式が違います", "en": "it broke off, or speaks another protocol"},
    "malformed": {"ja": "決めた形の応答ではありません", "en": "its reply has another form than agreed"},
    "endless": {"ja": "応答に終わりがありません", "en": "its reply has no end"},
    "silent": {"ja": "文書に答えがないと述べました", "en": "it says that the document does not answer"},
    "unsupported": {"ja": "主張{said}件はどれも照合に通りません", "en": "none of its {said} claims passed the check"},
    "unset": {"ja": "設定が正しくありません", "en": "it is not set up"},
}


_WORDED: dict[str, Any] = {"status": "answered", "reason": "", "message": "", "nearest": None, "sure": True}


async def compose(
    writer: Writer, quoted: Answer, documents: Mapping[str, Document], *, rewriting: str = ""
) -> AsyncIterator[Event]:
    """The claims as the model completes them, each checked, then the answer.

    Args:
        writer: Holds the model.
        quoted: The answer without a model; shown, with a note, where the model is down,
            slow, wrong or silent, or where the check passes nothing that it says.
        documents: By id; those in scope.
        rewriting: Name and digest of the prompt by which the model made the query; "" where we did.
    """
    named = dict.fromkeys(p.document_id for p in (*(c.quote.paragraph for c in quoted.citations), *quoted.retrieved))
    writing = writer.write(quoted, [p for name in named for p in documents[name]], documents)
    claims: list[Claim] = []
    settled = replace(quoted, **_WORDED)
    try:
        async with aclosing(aiter(writing)) as told:
            async for claim in told:
                claims.append(claim)
                yield ClaimReady(claim, settled)
    except WritingFailed as error:
        for claim in quoted.claims:
            yield ClaimReady(claim, quoted)
        yield Finished(_quoted(quoted, _with(writing.written(), rewriting), error))
    else:
        yield Finished(_written(quoted, claims, _with(writing.written(), rewriting), writing.partial))


def _written(quoted: Answer, claims: list[Claim], written: Written, partial: WritingFailed | None) -> Answer:
    counts = {name: getattr(written, name) for name in ("passed", "corrected", "failed", "replaced", "unchecked")}
    note = _in(_COUNTS, quoted.language).format(
        model=written.model, checked=written.checked, digests=_digests(written), **counts
    )
    cut = (_in(_PARTIAL, quoted.language).format(why=_why(partial, quoted.language)),) if partial else ()
    notes = (*quoted.notes, note, *cut)
    cited = {(c.document_id, c.label) for claim in claims for c in claim.citations}
    left_out = tuple(p for p in quoted.left_out if (p.document_id, p.label) not in cited)
    return replace(
        quoted,
        **_WORDED,
        claims=tuple(claims),
        notes=notes,
        left_out=left_out,
        written=written,
    )


def _quoted(quoted: Answer, written: Written, error: WritingFailed) -> Answer:
    said = _QUOTED if quoted.status == "answered" else _ASKED_TOO
    note = _in(said, quoted.language).format(model=written.model, why=_why(error, quoted.language))
    return replace(quoted, notes=(*quoted.notes, note), written=replace(written, quoted=error.reason))


def _digests(written: Written) -> str:
    return ", ".join(prompt.rpartition(" ")[2] for prompt in written.prompts)


def _with(written: Written, rewriting: str) -> Written:
    return replace(written, rewritten=True, prompts=(rewriting, *written.prompts)) if rewriting else written


def _why(error: WritingFailed, language: str) -> str:
    return _in(_WHY[error.why], language).format(said=error.said)


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language, texts["en"])
