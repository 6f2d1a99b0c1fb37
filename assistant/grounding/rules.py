"""The rules of the check: what a claim says that its paragraphs do not.

Every rule looks at one sentence of a claim and gives the first `Failure` it sees, or None.
They are tried in the order of `RULES`; the first failure decides.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from assistant.grounding.case import Case, Failure
from assistant.grounding.exchanges import wording
from assistant.grounding.extents import extent, lists
from assistant.grounding.force import force, hedges, strength
from assistant.grounding.numbers import places
from assistant.grounding.party import elided, party
from index.text.quantities import Quantity, relation, resolve
from index.text.weighted_words import Word, words

_ALIKE = 0.4


def numbers(case: Case) -> Failure | None:
    """Every number, date, unit and era of the claim is stated."""
    for word in case.claim:
        quantity = word.quantity
        if quantity and not (_idle(quantity) or case.bears_out(quantity) or lists(case, quantity)):
            said = case.surface(word)
            return case.failure("numbers", word, f"{said} is not stated", _rival(case, quantity))
    return None


def names(case: Case) -> Failure | None:
    """Every proper name of the claim occurs."""
    missing = next((w for w in case.claim if w.role == "name" and not case.stands(w) and not _subject(case, w)), None)
    return case.failure("names", missing, f"{case.surface(missing)} is not mentioned") if missing else None


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
    if share >= (case.limits.uncovered if len(missing) > 1 else 0.5) or _loosely_uncovered(case, content, missing):
        return case.failure("coverage", missing[0], "not said: " + " ".join(case.surface(w) for w in missing))
    if content and case.alignment.share < case.limits.followed:
        return Failure("coverage", "no sentence says it, though the words occur")
    return None


def _loosely_uncovered(case: Case, content: list[Word], missing: list[Word]) -> bool:
    """Whether a claim that follows no sentence lacks a word among its few; those of titles are not counted."""
    own = [word for word in content if word.form not in case.context]
    return case.alignment.share < case.limits.kept and len(missing) >= max(1.0, case.limits.uncovered * len(own))


def _subject(case: Case, word: Word) -> bool:
    """Whether a word names who the document's unnamed speakers are: Member States, in a text that says "Commit to"."""
    start, end = elided(case)
    return start <= word.start_char < end and word.form in case.vocabulary


Rule = Callable[[Case], Failure | None]
EXACT: tuple[Rule, ...] = (numbers, extent, negation)
RULES: tuple[Rule, ...] = (numbers, extent, names, party, negation, strength, force, hedges, wording, places, coverage)


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
    claimed = {w.form for w in case.claim if w.counts}
    cited = [words(sentence.text) for paragraph in case.paragraphs for sentence in paragraph.sentences]
    alike = [text for text in cited if len(claimed & {w.form for w in text}) >= _ALIKE * len(claimed)]
    return any(w.form == word.form and _denied(text, at) for text in alike for at, w in enumerate(text))
