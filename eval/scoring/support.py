"""Grounding from the source text alone: numbers, dates, units and names that it lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.items import Fact, Turn
from eval.scoring.amounts import Amount, amounts, supports
from eval.scoring.canonical import canonical, contains
from eval.scoring.metrics import says
from eval.scoring.names import knows, names
from eval.scoring.source import Passage, Source, character_pairs
from eval.scoring.statements import Statement, belongs, without_mentions
from index.text import language_of

_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]{2,}$")
_COUNT = re.compile(r"\d+ ?(?:段落|件|か所|箇所|paragraphs?|places?)", re.IGNORECASE)
_SAID = 20
_TELLING = 12
_LONG = 60
_WHOLE, _CLAUSE = 0.3, 0.2


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a turn's answer may say without a cited paragraph that says it.

    `amounts` and `words` come from derived facts, and from gold facts that no allowed
    paragraph holds in so many words; `question` serves sentences without a citation.
    """

    amounts: tuple[Amount, ...]
    words: str
    question: str
    facts: tuple[Fact, ...]
    derived: tuple[Fact, ...] = ()


def allowance(turn: Turn, source: Source) -> Allowance:
    """Worked out once for each turn."""
    texts = [passage.text for passage in source.all(turn.allowed)]
    absent = [fact for fact in turn.facts if not any(says(text, fact) for text in texts)]
    forms = [form for fact in (*turn.derived, *absent) for form in fact]
    words = canonical("\n".join(form for fact in turn.facts + turn.derived for form in fact))
    known = tuple(amount for form in forms for amount in amounts(form))
    return Allowance(known, words, turn.question, turn.facts + turn.derived, turn.derived)


def unsupported(statement: Statement, source: Source, allowed: Allowance) -> tuple[str, ...]:
    """Numbers, dates and names of a statement that none of its cited paragraphs has.

    Names are compared only within one language; across languages only acronyms are. A
    derived fact may say of how many places it is derived ("2つの日付の間は116日"). What stands
    word for word in a cited paragraph lacks nothing.
    """
    passages = source.all(cited.label for cited in statement.cited if belongs(cited, source))
    text = statement.text
    if any(contains(passage.canonical, canonical(text)) for passage in passages):
        return ()
    known = tuple(amount for passage in passages for amount in passage.amounts) + allowed.amounts
    words = allowed.words + "".join(passage.canonical + passage.folded for passage in passages)
    if not statement.cited:
        text = _COUNT.sub(" ", text)
        known, words = known + amounts(allowed.question), words + canonical(allowed.question + source.title)
    if any(says(text, fact) for fact in allowed.derived):
        known += (Amount(Decimal(len(statement.cited)), "つ"),)
    wrong = [str(amount) for amount in amounts(without_mentions(text)) if not supports(known, amount)]
    wrong += [name for name in _comparable(text, passages) if not knows(words, name)]
    return (*wrong, *_foreign_words(text, passages, allowed.facts))


def _foreign_words(text: str, passages: Sequence[Passage], facts: Sequence[Fact]) -> list[str]:
    """Clauses, or the whole, of which the cited paragraphs hold next to no words; within one language only.

    What says a fact may say it in words of its own. On true claims of the project's
    grounding data this is wrong for one in a hundred, and finds seven additions in ten.
    """
    same = [passage for passage in passages if passage.language == language_of(text)]
    if not same or any(says(text, fact) for fact in facts if len(text) <= _LONG):
        return []
    parts = [(text, _WHOLE), *((clause, _CLAUSE) for clause in re.split(r"[、。，,;；]", text))]
    long = [(part.strip(), least) for part, least in parts if len(part.strip()) >= _TELLING]
    foreign = [part for part, least in long if _held(part, same) < least]
    return [f"“{part[:_SAID]}”" for part in foreign[:1] if not any(says(part, fact) for fact in facts)]


def _held(text: str, passages: Sequence[Passage]) -> float:
    pairs = character_pairs(text)
    return len(pairs & frozenset().union(*(passage.pairs for passage in passages))) / len(pairs) if pairs else 1.0


def stated(text: str, turn: Turn, source: Source) -> tuple[str, ...]:
    """What an abstention says about the world after all, beyond echoing the question.

    Paragraph counts and labels may be named; a longer run of the document's words, a
    number or a name may not, unless the question or an `also_ok` paragraph has it.
    """
    text = _without_labels(text, source).replace("\n", ". ")
    tolerated = source.all(turn.also_ok)
    known = amounts(turn.question) + tuple(amount for passage in tolerated for amount in passage.amounts)
    bare = _COUNT.sub(" ", without_mentions(canonical(text)))
    found = [str(amount) for amount in amounts(bare) if not (supports(known, amount) or _is_label(amount, source))]
    words = canonical(turn.question) + "".join(passage.canonical for passage in tolerated)
    everything = words + canonical(source.title) + "".join(passage.canonical for passage in source.passages)
    found += [name for name in names(text) if not knows(everything, name) and language_of(text) == _language(source)]
    return (*found, *_runs(canonical(text), words, source))


def _without_labels(text: str, source: Source) -> str:
    """A text without the labels that are more than a number (第46条, Article 37), longest first."""
    written = sorted((p.label for p in source.passages if not p.label.isdigit()), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, written)), " ", text) if written else text


def misquoted(quotes: Sequence[tuple[str, str]], source: Source) -> list[str]:
    """Quotes (label, words) that do not stand in their paragraph; … may leave words out."""
    wrong = []
    for label, words in quotes:
        passage = source.find(label)
        parts = [canonical(part) for part in re.split(r"…+|\.\.\.+", words) if part.strip()]
        if passage is None or not all(part in passage.canonical for part in parts):
            wrong.append(words)
    return wrong


def _comparable(text: str, passages: Sequence[Passage]) -> list[str]:
    language = language_of(text)
    same = not passages or any(passage.language == language for passage in passages)
    return [name for name in names(without_mentions(text)) if same or _ACRONYM.match(name)]


def _is_label(amount: Amount, source: Source) -> bool:
    bare = amount.date is None and amount.unit == "" and amount.value is not None
    return bare and (source.find(str(amount)) is not None or amount.value == len(source.passages))


def _language(source: Source) -> str:
    return source.passages[0].language if source.passages else ""


def _runs(text: str, tolerated: str, source: Source) -> list[str]:
    """The first run of the document's words in a text that nothing tolerates."""
    for start in range(len(text) - _SAID + 1):
        run = text[start : start + _SAID]
        if run not in tolerated and any(run in passage.canonical for passage in source.passages):
            return [run]
    return []
