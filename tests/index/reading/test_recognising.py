"""PDFs that are pictures: read by tesseract where it is there, refused with the cure where it is not."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pypdfium2
import pytest

from index.errors import EmptyDocument
from index.parsing import read_document
from tests.index.reading.pdf_files import line_by_line, pdf_file

LINES = ["Rules of the garden", "", "1. Water runs until six.", "", "2. Dogs stay outside.", "", "3. Gates are shut."]
TOLD = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
5\t1\t1\t1\t1\t1\t300\t300\t40\t40\t90\t1
5\t1\t1\t1\t1\t2\t350\t300\t80\t40\t90\t会議
5\t1\t1\t1\t1\t3\t440\t300\t80\t40\t90\tを開く。
5\t1\t1\t1\t2\t1\t300\t400\t40\t40\t90\t2
5\t1\t1\t1\t2\t2\t350\t400\t80\t40\t90\tPay 5 yen.
"""


def scanned(path: Path, *, scale: float = 3) -> Path:
    """A PDF whose page is a picture of some lines."""
    with pypdfium2.PdfDocument(pdf_file(line_by_line(LINES, size=12, pitch=20))) as drawn:
        picture = drawn[0].render(scale=scale).to_pil().convert("RGB")
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=72 * scale)
    path.write_bytes(stream.getvalue())
    return path


def test_a_scan_is_refused_with_the_cure_where_nothing_can_recognise_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EmptyDocument, match="install tesseract-ocr, tesseract-ocr-jpn and tesseract-ocr-eng"):
        read_document(scanned(tmp_path / "scan.pdf", scale=1))


def test_what_is_recognised_stands_line_by_line_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "told").write_text(TOLD, encoding="utf-8")
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && echo jpn && exit\n/bin/cat {tmp_path}/told\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + "/nowhere")
    document = read_document(scanned(tmp_path / "scan.pdf", scale=1))
    assert [line.strip() for line in document.text.splitlines() if line] == ["1 会議を開く。", "2 Pay 5 yen."]
    assert [f.excerpt for f in document.audit.findings if f.kind == "recognised"] == ["page 1"]
    assert {paragraph.page for paragraph in document} == {1}


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed here")
def test_a_scan_is_read_with_its_numbers(tmp_path: Path) -> None:
    document = read_document(scanned(tmp_path / "scan.pdf"))
    assert document["2"].text.endswith("Dogs stay outside.")
