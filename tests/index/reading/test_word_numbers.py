"""The numbers that Word counts, rule by rule: ECMA-376 part 1, 17.9. One generated document a rule.

Each row says what a reader sees before the words a, b, c. All were compared with what LibreOffice 7.4
shows; in rows marked "Word" it differs, knowing no LISTNUM, AUTONUM and isLgl, and restarting levels that
`lvlRestart` lets run on.
"""

from __future__ import annotations

import pytest

from index.reading.word import read_docx
from tests.index.reading.word_files import (
    abstract,
    cell,
    field,
    level,
    num,
    para,
    run,
    starting,
    style,
    table,
    word_file,
)

TREE = abstract(1, level(0), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)")) + num(1, 1)
LEGAL = abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")) + num(1, 1)
ARTICLES = abstract(1, level(0, pattern="第%1章"), level(1, pattern="第%2条", more='<w:lvlRestart w:val="0"/>')) + num(
    1, 1
)
CLAUSES = abstract(
    1, level(0), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)", more='<w:lvlRestart w:val="1"/>')
) + num(1, 1)
DELETED = '<w:del w:id="1" w:author="a"/>'
GONE = '<w:del w:id="2" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del>'
REST = "<w:vMerge/>"

RULES: dict[str, tuple[str, str, list[str], list[str]]] = {
    "levels start again below each number": (
        TREE, "",
        [para("a", 1, 0), para("b", 1, 1), para("c", 1, 1), para("d", 1, 0), para("e", 1, 1), para("f", 1, 2)],
        ["1. a", "(a) b", "(b) c", "2. d", "(a) e", "(i) f"],
    ),
    "a list begins where it says": (
        abstract(1, level(0, start=4)) + num(1, 1), "", [para("a", 1, 0), para("b", 1, 0)], ["4. a", "5. b"],
    ),
    "a list begins at nought": (
        abstract(1, level(0, start=0)) + num(1, 1), "", [para("a", 1, 0), para("b", 1, 0)], ["0. a", "1. b"],
    ),
    "a level that says no start begins at nought": (
        abstract(1, level(0, start=None)) + num(1, 1), "", [para("a", 1, 0)], ["0. a"],
    ),
    "the list comes from the base style and the level from the style itself": (
        TREE, style("Para", num=1) + style("Sub", based="Para", depth=1),
        [para("a", style="Para"), para("b", style="Sub"), para("c", style="Sub"), para("d", style="Para")],
        ["1. a", "(a) b", "(b) c", "2. d"],
    ),
    "a level names its style, whatever level the style names": (
        abstract(1, level(0), level(1, "lowerLetter", "(%2)", more='<w:pStyle w:val="Sub"/>')) + num(1, 1),
        style("Sub", num=1, depth=0),
        [para("a", 1, 0), para("b", style="Sub"), para("c", style="Sub")],
        ["1. a", "(a) b", "(b) c"],
    ),
    "a style based on a numbered one is numbered like it": (
        TREE, style("Sub", num=1, depth=1) + style("Own", based="Sub"),
        [para("a", 1, 0), para("b", style="Own")], ["1. a", "(a) b"],
    ),
    "the paragraph's own list and level come before its style's": (
        TREE + num(2, 1, starting(0, 7)), style("Para", num=1, depth=1),
        [para("a", 1, 0), para("b", depth=2, style="Para"), para("c", 2, 0, style="Para")],
        ["1. a", "(i) b", "7. c"],
    ),
    "list 0 takes the number of the style away": (
        TREE, style("Para", num=1),
        [para("a", style="Para"), para("b", 0, style="Para"), para("c", style="Para")], ["1. a", "b", "2. c"],
    ),
    "list 0 of a style takes the number of its base away": (
        TREE, style("Para", num=1) + style("Plain", based="Para", num=0),
        [para("a", style="Para"), para("b", style="Plain"), para("c", style="Para")], ["1. a", "b", "2. c"],
    ),
    "a list that names a list style has that one's levels": (
        abstract(1, more='<w:numStyleLink w:val="Laws"/>')
        + abstract(2, level(0, pattern="Article %1"), more='<w:styleLink w:val="Laws"/>') + num(1, 1) + num(2, 2),
        style("Laws", num=2, kind="numbering"),
        [para("a", 1, 0), para("b", 1, 0)], ["Article 1 a", "Article 2 b"],
    ),
    "a list style is found by its own list where no list names it": (
        abstract(1, more='<w:numStyleLink w:val="Laws"/>') + abstract(2, level(0, pattern="[%1]")) + num(1, 1) + num(2, 2),
        style("Laws", num=2, kind="numbering"), [para("a", 1, 0), para("b", 1, 0)], ["[1] a", "[2] b"],
    ),
    "a deleted paragraph is not counted": (
        TREE, "", [para("a", 1, 0), para(num=1, depth=0, mark=DELETED, runs=GONE), para("b", 1, 0)], ["1. a", "2. b"],
    ),
    "a paragraph moved away is not counted where it was": (
        TREE, "",
        [
            para("a", 1, 0),
            para(num=1, depth=0, mark='<w:moveFrom w:id="3" w:author="a"/>', runs=f"<w:moveFrom w:id='4' w:author='a'>{run('b')}</w:moveFrom>"),
            para("c", 1, 0),
            para(num=1, depth=0, mark='<w:moveTo w:id="5" w:author="a"/>', runs=f"<w:moveTo w:id='6' w:author='a'>{run('b')}</w:moveTo>"),
        ],
        ["1. a", "2. c", "3. b"],
    ),
    "a paragraph whose end is deleted goes on in the next": (
        TREE, "", [para("a ", 1, 0, mark=DELETED), para("b", 1, 0), para("c", 1, 0)], ["1. a b", "2. c"],
    ),
    "an inserted paragraph is counted": (
        TREE, "",
        [para("a", 1, 0), para(num=1, depth=0, mark='<w:ins w:id="3" w:author="a"/>', runs=f"<w:ins w:id='4' w:author='a'>{run('b')}</w:ins>")],
        ["1. a", "2. b"],
    ),
    "an empty paragraph is counted": (TREE, "", [para("a", 1, 0), para(num=1, depth=0), para("b", 1, 0)], ["1. a", "3. b"]),
    "an empty end of a section is not counted": (
        TREE, "", [para("a", 1, 0), para(num=1, depth=0, more="<w:sectPr/>"), para("b", 1, 0)], ["1. a", "2. b"],
    ),
    "a hidden paragraph is not counted (Word)": (
        TREE, "", [para("a", 1, 0), para(num=1, depth=0, mark="<w:vanish/>", runs=run("b", "<w:vanish/>")), para("c", 1, 0)],
        ["1. a", "2. c"],
    ),
    "a level lets its numbers run on (Word)": (
        ARTICLES, "",
        [para("a", 1, 0), para("b", 1, 1), para("c", 1, 1), para("d", 1, 0), para("e", 1, 1)],
        ["第1章 a", "第1条 b", "第2条 c", "第2章 d", "第3条 e"],
    ),
    "a level starts again only after the level it names (Word)": (
        CLAUSES, "",
        [para("a", 1, 0), para("b", 1, 1), para("c", 1, 2), para("d", 1, 1), para("e", 1, 2), para("f", 1, 0), para("g", 1, 2)],
        ["1. a", "(a) b", "(i) c", "(b) d", "(ii) e", "2. f", "(i) g"],
    ),
    "instances of one list share their count": (
        TREE + num(2, 1), "", [para("a", 1, 0), para("b", 2, 0), para("c", 1, 0)], ["1. a", "2. b", "3. c"],
    ),
    "lists of their own count for themselves": (
        TREE + abstract(2, level(0, pattern="[%1]")) + num(2, 2), "",
        [para("a", 1, 0), para("b", 2, 0), para("c", 1, 0), para("d", 2, 0)], ["1. a", "[1] b", "2. c", "[2] d"],
    ),
    "an instance that starts anew does so once": (
        TREE + num(2, 1, starting(0, 1)), "",
        [para("a", 1, 0), para("b", 1, 0), para("c", 2, 0), para("d", 2, 0), para("e", 1, 0)],
        ["1. a", "2. b", "1. c", "2. d", "3. e"],
    ),
    "an instance may start below too": (
        TREE + num(2, 1, starting(1, 3)), "",
        [para("a", 1, 0), para("b", 2, 1), para("c", 2, 1), para("d", 1, 0), para("e", 2, 1)],
        ["1. a", "(c) b", "(d) c", "2. d", "(a) e"],
    ),
    "an instance may have a level of its own": (
        TREE + num(2, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'), "",
        [para("a", 1, 0), para("b", 2, 0)], ["1. a", "B) b"],
    ),
    "items before their paragraph count it as begun": (
        TREE, "", [para("a", 1, 1), para("b", 1, 1), para("c", 1, 0), para("d", 1, 1)], ["(a) a", "(b) b", "2. c", "(a) d"],
    ),
    "numbers of the levels above are shown": (
        abstract(1, level(0), level(1, pattern="%1.%2"), level(2, pattern="%1.%2.%3")) + num(1, 1), "",
        [para("a", 1, 0), para("b", 1, 1), para("c", 1, 2), para("d", 1, 0), para("e", 1, 2)],
        ["1. a", "1.1 b", "1.1.1 c", "2. d", "2.1.1 e"],
    ),
    "a legal level shows all numbers in Arabic digits (Word)": (
        LEGAL, "", [para("a", 1, 0), para("b", 1, 1), para("c", 1, 0), para("d", 1, 1)], ["I. a", "1.1 b", "II. c", "2.1 d"],
    ),
    "the empty rest of a merged cell has no number (Word)": (
        TREE, "",
        [
            table(
                [cell(para("a", 1, 0), properties='<w:vMerge w:val="restart"/>'), cell(para("x"))],
                [cell(para(num=1, depth=0), properties=REST), cell(para("y"))],
                [cell(para("b", 1, 0)), cell(para("z"))],
            )
        ],
        ["1. a", "x", "y", "2. b", "z"],
    ),
    "bullets count nothing, and the numbers below them start again": (
        abstract(1, level(0, "bullet", "•"), level(1)) + num(1, 1), "",
        [para("a", 1, 0), para("b", 1, 1), para("c", 1, 0), para("d", 1, 1)], ["a", "1. b", "c", "1. d"],
    ),
    "a level of words shows them": (
        abstract(1, level(0, "none", "Recital")) + num(1, 1), "", [para("a", 1, 0), para("b", 1, 0)], ["Recital a", "Recital b"],
    ),
    "a level without a pattern is not seen but counted": (
        abstract(1, level(0, pattern=" "), level(1, pattern="%1.%2")) + num(1, 1), "",
        [para("a", 1, 0), para("b", 1, 1), para("c", 1, 0), para("d", 1, 1)], ["a", "1.1 b", "c", "2.1 d"],
    ),
    "a format of the author's own": (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum>' + num(1, 1), "",
        [para("a", 1, 0), para("b", 1, 0)], ["[009] a", "[010] b"],
    ),
    "a paragraph without a list has no number": (TREE, "", [para("a"), para("b", 9, 0), para("c", 1, 8)], ["a", "b", "c"]),
    "LISTNUM counts in the list that it names (Word)": (
        abstract(1, level(0), more='<w:name w:val="Claims"/>') + num(1, 1), "",
        [para("a", 1, 0), para(runs=field("LISTNUM Claims \\l 1") + run(" b")), para("c", 1, 0)], ["1. a", "2. b", "3. c"],
    ),
    "LISTNUM knows Word's own lists (Word)": (
        "", "",
        [para(runs=field('LISTNUM "LegalDefault" \\l 1 \\s 3') + run(" a")), para(runs=field("LISTNUM LegalDefault \\l 2") + run(" b"))],
        ["3. a", "3.1. b"],
    ),
    "LISTNUM inside a numbered paragraph is one level below it (Word)": (
        TREE, "", [para(num=1, depth=0, runs=run("a: ") + field("LISTNUM") + run(" b; ") + field("LISTNUM") + run(" c"))],
        ["1. a: (a) b; (b) c"],
    ),
    "SEQ shows its result, and counts where there is none (Word)": (
        "", "",
        [para(runs=field("SEQ n \\* ROMAN", "II") + run(". a")), para(runs=field("SEQ n") + run(". b")), para(runs=field("SEQ n \\r 7") + run(". c"))],
        ["II. a", "2. b", "7. c"],
    ),
    "AUTONUM counts paragraphs (Word)": (
        "", "", [para(runs=field("AUTONUM") + run(" a")), para(runs=field("AUTONUM \\s )") + run(" b"))], ["1. a", "2) b"],
    ),
}  # fmt: skip


def lines(content: bytes) -> list[str]:
    return [line.text for line in read_docx(content, name="made.docx").lines]


@pytest.mark.parametrize("rule", RULES)
def test_word_shows_these_numbers(rule: str) -> None:
    lists, styles, body, shown = RULES[rule]
    assert lines(word_file(*body, lists=lists, styles=styles)) == shown


@pytest.mark.parametrize(
    ("format", "shown"),
    {
        "decimal": "1 2 10 21",
        "decimalZero": "01 02 10 21",
        "decimalFullWidth": "１ ２ １０ ２１",
        "decimalEnclosedCircle": "① ② ⑩ 21",
        "decimalEnclosedParen": "⑴ ⑵ ⑽ 21",
        "decimalEnclosedFullstop": "⒈ ⒉ ⒑ 21",
        "upperRoman": "I II X XXI",
        "lowerRoman": "i ii x xxi",
        "upperLetter": "A B J U",
        "lowerLetter": "a b j u",
        "ordinal": "1st 2nd 10th 21st",
        "cardinalText": "One Two Ten Twenty-one",
        "ordinalText": "First Second Tenth Twenty-first",
        "iroha": "ｲ ﾛ ﾇ ﾅ",
        "irohaFullWidth": "イ ロ ヌ ナ",
        "aiueo": "ｱ ｲ ｺ ﾅ",
        "aiueoFullWidth": "ア イ コ ナ",
        "ideographDigital": "一 二 一〇 二一",
        "japaneseCounting": "一 二 十 二十一",
        "japaneseLegal": "壱 弐 拾 弐拾壱",
        "japaneseDigitalTenThousand": "一 二 一〇 二一",
        "ideographTraditional": "甲 乙 癸 甲",
        "ideographZodiac": "子 丑 酉 申",
        "ideographEnclosedCircle": "㊀ ㊁ ㊉ 21",
        "chineseCounting": "一 二 十 二十一",
        "chineseCountingThousand": "一 二 十 二十一",
        "chineseLegalSimplified": "壹 贰 壹拾 贰拾壹",
        "taiwaneseCountingThousand": "一 二 十 二十一",
        "koreanDigital": "일 이 일영 이일",
        "koreanCounting": "일 이 십 이십일",
        "koreanLegal": "하나 둘 열 스물하나",
        "ganada": "가 나 차 사",
        "chosung": "ㄱ ㄴ ㅊ ㅅ",
        "russianLower": "а б к х",
        "russianUpper": "А Б К Х",
        "hebrew1": "א ב י כא",
        "arabicAlpha": "أ ب ر ق",
        "thaiNumbers": "๑ ๒ ๑๐ ๒๑",
        "hindiNumbers": "१ २ १० २१",
        "vietnameseCounting": "một|hai|mười|hai mươi một",
        "numberInDash": "- 1 -|- 2 -|- 10 -|- 21 -",
        "hex": "1 2 A 15",
        "nothing of the kind": "1 2 10 21",
    }.items(),
)
def test_word_writes_its_numbers_in_these_ways(format: str, shown: str) -> None:
    lists = "".join(abstract(n, level(0, format, "%1", start=n)) + num(n, n) for n in (1, 2, 10, 21))
    numbers = shown.split("|") if "|" in shown else shown.split()
    body = (para("x", n, 0) for n in (1, 2, 10, 21))
    assert lines(word_file(*body, lists=lists)) == [f"{number} x" for number in numbers]


def test_a_number_that_a_field_counts_at_the_beginning_is_the_paragraphs() -> None:
    lists = abstract(1, level(0), more='<w:name w:val="Claims"/>') + num(1, 1)
    body = [
        para("a", 1, 0),
        para(runs=field("LISTNUM Claims \\l 1") + run("\tb, as in ") + field("LISTNUM Claims \\l 1")),
    ]
    found = read_docx(word_file(*body, lists=lists), name="made.docx").lines
    assert [(line.number, line.count, line.text) for line in found] == [("1.", 1, "1. a"), ("2.", 2, "2. b, as in 3.")]
