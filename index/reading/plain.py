"""Plain text and Markdown: the text is kept as it is, only its lines are found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from index.document import Finding
from index.reading.furniture import furniture, left_out
from index.reading.source import Line, Source

_LINE = re.compile(r"[^\n\r\f]+")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[^\S\n]+\S")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w가-힣 ]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_TITLES, _DATES, _ORIGINS = ("title", "제목"), ("date", "공포일자"), ("source_url", "source", "url", "출처")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_GLUED_CHAPTER = re.compile(r"(?<=\S)[ 　]{2,}(?=第[0-9０-９一二三四五六七八九十百]+[編章節款])")


def read_markdown(text: str) -> Source:
    """Markdown: lines, heading levels, and the front matter as metadata."""
    found = _FRONT_MATTER.match(text)
    start = found.end() if found else 0
    fields = dict(_FIELD.findall(found.group(1))) if found else {}
    return Source(
        text=text,
        lines=tuple(_lines(text, start, headings=True)),
        title=_first(fields, _TITLES),
        date=_first(fields, _DATES),
        origin=_first(fields, _ORIGINS),
        findings=(_left_out(text, found),) if found else (),
    )


def read_plain(text: str) -> Source:
    """Plain text: lines; where form feeds part it into pages, their numbers, without running headers."""
    if "\f" not in text:
        return Source(text=text, lines=tuple(_lines(text, 0, headings=False)))
    pages = [page.split("\n") for page in text.split("\f")]
    filled = [[n for n, line in enumerate(page) if line.strip()] for page in pages]
    dropped = {
        (p, filled[p][n]) for p, n in furniture([[page[n] for n in ns] for page, ns in zip(pages, filled, strict=True)])
    }
    kept = [(p + 1, [line for n, line in enumerate(page) if (p, n) not in dropped]) for p, page in enumerate(pages)]
    joined = "\n".join("\n".join(page) for _, page in kept)
    starts = list(accumulate((sum(len(line) + 1 for line in page) for _, page in kept), initial=0))
    lines = tuple(
        replace(line, page=bisect_right(starts, line.start_char)) for line in _lines(joined, 0, headings=False)
    )
    return Source(joined, lines, findings=tuple(left_out([pages[p][n] for p, n in sorted(dropped)])))


def _lines(text: str, start: int, *, headings: bool) -> Iterator[Line]:
    for line in _LINE.finditer(text, start):
        glued = _GLUED_CHAPTER.finditer(text, *line.span()) if "第" in line.group() else ()
        cuts = [line.start(), *(m.end() for m in glued), line.end()]
        for a, b in pairwise(cuts):
            marked = _HEADING.match(text, a, b) if headings else None
            yield Line(text[a:b], a, level=len(marked.group(1)) if marked else 0)


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    value = next((fields[name] for name in names if fields.get(name)), "")
    if value.startswith('"'):
        value = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), value).replace("\\_", " ")
    return value.strip("'\"")


def _left_out(text: str, found: re.Match[str]) -> Finding:
    place = found.start() + len(found.group()) - len(found.group().lstrip())
    return Finding("leftover", "Front matter, read as metadata", start_char=place, excerpt=found.group().strip()[:60])
