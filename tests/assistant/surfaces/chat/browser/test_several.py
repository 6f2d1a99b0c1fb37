"""Several documents in a real browser: which are asked, each by itself or all together."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.assistant.surfaces.chat.browser.conftest import OpenPage, Picture, add, ask, choose, remove
from tests.assistant.surfaces.chat.conftest import ODA, SAMPLE

MEMO = "# 覚書\n\n- 1 会議を開く。\n- 2 費用は各国が負担する。\n- 3 事務局を置く。\n"


def test_each_document_answers_by_itself_and_a_reload_keeps_the_choice(
    open_page: OpenPage, picture: Picture, tmp_path: Path
) -> None:
    file = tmp_path / "memo.md"
    file.write_text(MEMO, encoding="utf-8")
    page = open_page()
    expect(page.locator("#asked")).to_have_count(0)
    add(page, file)
    choose(page, "#asked", "memo.md")
    page.reload()
    expect(page.locator("#asked .token")).to_contain_text("memo.md")
    page.locator("#beside input").check()
    choose(page, "#asked", SAMPLE.name)
    page.keyboard.press("Escape")
    page.locator("#question textarea").fill(ODA)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".after")).to_have_count(2)
    columns = page.locator(".strand")
    expect(columns.nth(0)).to_contain_text("memo.md")
    expect(columns.nth(0).locator(".abstained")).to_be_visible()
    expect(columns.nth(1).locator(".chip")).to_have_text("〔3〕")
    expect(page.locator(".beside > .question")).to_have_text(ODA)
    picture(page, "side-by-side")
    page.wait_for_url("**c=*")
    page.goto(page.url.split("?")[0] + "?c=" + page.url.split("c=")[1].split("&")[0].split("#")[0])
    expect(page.locator(".strand")).to_have_count(2)
    expect(page.locator("#asked .token")).to_have_count(2)
    expect(page.locator("#beside input")).to_be_checked()
    page.locator("#beside input").uncheck()
    ask(page, ODA)
    expect(page.locator(".turn").last.locator(".chip").first).to_have_text("〔覚書 2〕")
    remove(page, "memo.md")
    page.get_by_role("tab").first.click()
    expect(page.locator("#asked")).to_have_count(0)
