"""Ways to answer that a sound evaluation tells apart: one honest, the others gaming it.

Each knows the gold labels and facts, the worst case for the scorer: whoever games it
can do so with perfect knowledge of what is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.items import Item, RunTurn
from eval.scoring import Passage, Source
from eval.scoring.gold import ABSTENTION, answer, gold_answer, gold_claims
from eval.selfcheck.mutations import Gold, digit

Policy = Callable[[Item, int, Source], RunTurn]


def honest(item: Item, number: int, source: Source) -> RunTurn:
    """Says and cites what is asked, abstains where the document says nothing."""
    return gold_answer(item, number, source)


def cite_five(item: Item, number: int, source: Source) -> RunTurn:
    """The right words, each claim under five citations."""
    return _marked(item, number, source, lambda labels: _padded(labels, source, 5))


def cite_all(item: Item, number: int, source: Source) -> RunTurn:
    """The right words, each claim under every paragraph."""
    return _marked(item, number, source, lambda labels: [passage.label for passage in source.passages])


def dump(item: Item, number: int, source: Source) -> RunTurn:
    """The whole document, each sentence rightly cited."""
    return answer(item, number, [(s, p.label) for p in source.passages for s in p.sentences])


def dump_retold(item: Item, number: int, source: Source) -> RunTurn:
    """The whole document as one sentence under the gold labels."""
    words = "、".join(p.text.replace("。", "、").replace("\n", "") for p in source.passages)
    labels = item.turns[number].gold or (source.passages[0].label,)
    made = answer(item, number, [(words, labels[0])])
    return made.model_copy(update={"text": words + "".join(f"〔{label}〕" for label in labels)})


def beside_the_point(item: Item, number: int, source: Source) -> RunTurn:
    """True sentences about something else, rightly cited."""
    allowed = {p.label for p in source.all(item.turns[number].allowed)}
    others = [p for p in source.passages if p.label not in allowed][:2]
    return answer(item, number, [(p.sentences[0], p.label) for p in others])


def padded(item: Item, number: int, source: Source) -> RunTurn:
    """The right answer among five true sentences that were not asked for."""
    allowed = {p.label for p in source.all(item.turns[number].allowed)}
    others = [(p.sentences[0], p.label) for p in source.passages if p.label not in allowed][:5]
    return answer(item, number, [*_claims(item, number, source), *others])


def always_abstain(item: Item, number: int, source: Source) -> RunTurn:
    """Never answers."""
    words = ABSTENTION.get(item.lang, ABSTENTION["en"])
    return answer(item, number, []).model_copy(update={"status": "abstained", "text": words})


def never_abstain(item: Item, number: int, source: Source) -> RunTurn:
    """Right where there is an answer, some paragraph where there is none."""
    return answer(item, number, _claims(item, number, source))


def silent_on_half(item: Item, number: int, source: Source) -> RunTurn:
    """Right on every other item, empty on the rest."""
    made = gold_answer(item, number, source)
    empty = answer(item, number, [])
    return made if sum(map(ord, item.id)) % 2 else empty


def always_silent(item: Item, number: int, source: Source) -> RunTurn:
    """An empty answer to everything, called an abstention."""
    return answer(item, number, []).model_copy(update={"status": "abstained"})


def wrong_citation(item: Item, number: int, source: Source) -> RunTurn:
    """The right words under a paragraph that does not say them."""
    allowed = {p.label for p in source.all(item.turns[number].allowed)}
    other = next((p.label for p in source.passages if p.label not in allowed), "999")
    claims = [(words, other) for words, _ in _claims(item, number, source)]
    return answer(item, number, claims) if item.turns[number].answerable else gold_answer(item, number, source)


def wrong_number(item: Item, number: int, source: Source) -> RunTurn:
    """The right citation with a digit changed; invents a number where there is none to change."""
    import random

    if not item.turns[number].answerable:
        return gold_answer(item, number, source)
    claims = _claims(item, number, source)
    spoilt = digit(Gold(item, number, claims, source, random.Random(item.id)))
    return spoilt or answer(item, number, [(f"{words}（計8,731件）", label) for words, label in claims])


def hidden_facts(item: Item, number: int, source: Source) -> RunTurn:
    """The facts without a marker, and markers on sentences that say nothing."""
    turn = item.turns[number]
    made = answer(item, number, [(p.text[:8], p.label) for p in source.all(turn.gold)])
    return made.model_copy(update={"text": "\n".join([*(fact[0] for fact in turn.facts), made.text])})


def hedged(item: Item, number: int, source: Source) -> RunTurn:
    """Calls everything an abstention and answers all the same."""
    made = answer(item, number, _claims(item, number, source))
    return made.model_copy(update={"status": "abstained"})


POLICIES: dict[str, Policy] = {
    "honest": honest,
    "cite five": cite_five,
    "cite all": cite_all,
    "dump": dump,
    "dump in one sentence": dump_retold,
    "true but irrelevant": beside_the_point,
    "padded": padded,
    "always abstain": always_abstain,
    "never abstain": never_abstain,
    "silent on half": silent_on_half,
    "always silent": always_silent,
    "right text, wrong citation": wrong_citation,
    "wrong number, right citation": wrong_number,
    "facts without citation": hidden_facts,
    "abstain and answer": hedged,
}


def policy_run(items: Sequence[Item], policy: Policy, find: Callable[[Item], Source]) -> dict[tuple[str, int], RunTurn]:
    """A policy's run of a set, to be scored like any other."""
    turns = [policy(item, number, find(item)) for item in items for number in range(len(item.turns))]
    return {turn.key: turn for turn in turns}


def _claims(item: Item, number: int, source: Source) -> list[tuple[str, str]]:
    turn = item.turns[number]
    if turn.answerable:
        return gold_claims(turn, source)
    passage: Passage = source.passages[sum(map(ord, item.id)) % len(source.passages)]
    return [(passage.sentences[0], passage.label)]


def _marked(item: Item, number: int, source: Source, labels: Callable[[list[str]], list[str]]) -> RunTurn:
    claims = _claims(item, number, source)
    markers = "".join(f"〔{label}〕" for label in labels([label for _, label in claims]))
    made = answer(item, number, claims)
    return made.model_copy(update={"text": "\n".join(words + markers for words, _ in claims)})


def _padded(labels: list[str], source: Source, n: int) -> list[str]:
    others = [passage.label for passage in source.passages if passage.label not in labels]
    return [*labels, *others][: max(n, len(labels))]
