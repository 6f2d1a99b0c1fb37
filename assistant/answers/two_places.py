"""Questions that lean on another place of the document, or ask for two things at once.

"The country that hosted the first mission: who came from there?" is cut at the noun that
the first half describes. The first half finds the place that describes it and the name it
has there; the second is asked of that name. Two things side by side are looked up one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from assistant.answers.descriptions import names_of
from assistant.evidence import Evidence
from assistant.question import Asked, Question, spans_of
from index.derived import content_terms
from index.text import fold, language_of

Tie = Literal["name", "date", "side by side"]

_HEAD = r"(?:国|都市|町|市|機関|組織|団体|人物|人|大臣|者|会議|会合|条約|法律|地域|地)"
_NOUN = r"(?:[一-鿿ァ-ヺー]{2,8}|年)"
_TIES = r"(?:は|が|から|では|と|の|で|に|を|、)+"
_RELATION = r"(?<!関する)(?<!対する)(?<!に係る)(?<!による)(?<!めぐる)(?<!という)(?<!おける)(?<!基づく)(?<!新しく)"
_DESCRIBED = (
    re.compile(
        rf"(?P<first>.{{4,}}?(?:(?:[るたいうのくむすぶ]|同じ)(?P<head>{_HEAD})|の(?!共和)(?P<of>[一-鿿]{{2,3}}国)(?!を|にな|とな)))"
        rf"(?:がありますが|がいますが)?(?P<second>{_TIES}.{{6,}})"
    ),
    re.compile(rf"(?P<first>[^は、]{{4,}}[るたうくむすぶ]{_RELATION}(?P<head>{_NOUN}))(?P<second>{_TIES}.{{6,}})"),
)
_THE = r"\b(?:the|a|an) (?P<head>(?:[a-z]+ )?[a-z]+)"
_DESCRIBED_EN = (
    re.compile(
        r"^(?P<first>(?:the|which) (?P<head>[a-z]+) (?:that|which|where|who|whose) .{6,}?)"
        r"(?P<second>(?:[.:;]| also\b).{6,})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<second>.{{4,}}){_THE} (?P<first>(?:that|which|where|who|whose) .{{6,}})", re.IGNORECASE),
)
_SPAN = re.compile(
    r"(?P<first>.{3,}?)から(?P<second>.{3,}?)まで.*(?:何日(?!以内)|日数|何年|何[かヶカ]月|期間|ど[れの](?:くらい|ほど|だけ)の?時?間)"
)
_SPAN_EN = re.compile(
    r"(?:how many days|how long).*?(?:between|from)(?P<first>.+?)(?:and|to|until)(?P<second>.+)", re.I
)
_PARTICLE = re.compile(r"[ぁ-ん、]")
_ITS = re.compile(r"\b(?:its|it|their|they|there)\b", re.IGNORECASE)
_FARTHEST = 3
_ASKING = re.compile(r"ど[このれんう]|何|誰|いつ")
_NAMES_TRIED = 2
_BESIDE_EN = re.compile(
    r"(?P<first>.{12,}?),? and (?P<second>(?:what|who|which|when|where|how|by what)\b.{10,})", re.IGNORECASE
)
_EACH = re.compile(
    r"^(?P<before>(?:.*?[たるの])?)(?P<one>[^、。]{2,24}?)と、?(?P<two>[^、。と]{2,24}?)"
    r"(?P<rest>(?:[、はがのでを]).*(?:どちら|どっち|それぞれ|各々|おのおの).*)$"
)
_EACH_EN = re.compile(
    r"^(?P<before>.*?\b)(?P<one>(?:the )?[\w' -]{3,40}?) and (?P<two>(?:the )?[\w' -]{3,40}?)"
    r"(?P<rest>,? (?:each\b|respectively\b|both\b).*)$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?P<first>.{8,}?(?:ですが|ますが|だが|[?？。]))[、\s]*(?P<second>.{6,})")


class Halves(NamedTuple):
    """Two questions in one, and what must tie their answers; `head` is the noun that the first describes."""

    first: str
    second: str
    tie: Tie
    head: str = ""

    @property
    def known(self) -> tuple[str, ...]:
        """The questions that stand from the start: of a name only the one that finds it."""
        return (self.first,) if self.tie == "name" else (self.first, self.second)


class Pair(NamedTuple):
    """Two places that answer together, in the order of the question."""

    first: Evidence
    second: Evidence
    tie: Tie


def halves(question: Question) -> Halves | None:
    """The two questions in one; None where it asks a single thing, one of a place that it names, or leans on another.

    >>> halves(understand("会合の日から国際フォーラムまで何日ありますか。", [document])).tie
    'date'
    """
    cuts: Sequence[tuple[re.Pattern[str], Tie]] = (
        (_SPAN, "date"),
        (_SPAN_EN, "date"),
        *((pattern, "name") for pattern in (*_DESCRIBED, *_DESCRIBED_EN)),
        (_BESIDE, "side by side"),
        (_BESIDE_EN, "side by side"),
    )
    if question.leans:
        return None
    for pattern in (_EACH, _EACH_EN):
        if match := pattern.search(question.query):
            first, second = (f"{match['before']}{match[one]}{match['rest']}" for one in ("one", "two"))
            return Halves(first, second, "side by side")
    for pattern, tie in cuts:
        match = pattern.search(question.query)
        if match and all(content_terms(match[half]) for half in ("first", "second")) and not _asks(match["first"], tie):
            if question.addresses and tie != "name":
                return None
            head = next(filter(None, (match.groupdict().get(name) for name in ("head", "of"))), "")
            return Halves(match["first"], match["second"], tie, head)
    return None


def _asks(description: str, tie: Tie) -> bool:
    """Whether what should describe something asks for it: どこの国で."""
    return tie == "name" and bool(_ASKING.search(description))


def both(parts: Halves, search: Callable[[str], list[Evidence]]) -> Pair | None:
    """The two places that answer together, in the order of the question; None where nothing ties them.

    Args:
        parts: The two questions.
        search: Evidence for a question, best first; none where the document does not answer it.
    """
    described = search(parts.first)[:_FARTHEST]
    if parts.tie == "name":
        return _by_name(described, parts, search)
    if parts.tie == "date":
        described = [evidence for evidence in described if _dated(evidence)]
    second = search(parts.second) if described else []
    for evidence in second[:_FARTHEST]:
        if evidence.sentence != described[0].sentence and _tied(parts.tie, evidence):
            return Pair(described[0], evidence, parts.tie)
    return None


def _by_name(described: Sequence[Evidence], parts: Halves, search: Callable[[str], list[Evidence]]) -> Pair | None:
    """The first place that has a name for the description, with what is said of that name elsewhere."""
    for evidence in (e for e in described if e.features["words"] > 0 or not _comparable(parts.first, e)):
        if names := names_of(parts.first, parts.head, evidence.sentence.text):
            pairs = (_of_the_name(evidence, name, parts.second, search) for name in names[:_NAMES_TRIED])
            return next(filter(None, pairs), None)
    return None


def _of_the_name(described: Evidence, name: str, question: str, search: Callable[[str], list[Evidence]]) -> Pair | None:
    """Where the rest of the question is answered of the thing described, which has this name."""
    asked = f"{name}{question}" if _PARTICLE.match(question) else f"{_ITS.sub('', question).strip(' .:;')} {name}"
    found = [e for e in search(asked) if name in fold(e.sentence.text)]
    other = next((e for e in found[:_FARTHEST] if e.sentence != described.sentence), None)
    return Pair(described, other, "name") if other and other.paragraph.label != described.paragraph.label else None


def _comparable(text: str, evidence: Evidence) -> bool:
    """Whether a description and a sentence are in one language, so that their words compare."""
    return language_of(text, default="en") == language_of(evidence.sentence.text, default="en")


def _tied(tie: Tie, evidence: Evidence) -> bool:
    return tie != "date" or _dated(evidence)


def _dated(evidence: Evidence) -> bool:
    """Whether a sentence has a date to count from: a day, or a month at least."""
    return bool(spans_of(Asked("month"), evidence.sentence.text))
