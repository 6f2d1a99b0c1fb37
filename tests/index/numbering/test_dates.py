"""A document's own date is where documents put it, not the first date of its text."""

from __future__ import annotations

import pytest

from index.parsing import parse

ARTICLES = "\n\n".join(f"Article {n}\n\nThe keeper shall ring bell {n}." for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"Agreement on the Bridge\nof 27 April 2016\n\nThe Parties, recalling the Treaty of 3 May 1901,\n\n{ARTICLES}", "2016-04-27"),
        (f"Agreement on the Bridge\n\nRecalling the Treaty of 3 May 1901, the Parties have agreed:\n\n1 June 2020\n\n{ARTICLES}", "2020-06-01"),
        (f"Agreement on the Bridge\n\nThe Parties met in Mere on 3 May 1901.\n\n{ARTICLES}", "1901-05-03"),
        (f"Agreement on the Bridge\n\n{ARTICLES}\n\nDone at Mere on 9 July 2019.\n\nFor the Town", "2019-07-09"),
        ("IN THE COUNTY COURT OF MERE\n\nMr Orme brought this claim on 3 March 2020.\n\nThe claim fails.", ""),
        ("Letter to the Council\n\n5 May 2021\n\nI wrote to you on 3 March 2020.\n\nI have had no answer.", "2021-05-05"),
        ("共同声明\n\n2017年5月1日\n\n1. 各国は会合した。\n\n2. 次回は2018年6月1日とする。\n\n3. 以上。", "2017-05-01"),
    ],
)  # fmt: skip
def test_a_document_is_dated_by_its_head_or_its_end(text: str, date: str) -> None:
    assert parse(text, id="a.txt").date == date
