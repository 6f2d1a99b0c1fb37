"""Paragraphs and a question -> an Answer in a language model's words, each claim checked."""

from assistant.writing.composing import compose
from assistant.writing.rewriting import leans, rewrite
from assistant.writing.waiting import result_of
from assistant.writing.writer import Writer

__all__ = ["Writer", "compose", "leans", "result_of", "rewrite"]
