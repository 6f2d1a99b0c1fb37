"""Equations of Word (OMML) and of web pages (MathML), written in one line: (a+b)/c, x^2, √(y)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORDS = {"t", "mi", "mn", "mo", "mtext", "ms"}
_SILENT = {"annotation", "annotation-xml", "rPr", "ctrlPr"}


def in_one_line(element: _Element) -> str:
    """The readable line of an equation; "" where it has no signs."""
    return " ".join(_line(element).split())


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _line(element: _Element) -> str:
    name = _name(element)
    if name in _SILENT or name.endswith("Pr"):
        return ""
    if name in _WORDS:
        return "".join(map(str, element.itertext()))
    parts = [part for child in element if (part := (_name(child), _line(child)))[1] or _name(child) in {"e", "mrow"}]
    written = _WRITTEN.get(name)
    return written(parts) if written else "".join(text for _, text in parts)


Parts = Sequence[tuple[str, str]]


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _at(parts: Parts, n: int) -> str:
    return parts[n][1] if n < len(parts) else ""


def _fraction(parts: Parts) -> str:
    return f"{_grouped(_at(parts, 0))}/{_grouped(_at(parts, 1))}"


def _power(parts: Parts) -> str:
    return f"{_grouped(_at(parts, 0))}^{_grouped(_at(parts, 1))}"


def _index(parts: Parts) -> str:
    return f"{_at(parts, 0)}_{_grouped(_at(parts, 1))}"


def _both(parts: Parts) -> str:
    return f"{_at(parts, 0)}_{_grouped(_at(parts, 1))}^{_grouped(_at(parts, 2))}"


def _root(parts: Parts) -> str:
    return f"√{_grouped(_at(parts, 0))}"


def _word_root(parts: Parts) -> str:
    degree = next((text for name, text in parts if name == "deg"), "")
    base = "".join(text for name, text in parts if name == "e")
    return f"{degree}√{_grouped(base)}"


def _bracketed(parts: Parts) -> str:
    return f"({', '.join(text for _, text in parts)})"


_WRITTEN: dict[str, Callable[[Parts], str]] = {
    "f": _fraction,
    "mfrac": _fraction,
    "sSup": _power,
    "msup": _power,
    "sSub": _index,
    "msub": _index,
    "munder": _index,
    "sSubSup": _both,
    "msubsup": _both,
    "munderover": _both,
    "rad": _word_root,
    "msqrt": lambda parts: f"√({''.join(text for _, text in parts)})",
    "mroot": _root,
    "d": _bracketed,
}
