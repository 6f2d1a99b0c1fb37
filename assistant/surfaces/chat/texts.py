"""The words of the interface: one file per language, the same keys in each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("ja", "en")
Texts = Mapping[str, str]

_FOLDER = Path(__file__).parent / "texts"


@cache
def load_texts(language: str) -> Texts:
    """The words of one interface language, by key.

    >>> load_texts("en")["send"]
    'Send'
    """
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return dict(tomllib.load(file))


def preferred_language(accept_language: str) -> str:
    """The interface language for a browser's Accept-Language header; English where none fits.

    >>> preferred_language("fr, ja;q=0.8, en;q=0.9")
    'en'
    """
    wishes = [_wish(part) for part in accept_language.split(",")]
    known = [(weight, language) for weight, language in wishes if language in LANGUAGES and weight > 0]
    return max(known, key=lambda wish: wish[0])[1] if known else "en"


def place(texts: Texts, label: str) -> str:
    """A label as it is read out: "paragraph 16", but 前文 and 第9条 as they are."""
    return texts["paragraph"].format(label=label) if label.isdigit() else label


def cure(texts: Texts, error: Exception) -> str:
    """What to do about an error, for somebody in a browser: the word for its class or the nearest base."""
    keys = (f"error_{kind.__name__}" for kind in type(error).__mro__)
    return next((texts[key] for key in keys if key in texts), getattr(error, "hint", "") or texts["error_other"])


def _wish(part: str) -> tuple[float, str]:
    name, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), name.split("-")[0].lower()
    except ValueError:
        return 0.0, ""
