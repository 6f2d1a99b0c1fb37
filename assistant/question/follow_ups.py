"""How a question leans on the conversation: what it leaves out, and what it is read behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.question.wanted import Asked, AskedKind, asked_for
from index.derived import Term, compounds, content_terms
from index.text.languages import wording

if TYPE_CHECKING:
    from assistant.answer import Turn

_ELLIPTICAL = re.compile(
    r"[^。、]{1,14}(?:は|については|に関しては|の方は|のほうは)\s*[?？]?\s*$|\W*(?:what|how) about [\w\s]{1,30}\?*$",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"\W*(?:and|but|or|а|и|но)\b(?!.*\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have"
    r"|had|can|could|may|must|should|shall|will|would|кто|что|когда|где|как\w*|почему|сколько|можно)\b)[^.!?]{1,40}\?*\s*$"
    r"|\W*(?:from|to|by|with|for|of|on|in|at|until|since|under|within) (?:what|which|whom|whose|when|where|how)"
    r"(?: [\w-]+){0,2}\?+\s*$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"[^。、]{1,14}の(?P<attribute>[一-鿿ァ-ヺー]{2,8})(?:は|って)\s*[?？]?\s*$")
_CONDITION = re.compile(r"(?:もし|仮に)?[^。？?]{1,20}(?:たら|れば|なら|場合は|ときは|時は)\s*[?？]\s*$")
_ASKED_THING = re.compile(
    r"ど(?:の|んな|ういう)[一-鿿ァ-ヺー]{1,4}(?=[がをにではのとへ])|何[一-鿿]{1,2}|\b(?:which|what|whose) [a-z]+",
    re.IGNORECASE,
)
_KINDS: frozenset[AskedKind] = frozenset({"day", "month", "date", "place", "city", "country"})
_WORDS_OF_ITS_OWN = 2
_MARKED = re.compile(
    r"(?<=[ァ-ヺー一-鿿々」])[はがもを]|って|につい|に関|に対|[^ぁ-ゖァ-ヺー一-鿿々。、？！ \d]"
)  # a subject, a topic, or no Japanese


def elliptical(text: str) -> bool:
    """Whether a question only names a new subject (国境は？, "and the fee?") and leaves what is asked of it out."""
    return any(_ELLIPTICAL.match(said) for said in (text, wording.without_opening(text))) or bool(_FRAGMENT.match(text))


def leans(text: str, terms: Sequence[Term]) -> bool:
    """Whether a question cannot be read alone: it points back, or has no subject of its own.

    A bare new subject (じゃあ国境は？) and a list can be read alone.
    """
    alone = wording.without_opening(text)
    if points_out(alone) or _FRAGMENT.match(text) or _CONDITION.match(alone):
        return True
    new_subject = bool(terms and _ELLIPTICAL.match(alone)) and asked_for(alone) == (Asked(),)
    listed = bool(terms) and wording.says("list", alone)
    named = any(term.name for term in terms)
    return not (_has_subject(alone, terms) or named or new_subject or listed)


def _has_subject(alone: str, terms: Sequence[Term]) -> bool:
    """Whether a noun and one more word are left besides the thing asked for (どの国が優勝した？ has one).

    A Japanese question without a topic (どの分野の発展につながる？) needs two nouns.
    """
    own = {term.form for term in own_words(alone)}
    nouns = compounds(_ASKED_THING.sub(" ", alone))
    if len([term for term in terms if term.form in own]) < _WORDS_OF_ITS_OWN:
        return False
    return bool(nouns) if _MARKED.search(alone) else len(nouns) >= _WORDS_OF_ITS_OWN


def points_out(text: str) -> bool:
    """Whether a pronoun of a question stands for something outside it: at most one thing is named before."""
    at = wording.place("points back", text)
    return at is not None and len(compounds(text[:at])) < _WORDS_OF_ITS_OWN


def own_words(text: str) -> tuple[Term, ...]:
    """What a follow-up says itself: its content words but pointers and what is asked for (どの国, 場所)."""
    said = wording.without("points back", _ASKED_THING.sub(" ", text))
    return tuple(term for term in content_terms(said) if not is_kind(term))


def is_kind(term: Term) -> bool:
    """Whether a word only says that a time or place is asked for: 場所, 時期."""
    return bool(_KINDS & {asked.kind for asked in asked_for(term.surface)})


def subject_of(turn: Turn) -> str:
    """The question that a turn was about: the one that it was itself read behind, or its own."""
    return turn.query.removesuffix(turn.question).strip() or turn.query


def asked_behind(text: str, turns: Sequence[Turn]) -> tuple[Asked, ...]:
    """The kinds asked for; a bare new subject (かつおは？) asks for those of the question before."""
    own = asked_for(text)
    if own != (Asked(),) or not turns or not elliptical(text) or attribute(text):
        return own
    return asked_for(subject_of(turns[-1]))


def attribute(text: str) -> str:
    """What a Japanese follow-up wants to know of its subject: 国籍 of 監視員の国籍は？; "" where it names just that."""
    match = _ATTRIBUTE.match(wording.without_opening(text))
    return match["attribute"] if match else ""


def behind(text: str, turns: Sequence[Turn]) -> str:
    """A question read behind the last one that had a subject."""
    return f"{subject_of(turns[-1])} {text}"
