"""An answer as HTML: what it says, how sure it is, and where it stands."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from assistant.answer import Answer, Scan
from assistant.answers import phrase
from assistant.events import ClaimReady, Resolved
from assistant.surfaces.chat.answer_view import Seen, answer_view, progress_view, strip_cells
from assistant.surfaces.chat.suggestions import suggestions
from index.document import Document
from tests.assistant.surfaces.chat.conftest import cite, finished

WORDS = "テロリズムを断固として明白に非難した"


def shown(answer: Answer, document: Document, *, language: str = "ja", several: bool = False) -> BeautifulSoup:
    titles = {document.id: document.title}
    html = answer_view(answer, [document], language=language, name="q1", several=several, titles=titles)
    return BeautifulSoup(html, "html.parser")


def test_a_chip_leads_to_the_quoted_span_and_carries_the_quote(statement: Document) -> None:
    page = shown(finished(statement, "問い", "問い", [cite(statement, "7", WORDS)]), statement)
    chip = page.select_one(".chip")
    start = statement["7"].text.index(WORDS)
    assert chip is not None
    assert chip.get_text() == "〔7〕"
    assert chip["href"] == f"#read={statement.id}/7/{start}-{start + len(WORDS)}"
    assert chip["data-quote"] == WORDS
    assert chip["aria-label"] == "第7段落の引用箇所を開く"


def test_with_several_documents_a_chip_names_its_document(statement: Document) -> None:
    page = shown(finished(statement, "問い", "問い", [cite(statement, "7", WORDS)]), statement, several=True)
    assert page.select(".chip")[0].get_text() == f"〔{statement.title} 7〕"


def test_the_state_of_a_claim_is_said_in_words(statement: Document) -> None:
    states = ("verbatim", "supported", "unverified")
    claims = [cite(statement, "7", WORDS, support=state, rule="r") for state in states]
    page = shown(finished(statement, "問い", "問い", claims), statement, language="en")
    assert [e.get_text() for e in page.select(".support")] == ["verbatim", "checked", "unverified · r"]
    assert [e["class"] for e in page.select(".claim")] == [["claim", state] for state in states]
    assert [e.get_text() for e in page.select(".original q")] == [WORDS]


def test_what_was_asked_for_is_set_off_inside_the_claim(statement: Document) -> None:
    page = shown(finished(statement, "問い", "問い", [cite(statement, "7", WORDS, marked=((0, 6),))]), statement)
    assert [e.get_text() for e in page.select(".words b")] == ["テロリズムを"]
    assert page.select(".words")[0].get_text() == WORDS


def test_the_strip_has_a_cell_for_every_paragraph_of_what_was_asked(statement: Document) -> None:
    answer = finished(statement, "問い", "問い", [cite(statement, "7", WORDS)])
    cells = strip_cells(answer, [statement])[statement.id]
    assert len(cells) == len(statement) == 43
    assert [c.label for c in cells if c.use == "cited"] == ["7"]
    assert [c.label for c in cells if c.use == "relevant"] == ["20"]


def test_what_was_not_found_is_not_denied_and_the_nearest_places_are_open_to_read(statement: Document) -> None:
    answer = replace(
        finished(statement, "問い", "問い", []), retrieved=(statement["5"], statement["9"], statement["11"])
    )
    page = shown(answer, statement)
    assert "見つかりませんでした" in page.select(".abstained")[0].get_text()
    assert "お確かめください" in page.select(".read-these")[0].get_text()
    passages = [e.get_text() for e in page.select(".passages .chip")]
    assert passages == [f"〔{statement.paragraphs[1].label}〕", "〔5〕", "〔9〕"]
    assert all(e.get_text() in statement.text for e in page.select(".passages q"))
    assert not page.select(".denied, .claim, .scan[open]")


def test_only_what_is_known_not_to_exist_is_denied(statement: Document) -> None:
    absent = replace(
        finished(statement, "問い", "問い", []), reason="no such paragraph", message="52はこの文書にありません。"
    )
    page = shown(absent, statement)
    assert "52はこの文書にありません。" in page.select(".denied")[0].get_text()
    assert page.select(".scan[open]")
    assert not page.select(".passages")


def test_an_abstention_over_many_documents_is_one_line_that_opens(statement: Document) -> None:
    absent = replace(finished(statement, "問い", "問い", []), reason="none mentions it", message="「鯨」はありません。")
    shelf = [replace(statement, id=f"{n}.md") for n in range(8)]
    page = BeautifulSoup(answer_view(absent, shelf, language="ja", name="q1", several=True), "html.parser")
    assert len(page.select(".scan .strip")) == 8
    assert not page.select(".scan[open]")
    assert "8文書" in page.select(".scan summary")[0].get_text()


def test_places_that_may_not_answer_are_shown_as_such(statement: Document) -> None:
    answer = finished(statement, "問い", "問い", [cite(statement, "7", WORDS)])
    page = shown(replace(answer, message=phrase("closest", "ja"), sure=False), statement)
    assert "確かでありません" in page.select(".unsure")[0].get_text()
    assert page.select(".claims.nearest .claim")
    assert not shown(answer, statement).select(".unsure, .claims.nearest")


def test_where_nothing_was_asked_questions_to_begin_with_are_offered(statement: Document) -> None:
    greeted = Answer("abstained", language="ja", question="こんにちは", query="こんにちは", reason="not a question")
    offered = suggestions(statement, language="ja")
    html = answer_view(greeted, [statement], language="ja", name="q1", offered=offered)
    page = BeautifulSoup(html, "html.parser")
    assert phrase("not a question", "ja") in page.select(".abstained")[0].get_text()
    assert [e["data-question"] for e in page.select(".suggestions button")] == [s.question for s in offered]
    assert not page.select(".passages, .scan, .denied, .resolved")


def test_the_rest_of_a_cited_paragraph_is_offered_once(statement: Document) -> None:
    paragraph = statement["16"]
    first, second = (cite(statement, "16", sentence.text) for sentence in paragraph.body[:2])
    page = shown(finished(statement, "問い", "問い", [first, second]), statement)
    (rest,) = page.select(".rest")
    assert rest.select("summary")[0].get_text() == f"第16段落にあと{len(paragraph.body) - 2}文"
    assert rest.select("p")[0].get_text() == paragraph.text
    assert [e.get_text() for e in rest.select("mark")] == [first.text, second.text]


def test_a_resolved_question_is_shown_only_where_it_differs(statement: Document) -> None:
    same, other = (finished(statement, "いつ？", query, []) for query in ("いつ？", "会合はいつ？"))
    assert not shown(same, statement).select(".resolved")
    assert "会合はいつ？" in shown(other, statement).select(".resolved")[0].get_text()


def test_nothing_hostile_gets_through(hostile: Document) -> None:
    words = hostile["1"].text[:60]
    claim = cite(hostile, "1", words, support="unverified", rule="<b>rule</b>")
    answer = Answer(
        "answered",
        (claim,),
        "ja",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        message="<i>m</i>",
        scanned=Scan(1, 1),
        left_out=(hostile["1"],),
        notes=("<u>n</u>",),
    )
    page = shown(answer, hostile, several=True)
    assert not page.select("script, img, i:not(.cell), u")
    assert page.select(".words")[0].get_text() == words
    assert page.select("h3")[0].get_text().endswith("<script>alert(1)</script>")


def test_claims_stand_in_the_page_as_they_come(statement: Document) -> None:
    seen = Seen().after(Resolved("問いなおし")).after(ClaimReady(cite(statement, "7", WORDS)))
    page = BeautifulSoup(progress_view("問い", seen, language="ja", name="q1"), "html.parser")
    assert [e.get_text() for e in page.select(".words")] == [WORDS]
    assert not page.select(".after")
