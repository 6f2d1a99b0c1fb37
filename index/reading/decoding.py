"""Bytes -> text: UTF-8 first, then what the bytes themselves say, then what fits."""

from __future__ import annotations

import codecs
import re

from index.errors import UnreadableFile

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)|encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, *, name: str, declared: str = "") -> str:
    """The text of a file, with line breaks made one.

    Args:
        content: The file's bytes.
        name: For the error message.
        declared: The encoding that the file names, if any; tried first.

    Raises:
        UnreadableFile: it is no text in any known encoding.
    """
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in filter(None, (marked, declared, "utf-8")):
        try:
            return _tidy(content.decode(encoding), name)
        except (UnicodeDecodeError, LookupError):
            continue
    return _tidy(_guess(content, name), name)


def declared_encoding(content: bytes) -> str:
    """The encoding that a page names in its first bytes; "" where it names none.

    Shift_JIS pages are written in Microsoft's extension of it, and so read.
    """
    found = _CHARSET.search(content[:4096])
    name = (found.group(1) or found.group(2)).decode("ascii", "ignore").lower() if found else ""
    return "cp932" if name in {"shift_jis", "shift-jis", "x-sjis", "sjis"} else name


def _guess(content: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:1_000_000]).best()
    if best is None:
        raise UnreadableFile(f"{name} is not text in an encoding known here")
    try:
        return content.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name} is not text: byte {error.start} is not {best.encoding}") from error


def _tidy(text: str, name: str) -> str:
    if "\x00" in text:
        raise UnreadableFile(f"{name} is not text: it holds null characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")
