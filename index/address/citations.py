"""How a memo writes a reference: addresses, 〔9〕, [9, 11], （9）, （37番）, 同段落, ibid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.address.finding import find_addresses
from index.document import Document
from index.text import fold

_UNIT = re.compile(
    r"段落|パラ|para|pars?\.|¶|項|条|條|article|arts?\.|§|recital|whereas|前文|序文|preamble|署名|signator"
    r"|section|sec\.|chapter|章|節|편|조|항|문단|단락|пункт|п\.|абзац|стать|ст\.|раздел|глав|преамбул|別紙|[\[(〔]"
)
_N = r"[0-9０-９]{1,3}(?:\.[0-9０-９]{1,3})*"
_JOIN = r"\s*(?:[,，、・;；]|及び|および|並びに|と|and|&|から|[-–—―ー〜～~])\s*"
_LIST = rf"{_N}(?:{_JOIN}{_N})*"
_SIDE = re.compile(
    rf"[〔［\[【]\s*(?:[^〔〕\[\]【】［］]*[\s　])?(?P<list>{_LIST})\s*[〕］\]】]"
    rf"|[(（]\s*(?:no\.?\s?|第)?(?P<round>{_LIST})\s*(?:番|号)?\s*[)）](?=\s*(?:[。．、,，.;；:：|」』）)〔\[]|$))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[〔［【\[]\s*(?:[^〔〕\[\]【】［］]*[\s　])?(?P<label>[^\s〔〕\[\]【】［］]{1,16})\s*[〕］】\]]")
_SAME = re.compile(r"(?<![一-鿿])同(?:段落|パラ(?:グラフ)?|項|条)(?![一-鿿])|\bibid\.?|\bidem\b|同上", re.IGNORECASE)
_PART = re.compile(
    r"(?:,\s*(?:sub)?(?:paragraph|para\.?|point)s?\s*[(]?\w{1,3}[)]?(?!\w|\.\d)"
    r"|の?第[0-9０-９一二三四五六七八九十]{1,3}[項号文])+",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:から|[-–—―ー〜～~])\s*")
_MOST_IN_RANGE = 50


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference where it stands; `same` points back to the reference before it."""

    start_char: int
    end_char: int
    labels: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    same: bool = False


def references(text: str, document: Document) -> list[Reference]:
    """Every reference of a text, in order; of overlapping ones the longest."""
    found: list[Reference] = []
    everything = (*_sides(text, document), *_addresses(text, document), *_sames(text))
    for reference in sorted(everything, key=lambda r: r.start_char - r.end_char):
        if all(r.end_char <= reference.start_char or reference.end_char <= r.start_char for r in found):
            found.append(reference)
    return sorted(found, key=lambda reference: reference.start_char)


def _addresses(text: str, document: Document) -> Iterator[Reference]:
    """What the grammar of addresses reads, as far as it names its unit: 2番目に大きい is no reference."""
    for address in find_addresses(text, document):
        if (address.labels or address.missing) and _UNIT.search(fold(address.text)):
            part = _PART.match(text, address.end_char)
            end = part.end() if part else address.end_char
            yield Reference(address.start_char, end, address.labels, address.missing)


def _sides(text: str, document: Document) -> Iterator[Reference]:
    """Numbers in brackets that stand beside a claim; in square ones any label, too."""
    for match in _SIDE.finditer(text):
        numbers = list(_numbers(match["list"] or match["round"]))
        yield _reference(match.span(), numbers, document)
    for match in _NAMED.finditer(text):
        if fold(match["label"]) in document or match["label"] in document or match[0][0] == "〔":
            label = match["label"] if match["label"] in document else fold(match["label"])
            yield _reference(match.span(), [label], document)


def _sames(text: str) -> Iterator[Reference]:
    for match in _SAME.finditer(text):
        yield Reference(*match.span(), same=True)


def _reference(span: tuple[int, int], named: Iterable[str], document: Document) -> Reference:
    listed: Sequence[str] = tuple(dict.fromkeys(named))
    labels = tuple(label for label in listed if label in document)
    return Reference(*span, labels, tuple(label for label in listed if label not in labels))


def _numbers(listed: str) -> Iterator[str]:
    """The numbers of a list: "9-11、14" is 9, 10, 11, 14."""
    before, at = "", 0
    for match in re.finditer(_N, listed):
        number = fold(match[0])
        between = listed[at : match.start()]
        if before.isdigit() and number.isdigit() and _RANGE.fullmatch(between):
            yield from (str(n) for n in range(int(before) + 1, min(int(number), int(before) + _MOST_IN_RANGE)))
        yield number
        before, at = number, match.end()
