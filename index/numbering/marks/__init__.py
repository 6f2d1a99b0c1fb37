"""Lines -> every number that may be one of the text, by its way of numbering; which are is `choosing`'s work."""

from index.numbering.marks.article_marks import Words, worded_label
from index.numbering.marks.markers import find_markers
from index.numbering.marks.schemes import Marker, Style, Value, bulleted, names_itself

__all__ = ["Marker", "Style", "Value", "Words", "bulleted", "find_markers", "names_itself", "worded_label"]
