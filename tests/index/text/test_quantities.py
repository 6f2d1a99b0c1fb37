"""Quantities: one value in every notation, and how two of them stand to each other."""

from __future__ import annotations

import datetime
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.dates import Period
from index.text.numerals import number_value, roman_value
from index.text.quantities import Quantity, matches, quantities, relation, resolve

_KANJI = "〇一二三四五六七八九"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


def full_width(text: str) -> str:
    return text.translate(str.maketrans("0123456789,-", "０１２３４５６７８９，－"))


def kanji(number: int) -> str:
    """4 305 as 四千三百五, 10 000 by 10 000."""
    if number >= 10_000:
        for size, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万")):
            if number >= size:
                return kanji(number // size) + name + (kanji(number % size) if number % size else "")
    out = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit = number // size % 10
        out += ("" if digit == 1 and size < 1000 else _KANJI[digit]) + name if digit else ""
    return out + (_KANJI[number % 10] if number % 10 else "")


def mixed(number: int) -> str:
    """568 000 000 000 as 5680億."""
    parts = [
        f"{number // size % 10_000}{name}"
        for size, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
        if number // size % 10_000
    ]
    return "".join(parts) + (str(number % 10_000) if number % 10_000 or not parts else "")


@given(st.integers(2, 10**15))
def test_a_sum_of_money_is_one_value_in_every_notation(amount: int) -> None:
    written = [
        f"{amount}円",
        f"{amount:,}円",
        full_width(f"{amount:,}円"),
        f"{kanji(amount)}円",
        f"{mixed(amount)}円",
        f"{amount:,} yen",
    ]
    assert {only(text).key for text in written} == {("money", Decimal(amount), "JPY")}


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_a_day_is_one_value_in_every_notation(day: datetime.date) -> None:
    year, month, date = day.year, day.month, day.day
    written = [
        f"{year}年{month}月{date}日",
        full_width(f"{year}年{month}月{date}日"),
        "".join(_KANJI[int(d)] for d in str(year)) + f"年{kanji(month)}月{kanji(date)}日",
        f"{date} {_MONTHS[month - 1]} {year}",
        f"{_MONTHS[month - 1]} {date}, {year}",
        f"{year}년 {month}월 {date}일",
        f"{year}-{month:02d}-{date:02d}",
        f"{year}/{month}/{date}",
    ]
    if 1990 <= year <= 2018:
        written += [
            f"平成{year - 1988}年{month}月{date}日",
            f"平成{kanji(year - 1988)}年{month}月{date}日",
            f"H{year - 1988}.{month}.{date}",
        ]
    assert {only(text).key for text in written} == {
        ("date", Period((year, month, date), (year, month, date)), "")  # type: ignore[arg-type]
    }


@given(st.integers(1, 12), st.integers(1, 27), st.integers(1900, 2099))
def test_a_range_of_days_is_one_value_in_every_notation(month: int, day: int, year: int) -> None:
    name = _MONTHS[month - 1]
    written = [
        f"{year}年{month}月{day}-{day + 1}日",
        full_width(f"{year}年{month}月{day}-{day + 1}日"),
        f"{year}年{month}月{day}日から{day + 1}日",
        f"{year}年{month}月{day}日～{month}月{day + 1}日",
        f"{year}年{month}月{day}、{day + 1}日",
        f"{day}-{day + 1} {name} {year}",
        f"{day} to {day + 1} {name} {year}",
        f"{name} {day}–{day + 1}, {year}",
    ]
    assert {only(text).key for text in written} == {("date", Period((year, month, day), (year, month, day + 1)), "")}  # type: ignore[arg-type]


@given(st.text(alphabet="0123456789０１一二十百千万億年月日円人第回-～、, .年平成MayA", max_size=40))
def test_any_text_gives_quantities_that_stand_at_their_offsets_in_order(text: str) -> None:
    found = quantities(text)
    assert all(text[q.start_char : q.end_char] == q.text for q in found)
    assert all(a.end_char <= b.start_char for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("約52.5億ドル", "money", "5250000000", "USD"),
        ("US$ 52.5 million", "money", "52500000", "USD"),
        ("100 million US dollars", "money", "100000000", "USD"),
        ("25周年", "ordinal", "25", "周年"),
        ("the 25th anniversary", "ordinal", "25", "周年"),
        ("第6回", "ordinal", "6", "回"),
        ("the sixth meeting", "ordinal", "6", ""),
        ("２か国", "number", "2", "か国"),
        ("30 per cent", "number", "30", "%"),
        ("第XIV条", "ordinal", "14", "条"),
        ("Article 14", "ordinal", "14", "条"),
        ("50名", "number", "50", "人"),
        ("3万2千人", "number", "32000", "人"),
        ("10か年行動", "number", "10", "年"),
        ("閉鎖から25年", "number", "25", "年"),
        ("within fourteen days", "number", "14", "日"),
        ("twenty-one days", "number", "21", "日"),
        ("в течение тридцати дней", "number", "30", "日"),
        ("50 pence", "money", "50", "pence"),
        ("28 francs", "money", "28", "CHF"),
        ("USD 1.4 billion", "money", "1400000000", "USD"),
        ("20 000 000 EUR", "money", "20000000", "EUR"),
        ("250 000 persons", "number", "250000", "人"),
        ("0,1 процента", "number", "0.1", "%"),
        ("1,4 млрд рублей", "money", "1400000000", "RUB"),
        ("6000 рублей", "money", "6000", "RUB"),
    ],
)
def test_units_have_one_name(text: str, kind: str, value: str, unit: str) -> None:
    assert only(text).key == (kind, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2015年11月から12月", "2015-11/2015-12"),
        ("2018—2028年", "2018/2028"),
        ("2015—2016年の議長国", "2015/2016"),
        ("2016年9-10月", "2016-09/2016-10"),
        ("令和元年", "2019"),
        ("2017年(平成29年)5月1日", "2017-05-01"),
        ("October 2015", "2015-10"),
        ("2030アジェンダ", "2030"),
        ("1990年代", "1990/1999"),
        ("2016年12月30日～2017年1月3日", "2016-12-30/2017-01-03"),
        ("5月1日", "--05-01"),
        ("1 мая 2017 года", "2017-05-01"),
    ],
)
def test_dates_become_periods(text: str, iso: str) -> None:
    value = only(text).value
    assert isinstance(value, Period)
    assert value.iso() == iso


