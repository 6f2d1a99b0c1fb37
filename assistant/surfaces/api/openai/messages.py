"""The messages sent -> the question, and the turns before it.

Nothing is kept between requests: what an earlier answer cited is read from its text, where
every claim ends in its paragraph (〔16〕, 〔treaty.pdf 16〕), and holds only where the
documents have that paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from assistant.answer import Answer, Citation, Claim, Turn
from assistant.errors import BadQuestion
from assistant.limits import check_question
from assistant.surfaces.api.openai.shapes import Message
from index.errors import UnknownDocument, UnknownLabel

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from index.library import Library

_TURNS: Final = 8
"""So many turns before a question are read."""
_MARKED = re.compile(r"^(?P<words>.*?)(?P<markers>(?:〔[^〔〕]+〕)+)", re.M)
_MARKER = re.compile(r"〔([^〔〕]+)〕")


def question_of(messages: Sequence[Message]) -> str:
    """What the last message of the user asks.

    Raises:
        BadQuestion: nobody asks, it holds something else than text, or it is empty or too long.
    """
    asking = [message for message in messages if message.role == "user"]
    if not asking:
        raise BadQuestion("there is no message of a user")
    return check_question(_text(asking[-1]))


def turns_of(
    messages: Sequence[Message], assistant: Assistant, library: Library, documents: Sequence[str]
) -> list[Turn]:
    """The turns before the last question, oldest first, each read in those before it."""
    turns: list[Turn] = []
    for question, said in list(_pairs(messages))[-_TURNS:]:
        query = assistant.query_of(question, turns=turns, documents=documents)
        claims = tuple(_claims(said, library, documents or library.named_in(question)))
        answer = Answer("answered" if claims else "abstained", claims, question=question, query=query)
        turns.append(Turn(question, query, answer, tuple(documents)))
    return turns


def _pairs(messages: Sequence[Message]) -> Iterator[tuple[str, str]]:
    """Each question but the last, with what was answered; what cannot be a question is passed over."""
    last = max(at for at, message in enumerate(messages) if message.role == "user")
    question, said = "", ""
    for message in messages[: last + 1]:
        if message.role == "user":
            if question:
                yield question, said
            question, said = _text(message).strip()[:2000], ""
        elif message.role == "assistant":
            said += _text(message)


def _text(message: Message) -> str:
    if isinstance(message.content, list):
        if other := [part.type for part in message.content if part.type != "text"]:
            raise BadQuestion(f"a message holds {other[0]}, and only text can be read")
        return "\n".join(part.text for part in message.content)
    return message.content or ""


def _claims(said: str, library: Library, documents: Sequence[str]) -> Iterator[Claim]:
    """What an answer's lines claim, with the paragraphs they name that there are."""
    alone = documents[0] if len(documents) == 1 else next(iter(library.first(2)), "")
    certain = len(documents) == 1 or library.size.documents == 1
    for line in _MARKED.finditer(said):
        named = [_place(marker, alone if certain else "") for marker in _MARKER.findall(line["markers"])]
        cited = [citation for places in named for citation in _cited(line["words"], places, library)]
        if cited:
            yield Claim(line["words"], tuple(cited))


def _place(marker: str, alone: str) -> list[tuple[str, str]]:
    """What a marker may name: (document, label) at every blank in it, and the label alone."""
    split = [(marker[:at], marker[at + 1 :]) for at, letter in enumerate(marker) if letter == " "]
    return [(alone, marker), *split] if alone else split


def _cited(words: str, places: Sequence[tuple[str, str]], library: Library) -> Iterator[Citation]:
    """The first place that there is, with the words as its quote where they stand there, else all of it."""
    for name, label in places:
        try:
            document = library.document(name)
            paragraph = document[label]
        except (UnknownDocument, UnknownLabel):
            continue
        start = max(paragraph.text.find(words), 0) if words else 0
        end = start + len(words) if words and words in paragraph.text else len(paragraph.text)
        yield Citation(document, paragraph.quote(start, end))
        return
