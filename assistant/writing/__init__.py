"""Paragraphs and a question -> an Answer in a language model's words, each claim checked."""

from assistant.writing.composing import compose
from assistant.writing.rewriting import rewrite
from assistant.writing.waiting import result_of
from assistant.writing.writer import Writer

__all__ = ["Writer", "compose", "result_of", "rewrite"]