@pytest.mark.parametrize("text", ["一致した", "一層の", "国家の一員", "十分に", "G7とCOP21", "一部の人", "May I ask?"])
def test_words_and_names_are_not_quantities(text: str) -> None:
    assert quantities(text) == ()


def test_two_days_that_do_not_follow_each_other_are_two_dates() -> None:
    assert [q.text for q in quantities("2月3日、15日")] == ["2月3日", "15日"]


@pytest.mark.parametrize(
    ("asked", "stated", "expected"),
    [
        ("2016年", "2016年2月24-25日", "covers"),
        ("2月25日", "2016年2月24-25日", "within"),
        ("2月25日", "2016年2月25日", "covers"),
        ("2016年2月25日", "2016年2月24-25日", "within"),
        ("2016年2月24日", "2016年", "finer"),
        ("2016年2月24日", "2月24日", "finer"),
        ("2016年", "2017年", "conflict"),
        ("2016年2月26日", "2016年2月24-25日", "conflict"),
        ("2016年", "2月24日", "unrelated"),
        ("5,680億円", "5680億円", "equal"),
        ("5,680億円", "52.5億ドル", "unrelated"),
        ("5,690億円", "5,680億円", "conflict"),
        ("第5回", "第6回", "conflict"),
        ("the fifth meeting", "第5回", "equal"),
        ("25年", "25周年", "unrelated"),
    ],
)
def test_relations_between_what_is_asked_and_what_is_stated(asked: str, stated: str, expected: str) -> None:
    assert relation(only(asked), only(stated)) == expected
    assert matches(only(asked), only(stated)) == (expected in ("equal", "covers", "within"))


def test_a_relative_year_is_resolved_by_the_date_of_the_document() -> None:
    last_year = resolve(only("昨年"), "2017-05-01")
    assert last_year.text == "昨年"
    assert relation(only("2016年"), last_year) == "equal"
    assert resolve(only("昨年"), "").kind == "relative"


def test_bounds_are_kept_beside_the_value() -> None:
    assert [q.bound for q in quantities("総額5,680億円（約52.5億ドル）以上、3人以下、more than 20 people")] == [
        "min",
        "about",
        "max",
        "min",
    ]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("no more than 3 boats", "max"),
        ("not exceeding 3 boats", "max"),
        ("fewer than 3 boats", "max"),
        ("no fewer than 3 boats", "min"),
        ("少なくとも3隻", "min"),
    ],
)
def test_a_bound_may_be_denied(text: str, bound: str) -> None:
    assert only(text).bound == bound


def test_days_that_something_lasts_are_no_date() -> None:
    assert [(q.kind, q.unit) for q in quantities("毎月10日に集まり、10日以内に直す")] == [
        ("date", ""),
        ("number", "日"),
    ]


def test_years_in_words_are_one_range() -> None:
    assert [q.text for q in quantities("mayor from 2004 to 2015, from 2016 to 20 members")] == [
        "2004 to 2015",
        "2016",
        "20",
    ]


def test_tenths_are_percents() -> None:
    assert relation(only("五割"), only("50パーセント")) == "equal"


@given(st.integers(1, 10**15))
def test_kanji_numerals_are_read_back(number: int) -> None:
    assert number_value(kanji(number)) == number == number_value(mixed(number))


def test_roman_numerals_subtract() -> None:
    assert [roman_value(text) for text in ("IV", "ix", "XIV", "XL")] == [4, 9, 14, 40]
