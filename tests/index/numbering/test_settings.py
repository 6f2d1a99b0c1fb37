"""One text set in many ways: tables, lists of terms, spans, links, quoted mail, line numbers; its units stay the same."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.document import Document
from index.parsing import read_document

Unit = tuple[str, str]
SENTENCES = {
    "Art. {} –": [
        "Paznicul farului înscrie zilnic în jurnal ora aprinderii lămpii.",
        "Autoritatea răspunde în scris în termen de treizeci de zile.",
        "Documentele se păstrează zece ani, apoi se distrug.",
    ],
    "ধারা {}।": [
        "বাতিঘরের রক্ষক প্রতিদিন প্রদীপ জ্বালানো ও নেভানোর সময় খাতায় লিখবেন।",
        "কর্তৃপক্ষ আবেদন প্রাপ্তির ত্রিশ দিনের মধ্যে লিখিত উত্তর দেবেন।",
        "নথিপত্র দশ বছর সংরক্ষণ করা হবে এবং পরে ধ্বংস করা হবে।",
    ],
    "دفعہ {}۔": [
        "مینارِ نور کا نگران روزانہ چراغ جلانے اور بجھانے کا وقت رجسٹر میں درج کرے گا۔",
        "ادارہ درخواست موصول ہونے کے تیس دن کے اندر تحریری جواب دے گا۔",
        "دستاویزات دس سال محفوظ رکھی جائیں گی اور پھر تلف کر دی جائیں گی۔",
    ],
    "{} §": [
        "Fyrvaktaren antecknar varje dag när lampan tänds och när den släcks.",
        "Myndigheten svarar skriftligen inom trettio dagar.",
        "Handlingarna bevaras i tio år och förstörs därefter.",
    ],
    "第{}条": [
        "灯台の管理者は、点灯及び消灯の時刻を日誌に記録しなければならない。",
        "市長は、申請を受けた日から三十日以内に書面で回答するものとする。",
        "書類は、十年間保存し、その後廃棄するものとする。",
    ],
    "{}.": [
        "The keeper of a lighthouse enters in the log the time at which the lamp is lit.",
        "The authority answers in writing within thirty days of the request.",
        "Records are preserved for ten years and destroyed thereafter.",
    ],
}


def _md_table(units: Sequence[Unit]) -> str:
    rows = "\n".join(f"| {number} | {words} |" for number, words in units)
    return f"# Text\n\n| No. | Text |\n| --- | --- |\n{rows}\n"


def _md_broken(units: Sequence[Unit]) -> str:
    return _md_table([(number, f"{words}<br>(a) more of it;") for number, words in units])


def _md_dashes(units: Sequence[Unit]) -> str:
    return "\n\n".join(f"**{number}** — {words}" for number, words in units)


def _md_links(units: Sequence[Unit]) -> str:
    contents = "\n".join(f"- [{number}](#u{n})" for n, (number, _) in enumerate(units))
    body = "\n\n".join(f'### <a id="u{n}"></a>{number}\n\n{words}' for n, (number, words) in enumerate(units))
    return f"# Text\n\n## Contents\n\n{contents}\n\n{body}\n"


def _page(body: str) -> str:
    return f"<html><head><meta charset='utf-8'><title>Text</title></head><body><main>{body}</main></body></html>"


def _html(form: str) -> Callable[[Sequence[Unit]], str]:
    def page(units: Sequence[Unit]) -> str:
        return _page("".join(form.format(n=html.escape(n), w=html.escape(w), i=i) for i, (n, w) in enumerate(units)))

    return page


def _html_table(units: Sequence[Unit]) -> str:
    rows = "".join(f"<tr><td>{number}</td><td>{words}</td></tr>" for number, words in units)
    return _page(f"<table><tr><th colspan=2>Text</th></tr>{rows}</table>")


def _court_print(units: Sequence[Unit]) -> str:
    """Every fifth line counted in the margin, pages of twenty lines."""
    lines = [line for number, words in units for line in (f"{number} {words}", "    (a) a point of it;")]
    printed = []
    for n, line in enumerate(lines, 1):
        on_page = (n - 1) % 20 + 1
        printed.append(f"{on_page:>3}  {line}" if on_page % 5 == 0 else f"     {line}")
    return "\n".join(printed)


SETTINGS: dict[str, Callable[[Sequence[Unit]], str]] = {
    "table.md": _md_table,
    "broken.md": _md_broken,
    "dashes.md": _md_dashes,
    "links.md": _md_links,
    "table.html": _html_table,
    "spans.html": _html("<div><span class='n'>{n}</span><span>{w}</span></div>"),
    "terms.html": _html("<dt>{n}</dt><dd>{w}</dd>"),
    "anchors.html": _html("<h3>{n} <a href='#s{i}'>¶</a> <small>[<a href='/edit'>edit</a>]</small></h3><p>{w}</p>"),
    "print.txt": _court_print,
}


def numbered(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


def _read(folder: Path, name: str, text: str) -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("pattern", SENTENCES)
def test_the_units_of_a_text_are_the_same_however_it_is_set(tmp_path: Path, setting: str, pattern: str) -> None:
    chosen = random.Random(f"{setting} {pattern}")
    units = [(pattern.format(n), " ".join(chosen.sample(SENTENCES[pattern], 2))) for n in range(1, 17)]
    found = [p for p in _read(tmp_path, setting, SETTINGS[setting](units)) if p.origin == "numbered"]
    assert [int("".join(filter(str.isdigit, paragraph.label))) for paragraph in found] == list(range(1, 17))
    assert all(words in paragraph.text for paragraph, (_, words) in zip(found, units, strict=True))


@pytest.mark.parametrize("heading", ["{}", "## {}"])
@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("第一　趣旨", "一　", "１　"), ["第1", "第1の1", "第1の1の1", "第1の1の2", "第1の2"]),
        (("第１　趣旨", "１　", "(1)　"), ["第1", "第1の1", "第1の1(1)", "第1の1(2)", "第1の2"]),
        (("一、总体要求", "（一）", "1．"), ["一", "一(1)", "一(1)1", "一(1)2", "一(2)"]),
    ],
)
def test_an_outline_keeps_its_paths_whether_its_top_is_marked_as_headings_or_not(
    tmp_path: Path, heading: str, levels: tuple[str, str, str], expected: list[str]
) -> None:
    words = "管理者は、毎年度終了後三十日以内に、貯水池の水位を記録した帳簿を関係機関に提出しなければならない。" * 2
    second = {"一　": "二　", "１　": "２　", "（一）": "（二）", "(1)　": "(2)　", "1．": "2．"}
    lines = []
    for top in "一二三":
        number = levels[0].replace("一", top).replace("１", "１２３"["一二三".index(top)])
        lines += [heading.format(number), f"{levels[1]}{words}", f"{levels[2]}{words}"]
        lines += [f"{second[levels[2]]}{words}", f"{second[levels[1]]}{words}"]
    assert numbered(_read(tmp_path, "notice.md", "\n\n".join(lines)))[: len(expected)] == expected


def test_a_table_that_sets_several_levels_of_numbers_beside_their_words_is_read_as_an_outline(tmp_path: Path) -> None:
    words = "管理者は、毎年度終了後三十日以内に、水位を記録した帳簿を関係機関に提出しなければならない。"
    numbers = [f for n in (1, 2, 3) for f in (f"第{n}", "１", "(1)", "(2)", "ア", "イ", "２")]
    rows = "".join(f"<tr><td>{n}</td><td>{'趣旨' if n[0] == '第' else words * 2}</td></tr>" for n in numbers)
    found = numbered(_read(tmp_path, "notice.html", _page(f"<table>{rows}</table>")))
    assert [label for label in found if label.startswith("第2")][:3] == ["第2", "第2の1", "第2の2"]


def test_a_table_of_data_whose_first_column_counts_years_stays_a_table(tmp_path: Path) -> None:
    rows = "\n".join(f"| Year {n} | {n * 7} boats |" for n in range(1, 9))
    document = _read(tmp_path, "boats.md", f"# Boats\n\nA text.\n\n| Year | Boats |\n| --- | --- |\n{rows}\n")
    assert not numbered(document)
