"""The interface says the same in each language, and every word of it is used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import assistant.errors
import index.errors
from assistant.answer import Support
from assistant.cite_check.checking import STATES
from assistant.surfaces.chat.desk.kinds import Kind as Export
from assistant.surfaces.chat.shelf.adding import State as Job
from assistant.surfaces.chat.suggestions import Kind
from assistant.surfaces.chat.texts import LANGUAGES, cure, load_texts, place, preferred_language
from index.difference import Kind as Change
from index.text.language import LANGUAGES as WRITTEN

CHAT = Path(__file__).parents[4] / "assistant/surfaces/chat"
HOLE = re.compile(r"\{(\w+)\}")


def test_each_language_has_the_same_keys_with_the_same_holes() -> None:
    first, *others = (load_texts(language) for language in LANGUAGES)
    for other in others:
        assert first.keys() == other.keys()
        assert not {k for k in first if set(HOLE.findall(first[k])) != set(HOLE.findall(other[k]))}


def test_every_text_is_used_somewhere() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in CHAT.rglob("*") if file.suffix in {".py", ".html"})
    named = {*get_args(Support), *(f"kind_{kind}" for kind in get_args(Kind))}
    named |= {f"{support}_help" for support in get_args(Support)}
    named |= {f"change_{kind}" for kind in get_args(Change)}
    named |= {f"check_{state.replace(' ', '_')}" for state in (*STATES, "no reference")}
    named |= {f"overview_{name}" for name in ("names", "dates", "ahead", "amounts")}
    named |= {f"{what}_{kind}" for what in ("format", "export") for kind in get_args(Export)}
    named |= {f"state_{state}" for state in get_args(Job)}
    named |= {f"language_{name}" for name in WRITTEN}
    named |= {f"finding_{kind}" for kind in ("gap", "repeat", "suspect", "leftover", "doubt", "recognised")}
    named |= {f"error_{name}" for module in (assistant.errors, index.errors) for name in vars(module)}
    assert not {key for key in load_texts("en") if key not in named and not re.search(rf"\b{key}\b", code)}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ja", "ja"),
        ("en-US,en;q=0.9", "en"),
        ("fr,ja;q=0.4,en;q=0.3", "ja"),
        ("", "en"),
        ("ja;q=0,de", "en"),
        (";q=x", "en"),
    ],
)
def test_the_browser_chooses_the_language(header: str, language: str) -> None:
    assert preferred_language(header) == language


def test_a_number_is_read_out_as_a_paragraph_and_a_name_as_itself() -> None:
    assert place(load_texts("ja"), "16") == "第16段落"
    assert place(load_texts("ja"), "前文") == "前文"


def test_the_cure_of_an_error_is_that_of_its_nearest_class() -> None:
    texts = load_texts("ja")
    assert cure(texts, index.errors.EmptyDocument("x")) == texts["error_EmptyDocument"]
    assert cure(texts, index.errors.QuoteMismatch("1", "x", 0, 1)) == index.errors.QuoteMismatch.hint
    assert cure(texts, ValueError("x")) == texts["error_other"]
