"""A draft is pasted, checked, and leads to the paragraphs it cites."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.assistant.surfaces.chat.browser.conftest import OpenPage, Picture, choose
from tests.assistant.surfaces.chat.conftest import SAMPLE

DRAFT = """各国はあらゆる形態のテロを断固として非難した〔7〕。
ODAの総額は5,690億円以上にのぼる（第3段落）。
パリ協定は2016年に発効した（第16段落）。
第52段落は議長国に触れている。
タジキスタン共和国は2017—2018年の期間において次の議長国に就任する。
"""


def test_a_pasted_draft_shows_states_and_opens_the_paragraph(open_page: OpenPage, picture: Picture) -> None:
    page = open_page()
    page.get_by_role("tab", name="下書きを確かめる").click()
    page.locator("#draft textarea").fill(DRAFT)
    choose(page, "#check-document", SAMPLE.name)
    page.locator("#check").click()
    expect(page.locator(".checked li")).to_have_count(5)
    expect(page.locator(".checked li.wrong-paragraph")).to_contain_text("26")
    expect(page.locator(".checked del").first).to_have_text("5,690億円")
    picture(page, "check-draft")
    page.locator(".checked li.drifted a.number").click()
    expect(page.locator("#page .current")).to_contain_text("5,680億円")
    expect(page.locator("#page .current")).to_be_in_viewport()
