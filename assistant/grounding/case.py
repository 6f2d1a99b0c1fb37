"""One sentence of a claim before the paragraphs it cites: what the rules of the check look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.alignment import Alignment
from index.derived import NOBODY, Parties
from index.document import Paragraph, Sentence
from index.text import fold
from index.text.dates import Period, single
from index.text.quantities import Quantity, matches, relation, resolve
from index.text.weighted_words import Word, words


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the graded rules draw the line; fitted by cross-validation, see docs/grounding.md.

    Attributes:
        uncovered: Share of the claim's words that may be missing from the paragraphs.
        followed: Share of the claim's words that the nearest sentence must have in their order.
        close: Share of words in the order of one sentence that makes a claim that
            sentence's own wording, so that another word in it is a change.
        closest: The same, where two places may differ and the words around them need not match.
        kept: The same as `closest` for a claim that ends on the sentence's own verb.
        swapped_words: Most words that one change may put in.
    """

    uncovered: float = 0.3
    followed: float = 0.25
    close: float = 0.5
    closest: float = 0.85
    kept: float = 0.6
    swapped_words: int = 4


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Failure:
    """What a rule found: the words of the claim (by place in its sentence) and what stands instead."""

    rule: str
    detail: str
    start_char: int = 0
    end_char: int = 0
    stated: str = ""


@dataclass(frozen=True)
class Case:
    """One sentence of a claim before its paragraphs.

    Attributes:
        text: The sentence.
        paragraphs: What it cites.
        alignment: With `nearest`, the cited sentence whose words it follows best.
        context: Forms of words that need no support: of titles and headings above.
        parties: Of the document.
        vocabulary: Forms of all words of the document.
        date: The document's own, ISO, for 昨年 and "this year"; "" when unknown.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    nearest: Sentence
    alignment: Alignment
    context: frozenset[str] = frozenset()
    parties: Parties = NOBODY
    vocabulary: frozenset[str] = frozenset()
    date: str = ""
    limits: Limits = DEFAULT_LIMITS

    @property
    def claim(self) -> tuple[Word, ...]:
        """Its words."""
        return self.alignment.claim

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the cited paragraphs."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)

    @cached_property
    def evidence(self) -> str:
        """The cited paragraphs, folded and without blanks."""
        return re.sub(r"\s", "", fold("\n".join(p.text for p in self.paragraphs)))

    @cached_property
    def forms(self) -> frozenset[str]:
        """Forms of the words of the cited paragraphs and of the context."""
        return self.context | {word.form for p in self.paragraphs for word in words(p.text)}

    @cached_property
    def stated(self) -> tuple[Quantity, ...]:
        """Quantities of the cited paragraphs, relative dates resolved; numbers of list items are none."""
        stated = (word.quantity for sentence in self.sentences for word in words(sentence.text))
        return tuple(resolve(quantity, self.date) for quantity in stated if quantity)

    @cached_property
    def verging(self) -> bool:
        """Whether the claim is its nearest sentence but for a change or two; ending on its verb counts for much."""
        return self.alignment.share >= (self.limits.kept if self._keeps_predicate else self.limits.closest)

    @property
    def _keeps_predicate(self) -> bool:
        """Whether the claim ends on a verb of the sentence, as a shortened sentence does and a turned one does not."""
        paired = {i for i, _ in self.alignment.pairs}
        last = max((n for n, word in enumerate(self.claim) if word.counts), default=-1)
        return last in paired and last + 1 in paired

    def surface(self, word: Word) -> str:
        """A word as written in the claim."""
        return self.text[word.start_char : word.end_char]

    def stands(self, word: Word) -> bool:
        """Whether a word occurs in the cited paragraphs, in any spelling."""
        written = re.sub(r"\s", "", fold(self.surface(word)))
        return word.form in self.forms or (len(written) > 1 and written in self.evidence)

    def bears_out(self, quantity: Quantity) -> bool:
        """Whether the cited paragraphs state a quantity, or one that it follows from."""
        asked = resolve(quantity, self.date)
        if any(matches(asked, q) and {asked.bound, q.bound} != {"min", "max"} for q in self.stated):
            return True
        return self._year_apart(asked)

    def _year_apart(self, asked: Quantity) -> bool:
        """1946年8月 where the paragraph says 1946年6月 … 同年8月."""
        if not isinstance(asked.value, Period) or not asked.value.start.year:
            return False
        year = single(asked.value.start.year)
        of_the_year = any(isinstance(q.value, Period) and q.value.start.year == year.start.year for q in self.stated)
        bare = [q for q in self.stated if isinstance(q.value, Period) and not q.value.start.year]
        return of_the_year and any(relation(asked, q) == "finer" for q in bare)

    def failure(self, rule: str, word: Word, detail: str, stated: str = "") -> Failure:
        """A failure at one word of the claim."""
        return Failure(rule, detail, word.start_char, word.end_char, stated)
