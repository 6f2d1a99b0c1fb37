"""A mistake in the product's own check must not hide itself in the scorer."""

from __future__ import annotations

import ast
from pathlib import Path

import eval as evaluation

SCORER = sorted((Path(evaluation.__file__).parent / "scoring").glob("*.py"))
ALLOWED = {
    "index.document",
    "index.errors",
    "index.text.language",
    "index.parsing",
    "index.text",
    "index.text.sentences",
}


def imports_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return modules | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def test_the_scorer_shares_no_code_with_the_check_it_judges() -> None:
    used = {name for file in SCORER for name in imports_of(file)}
    assert "index.document" in used
    assert {name for name in used if name.split(".")[0] in ("index", "assistant", "prompts")} <= ALLOWED
