"""What an article stands in besides the main text: 附則第1条, Annex III Article 2, article 2 of Schedule 1."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.address.numbers import Number, number_of
from index.text import fold
from index.text.languages.container_words import ANNEX_WORDS, ANNEX_WORDS_WITHOUT_CAPITALS, SUPPLEMENT_WORDS
from index.text.languages.unit_words import OTHER_NAMES, unit_of

_SUPPLEMENT = "|".join(SUPPLEMENT_WORDS)
_OTHER = "|".join(sorted((*map(fold, ANNEX_WORDS), *ANNEX_WORDS_WITHOUT_CAPITALS), key=len, reverse=True))
_LAW = r"(?:[(<〈「][^()<>〈〉「」]*(?:\([^()]*\)[^()<>〈〉「」]*)*[)>〉」]\s*)"
_N = r"(?:[ivxlc]+|\d{1,3}|[a-z])"
_JOINED = r"\s*(?:の|의|,|、)?\s*"
_BEFORE = re.compile(
    rf"(?:(?P<supplement>{_SUPPLEMENT})\s*(?P<law>{_LAW})?|(?<!\w)(?P<other>{_OTHER})\s+(?P<n>{_N})){_JOINED}$"
)
_BEHIND = re.compile(rf"\s*(?:,|of|in|to|de la|del?|du|der|des)?\s*(?:the\s+)?(?P<other>{_OTHER})\s+(?P<n>{_N})(?!\w)")
_FARTHEST = 80


@dataclass(frozen=True, slots=True)
class Container:
    """Annexed provisions that an address names.

    Attributes:
        word: Folded.
        number: Of an annex; None for supplementary provisions.
        law: What tells those of one amending law from others', folded; "" where nothing does.
        start: Where its words begin in the folded question.
        end: Where they end.
    """

    word: str
    number: Number | None
    law: str
    start: int
    end: int

    def holds(self, prefix: str) -> bool:
        """Whether labels that begin so are of it.

        >>> container_at("附則第1条", 2, 5).holds("附則"), container_at("annex ii, article 1", 10, 19).holds("Annex I")
        (True, False)
        """
        folded = fold(prefix)
        if self.number is None:
            return folded.startswith(self.word) and self.law in folded
        word, end = unit_of(folded)
        if not word:
            word, end = next(((w, len(w)) for w in _OTHER.split("|") if folded.startswith(w)), ("", 0))
        own, _ = unit_of(self.word)
        names = {own or self.word, *OTHER_NAMES.get(own, ())}
        return word in names and number_of(folded[end:].strip()) == self.number


def container_at(question: str, start: int, end: int) -> Container | None:
    """What stands before or behind an article's number in a folded question, and holds it; None where nothing does."""
    before = _BEFORE.search(question[:start], max(0, start - _FARTHEST))
    if before and (word := before["supplement"]):
        law = (before["law"] or "").strip(" ()<>〈〉「」")
        return Container(word, None, law, before.start(), before.end("law" if law else "supplement"))
    found = before or _BEHIND.match(question, end)
    return _numbered(found) if found else None


def _numbered(found: re.Match[str]) -> Container | None:
    number = number_of(found["n"]) or ((ord(found["n"]) - ord("a") + 1,) if len(found["n"]) == 1 else None)
    return Container(found["other"], number, "", found.start("other"), found.end("n")) if number else None
