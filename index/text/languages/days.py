"""A day, and how far it is from another, in words: by CLDR."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import format_date, format_timedelta

_ALWAYS_DAYS = 10**6  # a month is never said for thirty days


def day_in_words(day: date, language: str) -> str:
    """A day.

    >>> day_in_words(date(2026, 4, 30), "en"), day_in_words(date(2026, 4, 30), "ja")
    ('April 30, 2026', '2026年4月30日')
    """
    return format_date(day, "long", locale=language)


def days_in_words(days: int, language: str) -> str:
    """So many days from now; before now where negative.

    >>> days_in_words(-215, "en"), days_in_words(30, "ja")
    ('215 days ago', '30 日後')
    """
    apart = timedelta(days=days)
    return format_timedelta(apart, "day", threshold=_ALWAYS_DAYS, add_direction=True, locale=language)
