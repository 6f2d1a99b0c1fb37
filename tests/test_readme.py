"""The programs in the README run as they stand there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.samples import SAMPLE
from index.model import Embedder

ROOT = Path(__file__).parent.parent


def test_ten_lines_of_python_answer_with_a_quote(
    embedder: Embedder,
    models_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert embedder.dimension  # its files are made
    (program,) = re.findall(r"```python\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert len([line for line in program.splitlines() if line.strip()]) <= 10
    shutil.copy(SAMPLE, tmp_path / "treaty.md")
    (tmp_path / "library").mkdir()
    if (models_data / "models").exists():
        (tmp_path / "library/models").symlink_to(models_data / "models")
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "README.md", "exec"), {})
    assert "('treaty.md', '16', '" in capsys.readouterr().out
