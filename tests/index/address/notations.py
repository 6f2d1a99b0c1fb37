"""The table of notations: how each unit is written in each language, and what it must find.

A row writes one unit of one document in one language: alone, several at once, and a stretch.
Every form is filled with every number in every writing, inside every frame of its language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.document import Document, Paragraph, Part, Section
from index.text.label_numerals import to_kanji, to_roman

Write = Callable[[int], str]

_COUNTS: list[str] = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve"
    " thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
)
_TENS: list[str] = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")

FRAMES = {
    "ja": ("{}は？", "{}", "{}には何と書いてありますか。", "では{}を読ませてください"),
    "en": ("{}", "What does {} say?", "Quote {}.", "please show {}"),
    "ru": ("{}", "Что говорит {}?", "{}: о чём?"),
    "ko": ("{}", "{}은 무엇입니까?", "{}의 내용은?"),
    "zh": ("{}", "{}说什么？", "请引用{}。"),
}


def words(number: int) -> str:
    """A number from 1 to 199 in English words: forty-two, one hundred and five."""
    if number >= 100:
        return "one hundred" + (f" and {words(number - 100)}" if number > 100 else "")
    if number < 20:
        return _COUNTS[number - 1]
    tens, rest = _TENS[number // 10 - 2], number % 10
    return f"{tens}-{_COUNTS[rest - 1]}" if rest else tens


def wide(number: int) -> str:
    """１２"""
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def kanji_digits(number: int) -> str:
    """一二, as tables print it."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def roman_lower(number: int) -> str:
    """xii"""
    return str(to_roman(number)).lower()


JA: tuple[Write, ...] = (str, wide, to_kanji, kanji_digits)
EN: tuple[Write, ...] = (str, words)
ROMAN: tuple[Write, ...] = (to_roman, roman_lower)
PLAIN: tuple[Write, ...] = (str, wide)

NUMBERS = (2, 10, 12, 21, 42)
PAIRS = ((3, 5), (10, 12), (29, 33))


def document(
    labels: list[str], *, sections: list[tuple[str, int, int]] | None = None, parts: dict[str, list[str]] | None = None
) -> Document:
    """A document of nothing but labels."""
    text, paragraphs = "", []
    for position, label in enumerate(labels):
        inside = tuple(Part(name, 0, 4) for name in (parts or {}).get(label, []))
        paragraphs.append(Paragraph("d", label, "Text.", len(text), position, parts=inside))
        text += "Text.\n"
    named = tuple(Section(label, "", 1, start, stop) for label, start, stop in sections or [])
    return Document("d", "D", text, tuple(paragraphs), named)


def _chapters(name: Write) -> Document:
    return document([str(n) for n in range(1, 91)], sections=[(name(n), 2 * n - 2, 2 * n) for n in range(1, 46)])


def _of_chapter(number: int) -> list[str]:
    return [str(2 * number - 1), str(2 * number)]


def _only(label: Write) -> Callable[[int], list[str]]:
    return lambda number: [label(number)]


PARAGRAPHS = document([str(n) for n in range(1, 60)])
ARTICLES_JA = document([f"第{n}条" for n in range(1, 60)])
ARTICLES_EN = document([f"Article {n}" for n in range(1, 60)])
ARTICLES_ROMAN = document([f"Article {to_roman(n)}" for n in range(1, 60)])
ARTICLES_RU = document([f"Статья {n}" for n in range(1, 60)])
ARTICLES_KO = document([f"제{n}조" for n in range(1, 60)])
RECITALS = document([f"Recital {n}" for n in range(1, 60)] + ["Article 1"])
SECTIONS = document(["Article IV", *(f"Section 4.{n:02}" for n in range(1, 60))])
CHAPTERS_EN, CHAPTERS_JA = _chapters(lambda n: f"Chapter {to_roman(n)}"), _chapters(lambda n: f"第{n}章")
TABLES = document(["第1条", *(f"別表第{n}" for n in range(1, 60))])
BRANCHED = document(["第1条", "別表第1", *(f"別表第1の{n}" for n in range(2, 60))])
TABLED = document(["第1条", *(str(n) for n in range(1, 60))], sections=[(f"別表第{n}", n, n + 1) for n in range(1, 60)])
FORMS = document(["第1条", *(f"様式第{n}号" for n in range(1, 60))])
SHEETS = document(["1", *(f"別紙{n}" for n in range(1, 60))])
ANNEXES = document(["Article 1", *(f"Annex {to_roman(n)}" for n in range(1, 60))])
SCHEDULES = document(["1", *(f"Schedule {n}" for n in range(1, 60))])
HEADS = document(
    [f"第{n}" for n in range(1, 60)], parts={f"第{n}": [f"第{n}({k})" for k in range(1, 8)] for n in range(1, 60)}
)
PARTED_JA = document(
    [f"第{n}条" for n in range(1, 60)],
    parts={f"第{n}条": [f"第{n}条第3項", f"第{n}条第3項第2号"] for n in range(1, 60)},
)
PARTED_EN = document(
    [f"Article {n}" for n in range(1, 60)],
    parts={f"Article {n}": [f"Article {n}(3)", f"Article {n}(3)(b)"] for n in range(1, 60)},
)


