"""Cite-check: each sentence of a memo that cites gets the state it deserves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cite_check import check_memo, claims
from assistant.cite_check.checking import Checked, counts
from assistant.cite_check.report import as_html, as_json, as_text
from assistant.cite_check.statements import statements
from assistant.samples import SAMPLE
from assistant.surfaces.cli import run
from index.document import Document
from index.parsing import read_document
from index.text.weighted_words import Word, words

MEMO = """# 覚書

第9段落によれば、2016年2月24-25日に「NPS中央アジア地域セミナー」が開催された。
ODAの総額は5,690億円以上にのぼる（第3段落）。
パリ協定は2016年に発効した〔16〕。
日本は宇宙開発への出資を約束した[9]。
第52段落は議長国に触れている。
日本国外務大臣は、NPSセミナーの結果を高く評価した。（パラ9）
タジキスタン共和国は2017—2018年の期間において次の議長国に就任する。
この覚書は三部からなる。
The Paris Agreement entered into force in 2016 (para. 26).
"""


@pytest.fixture(scope="module")
def statement() -> Document:
    return read_document(SAMPLE)


@pytest.fixture(scope="module")
def checked(statement: Document) -> list[Checked]:
    return check_memo(MEMO, statement)


def test_each_citing_sentence_gets_its_state_rule_and_the_right_paragraph(checked: list[Checked]) -> None:
    assert [(c.state, c.labels, c.rule, c.suggested) for c in checked] == [
        ("supported", ("9",), "all", ()),
        ("drifted", ("3",), "numbers", ()),
        ("wrong paragraph", ("16",), "names", ("26",)),
        ("unsupported", ("9",), "coverage", ()),
        ("no such paragraph", ("52",), "label", ()),
        ("drifted", ("9",), "party", ()),
        ("not checkable", (), "no reference", ("41",)),
        ("not checkable", ("26",), "language", ()),
    ]


def test_the_difference_is_marked_where_it_stands(checked: list[Checked]) -> None:
    drifted = checked[1]
    start, end = drifted.differs
    assert (drifted.text[start:end], drifted.stated) == ("5,690億円", "5,680億円")
    assert "[-5,690億円-]{+5,680億円+}" in as_text(checked)


def test_the_counts_leave_out_what_cites_nothing(checked: list[Checked]) -> None:
    assert counts(checked) == {
        "supported": 1,
        "drifted": 2,
        "wrong paragraph": 1,
        "unsupported": 1,
        "no such paragraph": 1,
        "not checkable": 1,
    }


@pytest.mark.parametrize(
    ("text", "claim", "labels"),
    [
        ("セミナーは開かれた（第９段落）。", "セミナーは開かれた。", ("9",)),
        ("第九段落によると、セミナーは開かれた。", "セミナーは開かれた。", ("9",)),
        ("セミナーは開かれた。〔9〕", "セミナーは開かれた。", ("9",)),
        ("セミナーは開かれた〔statement-2017-ashgabat.md 9〕。", "セミナーは開かれた。", ("9",)),
        ("セミナーは開かれた（9）。", "セミナーは開かれた。", ("9",)),
        ("セミナーは開かれた（第9段落及び第10段落を参照）。", "セミナーは開かれた。", ("9", "10")),
        ("パラ36-38では、北朝鮮に触れている。", "北朝鮮に触れている。", ("36", "37", "38")),
        ("According to paragraph 9, the seminar was held.", "the seminar was held.", ("9",)),
        ("前文にあるとおり、対話が開催された。", "対話が開催された。", ("前文",)),
    ],
)
def test_references_are_found_in_any_notation_and_are_no_part_of_the_claim(
    statement: Document, text: str, claim: str, labels: tuple[str, ...]
) -> None:
    (found,) = statements(text, statement)
    assert (found.claim, found.labels) == (claim, labels)


def test_a_reference_behind_the_full_stop_belongs_to_the_sentence_before_it(statement: Document) -> None:
    found = statements("対話は続く。（第9段落）支援も続く。〔10〕\n会合は終わる。", statement)
    assert [(s.claim, s.labels) for s in found] == [
        ("対話は続く。", ("9",)),
        ("支援も続く。", ("10",)),
        ("会合は終わる。", ()),
    ]


def test_every_sentence_of_the_statement_cited_as_itself_is_supported(statement: Document) -> None:
    memo = "\n".join(f"{p.sentences[0].text}〔{p.label}〕" for p in statement if p.label != "署名")
    assert {c.state for c in check_memo(memo, statement)} == {"supported"}


def test_json_holds_the_agreed_keys_and_html_escapes(checked: list[Checked], statement: Document) -> None:
    assert set(json.loads(as_json(checked))[0]) == {"text", "state", "labels", "rule", "suggested"}
    page = as_html(check_memo("<script>は開かれた〔9〕。", statement), memo="<b>", document="x")
    assert "<script>" not in page
    assert "&lt;<del>script</del>" in page
    assert "&lt;b&gt;" in page
    assert "<del>5,690億円</del><ins>5,680億円</ins>" in as_html(checked, memo="m", document="d")


@pytest.mark.parametrize("name", ["memo.md", "memo.txt", "memo.docx"])
def test_the_command_reads_any_memo_and_exits_with_1_unless_all_is_supported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["check", str(written(tmp_path / name, MEMO)), "--file", str(SAMPLE), "--json"]) == 1
    states = [line["state"] for line in json.loads(capsys.readouterr().out)]
    assert states.count("drifted") == 2
    good = "2016年2月24-25日に「NPS中央アジア地域セミナー」が開催された（第9段落）。この覚書は短い。"
    html = tmp_path / "report.html"
    assert run(["check", str(written(tmp_path / name, good)), "--file", str(SAMPLE), "--html", str(html)]) == 0
    assert "1 supported" in capsys.readouterr().out
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")


def written(path: Path, text: str) -> Path:
    if path.suffix != ".docx":
        path.write_text(text, encoding="utf-8")
        return path
    from docx import Document as Word

    word = Word()
    for line in text.splitlines():
        word.add_paragraph(line)
    word.save(str(path))
    return path


def test_twice_as_many_references_in_a_sentence_take_twice_the_reading(
    statement: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(text: str) -> tuple[Word, ...]:
        read.append(len(text))
        return words(text)

    monkeypatch.setattr(claims, "words", counted)
    sizes = []
    for many in (150, 300):
        read.clear()
        check_memo("会議は" + "、".join(f"第{n + 1}段落" for n in range(many)) + "に書かれている。", statement)
        sizes.append(sum(read))
    assert sizes[1] <= 2.5 * sizes[0]
