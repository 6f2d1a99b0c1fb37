from __future__ import annotations

import time
from pathlib import Path

import pytest

from eval.items import BadSet, Item, Turn, read_run, read_set, write_lines
from eval.running import Reply, predict


class Echo:
    """Answers with the question; remembers how many conversations it began."""

    def __init__(self) -> None:
        self.begun: list[str] = []

    def begin(self, item: Item) -> Echo:
        self.begun.append(item.id)
        return self

    def ask(self, question: str) -> Reply:
        if question == "crash":
            raise RuntimeError("boom")
        if question == "hang":
            time.sleep(0.5)
        return Reply("answered", question)


def conversation(name: str, *questions: str) -> Item:
    turns = tuple(Turn(question=question, answerable=True, gold=("1",)) for question in questions)
    return Item(id=name, kind="fact", lang="ja", turns=turns)


def test_a_crash_and_a_time_out_are_recorded_by_name_and_the_rest_is_asked(tmp_path: Path) -> None:
    items = [conversation("a", "crash", "one"), conversation("b", "hang", "two")]
    predict(items, Echo(), tmp_path / "run.jsonl", timeout_s=0.2)
    run = read_run(tmp_path / "run.jsonl", items)
    assert run["a", 0].error == "RuntimeError: boom"
    assert run["b", 0].error == "TimeoutError: no answer within 0.2 s"
    assert (run["a", 1].text, run["b", 1].text) == ("one", "two")


def test_a_broken_off_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    items, out = (
        [conversation("a", "one"), conversation("b", "two", "three"), conversation("c", "four")],
        tmp_path / "r",
    )
    predict(items, Echo(), out)
    lines = out.read_text(encoding="utf-8").splitlines(keepends=True)
    out.write_text("".join(lines[:2]), encoding="utf-8")
    system = Echo()
    predict(items, system, out)
    assert system.begun == ["b", "c"]
    assert [turn.text for turn in read_run(out, items).values()] == ["one", "two", "three", "four"]


def test_a_finished_run_is_asked_anew_and_gives_the_same_but_for_latencies(tmp_path: Path) -> None:
    items, out, system = [conversation("a", "one", "two")], tmp_path / "run.jsonl", Echo()
    predict(items, system, out)
    first = read_run(out, items)
    predict(items, system, out)
    same = {
        key: turn.model_copy(update={"latency_ms": first[key].latency_ms}) for key, turn in read_run(out, items).items()
    }
    assert (system.begun, same) == (["a", "a"], first)


def test_the_run_of_another_set_is_refused(tmp_path: Path) -> None:
    predict([conversation("a", "one")], Echo(), tmp_path / "run.jsonl")
    with pytest.raises(BadSet, match="is not in the set"):
        read_run(tmp_path / "run.jsonl", [conversation("b", "one")])
    with pytest.raises(BadSet, match="was asked"):
        read_run(tmp_path / "run.jsonl", [conversation("a", "two")])


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 2: Invalid JSON"),
        ('{"id": "b"}', "line 2: kind: Field required"),
        (
            '{"id": "b", "kind": "fact", "lang": "ja", "turns": [{"question": "?", "answerable": true}]}',
            "needs at least one gold label",
        ),
        ('{"id": "a", "kind": "x", "lang": "ja", "turns": [{"question": "?", "answerable": false}]}', "given twice: a"),
    ],
)
def test_a_set_that_is_wrong_says_where(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "set.jsonl"
    write_lines(file, [conversation("a", "one")])
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(BadSet, match=complaint):
        read_set(file)


def test_a_status_of_another_system_is_a_failure_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "run").write_text('{"id": "a", "turn": 0, "status": "timeout"}\n', encoding="utf-8")
    turn = read_run(tmp_path / "run", [conversation("a", "one")])["a", 0]
    assert turn.failure == "timeout"
