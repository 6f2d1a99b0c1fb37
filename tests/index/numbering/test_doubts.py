"""What a reader would find odd is said at once, with its place; what is in order raises no doubt."""

from __future__ import annotations

from index.document import Document
from index.parsing import parse

WORDS = "The Parties shall cooperate in good faith and report on measures taken."


def doubts(document: Document) -> list[str]:
    return [finding.message for finding in document.audit.findings if finding.kind == "doubt"]


def series(pattern: str, count: int, first: int = 1) -> str:
    return "\n\n".join(f"{pattern.format(n)} {WORDS}" for n in range(first, first + count))


def test_a_numbering_in_order_raises_no_doubt() -> None:
    assert not doubts(parse(series("{}.", 9), id="a.txt"))


def test_a_numbering_that_lies_wholly_in_a_supplement_is_doubted() -> None:
    law = "\n".join(f"第{n}条　施行する。" for n in range(1, 6))
    found = doubts(parse(f"ある法律\n\n附　則\n{law}\n", id="a.txt"))
    assert found[0].startswith("Every number stands under 附則")


def test_a_paragraph_with_half_of_the_text_is_doubted() -> None:
    long = "\n\n".join([WORDS] * 100)
    found = doubts(parse(f"{series('{}.', 4)}\n\n{long}\n\n{series('{}.', 3, 5)}", id="a.txt"))
    assert found[0].startswith("4 holds")


def test_a_preamble_with_half_of_the_text_is_doubted() -> None:
    found = doubts(parse(f"{(WORDS + chr(10)) * 90}\n\n{series('Article {}.', 6)}", id="a.txt"))
    assert found[0].startswith("preamble has no number and holds 9")


def test_numbers_that_begin_late_and_a_number_without_text_are_doubted() -> None:
    found = doubts(parse(f"{series('Article {}' + chr(10), 4, 7)}\n\nArticle 11\n\nArticle 12\n\n{WORDS}", id="a.txt"))
    assert found == [
        "The numbers begin at Article 7: an excerpt, or earlier ones were not found",
        "No text under Article 11",
    ]


def test_titles_alone_are_doubted_and_deleted_articles_are_not() -> None:
    titles = "\n".join(
        f"Article {n} Title of {word}" for n, word in enumerate(("red", "blue", "green", "white", "black"), 1)
    )
    assert "table of contents?" in doubts(parse(f"{titles}\n", id="a.txt"))[0]
    deleted = "\n".join(f"第{n}条　削除" for n in range(4, 10))
    assert not doubts(parse(f"第1条　施行する。\n第2条　定める。\n第3条　行う。\n{deleted}\n", id="a.txt"))
