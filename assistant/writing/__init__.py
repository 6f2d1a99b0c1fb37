"""Paragraphs and a question -> an Answer in a language model's words, each claim checked."""
