from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.address import find_addresses, names_places
from index.address.numbers import AND, RANGE
from index.document import Document, Paragraph, Section
from index.parsing import parse, read_document

SAMPLE = Path(__file__).parents[3] / "index" / "samples" / "statement-2017-ashgabat.md"


@pytest.fixture(scope="module")
def statement() -> Document:
    return read_document(SAMPLE)


def labels(question: str, document: Document) -> list[str]:
    return [label for address in find_addresses(question, document) for label in address.labels]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第24段落は？", ["24"]),
        ("パラ２４", ["24"]),
        ("二十四項", ["24"]),
        ("ｐａｒａ．２４", ["24"]),
        ("第３５段落", ["35"]),
        ("４番の項目", ["4"]),
        ("36-38を要約して", ["36", "37", "38"]),
        ("パラ36〜38をまとめて", ["36", "37", "38"]),
        ("what do paragraphs 3 and 5 say?", ["3", "5"]),
        ("第3、5、7段落", ["3", "5", "7"]),
        ("第3段落と第5段落の違い", ["3", "5"]),
        ("пункт 16", ["16"]),
        ("第16段", ["16"]),
        ("16항", ["16"]),
        ("16は？", ["16"]),
        ("最後の段落", ["41"]),
        ("最後から2番目の段落", ["40"]),
        ("the first paragraph", ["1"]),
        ("前文には何とある？", ["前文"]),
        ("署名欄", ["署名"]),
        ("署名者は誰ですか", ["署名"]),
        ("誰がこの声明に署名しましたか", ["署名"]),
        ("この文書に署名した人は誰？", ["署名"]),
        ("Who signed this statement?", ["署名"]),
        ("この声明に署名したのは誰？", ["署名"]),
        ("section VI, second paragraph", ["35"]),
        ("second paragraph of section VI", ["35"]),
        ("II章の2番目", ["8"]),
        ("VIの最初の段落", ["34"]),
        ("セクションI", ["1", "2", "3", "4", "5", "6"]),
        ("セクションIで述べられたこと", ["1", "2", "3", "4", "5", "6"]),
        ("第VI章", ["34", "35", "36", "37", "38", "39"]),
        ("安全保障の章", ["7", "8", "9", "10", "11", "12", "13"]),
        ("貿易と投資の章の最初の段落", ["14"]),
        ("結語には何が書いてある？", ["40", "41"]),
        ("一番目の段落", ["1"]),
        ("第一節は？", ["1", "2", "3", "4", "5", "6"]),
        ("第五部の要約", ["32", "33"]),
        ("2章全体の要約", ["7", "8", "9", "10", "11", "12", "13"]),
        ("安全保障の部分", ["7", "8", "9", "10", "11", "12", "13"]),
        ("II章の二つ目", ["8"]),
        ("the second one in section VI", ["35"]),
        ("33と34を続けて", ["33", "34"]),
        ("paragraph one hundred and two, or paragraph twelve?", ["12"]),
        ("which paragraph one should read", []),
    ],
)
def test_an_address_finds_its_paragraphs_in_any_notation(
    statement: Document, question: str, expected: list[str]
) -> None:
    assert labels(question, statement) == expected


@pytest.mark.parametrize(
    "question",
    [
        "第5回外相会合で採択されたのは？",
        "2016年2月24-25日のセミナー",
        "国連総会決議第71回会期第222号とは",
        "外交関係樹立25周年",
        "5か国の外務大臣は誰？",
        "2030アジェンダとは？",
        "会議条約第XIV条共同議長国とは",
        "第9条第2項",
        "Article 9(2) of the NPT",
        "CTBT署名開放から何年？",
        "条約に署名した国は？",
        "2017—2018年の議長国は？",
        "第72回国連総会",
        "the 5th meeting of ministers",
        "一番重要な点は？",
        "3段落で要約して",
        "COP21とG7",
        "Spending over what amount needs two signatures?",
        "都市を論じた一節はどこですか",
        "費用の一部は誰が持つ？",
        "日本の節電対策",
        "日本のパートナーは？",
        "日本の部分的な支持",
        "会議は一段落しましたか",
        "二項対立をどう避ける？",
        "三条約に共通することは？",
        "5条件を満たす国",
        "二つ目の事業は？",
        "2番目に大きい国",
        "what about the second one?",
        "最後の段取りは？",
        "21世紀後半の目標は？",
        "which part a country plays",
        "「開発」という言葉を定義しているのは？",
        "日本に関する部分を教えて",
    ],
)
def test_what_counts_something_else_is_no_address(statement: Document, question: str) -> None:
    assert find_addresses(question, statement) == []


