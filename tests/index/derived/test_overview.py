"""A document at a glance: what comes up, what is dated, what is counted in money."""

from __future__ import annotations

from pathlib import Path

from index.derived.overview import overview
from index.parsing import parse, read_document

SAMPLE = Path(__file__).parents[3] / "index" / "samples" / "statement-2017-ashgabat.md"


def test_the_sample_s_names_dates_and_amounts_stand_where_they_are_said_to() -> None:
    document = read_document(SAMPLE)
    glance = overview(document)
    assert {"中央アジア諸国", "アフガニスタン"} <= {mention.words for mention in glance.names}
    assert [(m.words, m.labels) for m in glance.ahead] == [
        ("2017年8月25日", ("28",)),
        ("2017年9月10－11日", ("22",)),
        ("2017年11月28-29日", ("16",)),
    ]
    assert [m.words for m in glance.amounts] == ["5,680億円", "52.5億ドル"]
    for mention in (*glance.names, *glance.ahead, *glance.dates, *glance.amounts):
        assert document[mention.labels[0]].text[mention.start_char : mention.end_char] == mention.words


def test_the_same_day_written_twice_is_one_and_days_before_the_document_s_own_are_behind_it() -> None:
    text = "# T\n\nDate: 1 March 2020\n\n- 1 Met on 1 May 2019.\n- 2 As on May 1, 2019.\n- 3 Ends on 5 June 2021.\n"
    glance = overview(parse(text, id="t.md"))
    assert [m.labels for m in glance.dates if "2019" in m.words] == [("1", "2")]


def test_english_names_are_those_that_several_paragraphs_share() -> None:
    text = (
        "- 1 The World Health Organization met.\n- 2 It told the World Health Organization.\n- 3 They left.\n- 4 End.\n"
    )
    assert [m.words for m in overview(parse(text, id="t.md")).names] == ["World Health Organization"]


def test_a_document_of_nothing_has_an_empty_overview() -> None:
    glance = overview(parse("- 1 はい。\n- 2 いいえ。", id="t.md"))
    assert (glance.names, glance.dates, glance.ahead, glance.amounts) == ((), (), (), ())
