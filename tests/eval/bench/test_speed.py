"""docs/speed.md is what a run says, and says itself where the code has changed since."""

from __future__ import annotations

from pathlib import Path

from eval.bench.machine import ROOMS, commit, digests, load
from eval.bench.speed import PAGE, changed_rooms, kept_run, speed_page

RESULTS = {
    "machine": "two cores", "commit": "abc", "date": "2026-11-30", "minutes": 3.5, "notes": [], "quick": True,
    "load": {"at the start": 0.2}, "digests": dict.fromkeys(ROOMS, "same"),
    "aims": [
        {"name": "one", "seen": 1.0, "bound": "most", "limit": 2.0, "met": True},
        {"name": "two", "seen": 9.0, "bound": "most", "limit": 2.0, "met": False},
    ],
    "ask": {
        "asking": [
            {"paragraphs": size, "scoped": False, "embed": {"p50_ms": 10.0, "p95_ms": 11.0},
             "search": {"p50_ms": ms, "p95_ms": ms}, "ask": {"p50_ms": 2 * ms, "p95_ms": 4 * ms}, "read": {"p50_ms": 9.0, "p95_ms": 9.0}, "ask_ratio": 2.0,
             "tail_ratio": 2.0, "processor_ratio": 2.0, "kinds": {"fact": 2 * ms}, "lists_ms": [5.0, 1.0],
             "resident_mb": 400.0}
            for size, ms in ((1_000, 4.0), (100_000, 40.0))
        ],
        "growth": [{"paragraphs": 1_000, "added_per_s": 300.0, "disk_bytes_per_paragraph": 20_000}],
        "exponents": {"search": 0.5, "ask": 0.5, "ask, p95": 0.5, "memory": 0.0},
    },
}  # fmt: skip
SAME = dict.fromkeys(ROOMS, "same")


def test_a_page_of_the_code_as_it_is_does_not_call_itself_old() -> None:
    assert "Older than the code" not in speed_page(RESULTS, SAME)


def test_a_page_names_the_rooms_that_changed_since_its_run() -> None:
    page = speed_page(RESULTS, SAME | {"index/search": "other"})
    assert "**Older than the code:** changed since this run are index/search." in page


def test_what_is_missed_is_said_first_with_machine_commit_and_load() -> None:
    page = speed_page(RESULTS, SAME)
    assert "1 of 2 missed" in page
    assert page.index("| two |") < page.index("| one |")
    assert "commit abc, two cores" in page
    assert "at the start 0.2" in page


def test_what_a_million_paragraphs_cost_follows_from_the_exponents() -> None:
    """40 ms at 100,000 with exponent 0.5: ten times as many cost the root of ten, 3.162, times as much."""
    page = speed_page(RESULTS, SAME)
    assert "| search, p50 ms | 40.0 | 0.5 | 126.5 | 400.0 |" in page


def test_from_which_size_on_something_else_is_right_follows_too() -> None:
    """160 ms at 100,000 with exponent 0.5: 300 ms at (300 / 160)² = 3.516 times as many. Memory did not grow."""
    page = speed_page(RESULTS, SAME)
    assert "from 351,562 paragraphs on" in page
    assert "it did not grow" in page


def test_a_digest_changes_with_any_file_of_its_room(tmp_path: Path) -> None:
    room = tmp_path / "room"
    (room / "inner").mkdir(parents=True)
    (room / "inner" / "a.py").write_text("1")
    before = digests(["room"], tmp_path)
    (room / "__pycache__").mkdir()
    (room / "__pycache__" / "a.pyc").write_text("compiled")
    assert digests(["room"], tmp_path) == before
    (room / "inner" / "a.py").write_text("2")
    assert digests(["room"], tmp_path) != before


def test_machine_and_commit_are_told() -> None:
    assert commit()
    assert load() >= 0


def test_the_page_is_that_of_the_run_that_is_kept_and_truthful_about_its_age() -> None:
    """Where this fails after a change of measured code, `make speed` says so in the page; `make bench` measures anew."""
    results = kept_run()
    changed = ", ".join(changed_rooms(results, digests())) if results else ""
    assert PAGE.read_text(encoding="utf-8") == speed_page(results, digests()), (
        f"docs/speed.md does not say that these changed since its run: {changed or 'none'}; run: make speed"
    )
