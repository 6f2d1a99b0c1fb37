"""PDF with a text layer -> Source: lines with their page, columns in order, without what is no text of it."""

from index.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
