"""How far the dates that an answer quotes are from the day on which it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answer import Answer
from assistant.answers.phrases import phrase
from index.text.dates import Day, Period
from index.text.languages.asking import asks_of_today
from index.text.languages.days import day_in_words, days_in_words
from index.text.quantities import quantities


def from_today(answer: Answer, question: str, today: date, language: str) -> tuple[str, ...]:
    """The day that was taken for today, and each whole date quoted as so many days from it.

    Nothing where the question is not about the day it is asked, or no whole date is quoted.
    """
    days = dict.fromkeys(_days(answer)) if asks_of_today(question) else {}
    if not days:
        return ()
    told = (f"{day_in_words(day, language)}: {days_in_words((day - today).days, language)}" for day in days)
    return (phrase("today", language, day=day_in_words(today, language)), *told)


def _days(answer: Answer) -> Iterator[date]:
    for claim in answer.claims:
        for quantity in quantities(claim.text):
            if isinstance(quantity.value, Period):
                yield from filter(None, map(_date, dict.fromkeys(quantity.value)))


def _date(day: Day) -> date | None:
    try:
        return date(*day)
    except ValueError:
        return None
