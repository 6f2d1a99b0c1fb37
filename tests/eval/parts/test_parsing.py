from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.parts.parsing import main, read_parsing, score_parsing
from index.parsing import parse

SHARED = Path(__file__).parents[3].parent / "shared" / "documents" / "numbered"
TEXT = "1. One.\n2. Two.\n3. Three.\n"
GOLD = [{"label": str(n), "text": text} for n, text in enumerate(("One.", "Two.", "Three."), 1)]


def test_units_with_the_right_label_and_text_count_as_found() -> None:
    scored = score_parsing("a.md", parse(TEXT), GOLD, 0.0)
    assert (scored.gold, scored.given, scored.found, scored.f1) == (3, 3, 3, 1.0)


def test_a_wrong_text_is_missed_and_an_extra_unit_costs_precision() -> None:
    wrong = [*GOLD[:1], {"label": "2", "text": "Other."}]
    scored = score_parsing("a.md", parse(TEXT), wrong, 0.0)
    # one found of two in the gold and of three read: 2 * 1 / (2 + 3)
    assert (scored.found, scored.labels, scored.missed, scored.f1) == (1, 2, ("2",), 0.4)


def test_a_document_without_numbers_in_which_none_was_found_is_right() -> None:
    control = [{"label": "(unnumbered)", "text": "Text."}]
    assert score_parsing("a.md", parse("Text."), control, 0.0).f1 == 1.0


def test_the_raised_mark_of_a_note_counts_alike_however_it_is_set_apart() -> None:
    document = parse("1. One[1] is.\n2. Two [2].\n3. Three.\n")
    texts = ["One1 is.", "Two <sup>2</sup>.", "Three.<!-- -->"]
    gold = [{"label": str(n), "text": text} for n, text in enumerate(texts, 1)]
    assert score_parsing("a.md", document, gold, 0.0).f1 == 1.0


def test_a_label_that_the_gold_repeats_is_met_by_ours_with_a_count() -> None:
    document = parse("1. a.\n2. b.\n3. c.\n2. d.\n3. e.\n4. f.\n")
    assert "2 (2)" in document
    gold = [{"label": label, "text": f"{text}."} for label, text in zip("123234", "abcdef", strict=True)]
    assert score_parsing("a.md", document, gold, 0.0).f1 == 1.0
    assert score_parsing("a.md", document, gold[:3], 0.0).found == 3


def test_a_folder_is_read_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold" / "a.md.jsonl").write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps([{"file": "a.md"}]), encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert "1.000" in capsys.readouterr().out
    assert main([]) == 2


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not here")
@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("ja_constitution.txt", 0.98),
        ("ja_constitution_sjis.html", 0.98),
        ("ja_meti_virus.html", 0.93),
        ("ru_udhr.html", 0.98),
        ("en_unga_res_73_3_tb.pdf", 0.98),
        ("en_g20_bali_2022.md", 0.98),
        ("en_c5plus1_2023.md", 1.0),
        ("en_cop21_draft_decision.md", 0.9),
        ("en_gdpr.txt", 0.98),
        ("en_rfc6455.txt", 0.98),
        ("en_uksc_2021_12.docx", 0.98),
        ("ko_constitution.md", 0.98),
    ],
)
def test_real_documents_are_read_as_their_authors_numbered_them(file: str, least: float) -> None:
    assert read_parsing(SHARED, file).f1 >= least
