"""Words exchanged in a claim that is otherwise a sentence of the paragraph."""

from __future__ import annotations

import re

from assistant.alignment import Gap
from assistant.case import Case, Failure
from assistant.words import Word
from index.quantities import matches

_SAME = re.compile("同[国社年月日氏市県州党]")
_JOINING = {"の", "及び", "of", "and", "the", "a"}


def wording(case: Case) -> Failure | None:
    """A claim in a sentence's own words has none of them exchanged."""
    if case.alignment.share < case.limits.close:
        return None
    verging = case.alignment.share >= (case.limits.kept if _keeps_predicate(case) else case.limits.closest)
    changed = [(gap, new) for gap in case.alignment.gaps if (new := _new_words(case, gap))]
    if len({tuple(word.form for word in new) for _, new in changed}) > (2 if verging else 1):
        return None
    for gap, new in changed:
        if len(new) <= case.limits.swapped_words and _exchanged(case, gap) and (verging or _one_phrase(gap)):
            stated = case.nearest.text[gap.stated[0].start_char : gap.stated[-1].end_char]
            rule = "numbers" if new[0].quantity else "names" if new[0].role == "name" else "wording"
            detail = f"{case.text[new[0].start_char : new[-1].end_char]} where the paragraph says {stated}"
            return Failure(rule, detail, new[0].start_char, new[-1].end_char, stated)
    return None


def _new_words(case: Case, gap: Gap) -> list[Word]:
    """What the claim puts into a gap and neither the context nor an equal value accounts for."""
    values = [word.quantity for word in gap.stated if word.quantity]
    return [
        word
        for word in gap.claimed
        if word.counts
        and not (gap.place == "start" and word.form in case.context)
        and not (word.quantity and any(matches(word.quantity, value) for value in values))
    ]


def _exchanged(case: Case, gap: Gap) -> bool:
    """Whether something was said there, and not the same by 同国 or by turning the sentence round."""
    old = [word for word in gap.stated if word.counts]
    if not old or (_SAME.match(case.nearest.text, old[0].start_char) and gap.claimed[0].role in ("name", "quantity")):
        return False
    if len(gap.stated) > 2 * len(gap.claimed) + 3 or (gap.claimed[0].quantity and not any(w.quantity for w in old)):
        return False
    at = case.claim.index(gap.claimed[0])
    turned = (at > 0 and case.surface(case.claim[at - 1]) == "は") or any(w.role == "function" for w in gap.claimed)
    return gap.place != "end" or (gap.sentence_ends and not turned)


def _keeps_predicate(case: Case) -> bool:
    """Whether the claim ends on a verb of the sentence, as a shortened sentence does and a turned one does not."""
    paired = {i for i, _ in case.alignment.pairs}
    last = max((n for n, word in enumerate(case.claim) if word.counts), default=-1)
    return last in paired and last + 1 in paired


def _one_phrase(gap: Gap) -> bool:
    """Whether one phrase stands for another, so that particles on both sides were kept."""
    return not any(word.role == "function" and word.form not in _JOINING for word in (*gap.claimed, *gap.stated))
