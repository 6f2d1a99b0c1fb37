"""The page of a PDF as a picture, with words marked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from assistant.surfaces.chat.shelf.original import page_picture
from tests.index.reading.pdf_files import line_by_line, pdf_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_file(line_by_line(["1. The parties met.", "2. They agreed."])))
    return path


def test_words_are_marked_where_they_stand_on_the_page(file: Path) -> None:
    plain, marked = (page_picture(file, 1, words) for words in ("", "They agreed"))
    assert plain
    assert marked
    before, after = (Image.open(io.BytesIO(content)) for content in (plain, marked))
    assert before.size == after.size
    assert before.tobytes() != after.tobytes()


def test_words_that_are_not_there_are_not_marked_and_other_pages_are_none(file: Path) -> None:
    assert page_picture(file, 1, "elsewhere") == page_picture(file, 1)
    assert page_picture(file, 2) is None
