"""From a question to the very words of the document, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.assistant.surfaces.chat.browser.conftest import OpenPage, Picture, ask
from tests.assistant.surfaces.chat.conftest import AFGHANISTAN, FOLLOW_UP, ODA, WEATHER


def test_a_first_visit_leads_to_a_cited_answer(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    picture(page, "first-visit")
    expect(page.locator(".suggestions button")).to_have_count(4)
    ask(page, ODA)
    expect(page.locator(".empty")).to_have_count(0)
    expect(page.locator(".claim .words")).to_contain_text("5,680億円")
    expect(page.locator(".chip")).to_have_text("〔3〕")


def test_a_chip_marks_exactly_the_words_it_cites_and_back_returns(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, ODA)
    chip = page.locator(".chip")
    chip.hover()
    expect(page.locator("#quote")).to_contain_text("5,680億円")
    quote = chip.get_attribute("data-quote")
    chip.click()
    expect(page.locator("#page mark")).to_have_text(str(quote))
    expect(page.locator("#page mark")).to_be_in_viewport()
    picture(page, "cited-answer")
    page.locator(".back").click()
    expect(page.locator("#page mark")).to_have_count(0)
    expect(chip).to_be_focused()


def test_the_browser_s_own_back_walks_through_the_citations(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, AFGHANISTAN)
    first, second = (page.locator(".chip").nth(n) for n in (0, 1))
    first.click()
    second.click()
    expect(page.locator("#page mark")).to_have_text(str(second.get_attribute("data-quote")))
    page.go_back()
    expect(page.locator("#page mark")).to_have_text(str(first.get_attribute("data-quote")))


def test_a_follow_up_shows_how_it_was_read(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, ODA)
    ask(page, FOLLOW_UP)
    expect(page.locator(".resolved")).to_contain_text(ODA)
    expect(page.locator(".turn")).to_have_count(2)
    picture(page, "follow-up")


def test_an_abstention_is_an_answer_with_its_proof(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, WEATHER)
    expect(page.locator(".abstained")).to_contain_text("書かれていません")
    expect(page.locator(".strip .cell")).to_have_count(43)
    picture(page, "abstention")


def test_a_list_shows_its_strip_and_each_cell_opens_its_paragraph(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, AFGHANISTAN)
    cited = page.locator(".strip .cell.cited")
    expect(cited).to_have_count(page.locator(".claim").count())
    cited.nth(1).click()
    label = page.locator("#page .current").get_attribute("data-label")
    assert cited.nth(1).get_attribute("title") == f"第{label}段落: 引用"
    picture(page, "list")


def test_finding_words_marks_each_place_and_counts_them(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#find-words").fill("アフガニスタン")
    page.locator("#find-words").press("Enter")
    marks = page.locator("#page mark.found")
    assert set(marks.all_text_contents()) == {"アフガニスタン"}
    expect(page.locator("#found")).to_have_text(f"1 / {marks.count()} 件")
    page.locator("#find-words").press("Enter")
    expect(page.locator("#found")).to_have_text(f"2 / {marks.count()} 件")


def test_a_permalink_opens_at_the_marked_words(open_page: OpenPage) -> None:
    page = open_page("/ja/#read=statement-2017-ashgabat.md/16/0-7")
    expect(page.locator("#page mark")).to_have_text("各国外務大臣は")
    expect(page.locator("#page .current .number")).to_have_text("16")


def test_a_citation_is_copied_as_a_footnote(open_page: OpenPage) -> None:
    page = open_page("/ja/#read=statement-2017-ashgabat.md/16")
    page.locator("#page .current [data-do=copy]").first.click()
    expect(page.locator("#notice")).to_have_text("写しました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "「中央アジア＋日本」対話・第6回外相会合 共同声明（2017年5月1日）、第16段落"


def test_finding_minds_neither_width_nor_case(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#find-words").fill("ｕｎｏｄｃ")
    page.locator("#find-words").press("Enter")
    assert set(page.locator("#page mark.found").all_text_contents()) == {"UNODC"}


def test_a_chip_fetches_a_document_anew_that_changed_since_it_was_opened(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(
        "for (const text of document.querySelectorAll('#page .text')) text.textContent = '古い' + text.textContent"
    )
    ask(page, ODA)
    page.locator(".chip").click()
    expect(page.locator("#page mark")).to_have_text(str(page.locator(".chip").get_attribute("data-quote")))
