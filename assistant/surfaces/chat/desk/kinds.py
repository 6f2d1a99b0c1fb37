"""The kinds of file that the page exports, and what they are called in HTTP."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["md", "docx", "json"]
MEDIA: Final[dict[Kind, str]] = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
