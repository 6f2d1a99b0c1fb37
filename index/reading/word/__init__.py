"""DOCX -> Source: paragraphs and tables in order, with the numbers that Word counts as it shows them."""

from index.reading.word.document import read_docx

__all__ = ["read_docx"]