@dataclass(frozen=True)
class Row:
    """How one unit is written in one language, and the labels that a number must find."""

    name: str
    language: str
    document: Document
    found: Callable[[int], list[str]]
    writings: tuple[Write, ...]
    one: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    stretch: tuple[str, ...] = ()

    def cases(self) -> Iterator[tuple[str, list[str]]]:
        """Every question of the row with the labels that it must find."""
        for write in self.writings:
            for form, labels in self._filled(write):
                yield from ((frame.format(form), labels) for frame in FRAMES[self.language])

    def _filled(self, write: Write) -> Iterator[tuple[str, list[str]]]:
        for number in NUMBERS:
            yield from ((form.format(n=write(number)), self.found(number)) for form in self.one)
        for a, b in PAIRS:
            ends, between = [*self.found(a), *self.found(b)], [x for n in range(a, b + 1) for x in self.found(n)]
            yield from ((form.format(a=write(a), b=write(b)), ends) for form in self.both)
            yield from ((form.format(a=write(a), b=write(b)), between) for form in self.stretch)


def _row_in_ja(name: str, document: Document, found: Callable[[int], list[str]], unit: str) -> Row:
    """第N条, N章: the unit behind the number, with and without 第."""
    return Row(
        name,
        "ja",
        document,
        found,
        JA,
        one=(f"第{{n}}{unit}", f"第 {{n}} {unit}"),
        both=(f"第{{a}}{unit}と第{{b}}{unit}", f"第{{a}}{unit}及び第{{b}}{unit}", f"第{{a}}{unit}、第{{b}}{unit}"),
        stretch=(
            f"第{{a}}{unit}から第{{b}}{unit}まで",
            f"第{{a}}{unit}から第{{b}}{unit}",
            f"第{{a}}{unit}〜第{{b}}{unit}",
            f"第{{a}}〜{{b}}{unit}",
            f"第{{a}}から{{b}}{unit}",
        ),
    )


def _named_in_ja(name: str, document: Document, before: str, after: str = "", label: str = "") -> Row:
    """別表第N, 様式第N号: the word before the number."""
    whole = label or f"{before}{{}}{after}"
    return Row(
        name,
        "ja",
        document,
        _only(whole.format),
        JA,
        one=(f"{before}{{n}}{after}",),
        both=(f"{before}{{a}}{after}と{before}{{b}}{after}", f"{before}{{a}}{after}及び{before}{{b}}{after}"),
        stretch=(f"{before}{{a}}{after}から{before}{{b}}{after}まで", f"{before}{{a}}{after}〜{before}{{b}}{after}"),
    )


def _row_in_en(
    name: str, document: Document, found: Callable[[int], list[str]], units: dict[str, str], writings: tuple[Write, ...]
) -> Row:
    """Section N, sections N to M: the unit before the number, by its singular with its plural."""
    rows = list(units.items())
    return Row(
        name,
        "en",
        document,
        found,
        writings,
        one=tuple(f"{one} {{n}}" for one, _ in rows),
        both=tuple(f"{several} {{a}} and {{b}}" for _, several in rows)
        + tuple(f"{one} {{a}} and {one} {{b}}" for one, _ in rows),
        stretch=tuple(f"{several} {{a}} to {{b}}" for _, several in rows)
        + tuple(f"{several} {{a}}–{{b}}" for _, several in rows if writings[0] is str)
        + tuple(f"from {one} {{a}} to {one} {{b}}" for one, _ in rows)
        + tuple(f"{one} {{a}} through {one} {{b}}" for one, _ in rows),
    )


def _decimal(write: Write) -> Write:
    return lambda number: write(number) if write is not str else f"4.{number:02}"


