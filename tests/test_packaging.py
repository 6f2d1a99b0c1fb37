"""What surrounds the code says what the code does."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import FILE, Settings
from assistant.surfaces.cli.pages import pages

ROOT = Path(__file__).parent.parent


def test_the_page_of_commands_is_what_help_says() -> None:
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == pages(), "run: make docs"


def test_every_setting_has_its_heading_and_no_heading_lacks_its_setting() -> None:
    headings = re.findall(r"^### (DANRAKU_\w+)$", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M)
    assert sorted(headings) == sorted([FILE, *(f"DANRAKU_{name.upper()}" for name in Settings.model_fields)])


def test_defaults_in_the_page_of_settings_are_the_real_ones() -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    told = re.findall(r"### DANRAKU_(\w+)\n.*Unset: `(.+?)`", text)
    assert ("PORT", "7860") in told
    for name, default in told:
        assert default == str(Settings.model_fields[name.lower()].default).removesuffix(".0")


def compose() -> dict[str, Any]:
    """The services by their names."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    return read


def test_compose_sets_only_what_is_a_setting_and_hides_what_asks_nobody() -> None:
    names = {f"DANRAKU_{name.upper()}" for name in Settings.model_fields}
    for service in ("app", "replica-1", "replica-2"):
        assert set(compose()[service]["environment"]) <= names
    for service in ("chroma", "postgres", "llm", "replica-1", "replica-2"):
        assert "ports" not in compose()[service]
    published = [port for service in compose().values() for port in service.get("ports", ())]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_compose_has_a_profile_for_each_size_and_starts_in_order() -> None:
    services = compose()
    assert [name for name, service in services.items() if "profiles" not in service] == ["app"]
    assert {profile for service in services.values() for profile in service.get("profiles", ())} == {
        "chroma",
        "scale-out",
        "llm",
    }
    waited_for = {name for service in services.values() for name in service.get("depends_on", {})}
    assert waited_for == {"chroma", "postgres", "replica-1", "replica-2"}
    checked = {name for name, service in services.items() if "healthcheck" in service}
    assert {"chroma", "postgres", "llm"} <= checked  # the others have the image's own


def test_the_image_copies_every_package() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.M))
    assert copied == {"assistant", "eval", "index", "prompts"}


@pytest.mark.parametrize(
    "target", ["serve", "test", "venv", "lint", "docs", "audit", "check", "load", "faults", "fuzz"]
)
def test_make_knows_its_targets(target: str) -> None:
    ran = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("script", ["scripts/audit", "scripts/browser", "scripts/check-python", ".ci/run"])
def test_scripts_parse_and_can_be_run(script: str) -> None:
    file = ROOT / script
    shell = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!")
    subprocess.run([shell, "-n", file], check=True)
    assert file.stat().st_mode & 0o100


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_that_the_project_asks_for_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = sum(project["optional-dependencies"].values(), project["dependencies"])
    names = {plain(re.split(r"[^\w.-]", requirement)[0]) for requirement in asked}
    assert names <= {plain(line.partition("==")[0]) for line in lines}


def test_every_command_in_the_readme_is_one() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^ {4}(?:\$ )?danraku ([a-z]+)", text, re.M)) | set(re.findall(r"`danraku ([a-z]+)", text))
    assert named <= set(re.findall(r"^## (\w+)$", pages(), re.M)) | {"eval"}


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/settings.md", "docs/api.md", "docs/operation.md"]
)
def test_what_a_page_links_to_is_there(page: str) -> None:
    file = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text(encoding="utf-8"))
    assert not [link for link in links if not (file.parent / link).exists()]


def test_everything_beside_the_code_is_installed_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = project["package-data"]["*"]
    packages = [ROOT / name for name in ("assistant", "eval", "index", "prompts")]
    files = [file for package in packages for file in package.rglob("*") if file.is_file()]
    others = [file for file in files if file.suffix not in {".py", ".pyc"}]
    assert not [file for file in others if not any(file.match(pattern) for pattern in patterns)]
