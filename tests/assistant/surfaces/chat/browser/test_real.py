"""The whole product in the browser, no part replaced; its two pictures are the README's (`make pictures`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.answering import Assistant
from assistant.records import Conversations
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from index.library import Library
from index.model import Embedder
from tests.assistant.surfaces.chat.browser.conftest import Picture, ask, serve
from tests.assistant.surfaces.chat.conftest import SAMPLE
from tests.shared_reader import shared_reader


@pytest.fixture(scope="module")
def product(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application over the sample."""
    settings = Settings(data=tmp_path_factory.mktemp("product"))
    with Library(settings.data, lambda: embedder) as library:
        library.add(SAMPLE)
        conversations = Conversations(settings.conversations_url, library)
        app = create_app(Assistant(library, shared_reader), library, conversations, settings=settings)
        server, thread, address = serve(app)
        yield address
        server.should_exit = True
        thread.join(10)
        conversations.close()


@pytest.fixture
def page(browser: Browser, product: str) -> Iterator[Page]:
    """A first visit, at the size of the README's pictures."""
    context = browser.new_context(viewport={"width": 1200, "height": 720}, locale="ja", device_scale_factor=1.5)
    page = context.new_page()
    page.goto(product)
    page.wait_for_selector("#page article")
    yield page
    context.close()


def test_a_question_is_answered_in_the_statement_s_own_words(page: Page, picture: Picture) -> None:
    ask(page, "次のエネルギー憲章会議はいつ開かれますか。")
    claim = page.locator(".claim", has=page.locator(".words", has_text="2017年11月28-29日にアシガバットにて"))
    claim.locator(".chip").click()
    expect(page.locator("#page .current .number")).to_have_text("16")
    expect(page.locator("#page mark")).to_have_text(claim.locator(".words").inner_text())
    picture(page, "readme-answer")


def test_a_paragraph_that_the_statement_lacks_is_not_made_up(page: Page, picture: Picture) -> None:
    ask(page, "第52段落は何と述べていますか。")
    expect(page.locator(".abstained")).to_be_visible()
    expect(page.locator(".claim")).to_have_count(0)
    picture(page, "readme-abstention")


def test_a_greeting_is_answered_by_questions_to_begin_with(page: Page, picture: Picture) -> None:
    ask(page, "こんにちは")
    expect(page.locator(".aside")).to_contain_text("お尋ねください")
    expect(page.locator(".aside .suggestions button")).to_have_count(4)
    picture(page, "greeting")
    page.locator(".aside .suggestions button").first.click()
    expect(page.locator(".after")).to_have_count(2)
    expect(page.locator(".claim").first).to_contain_text("5,680億円")


@pytest.mark.parametrize("kind", ["fact", "lookup", "list", "summary"])
def test_every_suggested_question_gets_an_answer(page: Page, kind: str) -> None:
    number = ["fact", "lookup", "list", "summary"].index(kind)
    page.locator(".suggestions button").nth(number).click()
    expect(page.locator(".after")).to_have_count(1)
    expect(page.locator(".claim").first).to_be_visible()
