"""A follow-up that a language model puts into a question of its own, held to the conversation.

The model only words what was said: a rewriting with a word, number or paragraph that
stands neither in the follow-up nor in the turns before it, or without the follow-up's
own words, is not taken, and the follow-up is read by our own rules (`question.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assistant.errors import WritingFailed
from assistant.question import Question, asked_for
from assistant.writing.llm import stream_text
from assistant.writing.material import fenced
from assistant.writing.waiting import result_of
from index.derived import content_terms, forms
from index.text import fold, language_of
from index.text.quantities import matches, quantities
from index.text.weighted_words import words
from prompts import Template, load_template

if TYPE_CHECKING:
    from assistant.answer import Turn
    from assistant.writing.writer import Writer

_TURNS: Final = 3
_ANSWER_CHARS: Final = 300
_MOST_CHARS: Final = 300
_SHARE_OF_TIME: Final = 0.25


def rewrite(writer: Writer, question: Question, turns: Sequence[Turn]) -> Question | None:
    """The question as the model reads it; None where it gives nothing that may be taken.

    Args:
        writer: Holds the model; a quarter of its time is used at most.
        question: One that leans on the question before.
        turns: What was asked before, oldest first.
    """
    template = load_template("rewrite", question.language)
    try:
        line = result_of(_reply(writer, template, question.text, turns[-_TURNS:]))
    except (WritingFailed, TimeoutError):
        return None
    if not 0 < len(line) <= _MOST_CHARS or line == question.query or not _faithful(line, question, turns):
        return None
    return replace(
        question, query=line, subject=line, terms=content_terms(line), rewriting=f"{template.name} {template.digest}"
    )


async def _reply(writer: Writer, template: Template, question: str, turns: Sequence[Turn]) -> str:
    """The reply's text; empty where it has several lines."""
    told = "\n".join(_told(turn) for turn in turns)
    system, user = template.render({"conversation": told, "question": fenced(question)})
    text = ""
    async with asyncio.timeout(writer.timeout_s * _SHARE_OF_TIME):
        async with aclosing(stream_text(writer.llm, system, user, {"max_tokens": _MOST_CHARS})) as pieces:
            async for piece in pieces:
                text += piece
                if len(text) > 2 * _MOST_CHARS:
                    return ""
    return "" if "\n" in text.strip() else text.strip()


def _told(turn: Turn) -> str:
    answer = " ".join(claim.text for claim in turn.answer.claims)[:_ANSWER_CHARS]
    return f"<turn>\n<question>{fenced(turn.query)}</question>\n<answer>{fenced(answer)}</answer>\n</turn>"


def _faithful(line: str, question: Question, turns: Sequence[Turn]) -> bool:
    """Whether a rewriting asks the follow-up, in words of the conversation."""
    said = [question.text]
    for turn in turns:
        said += [turn.question, turn.query, *(claim.text for claim in turn.answer.claims)]
    return (
        language_of(line, default=question.language) == question.language
        and _denies(line) == _denies(question.text)
        and {asked.kind for asked in question.asked} - {"any"} <= {asked.kind for asked in asked_for(line)}
        and _holds("\n".join(said), line)
        and _holds(line, question.text)
    )


def _holds(text: str, part: str) -> bool:
    """Whether a text has every content word and number of another."""
    known, folded, stated = forms(text), fold(text), quantities(text)
    return all(term.form in known or term.surface in folded for term in content_terms(part)) and all(
        any(matches(quantity, other) for other in stated) for quantity in quantities(part)
    )


def _denies(text: str) -> bool:
    return any(word.role == "negation" for word in words(text))
