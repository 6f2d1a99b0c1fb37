from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from eval.service.faults import ALONE, SHARED, Plan, chosen, measure, read_only


def test_every_fault_is_tried_about_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 0)
    counts = Counter(chosen(ALONE, 100, Random(1)))
    assert set(counts) == set(ALONE)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert chosen(ALONE, 20, Random(1)) == chosen(ALONE, 20, Random(1)) != chosen(ALONE, 20, Random(2))
    monkeypatch.setattr("os.getuid", lambda: 1000)
    assert all(ALONE[name] is not read_only for name in chosen(ALONE, 20, Random(1)))


@pytest.mark.slow
def test_a_few_tries_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/models").mkdir()
    tries = 2 * max(len(ALONE), len(SHARED))
    assert measure(Plan(tries, quick=True), tmp_path / "data", tmp_path / "log")["errors"] == []
