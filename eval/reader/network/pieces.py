"""Texts as the product's own tokenizer cuts them, so that training and answering read the same."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from index.model.onnx.standard import PASSAGE_PROMPT, QUERY_PROMPT
from index.model.onnx.tokenizer import Tokenizer
from index.model.onnx.weights import Vocabulary

TITLE_TOKENS, SENTENCE_TOKENS = 24, 120  # read of a title and of a sentence, as index.model.reader does
QUESTION_TOKENS = 48  # of a question in training

_KEPT = 200_000  # sentences whose tokens are kept
_SPACES = re.compile(" {2,}")

Ids = tuple[int, ...]


class Pieces:
    """Token ids of questions, titles and sentences."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._tokenizer = Tokenizer(vocabulary)
        self._chars = [1 if number == vocabulary.unk else len(piece) for number, piece in enumerate(vocabulary.pieces)]
        self._normal = str.maketrans(vocabulary.normal)
        self.pad = vocabulary.pad
        self._encode = lru_cache(_KEPT)(lambda text: tuple(self._tokenizer.encode(text)))

    def framed(self, ids: Ids) -> Ids:
        """Between the marks of beginning and end."""
        return (self._tokenizer.bos, *ids, self._tokenizer.eos)

    def question(self, text: str) -> Ids:
        """A question as it is read."""
        return self.framed(self._encode(QUERY_PROMPT + text)[:QUESTION_TOKENS])

    def title(self, text: str) -> Ids:
        """What stands before the sentences of a passage; not framed."""
        return self._encode((PASSAGE_PROMPT + text).rstrip())[:TITLE_TOKENS]

    def passage(self, text: str, most: int) -> Ids:
        """A text whole, as the embedder reads it."""
        return self.framed(self._encode(PASSAGE_PROMPT + text)[:most])

    def whole(self, text: str) -> Ids:
        """A text as it is; not framed."""
        return self._encode(text)

    def sentence(self, text: str) -> Ids:
        """Not framed."""
        return self._encode(text)[:SENTENCE_TOKENS]

    def between(self, text: str, start_char: int, end_char: int) -> tuple[int, int] | None:
        """First and last token of a sentence that hold any of these characters; None where none is read."""
        start, end = self._normal_chars(text[:start_char]), self._normal_chars(text[:end_char])
        ends = list(accumulate(self._chars[number] for number in self.sentence(text)))
        inside = [number for number, (a, b) in enumerate(zip([0, *ends], ends, strict=False)) if a < end and start < b]
        return (inside[0], inside[-1]) if inside else None

    def _normal_chars(self, text: str) -> int:
        normal = _SPACES.sub(" ", text.translate(self._normal))
        return len(normal) + (not normal.startswith(" "))  # a mark stands before the first word
