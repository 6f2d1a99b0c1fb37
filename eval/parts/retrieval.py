"""How often the right paragraph is found first, or among the first five: search alone, no answers.

    python -m eval.parts.retrieval SET --document FILE...

Counts first turns of answerable questions, by kind. "as asked" is `Library.search` alone;
"addressed first" ranks the paragraphs that the question names by number or section before
the others, as the assistant does.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.building import build_embedder
from assistant.settings import load_settings
from index.address import find_addresses
from index.document import Document
from index.library import Library


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's outcome: ranked labels, and those that answer it."""

    kind: str
    gold: frozenset[str]
    ranked: tuple[str, ...]
    addressed_first: tuple[str, ...]


def hit_at(k: int, ranked: Sequence[str], gold: frozenset[str]) -> bool:
    """Is one of the gold labels among the first k?"""
    return not gold.isdisjoint(ranked[:k])


def ask_all(items: Iterable[dict[str, Any]], library: Library) -> list[Asked]:
    """Search for the first turn of every answerable item, in its own document."""
    only = library.documents[0].id
    return [_ask(item, library, item.get("document", only)) for item in items if item["turns"][0]["answerable"]]


def _ask(item: dict[str, Any], library: Library, document: str) -> Asked:
    turn = item["turns"][0]
    hits = library.search(turn["question"], k=10_000, documents=[document])
    ranked = tuple(hit.paragraph.label for hit in hits)
    named = _named(turn["question"], library.document(document))
    first = (*(label for label in ranked if label in named), *(label for label in ranked if label not in named))
    return Asked(item["kind"], frozenset(turn["gold"]), ranked, first)


def _named(question: str, document: Document) -> set[str]:
    addresses = find_addresses(question, document)
    sections = [address.section for address in addresses if address.section]
    under = {paragraph.label for section in sections for paragraph in document.under(section)}
    return under.union(*(address.labels for address in addresses))


def table(asked: Sequence[Asked]) -> str:
    """Shares by kind and over all, one line each."""
    lines = [f"{'':24} {'n':>4}  as asked @1    @5  addressed first @1    @5"]
    for kind in [*sorted({one.kind for one in asked}), ""]:
        some = [one for one in asked if kind in {one.kind, ""}]
        lines.append(f"{kind or 'all':24} {len(some):4}  {_shares(some)}")
    return "\n".join(lines)


def _shares(asked: Sequence[Asked]) -> str:
    def share(k: int, name: str) -> float:
        return sum(hit_at(k, getattr(one, name), one.gold) for one in asked) / len(asked)

    return (
        f"{share(1, 'ranked'):11.3f} {share(5, 'ranked'):5.3f}"
        f"  {share(1, 'addressed_first'):18.3f} {share(5, 'addressed_first'):5.3f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table for one set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--document", type=Path, nargs="+", required=True)
    chosen = parser.parse_args(arguments)
    items = [json.loads(line) for line in chosen.set.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings()
        with Library(Path(folder), lambda: build_embedder(settings)) as library:
            for file in chosen.document:
                library.add(file)
            print(table(ask_all(items, library)))


if __name__ == "__main__":
    main()
