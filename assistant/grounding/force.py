"""How firmly it is said: the strength of the verb, and conditions and intentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.case import Case, Failure
from index.derived.acts import STRENGTH
from index.text import fold, language_of
from index.text.weighted_words import Word, words

_HEDGES = re.compile(
    "可能な限り|可能な場合|受け入れ可能な場合|適当な場合|必要に応じ|意図|意向|用意が|予定|考え|希望|見込み|可能性|おそれ|恐れ|かもしれ"
    "|努力する|努める|intend|intention|plans? to|may |might |where possible|where appropriate|as appropriate"
    "|as possible|likely|where feasible|unless |except |provided that|subject to "
)
_AIMS = ("意図", "意向", "用意", "予定", "考え", "意思", "希望")
_ALIKE = dict.fromkeys(_AIMS, _AIMS) | {"用意が": _AIMS}
_REACH = 10
_REACH_CHARS, _REACH_BACK = 24, 90
_LAST = 2
_ACT = re.compile(r"し|する|す(?!る)|に?つき?一致")
_ADVERB = r"(?:,[^,;.]{1,60},)?(?: (?:not|also|only))?(?: be)?(?: [a-z]+ly)? $"
_FORCES = {
    "must": (
        re.compile(r"[^、。]{0,4}?(?:(?:なければ|ねば|なくては)ならない|ものとする|義務|ことを(?:必要と|要)する)"),
        re.compile(rf"\b(?:shall|must|(?:is|are) (?:required|obliged) to){_ADVERB}", re.IGNORECASE),
    ),
    "should": (
        re.compile(r"[^、。]{0,3}?(?:べき|ことが望ましい|よう努め)"),
        re.compile(rf"\b(?:should|ought to){_ADVERB}", re.IGNORECASE),
    ),
    "may": (
        re.compile(r"[^、。]{0,3}?(?:ことができ|ことが出来|できる|してもよい|し得る)"),
        re.compile(rf"\b(?:may|can|might|could|(?:is|are) (?:allowed|permitted) to){_ADVERB}", re.IGNORECASE),
    ),
}
_RELATED = 0.3


def strength(case: Case) -> Failure | None:
    """No verb of saying is made stronger: 表明した does not become 決定した."""
    if case.alignment.share < _RELATED:
        return None
    at = _saying(case)
    if at is None:
        return None
    word = case.claim[at]
    said = [words(s.text) for s in (case.sentences if _passive(case.text, word) else (case.nearest,))]
    own = [STRENGTH[w.form] for text in said for w in text if w.form in STRENGTH]
    acts = [
        STRENGTH[w.form]
        for w in words(case.nearest.text)
        if w.form in STRENGTH and _ACT.match(case.nearest.text, w.end_char) and not _passive(case.text, word)
    ]
    if own and STRENGTH[word.form] > max(acts or own):
        return case.failure("strength", word, f"{case.surface(word)} is stronger than the paragraph's words")
    return None


def _saying(case: Case) -> int | None:
    """Place of the verb of saying that the claim turns on: among its last words in Japanese, the first elsewhere."""
    content = [at for at, word in enumerate(case.claim) if word.counts]
    places = content[-_LAST:][::-1] if language_of(case.text) == "ja" else content
    return next((at for at in places if case.claim[at].form in STRENGTH), None)


def _passive(text: str, word: Word) -> bool:
    return text[word.end_char : word.end_char + 2] in ("され", "さる")


def force(case: Case) -> Failure | None:
    """What must be done, should be and may be are kept apart, verb by verb."""
    for i, j in case.alignment.pairs:
        word, stated = case.claim[i], case.alignment.stated[j]
        if not word.counts:
            continue
        mine, theirs = _force(case.text, word), _force(case.nearest.text, stated)
        if mine and theirs and mine != theirs and not _forced_elsewhere(case, word, mine):
            return case.failure("strength", word, f"the paragraph says {theirs}, the claim {mine}", theirs)
    return None


def _force(text: str, word: Word) -> str:
    """must, should or may, as said of a word; "" where nothing is said."""
    behind, before = text[word.end_char : word.end_char + _REACH_CHARS], text[: word.start_char][-_REACH_BACK:]
    for name, (after, ahead) in _FORCES.items():
        if after.match(behind) or ahead.search(before):
            return name
    return ""


def _forced_elsewhere(case: Case, word: Word, mine: str) -> bool:
    """Whether another sentence of the cited paragraphs says it of the same word as the claim does."""
    return any(w.form == word.form and _force(s.text, w) == mine for s in case.sentences for w in words(s.text))


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
