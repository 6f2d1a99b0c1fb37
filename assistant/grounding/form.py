"""The form of a written claim: plain words that name no paragraph and quote only what stands there.

Whatever the paragraphs say, a claim of another form does not pass: markup and invisible
characters could dress it up as more than it is, and a paragraph named inside it would
stand there unchecked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from assistant.grounding.case import Failure
from index.address import find_addresses
from index.document import Document, Paragraph
from index.text import fold

_HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs"}
_SYMBOLS = {"So", "Sk"}
_MARKUP = re.compile(r"[<>*_#`|\\{}\[\]〔〕]|://|www\.", re.IGNORECASE)
_QUOTED = re.compile('「([^「」]+)」|『([^『』]+)』|“([^“”]+)”|"([^"]+)"|«([^«»]+)»')
_MARKER = re.compile(r"\s*[〔\[【(（]\s*(?P<label>[^〔〕\[\]【】()（）]{1,80}?)\s*[〕\]】)）](?P<stop>[。．.]?)$")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def without_markers(text: str, labels: Collection[str]) -> str:
    """A claim without markers at its end that only repeat the labels it names.

    >>> without_markers("会議は開かれた〔9〕。", {"9"})
    '会議は開かれた。'
    """
    while (marker := _MARKER.search(text)) and marker["label"] in labels:
        text = text[: marker.start()] + marker["stop"]
    return text


def visible(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """A claim with � for every character that cannot be seen and that its paragraphs do not have."""
    known = {char for paragraph in paragraphs for char in paragraph.text}
    return "".join(_REPLACEMENT if _category(char) in _HIDDEN and char not in known else char for char in text)


def unfit(text: str, paragraphs: Sequence[Paragraph], document: Document | None) -> Failure | None:
    """What a claim holds that no claim may; None for a plain one.

    Args:
        text: The claim, made `visible`.
        paragraphs: What it cites; what stands in them may stand in it.
        document: Of all of them, whose labels it could name; None where there are several.
    """
    cited = "".join(paragraph.text for paragraph in paragraphs)
    for match in _MARKUP.finditer(text):
        if match[0] not in cited:
            return Failure("markup", f"it holds {match[0]}", *match.span())
    for at, char in enumerate(text):
        if _category(char) in _SYMBOLS and char not in cited:
            return Failure("markup", f"it holds {char}", at, at + 1)
    for address in find_addresses(text, document) if document else ():
        if _squeezed(address.text) not in _squeezed(cited):
            return Failure(
                "label", f"it names a paragraph itself: {address.text}", address.start_char, address.end_char
            )
    for match in _QUOTED.finditer(text):
        if not any(_squeezed(match[0][1:-1]) in _squeezed(p.text) for p in paragraphs):
            return Failure("quotation", f"{match[0]} does not stand there", *match.span())
    return None


def _category(char: str) -> str:
    return unicodedata.category(char)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", fold(text))
