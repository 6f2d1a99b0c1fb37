"""The room around an answer: documents, conversations, languages, sizes, keys and mishaps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from index.document import Document
from tests.assistant.surfaces.chat.browser.conftest import OpenPage, Picture, ask, choose, press_remove
from tests.assistant.surfaces.chat.conftest import BROKEN, ODA, ODA_WORDS, SAMPLE, SLOW, WEATHER


def test_a_reload_keeps_the_conversation_and_a_new_tab_begins_another(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, ODA)
    page.wait_for_url("**/?c=*")
    page.reload()
    expect(page.locator(".claim .words")).to_contain_text("5,680億円")
    expect(page.locator("#question textarea")).to_have_value("")
    other = open_page()
    expect(other.locator(".turn")).to_have_count(0)
    ask(other, WEATHER)
    ask(page, WEATHER)
    expect(page.locator(".turn")).to_have_count(2)
    expect(other.locator(".turn")).to_have_count(1)


def test_the_interface_speaks_the_browser_s_language_and_can_be_switched(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(locale="en-GB")
    assert page.locator("html").get_attribute("lang") == "en"
    ask(page, ODA)
    expect(page.locator(".support")).to_have_text("verbatim")
    picture(page, "english")
    page.locator("[data-do=language]").click()
    expect(page.locator(".support")).to_have_text("原文のまま")
    assert page.locator("html").get_attribute("lang") == "ja"
    page.goto(page.url.split("/ja/")[0])
    expect(page.locator("#send")).to_have_text("送信")


def test_on_a_phone_the_document_comes_over_the_conversation(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(width=390, height=844)
    picture(page, "phone")
    ask(page, ODA)
    picture(page, "phone-answer")
    page.locator(".chip").click()
    expect(page.locator("#page mark")).to_be_in_viewport()
    picture(page, "phone-document")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator(".back").click()
    expect(page.locator("#page")).not_to_be_visible()


def test_the_keyboard_alone_asks_opens_and_returns(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type(ODA)
    page.keyboard.press("Enter")
    expect(page.locator(".after")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator(".chip")).to_be_focused()
    expect(page.locator("#quote")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#page mark")).to_contain_text("5,680億円")
    page.keyboard.press("Escape")
    expect(page.locator(".chip")).to_be_focused()


def test_an_answer_can_be_stopped_and_what_stands_stays(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    page.locator("#question textarea").fill(SLOW)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".claim")).to_have_count(1)
    picture(page, "streaming")
    page.locator("#stop").click()
    expect(page.locator("#status")).to_contain_text("止めました")
    expect(page.locator("#send")).to_be_visible()
    ask(page, ODA)


def test_a_failure_is_a_sentence_and_gives_the_question_back(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    page.locator("#question textarea").fill(BROKEN)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".failure")).to_contain_text("there is no document gone.md")
    expect(page.locator(".failure .hint")).to_contain_text("読み直してください")
    expect(page.locator("#question textarea")).to_have_value(BROKEN)
    picture(page, "error")


def test_conversations_are_named_searched_and_deleted(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, ODA)
    page.locator("#kept > button").click()
    expect(page.locator("[aria-current=page]")).to_contain_text(ODA)
    page.locator("#name input, #name textarea").fill("援助のこと")
    page.locator("#rename").click()
    expect(page.locator("[aria-current=page]")).to_contain_text("援助のこと")
    page.locator("#search input, #search textarea").fill("5,680")
    expect(page.locator("[aria-current=page]")).to_contain_text("援助のこと")
    picture(page, "conversations")
    page.locator("#search input, #search textarea").fill("どこにもない言葉")
    expect(page.locator(".conversations li")).to_have_count(0)
    page.locator("#delete").click()
    page.wait_for_url(lambda url: "c=" not in url)
    expect(page.locator(".empty")).to_be_visible()
    page.locator("#notice button").click()
    page.wait_for_url(lambda url: "c=" in url)
    expect(page.locator(".claim")).to_contain_text("5,680億円")


def test_an_answer_is_judged_and_noted_and_so_are_words_of_the_document(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, ODA)
    page.locator("[data-do=not-helpful]").click()
    page.locator("[data-reason=wrong_paragraph]").click()
    expect(page.locator(".thanks")).to_contain_text("下書き")
    page.locator("[data-do=note-answer]").click()
    expect(page.locator(".after .remark")).to_be_focused()
    page.locator(".after .remark").fill("額を確認")
    page.locator(".after .remark").press("Tab")
    expect(page.locator("#notice")).to_contain_text("ひとことを残しました")
    page.locator("#page [data-label='28'] .text").evaluate(
        "(text) => getSelection().setBaseAndExtent(text.firstChild, 8, text.firstChild, 18)"
    )
    page.locator("#page .current [data-do=note-passage]").click()
    page.get_by_role("tab", name="メモ").click()
    expect(page.locator("#notes .words")).to_have_text([ODA_WORDS, "ビシュケク市において"])
    expect(page.locator("textarea.remark").first).to_have_value("額を確認")
    picture(page, "notes")
    page.locator("#notes .chip").last.click()
    expect(page.locator("#page mark")).to_have_text("ビシュケク市において")
    page.get_by_role("tab", name="メモ").click()
    page.locator("[data-do=delete-note]").last.click()
    expect(page.locator(".kept-note")).to_have_count(1)
    page.locator("#notice button").click()
    expect(page.locator("#notes .words")).to_have_text([ODA_WORDS, "ビシュケク市において"])
    page.locator("[data-do=delete-note]").last.click()
    expect(page.locator(".kept-note")).to_have_count(1)


def test_two_documents_are_asked_compared_and_told_apart(open_page: OpenPage, picture: Picture, tmp_path: Path) -> None:
    changed = SAMPLE.read_text(encoding="utf-8").replace("5,680億円", "6,000億円").replace("- 17 ", "- 17 新たに")
    file = tmp_path / "changed.md"
    file.write_text(changed, encoding="utf-8")
    page = open_page(locale="en")
    page.get_by_role("tab", name="Documents").click()
    page.locator("#upload input[type=file]").set_input_files(file)
    expect(page.locator(".report .added")).to_contain_text("changed.md")
    expect(page.locator(".shelf article")).to_have_count(2)
    page.get_by_role("tab", name="Compare").click()
    choose(page, "#compare-old", SAMPLE.name)
    choose(page, "#compare-new", "changed.md")
    page.locator("#compare").click()
    expect(page.locator("tr.changed")).to_have_count(2)
    expect(page.locator("tr.changed del").first).to_contain_text("5,680")
    expect(page.locator("tr.changed ins").first).to_contain_text("6,000")
    page.locator("tr.changed").first.scroll_into_view_if_needed()
    picture(page, "compare")
    page.locator("tr.changed .number").nth(1).click()
    expect(page.locator("#page .current")).to_contain_text("6,000億円")
    expect(page.locator("#page .current")).to_be_in_viewport()
    ask(page, ODA)
    expect(page.locator("#asked")).to_be_visible()
    page.locator("#find-words").fill("アフガニスタン")
    page.locator("[data-do=search-all]").click()
    expect(page.locator(".results h3")).to_have_count(2)
    page.locator(".results .chip").first.click()
    expect(page.locator("#page mark")).to_be_in_viewport()
    expect(page.locator(".chip")).to_have_text(f"〔{SAMPLE.name} 3〕")
    picture(page, "two-documents")
    choose(page, "#asked", "changed.md")
    page.wait_for_url("**asked=**")
    page.keyboard.press("Escape")
    page.locator(".collections summary").click()
    page.locator("#collect input").fill("the new one")
    page.locator("#collect button").click()
    expect(page.locator("[data-do=collection]")).to_have_text("the new one 1")
    page.goto(page.url.split("?")[0])
    page.locator("[data-do=collection]").click()
    expect(page.locator("#asked .token")).to_contain_text("changed.md")
    page.locator("[data-do=forget-collection]").click()
    expect(page.locator("[data-do=collection]")).to_have_count(0)
    page.get_by_role("tab", name="Documents").click()
    press_remove(page, "changed.md")
    expect(page.locator(".shelf article")).to_have_count(1)


def test_a_document_is_added_audited_read_and_removed(open_page: OpenPage, picture: Picture, tmp_path: Path) -> None:
    file = tmp_path / "覚書.md"
    file.write_text("# 覚書\n\n- 1 一つ目。\n- 2 二つ目。\n- 4 四つ目。\n- 5 五つ目。\n", encoding="utf-8")
    empty = tmp_path / "empty.md"
    empty.write_text("", encoding="utf-8")
    page = open_page()
    page.get_by_role("tab", name="文書").click()
    page.locator("#upload input[type=file]").set_input_files([file, empty])
    expect(page.locator(".report .added")).to_contain_text("覚書.md")
    expect(page.locator(".report .failed")).to_contain_text("empty.md")
    expect(page.locator(".report .audit")).to_contain_text("番号の検査")
    expect(page.locator(".shelf article")).to_have_count(2)
    picture(page, "library")
    page.locator('[data-do="ask-about"][data-document="覚書.md"]').click()
    expect(page.locator("#asked .token")).to_contain_text("覚書")
    page.get_by_role("tab", name="文書").click()
    page.locator(".report a.open").click()
    expect(page.locator("#page .overview")).to_be_in_viewport()
    expect(page.locator("#page h2")).to_have_text("覚書")
    page.get_by_role("tab", name="文書").click()
    press_remove(page, "覚書.md")
    expect(page.locator(".shelf article")).to_have_count(1)
    expect(page.locator("#same")).to_contain_text("取り除きました")
    page.locator("#undo").click()
    expect(page.locator(".shelf article")).to_have_count(2)
    file.write_text("# 覚書\n\n- 1 新しい一つ目。\n- 2 二つ目。\n- 3 三つ目。\n", encoding="utf-8")
    page.locator("#upload input[type=file]").set_input_files(file)
    expect(page.locator("#same")).to_contain_text("すでにあります")
    picture(page, "same-name")
    page.locator("#same-other").click()
    expect(page.locator(".shelf article")).to_have_count(3)
    file.write_text("# 覚書\n\n- 1 さらに新しい一つ目。\n- 2 二つ目。\n- 3 三つ目。\n", encoding="utf-8")
    page.locator("#upload input[type=file]").set_input_files(file)
    page.locator("#same-version").click()
    expect(page.locator(".report .replaced")).to_contain_text("覚書.md")
    page.locator(".report .replaced a").click()
    expect(page.locator("#page")).to_contain_text("さらに新しい一つ目")
    page.locator("#page .versions a").first.click()
    expect(page.locator("#page .former")).to_contain_text("以前の版")
    expect(page.locator("#page")).not_to_contain_text("さらに新しい")
    page.get_by_role("tab", name="文書").click()
    for left, name in ((2, "覚書 (2).md"), (1, "覚書.md")):
        press_remove(page, name)
        expect(page.locator(".shelf article")).to_have_count(left)


@pytest.mark.parametrize("width", [768, 1920])
def test_other_widths_and_the_dark_fit_too(open_page: OpenPage, picture: Picture, width: int) -> None:
    page = open_page(width=width, height=1000, dark=width == 1920)
    ask(page, ODA)
    page.locator(".chip").click()
    picture(page, f"width-{width}")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_typed_or_stored_shows_as_text_and_never_runs(open_page: OpenPage) -> None:
    page = open_page()
    typed = "<img src=x onerror=alert(1)> ${7*7} {{value}} </h3><script>document.title='broken'</script>"
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    ask(page, typed)
    expect(page.locator(".turn .question")).to_contain_text(typed)
    page.wait_for_url("**/?c=*")
    page.reload()
    expect(page.locator(".turn .question")).to_contain_text(typed)
    assert page.title() == "Danraku"


def test_a_lost_connection_comes_back_and_keeps_what_was_typed(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    ask(page, ODA)
    page.context.set_offline(True)
    page.locator("#question textarea").fill(WEATHER)
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_test_id("toast-body")).to_be_visible()
    picture(page, "offline")
    page.context.set_offline(False)
    expect(page.get_by_test_id("toast-body")).to_have_count(0, timeout=30_000)
    expect(page.locator("#question textarea")).to_have_value(WEATHER)
    expect(page.locator(".turn")).to_have_count(1)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".abstained")).to_be_visible()


def test_a_hostile_document_is_read_as_text_and_marked_to_the_letter(
    open_page: OpenPage, hostile: Document, picture: Picture, tmp_path: Path
) -> None:
    file = tmp_path / "hostile.md"
    file.write_text(hostile.text, encoding="utf-8")
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.get_by_role("tab", name="文書").click()
    page.locator("#upload input[type=file]").set_input_files(file)
    expect(page.locator(".report .added")).to_contain_text("hostile.md")
    start = hostile["3"].text.index("𠮷野家")
    page.goto(page.url.split("/ja/")[0] + f"/ja/#read=hostile.md/3/{start}-{start + 3}")
    page.reload()
    expect(page.locator("#page mark")).to_have_text("𠮷野家")
    assert page.locator("#page .text").all_text_contents() == [paragraph.text for paragraph in hostile]
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    picture(page, "hostile")
    page.get_by_role("tab", name="文書").click()
    press_remove(page, "hostile.md")
    expect(page.locator(".shelf article")).to_have_count(1)
    assert page.title() == "Danraku"
