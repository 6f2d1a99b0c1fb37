"""What is refused before any work is done."""

from __future__ import annotations

from typing import Final

from assistant.errors import BadQuestion

MOST_QUESTION_CHARS: Final = 2000


def check_question(question: str) -> str:
    """A question without the blanks around it.

    Raises:
        BadQuestion: it is empty or longer than 2,000 characters.
    """
    text = question.strip()
    if not text:
        raise BadQuestion("the question is empty")
    if len(text) > MOST_QUESTION_CHARS:
        raise BadQuestion(f"the question has {len(text):,} characters; at most {MOST_QUESTION_CHARS:,} are read")
    return text
