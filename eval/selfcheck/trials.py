"""The evaluator evaluated: gold answers, mutations, harmless rewrites and policies over a set."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.items import Item
from eval.scoring import Figure, Sources, score, score_turn
from eval.scoring.aggregating import rate
from eval.scoring.gold import gold_claims
from eval.selfcheck.mutations import MUST, OF_ABSTENTIONS, REPORTED, Gold, Mutation
from eval.selfcheck.policies import POLICIES, policy_run
from eval.selfcheck.rewrites import REWRITES


@dataclass(frozen=True)
class Trial:
    """How often one change made gold answers lose their verdict; `noticed` and `kept` say where."""

    figure: Figure
    noticed: tuple[str, ...]
    kept: tuple[str, ...]


def policies(items: Sequence[Item], sources: Sources) -> dict[str, Figure]:
    """The headline of every policy."""
    runs = {name: policy_run(items, policy, sources.of) for name, policy in POLICIES.items()}
    return {name: rate([s.fully_correct for s in score(items, run, sources)]) for name, run in runs.items()}


def detected(items: Sequence[Item], sources: Sources) -> dict[str, Trial]:
    """For every mutation: how many of the spoilt gold answers are not fully correct."""
    of_answers, of_abstentions = MUST | REPORTED, OF_ABSTENTIONS
    found = {name: _trial(change, items, sources, answerable=True) for name, change in of_answers.items()}
    return found | {n: _trial(change, items, sources, answerable=False) for n, change in of_abstentions.items()}


def moved(items: Sequence[Item], sources: Sources) -> dict[str, Trial]:
    """For every harmless rewrite: how many gold answers are no longer fully correct, and which."""
    return {name: _trial(change, items, sources, answerable=True) for name, change in REWRITES.items()}


def _trial(change: Mutation, items: Sequence[Item], sources: Sources, *, answerable: bool) -> Trial:
    verdicts = _spoilt(change, items, sources, answerable=answerable)
    noticed = tuple(name for name, spoilt in verdicts.items() if spoilt)
    return Trial(rate(list(verdicts.values())), noticed, tuple(name for name in verdicts if name not in noticed))


def _spoilt(change: Mutation, items: Sequence[Item], sources: Sources, *, answerable: bool) -> Mapping[str, bool]:
    """By item and turn: whether the changed gold answer is not fully correct."""
    verdicts: dict[str, bool] = {}
    for item in items:
        source = sources.of(item)
        for number, turn in enumerate(item.turns):
            name = f"{item.id}#{number}"
            claims = gold_claims(turn, source) if turn.answerable else []
            gold = Gold(item, number, claims, source, random.Random(name))
            answer = change(gold) if turn.answerable is answerable else None
            if answer is not None:
                verdicts[name] = not score_turn(turn, number, answer, source).fully_correct
    return verdicts
