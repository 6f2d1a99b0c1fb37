"""Questions that lean on another place of the document, or ask for two things at once.

"The country that hosted the first mission: who came from there?" needs the paragraph
that names the country and the one that names the minister. The question is cut at the
noun that the first half describes; each half is searched on its own, and the two
places count only where a name ties them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from assistant.asked import Asked, spans_of
from assistant.evidence import Evidence
from assistant.question import Question
from assistant.terms import content_terms
from index.tokens import tokens

Tie = Literal["name", "date", "side by side"]

_HEAD = r"(?:国|都市|町|市|機関|組織|団体|人物|人|大臣|者|会議|会合|条約|法律|地域|地)"
_DESCRIBED = re.compile(
    rf"(?P<first>.{{4,}}?(?:[るたいうのく]|同じ){_HEAD})(?:がありますが|がいますが)?(?:は|が|から|では|の|で|に|を|、)+(?P<second>.{{6,}})"
)
_DESCRIBED_EN = re.compile(
    r"(?P<second>.{4,}\b(?:the|a) (?:country|state|city|organi[sz]ation|minister|person|body))"
    r" (?P<first>(?:that|which|where|who|whose) .{6,})",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?P<first>.{3,}?)から(?P<second>.{3,}?)まで.*(?:何日|日数|何年|何か月|何ヶ月|期間)")
_SPAN_EN = re.compile(
    r"(?:how many days|how long).*?(?:between|from)(?P<first>.+?)(?:and|to|until)(?P<second>.+)", re.I
)
_FARTHEST = 3
_BESIDE = re.compile(r"(?P<first>.{8,}?(?:ですが|ますが|だが|[?？。]))[、\s]*(?P<second>.{6,})")


class Halves(NamedTuple):
    """Two questions in one, and what must tie their answers."""

    first: str
    second: str
    tie: Tie


class Pair(NamedTuple):
    """Two places that answer together, in the order of the question."""

    first: Evidence
    second: Evidence
    tie: Tie


def halves(question: Question) -> Halves | None:
    """The two questions in one; None where it asks a single thing.

    >>> halves(understand("会合の日から国際フォーラムまで何日ありますか。", [document])).tie
    'date'
    """
    cuts: Sequence[tuple[re.Pattern[str], Tie]] = (
        (_SPAN, "date"),
        (_SPAN_EN, "date"),
        (_DESCRIBED, "name"),
        (_DESCRIBED_EN, "name"),
        (_BESIDE, "side by side"),
    )
    for pattern, tie in cuts:
        match = pattern.search(question.query)
        if match and all(content_terms(match[half]) for half in ("first", "second")):
            return Halves(match["first"], match["second"], tie)
    return None


def both(parts: Halves, search: Callable[[str], list[Evidence]]) -> Pair | None:
    """The two places that answer together, in the order of the question; None where nothing ties them.

    Args:
        parts: The two questions.
        search: Evidence for a question, best first; none where the document does not answer it.
    """
    first = search(parts.first)
    if not first:
        return None
    bridge = " ".join(sorted(_names(first[0]))) if parts.tie == "name" else ""
    second = search(f"{parts.second} {bridge}".strip())
    for evidence in second[:_FARTHEST]:
        if evidence.paragraph.label != first[0].paragraph.label and _tied(parts.tie, first[0], evidence):
            return Pair(first[0], evidence, parts.tie)
    return None


def _tied(tie: Tie, first: Evidence, second: Evidence) -> bool:
    if tie == "name":
        return bool(_names(first) & _names(second))
    if tie == "date":
        return all(spans_of(Asked("day"), e.sentence.text) for e in (first, second))
    return True


def _names(evidence: Evidence) -> set[str]:
    return {token.form for token in tokens(evidence.sentence.text) if token.name}
