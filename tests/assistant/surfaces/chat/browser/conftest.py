"""The chat on a port, and Debian's chromium (or playwright's own) to use it with."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.records import Conversations
from assistant.surfaces.api import failures
from assistant.surfaces.api.policy import Policy
from assistant.surfaces.chat import mount_chat
from index.library import Library
from tests.assistant.surfaces.chat.conftest import SAMPLE, Script
from tests.index.library_parts import open_library

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PICTURES = Path(__file__).parents[5] / "out/pictures"

OpenPage = Callable[..., Page]
Picture = Callable[[Page, str], None]


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter, wait for the whole answer."""
    turns = page.locator(".after").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".after")).to_have_count(turns + 1)


def choose(page: Page, box: str, name: str) -> None:
    """Choose what has that name in a dropdown."""
    page.locator(f"{box} input").click()
    page.locator(f"{box} [role=option]", has_text=name).click()


def add(page: Page, file: Path) -> None:
    """Add a document in its tab, and come back."""
    page.get_by_role("tab").nth(1).click()
    page.locator("#upload input[type=file]").set_input_files(file)
    expect(page.locator(".report .added")).to_contain_text(file.name)
    expect(page.locator(".shelf")).to_contain_text(file.name)
    page.get_by_role("tab").first.click()


def press_remove(page: Page, name: str) -> None:
    """Press the button of a document's card that takes it out."""
    page.locator(f'[data-do="remove-document"][data-document="{name}"]').click()


def remove(page: Page, name: str) -> None:
    """Take a document out again, and leave the sample alone."""
    page.get_by_role("tab").nth(1).click()
    press_remove(page, name)
    expect(page.locator(".shelf article")).to_have_count(1)


def serve(app: FastAPI) -> tuple[uvicorn.Server, threading.Thread, str]:
    """Start an app on a free port; gives its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    return server, thread, f"http://127.0.0.1:{port}"


@dataclass(frozen=True)
class Served:
    """The chat on a port, and the library behind it."""

    address: str
    library: Library

    def clear(self) -> None:
        """Leave the sample alone in the library, whatever a test that broke off left there or on its way."""
        while re.search(r'data-running="[1-9]', httpx.get(f"{self.address}/chat/adding").text):
            time.sleep(0.1)
        for summary in self.library.summaries:
            if summary.id != SAMPLE.name:
                self.library.remove(summary.id)


@pytest.fixture(scope="session")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The chat over the sample and the scripted assistant."""
    folder = shutil.copytree(filled, tmp_path_factory.mktemp("served") / "data")
    with open_library(folder) as library:
        conversations = Conversations(f"sqlite:///{folder / 'conversations.sqlite3'}", library)
        app = FastAPI()
        failures.install(app)
        app.add_middleware(Policy)
        app = mount_chat(
            app,
            assistant=Script(library),  # type: ignore[arg-type]
            library=library,
            conversations=conversations,
            drafts=folder / "drafts.jsonl",
        )
        server, thread, url = serve(app)
        yield Served(url, library)
        server.should_exit = True
        thread.join(10)
        conversations.close()


@pytest.fixture
def address(served: Served) -> Iterator[str]:
    """The address of the chat, whose library holds the sample alone when a test begins."""
    yield served.address
    served.clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless browser for all tests; each page has its own profile."""
    found = shutil.which("chromium")
    expect.set_options(timeout=15_000)  # five seconds are short where other work fills the machine
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        except Exception as error:
            pytest.skip(f"no browser here: {str(error).splitlines()[0]}; install Debian's chromium")
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens the chat, and fails the test where the page asks anybody else or breaks."""
    strangers: list[str] = []
    broken: list[str] = []
    contexts = []

    def opened(
        path: str = "/", *, width: int = 1280, height: int = 800, locale: str = "ja", dark: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, color_scheme="dark" if dark else "light"
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on(
            "request", lambda r: strangers.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None
        )
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", lambda told: broken.append(told.text) if "Content Security Policy" in told.text else None)
        page.goto(address + path)
        page.wait_for_selector("#page article", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not strangers
    assert not broken


@pytest.fixture
def picture() -> Picture:
    """Writes what is on the screen to out/pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def taken(page: Page, name: str) -> None:
        page.screenshot(path=PICTURES / f"{name}.png")

    return taken
