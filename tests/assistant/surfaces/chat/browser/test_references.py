"""Cross-references in the document: followed, and no hindrance to marking, finding and copying."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from index.parsing import parse
from tests.assistant.surfaces.chat.browser.conftest import OpenPage, Picture, add, remove

RULES = """第一条　会費を払う。
２　前項の会費は年額とし、第二条による。

第二条　会費は第一条第二項により、毎年四月に払う。

第三条　終わり。
"""


def test_a_reference_is_followed_and_words_across_it_are_marked_found_and_copied(
    open_page: OpenPage, picture: Picture, tmp_path: Path
) -> None:
    file = tmp_path / "rules.md"
    file.write_text(RULES, encoding="utf-8")
    document = parse(RULES, id="rules.md")
    page = open_page()
    add(page, file)
    quote = "会費は第一条第二項により"
    page.goto(page.url.split("/ja/")[0] + f"/ja/#read=rules.md/第2条/0-{len(quote)}")
    page.reload()
    marks = page.locator("#page mark.cited")
    expect(marks.first).to_be_visible()
    assert "".join(marks.all_text_contents()) == quote
    copied = page.evaluate(
        "getSelection().selectAllChildren(document.querySelectorAll('#page .text')[1]) ?? String(getSelection())"
    )
    assert copied == document["第2条"].text
    picture(page, "references")
    page.locator("#find-words").fill("第一条第二項により")
    page.locator("#find-words").press("Enter")
    expect(page.locator("#found")).to_have_text("1 / 1 件")
    assert "".join(page.locator("#page mark.found").all_text_contents()) == "第一条第二項により"
    page.locator("#page [data-label=第2条] .reference").click()
    expect(page.locator("#page .current")).to_have_attribute("data-label", "第1条")
    assert "".join(marks.all_text_contents()) == document["第1条"].text[document["第1条"].parts[-1].start_char :]
    expect(page.locator(".current .referred")).to_contain_text("第2条")
    page.go_back()
    assert "".join(marks.all_text_contents()) == quote
    assert page.locator("#page .text").all_text_contents() == [paragraph.text for paragraph in document]
    remove(page, "rules.md")
