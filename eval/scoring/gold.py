"""Gold answers: for every turn, the answer that the set itself asks for.

Made of the gold paragraphs' own sentences. They are what the scorer must find fully
correct, the material for mutations, and the length that answers are measured against.
"""

from __future__ import annotations

from collections.abc import Iterable

from eval.items import CitedLabel, Fact, Item, RunTurn, Turn
from eval.scoring.metrics import says
from eval.scoring.source import Passage, Source

ABSTENTION = {"ja": "この文書には書かれていません。", "en": "The document does not say."}


def gold_answer(item: Item, number: int, source: Source) -> RunTurn:
    """The answer to a turn that cites all gold and says all facts, and nothing else."""
    turn = item.turns[number]
    if not turn.answerable:
        text = ABSTENTION.get(item.lang, ABSTENTION["en"])
        return RunTurn(id=item.id, turn=number, question=turn.question, status="abstained", text=text, retrieved=())
    claims = gold_claims(turn, source)
    return answer(item, number, claims, retrieved=turn.gold)


def answer(item: Item, number: int, claims: Iterable[tuple[str, str]], *, retrieved: tuple[str, ...] = ()) -> RunTurn:
    """An answer of (words, label) claims, written as a person sees it: each with its marker."""
    claims = list(claims)
    return RunTurn(
        id=item.id,
        turn=number,
        question=item.turns[number].question,
        status="answered",
        text="\n".join(f"{words}〔{label}〕" for words, label in claims),
        citations=tuple(CitedLabel(document=item.document, label=label, quote=words) for words, label in claims),
        retrieved=retrieved,
    )


def gold_claims(turn: Turn, source: Source) -> list[tuple[str, str]]:
    """(words, label): the sentences that hold the facts, at least one for each gold paragraph."""
    passages = source.all(turn.allowed)
    chosen: dict[tuple[str, str], None] = {}
    for fact in turn.facts:
        chosen[_sentence_for(fact, passages, chosen)] = None
    for passage in source.all(turn.gold):
        if not any(label == passage.label for _, label in chosen):
            chosen[passage.sentences[0], passage.label] = None
    order = {passage.label: n for n, passage in enumerate(source.passages)}
    return sorted(chosen, key=lambda claim: order.get(claim[1], len(order)))


def _sentence_for(fact: Fact, passages: tuple[Passage, ...], chosen: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """A sentence that holds a fact, one already chosen before others; else the fact itself."""
    for claim in chosen:
        if says(claim[0], fact):
            return claim
    for passage in passages:
        for sentence in passage.sentences:
            if says(sentence, fact):
                return sentence, passage.label
    return fact[0], passages[0].label if passages else ""
