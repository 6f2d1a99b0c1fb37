"""Answers as they are sent to somebody: title, date, each claim once, its place in a footnote.

No identifiers and no digests: those are in the record, which is a file of its own
(or inside the Word document).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Claim, Turn
from assistant.answers import as_text, phrase, rule_name
from assistant.records.blocks import Block
from assistant.records.footnotes import footnote, written_date
from assistant.records.record import Said
from index.document import Document

_TITLE_CHARS = 80


def letter(turns: Sequence[Turn], *, language: str, made: date, title: str = "") -> list[Block]:
    """The blocks in order.

    Args:
        turns: The questions with their answers.
        language: Of everything that is not the document's or the reader's own words.
        made: The date of the letter.
        title: What stands above it; by default the question, or of several their document.
    """
    turns = _asked(turns)
    documents = _documents(turns)
    above = title or letter_title(turns, language)
    blocks = [Block("title", above), Block("text", _head(documents, language, made))]
    for turn in turns:
        if turn.question != above and not turn.beside:
            blocks.append(Block("question", turn.question))
        if turn.documents and len(documents) > 1:
            asked = [document.title for document in documents if document.id in turn.documents]
            blocks += [Block("text", "、".join(asked) if language == "ja" else "; ".join(asked))] if asked else []
        blocks += _answer(turn.answer, language)
    return blocks


def letter_title(turns: Sequence[Turn], language: str) -> str:
    """The question, or of several the document that they are about."""
    turns = _asked(turns)
    questions = list(dict.fromkeys(turn.question for turn in turns))
    documents = _documents(turns)
    if len(questions) == 1 or len(documents) != 1:
        return questions[0][:_TITLE_CHARS] if questions else phrase("letter", language, title="—")
    return phrase("letter", language, title=documents[0].title)


def says(block: Block, claim: Said) -> bool:
    """Whether a block of a letter shows a claim of the record with its quotes; blanks do not count."""
    shown, text = _words(block.text), _words(claim.text)
    if claim.support == "verbatim":
        return shown[1:-1] == text
    notes = " ".join(_words(note) for note in block.notes)
    whole = shown == text if claim.support == "supported" else shown.startswith(text)
    return whole and all(_words(cited.quote) in notes for cited in claim.citations)


def _asked(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The turns without greetings and thanks, where anything else was asked."""
    return [turn for turn in turns if turn.answer.state != "nothing asked"] or turns


def _documents(turns: Sequence[Turn]) -> list[Document]:
    return list({c.document_id: c.document for turn in turns for c in turn.answer.citations}.values())


def _head(documents: Sequence[Document], language: str, made: date) -> str:
    titles = [_credit(document, language) for document in documents]
    return "\n".join([written_date(made.isoformat(), language), *titles])


def _credit(document: Document, language: str) -> str:
    dated = written_date(document.date, language)
    inside = f"（{dated}）" if language == "ja" else f" ({dated})"
    return document.title + (inside if dated else "")


def _answer(answer: Answer, language: str) -> Iterator[Block]:
    said = as_text(replace(answer, claims=()))
    if said:
        yield Block("text", said)
    for claim in answer.claims:
        yield Block("claim", _claim(claim, language), tuple(dict.fromkeys(_notes(claim, language))))


def _claim(claim: Claim, language: str) -> str:
    if claim.support == "verbatim":
        return f"「{claim.text}」" if language == "ja" else f"“{claim.text}”"
    unsure = phrase("unverified", language, rule=rule_name(claim.rule, language) or "—")
    return claim.text + (unsure if claim.support == "unverified" else "")


def _notes(claim: Claim, language: str) -> Iterator[str]:
    """Where a claim stands; for one in other words also the words that it rests on."""
    for citation in claim.citations:
        place = footnote(citation.document, citation.quote.paragraph, language)
        words = f"「{citation.quote.text}」" if language == "ja" else f"“{citation.quote.text}”"
        end = "。" if language == "ja" else "."
        yield place + end + ("" if claim.support == "verbatim" else words)


def _words(text: str) -> str:
    return " ".join(text.split())
