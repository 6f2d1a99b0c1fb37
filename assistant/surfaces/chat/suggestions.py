"""Questions to begin with, made from the document itself: one of each kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from assistant.surfaces.chat.texts import LANGUAGES, Texts, load_texts
from index.address import find_addresses
from index.document import Document, Section

Kind = Literal["fact", "lookup", "list", "summary"]

_DATE = re.compile(r"[12]\d{3}年\d{1,2}月\d{1,2}日|\b\d{1,2} (?:[A-Z][a-z]{2,8}) [12]\d{3}\b")
_NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:億|万|兆)?(?:円|ドル|人|名|か国|%|％)|[$€£¥]\d[\d,.]*\d|\b\d{1,3}(?:,\d{3})+\b"
)
_NAME = re.compile(r"(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])|[ァ-ヺー]{4,}|\b[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})+\b")
_NUMBER_ONLY = re.compile(r"[IVXLC]+|\d+|[A-Z]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question and what kind it is an example of."""

    kind: Kind
    question: str


def suggestions(document: Document, *, language: str) -> tuple[Suggestion, ...]:
    """At most one question of each kind, in the document's language where the interface has it."""
    words = load_texts(document.language if document.language in LANGUAGES else language)
    asked = {
        "fact": _fact(document, words),
        "lookup": _lookup(document, words),
        "list": _list(document, words),
        "summary": _summary(document, words),
    }
    return tuple(Suggestion(kind, question) for kind, question in asked.items() if question)  # type: ignore[arg-type]


def _fact(document: Document, words: Texts) -> str:
    """About a sum, else about a date, that stands in one paragraph only."""
    for pattern, key in ((_NUMBER, "suggest_number"), (_DATE, "suggest_date")):
        counts = Counter(found for p in document for found in set(pattern.findall(p.text)))
        for found, count in counts.items():
            if count == 1:
                return words[key].format(words=found)
    return ""


def _lookup(document: Document, words: Texts) -> str:
    """The numbered paragraph in the middle."""
    labels = [p.label for p in document if p.origin == "numbered"]
    if not labels:
        return ""
    label = labels[len(labels) // 2]
    question = words["suggest_lookup" if label.isdigit() else "suggest_unit"].format(label=label)
    return question if find_addresses(question, document) else ""


def _list(document: Document, words: Texts) -> str:
    """The name that a few paragraphs share, not most of them."""
    counts = Counter(name for p in document for name in sorted(set(_NAME.findall(p.text))))
    few = [name for name, count in counts.items() if 3 <= count <= max(3, len(document) // 5)]
    return words["suggest_list"].format(words=max(few, key=lambda name: counts[name])) if few else ""


def _summary(document: Document, words: Texts) -> str:
    """The first section with more than a few paragraphs whose name is understood as an address."""
    for section in document.sections:
        key = "suggest_section" if _NUMBER_ONLY.fullmatch(section.label) else "suggest_named_section"
        question = words[key].format(label=section.label, title=section.title)
        if 3 <= _size(section) < len(document) - 1 and any(a.section for a in find_addresses(question, document)):
            return question
    return ""


def _size(section: Section) -> int:
    return section.stop - section.start
