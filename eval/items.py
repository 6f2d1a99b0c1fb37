"""Eval sets and runs as types; reading is strict and says which line is wrong and why."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from index.errors import DanrakuError

Filled = Annotated[str, Field(min_length=1)]
Fact = Annotated[tuple[Filled, ...], Field(min_length=1)]


class BadSet(DanrakuError):
    """An eval set or a run cannot be used as it stands."""

    hint = "The formats are described in docs/evaluation.md"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Turn(_Record):
    """One question of an item with what a good answer cites and says.

    Attributes:
        gold: Labels that must all be cited; empty exactly when unanswerable.
        also_ok: Labels that may be cited.
        facts: Each in one or more forms, of which the answer needs one.
        derived: Facts that follow from the text without standing in it (a sum, a count);
            allowed, reported apart, not required.
    """

    question: Filled
    answerable: bool
    gold: tuple[Filled, ...] = ()
    also_ok: tuple[Filled, ...] = ()
    facts: tuple[Fact, ...] = ()
    derived: tuple[Fact, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.answerable and not self.gold:
            raise ValueError("an answerable turn needs at least one gold label")
        if not self.answerable and (self.gold or self.facts):
            raise ValueError("an unanswerable turn has neither gold labels nor facts")
        twice = [label for label, n in Counter(self.gold + self.also_ok).items() if n > 1]
        if twice:
            raise ValueError(f"labels given twice: {', '.join(twice)}")
        return self

    @property
    def allowed(self) -> tuple[str, ...]:
        """Labels an answer may cite."""
        return self.gold + self.also_ok


class Item(_Record):
    """A conversation of one or more turns about one document."""

    id: Filled
    kind: Filled
    lang: Filled
    document: str = ""
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]


class CitedLabel(_Record):
    """A citation as a run records it; `document` may be left out where there is one."""

    document: str = ""
    label: str
    quote: str = ""


class WrittenClaim(_Record):
    """A claim of an answer that a language model wrote, with what the product's check said of it."""

    text: str
    support: str
    rule: str = ""
    citations: tuple[CitedLabel, ...] = ()


class WrittenTurn(_Record):
    """A language model's part in a turn: prompts by name and digest, why it was quoted instead, counts."""

    model: str
    prompts: tuple[str, ...] = ()
    passed: int = 0
    corrected: int = 0
    failed: int = 0
    replaced: int = 0
    unchecked: int = 0
    rewritten: bool = False
    partial: str = ""
    quoted: str = ""
    claims: tuple[WrittenClaim, ...] = ()


class RunTurn(_Record):
    """What was answered to one turn.

    `status` "failed" with the failure's name in `error` stands for a crash or a
    time-out; so does any status that is neither an answer nor an abstention.
    `retrieved` are labels by rank; None where the system does not say. `written` is
    there where a language model was asked.
    """

    id: Filled
    turn: Annotated[int, Field(ge=0)]
    question: str = ""
    status: Filled
    text: str = ""
    citations: tuple[CitedLabel, ...] = ()
    retrieved: tuple[str, ...] | None = None
    latency_ms: float | None = None
    error: str = ""
    written: WrittenTurn | None = None

    @property
    def failure(self) -> str:
        """The name of what went wrong; "" for an answer or an abstention."""
        return "" if self.status in ("answered", "abstained") else self.error or self.status

    @property
    def key(self) -> tuple[str, int]:
        """Item and turn."""
        return self.id, self.turn


_R = TypeVar("_R", Item, RunTurn)


def read_set(path: Path) -> list[Item]:
    """The items of a set, in order.

    Raises:
        BadSet: the file is missing or empty, a line is not an item, an id is given twice.
    """
    items = _read(path, Item)
    twice = [name for name, n in Counter(item.id for item in items).items() if n > 1]
    if twice:
        raise BadSet(f"{path.name}: ids given twice: {', '.join(twice)}")
    return items


def read_run(path: Path, items: Sequence[Item]) -> dict[tuple[str, int], RunTurn]:
    """The turns of a run by item id and turn; turns that are missing are left missing.

    Raises:
        BadSet: not a run, a turn given twice, or a turn that the set does not have.
    """
    turns = _read(path, RunTurn) if path.exists() and path.stat().st_size else []
    twice = [f"{item} turn {n}" for (item, n), count in Counter(turn.key for turn in turns).items() if count > 1]
    if twice:
        raise BadSet(f"{path.name}: given twice: {', '.join(twice)}")
    asked = {(item.id, n): turn.question for item in items for n, turn in enumerate(item.turns)}
    for turn in turns:
        if turn.key not in asked:
            raise BadSet(f"{path.name}: {turn.id} turn {turn.turn} is not in the set; is this the run of another set?")
        if turn.question and turn.question != asked[turn.key]:
            raise BadSet(f"{path.name}: {turn.id} turn {turn.turn} was asked {turn.question!r}, the set asks another")
    return {turn.key: turn for turn in turns}


def write_lines(path: Path, records: Iterable[Item | RunTurn]) -> None:
    """Items or turns as JSON lines, as both readers take them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(as_line(record) for record in records), encoding="utf-8")


def as_line(record: Item | RunTurn) -> str:
    """One line of JSON with its line end; values at their default are left out where optional."""
    plain = record.model_dump(mode="json")
    optional: dict[str, object] = {"error": "", "note": "", "derived": [], "document": "", "written": None}
    for part in (plain, *plain.get("turns", ())):
        for name, empty in optional.items():
            if part.get(name) == empty:
                part.pop(name, None)
    return json.dumps(plain, ensure_ascii=False) + "\n"


def set_hash(items: Sequence[Item]) -> str:
    """Names the content of a set, whatever its file is called or how it is laid out."""
    return hashlib.sha256("".join(map(as_line, items)).encode()).hexdigest()


def _read(path: Path, model: type[_R]) -> list[_R]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSet(f"{path} cannot be read: {error}") from error
    records = [_record(path, n, line, model) for n, line in enumerate(lines, 1) if line.strip()]
    if not records:
        raise BadSet(f"{path} holds no line")
    return records


def _record(path: Path, number: int, line: str, model: type[_R]) -> _R:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(map(str, wrong["loc"]))
        raise BadSet(f"{path.name} line {number}: {where + ': ' if where else ''}{wrong['msg']}") from error
