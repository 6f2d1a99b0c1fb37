"""One phrase of a question that may belong to an address, and how each kind is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from index.address.labels import Kind
from index.address.numbers import NUMBER, Number, number_of, read_list
from index.address.selecting import Selector

ORDINALS = {
    word: n
    for row in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th",
    )
    for n, word in enumerate(row.split())
} | {"last": -1, "final": -1, "penultimate": -2, "最初": 0, "冒頭": 0, "最後": -1, "最終": -1, "末尾": -1}

OF_SECTION = "of section"

What = Literal["numbers", "nth", "section", "title", "preamble", "signatures", "inside"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a question that may belong to an address, with its place there.

    `index` counts from 0, negative ones from the end; `unit` is the word that says what
    kind of section is meant; `words` the words of a title.
    """

    what: What
    start: int
    end: int
    kind: Kind = "plain"
    numbers: tuple[Number, ...] = ()
    index: int = 0
    unit: str = ""
    words: str = ""
    selector: Selector | None = None


def numbers(match: re.Match[str], kind: Kind = "plain") -> Phrase:
    """Numbers of paragraphs."""
    return Phrase("numbers", match.start(), match.end(), kind, read_list(match["n"]))


def tree(match: re.Match[str]) -> Phrase:
    """A number of several levels (4.2.1, 2-3-1), which stands only where the document has it."""
    number = tuple(int(part) for part in re.findall(r"\d+", match["n"]))
    return Phrase("numbers", match.start(), match.end(), numbers=(number,), unit="tree")


def article(match: re.Match[str]) -> Phrase | None:
    """One article, with its parts."""
    number = number_of(match["n"])
    if number is None:
        return None
    inner = match.groupdict().get("inner")
    words = _part_words(match["parts"] or "") + (f"({inner})" if inner else "")
    selector = Selector("part", words=words) if words else None
    return Phrase("numbers", match.start(), match.end(), "article", (number,), selector=selector)


def articles(match: re.Match[str]) -> Phrase:
    """Several articles; a stretch holds those that the document has between, 第9条の2 too."""
    found = read_list(match["n"], counted=False)
    return Phrase("numbers", match.start(), match.end(), "article", found)


def recitals(match: re.Match[str]) -> Phrase:
    """Recitals."""
    return numbers(match, "recital")


def _part_words(parts: str) -> str:
    """Parts in the words of `Part.label`: 第二項第三号 is 第2項第3号, (2)(a) stays."""
    return re.sub(rf"[第제]?\s*({NUMBER})\s*([項号款项目항호])", _plain_part, re.sub(r"[\sの]", "", parts))


def _plain_part(match: re.Match[str]) -> str:
    number = number_of(match[1])
    ordinal = "제" if match[2] in "항호" else "第"
    return f"{ordinal}{number[0] if number else match[1]}{match[2]}"


def _index(match: re.Match[str]) -> int | None:
    if match["word"]:
        return ORDINALS[match["word"]]
    number = number_of(match["n"] or match.groupdict().get("m") or "")
    if number is None or number[0] == 0:
        return None
    return -number[0] if match["from_last"] else number[0] - 1


def nth(match: re.Match[str]) -> Phrase | None:
    """The nth paragraph."""
    index = _index(match)
    return None if index is None else Phrase("nth", match.start(), match.end(), index=index)


def nth_of_section(match: re.Match[str]) -> Phrase | None:
    """The nth of a section (II章の2番目); with none named, the second of anything, and no address."""
    phrase = nth(match)
    return replace(phrase, unit=OF_SECTION) if phrase and not match["from_last"] else phrase


def inside(unit: Literal["sentence", "block", "half"]) -> Callable[[re.Match[str]], Phrase | None]:
    """The nth sentence or block: a reader for that unit."""

    def read(match: re.Match[str]) -> Phrase | None:
        index = _index(match)
        return None if index is None else _place(match, Selector(unit, index))

    return read


def _place(match: re.Match[str], selector: Selector) -> Phrase:
    return Phrase("inside", match.start(), match.end(), selector=selector)


def half(match: re.Match[str]) -> Phrase:
    """The first or second half."""
    return _place(match, Selector("half", 0 if match["first"] or match["half"] else -1))


def from_words(match: re.Match[str]) -> Phrase:
    """From certain words on, or up to them."""
    unit: Literal["from", "until"] = "from" if match["from"] else "until"
    return _place(match, Selector(unit, words=match["words"].rstrip("、, ")))


def section(match: re.Match[str]) -> Phrase | None:
    """A section by its number, or by the letter that stands before its title."""
    levels = re.findall(r"\d+", match["n"]) if "." in match["n"] else []
    number = tuple(map(int, levels)) or number_of(match["n"])
    if number:
        return Phrase("section", match.start(), match.end(), numbers=(number,), unit=match["unit"])
    return Phrase("title", match.start(), match.end(), words=match["n"]) if len(match["n"]) == 1 else None


def last_section(match: re.Match[str]) -> Phrase | None:
    """The last of a list that names its unit once, at its end: 第3至5章."""
    whole = section(match)
    return replace(whole, start=match.start("n")) if whole else None


def title(match: re.Match[str]) -> Phrase:
    """A section by words of its title; "part" is its unit where only a part is spoken of (開発の部分)."""
    part = match.groupdict().get("part")
    return Phrase("title", match.start(), match.end(), words=match["words"], unit="part" if part else "")


def named(what: Literal["preamble", "signatures"]) -> Callable[[re.Match[str]], Phrase]:
    """The preamble or the signatures: a reader for it."""
    return lambda match: Phrase(what, match.start(), match.end())
