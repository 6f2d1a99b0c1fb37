"""The command line of training."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.reader.__main__ import app, main
from eval.reader.material.places import DataMissing

ROOT = Path(__file__).parent.parent.parent.parent


def test_nothing_heavy_is_imported_before_a_command_runs() -> None:
    code = "import sys, eval.reader.__main__; print({'torch', 'sklearn', 'onnxruntime'} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_every_command_is_on_the_card() -> None:
    card = (ROOT / "docs" / "reader.md").read_text(encoding="utf-8")
    names = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert names == {"train", "support", "judged", "weigh", "intent", "wording", "export", "check"}
    assert all(f"python -m eval.reader {name}" in card for name in names)


def test_missing_data_ends_in_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["reader", "check", "--corpus", str(tmp_path)])
    with pytest.raises(SystemExit, match="2"):
        main()
    error = capsys.readouterr().err
    assert "is not there" in error
    assert "with --corpus DIR" in error


def test_a_wrong_line_ends_the_check_with_1(corpus_folder: Path) -> None:
    checked = CliRunner().invoke(app, ["check", "--corpus", str(corpus_folder)])
    assert checked.exit_code == 1  # none of the documents that ours are about is in that folder
    assert "no such document" in checked.output
    assert '"found": 0' in checked.output


def test_exporting_what_is_not_there_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["export", str(tmp_path / "none.pt"), "--out", str(tmp_path / "out")])
    assert isinstance(result.exception, DataMissing)
