"""A text -> its sentences, words, numbers, dates and names: the one place that knows languages."""

from index.text.folding import Folded, flowing, fold, fold_with_offsets, unbroken
from index.text.language import Language, language_of, phrased_in, written_in
from index.text.sentences import sentence_spans

__all__ = [
    "Folded", "Language", "flowing", "fold", "fold_with_offsets", "language_of", "phrased_in", "sentence_spans",
    "unbroken", "written_in",
]  # fmt: skip