@pytest.mark.parametrize(
    ("question", "label", "start", "end"),
    [
        ("38の第3文", "38", "カザフスタン共和国、キルギス", "支持への謝意を表明した。"),
        ("last sentence of paragraph 38", "38", "トルクメニスタン側は", "用意を表明した。"),
        ("第35段落の後半（「また、」以降）", "35", "また、各国外務大臣は", "一貫して主張する。"),
        ("35の前半", "35", "各国外務大臣は、法の支配", "不可欠であることを確認した。"),
    ],
)
def test_a_place_inside_a_paragraph_is_found(
    statement: Document, question: str, label: str, start: str, end: str
) -> None:
    (address,) = find_addresses(question, statement)
    (place,) = address.selections
    words = statement[place.label].text[place.start_char : place.end_char]
    assert place.label == label
    assert words.startswith(start)
    assert words.endswith(end)


def test_a_stretch_goes_as_far_as_there_is_and_names_its_missing_end(statement: Document) -> None:
    (address,) = find_addresses("第40段落から第45段落まで", statement)
    assert (address.labels, address.missing) == (("40", "41"), ("45",))


@pytest.mark.parametrize(
    ("question", "missing"), [("第52段落", "52"), ("quote paragraph 45", "45"), ("第IX章", "第IX章")]
)
def test_what_does_not_exist_is_named_as_missing(statement: Document, question: str, missing: str) -> None:
    (address,) = find_addresses(question, statement)
    assert (address.labels, address.missing) == ((), (missing,))


def test_a_place_without_a_paragraph_waits_for_the_conversation(statement: Document) -> None:
    for question in ("その最後の文は？", "その最後の一文は？"):
        (address,) = find_addresses(question, statement)
        assert address.labels == ()
        assert address.selector is not None


def test_an_address_knows_its_place_in_the_question(statement: Document) -> None:
    (address,) = find_addresses("では、パラ２４は何ですか", statement)
    assert (address.text, address.start_char, address.end_char) == ("パラ２４", 3, 7)


def test_labels_of_ours_are_found_by_their_place() -> None:
    document = parse("One block.\n\nAnother block.\n\nA third.")
    assert labels("第2段落", document) == ["¶2"]


def named(text: str, question: str) -> tuple[list[str], list[str]]:
    """The labels that a question names in a text, and what it names in vain."""
    found = find_addresses(question, parse(text, id="sample.txt"))
    return [label for one in found for label in one.labels], [label for one in found for label in one.missing]


LAW = (
    "平成憲法\n　　　第一章　総則\n第一条　甲。\n第二条　乙。\n２　丙。\n　　　第二章　権利\n第三条　丁。\n第三条の二　戊。\n"
    "　　　附　則\n第一条　施行。\n第二条　経過。\n"
)
REGULATION = "\n\n".join(
    [f"({n})\n\nRecital {n}." for n in range(1, 5)]
    + ["CHAPTER I\n\nGeneral", "Article 1\n\nAim.", "Article 2\n\n1. One:\n\n(a) a;\n\n(b) b.\n\n2. Two."]
    + ["CHAPTER II\n\nRights\n\nSection 1\n\nFirst", "Article 3\n\nX.", "Section 2\n\nSecond", "Article 4\n\nY."]
)
TREE = "1. One\n1.1. A\n1.2. B\n2. Two\n2.1. C\n2.2. D\n3. Three\n"


