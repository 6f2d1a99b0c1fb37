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
from assistant.question import Question, asked_for, understand
from assistant.writing.llm import stream_text
from assistant.writing.material import fenced
from assistant.writing.waiting import result_of
from index.derived import content_terms, forms
from index.document import Document
from index.text import fold
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


def leans(question: Question) -> bool:
    """Whether a question is one that the conversation has to complete; no look-up or list is."""
    return (
        question.kind == "fact" and not question.addresses and (question.elliptical or question.query != question.own)
    )


def rewrite(writer: Writer, question: Question, turns: Sequence[Turn], scope: Sequence[Document]) -> Question | None:
    """The question as the model reads it; None where it gives nothing that may be taken.

    Args:
        writer: Holds the model; a quarter of its time is used at most.
        question: One that `leans`, as our own rules read it.
        turns: What was asked before, oldest first.
        scope: The documents asked.
    """
    template = load_template("rewrite", question.language)
    try:
        line = result_of(_reply(writer, template, question.own, turns[-_TURNS:]))
    except (WritingFailed, TimeoutError):
        return None
    read = understand(line, scope) if 0 < len(line) <= _MOST_CHARS else None
    if read is None or read.query == question.query or not _faithful(read, question, turns):
        return None
    return replace(read, text=question.text, rewriting=f"{template.name} {template.digest}")


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


def _faithful(read: Question, question: Question, turns: Sequence[Turn]) -> bool:
    """Whether a rewriting asks the follow-up, in words of the conversation and of no paragraph."""
    said = [question.own]
    for turn in turns:
        said += [turn.question, turn.query, *(claim.text for claim in turn.answer.claims)]
    known = "\n".join(said)
    return (
        read.kind == "fact"
        and not read.addresses
        and read.text == read.query
        and read.language == question.language
        and _denies(read.query) == _denies(question.own)
        and {asked.kind for asked in asked_for(question.own)} - {"any"} <= {asked.kind for asked in read.asked}
        and _holds(known, read.query)
        and _holds(read.query, question.own)
    )


def _holds(text: str, part: str) -> bool:
    """Whether a text has every content word and number of another."""
    known, folded, stated = forms(text), fold(text), quantities(text)
    return all(term.form in known or term.surface in folded for term in content_terms(part)) and all(
        any(matches(quantity, other) for other in stated) for quantity in quantities(part)
    )


def _denies(text: str) -> bool:
    return any(word.role == "negation" for word in words(text))
