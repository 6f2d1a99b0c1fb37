"""The project's own questions and claims about formal documents, one JSON object a line, one file a group.

    question  {"document", "kind", "question", "before", "gold": {label: [sentence numbers]},
               "opens": {label: [first characters of each]}, "near": [labels]}
    claim     {"document", "kind", "label", "sentences": [numbers], "opens": [...], "claim"}
    wish      {"kind", "question"}, in `intent.jsonl`
    shown     {"group", "document", "labels"}: the paragraphs that the writer of a group's questions had before them

Sentence numbers are those of the cut that the writers saw; `opens` finds the sentence in
today's (`corpus.sentence_now`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from eval.reader.material.places import CLAIMS, INTENTS, QUESTIONS, SHOWN, DataBroken, present

OPENING_CHARS = 12  # of a sentence, blanks reduced to one: enough to tell 97 % apart within a paragraph
KINDS = ("plain", "fact", "condition", "list", "summary", "speaker", "followup", "cross", "near", "false")
CLAIM_KINDS = (
    *("true-plain", "true-close", "true-cross", "true-two"),
    *("false-role", "false-attach", "false-scope", "false-time", "false-neg", "false-number", "false-topic"),
)
UNSEEN = "unseen"  # the file of claims that are for measuring only
WISHES = ("fact", "lookup", "list", "places", "summary", "talk", "task")

_HELD_OF = 4  # one document in as many is held out

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one document.

    Attributes:
        group: Whose questions; names the file.
        before: The question asked just before it, or "".
        gold: Numbers of the answering sentences by label; empty where the document does not answer.
        opens: How each of those sentences begins, in the order of `gold`.
        near: Labels of paragraphs that look as if they answered.
    """

    group: str
    document: str
    kind: str
    question: str
    before: str
    gold: Mapping[str, tuple[int, ...]]
    opens: Mapping[str, tuple[str, ...]]
    near: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The question behind the one before it, as the reader is asked."""
        return f"{self.before} {self.question}".strip()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as a language model words it, and the sentences of one paragraph that it pretends to rest on."""

    group: str
    document: str
    kind: str
    label: str
    sentences: tuple[int, ...]
    opens: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A question with no document, for the kind of answer it wants; or what is said beside questions (talk, task)."""

    kind: str
    question: str


def held(document: str) -> bool:
    """Whether a document is never trained on: one in four, by its name."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % _HELD_OF == 0


def read_questions(folder: Path = QUESTIONS) -> list[Question]:
    """Every question of every group.

    Raises:
        DataMissing: there is no such folder.
        DataBroken: a line is not a question; the message names it.
    """
    files = sorted(file for file in present(folder).glob("*.jsonl") if file.name != INTENTS.name)
    return [question for file in files for question in _read(file, _question)]


def read_claims(folder: Path = CLAIMS, *, unseen: bool = False) -> list[Claim]:
    """Every claim of every group, or those alone that nothing was fitted on; raises as `read_questions`."""
    files = sorted(file for file in present(folder).glob("*.jsonl") if (file.stem == UNSEEN) == unseen)
    return [claim for file in files for claim in _read(file, _claim)]


def read_wishes(file: Path = INTENTS) -> list[Wish]:
    """Every question written for the intents alone; raises as `read_questions`."""
    return list(_read(present(file), _wish))


def read_shown(file: Path = SHOWN) -> dict[tuple[str, str], tuple[str, ...]]:
    """Labels that the writers saw, by group and document: only among these is a paragraph without gold no answer."""
    rows = _read(file, lambda row, _: ((row["group"], row["document"]), tuple(row["labels"])))
    return dict(rows)


def _read(file: Path, make: Callable[[dict[str, Any], str], Read]) -> Iterator[Read]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield make(json.loads(line), file.stem)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataBroken(f"{file.name}, line {number}: {error!r}") from error


def _question(row: dict[str, Any], group: str) -> Question:
    gold = {label: tuple(int(number) for number in numbers) for label, numbers in row["gold"].items()}
    opens = {label: tuple(row["opens"][label]) for label in gold}
    if any(len(gold[label]) != len(opens[label]) for label in gold):
        raise ValueError("as many openings as sentences are needed")
    _one_of(row["kind"], KINDS)
    if not row["question"] or (row["kind"] == "followup" and not row["before"]):
        raise ValueError("a question is needed, and before a follow-up another")
    return Question(
        group, row["document"], row["kind"], row["question"], row["before"], gold, opens, tuple(row["near"])
    )


def _claim(row: dict[str, Any], group: str) -> Claim:
    sentences, opens = tuple(map(int, row["sentences"])), tuple(row["opens"])
    if not row["claim"] or not sentences or len(sentences) != len(opens):
        raise ValueError("a claim, its sentences and as many openings are needed")
    return Claim(
        group, row["document"], _one_of(row["kind"], CLAIM_KINDS), row["label"], sentences, opens, row["claim"]
    )


def _wish(row: dict[str, Any], _: str) -> Wish:
    if not row["question"]:
        raise ValueError("a question is needed")
    return Wish(_one_of(row["kind"], WISHES), row["question"])


def _one_of(kind: str, kinds: tuple[str, ...]) -> str:
    if kind not in kinds:
        raise ValueError(f"unknown kind {kind!r}")
    return kind
