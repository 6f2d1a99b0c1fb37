"""Names and small questions of WordprocessingML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = {"0", "false", "off", "none"}


def value(element: _Element | None, path: str) -> str:
    """The `w:val` of a child; "" where there is none."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def whole(element: _Element | None, path: str) -> int | None:
    """The `w:val` of a child as a whole number; None where there is none."""
    text = value(element, path)
    return int(text) if text.lstrip("-").isdigit() and text.isascii() and len(text) < 7 else None


def switched(element: _Element | None, path: str) -> bool | None:
    """Whether a child that is on or off is on; None where it is not there."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return None if found is None else (found.get(f"{W}val") or "1").lower() not in _OFF
