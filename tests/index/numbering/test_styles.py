"""What is rendered in a supported style parses back to the same labels and words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.parsing import parse
from index.text.label_numerals import to_kanji, to_roman

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CJK = "外務大臣は協力を歓迎した重要性強調表明会議開催"
STYLES: dict[str, tuple[Callable[[int, str], str], Callable[[int], str]]] = {
    "- 16 text": (lambda n, t: f"- {n} {t}", str),
    "16. text": (lambda n, t: f"{n}. {t}", str),
    "16\\. text": (lambda n, t: f"{n}\\. {t}", str),
    "16) text": (lambda n, t: f"{n}) {t}", str),
    "(16) text": (lambda n, t: f"({n}) {t}", str),
    "(16) alone": (lambda n, t: f"({n})\n\n{t}", str),
    "[16] text": (lambda n, t: f"[{n}] {t}", str),
    "16. alone": (lambda n, t: f"{n}.\n\n{t}", str),
    "**16.** text": (lambda n, t: f"**{n}.** {t}", str),
    "１６　text": (lambda n, t: f"{n}　{t}".translate(FULL_WIDTH), str),
    "１６．text": (lambda n, t: f"{n}．{t}".translate(FULL_WIDTH), str),
    "（１６）text": (lambda n, t: f"（{n}）{t}".translate(FULL_WIDTH), str),
    "一、text": (lambda n, t: f"{to_kanji(n)}、{t}", str),
    "第九条　text": (lambda n, t: f"第{to_kanji(n)}条　{t}", lambda n: f"第{n}条"),
    "第9条 text": (lambda n, t: f"第{n}条 {t}", lambda n: f"第{n}条"),
    "第九条 alone": (lambda n, t: f"第{to_kanji(n)}条\n{t}", lambda n: f"第{n}条"),
    "제9조 text": (lambda n, t: f"제{n}조 {t}", lambda n: f"제{n}조"),
    "제9조(caption) text": (lambda n, t: f"제{n}조(목적) {t}", lambda n: f"제{n}조"),
    "Article 9 alone": (lambda n, t: f"Article {n}\n\n{t}", lambda n: f"Article {n}"),
    "ARTICLE IX alone": (lambda n, t: f"ARTICLE {to_roman(n)}\n\n{t}", lambda n: f"Article {to_roman(n)}"),
    "Article 9. text": (lambda n, t: f"Article {n}. {t}", lambda n: f"Article {n}"),
    "Principle 9 alone": (lambda n, t: f"Principle {n}\n{t}", lambda n: f"Principle {n}"),
    "Статья 9": (lambda n, t: f"Статья {n}\n{t}", lambda n: f"Статья {n}"),
    "Статья 9. text": (lambda n, t: f"Статья {n}. {t}", lambda n: f"Статья {n}"),
    "§ 9 text": (lambda n, t: f"§ {n} {t}", lambda n: f"§ {n}"),
    "11, among 16.": (lambda n, t: f"{n}, {t}" if n == 3 else f"{n}. {t}", str),
    "16      text": (lambda n, t: f"{n}      {t}", str),
    "16° text": (lambda n, t: f"{n}° {t}", str),
    "[0016] text": (lambda n, t: f"[{n:04}] {t}", lambda n: f"{n:04}"),
    "【００１６】 alone": (lambda n, t: f"【{n:04}】\n{t}".translate(FULL_WIDTH), lambda n: f"{n:04}"),
    "第一百零一条　text": (lambda n, t: f"第{_chinese(n + 99)}条　{t}", lambda n: f"第{n + 99}条"),
    "第 9 条 text": (lambda n, t: f"第 {n} 条　{t}", lambda n: f"第{n}条"),
    "**第九条** text": (lambda n, t: f"**第{to_kanji(n)}条** {t}", lambda n: f"第{n}条"),
    "第１６　text": (lambda n, t: f"第{n}　{t}".translate(FULL_WIDTH), lambda n: f"第{n}"),
    "Art. 9 alone": (lambda n, t: f"Art. {n}\n{t}", lambda n: f"Art. {n}"),
    "Artículo 9. text": (lambda n, t: f"Artículo {n}. {t}", lambda n: f"Artículo {n}"),
    "9-бап. text": (lambda n, t: f"{n}-бап. {t}", lambda n: f"{n}-бап"),
    "## 16. text": (lambda n, t: f"## {n}. 章\n\n{t}", str),
}


def _chinese(number: int) -> str:
    """101 as 一百零一, 110 as 一百一十."""
    tens, ones = divmod(number - 100 * (number // 100), 10)
    rest = f"{to_kanji(tens)}十" if tens else "零" if ones and number > 100 else ""
    return (f"{to_kanji(number // 100)}百" if number > 99 else "") + rest + (to_kanji(ones) if ones else "")


def words(letters: str) -> st.SearchStrategy[list[str]]:
    sentence = st.text(letters, min_size=8, max_size=60).map(lambda text: f"{text}。")
    return st.lists(sentence, min_size=4, max_size=30)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=10, deadline=None)
@given(texts=words(CJK))
def test_a_rendered_style_parses_back(style: str, texts: list[str]) -> None:
    render, label = STYLES[style]
    source = "\n\n".join(render(n, text) for n, text in enumerate(texts, 1))
    document = parse(source, id="sample.md")
    assert [p.label for p in document] == [label(n) for n in range(1, len(texts) + 1)]
    assert [p.text.split("　")[-1].removeprefix("(목적) ").removeprefix("章\n\n") for p in document] == texts
    assert not [finding for finding in document.audit.findings if finding.kind != "doubt"]


@settings(max_examples=10, deadline=None)
@given(texts=words(CJK), sections=st.integers(2, 4))
def test_sections_that_each_start_at_one_get_labels_of_their_own(texts: list[str], sections: int) -> None:
    bodies = ["\n\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1)) for _ in range(sections)]
    document = parse("\n\n".join(f"## {to_roman(k)}. 章\n\n{body}" for k, body in enumerate(bodies, 1)))
    assert [p.label for p in document] == [
        f"{to_roman(k)} {n}" for k in range(1, sections + 1) for n in range(1, len(texts) + 1)
    ]
    assert {finding.kind for finding in document.audit.findings} == {"repeat"}


def test_a_tree_of_numbers_keeps_every_level() -> None:
    text = "1. One\n1.1. A\nText.\n1.2. B\nText.\n2. Two\n2.1. A\n2.1.1. Deep\n2.1.2. Deeper\n2.2. B\n3. Three\n"
    expected = ["1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3"]
    assert [p.label for p in parse(text)] == expected
    dashed = text.replace(". ", "　").replace(".1", "-1").replace(".2", "-2")
    assert [p.label for p in parse(dashed)] == [label.replace(".", "-") for label in expected]


def test_inner_lists_that_start_at_one_are_not_taken_for_paragraphs() -> None:
    text = "1. One:\n1. a\n2. b\n3. c\n2. Two.\n3. Three:\n1. d\n2. e\n4. Four.\n5. Five.\n"
    document = parse(text)
    assert [p.label for p in document] == ["1", "2", "3", "4", "5"]
    assert document["2"].text == "Two."


def test_recitals_stand_beside_articles() -> None:
    recitals = "\n\n".join(f"({n})\n\nWhereas {n}." for n in range(1, 6))
    articles = "\n\n".join(f"Article {n}\n\nTitle\n\n1. First.\n\n2. Second (1)." for n in range(1, 5))
    document = parse(f"Having regard to it,\n\n{recitals}\n\nHAVE ADOPTED:\n\nCHAPTER I\n\nGeneral\n\n{articles}")
    assert [p.label for p in document] == [
        "preamble",
        *(f"Recital {n}" for n in range(1, 6)),
        *(f"Article {n}" for n in range(1, 5)),
    ]
    assert [(s.label, s.title) for s in document.sections] == [("Chapter I", "General")]


def test_supplementary_provisions_count_anew() -> None:
    text = "\n".join(f"第{to_kanji(n)}条　本則。" for n in range(1, 5))
    document = parse(f"{text}\n附　則\n第一条　施行。\n第二条　経過措置。\n", id="law.txt")
    assert [p.label for p in document] == ["第1条", "第2条", "第3条", "第4条", "附則第1条", "附則第2条"]


def test_branch_articles_follow_their_number() -> None:
    text = "第八条　甲。\n第九条　乙。\n第九条の二　丙。\n第九条の三　丁。\n第十条　戊。\n"
    assert [p.label for p in parse(text)] == ["第8条", "第9条", "第9条の2", "第9条の3", "第10条"]
    russian = "Статья 66\nа.\nСтатья 67\nб.\nСтатья 67.1\nв.\nСтатья 68\nг.\n"
    assert [p.label for p in parse(russian)] == ["Статья 66", "Статья 67", "Статья 67.1", "Статья 68"]


def test_a_reference_at_a_line_start_is_no_article() -> None:
    text = "Article 1\nAs in\nArticle 3(2) of the Treaty, and\nArticle 2 of it.\nArticle 2\nText.\nArticle 3\nText.\n"
    document = parse(text)
    assert [p.label for p in document] == ["Article 1", "Article 2", "Article 3"]
    assert "Article 3(2)" in document["Article 1"].text


def test_a_table_of_contents_holds_no_paragraphs() -> None:
    titles = [f"{n}. Title number {n}" for n in range(1, 7)]
    contents = "\n".join(f"{title} ........ {n}" for n, title in enumerate(titles, 1))
    body = "\n\n".join(f"{title}\n\nText of {n}." for n, title in enumerate(titles, 1))
    document = parse(f"Contents\n{contents}\n\n{body}")
    assert [p.label for p in document if p.origin == "numbered"] == [str(n) for n in range(1, 7)]
    assert document["3"].text.endswith("Text of 3.")


def test_a_short_list_does_not_number_a_long_text() -> None:
    prose = "\n\n".join(f"This is block {n} of a text without numbers." for n in "abcdefgh")
    document = parse(f"{prose}\n\n1. one\n2. two\n3. three\n\n{prose}")
    assert {p.origin for p in document} == {"ours"}


def test_a_japanese_statute_with_contents_captions_and_several_supplements() -> None:
    law = (
        "目次\n　第一章　総則（第一条・第二条）\n　第二章　責務（第三条）\n　附則\n\n　　　第一章　総則\n"
        "（目的）\n第一条　目的。\n（定義）\n第二条　定義。\n　　　第二章　責務\n（責務）\n第三条　責務。\n"
        "　　　附　則\n第一条　施行。\n第二条　略\n　　　附　則　（平成二九年法律第一号）　抄\nこの法律は、施行する。\n"
    )
    document = parse(law, id="law.txt")
    assert [p.label for p in document if p.origin == "numbered"] == [
        "第1条",
        "第2条",
        "第3条",
        "附則第1条",
        "附則第2条",
    ]
    assert document["第1条"].text == "目的。"
    assert document["附則（平成二九年法律第一号）"].text == "この法律は、施行する。"
    assert [s.label for s in document.sections] == ["第1章", "第2章", "附則", "附則（平成二九年法律第一号）"]


def test_plain_numbers_of_a_supplement_are_its_paragraphs() -> None:
    text = (
        "第一条　甲。\n第二条　乙。\n第三条　丙。\n附　則\n（施行期日）\n１　施行する。\n２　略\n（経過措置）\n３　略\n"
    )
    document = parse(text, id="law.txt")
    assert [p.label for p in document] == ["第1条", "第2条", "第3条", "附則第1項", "附則第2項", "附則第3項"]
    assert document["附則第2項"].text == "略"


def test_a_section_mark_with_a_letter_keeps_it() -> None:
    text = "§ 101. One\n\n§ 102. Two\n\n§ 102a. More\n\n§ 103. Three\n"
    assert [p.label for p in parse(text)] == ["§ 101", "§ 102", "§ 102a", "§ 103"]


def test_more_numbers_of_the_same_kind_inside_a_paragraph_are_suspects() -> None:
    text = "\n".join(f"{n}. Text {n}." for n in range(1, 9)) + "\n\n5. Another notice.\n"
    document = parse(text)
    assert [(f.kind, f.label) for f in document.audit.findings] == [("suspect", "8")]


LAWS: dict[
    str, tuple[Callable[[int], str], Callable[[int], str], Callable[[int], str], Callable[[int, int, int], str]]
] = {
    "ja": (
        lambda n: f"第{to_kanji(n)}条　",
        lambda n: f"{n}　".translate(FULL_WIDTH) if n > 1 else "",
        lambda n: f"{to_kanji(n)}　",
        lambda a, p, i: f"第{a}条第{p}項" + (f"第{i}号" if i else ""),
    ),
    "ko": (
        lambda n: f"제{n}조(목적) ",
        lambda n: "①②③④⑤⑥⑦⑧⑨"[n - 1] + " ",
        lambda n: f"{n}. ",
        lambda a, p, i: f"제{a}조제{p}항" + (f"제{i}호" if i else ""),
    ),
    "en": (
        lambda n: f"Article {n}\n\n",
        lambda n: f"{n}. ",
        lambda n: f"({'abcdefghi'[n - 1]}) ",
        lambda a, p, i: f"Article {a}({p})" + (f"({'abcdefghi'[i - 1]})" if i else ""),
    ),
    "ru": (
        lambda n: f"Статья {n}\n\n",
        lambda n: f"{n}. ",
        lambda n: f"{n}) ",
        lambda a, p, i: f"Статья {a}({p})" + (f"({i})" if i else ""),
    ),
}
SHAPES = st.lists(
    st.lists(st.integers(0, 4).map(lambda n: n + (n == 1)), min_size=2, max_size=4), min_size=3, max_size=6
)


@pytest.mark.parametrize("law", LAWS)
@settings(max_examples=15, deadline=None)
@given(shape=SHAPES)
def test_a_rendered_law_parses_back_with_its_paragraphs_and_items(law: str, shape: list[list[int]]) -> None:
    article, paragraph, item, label = LAWS[law]
    lines, expected = [], []
    for a, paragraphs in enumerate(shape, 1):
        for p, items in enumerate(paragraphs, 1):
            lines.append((article(a) if p == 1 else "") + f"{paragraph(p)}外務大臣は協力を歓迎した。")
            lines += [f"{item(i)}議長国の会議。" for i in range(1, items + 1)]
            expected += [label(a, p, i) for i in range(items + 1)]
    document = parse("\n".join(lines), id="law.txt")
    assert [part.label for unit in document for part in unit.parts] == expected
    assert len(document) == len(shape)


@pytest.mark.parametrize(("joint", "after"), [(".", ". "), (".", " "), ("-", "　")])
@settings(max_examples=20, deadline=None)
@given(shape=st.lists(st.lists(st.integers(0, 3), max_size=3), min_size=3, max_size=6))
def test_a_rendered_tree_parses_back(joint: str, after: str, shape: list[list[int]]) -> None:
    if sum(map(len, shape)) < 3:
        return
    numbers: list[tuple[int, ...]] = []
    for a, below in enumerate(shape, 1):
        numbers.append((a,))
        for b, deepest in enumerate(below, 1):
            numbers += [(a, b), *((a, b, c) for c in range(1, deepest + 1))]
    labels = [joint.join(map(str, number)) for number in numbers]
    document = parse("\n\n".join(f"{label}{after}外務大臣は協力を歓迎した。" for label in labels))
    assert [p.label for p in document] == labels


@settings(max_examples=15, deadline=None)
@given(main=st.integers(3, 9), annexes=st.lists(st.integers(2, 6), min_size=1, max_size=3))
def test_annexes_of_a_rendered_document_count_for_themselves(main: int, annexes: list[int]) -> None:
    paragraphs = [f"{n}. The Parties shall cooperate in good faith." for n in range(1, main + 1)]
    labels = [str(n) for n in range(1, main + 1)]
    for number, count in enumerate(annexes, 1):
        paragraphs += [f"Annex {number}", *(f"{n}. A measure is taken." for n in range(1, count + 1))]
        labels += [f"Annex {number} {n}" for n in range(1, count + 1)]
    assert [p.label for p in parse("\n\n".join(paragraphs), id="act.txt")] == labels
