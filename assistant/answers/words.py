"""Where a word stands in the documents asked: how many times, and in which paragraphs not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answers.abstentions import unmentioned
from assistant.answers.lists import answer_list, holding
from assistant.answers.phrases import phrase
from assistant.answers.quotes import Lines
from assistant.evidence import Sources
from assistant.question import Question, word_asked, wording_of
from index.document import Paragraph
from index.text import flowing

_MOST_WITHOUT, _MOST_ASKED = 200, 2_000  # paragraphs listed in which a word does not stand, and read for it
_UNSPLIT = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆가-힣]")


def word(question: Question, sources: Sources) -> Answer | None:
    """How many times a word stands there, or in which paragraphs it does not; None where neither is asked."""
    wording = wording_of(question.text)
    asked = word_asked(question.subject, question.terms) if wording else ""
    if not asked or question.paragraphs:
        return None
    having = sources.with_words([asked], question)
    if wording == "without":
        return _without(asked, having, question, sources)
    if not having:
        return unmentioned(question, [asked], sources)
    count = sum(times(asked, paragraph.text) for paragraph in having)
    values = {"asked": asked, "held": str(len(having)), "total": str(sources.total), "times": str(count)}
    told = answer_list(holding([asked], having), sources.of(having), sources.total)
    return replace(told, message=phrase("stands times", question.language, **values))


def _without(asked: str, having: Sequence[Paragraph], question: Question, sources: Sources) -> Answer:
    total, language = sources.total, question.language
    values = {"asked": asked, "held": str(total - len(having)), "total": str(total)}
    if total > _MOST_ASKED or total - len(having) > _MOST_WITHOUT:
        return Answer("abstained", reason="not stated", message=phrase("too many without", language, **values))
    told = lines_without(list(sources.every(total)), having)
    if not told:
        return Answer("abstained", reason="not stated", message=phrase("stands in all", language, **values))
    values["held"] = str(len(told))
    answer = answer_list(told, sources.of(paragraph for paragraph, _ in told), total)
    return replace(answer, message=phrase("stands not in", language, **values))


def times(word: str, text: str) -> int:
    """How many times a text holds a folded word, as `Library.paragraphs_with` finds it: where one begins, if split."""
    begins = "" if _UNSPLIT.match(word) or not word[0].isalnum() else r"(?<!\w)"
    return len(re.findall(begins + re.escape(word), flowing(text)))


def lines_without(paragraphs: Sequence[Paragraph], having: Sequence[Paragraph]) -> Lines:
    """The paragraphs that are not among some others, each with its first sentence; those without text left out."""
    held = {(paragraph.document_id, paragraph.label) for paragraph in having}
    others = [p for p in paragraphs if p.body and (p.document_id, p.label) not in held]
    return [(paragraph, paragraph.body[:1]) for paragraph in others]
