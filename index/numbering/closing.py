"""The end of a document: names, offices and the date under the last paragraph."""

from __future__ import annotations

import re

from index.numbering.dates import first_date

_BLANK_LINE = re.compile(r"\n[ \t　]*(?:\n[ \t　]*)+")
_SENTENCE = re.compile(r"[。；;]\s*$|[^\d.][a-zа-я가-힣]{3,}\.\s*$|다\.\s*$")
_OFFICE = re.compile(
    r"大臣|大統領|首相|代表|議長|長官|総理|総裁|Minister|President|Chair|Secretary|Ambassador|For the |Prime|Signed|"
    r"Министр|министр|Президент|Председатель|За |장관|대통령|위원장|部长|总理|主席|总统|署名|签字"
)
_CLOSING = re.compile(
    r"[ \t　]*(?:(?:Done at|Done in|DONE at|IN WITNESS WHEREOF|In witness whereof|Совершено)\b"
    r"|This (?:Regulation|Directive|Decision) (?:shall be binding in its entirety|is addressed to)\b)"
)
_LISTED = re.compile(r"\s*(?:[-*・•※]|[①-⑳]|[(（]?[\wア-ン一二三四五六七八九十]{1,3}[)）.．　])")
_LONGEST_LINE = 70


def signature_start(text: str, start: int, stop: int) -> int:
    """Where the signatures begin in `text[start:stop]`; `stop` where there are none.

    They are the last blocks whose lines are all short and end no sentence, if one of
    them names an office; or what follows "Done at ...". The first words are the paragraph's own.
    """
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    blocks = _blocks(text, start, stop)
    for a, _ in blocks[1:]:
        if _CLOSING.match(text, a):
            return a
    found = stop
    for a, b in reversed(blocks[1:]):
        if not _short(text[a:b]):
            break
        found = a
    named = _OFFICE.search(text, found, stop) or first_date(text[found:stop])
    return found if found < stop and named else stop


def _blocks(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    breaks = [(m.start(), m.end()) for m in _BLANK_LINE.finditer(text, start, stop)]
    starts, stops = [start, *(end for _, end in breaks)], [*(begin for begin, _ in breaks), stop]
    return list(zip(starts, stops, strict=True))


def _short(block: str) -> bool:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    return all(len(line) <= _LONGEST_LINE and not _SENTENCE.search(line) and not _LISTED.match(line) for line in lines)
