"""One small document for each way of numbering and each trap, with the labels that a reader would write."""

from __future__ import annotations

import pytest

from index.document import Document
from index.parsing import parse

WORDS = "The Parties shall cooperate in good faith and report on measures taken."
WORDS_JA = "事業者は、必要な措置を講じなければならない。"


def numbered(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


def series(pattern: str, numbers: list[object], words: str = WORDS) -> str:
    return "\n\n".join(f"{pattern.format(number)} {words}" for number in numbers)


@pytest.mark.parametrize(
    ("pattern", "numbers", "labels"),
    [
        ("Artículo {}.", [1, 2, 3, 4], ["Artículo 1", "Artículo 2", "Artículo 3", "Artículo 4"]),
        ("Artikel {}\n", [1, 2, 3], ["Artikel 1", "Artikel 2", "Artikel 3"]),
        ("Стаття {}.", [1, 2, 3], ["Стаття 1", "Стаття 2", "Стаття 3"]),
        ("Art. {}º", [1, 2, 3], ["Art. 1", "Art. 2", "Art. 3"]),
        ("Art {}\n", [11, 12, "12a", 13], ["Art 11", "Art 12", "Art 12a", "Art 13"]),
        ("Article {}\n", ["premier", 2, 3], ["Article 1", "Article 2", "Article 3"]),
        ("Article {}\n", ["L111-1", "L111-2", "L111-2-1", "L112-1"], None),
        (
            "Article {}\n",
            [1101, 1102, "1102-1", 1103],
            ["Article 1101", "Article 1102", "Article 1102-1", "Article 1103"],
        ),
        ("Pasal {}\n", [1, 2, 3], ["Pasal 1", "Pasal 2", "Pasal 3"]),
        ("المادة {}\n", [1, 2, 3], ["المادة 1", "المادة 2", "المادة 3"]),
        (
            "Art. {}.",
            [102, 103, "103-A", "103-B", 104],
            ["Art. 102", "Art. 103", "Art. 103-A", "Art. 103-B", "Art. 104"],
        ),
        ("第 {} 條\n", [1, 2, "2-1", 3], ["第1条", "第2条", "第2条之1", "第3条"]),
        ("{}.", [1, 2, "2A", 3], ["1", "2", "2A", "3"]),
        ("{})", ["+ (1", "(2", "(3", "(4"], ["1", "2", "3", "4"]),
        ("{}-бап.", [1, 2, 3], ["1-бап", "2-бап", "3-бап"]),
        ("§ {}", [1922, 1923, "1923a", 1924], ["§ 1922", "§ 1923", "§ 1923a", "§ 1924"]),
        ("§{}.", [103, 104, "104A", 105], ["§ 103", "§ 104", "§ 104A", "§ 105"]),
        ("{}°", [1, 2, 3], ["1", "2", "3"]),
        ("[{:04}]", [1, 2, 3], ["0001", "0002", "0003"]),
        ("{}      ", [1, 2, 3], ["1", "2", "3"]),
        ("第{}　", [1, 2, 3], ["第1", "第2", "第3"]),
        ("{}.", ["I", "II", "III", "IV"], ["I", "II", "III", "IV"]),
    ],
)
def test_a_way_of_numbering_gives_its_labels(pattern: str, numbers: list[object], labels: list[str] | None) -> None:
    document = parse(series(pattern, numbers), id="sample.txt")
    assert numbered(document) == (labels or [f"Article {number}" for number in numbers])


def test_articles_left_out_of_an_extract_are_gaps_and_not_the_end() -> None:
    document = parse(series("Article {}\n", [1101, 1102, 1103, 1240, 1241]), id="code.txt")
    assert numbered(document)[-2:] == ["Article 1240", "Article 1241"]
    assert [finding.kind for finding in document.audit.findings] == ["gap"]


def test_sections_with_the_number_of_their_article_are_units_below_it() -> None:
    text = (
        "ARTICLE I\nTHE MERGER\n\nSection 1.1 Merger. Upon it.\n\nSection 1.2 Closing. Then.\n\n"
        "ARTICLE II\nREPRESENTATIONS\n\nSection 2.1 Standing. Good.\n\nSection 2.2 Capital. None.\n"
    )
    assert numbered(parse(text, id="merger.txt")) == [
        "Article I",
        "Section 1.1",
        "Section 1.2",
        "Article II",
        "Section 2.1",
        "Section 2.2",
    ]


def test_sections_that_start_again_in_each_article_are_its_parts_and_amendments_come_after() -> None:
    articles = "".join(
        f"Article {article}\n\n" + "".join(f"Section {n}\n\n{WORDS} {WORDS}\n\n" for n in (1, 2, 3))
        for article in ("I", "II", "III")
    )
    document = parse(articles + series("Amendment {}\n\n", ["I", "II", "III"]), id="constitution.txt")
    assert numbered(document) == [
        "Article I",
        "Article II",
        "Article III",
        "Amendment I",
        "Amendment II",
        "Amendment III",
    ]
    assert [part.label for part in document["Article II"].parts] == [f"Article II Section {n}" for n in (1, 2, 3)]


def test_a_second_part_after_the_last_article_counts_for_itself() -> None:
    text = series("Статья {}\n\n", [1, 2, 3, 4]) + "\n\nРАЗДЕЛ ВТОРОЙ\n\n" + series("{}.", [1, 2, 3])
    assert numbered(parse(text, id="law.txt"))[4:] == ["Раздел 2 1", "Раздел 2 2", "Раздел 2 3"]


def test_an_appendix_numbered_by_its_letter_needs_no_other_name() -> None:
    text = "1 Scope\n\nText.\n\n1.1 General\n\nText.\n\n1.2 Terms\n\nText.\n\n2 Rules\n\n2.1 First\n\nText.\n\nAnnex A\n(informative)\n\nA.1 More\n\nText.\n\nA.2 Rest\n\nText.\n\nA.2.1 Deep\n\nText.\n"
    assert numbered(parse(text, id="norm.txt")) == ["1", "1.1", "1.2", "2", "2.1", "A.1", "A.2", "A.2.1"]


def test_provisions_with_one_or_two_numbers_are_read_in_a_supplement() -> None:
    law = "\n".join(f"第{n}条　{WORDS_JA}" for n in range(1, 5))
    document = parse(
        f"{law}\n附 則\n1 施行する。\n2 なお従前の例による。\n附 則(平成17年条例第7号)\n第1条　施行する。\n"
    )
    assert numbered(document)[4:] == ["附則第1項", "附則第2項", "附則(平成17年条例第7号)第1条"]


def test_articles_repealed_together_stand_under_the_first() -> None:
    law = "第一条　甲。\n第二条　乙。\n第三条及び第四条　削除\n第五条　丙。\n"
    document = parse(law, id="law.txt")
    assert numbered(document) == ["第1条", "第2条", "第3条", "第5条"]
    assert document["第3条"].native == "第三条及び第四条"


def test_sections_of_a_judgment_carry_their_numbers_on() -> None:
    text = "第１　事案\n１　本件は、請求する事案である。\n２　概要は、次のとおり。\n(1)　甲は入社した。\n(2)　乙は退職した。\n第２　判断\n１　所論は、採用できない。\n２　論旨は、理由がない。\n"
    assert numbered(parse(text, id="judgment.txt")) == ["第1", "第1の1", "第1の2", "第2", "第2の1", "第2の2"]


def test_a_short_line_above_a_one_is_a_section_where_the_numbers_start_again() -> None:
    text = f"DECLARATION\n\nPeace and security\n\n{series('{}.', [1, 2, 3])}\n\nTrade\n\n{series('{}.', [1, 2])}\n"
    document = parse(text, id="declaration.txt")
    assert numbered(document) == [f"Peace and security {n}" for n in (1, 2, 3)] + ["Trade 1", "Trade 2"]
    assert document["Peace and security 3"].text == WORDS


def test_a_short_line_above_an_inner_list_is_none() -> None:
    items = "\n".join(f"{n}. item" for n in range(1, 8))
    text = f"{series('{}.', [1, 2, 3])}\n\nActions\n\n{items}\n\n{series('{}.', [4, 5, 6])}\n"
    assert numbered(parse(text, id="plan.txt")) == ["1", "2", "3", "4", "5", "6"]


def test_options_that_repeat_numbers_are_units_of_their_own_and_said_to_be_repeats() -> None:
    options = "\n\n".join(f"Option {option}:\n\n{series('{}.', [4, 5, 6])}" for option in (1, 2, 3))
    document = parse(f"{series('{}.', [1, 2, 3])}\n\n{options}\n\n{series('{}.', [7, 8, 9])}")
    expected = ["1", "2", "3", "4", "5", "6", "4 (2)", "5 (2)", "6 (2)", "4 (3)", "5 (3)", "6 (3)", "7", "8", "9"]
    assert numbered(document) == expected
    assert {finding.kind for finding in document.audit.findings} == {"repeat"}
    assert document.audit.findings[0].message == "4 is printed 3 times; told apart as 4, 4 (2), 4 (3)"


def test_a_section_that_starts_again_gives_its_name_to_all_its_numbers() -> None:
    text = f"## Peace\n\n{series('{}.', [1, 2])}\n\n## Trade\n\n{series('{}.', [1, 2, 3, 4])}\n"
    assert numbered(parse(text)) == ["Peace 1", "Peace 2", "Trade 1", "Trade 2", "Trade 3", "Trade 4"]


def test_parts_of_an_annex_are_named_after_it() -> None:
    articles = series("Article {}\n\n", [1, 2, 3])
    annex = f"ANNEX I\n\nPART A\n\n{series('{}.', [1, 2])}\n\nPART B\n\n{series('{}.', [1, 2, 3])}\n"
    assert numbered(parse(f"{articles}\n\n{annex}", id="act.txt"))[3:] == [
        "Annex I Part A 1",
        "Annex I Part A 2",
        "Annex I Part B 1",
        "Annex I Part B 2",
        "Annex I Part B 3",
    ]


def test_quoted_articles_do_not_take_the_place_of_the_paragraphs_around_them() -> None:
    quoted = "Article 3 reads:\n\nArticle 4\n\nNo.\n\nArticle 5\n\nYes."
    text = f"{series('{}.', list(range(1, 9)))}\n\n9. {quoted}\n\n{series('{}.', list(range(10, 14)))}"
    assert numbered(parse(text, id="judgment.txt")) == [str(n) for n in range(1, 14)]


def test_a_root_written_unlike_its_branches_is_still_found() -> None:
    text = "1. Terms.\n\n     1.1. One.\n\n     1.2. Two.\n\n*   2. Warranty   *\n\n3. End\n\n     3.1. Notices.\n\n     3.2. Law.\n"
    assert numbered(parse(text, id="licence.txt")) == ["1", "1.1", "1.2", "2", "3", "3.1", "3.2"]


def test_lists_inside_each_item_of_a_list_do_not_take_its_place() -> None:
    inner = "\n".join(f"({n})対策\n　まとめたもの。" for n in range(1, 6))
    items = "\n\n".join(f"（{n}）基準\n　対策をまとめたもの。\n\n{inner}" for n in range(1, 6))
    assert numbered(parse(items, id="standard.txt")) == ["1", "2", "3", "4", "5"]


def test_clauses_of_a_tree_inside_sections_that_carry_their_numbers_are_units() -> None:
    clauses = [f"## Section {s}. Title\n\n" + series(f"### {s}.{{}}", [1, 2, 3]) for s in (1, 2, 3)]
    found = numbered(parse("\n\n".join(clauses)))
    assert found[:5] == ["Section 1", "1.1", "1.2", "1.3", "Section 2"]


def test_a_resolution_counts_where_its_numbers_go_on_to_the_end_behind_a_long_preamble() -> None:
    preamble = "\n\n".join(f"Recalling that {WORDS[0].lower()}{WORDS[1:]}" for _ in range(12))
    document = parse(f"{preamble}\n\n{series('{}.', [1, 2, 3, 4])}", id="resolution.txt")
    assert numbered(document) == ["1", "2", "3", "4"]
    steps = "\n\n".join(f"{n}. Step." for n in range(1, 5))
    assert not numbered(parse(f"{preamble}\n\n{steps}", id="recipe.txt"))


def test_the_only_words_of_the_last_article_are_no_signatures_for_the_date_in_them() -> None:
    text = f"{series('Article {}', [1, 2, 3])}\n\nArticle 4\n\nThis Convention shall enter into force on 1 May 1990."
    document = parse(text, id="convention.txt")
    assert numbered(document)[-1] == document.paragraphs[-1].label == "Article 4"
    assert document["Article 4"].text.endswith("1 May 1990.")


def test_points_that_start_again_below_the_numbers_of_a_tree_are_no_units() -> None:
    points = "\n".join(f"{sign}{WORDS}" for sign in "①②③④⑤⑥")
    tree = [f"# {n}　Title\n\n{WORDS}\n\n## {n}-1　Title\n\n{points}" for n in range(1, 4)]
    assert numbered(parse("\n\n".join(tree))) == ["1", "1-1", "2", "2-1", "3", "3-1"]


def test_a_table_of_contents_without_page_numbers_and_with_wrapped_lines_is_none_of_the_text() -> None:
    titles = [f"{n}. Title of chapter {name}" for n, name in enumerate(("red", "blue", "green", "white", "black"), 1)]
    contents = "\n".join(
        f"   {title}\n        that goes on" if n == 2 else f"   {title}" for n, title in enumerate(titles)
    )
    body = "\n\n".join(f"{title}\n\n{WORDS}" for title in titles)
    document = parse(f"Table of Contents\n\n{contents}\n\n{body}", id="manual.txt")
    assert numbered(document) == ["1", "2", "3", "4", "5"]
    assert [finding.message for finding in document.audit.findings] == ["Contents left out: 7 lines"]
    assert all(WORDS in paragraph.text for paragraph in document if paragraph.origin == "numbered")


@pytest.mark.parametrize("promulgated", ["", "平成元年五月一日法律第一号\n\n"])
def test_a_table_of_contents_is_no_part_of_the_preamble(promulgated: str) -> None:
    chapters = [(f"第{n}章　{name}", f"第{a}条 {WORDS}") for n, name, a in (("一", "総則", "一"), ("二", "雑則", "二"))]
    contents = "\n".join(f"{title}（{article[:3]}）" for title, article in chapters)
    body = "\n\n".join(f"{title}\n\n{article}" for title, article in chapters)
    document = parse(f"会館法\n\n{promulgated}目次\n{contents}\n附則\n\n{body}\n\n附則\n\n{WORDS}", id="act.txt")
    assert numbered(document) == ["第1条", "第2条"]
    assert not any("目次" in paragraph.text or "（第一条）" in paragraph.text for paragraph in document)
    assert [finding.message for finding in document.audit.findings] == ["Contents left out: 4 lines"]


def test_text_that_comes_again_is_no_table_of_contents() -> None:
    text = "\n\n".join(f"Article {n}\n\nObject\n\n1. {WORDS}\n\n2. {WORDS}" for n in range(1, 9))
    assert numbered(parse(text, id="act.txt")) == [f"Article {n}" for n in range(1, 9)]


def test_an_inner_list_is_no_suspect() -> None:
    inner = "1. one\n2. two\n1. one again\n2. two again"
    text = f"1. Scope\n\n1.1. A\n\nText.\n\n1.2. B\n\n{inner}\n\n1.3. C\n\nText.\n\n2. Rest\n\n2.1. D\n\nText.\n"
    assert not parse(text, id="manual.txt").audit.findings


def test_goals_with_targets_inside_one_paragraph_do_not_take_the_place_of_the_paragraphs() -> None:
    goals = "\n\n".join(f"Goal {g}. Aim\n\n{g}.1 First.\n\n{g}.2 Second.\n\n{g}.3 Third." for g in range(1, 9))
    text = f"{series('{}.', list(range(1, 9)))}\n\n{goals}\n\n{series('{}.', [9, 10, 11])}"
    assert numbered(parse(text, id="agenda.txt")) == [str(n) for n in range(1, 12)]


def test_articles_that_start_again_under_a_title_take_its_name() -> None:
    text = f"{series('Article {}' + chr(10), [1, 2, 3])}\n\nPROTOCOL\n\n{series('Article {}' + chr(10), [1, 2])}"
    assert numbered(parse(text, id="treaty.txt"))[3:] == ["PROTOCOL Article 1", "PROTOCOL Article 2"]


@pytest.mark.parametrize("item", ["[{n}] A. Author. Title {n}. Journal.", "{n}. A. Author. Title {n}. Journal."])
def test_works_cited_do_not_number_a_text(item: str) -> None:
    prose = "\n\n".join([WORDS] * 30)
    cited = "\n".join(item.format(n=n) for n in range(1, 31))
    assert not numbered(parse(f"A Study\n\n{prose}\n\nReferences\n\n{cited}\n", id="paper.txt"))


def test_a_list_of_steps_or_a_table_does_not_number_a_long_text() -> None:
    prose = "\n\n".join([WORDS] * 30)
    rows = "\n".join(f"{n}  Country {n}   {3 * n}" for n in range(1, 13))
    steps = "\n".join(f"{n}. Do step {n}" for n in range(1, 10))
    assert not numbered(parse(f"{prose}\n\n{rows}\n\n{prose}\n\n{steps}\n", id="report.txt"))


def test_versions_that_count_down_are_no_tree() -> None:
    assert not numbered(parse("# Changes\n\n## 1.2.0\n\n- a\n\n## 1.1.0\n\n- b\n\n## 1.0.0\n\n- c\n"))


def test_a_text_without_numbers_keeps_its_blocks_before_a_numbered_annex() -> None:
    document = parse(f"Communiqué\n\n{WORDS}\n\n{WORDS}\n\nAnnex\n\n{series('{}.', [1, 2, 3])}", id="note.txt")
    assert [p.label for p in document if p.origin == "ours"] == ["¶1", "¶2", "¶3"]
    assert numbered(document) == ["Annex 1", "Annex 2", "Annex 3"]


def test_the_number_of_a_schedule_is_written_in_digits() -> None:
    law = "\n".join(f"第{n}条　{WORDS_JA}" for n in range(1, 4))
    document = parse(f"{law}\n別表第一（第二条関係）\n一　甲\n二　乙\n", id="law.txt")
    assert numbered(document)[3:] == ["別表第1 1", "別表第1 2"]


def test_where_nothing_is_numbered_bold_lines_are_headings_and_are_not_counted() -> None:
    text = (
        "*The boats*\n\nBoats are named once.\n\n***Names in use\n***\nA name stays for a year.\n\n**Who is told**\n\n"
        "The harbour is told.\n\n**No boat leaves without one.**\n\nThat is all.\n"
    )
    document = parse(text, id="boats.md")
    assert [(p.label, p.section) for p in document] == [
        ("¶1", ""),
        ("¶2", ""),
        ("¶3", "Names in use"),
        ("¶4", "Who is told"),
        ("¶5", "Who is told"),
        ("¶6", "Who is told"),
    ]
    assert document["¶3"].text == "A name stays for a year."
