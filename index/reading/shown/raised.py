"""Signs above the line: a footnote's mark is set apart from the number before it, an exponent is not.

450³ households is a mark at 450; 450 m³ and 10⁶ are what they say.
"""

from __future__ import annotations

import re

from index.reading.shown.left_out import LeftOut

_MARK = re.compile(r"\s*[(\[]?\s*(?P<mark>\d{1,3}|[*†‡§]{1,3}|[a-z])\s*[)\]]?\s*")
_UNIT = re.compile(r"(?:^|[\s\d/·⋅(（])(?:[kcdmµμn]?m|ft|in|yd|mi|s|[kM]?g|㎞|㎝)$")
_POWER = re.compile(r"(?:^|\D)10$|[)\]][ ]?$|(?:^|[\s=+\-*/(])[A-Za-zα-ω]$")
_EXPONENT = re.compile(r"[-−–+]?\d{1,3}")
_ABOVE = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")


def raised(text: str, before: str, left_out: LeftOut, *, note: bool = False) -> str:
    """Text from above the line, as it can stand in the line.

    Args:
        text: What is raised.
        before: What stands before it.
        left_out: Told of marks set apart.
        note: Whether it is known to be a note's mark (a link to a note).
    """
    sign = text.strip()
    if not note and _EXPONENT.fullmatch(sign) and (_UNIT.search(before) or _POWER.search(before)):
        return sign.translate(_ABOVE)
    mark = _MARK.fullmatch(text)
    if not mark or not (note or mark["mark"].isdigit() or not mark["mark"].isalpha()):
        return text
    left_out.add("mark", sign)
    return f"{'' if before[-1:].isspace() or not before else ' '}[{mark['mark']}]"
