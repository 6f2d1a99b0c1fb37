"""What is refused before any work is done."""

from __future__ import annotations

from typing import Final

from assistant.errors import BadDraft, BadQuestion

MOST_QUESTION_CHARS: Final = 2000
MOST_DRAFT_CHARS: Final = 200_000


def check_question(question: str) -> str:
    """A question without the blanks around it.

    Raises:
        BadQuestion: it is empty or longer than 2,000 characters.
    """
    text = question.strip()
    if not text:
        raise BadQuestion("the question is empty")
    if _broken(text):
        raise BadQuestion("the question holds half a character (a lone surrogate)")
    if len(text) > MOST_QUESTION_CHARS:
        raise BadQuestion(f"the question has {len(text):,} characters; at most {MOST_QUESTION_CHARS:,} are read")
    return text


def check_draft(draft: str) -> str:
    """A text to be checked, as it is.

    Raises:
        BadDraft: it is empty or longer than 200,000 characters.
    """
    if not draft.strip():
        raise BadDraft("the draft is empty")
    if _broken(draft):
        raise BadDraft("the draft holds half a character (a lone surrogate)")
    if len(draft) > MOST_DRAFT_CHARS:
        raise BadDraft(f"the draft has {len(draft):,} characters; at most {MOST_DRAFT_CHARS:,} are checked")
    return draft


def _broken(text: str) -> bool:
    """Whether it holds what no file, database or tokenizer can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
