"""The chat under the policy that its server sends; every other test of the browser runs under it too."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.assistant.surfaces.chat.browser.conftest import ask
from tests.assistant.surfaces.chat.conftest import ODA

INTRUDE = """() => {
    const made = document.createElement('div')
    made.innerHTML = '<img src="x" onerror="window.intruded = 1">'
    document.body.append(made)
    const script = document.createElement('script')
    script.textContent = 'window.intruded = 2'
    document.body.append(script)
    const foreign = document.createElement('script')
    foreign.src = 'https://example.org/x.js'
    document.body.append(foreign)
    return new Promise(done => setTimeout(() => done(window.intruded ?? 0), 500))
}"""


def test_a_script_that_comes_into_the_page_later_does_not_run(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)
        page.goto(address)
        page.wait_for_selector("#page article", state="attached")
        ask(page, ODA)
        expect(page.locator(".claim").first).to_be_visible()
        assert refused == []
        assert page.evaluate(INTRUDE) == 0
        assert len(refused) >= 3
