"""What is refused before any work is done."""

from __future__ import annotations

from assistant.errors import BadQuestion


def check_question(question: str, *, max_chars: int) -> None:
    """Refuse an empty or overlong question.

    Raises:
        BadQuestion: one of both.
    """
    if not question.strip():
        raise BadQuestion("the question is empty")
    if len(question) > max_chars:
        raise BadQuestion(f"the question has {len(question):,} characters; at most {max_chars:,} are read")
