"""A question as typed, in its conversation -> what is asked: query, kind, and the places that it names.

A question is only text: it can choose what is looked up, never how answers are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.question.intent import Aside, Intents
from assistant.question.measure import measured
from assistant.question.relative_addresses import counted_from_last, counts_from_last, inside_last
from assistant.question.wanted import Asked, asked_for
from index.address import Address, find_addresses, names_places
from index.derived import Term, content_terms
from index.document import Document, Paragraph
from index.text import Language, flowing, fold, language_of
from index.text.quantities import quantities

if TYPE_CHECKING:
    from assistant.answer import Turn

Kind = Literal["look-up", "list", "places", "summary", "fact"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    Attributes:
        text: As typed.
        query: What is searched and read: the text, behind the question before where it leans on that.
        language: Of the answer's fixed phrases.
        kind: "look-up" (show these paragraphs), "list" (all that is asked for, wherever it stands),
            "places" (every paragraph that something is mentioned in), "summary"
            (a topic, a section or the document in lines), "fact" (everything else).
        addresses: Every place that it names, with its document.
        subject: The query without the addresses in it.
        terms: Content words of the subject.
        leans: Whether it is read behind the question before.
        asked: The kinds of thing asked for (a date, an amount, a person).
        aside: What is said beside questions ("talk", "task"), where nothing of a document is named; "" for a question.
        lines: How many lines or points a summary shall have; 0 where that is not said.
        about: The paragraphs of the answer before, where nothing but its length is asked ("3行で").
        waiting: Whether all that it names is a place inside a paragraph, which the conversation does not tell.
        rewriting: Name and digest of the prompt by which a language model made `query` of it; "" otherwise.
    """

    text: str
    query: str
    language: Language
    kind: Kind = "fact"
    addresses: tuple[tuple[Document, Address], ...] = ()
    subject: str = ""
    terms: tuple[Term, ...] = ()
    leans: bool = False
    asked: tuple[Asked, ...] = ()
    aside: Aside = ""
    lines: int = 0
    about: tuple[Paragraph, ...] = ()
    waiting: bool = False
    rewriting: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing can be looked for: nothing that stands for something, or a place inside nothing."""
        return self.waiting or not any(character.isalnum() for character in self.query)

    @property
    def placed(self) -> bool:
        """Whether it names single paragraphs: what is asked of them is answered with them."""
        named = [address for _, address in self.addresses if address.labels]
        return bool(named) and not any(is_section(address) for address in named)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs that its addresses name, those of sections included, each once; or those it is `about`."""
        named = [document[label] for document, address in self.addresses for label in address.labels]
        return list({(p.document_id, p.label): p for p in named or self.about}.values())

    @property
    def lone_word(self) -> str:
        """The word that it consists of, as typed; "" where it holds anything else."""
        typed = self.text.strip(" \t\n?？!！。．.…")
        alone = len(self.terms) == 1 and not self.leans and flowing(typed) == self.terms[0].surface
        return typed if alone else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Its terms that are names."""
        return tuple(term.surface for term in self.terms if term.name)


def understand(
    text: str, documents: Sequence[Document], intents: Intents, turns: Sequence[Turn] = (), *, default: str = "en"
) -> Question:
    """Read a question in its conversation.

    Args:
        text: As typed; not empty.
        documents: Those in which addresses are looked up.
        intents: Tell what kind of answer is wanted, and whether it leans on the question before.
        turns: What was asked before, oldest first.
        default: The language where the text tells none.
    """
    plain = counted_from_last(text.strip(), documents, turns)
    found = tuple((document, address) for document in documents for address in find_addresses(plain, document))
    addresses = inside_last(found, turns)
    lines, rest = measured(_without(plain, addresses))
    titles = fold(" ".join(address.section.title for _, address in addresses if address.section))
    terms = tuple(term for term in content_terms(rest) if term.surface not in titles)
    heard = [turn for turn in turns if turn.answer.state != "nothing asked"]
    before = subject_of(heard[-1]) if heard and not addresses else ""
    aside: Aside = "" if addresses or lines else intents.aside(plain)
    bare = bool(lines) and not terms
    leans = bool(before) and not aside and (bare or intents.leans(plain, before))
    about = tuple(c.quote.paragraph for c in heard[-1].answer.citations) if leans and bare else ()
    query = f"{before} {plain}" if leans else plain
    subject = query if leans else rest
    return Question(
        text=text,
        query=query,
        language=language_of(text, default=default),  # type: ignore[arg-type]
        kind=_kind(plain, terms, addresses, intents, lines=lines),
        addresses=addresses,
        subject=subject,
        terms=content_terms(subject) if leans and not about else terms,
        leans=leans,
        asked=asked_for(plain),
        aside=aside,
        lines=lines,
        about=about,
        waiting=bool(found) and not addresses and not content_terms(_without(plain, found)),
    )


def needs_documents(text: str) -> bool:
    """Whether `understand` can tell more of a question with documents: places that it names, or its language."""
    told = language_of(text, default="en") == language_of(text, default="zh")
    return not told or names_places(text) or counts_from_last(text)


def subject_of(turn: Turn) -> str:
    """The question that a turn was about: the one that it was itself read behind, or its own."""
    return turn.query.removesuffix(turn.question).strip() or turn.query


def _kind(
    text: str,
    terms: Sequence[Term],
    addresses: Sequence[tuple[Document, Address]],
    intents: Intents,
    *,
    lines: int = 0,
) -> Kind:
    """A place named, and nothing asked of it: a look-up; so many lines are a summary; the rest is learned."""
    if lines:
        return "summary"
    placed = [address for _, address in addresses if address.labels]
    about = bool(terms) or bool(placed and quantities(_without(text, addresses)))
    if placed and not about:
        return "summary" if all(is_section(address) for address in placed) else "look-up"
    intent = intents.of(text)
    if placed and any(is_section(address) for address in placed):
        return "summary" if intent == "fact" and len(terms) <= 1 else intent
    return "fact" if placed and intent in ("list", "places") else intent


def is_section(address: Address) -> bool:
    """Whether an address means a whole section."""
    section = address.section
    return section is not None and not address.selections and len(address.labels) == section.stop - section.start


def _without(text: str, addresses: Sequence[tuple[Document, Address]]) -> str:
    """A text without the addresses in it."""
    for start, end in sorted({(a.start_char, a.end_char) for _, a in addresses}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text.strip()