AMENDED = LAW + "　　　附　則（令和二年法律第三号）\n第一条　四月。\n第二条　従前。\n"
KOREAN = "제1조 갑.\n제2조 을.\n제3조 병.\n\n부칙\n\n제1조 공포.\n제2조 경과.\n"
TREATY = "\n\n".join(
    [f"Article {n}\n\nOwn {n}." for n in range(1, 4)]
    + [f"{annex}\n\nArticle 1\n\nFirst.\n\nArticle 2\n\nSecond." for annex in ("Annex I", "Annex II")]
)


@pytest.mark.parametrize(
    ("text", "question", "expected", "missing"),
    [
        (AMENDED, "附則第1条を見せて", ["附則第1条"], []),
        (AMENDED, "附則（令和二年法律第三号）第2条を見せて", ["附則（令和二年法律第三号）第2条"], []),
        (KOREAN, "부칙 1조 보여줘", ["부칙 제1조"], []),
        (KOREAN, "부칙의 제2조", ["부칙 제2조"], []),
        (KOREAN, "부칙 9조", [], ["부칙 제9조"]),
        (TREATY, "What does Annex I, article 2 say?", ["Annex I Article 2"], []),
        (TREATY, "article 2 of annex II", ["Annex II Article 2"], []),
        (TREATY, "Article 2", ["Article 2"], []),
        (TREATY, "Annex III Article 1", [], ["Annex III Article 1"]),
        (TREATY, "article 1 of Annex V", [], ["Annex V Article 1"]),
        ("# Annex VII to the Convention\n\n" + TREATY, "What does Annex VII, article 3 say?", ["Annex Article 3"], []),
    ],
)
def test_an_article_of_what_is_annexed_is_never_taken_for_one_of_the_main_text(
    text: str, question: str, expected: list[str], missing: list[str]
) -> None:
    assert named(text, question) == (expected, missing)


@pytest.mark.parametrize(
    ("text", "question", "expected", "missing"),
    [
        (LAW, "第三条の二は？", ["第3条の2"], []),
        (LAW, "憲法第3条", ["第3条"], []),
        (LAW, "民法第3条", [], []),
        (LAW, "附則第1条", ["附則第1条"], []),
        (LAW, "附則第一条を見せて", ["附則第1条"], []),
        (LAW, "附則の2条には何とありますか", ["附則第2条"], []),
        (LAW, "附則第3条を見せて", [], ["附則第3条"]),
        (LAW, "第1条", ["第1条"], []),
        (LAW, "第八条の二", [], ["第8条の2"]),
        (LAW, "第2章", ["第3条", "第3条の2"], []),
        (LAW, "Article 2", ["第2条"], []),
        (REGULATION, "recital 3", ["Recital 3"], []),
        (REGULATION, "Articles 3 and 4", ["Article 3", "Article 4"], []),
        (REGULATION, "Articles 3 to 9", ["Article 3", "Article 4"], ["Article 9"]),
        (REGULATION, "chapter 2", ["Article 3", "Article 4"], []),
        (REGULATION, "section 2 of chapter II", ["Article 4"], []),
        (REGULATION, "第4条", ["Article 4"], []),
        (REGULATION, "Article 12", [], ["Article 12"]),
        (TREE, "section 1.2", ["1.2"], []),
        (TREE, "2.1節は？", ["2.1"], []),
        (TREE, "§ 3", ["3"], []),
    ],
)
def test_articles_sections_and_trees_are_found_by_their_numbers(
    text: str, question: str, expected: list[str], missing: list[str]
) -> None:
    assert named(text, question) == (expected, missing)


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [
        (LAW, "第二条の第二項", "２　丙。"),
        (REGULATION, "Article 2(1)(b)", "(b) b."),
        (REGULATION, "paragraph 2 of Article 2", "2. Two."),
        (REGULATION, "point (a) of Article 2(1)", "(a) a;"),
    ],
)
def test_a_numbered_part_is_found_in_any_order_of_words(text: str, question: str, words: str) -> None:
    document = parse(text, id="sample.txt")
    (address,) = find_addresses(question, document)
    (place,) = address.selections
    assert document[place.label].text[place.start_char : place.end_char] == words


