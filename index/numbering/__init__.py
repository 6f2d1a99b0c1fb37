"""A text as read -> the author's numbered paragraphs: schemes, choosing, units, building, audit."""

from index.numbering.building import number

__all__ = ["number"]
