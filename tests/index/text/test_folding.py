"""Characters that readers take for one are one in matching; quotes keep what the document has."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsing import parse
from index.text import fold, fold_with_offsets
from index.text.folding import unified


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("⻑野⽔利組合", "長野水利組合"),
        ("⺠間の⾷費", "民間の食費"),
        ("髙橋と山﨑と濵田と渡邊", "高橋と山崎と浜田と渡辺"),
        ("葛󠄀城郡", "葛城郡"),
        ("國際聯合の會議", "国際聯合の会議"),
        ("मूल्य १२५ रुपये", "मूल्य 125 रुपये"),
        ("ข้อ ๑๔", "ข้อ 14"),
        ("المادة ٥", "المادة 5"),
        ("rati\u00adfica\u00adtion", "ratification"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("제3ㆍ4조", "제3·4조"),
        ("中央アジア･日本", "中央アジア・日本"),
        (unicodedata.normalize("NFD", "がっこう café"), "がっこう café"),
        ("2019² and 10⁶ m³", "2019^2 and 10^6 m3"),
        ("„Boot“ ‟x”", '„Boot" "x"'),
    ],
)
def test_what_looks_alike_is_found_alike(written: str, searched: str) -> None:
    assert fold(written) == fold(searched)


@pytest.mark.parametrize("text", ["大阪と大坂", "齋と斎藤さん二人", "Boot Boat", "450³ 4503", "十と土"])
def test_what_differs_stays_different(text: str) -> None:
    words = fold(text).replace("と", " ").split()
    assert len(set(words)) == len(words)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_offsets_lead_back_and_places_are_kept(text: str) -> None:
    folded = fold_with_offsets(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert len(unified(text)) == len(text)


def test_articles_numbered_with_radicals_are_found_and_quoted_as_written() -> None:
    document = parse(
        "⻑野⽔利組合規約\n\n第⼀条　組合の事務所は、⻑野市に置く。\n\n第⼆条　任期は、四年とする。\n\n第三条　⻄の⽔⾨は、閉じる。",
        id="a.txt",
    )
    assert [p.label for p in document if p.origin == "numbered"] == ["第1条", "第2条", "第3条"]
    assert document["第1条"].text == "組合の事務所は、⻑野市に置く。"


@pytest.mark.parametrize("digits", ["०१२३४५", "٠١٢٣٤٥", "๐๑๒๓๔๕"])
def test_paragraphs_numbered_in_the_digits_of_other_scripts_are_found(digits: str) -> None:
    document = parse("\n\n".join(f"{digits[n]}. {chr(96 + n) * 9} {chr(97 + n) * 7}." for n in range(1, 6)), id="a.txt")
    assert [p.label for p in document if p.origin == "numbered"] == ["1", "2", "3", "4", "5"]