@pytest.mark.parametrize(("text", "question"), [(LAW, "その第2項は？"), (REGULATION, "and paragraph 2?")])
def test_a_part_without_its_article_waits_for_the_conversation(text: str, question: str) -> None:
    (address,) = find_addresses(question, parse(text, id="sample.txt"))
    assert (address.labels, address.missing) == ((), ())
    assert address.selector is not None
    assert address.selector.unit == "part"


def test_a_stretch_holds_what_the_document_has_between() -> None:
    assert labels("第2条から第三条の二まで", parse(LAW, id="sample.txt")) == ["第2条", "第3条", "第3条の2"]
    assert labels("chapter I to chapter II", parse(REGULATION, id="r.txt")) == [f"Article {n}" for n in range(1, 5)]


def test_a_range_of_days_is_no_address_where_articles_are_counted() -> None:
    assert find_addresses("24-25 of February?", parse(REGULATION)) == []


@given(st.text(max_size=60))
def test_no_question_breaks_the_grammar(question: str) -> None:
    document = parse("1. One.\n2. Two. Again.\n3. Three.")
    for address in find_addresses(question, document):
        assert question[address.start_char : address.end_char] == address.text
        assert all(label in document for label in address.labels)


_KANJI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF).filter(lambda c: c not in "全本第内中前後以冒末但又")


@given(st.sampled_from(["日本の節", "日本の章", "三節", "二章", "5節", "四項"]), _KANJI)
def test_a_unit_that_begins_another_word_is_no_address(words: str, kanji: str) -> None:
    document = parse("# 題\n\n## I. 日本\n\n- 1 一。\n\n## II. 水\n\n- 2 二。\n- 3 三。", id="d.md")
    assert find_addresses(f"{words}{kanji}", document) == []


@given(st.integers(1, 99), st.sampled_from(["は？", "の要約", "では何と？", "、誰が？", "全体"]))
def test_a_section_with_its_ordinal_is_one_whatever_follows(number: int, rest: str) -> None:
    document = parse("# 題\n\n## 第1節 水\n\n- 1 一。\n\n## 第2節 空\n\n- 2 二。", id="d.md")
    (address,) = find_addresses(f"第{number}節{rest}", document)
    assert address.labels == ((str(number),) if number < 3 else ())
    assert bool(address.missing) == (number >= 3)


def test_an_english_heading_before_its_word_means_its_section() -> None:
    document = parse("# T\n\n## A. Finance\n\n- 1 One.\n\n## B. Water and Health\n\n- 2 Two.", id="d.md")
    assert labels("Within the finance section, who decides?", document) == ["1"]
    assert labels("What does the water and health chapter say?", document) == ["2"]
    assert labels("the financial crisis section", document) == []


def test_a_heading_above_the_text_counts_as_no_sentence() -> None:
    text = "### 第1条（目的）\n\n甲とする。乙とする。\n\n### 第2条（定義）\n\n丙とする。\n"
    document = parse(text, id="d.md")
    (address,) = find_addresses("第1条の第2文", document)
    (place,) = address.selections
    assert document["第1条"].text[place.start_char : place.end_char] == "乙とする。"
    (waiting,) = find_addresses("第2条の第2文", document)
    assert waiting.selections == ()


def test_a_heading_written_out_with_its_number_means_its_section() -> None:
    document = parse("# 題\n\n## I. 安全\n\n- 1 一。\n\n## II. 開発\n\n- 2 二。\n- 3 三。", id="d.md")
    address = find_addresses("「II. 開発」のうち、水の話は？", document)[0]
    assert (address.text, address.labels) == ("II. 開発", ("2", "3"))


def test_a_section_is_meant_by_its_letter_its_part_word_or_its_title_as_the_place() -> None:
    document = parse("# T\n\n## A. Plots\n\n- 1 One.\n\n## E. Tools\n\n- 2 Two.\n", id="d.md")
    assert labels("Summarise section E.", document) == ["2"]
    assert labels("What does section a say about frost?", document) == ["1"]
    assert labels("What does section Q say?", document) == []
    rules = parse("# 題\n\n## 第1章 安全確保\n\n- 1 一。\n\n## 第2章 最終規定\n\n- 2 二。", id="r.md")
    assert labels("安全確保パートで火に触れているのは？", rules) == ["1"]
    assert labels("最終規定では何が定められていますか", rules) == ["2"]
    assert labels("この最終規定では困りますか", rules) == []


