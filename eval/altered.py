"""Sentences that all but repeat the source and say the opposite, or let another say it.

Numbers and names are looked for elsewhere; here two things are asked of a sentence
that is nearly one of the cited paragraph's own: is it negated where that one is not,
and is its subject the same?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from eval.canonical import canonical
from eval.source import Passage, character_pairs

NEARLY = 0.85
_NEGATION = re.compile(
    r"な[いかくけ]|ません|ず(?=[、。にも]|$)|ぬ(?=[、。]|$)|(?<![a-z])(?:not|never|no)(?![a-z])|n't|не(?![а-я])"
)
_SUBJECT = re.compile(r"(?:(?:また|さらに|なお|しかし)、)?([^、。]{2,20}?)(?:は|が)、")
_PARTICLES = re.compile(r"[のがはをにと・]")


def altered(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """What was turned round: "negation" or "subject: ..."; empty for none, or free wording."""
    plain = canonical(text)
    if not passages or any(plain in passage.canonical for passage in passages):
        return ()
    nearest = _nearest(plain, text, passages)
    if not nearest:
        return ()
    found = []
    if len(_NEGATION.findall(plain)) != len(_NEGATION.findall(nearest)):
        found.append("negation")
    said, says = _SUBJECT.match(nearest), _SUBJECT.match(plain)
    if said and says and _bare(says[1]) != _bare(said[1]):
        found.append(f"subject: {says[1]}")
    return tuple(found)


def _nearest(plain: str, text: str, passages: Sequence[Passage]) -> str:
    """The source sentence that a text nearly is; "" where it is none."""
    pairs = character_pairs(text)
    best, nearest = NEARLY, ""
    for passage in passages:
        if len(pairs & passage.pairs) < NEARLY * 0.8 * len(pairs):
            continue
        for sentence in map(canonical, passage.sentences):
            likeness = SequenceMatcher(None, plain, sentence, autojunk=False).ratio()
            if likeness >= best:
                best, nearest = likeness, sentence
    return nearest


def _bare(subject: str) -> str:
    return _PARTICLES.sub("", subject)
