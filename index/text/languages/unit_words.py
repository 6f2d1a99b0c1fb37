"""Words that documents print before a number as part of the label, and what people write for them.

Each row is the word as `Labels` keys it, and a pattern of its forms in a folded question.
Words that stand for each other in another language are in the same row: 別表 and "appended table".
"""

from __future__ import annotations

import re

UNIT_WORDS: dict[str, str] = {
    "section": r"sections?|secs?\b\.?|§+",
    "clause": r"clauses?|cl\b\.",
    "rule": r"rules?",
    "regulation": r"regulations?|regs?\b\.",
    "schedule": r"schedules?|sch\b\.",
    "exhibit": r"exhibits?",
    "annex": r"annex(?:es|e)?|приложени[еяюй]м?",
    "appendix": r"appendi(?:x|ces|xes)|apps?\.",
    "attachment": r"attachments?",
    "別表": r"別\s*表|(?:appended|annexed) tables?",
    "様式": r"(?:別記)?様式|forms?\s*(?:no\.)?",
    "別紙": r"別\s*紙|(?:attached|separate) sheets?",
    "別添": r"別\s*添",
    "別記": r"別\s*記(?!様式)",
    "別図": r"別\s*図",
    "附属書": r"[附付]属書",
    "附録": r"[附付][録錄]",
    "附件": r"附件",
    "별표": r"별표",
    "별지": r"별지",
    "第": r"第|no\.",
}
_WORD = re.compile(
    "|".join(f"(?P<w{n}>(?:(?<![a-zа-я])(?:{pattern})))" for n, pattern in enumerate(UNIT_WORDS.values()))
)
_NAMES = tuple(UNIT_WORDS)


def unit_words(folded: str) -> list[tuple[str, int, int]]:
    """Every such word of a folded text, with its place."""
    return [(_NAMES[int(str(m.lastgroup)[1:])], m.start(), m.end()) for m in _WORD.finditer(folded)]


def unit_of(folded: str) -> tuple[str, int]:
    """The word that a folded text begins with, and where it ends; "" and 0 for none."""
    match = _WORD.match(folded)
    return (_NAMES[int(str(match.lastgroup)[1:])], match.end()) if match else ("", 0)


OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "annex": ("附属書", "別添", "別紙", "附件"),
    "appendix": ("附録", "付録"),
    "schedule": ("別表",),
    "附属書": ("annex",),
    "附録": ("appendix",),
    "別表": ("schedule", "별표"),
    "別紙": ("annex", "별지"),
}
"""What the same thing is called in documents of another language, asked of where the word itself is not printed."""
