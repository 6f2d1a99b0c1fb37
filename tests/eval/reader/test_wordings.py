"""The model of questions about words is fitted to questions written for it, beside others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from assistant.question.wording import WEIGHTS, WORDINGS
from eval.reader.wordings import fit, read_wordings


def test_the_material_has_every_wording_in_many_questions() -> None:
    counts = Counter(kind for _, kind in read_wordings())
    assert set(counts) == set(range(len(WORDINGS)))
    assert min(counts.values()) > 100


def test_what_is_fitted_is_what_the_product_reads(tmp_path: Path) -> None:
    own = read_wordings()[::8]
    fitted = fit(own, ["Who pays?", "費用は誰が払いますか", "When does it end?"] * 5)
    assert fitted.right > 0.5
    fitted.save(tmp_path / "wording.npz")
    with np.load(tmp_path / "wording.npz") as made, np.load(WEIGHTS) as shipped:
        assert made["weights"].shape == shipped["weights"].shape
