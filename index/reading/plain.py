"""Plain text: it is kept as it is, only its lines are found, and readings in brackets taken out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from index.reading.furniture import furniture, furniture_left_out
from index.reading.line_numbers import without_line_numbers
from index.reading.shown.left_out import LeftOut
from index.reading.source import Line, Source

_LINE = re.compile(r"[^\n\r\f]+")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[^\S\n]+\S")
_READING = re.compile(r"(?<=[一-鿿々〆ヶ])《(?P<reading>[ぁ-ゖァ-ヺー]+)》")
_GLUED_CHAPTER = re.compile(r"(?<=\S)[ 　]{2,}(?=第[0-9０-９一二三四五六七八九十百]+[編章節款])")


def read_plain(text: str) -> Source:
    """Plain text: lines; where form feeds part it into pages, their numbers, without running headers."""
    left_out = LeftOut()
    text = without_line_numbers(without_readings(text, left_out), left_out)
    if "\f" not in text:
        return Source(text, tuple(lines_of(text, 0, headings=False)), findings=tuple(left_out.findings()))
    pages = [page.split("\n") for page in text.split("\f")]
    filled = [[n for n, line in enumerate(page) if line.strip()] for page in pages]
    dropped = {
        (p, filled[p][n]) for p, n in furniture([[page[n] for n in ns] for page, ns in zip(pages, filled, strict=True)])
    }
    kept = [(p + 1, [line for n, line in enumerate(page) if (p, n) not in dropped]) for p, page in enumerate(pages)]
    joined = "\n".join("\n".join(page) for _, page in kept)
    starts = list(accumulate((sum(len(line) + 1 for line in page) for _, page in kept), initial=0))
    lines = tuple(
        replace(line, page=bisect_right(starts, line.start_char)) for line in lines_of(joined, 0, headings=False)
    )
    running = furniture_left_out([pages[p][n] for p, n in sorted(dropped)])
    return Source(joined, lines, findings=(*running, *left_out.findings()))


def without_readings(text: str, left_out: LeftOut) -> str:
    """A text without the readings that books of old type set behind the words: 鑑札《かんさつ》."""

    def gone(match: re.Match[str]) -> str:
        left_out.add("ruby", match["reading"])
        return ""

    return _READING.sub(gone, text).replace("｜", "") if "《" in text and _READING.search(text) else text


def lines_of(text: str, start: int, *, headings: bool) -> Iterator[Line]:
    """The lines of a text from a place on; heading levels where `#` marks them."""
    for line in _LINE.finditer(text, start):
        glued = _GLUED_CHAPTER.finditer(text, *line.span()) if "第" in line.group() else ()
        cuts = [line.start(), *(m.end() for m in glued), line.end()]
        for a, b in pairwise(cuts):
            marked = _HEADING.match(text, a, b) if headings else None
            yield Line(text[a:b], a, level=len(marked.group(1)) if marked else 0)
