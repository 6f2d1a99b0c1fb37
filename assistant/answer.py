"""The nouns of an answer: Answer, Claim, Citation, and the Turn it stands in. Every surface renders the same Answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from index.document import Document, Paragraph, Quote
from index.errors import UnknownLabel

Status = Literal["answered", "abstained"]
Support = Literal["verbatim", "supported", "unverified"]
Why = Literal[
    "not stated", "no such paragraph", "none mentions it", "no words",
    "not a question", "no such service", "no document",
]  # fmt: skip
"""Why an answer abstains; each is also the name of the sentence that says so (`answers/phrases.py`)."""
Reason = Literal["", Why]
VERSION: Final = 2
"""Of the shape that `Answer.as_dict` gives every surface and the database; the first had no number."""
State = Literal["answered", "nearest", "not found", "denied", "nothing asked"]
"""What was found out: an answer, places that may be one, nothing that answers, that it does not exist, no question."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote in a document that holds its paragraph; an invented one cannot be made.

    Raises:
        UnknownLabel: the document has no such paragraph, or another one under that label.
    """

    document: Document
    quote: Quote

    def __post_init__(self) -> None:
        if self.document[self.quote.paragraph.label] != self.quote.paragraph:
            raise UnknownLabel(self.label, document=self.document.id, last=self.document.last_label)

    @property
    def document_id(self) -> str:
        """The document's name."""
        return self.document.id

    @property
    def label(self) -> str:
        """The paragraph's label."""
        return self.quote.paragraph.label

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "document": self.document_id,
            "label": self.label,
            "quote": self.quote.text,
            "start_char": self.quote.start_char,
            "end_char": self.quote.end_char,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of an answer.

    Attributes:
        text: The statement as shown, without paragraph numbers.
        citations: What it rests on; empty only where `support` is "unverified" or
            the claim is about the document itself ("there are 41 paragraphs").
        support: "verbatim" (the quote itself), "supported" (passed the check),
            "unverified" (did not pass, or could not be checked).
        rule: The rule of the check that decided; "" for verbatim ones.
        marked: Spans of `text` that hold the asked-for part, half-open.
    """

    text: str
    citations: tuple[Citation, ...]
    support: Support = "verbatim"
    rule: str = ""
    marked: tuple[tuple[int, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "text": self.text,
            "support": self.support,
            "rule": self.rule,
            "marked": [list(span) for span in self.marked],
            "citations": [citation.as_dict() for citation in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Scan:
    """How much was looked at: the proof behind a list or an abstention.

    `checked` of `total` paragraphs were read; `relevant` are (document id, label) of
    those that count, cited or not.
    """

    checked: int = 0
    total: int = 0
    relevant: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A language model's part in an answer, and what the check made of its claims.

    Attributes:
        model: As the endpoint knows it.
        prompts: Names and digests of the templates it was asked with.
        passed: Claims that the check passed; `corrected` of them only at the second try.
        failed: Claims that it did not; `replaced` of them became the document's own sentence.
        corrected: See `passed`.
        replaced: See `failed`.
        unchecked: Claims that no rule could judge; never counted as passed.
        rewritten: Whether the answer's `query` is the model's rewriting of a follow-up.
        partial: Why only the beginning of its reply was used; "" when all of it was.
        quoted: Why the claims are quotes after all; "" when they are the model's.
    """

    model: str
    prompts: tuple[str, ...] = ()
    passed: int = 0
    corrected: int = 0
    failed: int = 0
    replaced: int = 0
    unchecked: int = 0
    rewritten: bool = False
    partial: str = ""
    quoted: str = ""

    @property
    def checked(self) -> int:
        """Claims that the model made."""
        return self.passed + self.failed + self.unchecked


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims that can be checked, or an abstention that says what was looked for.

    Attributes:
        status: "answered" or "abstained".
        claims: In the order to be read; empty when abstained.
        language: Of the fixed phrases around the quotes.
        question: As typed.
        query: The question after the conversation was resolved; equals `question` where
            there was nothing to resolve.
        reason: Why it abstained; "" when answered.
        sure: Whether the claims are taken to answer; else they are the places nearest to the question.
        message: The sentence shown for an abstention or before the claims; it states
            nothing about the world that the document would have to support.
        scanned: How much was looked at.
        nearest: Shown beside an abstention as the nearest place, never as support.
        retrieved: Labels by rank, best first.
        left_out: Relevant paragraphs that no claim cites.
        documents: Ids of the documents that were asked.
        notes: What the reader should know about how it was made ("LLM down: quoted").
        written: A language model's part; None where none was asked.
    """

    status: Status
    claims: tuple[Claim, ...] = ()
    language: str = "ja"
    question: str = ""
    query: str = ""
    reason: Reason = ""
    message: str = ""
    scanned: Scan = Scan()
    nearest: Citation | None = None
    retrieved: tuple[Paragraph, ...] = ()
    left_out: tuple[Paragraph, ...] = ()
    notes: tuple[str, ...] = field(default=())
    documents: tuple[str, ...] = ()
    written: Written | None = None
    sure: bool = True

    @property
    def state(self) -> State:
        """What was found out, as every surface shows it: only what is known not to exist is denied."""
        if self.status == "answered":
            return "answered" if self.sure else "nearest"
        match self.reason:
            case "" | "not stated":
                return "not found"
            case "no such paragraph" | "none mentions it" | "no words":
                return "denied"
            case "not a question" | "no such service" | "no document":
                return "nothing asked"

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation, in the order of the claims."""
        return tuple(citation for claim in self.claims for citation in claim.citations)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; the shape of the API's answer."""
        return {
            "version": VERSION,
            "status": self.status,
            "state": self.state,
            "language": self.language,
            "question": self.question,
            "query": self.query,
            "reason": self.reason,
            "message": self.message,
            "claims": [claim.as_dict() for claim in self.claims],
            "scanned": {
                "checked": self.scanned.checked,
                "total": self.scanned.total,
                "relevant": [{"document": document, "label": label} for document, label in self.scanned.relevant],
            },
            "nearest": self.nearest.as_dict() if self.nearest else None,
            "retrieved": [{"document": p.document_id, "label": p.label} for p in self.retrieved],
            "left_out": [{"document": p.document_id, "label": p.label} for p in self.left_out],
            "notes": list(self.notes),
            "documents": list(self.documents),
            "written": {**asdict(self.written), "prompts": list(self.written.prompts)} if self.written else None,
        }


@dataclass(frozen=True)
class Turn:
    """A question as typed, as understood (`query`), and its answer.

    Attributes:
        documents: Ids of the documents that were asked; empty for all.
        beside: Whether it stands beside the turn before: the same question, put to
            another document.
    """

    question: str
    query: str
    answer: Answer
    documents: tuple[str, ...] = ()
    beside: bool = False
