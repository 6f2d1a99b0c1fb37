"""How long an answer shall be, where a question says so: 3行で, in three lines, in 5 bullet points."""

from __future__ import annotations

import re
from unicodedata import normalize

from index.text.numerals import number_value
from index.text.spelled import COUNTED, counted_value

_JAPANESE = re.compile(
    r"(?P<digits>\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:行|文|点|項目|箇条書き|つの(?:要点|点|ポイント|文|項目))"
    r"(?:以内|程度|くらい|ぐらい|ほど)?(?:で(?=[、。\s]*(?:$|お?願|要約|まと|教え|説明|述べ|答え|示|書|言|頼))|(?=に(?:まと|要約|して|絞)))"
)
_ENGLISH = re.compile(
    rf"\bin (?:about |around |at most |just |only )?(?:the )?(?:(?P<digits>\d{{1,2}})|(?P<word>{COUNTED}))"
    r" (?:short |brief |key |main )?(?:lines?|sentences?|points?|bullet points?|bullets?)\b",
    re.IGNORECASE,
)


def measured(question: str) -> tuple[int, str]:
    """The number of lines, sentences or points that an answer shall have, 0 where none is named, and the other words.

    >>> measured("3行で要約して"), measured("第3文は？")
    ((3, '要約して'), (0, '第3文は？'))
    """
    half = normalize("NFKC", question)
    found = _JAPANESE.search(half) or _ENGLISH.search(half)
    if not found:
        return 0, question
    return _number(found), f"{half[: found.start()]} {half[found.end() :]}".strip()


def _number(found: re.Match[str]) -> int:
    named = found.groupdict()
    return int(number_value(named["digits"])) if named["digits"] else counted_value(named["word"].lower())
