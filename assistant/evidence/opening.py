"""The opening of a document, which tells of what its title names: when, where and with whom it took place."""

from __future__ import annotations

from assistant.evidence.ordinals import other_number
from assistant.question import AskedKind, Question
from index.derived import compounds
from index.document import Document, Paragraph, Sentence
from index.text import fold
from index.text.dates import Period
from index.text.quantities import quantities

_CIRCUMSTANCES: frozenset[AskedKind] = frozenset(
    {"date", "start", "end", "day", "month", "year", "place", "city", "country", "person", "surname"}
)


class Opening:
    """What of a question must stand in an opening that answers it."""

    def __init__(self, question: Question) -> None:
        """Read the subject of a question: its nouns, but for the names that it asks to confirm."""
        claimed = {term.surface for term in question.terms if term.name} if question.confirms else set[str]()
        self._question = question
        self._nouns = tuple(noun for noun in compounds(question.subject) if noun not in claimed)
        self._asks = question.confirms or bool(_CIRCUMSTANCES & {asked.kind for asked in question.asked})

    def tells(self, sentence: Sentence, paragraph: Paragraph, document: Document) -> bool:
        """Whether a sentence with the document's date answers a question about what the title names.

        What else the question says must stand there too (開催), and by no other number.
        """
        if paragraph.origin != "unnumbered" or not self._asks:
            return False
        title, text = fold(document.title), fold(sentence.text)
        in_title = [noun for noun in self._nouns if noun in title]
        if not in_title or not all(noun in in_title or noun in text for noun in self._nouns):
            return False
        return _dated(sentence.text, document) and not other_number(self._question.own, sentence.text)


def _dated(text: str, document: Document) -> bool:
    """Whether the date of a document stands in a text."""
    dates = [quantity.value for quantity in quantities(text) if isinstance(quantity.value, Period)]
    return any("-".join(f"{part:02}" for part in date.start) == document.date for date in dates)
