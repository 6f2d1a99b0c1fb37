"""Line breaks that only fill a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.surfaces.chat.templating import unwrapped
from assistant.surfaces.chat.wrapping import soft_breaks, split

FULL = "Recognize the potential of digital technologies to be used in a"
WIDE = "各国外務大臣は、次回のエネルギー憲章会議が開催されること"


def test_a_full_line_goes_on_in_the_next_with_a_space() -> None:
    assert soft_breaks(f"{FULL}\nvariety of ways;") == {len(FULL): "space"}


def test_between_wide_characters_nothing_stands_for_the_break() -> None:
    assert soft_breaks(f"{WIDE}\nを歓迎した。") == {len(WIDE): "nothing"}


@pytest.mark.parametrize(
    "text",
    [
        f"{FULL}\n\nvariety of ways",
        f"{FULL}\n(a) variety of ways",
        f"{FULL}:\nvariety of ways",
        f"Annex\n{FULL}",
        "short\nlines\nof verse",
        "一　住所\n二　氏名",
    ],
)
def test_a_break_that_the_author_made_stays(text: str) -> None:
    assert not soft_breaks(text)


@given(st.lists(st.sampled_from([FULL, WIDE, "\n", "\n\n", "a", "(b) ", "。"])).map("".join), st.integers(0, 99))
def test_the_pieces_are_the_text(text: str, start: int) -> None:
    assert "".join(piece for piece, _ in split(text, 0, soft_breaks(text))) == text
    spans = ((start, start + 5),) if start + 5 <= len(text) else ()
    shown = list(unwrapped(text, spans))
    assert "".join(piece for piece, _, _ in shown) == text
    assert all(piece == "\n" for piece, _, soft in shown if soft)
