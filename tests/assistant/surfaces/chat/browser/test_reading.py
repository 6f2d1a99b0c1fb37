"""From a question to the very words of the document, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.assistant.surfaces.chat.browser.conftest import OpenPage, Picture, ask
from tests.assistant.surfaces.chat.conftest import AFGHANISTAN, FOLLOW_UP, ODA, SLOW, WEATHER


def test_a_first_visit_leads_to_a_cited_answer(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    picture(page, "first-visit")
    expect(page.locator(".empty .suggestions button")).to_have_count(4)
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
    page.locator(".claims .chip").last.click()
    page.wait_for_timeout(400)  # paragraphs never drawn before take their heights
    expect(page.locator("#page mark")).to_be_in_viewport()


def test_a_follow_up_shows_how_it_was_read(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, ODA)
    ask(page, FOLLOW_UP)
    expect(page.locator(".resolved")).to_contain_text(ODA)
    expect(page.locator(".turn")).to_have_count(2)
    picture(page, "follow-up")
    page.locator("[data-do=alone]").click()
    expect(page.locator(".after")).to_have_count(3)
    expect(page.locator(".resolved")).to_have_count(1)


def test_the_document_follows_the_answer_unless_it_is_being_read(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, AFGHANISTAN)
    first = page.locator(".claims .chip").first.get_attribute("data-quote")
    expect(page.locator("#page mark")).to_have_text(str(first))
    expect(page.locator("#page mark")).to_be_in_viewport()
    assert "#read" not in page.url
    expect(page.locator("#announcement")).to_contain_text(str(first))
    page.locator("#question textarea").fill(SLOW)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#stop")).to_be_visible()
    page.locator("#page").hover()
    page.mouse.wheel(0, 300)
    expect(page.locator(".after")).to_have_count(2)
    expect(page.locator("#page mark")).to_have_text(str(first))


def test_the_rest_of_a_cited_paragraph_is_one_click_away(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ODA)
    rest = page.locator(".rest")
    rest.locator("summary").click()
    expect(rest.locator("mark")).to_contain_text("5,680億円")
    assert len(rest.locator("p").inner_text()) > len(rest.locator("mark").inner_text())


def test_an_abstention_is_an_answer_with_its_proof(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, WEATHER)
    expect(page.locator(".abstained")).to_contain_text("見つかりませんでした")
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
    expect(page.locator("#found")).to_contain_text("1 /")
    assert set(marks.all_text_contents()) == {"アフガニスタン"}
    expect(page.locator("#found")).to_have_text(f"1 / {marks.count()} 件")
    page.locator("#find-words").press("Enter")
    expect(page.locator("#found")).to_have_text(f"2 / {marks.count()} 件")


def test_the_overview_leads_into_the_text_and_a_number_goes_to_its_paragraph(
    open_page: OpenPage, picture: Picture
) -> None:
    page = open_page()
    expect(page.locator(".overview .contents a")).to_have_count(7)
    picture(page, "overview")
    page.locator(".mentions a", has_text="2017年11月28-29日").click()
    expect(page.locator("#page mark")).to_have_text("2017年11月28-29日")
    page.locator("[data-do=contents]").click()
    page.locator("#contents-beside a", has_text="開発").click()
    expect(page.locator("#page .current .number")).to_have_text("23")
    page.locator("#find-words").fill("第30段落")
    page.locator("#find-words").press("Enter")
    expect(page.locator("#page .current .number")).to_have_text("30")
    picture(page, "contents-beside")
    expect(page.locator(".questions button").first).to_be_visible()


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


def test_an_answer_is_copied_with_its_place_and_printed_without_buttons(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ODA)
    place = "「中央アジア＋日本」対話・第6回外相会合 共同声明（2017年5月1日）、第3段落"
    page.locator("[data-do=copy-answer]").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"（ODA）（{place}）")
    page.locator("[data-do=copy-notes]").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"（ODA）[1]\n\n[1] {place}")
    page.locator(".chip").click()
    page.locator("#page .current [data-do=copy-link]").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "?c=" not in link
    assert link.endswith(str(page.locator(".chip").get_attribute("href")))
    page.emulate_media(media="print")
    expect(page.locator(".after").first).to_be_hidden()
    expect(page.locator(".claim .words")).to_be_visible()


def test_finding_minds_neither_width_nor_case(open_page: OpenPage) -> None:
    page = open_page()
    page.locator("#find-words").fill("ｕｎｏｄｃ")
    page.locator("#find-words").press("Enter")
    expect(page.locator("#found")).to_contain_text("1 /")
    assert set(page.locator("#page mark.found").all_text_contents()) == {"UNODC"}


def test_a_chip_fetches_a_document_anew_that_changed_since_it_was_opened(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(
        "for (const text of document.querySelectorAll('#page .text')) text.textContent = '古い' + text.textContent"
    )
    ask(page, ODA)
    page.locator(".chip").click()
    expect(page.locator("#page mark")).to_have_text(str(page.locator(".chip").get_attribute("data-quote")))
