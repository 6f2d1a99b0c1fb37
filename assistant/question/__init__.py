"""What was typed, in its conversation -> a Question: addresses, kind, words to look for."""

from assistant.question.occurrences import is_exact, lacks, spans_of
from assistant.question.reading import Question, asks_for_sentences, sums_up, understand
from assistant.question.wanted import Asked, AskedKind, asked_for

__all__ = [
    "Asked",
    "AskedKind",
    "Question",
    "asked_for",
    "asks_for_sentences",
    "is_exact",
    "lacks",
    "spans_of",
    "sums_up",
    "understand",
]
