"""Whether a question is about where a word stands: how many times, or in which paragraphs not. Learned, not listed.

A small logistic model over the question's character n-grams, trained by
`python -m eval.reader wording` on the questions in `eval/reader/wording.jsonl`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.question.intent import grams_of
from assistant.question.quotations import quoted_words
from index.derived import Term
from index.text import flowing
from index.text.languages.asking import wording_words

Wording = Literal["", "times", "without"]

WORDINGS: tuple[Wording, ...] = ("", "times", "without")
WEIGHTS = Path(__file__).with_name("wording.npz")

_SURE = 0.6


def wording_of(question: str) -> Wording:
    """What is asked of a word's standing in the text; "" where the question is about something else, or not surely."""
    stored = _weights()
    logits = stored["weights"][:, grams_of(question)].sum(axis=1) * scale_of(question) + stored["bias"]
    chances = np.exp(logits - logits.max())
    chances /= chances.sum()
    likeliest = int(chances.argmax())
    return WORDINGS[likeliest] if chances[likeliest] >= _SURE else ""


def scale_of(question: str) -> float:
    """What each of a question's n-grams counts: less in longer ones."""
    return float(2 / np.sqrt(len(grams_of(question)) + 1))


def word_asked(subject: str, terms: Iterable[Term]) -> str:
    """The word or phrase, folded, whose standing a question is about; "" where it has none.

    What stands between quotation marks; else the stretch of the question from its first word
    that is not about words to its last.
    """
    if quoted := quoted_words(subject):
        return quoted[0]
    folded = flowing(subject)
    own = [term.surface for term in terms if not {term.surface, term.form} & wording_words()]
    places = [(at, at + len(word)) for word in own if (at := folded.find(word)) >= 0]
    return folded[min(places)[0] : max(end for _, end in places)] if places else ""


@cache
def _weights() -> dict[str, NDArray[np.float32]]:
    with np.load(WEIGHTS) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
