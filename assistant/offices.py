"""Who holds an office: a person's name stands right before it, 岸田日本国外務大臣."""

from __future__ import annotations

from assistant.plain_words import offices
from index.people import people

_COUNTRY_CHARS = 20  # between the two: ・トルクメニスタン副首相兼


def holds_office(text: str, question: str) -> bool:
    """Whether a text names a person, and as holder of the office that a question names, if it names one.

    >>> holds_office("安倍晋三総理大臣が各国外務大臣と話した。", "外務大臣の名前は？")
    False
    """
    named = [full for full in offices().values() if full in question]
    holders = people(text)
    if not named:
        return bool(holders)
    places = [(end, text.find(full, end)) for _, end in holders for full in named]
    return any(end <= at <= end + _COUNTRY_CHARS for end, at in places)
