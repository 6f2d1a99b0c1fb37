"""HTML -> Source: the text of a page line by line, with its headings, tables and the numbers of its lists."""

from index.reading.web.page import read_html

__all__ = ["read_html"]