def stepped(*labels: str) -> Document:
    """A document with these labels; the second heads a section of all that follows it."""
    paragraphs = tuple(Paragraph("steps.txt", label, "定め。", 3 * n, n) for n, label in enumerate(labels))
    return Document("steps.txt", "", "定め。" * len(labels), paragraphs, (Section("a", "目的", 1, 1, len(labels)),))


@pytest.mark.parametrize("question", ["１のａの（２）は", "1.a(2)は？", "1a(2)", "1-a-2を見せて", "１ａ２"])
def test_a_label_of_several_steps_is_found_however_they_are_joined(question: str) -> None:
    assert labels(question, stepped("1", "1.a", "1.a(1)", "1.a(2)")) == ["1.a(2)"]


def test_the_head_of_what_is_numbered_within_it_means_all_of_that() -> None:
    assert labels("1のaをまとめて", stepped("1", "1.a", "1.a(1)", "1.a(2)")) == ["1.a", "1.a(1)", "1.a(2)"]


@pytest.mark.parametrize("question", ["1.2%増えた", "1-2年の間", "1 2"])
def test_numbers_that_only_follow_one_another_are_no_steps(question: str) -> None:
    assert "1(2)" not in labels(question, stepped("1", "1(1)", "1(2)"))


@pytest.mark.parametrize(
    "question",
    ["署名した国のうち日本以外の国はどこですか", "この協定に署名した人は誰？", "Who signed this agreement?", "署名欄"],
)
def test_where_nothing_is_signed_below_who_signed_is_no_place(question: str) -> None:
    document = parse("# 漁業協定\n\n1　日本と韓国は、この協定に署名した。\n\n2　網の目は五センチとする。\n")
    assert find_addresses(question, document) == []


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("第四条から第六条まで　削除", "第五条"),
        ("第四条〜第六条　削除", "第6条は？"),
        ("第四条及び第五条　削除", "第5条"),
        ("제4조부터 제6조까지 삭제", "제5조"),
    ],
)
def test_an_article_that_stands_for_several_is_found_by_each(printed: str, asked: str) -> None:
    korean = printed.startswith("제")
    articles = [f"제{n}조 규정은 이와 같다." if korean else f"第{n}条　定めとする。" for n in (1, 2, 3)]
    last = "제7조 이 규칙은 오늘부터 시행한다." if korean else "第七条　この規約は、本日から施行する。"
    document = parse("\n".join((*articles, printed, last)), id="rules.txt")
    assert labels(asked, document) == ["제4조" if korean else "第4条"]
    assert len([f for f in document.audit.findings if f.kind == "gap"]) == (1 if "及び" in printed else 0)


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("第3条には何とありますか", True),
        ("別表の内容は？", True),
        ("What does 4.b(3) say?", True),
        ("「開発」では何を？", True),
        ("IV. Development", True),
        ("Who signed on 3 May 2016?", False),
        ("パリ協定は2016年に発効しましたか", False),
        ("費用はいくらですか", False),
    ],
)
def test_a_question_that_can_name_no_place_is_told_from_one_that_may(question: str, may: bool) -> None:
    assert names_places(question) is may


def test_no_two_ways_to_join_numbers_are_the_same() -> None:
    # Each number of a list would be read in both, all before it with it: 2 to the power of how many there are.
    ways = [*AND[3:-1].split("|"), *RANGE[3:-1].split("|")]
    assert sorted(ways) == sorted(set(ways))


@pytest.mark.parametrize("joined", ["、", ", ", " and ", "と", "、第", " "])
@pytest.mark.parametrize("before", ["参加者は", "Articles ", "第"])
def test_hundreds_of_numbers_are_read_in_one_go(statement: Document, before: str, joined: str) -> None:
    assert labels(before + joined.join(str(n) for n in range(400, 800)) + " in all", statement) == []
