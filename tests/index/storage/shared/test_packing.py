from __future__ import annotations

from pathlib import Path

import numpy as np

from index.document import Correction
from index.parsing import read_document
from index.storage import index_paragraphs
from index.storage.shared import pack, unpack
from tests.index.library_parts import GramEmbedder

TEXT = "# 規則\n\n## I 総則\n\n- 1 目的。この規則は費用を定める。\n- 2 費用は5億円。\n  - a 一。\n  - b 二。\n"


def test_a_document_comes_back_as_it_was_with_its_vectors(tmp_path: Path) -> None:
    file = tmp_path / "rule.md"
    file.write_text(TEXT, encoding="utf-8")
    document = read_document(file, corrections=[Correction("contents", "# 規則")])
    rows = index_paragraphs(document.paragraphs, GramEmbedder(), known=lambda _: {}).rows
    found = unpack(pack(document, rows, {"fingerprint": "grams/64"}))
    assert found.document == document
    assert found.settings == {"fingerprint": "grams/64"}
    assert [(r.paragraph, r.key, r.words, r.folded) for r in found.rows] == [
        (r.paragraph, r.key, r.words, r.folded) for r in rows
    ]
    for before, after in zip(rows, found.rows, strict=True):
        assert np.array_equal(before.vectors, after.vectors)
        assert after.vectors.dtype == np.float16
