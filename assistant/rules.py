"""The rules of the check: what a claim says that its paragraphs do not.

Every rule looks at one sentence of a claim and gives the first `Failure` it sees, or None.
They are tried in the order of `RULES`; the first failure decides.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from assistant.case import Case, Failure
from assistant.exchanges import wording
from assistant.modality import hedges, strength
from assistant.parties import party_of, predicate, subjects
from assistant.words import Word, words
from index.quantities import Quantity, relation, resolve


def numbers(case: Case) -> Failure | None:
    """Every number, date, unit and era of the claim is stated."""
    for word in case.claim:
        if word.quantity and not _idle(word.quantity) and not case.bears_out(word.quantity):
            said = case.surface(word)
            return case.failure("numbers", word, f"{said} is not stated", _rival(case, word.quantity))
    return None


def names(case: Case) -> Failure | None:
    """Every proper name of the claim occurs."""
    missing = next((w for w in case.claim if w.role == "name" and not case.stands(w)), None)
    return case.failure("names", missing, f"{case.surface(missing)} is not mentioned") if missing else None


def party(case: Case) -> Failure | None:
    """The one who says it in the claim is the one who says it in the paragraph."""
    known = case.parties.names
    mine = next(((s, p) for s in subjects(case.text) if (p := party_of(s.text, known))), None)
    if mine is None:
        return None
    said, claimed = mine
    if predicate(case.text, said) not in case.parties.predicates:
        return None
    speaking = sorted(_speaking(case))
    if claimed in speaking:
        return None
    detail = f"said by {' / '.join(speaking)}" if speaking else "the paragraph does not say who"
    return Failure("party", detail, said.start_char, said.end_char, speaking[0] if speaking else "")


def negation(case: Case) -> Failure | None:
    """What is denied in the paragraph is denied in the claim, and nothing else is."""
    paired = dict(case.alignment.pairs)
    stated_denies = any(word.role == "negation" for word in case.alignment.stated)
    for at, word in enumerate(case.claim):
        if not word.counts:
            continue
        mine = _denied(case.claim, at)
        theirs = _denied(case.alignment.stated, paired[at]) if at in paired else mine and stated_denies
        if mine != theirs and not _denied_elsewhere(case, word, mine):
            return case.failure("negation", word, "denied in only one of claim and paragraph")
    return None


def coverage(case: Case) -> Failure | None:
    """Most words of the claim occur, and some of them together in one sentence."""
    content = [word for word in case.claim if word.counts]
    missing = [word for word in content if not case.stands(word) and not word.quantity]
    share = len(missing) / len(content) if content else 0.0
    if share >= (case.limits.uncovered if len(missing) > 1 else 0.5):
        return case.failure("coverage", missing[0], "not said: " + " ".join(case.surface(w) for w in missing))
    if content and case.alignment.share < case.limits.followed:
        return Failure("coverage", "no sentence says it, though the words occur")
    return None


Rule = Callable[[Case], Failure | None]
RULES: tuple[Rule, ...] = (numbers, names, party, negation, strength, hedges, wording, coverage)


def _idle(quantity: Quantity) -> bool:
    """一つ and 一人 count nothing worth a citation."""
    return quantity.unit == "つ" and quantity.value == 1


def _rival(case: Case, quantity: Quantity) -> str:
    """What the paragraphs state of the same kind and unit, nearest in place to the claim's words."""
    return next((q.text for q in case.stated if relation(resolve(quantity, case.date), q) == "conflict"), "")


def _denied(text: tuple[Word, ...], at: int) -> bool:
    """Whether a word is denied: behind it in Japanese, before it elsewhere; two denials affirm."""
    behind = itertools.takewhile(lambda word: not word.counts, text[at + 1 :])
    before = itertools.takewhile(lambda word: not word.counts, reversed(text[:at]))
    denials = [w for w in behind if not _goes_before(w)] + [w for w in before if _goes_before(w)]
    return sum(word.role == "negation" for word in denials) % 2 == 1


def _goes_before(word: Word) -> bool:
    """Whether a denial stands before what it denies (not, не)."""
    return word.form < "ぁ"


def _denied_elsewhere(case: Case, word: Word, denied: bool) -> bool:
    """Whether another place of the cited paragraphs has the word denied (or affirmed) as the claim has it."""
    if not denied:
        return False
    cited = [words(paragraph.text) for paragraph in case.paragraphs]
    return any(w.form == word.form and _denied(text, at) for text in cited for at, w in enumerate(text))


def _speaking(case: Case) -> set[str]:
    """Parties whose words the aligned part of the nearest sentence is; else the last one named before it."""
    spoken = [case.alignment.stated[j] for i, j in case.alignment.pairs if case.claim[i].counts]
    here = subjects(case.nearest.text)
    inside = {w for w in spoken if any(s.start_char <= w.start_char < s.end_char for s in here)}
    place = max((w.start_char for w in spoken if w not in inside), default=0)
    found = {party_of(s.text, case.parties.names) for s in here if s.end_char <= place <= s.until_char} - {""}
    return found or _inherited(case)


def _inherited(case: Case) -> set[str]:
    paragraph = next(p for p in case.paragraphs if case.nearest in p.sentences)
    before = [s for sentence in paragraph.sentences[: case.nearest.index] for s in subjects(sentence.text)]
    named = [p for s in before if (p := party_of(s.text, case.parties.names))]
    return {named[-1]} if named else set()
