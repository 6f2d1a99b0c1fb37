"""The shapes of requests and responses; what they say is in the OpenAPI document."""

from __future__ import annotations

from datetime import UTC
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from assistant.answer import Reason, State, Status, Support
from assistant.cite_check import State as CheckState
from assistant.records import Kept
from assistant.surfaces.api import examples
from index.document import Document, Paragraph, Section
from index.storage import Summary


class Ask(BaseModel):
    """A question."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.ASK]})

    question: str = Field(description="In any language, of up to 2,000 characters.")
    documents: tuple[str, ...] = Field((), description="Ask only these; empty: all of the library.")
    conversation: str = Field("", max_length=64, description="Id of a conversation to continue; empty: none is kept.")


class Check(BaseModel):
    """A text to be held against the paragraphs that it cites."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.CHECK]})

    text: str = Field(description="Plain text or Markdown, up to 200,000 characters.")
    document: str = Field(description="The document that it cites.")


class CheckedModel(BaseModel):
    """One sentence with its state; `suggested` are the paragraphs that say it."""

    text: str
    state: CheckState
    labels: list[str]
    rule: str
    suggested: list[str]


class CheckReport(BaseModel):
    """Every sentence that refers is counted once, in `passed`, `failed` or `unchecked`."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.REPORT]})

    passed: int
    failed: int
    unchecked: int
    uncited: int
    sentences: list[CheckedModel]


class CitationModel(BaseModel):
    """Words of a paragraph, which stand there at these characters."""

    document: str
    label: str
    quote: str
    start_char: int
    end_char: int


class ClaimModel(BaseModel):
    """One checkable statement; `marked` are the spans of `text` that hold what was asked."""

    text: str
    support: Support
    rule: str
    marked: list[tuple[int, int]]
    citations: list[CitationModel]


class Place(BaseModel):
    """A paragraph by its address."""

    document: str
    label: str


class ScanModel(BaseModel):
    """How much was read."""

    checked: int
    total: int
    relevant: list[Place]


class WrittenModel(BaseModel):
    """A language model's part in an answer, with the counts of what the check found."""

    model: str
    prompts: list[str] = Field(description="Names and digests of the templates it was asked with.")
    passed: int
    corrected: int = Field(description="Of those passed: only at the second try.")
    failed: int
    replaced: int = Field(description="Of those failed: shown as the document's own sentence.")
    unchecked: int
    rewritten: bool = Field(description="Whether `query` is the model's rewriting of a follow-up.")
    partial: str = Field(description="Why only the beginning of its reply was used.")
    quoted: str = Field(description="Why the claims are quotes after all.")


class AnswerModel(BaseModel):
    """An answer, or an abstention (`status` "abstained"), which is a proper answer too."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ANSWER]})

    version: int = Field(description="Of this shape; another number where a field changes or goes.")
    status: Status
    state: State = Field(
        description="What was found out: an answer; only the places nearest to the question; nothing that answers; "
        "that it does not exist; or that nothing was asked of the documents."
    )
    language: str
    question: str
    query: str = Field(description="The question as understood in its conversation.")
    reason: Reason
    message: str
    claims: list[ClaimModel]
    scanned: ScanModel
    nearest: CitationModel | None = Field(None, description="The nearest place beside an abstention; no support.")
    retrieved: list[Place]
    left_out: list[Place]
    notes: list[str]
    documents: list[str] = Field(description="Those that were asked.")
    written: WrittenModel | None = None


class ResolvedModel(BaseModel):
    """The question as understood in its conversation, while it is answered."""

    query: str


class SearchingModel(BaseModel):
    """The paragraphs are being looked through."""


class EachModel(BaseModel):
    """What one document answers by itself."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.EACH]})

    document: str
    answer: AnswerModel


class DocumentModel(BaseModel):
    """A document of the library."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.DOCUMENT]})

    id: str
    title: str
    date: str
    language: str
    source: str
    numbering: str
    sha256: str
    size_bytes: int = Field(description="Of the file; 0 when unknown.")
    chars: int = Field(description="Of the text read from it.")
    paragraphs: int
    sections: int

    @classmethod
    def listed(cls, summary: Summary) -> DocumentModel:
        """Of a line of the library's list."""
        return cls(**{name: getattr(summary, name) for name in DocumentModel.model_fields})


