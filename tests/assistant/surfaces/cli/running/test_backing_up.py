from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.surfaces.cli.conftest import Danraku


def test_a_folder_is_saved_and_put_back_elsewhere(
    danraku: Danraku, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = danraku("show", "16").out
    saved = danraku("backup", str(tmp_path / "saved.tar.gz"))
    assert (saved.code, "1 files" in saved.err) == (0, True)
    assert danraku("restore", str(tmp_path / "saved.tar.gz")).code == 1
    monkeypatch.setenv("DANRAKU_DATA", str(tmp_path / "elsewhere"))
    assert danraku("restore", str(tmp_path / "saved.tar.gz")).code == 0
    assert danraku("show", "16").out == shown
