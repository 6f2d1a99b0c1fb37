"""The references of a memo: which paragraphs each of its sentences rests on, and what it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.words import words
from index.address import find_addresses
from index.document import Document
from index.normal import fold
from index.sentences import sentence_spans

_MARKER = re.compile(r"[〔\[【［]\s*(?:[^〔〕\[\]【】［］]*\s)?(?P<label>[^\s〔〕\[\]【】［］]{1,12})\s*[〕\]】］]")
_BARE_NUMBER = re.compile(r"[(（]\s*(?P<label>[0-9０-９]{1,3})\s*[)）](?=[。．.]?\s*$)")
_BRACKET = re.compile(r"[(（\[〔【][^()（）\[\]〔〕【】]{1,60}[)）\]〕】][。．]?")
_LEADS = re.compile(
    r"^[\s、,]*(?:に(?:よれば|よると|は|おいて|おいては|ある(?:とおり|通り|ように))|では|で|の(?:とおり|通り)|は|を?参照|参照)?[\s、,:：]*"
    r"|^(?:according to|as stated in|under|in|see)\s*,?\s*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[(（\[〔]\s*(?:see|cf\.?|参照|を参照|、|,|及び|and|・|\s)*\s*[)）\]〕]", re.IGNORECASE)
_LEFT_OVER = re.compile(r"^(?:according to|as stated in|under|in)\s*,\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a memo.

    Attributes:
        text: As written, with its references.
        claim: Without them.
        labels: What it refers to, and the document has.
        missing: What it refers to, and the document lacks.
        start_char: Where it starts in the memo.
    """

    text: str
    claim: str
    labels: tuple[str, ...]
    missing: tuple[str, ...]
    start_char: int

    @property
    def refers(self) -> bool:
        """Whether it names any paragraph."""
        return bool(self.labels or self.missing)


def statements(memo: str, document: Document) -> list[Statement]:
    """The sentences of a memo; a reference behind the full stop belongs to the sentence before it."""
    return [_statement(memo, start, end, document) for start, end in _spans(memo, document)]


def _spans(memo: str, document: Document) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(memo):
        behind = _BRACKET.match(memo, start, end)
        rest = start
        if spans and behind and memo[start - 1] != "\n" and _only_refers(memo, *behind.span(), document):
            spans[-1] = (spans[-1][0], behind.end())
            rest = behind.end()
        if memo[rest:end].strip():
            spans.append((rest, end))
    return spans


def _only_refers(memo: str, start: int, end: int, document: Document) -> bool:
    found = _statement(memo, start, end, document)
    return found.refers and not words(found.claim)


def _statement(memo: str, start: int, end: int, document: Document) -> Statement:
    start += len(memo[start:end]) - len(memo[start:end].lstrip())
    text = memo[start:end]
    labels: list[str] = []
    missing: list[str] = []
    spans: list[tuple[int, int]] = []
    for address in find_addresses(text, document):
        labels += address.labels
        missing += address.missing
        spans.append((address.start_char, address.end_char))
    for label, a, b in _markers(text, spans):
        (labels if label in document else missing).append(label)
        spans.append((a, b))
    return Statement(text, _without(text, spans), tuple(dict.fromkeys(labels)), tuple(dict.fromkeys(missing)), start)


def _markers(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """〔16〕, [16] and, at the end of a sentence, (16)."""
    for pattern in (_MARKER, _BARE_NUMBER):
        for match in pattern.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                yield fold(match["label"]), *match.span()


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """A sentence without its references, and without the words that only led to them."""
    for start, end in sorted(spans, reverse=True):
        before, after = text[:start], text[end:]
        text = before + (_LEADS.sub("", after, count=1) if not before.strip(" 　（(、,\n") else after)
    return _LEFT_OVER.sub("", _EMPTY.sub("", text)).strip()
