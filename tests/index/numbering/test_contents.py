"""Tables of contents in every manner, and lists that are none."""

from __future__ import annotations

import pytest

from index.document import Document
from index.parsing import parse
from index.text.label_numerals import to_kanji

BODY_JA = "　この法律は、必要な事項を定めることを目的とする。"


def numbered(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document if paragraph.origin == "numbered"]


def statute(contents: str, tail: str) -> str:
    articles = "\n\n".join(
        f"　　　第{to_kanji(c)}章　章{c}\n\n（見出し）\n第{to_kanji(2 * c - 1)}条\n\n{BODY_JA}\n\n（見出し）\n第{to_kanji(2 * c)}条\n\n{BODY_JA}"
        for c in (1, 2, 3)
    )
    supplements = f"　　　附　則　抄\n\n第一条\n\n{BODY_JA}\n\n　　　附　則　（平成一一年法律第一〇二号）　抄\n\n第一条\n\n{BODY_JA}"
    return f"ある法律\n\n{contents}\n{tail}\n{articles}\n\n{supplements}\n"


CONTENTS = {
    "with ranges of articles": "　第一章　章1（第一条・第二条）\n　第二章　章2（第三条―第四条）\n　第三章　章3（第五条）\n　附則",
    "of supplements alone": "目次\n附　則\n附　則　（平成一一年法律第一〇二号）　抄",
    "with pages": "目次\n第一章　章1\t1\n第二章　章2\t2\n第三章　章3\t3\n附則\t4",
    "none": "",
}


@pytest.mark.parametrize("contents", CONTENTS)
@pytest.mark.parametrize("tail", ["", "\n　国会は、ここにこの法律を制定する。\n"])
def test_contents_that_end_in_supplements_open_none(contents: str, tail: str) -> None:
    document = parse(statute(CONTENTS[contents], tail), id="law.txt")
    assert numbered(document) == [
        *(f"第{n}条" for n in range(1, 7)),
        "附則第1条",
        "附則（平成一一年法律第一〇二号）第1条",
    ]
    assert document["第1条"].text == BODY_JA.strip()


@pytest.mark.parametrize("title", ["Inhaltsübersicht", "Indice", "目录", "Мазмұны"])
def test_contents_that_list_every_article_hold_none(title: str) -> None:
    names = [f"§ {n} Name {n}" for n in range(1, 12)]
    body = "\n\n".join(f"{name}\n\n(1) The provision applies to everybody who has a seat here." for name in names)
    document = parse("\n".join((title, *names)) + f"\n\n{body}", id="law.txt")
    assert numbered(document) == [f"§ {n}" for n in range(1, 12)]
    assert all("provision" in paragraph.text for paragraph in document if paragraph.origin == "numbered")


@pytest.mark.parametrize(
    ("entry", "article"),
    [
        ("第{}条　（見出し{}）", "第{}条（見出し{}）　" + "この法律は、必要な事項を定めることを目的とする。" * 8),
        ("- [제{}조 (목적{})](#a{})", "### 제{}조 (목적{})\n\n이 규칙은 필요한 사항을 규정함을 목적으로 한다."),
        ("Artículo {}º", "Artículo {}º (Objeto{}).- La ley regula las barcas. Rige desde hoy."),
    ],
)
def test_contents_without_a_title_hold_no_article(entry: str, article: str) -> None:
    entries, articles = ([form.format(n, n, n) for n in range(1, 9)] for form in (entry, article))
    document = parse("\n".join(("法律", "", *entries, "", "\n\n".join(articles))), id="law.md")
    found = [paragraph for paragraph in document if paragraph.origin == "numbered"]
    assert len(found) == 8
    assert all(len(paragraph.text) > 20 for paragraph in found)


def test_a_title_marked_as_a_heading_below_its_number_belongs_to_the_article() -> None:
    articles = "\n\n".join(f"### § {n}\n\n#### Zweck {n}\n\nDas Boot ist zu streichen." for n in range(1, 5))
    document = parse(f"# Gesetz\n\n## Abschnitt\n\n{articles}\n", id="law.md")
    assert [p.label for p in document if p.origin == "numbered"] == [f"§ {n}" for n in range(1, 5)]
    assert document["§ 2"].text == "#### Zweck 2\n\nDas Boot ist zu streichen."


def test_articles_that_hold_next_to_nothing_are_no_contents() -> None:
    chapters = "\n\n".join(
        f"### CAPITULO {c}\n\n" + "\n\n".join(f"##### Artículo {n}\n\n(*)" for n in range(4 * c - 3, 4 * c + 1))
        for c in range(1, 6)
    )
    assert numbered(parse(chapters)) == [f"Artículo {n}" for n in range(1, 21)]


def test_a_mention_of_an_annex_at_a_line_start_opens_none() -> None:
    articles = [f"Article {n}\n\nThe Parties shall consult in good faith." for n in range(1, 12)]
    articles[4] += "\n\nAnnex III, article 6.\n\nArticle 5 is without prejudice to it."
    document = parse("\n\n".join(articles), id="treaty.txt")
    assert numbered(document) == [f"Article {n}" for n in range(1, 12)]


def test_articles_below_contents_of_supplements_are_none_though_their_numbers_come_again() -> None:
    laws = [f"부칙 <제{n}호,2001.1.{n}>" for n in range(1, 6)]
    supplements = "\n\n".join(
        f"{law}\n\n제1조(시행일)\n\n이 규칙은 공포한 날부터 시행한다.\n\n제2조(경과조치)\n\n종전에 따른다."
        for law in laws
    )
    articles = "\n\n".join(
        f"제{n}조({name})\n\n이 규칙은 {name}을 정한다. <개정 2017.3.30>"
        for n, name in ((1, "목적"), (2, "적용"), (3, "정의"))
    )
    text = "\n".join(("규칙", "", "목차", "", *laws, "", articles, "", supplements))
    assert numbered(parse(text, id="law.txt"))[:3] == ["제1조", "제2조", "제3조"]


def test_numbers_between_contents_of_headings_and_the_first_of_these_are_text() -> None:
    names = [f"PART {word}" for word in ("RED", "BLUE", "GREEN", "WHITE")]
    opening = "\n".join(f"{n}. We met in the harbour and spoke at length of\nthe boats in it." for n in (1, 2, 3))
    parts = "\n".join(f"{name}\n{n}. We shall keep the boats\nin repair." for n, name in enumerate(names, 4))
    text = "\n".join(("Opening words.", "Contents", *names, opening, parts))
    assert numbered(parse(text, id="communique.txt")) == [str(n) for n in range(1, 8)]
