"""What was typed, in its conversation -> a Question: addresses, kind, the kinds of thing asked for."""

from assistant.question.intent import Intents
from assistant.question.occurrences import lacks_all, spans_of
from assistant.question.quotations import quoted_words
from assistant.question.reading import Question, needs_documents, understand
from assistant.question.wanted import Asked, asked_for
from assistant.question.wording import Wording, word_asked, wording_of

__all__ = [
    "Asked",
    "Intents",
    "Question",
    "Wording",
    "asked_for",
    "lacks_all",
    "needs_documents",
    "quoted_words",
    "spans_of",
    "understand",
    "word_asked",
    "wording_of",
]
