"""Files on their way into the library: one after the other, stopped, failed, taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from assistant.records import Conversations
from assistant.surfaces.chat.library_tab import another_of_that_name, free_name
from assistant.surfaces.chat.parts import Parts
from assistant.surfaces.chat.shelf.adding import Adding
from index.errors import EmptyDocument
from index.library import Added, Library
from index.parsing import parse
from tests.assistant.surfaces.chat.conftest import Script


def test_files_come_in_one_after_the_other_and_a_failure_stops_none() -> None:
    order: list[str] = []

    def add(path: Path, id: str, progress: Callable[[int, int], None]) -> Added:
        order.append(id)
        progress(1, 2)
        if id == "bad.md":
            raise EmptyDocument("bad.md has no text")
        return Added(parse("- 1 A.", id=id), "added", 1)

    adding = Adding(add)
    adding.enqueue(*((Path(name), name) for name in ("a.md", "bad.md", "b.md")))
    jobs = adding.wait()
    assert order == ["a.md", "bad.md", "b.md"]
    assert [job.state for job in jobs] == ["added", "failed", "added"]
    assert adding.finished == 3
    adding.enqueue((Path("c.md"), "c.md"))
    assert [job.id for job in adding.wait()] == ["c.md"]
    assert adding.finished == 4
    assert str(jobs[1].error) == "bad.md has no text"


def test_what_is_on_its_way_can_be_stopped_and_says_how_far_it_is() -> None:
    reached, go_on = threading.Event(), threading.Event()

    def add(path: Path, id: str, progress: Callable[[int, int], None]) -> Added:
        progress(10, 100)
        reached.set()
        go_on.wait(10)
        progress(20, 100)
        raise AssertionError("it should have been stopped")

    adding = Adding(add)
    adding.enqueue((Path("a.md"), "a.md"))
    assert reached.wait(10)
    (job,) = adding.jobs
    assert (job.state, job.done, job.of) == ("adding", 10, 100)
    assert job.seconds_left is not None
    adding.stop(job.number)
    go_on.set()
    assert adding.wait()[0].state == "stopped"


def test_a_replaced_and_a_removed_document_are_taken_back(
    library: Library, conversations: Conversations, tmp_path: Path
) -> None:
    parts = Parts(Script(library), library, conversations, tmp_path / "kept" / "d.jsonl")  # type: ignore[arg-type]
    file = tmp_path / "memo.md"
    file.write_text("- 1 A.\n- 2 B.\n", encoding="utf-8")
    parts.adding.enqueue((file, "memo.md"))
    parts.adding.wait()
    file.write_text("- 1 Z.\n- 2 B.\n", encoding="utf-8")
    assert another_of_that_name(parts, str(file))
    assert free_name(parts, file) == "memo (2).md"
    parts.adding.enqueue((file, "memo.md"))
    assert [job.state for job in parts.adding.wait()] == ["replaced"]
    assert not another_of_that_name(parts, str(file))
    parts.take_back()
    assert library.document("memo.md")["1"].text == "A."
    parts.remove("memo.md")
    assert parts.replaced.last == "memo.md"
    parts.take_back()
    assert library.document("memo.md")["1"].text == "A."
    assert parts.replaced.last == ""
    assert len(list(parts.originals.iterdir())) == 1
