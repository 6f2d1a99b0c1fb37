"""Whether the one who says it in a claim is the one who says it in the paragraph."""

from __future__ import annotations

import re

from assistant.grounding.case import Case, Failure
from index.derived import Subject, named, subjects
from index.derived.acts import SAYING
from index.derived.parties import is_part, party_of, predicate
from index.text import language_of

_PASSIVE = re.compile(r"\s(?:\w+\s)?(?:is|are|was|were|be|been)\s(?:\w+ly\s)?\w+(?:ed|en|wn|ld|de|nt|ut)\b")
_PRONOUNS = {"we", "they", "it", "he", "she", "мы", "они"}


def party(case: Case) -> Failure | None:
    """The one who says it in the claim is the one who says it in the paragraph."""
    mine = claimed(case)
    if mine is None:
        return None
    said, name = mine
    speaking = sorted(_speaking(case, of_topics=predicate(case.text, said) in SAYING))
    if _agrees(name, speaking) or predicate(case.text, said) not in case.parties.predicates:
        return None
    if language_of(case.text) != "ja" and (not speaking or _PASSIVE.match(case.text, said.end_char)):
        return None
    detail = f"said by {' / '.join(speaking)}" if speaking else "the paragraph does not say who"
    return Failure("party", detail, said.start_char, said.end_char, speaking[0] if speaking else "")


def claimed(case: Case) -> tuple[Subject, str] | None:
    """The subject that the claim's last verb has, where it is a party, with that party."""
    known = _known(case)
    last = max((word.start_char for word in case.claim if word.counts), default=0)
    for subject in subjects(case.text):
        party = party_of(subject.text, known)
        if not party and any(is_part(subject.text, name) for name in known):
            party = named(subject.text)
        if party and (subject.until_char >= last or language_of(case.text) != "ja"):
            return subject, party
    return None


def agreed(case: Case) -> tuple[int, int]:
    """Span of the claim's subject where the paragraph has the same one, in whatever words; (0, 0) elsewhere."""
    mine = claimed(case)
    if mine is None or not _agrees(mine[1], sorted(_speaking(case))):
        return 0, 0
    return mine[0].start_char, mine[0].end_char


def elided(case: Case) -> tuple[int, int]:
    """Span of the claim's subject where the sentence has none, or a pronoun (Commit to …, We welcome …)."""
    mine = next(iter(subjects(case.text)), None)
    others = {named(s.text) for s in subjects(case.nearest.text)} - _PRONOUNS
    return (mine.start_char, mine.end_char) if mine and not others else (0, 0)


def _agrees(name: str, speaking: list[str]) -> bool:
    """Whether a party is the speaker, a shorter name of it (日本 for 日本国外務大臣), or any where a pronoun speaks."""
    return any(name == speaker or speaker in _PRONOUNS or is_part(name, speaker) for speaker in speaking)


def _speaking(case: Case, *, of_topics: bool = False) -> set[str]:
    """Parties whose words the aligned part of the nearest sentence is; else the last one named before it.

    What is said (歓迎した, not 実施した) is not said by the subject of a clause without an end of its own
    (日本が推進する…), where there is a topic.
    """
    spoken = [case.alignment.stated[j] for i, j in case.alignment.pairs if case.claim[i].counts]
    here = subjects(case.nearest.text)
    inside = {w for w in spoken if any(s.start_char <= w.start_char < s.end_char for s in here)}
    text = case.nearest.text
    if of_topics and any(text[s.end_char : s.end_char + 1] == "は" for s in here):
        here = [s for s in here if text[s.end_char : s.end_char + 1] == "は" or s.until_char < len(text)]
    place = max((w.start_char for w in spoken if w not in inside), default=0)
    found = {party_of(s.text, _known(case)) for s in here if s.end_char <= place <= s.until_char} - {""}
    return found or _inherited(case)


def _known(case: Case) -> frozenset[str]:
    """The parties of the document, and whoever is a topic in the cited paragraphs."""
    cited = [sentence.text for paragraph in case.paragraphs for sentence in paragraph.sentences]
    topics = {named(s.text) for text in cited for s in subjects(text) if text[s.end_char : s.end_char + 1] == "は"}
    return case.parties.names | topics if case.parties.names else case.parties.names


def _inherited(case: Case) -> set[str]:
    paragraph = next(p for p in case.paragraphs if case.nearest in p.sentences)
    before = [s for sentence in paragraph.sentences[: case.nearest.index] for s in subjects(sentence.text)]
    found = [p for s in before if (p := party_of(s.text, case.parties.names))]
    return {found[-1]} if found else set()
