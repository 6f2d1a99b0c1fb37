"""The sample statement and its set, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

import eval as evaluation
from eval.items import Item, read_set
from eval.scoring import SAMPLE, Source, Sources, read_sources

SETS = Path(evaluation.__file__).parent / "sets"


@pytest.fixture(scope="session")
def items() -> list[Item]:
    return read_set(SETS / "statement-dev.jsonl")


@pytest.fixture(scope="session")
def all_items(items: list[Item]) -> list[Item]:
    return items + read_set(SETS / "statement-more.jsonl")


@pytest.fixture(scope="session")
def sources() -> Sources:
    return read_sources([SAMPLE])


@pytest.fixture(scope="session")
def statement(items: list[Item], sources: Sources) -> Source:
    return sources.of(items[0])
