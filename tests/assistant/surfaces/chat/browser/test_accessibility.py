"""axe-core finds nothing serious in any state of the page."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.assistant.surfaces.chat.browser.conftest import OpenPage, ask
from tests.assistant.surfaces.chat.conftest import AFGHANISTAN, ODA, WEATHER

AXE = "axe-core@4.10.3"
KEPT = Path(__file__).parents[5] / "out/axe.min.js"


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script, from the npm registry once, then from out/."""
    if not KEPT.exists():
        folder = tmp_path_factory.mktemp("axe")
        npm = shutil.which("npm") or pytest.skip("no npm here to fetch axe-core with")
        try:
            subprocess.run([npm, "pack", AXE, "--silent"], cwd=folder, check=True, timeout=60, capture_output=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            pytest.skip(f"axe-core cannot be fetched from the npm registry: {error}")
        with tarfile.open(next(folder.glob("*.tgz"))) as package:
            member = package.extractfile("package/axe.min.js")
            assert member is not None
            KEPT.parent.mkdir(parents=True, exist_ok=True)
            KEPT.write_bytes(member.read())
    return KEPT.read_text(encoding="utf-8")


def serious(page: Page, axe: str) -> list[str]:
    """What axe-core finds, serious or worse: rule and place."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_answers_and_the_document_have_no_serious_finding(open_page: OpenPage, axe: str, dark: bool) -> None:
    page = open_page(dark=dark)
    assert not serious(page, axe)
    ask(page, AFGHANISTAN)
    ask(page, WEATHER)
    page.locator(".chip").first.click()
    assert not serious(page, axe)


def test_the_other_tabs_and_panels_have_no_serious_finding(open_page: OpenPage, axe: str) -> None:
    page = open_page(locale="en")
    ask(page, ODA)
    page.locator("#kept > button").click()
    page.locator("[data-do=not-helpful]").click()
    assert not serious(page, axe)
    for tab in page.get_by_role("tab").all()[1:]:
        tab.click()
        assert not serious(page, axe)
