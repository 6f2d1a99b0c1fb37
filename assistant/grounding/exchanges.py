"""Words exchanged in a claim that is otherwise a sentence of the paragraph."""

from __future__ import annotations

import re

from assistant.grounding.alignment import Gap
from assistant.grounding.case import Case, Failure
from assistant.grounding.extents import lists
from assistant.grounding.party import agreed
from index.text import fold
from index.text.forms import akin
from index.text.quantities import matches
from index.text.weighted_words import Word

_SAME = re.compile("同[国社年月日氏市県州党]")
_ANAPHORA = re.compile(
    r"その|この|これ|同[国社者項条]|当該|かかる|\b(?:such|thereof|that|those|its|their)\b", re.IGNORECASE
)
_JOINING = {"の", "及び", "of", "and", "the", "a"}


def wording(case: Case) -> Failure | None:
    """A claim in a sentence's own words has none of them exchanged."""
    if case.alignment.share < case.limits.close:
        return None
    verging = case.verging
    changed = [(gap, new) for gap in case.alignment.gaps if (new := _new_words(case, gap))]
    if len({tuple(word.form for word in new) for _, new in changed}) > (2 if verging else 1):
        return None
    for gap, new in changed:
        if _same(case, gap, new) or _made_topic(case, gap, new):
            continue
        if len(new) <= case.limits.swapped_words and _exchanged(case, gap) and (verging or _one_phrase(gap)):
            stated = case.nearest.text[gap.stated[0].start_char : gap.stated[-1].end_char] if gap.stated else ""
            rule = "numbers" if new[0].quantity else "names" if new[0].role == "name" else "wording"
            detail = f"{case.text[new[0].start_char : new[-1].end_char]} where the paragraph says {stated}"
            return Failure(rule, detail, new[0].start_char, new[-1].end_char, stated)
    return None


def _same(case: Case, gap: Gap, new: list[Word]) -> bool:
    """Whether a gap has the same word in other dress (開かれた for 開催された), or all of it misread."""
    if not gap.stated:
        return False
    said = fold(case.text[new[0].start_char : new[-1].end_char])
    stated = fold(case.nearest.text[gap.stated[0].start_char : gap.stated[-1].end_char])
    return akin(said, stated) or (len(new) == 1 and any(akin(new[0].form, word.form) for word in gap.stated))


def _made_topic(case: Case, gap: Gap, new: list[Word]) -> bool:
    """Whether the claim opens with a thing (セミナーは) that is a subject inside the sentence (セミナーが)."""
    at = case.claim.index(gap.claimed[-1]) + 1
    opens = gap.place == "start" and at < len(case.claim) and case.surface(case.claim[at]) == "は"
    subject = re.escape(case.surface(new[-1]))
    return opens and re.search(rf"{subject}[」』）)]?が", case.nearest.text) is not None


def _new_words(case: Case, gap: Gap) -> list[Word]:
    """What the claim puts into a gap and neither the context nor an equal value accounts for."""
    values = [word.quantity for word in gap.stated if word.quantity]
    subject = agreed(case)
    return [
        word
        for word in gap.claimed
        if word.counts
        and not subject[0] <= word.start_char < subject[1]
        and not (gap.place == "start" and word.form in case.context)
        and not (word.quantity and lists(case, word.quantity))
        and not (word.quantity and any(matches(word.quantity, value) for value in values))
    ]


def _exchanged(case: Case, gap: Gap) -> bool:
    """Whether something else was said there, and not the same by 同国 or by turning the sentence round."""
    old = [word for word in gap.stated if word.counts]
    if not old:
        return _inserted(case, gap)
    if _SAME.match(case.nearest.text, old[0].start_char) and gap.claimed[0].role in ("name", "quantity"):
        return False
    if len(gap.stated) > 2 * len(gap.claimed) + 3 or (gap.claimed[0].quantity and not any(w.quantity for w in old)):
        return False
    at = case.claim.index(gap.claimed[0])
    turned = _new_topic(case, at) or any(w.role == "function" for w in gap.claimed)
    return gap.place != "end" or (gap.sentence_ends and not turned)


def _inserted(case: Case, gap: Gap) -> bool:
    """Whether a claim that is otherwise the sentence has words more in it than the sentence; not one doubled."""
    at = case.claim.index(gap.claimed[0])
    around = {word.form for word in (*case.claim[max(0, at - 1) : at], *case.claim[at + len(gap.claimed) :][:1])}
    there = around | {word.form for word in case.alignment.stated}
    if at and case.surface(case.claim[at - 1]).endswith(case.surface(gap.claimed[0])):
        return False
    if _ANAPHORA.search(case.nearest.text) and all(case.stands(word) for word in gap.claimed):
        return False
    plain = all(word.role != "function" and word.form not in there for word in gap.claimed)
    return plain and case.verging and gap.place != "end"


def _new_topic(case: Case, at: int) -> bool:
    """Whether は stands before a place of the claim, but not behind the same word in the sentence."""
    if at == 0 or case.surface(case.claim[at - 1]) != "は":
        return False
    paired = dict(case.alignment.pairs)
    return paired.get(at - 1, -1) != paired.get(at - 2, -9) + 1


def _one_phrase(gap: Gap) -> bool:
    """Whether one phrase stands for another, so that particles on both sides were kept."""
    return not any(word.role == "function" and word.form not in _JOINING for word in (*gap.claimed, *gap.stated))
