"""The nouns: Document, Section, Paragraph, Sentence, Part and Quote, and what is worked out of one once. No I/O.

Offsets are half-open and count characters (code points). `Paragraph.text` is a slice
of `Document.text`, kept verbatim: `document.text[p.start_char:p.end_char] == p.text`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, update_wrapper
from typing import Generic, Literal, TypeVar

from index.errors import QuoteMismatch, UnknownLabel
from index.text import sentence_spans

Origin = Literal["numbered", "unnumbered", "ours"]
T = TypeVar("T")

_STOPPED = re.compile(r"[.。．!?！？;；:：][)）」』”’\"'\d\]\s]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a paragraph that ends like a sentence or a line; `index` from 0."""

    label: str
    index: int
    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered unit inside a paragraph (第9条第2項 in 第9条), with its span there."""

    label: str
    start_char: int
    end_char: int


@dataclass(frozen=True)
class Paragraph:
    """The author's own unit.

    Attributes:
        document_id: The document it belongs to.
        label: What a reader would write in a footnote ("16", "前文", "第9条");
            unique within the document.
        native: The number as printed ("１６．", "第九条"); "" where none is printed.
        text: Its words, verbatim, without the printed number.
        start_char: Where `text` starts in `Document.text`.
        position: Its place in the document, from 0.
        section: Label of the innermost section around it; "" outside any.
        page: First page it stands on, from 1; None where the format has no pages.
        origin: "numbered" by the author, "unnumbered" (a preamble, signatures),
            or "ours" (a label that we gave because the document has none).
        parts: Numbered units inside it, in order.
    """

    document_id: str
    label: str
    text: str
    start_char: int
    position: int
    native: str = ""
    section: str = ""
    page: int | None = None
    origin: Origin = "numbered"
    parts: tuple[Part, ...] = ()

    @property
    def end_char(self) -> int:
        """Where `text` ends in `Document.text`."""
        return self.start_char + len(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in order; together they hold every character that is not blank."""
        spans = sentence_spans(self.text)
        return tuple(Sentence(self.label, n, self.text[a:b], a, b) for n, (a, b) in enumerate(spans))

    @cached_property
    def heading(self) -> Sentence | None:
        """The line above its text, as in （目的）: the first sentence, without a stop, before one that has a stop."""
        first, *rest = self.sentences or (None,)
        headed = first and rest and not _STOPPED.search(first.text) and _STOPPED.search(rest[0].text)
        return first if headed else None

    @property
    def body(self) -> tuple[Sentence, ...]:
        """Its sentences without the heading: what a reader counts, and what may be quoted as a claim."""
        return self.sentences[1:] if self.heading else self.sentences

    def quote(self, start_char: int, end_char: int) -> Quote:
        """The words at a span of this paragraph."""
        return Quote(self, self.text[start_char:end_char], start_char, end_char)

    def quote_sentence(self, sentence: Sentence) -> Quote:
        """A whole sentence of this paragraph."""
        return self.quote(sentence.start_char, sentence.end_char)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words cited, with their place: cannot be made unless they stand there.

    Raises:
        QuoteMismatch: the span is empty, outside the paragraph, or says something else.
    """

    paragraph: Paragraph
    text: str
    start_char: int
    end_char: int

    def __post_init__(self) -> None:
        stands = 0 <= self.start_char < self.end_char <= len(self.paragraph.text)
        if not stands or self.paragraph.text[self.start_char : self.end_char] != self.text:
            raise QuoteMismatch(self.paragraph.label, self.text, self.start_char, self.end_char)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it, `start` to `stop` half-open by position.

    `label` is the heading's number in plain form ("III" for Ⅲ, "第2章") or, without
    one, its words; `title` is the heading without the number; `level` is 1 at the top.
    """

    label: str
    title: str
    level: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of the numbering audit, with its place in `Document.text`.

    `kind` is "gap", "repeat", "suspect" (a number swallowed in a paragraph or a
    line that looks like one), "doubt" (a numbering that a reader would find odd),
    "leftover" (text that belongs to no paragraph) or "recognised" (pages read from pictures).
    """

    kind: Literal["gap", "repeat", "suspect", "doubt", "leftover", "recognised"]
    message: str
    label: str = ""
    start_char: int = 0
    excerpt: str = ""


CorrectionKind = Literal["begins", "contents", "no number"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader said of a line: numbers begin there, a table of contents stands there, or it holds no number.

    Attributes:
        kind: Which of the three.
        line: The line's words.
        nth: The how-manieth line of those words it is, from 1.
        last_line: The words of the last line meant; the same as `line` for one.
    """

    kind: CorrectionKind
    line: str
    nth: int = 1
    last_line: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was counted on reading: units by level, and what looks wrong."""

    counts: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Document:
    """A text and the numbered paragraphs its author made of it.

    Attributes:
        id: The file's name; unique within a library.
        title: Its heading, or its name where it has none.
        text: The whole text as read; offsets of paragraphs refer to it.
        language: "ja", "en", "de", "fr", ...: by script, and for Latin texts by their commonest words.
        date: The document's own date, ISO, where it states one; "" otherwise.
        source: Who to credit; "" when unknown.
        numbering: The numbering style found, in words for a reader.
        sha256: Of the file's bytes.
        size_bytes: Of the file; 0 when unknown.
        corrections: What a reader said of its numbers; used again when it is replaced.
        until: The day it was replaced by a newer version, ISO; "" for the present one.
    """

    id: str
    title: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    audit: Audit = Audit()
    language: str = "ja"
    date: str = ""
    source: str = ""
    numbering: str = ""
    sha256: str = ""
    size_bytes: int = 0
    corrections: tuple[Correction, ...] = ()
    until: str = ""

    @cached_property
    def edition(self) -> str:
        """Tells this text, with its numbers as a reader corrected them, from every other version of it."""
        said = f"{self.sha256 or self.text}\n{self.corrections or ''}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @cached_property
    def _by_label(self) -> dict[str, Paragraph]:
        return {paragraph.label: paragraph for paragraph in self.paragraphs}

    @cached_property
    def last_label(self) -> str:
        """Label of the last numbered paragraph; of the last one where none is numbered."""
        numbered = [p.label for p in self.paragraphs if p.origin == "numbered"]
        return (numbered or [p.label for p in self.paragraphs] or [""])[-1]

    def __getitem__(self, label: str) -> Paragraph:
        try:
            return self._by_label[label]
        except KeyError:
            raise UnknownLabel(label, document=self.id, last=self.last_label) from None

    def __contains__(self, label: object) -> bool:
        return label in self._by_label

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def section(self, label: str) -> Section | None:
        """The section with that label; None where there is none."""
        return next((section for section in self.sections if section.label == label), None)

    def between(self, first: str, last: str) -> tuple[Paragraph, ...]:
        """The paragraphs that stand between two others, without those; () where the second comes first."""
        return self.paragraphs[self[first].position + 1 : self[last].position]

    def under(self, section: Section) -> tuple[Paragraph, ...]:
        """The paragraphs of a section, sub-sections included."""
        return self.paragraphs[section.start : section.stop]


class once_per_document(Generic[T]):  # noqa: N801 - a decorator
    """Keep what a function makes of a document on that document, for as long as it lives.

    A cache beside it would hash the whole text at every look, or keep replaced
    documents alive.
    """

    def __init__(self, make: Callable[[Document], T]) -> None:
        self._make = make
        self._name = f"{make.__module__}.{make.__qualname__}"
        update_wrapper(self, make)

    def __call__(self, document: Document) -> T:
        values = vars(document)
        if self._name not in values:
            self.keep(document, self._make(document))
        made: T = values[self._name]
        return made

    def keep(self, document: Document, made: T) -> None:
        """Take what was made elsewhere."""
        vars(document)[self._name] = made
