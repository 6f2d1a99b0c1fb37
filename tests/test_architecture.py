"""The tree in docs/architecture.md is the tree there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def drawn() -> dict[str, str]:
    """The folders of the page with what it says of them."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    above: list[str] = []
    for indent, name, words in re.findall(r"^ {4}( *)(\w+)/ +(.+)$", text, re.M):
        above[len(indent) // 2 :] = [name]
        found["/".join(above)] = words
    return found


def there() -> dict[str, str]:
    """The packages with the first line of what they say of themselves."""
    files = [file for name in ("index", "assistant", "prompts", "eval") for file in (ROOT / name).rglob("__init__.py")]
    said = {file: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "" for file in files}
    return {str(file.parent.relative_to(ROOT)): words.partition("\n")[0] for file, words in said.items()}


def test_the_page_draws_every_folder_and_says_of_it_what_it_says_of_itself() -> None:
    assert len(there()) > 20
    assert drawn() == there()