class SectionModel(BaseModel):
    """A heading and the labels under it."""

    label: str
    title: str
    level: int
    labels: list[str]

    @classmethod
    def of(cls, document: Document, section: Section) -> SectionModel:
        """Of a section of a document."""
        labels = [paragraph.label for paragraph in document.under(section)]
        return cls(label=section.label, title=section.title, level=section.level, labels=labels)


class FindingModel(BaseModel):
    """A remark of the numbering audit."""

    kind: Literal["gap", "repeat", "suspect", "doubt", "leftover", "recognised"]
    message: str
    label: str
    start_char: int


class OutlineModel(DocumentModel):
    """A document with its labels, sections and audit."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.OUTLINE]})

    labels: list[str]
    section_list: list[SectionModel]
    findings: list[FindingModel]

    @classmethod
    def of(cls, document: Document) -> OutlineModel:
        """Of a document."""
        return cls(
            labels=[paragraph.label for paragraph in document],
            section_list=[SectionModel.of(document, section) for section in document.sections],
            findings=[
                FindingModel(kind=f.kind, message=f.message, label=f.label, start_char=f.start_char)
                for f in document.audit.findings
            ],
            **_head(document),
        )


class ParagraphModel(BaseModel):
    """A paragraph, verbatim; `native` is its number as printed."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PARAGRAPH]})

    document: str
    label: str
    native: str
    section: str
    page: int | None = None
    text: str

    @classmethod
    def of(cls, p: Paragraph) -> ParagraphModel:
        """Of a paragraph."""
        return cls(document=p.document_id, label=p.label, native=p.native, section=p.section, page=p.page, text=p.text)


class LineModel(BaseModel):
    """A line of a document's text as it was read, counted from 1."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.LINE]})

    line: int
    text: str


class HitModel(BaseModel):
    """One place of a ranking; `refers_to` and `referred_by` are labels of the same document, beside the ranking."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.HIT]})

    rank: int
    score: float
    document: str
    label: str
    section: str
    text: str
    refers_to: list[str]
    referred_by: list[str]


class AddedModel(BaseModel):
    """What an upload did."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ADDED]})

    state: Literal["added", "replaced", "unchanged"]
    document: OutlineModel


class NewConversation(BaseModel):
    """A conversation to begin; without a title it takes its first question's words."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.NEW]})

    title: str = Field("", max_length=200)


class ConversationId(BaseModel):
    """By which it is continued, read and forgotten."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.CONVERSATION_ID]})

    id: str


class ConversationModel(BaseModel):
    """A conversation kept; times are UTC."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.CONVERSATION]})

    id: str
    title: str
    created_at: AwareDatetime
    updated_at: AwareDatetime
    turns: int

    @classmethod
    def of(cls, kept: Kept) -> ConversationModel:
        """Of a line of the list."""
        created, updated = (at.replace(tzinfo=UTC) for at in (kept.created_at, kept.updated_at))
        return cls(id=kept.id, title=kept.title, created_at=created, updated_at=updated, turns=kept.turns)


class TurnModel(BaseModel):
    """A question and its answer, whose quotes still stand."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.TURN]})

    question: str
    query: str
    documents: tuple[str, ...] = Field(description="Those that were asked; empty: all.")
    beside: bool = Field(description="Whether the same question stands before it, put to another document.")
    answer: AnswerModel


class Health(BaseModel):
    """Alive, and how much it holds."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.HEALTH]})

    status: Literal["ok"]
    documents: int


class Failure(BaseModel):
    """Every error has this shape; `hint` says what to do, `retryable` whether trying again may help."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.FAILURE]})

    error: str
    hint: str
    retryable: bool


class ErrorDetail(BaseModel):
    """What was wrong, and its cure."""

    message: str
    type: str
    param: None = None
    code: None = None


class OpenAIFailure(BaseModel):
    """An error as OpenAI's clients read it."""

    error: ErrorDetail

    @classmethod
    def of(cls, status: int, failure: Failure) -> OpenAIFailure:
        """Of an error and its HTTP status."""
        kind = "invalid_request_error" if status < 500 else "api_error"
        return cls(error=ErrorDetail(message=f"{failure.error}. {failure.hint}", type=kind))


def _head(document: Document) -> dict[str, Any]:
    names = ("id", "title", "date", "language", "source", "numbering", "sha256", "size_bytes")
    sizes = {"chars": len(document.text), "paragraphs": len(document), "sections": len(document.sections)}
    return {name: getattr(document, name) for name in names} | sizes
