"""A file of any format -> `Source`: lines of text that know their place; numbers are `index.numbering`'s work."""

from index.reading.files import read_bytes, source_of
from index.reading.markdown import read_markdown
from index.reading.plain import read_plain
from index.reading.source import Line, Source

__all__ = ["Line", "Source", "read_bytes", "read_markdown", "read_plain", "source_of"]