ROWS = (
    _row_in_ja("paragraph", PARAGRAPHS, _only(str), "段落"),
    replace(
        _row_in_ja("paragraph, in other words", PARAGRAPHS, _only(str), "パラグラフ"),
        one=("第{n}パラグラフ", "パラ{n}", "段落{n}", "項番{n}"),
        both=("パラ{a}とパラ{b}", "段落{a}、{b}"),
        stretch=("パラ{a}〜{b}", "パラ{a}からパラ{b}まで", "段落{a}から{b}"),
    ),
    Row("paragraph, bare", "ja", PARAGRAPHS, _only(str), PLAIN, both=("{a}と{b}",), stretch=("{a}〜{b}", "{a}-{b}")),
    _row_in_ja("article", ARTICLES_JA, _only(lambda n: f"第{n}条"), "条"),
    _row_in_ja("article asked of an English text", ARTICLES_EN, _only(lambda n: f"Article {n}"), "条"),
    _row_in_ja("chapter", CHAPTERS_JA, _of_chapter, "章"),
    _row_in_ja("chapter asked of an English text", CHAPTERS_EN, _of_chapter, "章"),
    _named_in_ja("table", TABLES, "別表第"),
    _named_in_ja("table with a branch", BRANCHED, "別表第一の", label="別表第1の{}"),
    replace(_named_in_ja("table that holds paragraphs", TABLED, "別表第"), found=_only(str)),
    _named_in_ja("form", FORMS, "様式第", "号"),
    _named_in_ja("sheet", SHEETS, "別紙"),
    _named_in_ja("numbered heading", HEADS, "第"),
    Row("part of an article", "ja", PARTED_JA, _only(lambda n: f"第{n}条"), JA, one=("第{n}条第3項", "第{n}条の第三項第二号")),
    Row(
        "part of a heading", "ja", HEADS, _only(lambda n: f"第{n}"), JA, one=("第{n}の(5)", "第{n}（５）", "第{n}の（五）")
    ),
    _row_in_en("paragraph", PARAGRAPHS, _only(str), {"paragraph": "paragraphs", "para.": "paras", "para": "paras."}, EN),
    Row("paragraph, by its sign", "en", PARAGRAPHS, _only(str), (str,), one=("¶{n}", "¶ {n}", "[{n}]")),
    _row_in_en("article", ARTICLES_EN, _only(lambda n: f"Article {n}"), {"Article": "Articles", "art.": "arts."}, EN),
    _row_in_en("article, Roman", ARTICLES_ROMAN, _only(lambda n: f"Article {to_roman(n)}"), {"Article": "Articles"}, ROMAN),
    _row_in_en("article asked of a Japanese text", ARTICLES_JA, _only(lambda n: f"第{n}条"), {"Article": "Articles"}, EN),
    _row_in_en("recital", RECITALS, _only(lambda n: f"Recital {n}"), {"recital": "recitals"}, EN),
    _row_in_en("chapter", CHAPTERS_EN, _of_chapter, {"Chapter": "Chapters"}, (*EN, *ROMAN)),
    _row_in_en("chapter asked of a Japanese text", CHAPTERS_JA, _of_chapter, {"chapter": "chapters"}, (*EN, *ROMAN)),
    _row_in_en(
        "section",
        SECTIONS,
        _only(lambda n: f"Section 4.{n:02}"),
        {"Section": "Sections", "Sec": "Secs", "Sec.": "Secs.", "§": "§§"},
        (lambda n: f"4.{n:02}",),
    ),
    Row("section, bare", "en", SECTIONS, _only(lambda n: f"Section 4.{n:02}"), (lambda n: f"4.{n:02}",), one=("{n}",)),
    _row_in_en("annex", ANNEXES, _only(lambda n: f"Annex {to_roman(n)}"), {"Annex": "Annexes"}, (*EN, *ROMAN)),
    _row_in_en("schedule", SCHEDULES, _only(lambda n: f"Schedule {n}"), {"Schedule": "Schedules"}, EN),
    _row_in_en("table asked of a Japanese text", TABLES, _only(lambda n: f"別表第{n}"), {"Schedule": "Schedules"}, EN),
    Row(
        "part of an article",
        "en",
        PARTED_EN,
        _only(lambda n: f"Article {n}"),
        (str,),
        one=("Article {n}(3)", "Article {n}(3)(b)", "paragraph 3 of Article {n}", "point (b) of Article {n}(3)"),
    ),
    Row("article", "ru", ARTICLES_RU, _only(lambda n: f"Статья {n}"), (str,), ("статья {n}", "ст. {n}"), ("статьи {a} и {b}",), ("статьи {a}–{b}", "статьи с {a} по {b}", "со статьи {a} по статью {b}")),
    Row("paragraph", "ru", PARAGRAPHS, _only(str), (str,), ("пункт {n}", "п. {n}"), ("пункты {a} и {b}",), ("пункты {a}–{b}",)),
    Row("article", "ko", ARTICLES_KO, _only(lambda n: f"제{n}조"), (str,), ("제{n}조", "{n}조"), ("제{a}조와 제{b}조",), ("제{a}조부터 제{b}조까지",)),
    Row("paragraph", "ko", PARAGRAPHS, _only(str), (str,), ("제{n}항", "{n}항"), ("제{a}항과 제{b}항",), ("제{a}항부터 제{b}항까지",)),
    Row("article", "zh", ARTICLES_JA, _only(lambda n: f"第{n}条"), (str, to_kanji), ("第{n}条", "第{n}條"), ("第{a}条和第{b}条",), ("第{a}条至第{b}条", "第{a}条到第{b}条")),
    Row("chapter", "zh", CHAPTERS_JA, _of_chapter, (str, to_kanji), ("第{n}章",), ("第{a}章和第{b}章",), ("第{a}章至第{b}章", "第{a}至{b}章")),
)  # fmt: skip
