"""Which sentences are read at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence.passages import READ_CHARS, windows_left, windows_of
from index.document import Paragraph
from index.search import Hit


def hit(sizes: list[int], best: int) -> Hit:
    text = "\n\n".join("w" * (size - 1) + "." for size in sizes)
    paragraph = Paragraph("d.md", "1", text, 0, 0)
    scores = tuple(1.0 if n == best else 0.5 for n in range(len(paragraph.sentences)))
    return Hit(paragraph, 1, 1.0, scores, {})


def test_a_short_paragraph_is_read_whole() -> None:
    (window,) = windows_of(hit([100, 200, 300], best=1))
    assert (window.first, window.stop) == (0, 3)


def test_a_long_one_is_read_around_its_nearest_sentences() -> None:
    first, second = windows_of(hit([300] * 10, best=5))
    assert first.first <= 5 < first.stop
    assert not range(max(first.first, second.first), min(first.stop, second.stop))


@given(st.lists(st.integers(3, 900), min_size=1, max_size=30), st.data())
def test_a_window_holds_its_sentence_and_fits(sizes: list[int], data: st.DataObject) -> None:
    best = data.draw(st.integers(0, len(sizes) - 1))
    found = hit(sizes, best)
    window = windows_of(found)[0]
    own = [len(s.text) for s in found.paragraph.sentences]
    assert window.first <= best < window.stop
    assert sum(own[window.first : window.stop]) <= max(READ_CHARS, own[best])


@given(st.lists(st.integers(3, 900), min_size=1, max_size=30))
def test_what_is_left_and_what_was_read_hold_every_sentence_once(sizes: list[int]) -> None:
    found = hit(sizes, 0)
    read = windows_of(found)[:1]
    left = windows_left(found, read)
    held = [n for window in [*read, *left] for n in range(window.first, window.stop)]
    assert sorted(held) == list(range(len(found.paragraph.sentences)))
