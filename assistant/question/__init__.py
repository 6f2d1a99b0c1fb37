"""What was typed, in its conversation -> a Question: addresses, kind, the kinds of thing asked for."""

from assistant.question.intent import Intents
from assistant.question.occurrences import lacks_all, spans_of
from assistant.question.quotations import quoted_words
from assistant.question.reading import Question, understand
from assistant.question.wanted import Asked, asked_for

__all__ = ["Asked", "Intents", "Question", "asked_for", "lacks_all", "quoted_words", "spans_of", "understand"]
