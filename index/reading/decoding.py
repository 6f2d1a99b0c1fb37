"""Bytes -> text: UTF-8 first, then what the bytes themselves say, then what fits."""

from __future__ import annotations

import codecs
import re

from index.errors import UnreadableFile

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)|encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE)
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b$(")
_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x85\u2028\u2029", "\n"))
_LATIN = re.compile(r"cp125[0-8]|latin|iso8859|mac_|cp(?:437|85\d|86\d|775)")
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
    escaped = "iso2022_jp_2" if any(mark in content for mark in _ESCAPES) else ""
    for encoding in filter(None, (marked, declared, escaped, "utf-8")):
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
    encoding = "cp1252" if _LATIN.match(best.encoding) and _mostly_ascii(content) else best.encoding
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name} is not text: byte {error.start} is not {encoding}") from error


def _mostly_ascii(content: bytes) -> bool:
    """Whether few letters have accents: what Western European texts have, whose encodings are guessed badly."""
    sample = content[:100_000]
    return 5 * sum(byte > 127 for byte in sample) < len(sample)


def _tidy(text: str, name: str) -> str:
    if "\x00" in text:
        raise UnreadableFile(f"{name} is not text: it holds null characters")
    return text.replace("\r\n", "\n").translate(_BREAKS)
