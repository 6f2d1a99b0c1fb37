"""A draft set from any document, by rule: to be corrected by hand before it counts.

Look-ups by label, questions after the date or amount beside a name in 「」, lists of the
paragraphs that hold a name, and a label beyond the last. Twins and changed numbers come
from `eval.selfcheck.counterfactuals`, drafts of answers that a reader found wrong from the chat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.items import Item, Turn
from eval.scoring.amounts import Amount, amounts
from eval.scoring.canonical import canonical
from index.document import Document, Paragraph

DRAFT = "draft: check question, gold and facts"
_NAMED = re.compile(r"「([^「」]{4,40})」")
_ENGLISH_NAMED = re.compile(r"[“\"]([^“”\"]{4,60})[”\"]")


@dataclass(frozen=True)
class Wording:
    """The questions of a language; {} takes a label or a name."""

    look_up: str
    date: str
    amount: str
    where: str
    beyond: str


_WORDINGS = {
    "ja": Wording(
        look_up="第{}段落には何と書いてありますか。",
        date="「{}」に関して挙げられている日付はいつですか。",
        amount="「{}」に関して挙げられている数はいくつですか。",
        where="「{}」が出てくる段落をすべて挙げてください。",
        beyond="第{}段落の内容を教えてください。",
    ),
    "en": Wording(
        look_up="What does paragraph {} say?",
        date="Which date is given in connection with “{}”?",
        amount="Which figure is given in connection with “{}”?",
        where="List every paragraph that mentions “{}”.",
        beyond="What does paragraph {} say?",
    ),
}


def make(document: Document, *, lookups: int = 5) -> list[Item]:
    """The draft, in the order of the document; ids name the rule and the paragraph."""
    words = _WORDINGS["ja" if document.language == "ja" else "en"]
    lang = "ja" if document.language == "ja" else "en"
    found = [*_look_ups(document, words, lookups), *_quantities(document, words), *_places(document, words)]
    found += _beyond(document, words)
    return [Item(id=f"{kind}-{n:03}", kind=kind, lang=lang, turns=(turn,)) for n, (kind, turn) in enumerate(found, 1)]


def _look_ups(document: Document, words: Wording, n: int) -> Iterator[tuple[str, Turn]]:
    numbered = [p for p in document if p.label.isdigit()]
    for paragraph in numbered[:: max(1, len(numbered) // n)][:n] if n else []:
        fact = (_telling(paragraph),)
        question = words.look_up.format(paragraph.label)
        yield "look_up", Turn(question=question, answerable=True, gold=(paragraph.label,), facts=(fact,), note=DRAFT)


def _quantities(document: Document, words: Wording) -> Iterator[tuple[str, Turn]]:
    """A sentence with one name in quotation marks and one date (or one amount with a unit)."""
    for paragraph in document:
        for sentence in paragraph.sentences:
            names = list(dict.fromkeys(_names(sentence.text)))
            dates = [a for a in amounts(_without(sentence.text, names)) if a.date]
            sums = [a for a in amounts(_without(sentence.text, names)) if a.date is None and a.unit]
            if len(names) == 1 and len(dates) == 1:
                yield "date", _asked(words.date, names[0], paragraph, dates[0])
            elif len(names) == 1 and len(sums) == 1 and not dates:
                yield "amount", _asked(words.amount, names[0], paragraph, sums[0])


def _places(document: Document, words: Wording) -> Iterator[tuple[str, Turn]]:
    """Names that stand in two to five paragraphs."""
    plain = {paragraph.label: canonical(paragraph.text) for paragraph in document}
    names = {canonical(name): name for paragraph in document for name in _names(paragraph.text)}
    for form, name in names.items():
        labels = tuple(label for label, text in plain.items() if form in text)
        if 2 <= len(labels) <= 5:
            question = words.where.format(name)
            yield "list", Turn(question=question, answerable=True, gold=labels, facts=((name,),), note=DRAFT)


def _beyond(document: Document, words: Wording) -> Iterator[tuple[str, Turn]]:
    if document.last_label.isdigit():
        label = str(int(document.last_label) + 7)
        yield "unanswerable", Turn(question=words.beyond.format(label), answerable=False, note=DRAFT)


def _asked(wording: str, name: str, paragraph: Paragraph, amount: Amount) -> Turn:
    facts = ((str(amount),),)
    return Turn(question=wording.format(name), answerable=True, gold=(paragraph.label,), facts=facts, note=DRAFT)


def _telling(paragraph: Paragraph) -> str:
    """A few words that only a look at the paragraph can give: its longest clause."""
    clauses = re.split(r"[、。,.;\n]", paragraph.text)
    return max(clauses, key=len).strip()[:40]


def _names(text: str) -> list[str]:
    return _NAMED.findall(text) + _ENGLISH_NAMED.findall(text)


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text
