"""Sentences that all but repeat the source and say the opposite, or let another say it.

Numbers and names are looked for elsewhere; here two things are asked of a sentence
that is nearly one of the cited paragraph's own: is it negated where that one is not,
and is its subject the same?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from eval.scoring.canonical import canonical
from eval.scoring.source import Passage, character_pairs

NEARLY = 0.85
_WORD = 6
_NEGATION = re.compile(
    r"な[いかくけ]|ません|ず(?=[、。にも]|$)|ぬ(?=[、。]|$)|(?<![a-z])(?:not|never|no)(?![a-z])|n't|не(?![а-я])"
)
_SUBJECT = re.compile(r"(?:(?:また|さらに|なお|しかし)、)?([^、。(（]{2,20}?)(?:は|が)、")
_PARTICLES = re.compile(r"[のがはをにと・]")


def altered(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """What was turned round: "negation" or "subject: ..."; empty for none, or free wording."""
    plain = canonical(text)
    if any(plain in passage.canonical for passage in passages):
        return ()
    nearest = _nearest(plain, text, passages)
    if not nearest:
        return ()
    found = ["negation"] if any(_turned(removed, added) for removed, added in _changes(nearest, plain)) else []
    said, says = _SUBJECT.match(nearest), _SUBJECT.match(plain)
    if said and says and _bare(says[1]) != _bare(said[1]):
        found.append(f"subject: {says[1]}")
    return tuple(found)


def _nearest(plain: str, text: str, passages: Sequence[Passage]) -> str:
    """The source sentence that holds nearly all of a text in the same order, shortened or not; "" for none."""
    pairs = character_pairs(text)
    best, nearest = NEARLY, ""
    for passage in passages:
        if len(pairs & passage.pairs) < NEARLY * 0.8 * len(pairs):
            continue
        for sentence in map(canonical, passage.sentences):
            blocks = SequenceMatcher(None, sentence, plain, autojunk=False).get_matching_blocks()
            held = sum(block.size for block in blocks) / len(plain)
            if held > best:
                best, nearest = held, sentence
    return nearest


def _changes(sentence: str, plain: str) -> Iterator[tuple[str, str]]:
    """(removed, added) at each place; what was only shortened away is not a change."""
    for kind, a, b, c, d in SequenceMatcher(None, sentence, plain, autojunk=False).get_opcodes():
        if kind in ("replace", "insert") or (kind == "delete" and b - a <= _WORD):
            yield sentence[a : b + 1], plain[c : d + 1]


def _turned(removed: str, added: str) -> bool:
    return bool(_NEGATION.search(removed)) != bool(_NEGATION.search(added))


def _bare(subject: str) -> str:
    return _PARTICLES.sub("", subject)
