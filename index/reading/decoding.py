"""Bytes -> text: UTF-8 first, then what the bytes themselves say, then what fits."""

from __future__ import annotations

import codecs
import re
import unicodedata

from index.document import Finding
from index.errors import UnreadableFile

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)|encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE)
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b$(")
_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x85\u2028\u2029", "\n"))
_LATIN = re.compile(r"cp125[0-8]|latin|iso8859|mac_|cp(?:437|85\d|86\d|775)")
_APART = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\u3046-\u30fd][\u3099\u309a]")
_LEAST_EMPTY = 0.01
LOST = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes, *, name: str, declared: str = "") -> str:
    """The text of a file, with line breaks made one.

    Args:
        content: The file's bytes.
        name: For the error message.
        declared: The encoding that the file names, if any; tried where it is not UTF-8.

    Raises:
        UnreadableFile: it is no text in any known encoding.
    """
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    escaped = "iso2022_jp_2" if any(mark in content for mark in _ESCAPES) else ""
    for encoding in filter(None, (marked, escaped, _wide(content), "utf-8", declared)):
        try:
            return _tidy(content.decode(encoding), name)
        except (UnicodeDecodeError, LookupError):
            continue
    text = content.decode("utf-8", "replace")
    return _tidy(text if _few_lost(text) else _guess(content, name), name)


def damaged(text: str) -> list[Finding]:
    """The report that bytes of a file were no characters of its encoding; none where all were."""
    count = text.count(LOST)
    if not count:
        return []
    place = text.index(LOST)
    words = text[max(0, place - 20) : place + 20].strip()
    return [Finding("leftover", f"Damaged characters: {count} places", start_char=place, excerpt=words)]


def _wide(content: bytes) -> str:
    """UTF-16 without its mark, by the empty bytes of its ASCII; "" where there are none."""
    sample = content[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) or max(even, odd) < max(1, _LEAST_EMPTY * len(sample)):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _few_lost(text: str) -> bool:
    """Whether a text is UTF-8 with a few bad bytes: many characters of several bytes were read, few were not."""
    lost = text.count(LOST)
    return 20 * lost < sum(char > "\x7f" for char in text) - lost


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
    joined = _APART.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    return joined.replace("\r\n", "\n").translate(_BREAKS)
