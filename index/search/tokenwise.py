"""Late interaction: how near sentences come to a question, token by token.

One vector a sentence blurs what stands in it. Here every token of the question looks for
the token of the sentence that is nearest in meaning, and the mean of these cosines counts
(MaxSim of ColBERT, Khattab and Zaharia 2020, https://arxiv.org/abs/2004.12832). Tokens are
embedded when first compared, not stored: they would take sixty times the room.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from index.model import TokenEmbedder

if TYPE_CHECKING:
    from index.model import Embedder, Vector

_SENTENCES_KEPT = 500


class Interaction:
    """Compares questions with sentences; safe to use from several threads."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._embedder = embedder
        self._lock = Lock()
        self._kept: OrderedDict[str, Vector] = OrderedDict()

    def nearness(self, question: str, sentences: Sequence[str]) -> list[float]:
        """How near each sentence comes to a question, -1 to 1.

        Empty where the embedding model does not tell the vectors of tokens.
        """
        embedder = self._embedder()
        if not isinstance(embedder, TokenEmbedder) or not sentences:
            return []
        asked = embedder.query_tokens(question)
        return [float((asked @ tokens.T).max(axis=1).mean()) for tokens in self._tokens(embedder, sentences)]

    def _tokens(self, embedder: TokenEmbedder, sentences: Sequence[str]) -> list[Vector]:
        """Of each sentence; those compared last are kept."""
        with self._lock:
            known = {sentence: self._kept[sentence] for sentence in sentences if sentence in self._kept}
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in known]
        known |= zip(new, embedder.passage_tokens(new), strict=True)
        with self._lock:
            for sentence in dict.fromkeys(sentences):
                self._kept[sentence] = known[sentence]
                self._kept.move_to_end(sentence)
            while len(self._kept) > _SENTENCES_KEPT:
                self._kept.popitem(last=False)
        return [known[sentence] for sentence in sentences]
