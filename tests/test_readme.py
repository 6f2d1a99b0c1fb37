"""The programs in the README run as they stand there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.samples import SAMPLE
from tests.shared_reader import share_models

ROOT = Path(__file__).parent.parent


def test_ten_lines_of_python_answer_with_a_quote(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (program,) = re.findall(r"```python\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert len([line for line in program.splitlines() if line.strip()]) <= 10
    shutil.copy(SAMPLE, tmp_path / "treaty.md")
    share_models(tmp_path / "library")
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "README.md", "exec"), {})
    assert "('treaty.md', '16', '" in capsys.readouterr().out
