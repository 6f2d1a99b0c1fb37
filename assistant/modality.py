"""How firmly it is said: the strength of the verb, and conditions and intentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.case import Case, Failure
from assistant.words import words
from index.normal import fold

_STRENGTH = {
    "決定": 5, "採択": 5, "decid": 5, "adopt": 5, "義務": 5,
    "合意": 4, "一致": 4, "約束": 4, "agre": 4, "undertak": 4, "commit": 4, "committ": 4,
    "確認": 3, "再確認": 3, "confirm": 3, "reaffirm": 3,
    "強調": 2, "指摘": 2, "表明": 2, "歓迎": 2, "評価": 2, "支持": 2,
    "express": 2, "welcom": 2, "stress": 2,
    "検討": 1, "議論": 1, "協議": 1, "consider": 1, "discuss": 1,
}  # fmt: skip
_HEDGES = re.compile(
    "可能な限り|可能な場合|受け入れ可能な場合|適当な場合|必要に応じ|意図|意向|用意が|予定|考え|希望|見込み|可能性|おそれ|恐れ|かもしれ"
    "|努力する|努める|intend|intention|plans? to|may |might |where possible|where appropriate|as appropriate|likely"
)
_AIMS = ("意図", "意向", "用意", "予定", "考え", "意思", "希望")
_ALIKE = dict.fromkeys(_AIMS, _AIMS) | {"用意が": _AIMS}
_REACH = 10
_RELATED = 0.3


def strength(case: Case) -> Failure | None:
    """No verb of saying is made stronger: 表明した does not become 決定した."""
    if case.alignment.share < _RELATED:
        return None
    for word in reversed(case.claim):
        mine = _STRENGTH.get(word.form)
        if mine is None:
            continue
        theirs = [_STRENGTH[w.form] for w in words(case.nearest.text) if w.form in _STRENGTH]
        if theirs and mine > max(theirs):
            return case.failure("strength", word, f"{case.surface(word)} is stronger than the paragraph's words")
        return None
    return None


def hedges(case: Case) -> Failure | None:
    """No condition or intention on what the claim says is dropped."""
    if case.alignment.share < case.limits.close:
        return None
    said = fold(case.text)
    for hedge in _hedges_in_reach(case):
        if hedge not in said and not any(aim in said for aim in _ALIKE.get(hedge, ())):
            return Failure("hedges", f"the paragraph says {hedge}", stated=hedge)
    return None


def _hedges_in_reach(case: Case) -> Iterator[str]:
    """Hedges among the words skipped inside what the claim follows, and just behind it."""
    places = [j for _, j in case.alignment.pairs]
    stated = case.alignment.stated
    for here, after in zip(places, [*places[1:], len(stated)], strict=True):
        skipped = stated[here + 1 : min(after, here + 1 + _REACH)]
        if skipped:
            text = fold(case.nearest.text[skipped[0].start_char : skipped[-1].end_char])
            clause = re.split("[、。,;]", text)[0] if after == len(stated) else text
            yield from (match[0] for match in _HEDGES.finditer(clause))
