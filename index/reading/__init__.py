"""A file of any format -> `Document`; the numbering is `index.numbering`'s work."""

from index.reading.files import parse, read_document

__all__ = ["parse", "read_document"]
