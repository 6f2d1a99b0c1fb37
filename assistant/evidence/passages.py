"""Hits -> the passages that are read: whole paragraphs, or of long ones what is around their nearest sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.document import Paragraph
from index.model import Passage
from index.search import Hit

READ_CHARS = 700  # of an alphabet; what is written in characters that each say more counts threefold
_WIDE = 3
_WINDOWS = 2


class Window(NamedTuple):
    """Sentences of a paragraph that are read at once, `first` to `stop` half-open."""

    paragraph: Paragraph
    first: int
    stop: int

    def passage(self, title: str) -> Passage:
        """What the reader sees of it."""
        return Passage(title, tuple(s.text for s in self.paragraph.sentences[self.first : self.stop]))


def windows_of(hit: Hit) -> list[Window]:
    """The windows of one paragraph, at most two, around the sentences nearest to the question."""
    sizes = [_size(sentence.text) for sentence in hit.paragraph.sentences]
    if sum(sizes) <= READ_CHARS:
        return [Window(hit.paragraph, 0, len(sizes))]
    windows: list[Window] = []
    for at in sorted(range(len(sizes)), key=lambda n: -hit.sentence_scores[n]):
        if len(windows) == _WINDOWS:
            break
        if not any(window.first <= at < window.stop for window in windows):
            windows.append(Window(hit.paragraph, *_around(at, sizes)))
    return windows


def windows_left(hit: Hit, read: Sequence[Window]) -> list[Window]:
    """The windows over those sentences of a paragraph that none of some windows holds."""
    sizes = [_size(sentence.text) for sentence in hit.paragraph.sentences]
    held = {n for window in read for n in range(window.first, window.stop)}
    left: list[Window] = []
    for at in range(len(sizes)):
        if at in held:
            continue
        last = left[-1] if left else None
        if last and last.stop == at and sum(sizes[last.first : at + 1]) <= READ_CHARS:
            left[-1] = last._replace(stop=at + 1)
        else:
            left.append(Window(hit.paragraph, at, at + 1))
    return left


def _around(at: int, sizes: Sequence[int]) -> tuple[int, int]:
    """As many sentences around one as fit, the one before it first."""
    first, stop, size = at, at + 1, sizes[at]
    while True:
        if first > 0 and size + sizes[first - 1] <= READ_CHARS and at - first <= stop - 1 - at:
            first -= 1
            size += sizes[first]
        elif stop < len(sizes) and size + sizes[stop] <= READ_CHARS:
            size += sizes[stop]
            stop += 1
        elif first > 0 and size + sizes[first - 1] <= READ_CHARS:
            first -= 1
            size += sizes[first]
        else:
            return first, stop


def _size(text: str) -> int:
    """Characters, those of Chinese, Japanese and Korean threefold: a token is about 5 of an alphabet, 1.6 of these."""
    return len(text) + (_WIDE - 1) * sum(character >= "⺀" for character in text)
