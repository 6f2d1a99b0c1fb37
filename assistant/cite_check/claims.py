"""What a sentence of a memo claims by each of its references: its words without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.address import Reference
from index.document import Document
from index.text.weighted_words import words

_OPENING, _CLOSING = "(（[［〔【", ")）]］〕】"
_LEADS = re.compile(
    r"^[\s、,:：;)）]*(?:に(?:よれば|よると|は|おいて(?:は|も)?|も|ある(?:とおり|通り|ように))|では|でも|で|の(?:とおり|通り)|は|も|を?参照|参照)?[\s、,:：]*"
    r"(?:(?:says?|states?|provides?|notes?|recalls?|reads?|makes? (?:it )?clear|records?)\s(?:that\s)?[,:]?\s*)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;、]?\s*\b(?:see|cf\.?|(?:as\s+)?(?:recalls?|says?|states?|notes?)(?:\sin)?|as stated in|as\b)?"
    r"\s*(?=[.。]?\s*$)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:、?と|旨を?)[^、。]{0,8}?(?:定め|規定し|述べ|記し|明記し|うたっ|謳っ|触れ|言及し|書い|伝え|振り返|説明し)"
    r"(?:て(?:いる|おり)|る|た|られている|されている)?(?=[。．]?$)"
    r"|(?:が|と)(?:明記|規定|記載|記述|言及)されている(?=[。．]?$)"
)
_EMPTY = re.compile(
    r"[(（\[〔]\s*(?:see|cf\.?|参照|を参照|同|前掲|出典|、|,|及び|and|・|：|:|;|\s)*\s*[)）\]〕]", re.IGNORECASE
)
_CITING_WORDS = (
    "前掲 参照 出典 典拠 引用 同 本 声明 共同 宣言 文書 文 憲法 法 法律 see cf also ibid supra source accord stat"
)
_CITING = frozenset(_CITING_WORDS.split())
_NAMES_A_TEXT = re.compile(r"^[^。．.「」(（]*(?:(?<![ぁ-ゖ、。])|[、,]|の|した)\s*$")
_EMPHASIS = re.compile(r"\*\*|__|`")
_LEADING_CHARS = 300  # words that only lead to a reference are no more, beside the title
_LEAST_CLAIM = 2


@dataclass(frozen=True, slots=True)
class Part:
    """What a sentence says by one reference (or several that stand together).

    Attributes:
        claim: Its words, without the references.
        labels: What it refers to, and the document has.
        missing: What it refers to, and the document lacks.
    """

    claim: str
    labels: tuple[str, ...]
    missing: tuple[str, ...]


def says_little(claim: str) -> bool:
    """Whether a text has too few words to be held against anything."""
    return sum(word.counts for word in words(claim)) < _LEAST_CLAIM


def parts(text: str, found: list[Reference], document: Document) -> Iterator[Part]:
    """A sentence cut behind each bracketed reference that has words of its own before it."""
    start, group = 0, list[Reference]()
    for reference in found:
        if group and _closes(text, group[-1]) and _between(text, group, reference, start, document):
            end = _bracket(text, group[-1])[1]
            yield _part(text, start, end, group, document)
            start, group = end, []
        group.append(reference)
    yield _part(text, start, len(text), group, document)


def _between(text: str, group: list[Reference], reference: Reference, start: int, document: Document) -> bool:
    """Whether both sides of a cut say something."""
    end = _bracket(text, group[-1])[1]
    inside = [replace(r, start_char=r.start_char - start, end_char=r.end_char - start) for r in group]
    before = without(text[start:end], inside, document)
    return not says_little(before) and not says_little(text[end : reference.start_char])


def _closes(text: str, reference: Reference) -> bool:
    return (
        _bracket(text, reference) != (reference.start_char, reference.end_char)
        or text[reference.end_char - 1] in _CLOSING
    )


def _part(text: str, start: int, end: int, group: list[Reference], document: Document) -> Part:
    inside = [replace(r, start_char=r.start_char - start, end_char=r.end_char - start) for r in group]
    labels = tuple(dict.fromkeys(label for reference in group for label in reference.labels))
    missing = tuple(dict.fromkeys(label for reference in group for label in reference.missing))
    return Part(without(text[start:end], inside, document), labels, missing)


def _bracket(text: str, reference: Reference) -> tuple[int, int]:
    """The bracket around a reference; the reference itself where there is none."""
    start, end = reference.start_char, reference.end_char
    opened = max(text.rfind(char, 0, start) for char in _OPENING)
    closed = min((at for char in _CLOSING if (at := text.find(char, end)) >= 0), default=-1)
    if opened < 0 or closed < 0 or any(char in text[opened:start] for char in _CLOSING):
        return start, end
    return (start, end) if any(char in text[end:closed] for char in _OPENING) else (opened, closed + 1)


def without(text: str, found: Sequence[Reference], document: Document) -> str:
    """A sentence without its references, and without the words that only led to them."""
    if not found:
        return _EMPHASIS.sub("", text).strip()
    most = _LEADING_CHARS + len(document.title)
    citing = _CITING | {word.form for word in words(document.title)}

    def only_cites(words_around: str) -> bool:
        return len(words_around) <= most and all(word.form in citing for word in words(words_around) if word.counts)

    for reference in sorted(found, key=lambda r: -r.start_char):
        start, end = reference.start_char, reference.end_char
        opened, closed = _bracket(text, reference)
        if opened < start and only_cites(text[opened:start] + " " + text[end:closed]):
            start, end = opened, closed
        before, after = text[:start], text[end:]
        leading = _NAMES_A_TEXT.search(before) and only_cites(before)
        text = _LEADS.sub("", after, count=1) if leading else before + after
    return _EMPHASIS.sub("", _FRAME.sub("", _TAIL.sub("", _EMPTY.sub("", text), count=1))).strip()
