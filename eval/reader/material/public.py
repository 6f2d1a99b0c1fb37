"""The public questions and passages, `questions.jsonl.gz` and `passages.jsonl.gz`: see docs/reader.md."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from eval.reader.material.asked import Asked, Material, Passage
from eval.reader.material.places import PUBLIC, DataBroken, present

OPTION = "--data"


def read_public(folder: Path = PUBLIC, *, sources: Collection[str]) -> Material:
    """The questions of some sources, with every passage.

    Raises:
        DataMissing: there is no such folder or file.
        DataBroken: a file is not what it should be.
    """
    try:
        passages = {row["id"]: _passage(row) for row in _rows(folder / "passages.jsonl.gz")}
        asked = tuple(_asked(row) for row in _rows(folder / "questions.jsonl.gz") if row["source"] in sources)
    except (ValueError, TypeError, LookupError, OSError, EOFError) as error:
        raise DataBroken(f"{folder}: {error!r}") from error
    return Material(passages, asked)


def read_translated(folder: Path = PUBLIC, *, source: str = "xquad", texts: int = 1190) -> list[dict[str, Asked]]:
    """The questions of a source that has each in several languages, by language; raises as `read_public`.

    Args:
        source: Its questions stand in the same order in every language, and are numbered through.
        texts: How many there are in each, those left out included.
    """
    found: dict[int, dict[str, Asked]] = defaultdict(dict)
    rows = [row for row in _rows(folder / "questions.jsonl.gz") if row["source"] == source]
    numbers = [int(row["id"].rsplit("-", 1)[1]) for row in rows]
    for number, row in zip(numbers, rows, strict=True):
        found[(number - min(numbers)) % texts][row["lang"]] = _asked(row)
    return list(found.values())


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(present(file, option=OPTION), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(row["id"], row["source"], row["title"], tuple(row["sentences"]))


def _asked(row: dict[str, Any]) -> Asked:
    span = row["span"][0] if row["span"] else None
    return Asked(
        source=row["source"],
        lang=row["lang"],
        kind=row["kind"],
        doc=row["doc"],
        question=row["question"],
        passage=row["passage"],
        answers=row["answerable"],
        sentences=tuple(row["sentences"]),
        maybe=tuple(row["maybe"]),
        span=(span[0], span[1], span[2]) if span else None,
        negatives=tuple(row["negatives"]),
    )
