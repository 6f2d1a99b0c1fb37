"""A page that is a picture -> its lines, read by Debian's tesseract where that is installed.

What it reads is never taken for the author's typing: the audit names each page that was recognised.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from index.reading.pdf.rows import Row, Word

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

PROGRAM = "tesseract"
CURE = "install tesseract-ocr, tesseract-ocr-jpn and tesseract-ocr-eng (Debian, Ubuntu), and add the file again"
_LANGUAGES = ("jpn", "eng")
_SCALE = 300 / 72
_PAGE_S = 180


def languages() -> str:
    """Those that can be recognised here, as the program takes them; "" where it is not installed."""
    program = shutil.which(PROGRAM)
    return _languages(program) if program else ""


def recognised(page: PdfPage, number: int, spoken: str) -> list[Row]:
    """The lines on the picture of a page; none where the program fails or finds nothing.

    Args:
        page: As pdfium has it.
        number: Of the page, from 1.
        spoken: What `languages` gave.
    """
    picture = io.BytesIO()
    page.render(scale=_SCALE).to_pil().convert("L").save(picture, "PNG")
    command = [PROGRAM, "stdin", "stdout", "-l", spoken, "tsv"]
    try:
        told = subprocess.run(command, input=picture.getvalue(), capture_output=True, timeout=_PAGE_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    table = csv.DictReader(io.StringIO(told.stdout.decode(errors="replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = [entry for entry in table if (entry.get("text") or "").strip()]
    return [_row(list(words), number) for _, words in groupby(found, key=_line)]


@cache
def _languages(program: str) -> str:
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=True, text=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    there = {*told.stdout.split(), *told.stderr.split()}
    return "+".join(name for name in _LANGUAGES if name in there)


def _line(entry: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(entry[name] for name in ("block_num", "par_num", "line_num"))


def _row(entries: list[dict[str, str]], number: int) -> Row:
    boxes = [(float(e["left"]), float(e["top"]), float(e["width"]), float(e["height"])) for e in entries]
    base = max(top + height for _, top, _, height in boxes) / _SCALE
    size = sorted(height for *_, height in boxes)[len(boxes) // 2] / _SCALE
    words = [
        Word(entry["text"].strip(), left / _SCALE, (left + width) / _SCALE)
        for entry, (left, _, width, _) in zip(entries, boxes, strict=True)
    ]
    return Row(tuple(_together(words)), number, base, size)


def _together(words: list[Word]) -> Iterator[Word]:
    """Words of scripts that are written without blanks, put together again."""
    whole = words[0]
    for word in words[1:]:
        if _wide(whole.text[-1]) and _wide(word.text[0]):
            whole = Word(whole.text + word.text, whole.left, word.right)
        else:
            yield whole
            whole = word
    yield whole


def _wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
