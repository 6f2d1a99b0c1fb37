"""What an answer is worth: each turn, then each item; nothing is left out of a mean.

A turn is fully correct when it can be answered and the answer says every fact in a
sentence that cites an allowed paragraph, cites all gold, is right in at least half its
citations, names no label that does not exist, says no number, date or name that the
cited paragraphs lack (nor turns their words round), and is to the point in at least
half its sentences; or when it cannot be answered and the answer abstains, states
nothing and cites nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from eval.items import Item, RunTurn, Turn
from eval.scoring.altered import altered
from eval.scoring.amounts import amounts
from eval.scoring.canonical import canonical
from eval.scoring.gold import gold_claims
from eval.scoring.metrics import RETRIEVAL, citations, mean, retrieval, says
from eval.scoring.names import names
from eval.scoring.source import Passage, Source, Sources, label_key
from eval.scoring.statements import Statement, Taken, belongs, take_apart
from eval.scoring.support import allowance, misquoted, stated, unsupported
from index.text import language_of

HALF = 0.5
_LONG = 200
_SHORT = 60
_RUN = 8
_LEAD_INS = 2
_ANSWERABLE_ZERO = (*RETRIEVAL, "citation precision", "citation recall", "citation F1", "fact recall", "to the point")


@dataclass(frozen=True)
class TurnScore:
    """One turn's verdict, its measures and the reasons why it is not fully correct.

    `measures` holds None where a measure has no meaning for the turn. `failure` is the
    name of a crash, a time-out, or "missing".
    """

    number: int
    answerable: bool
    status: str
    fully_correct: bool
    reasons: tuple[str, ...]
    measures: Mapping[str, float | None]
    failure: str = ""
    cited: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemScore:
    """An item is fully correct when all its turns are; its measures are means over its turns."""

    item: Item
    turns: tuple[TurnScore, ...]
    cluster: str
    measures: Mapping[str, float] = field(default_factory=dict)

    @property
    def fully_correct(self) -> bool:
        """Whether every turn is."""
        return all(turn.fully_correct for turn in self.turns)


def score(items: Sequence[Item], run: Mapping[tuple[str, int], RunTurn], sources: Sources) -> list[ItemScore]:
    """Every item of the set in order, whatever the run left out."""
    return [score_item(item, run, sources.of(item)) for item in items]


def score_item(item: Item, run: Mapping[tuple[str, int], RunTurn], source: Source) -> ItemScore:
    """One item; a label cited in an earlier turn that this one may not cite is carried over."""
    turns: list[TurnScore] = []
    for number in range(len(item.turns)):
        earlier = {label for turn in turns for label in turn.cited}
        turns.append(score_turn(item.turns[number], number, run.get((item.id, number)), source, earlier))
    first = item.turns[0]
    cluster = f"{source.id}#{(first.gold or (item.id,))[0]}"
    return ItemScore(item, tuple(turns), cluster, _means(turns))


def score_turn(
    turn: Turn, number: int, answer: RunTurn | None, source: Source, earlier: Iterable[str] = ()
) -> TurnScore:
    """One turn; `answer` None is a missing one, counted as a failure of that name."""
    if answer is None or answer.failure:
        return _failed(turn, number, answer.failure if answer else "missing")
    taken = take_apart(answer, source)
    measures, reasons = (
        _answerable(turn, answer, taken, source) if turn.answerable else _off(turn, answer, taken, source)
    )
    cited = _labels(taken, source)
    allowed = {label_key(label) for label in turn.allowed}
    measures["carried over"] = float(len(set(cited) & set(earlier) - allowed)) if number else None
    if not answer.text.strip():
        reasons = ["empty answer"]
    return TurnScore(number, turn.answerable, answer.status, not reasons, tuple(reasons), measures, cited=cited)


def _failed(turn: Turn, number: int, name: str) -> TurnScore:
    measures: dict[str, float | None] = dict.fromkeys(_ANSWERABLE_ZERO, 0.0 if turn.answerable else None)
    return TurnScore(number, turn.answerable, "failed", False, (name,), measures, failure=name)


def _answerable(turn: Turn, answer: RunTurn, taken: Taken, source: Source) -> tuple[dict[str, float | None], list[str]]:
    gold, also_ok = _keys(turn.gold), _keys(turn.also_ok)
    said = set(gold) | set(also_ok)
    cited = _labels(taken, source)
    in_place = [s for s in taken.statements if said & {label_key(c.label) for c in s.cited if belongs(c, source)}]
    missing = [fact for fact in turn.facts if not any(says(s.text, fact) for s in in_place)]
    allowed = allowance(turn, source)
    wrong = [name for s in taken.statements for name in unsupported(s, source, allowed)]
    turned = [what for s in taken.statements for what in altered(s.text, _cited_passages(s, source))]
    invalid = [c.label for c in taken.cited if belongs(c, source) and source.find(c.label) is None]
    measures: dict[str, float | None] = {**citations(cited, gold, also_ok)}
    measures |= dict.fromkeys(RETRIEVAL, None)
    if answer.retrieved is not None:
        measures |= retrieval(_keys(answer.retrieved), gold, also_ok)
    measures["fact recall"] = 1 - len(missing) / len(turn.facts) if turn.facts else float(bool(in_place))
    measures["derived recall"] = mean([any(says(s.text, fact) for s in taken.statements) for fact in turn.derived])
    measures["to the point"] = _to_the_point(turn, taken.statements, source)
    if answer.status == "abstained":
        return measures, ["abstained"]
    measures["unsupported"] = float(len(wrong))
    measures["uncited"] = float(sum(not s.cited and not _leads_in(s, source) for s in taken.statements))
    measures["altered"] = float(len(turned))
    measures["invalid labels"] = float(len(invalid))
    measures["length"] = len(answer.text) / max(1, sum(len(words) for words, _ in gold_claims(turn, source)))
    quotes = [(c.label, c.quote) for c in answer.citations if c.quote and c.document in ("", source.id)]
    measures["verbatim quotes"] = 1 - len(misquoted(quotes, source)) / len(quotes) if quotes else None
    reasons = [f"fact missing: {fact[0]}" for fact in missing]
    reasons += [f"the parse lacks {label}" for label in turn.gold if source.find(label) is None]
    reasons += [f"not cited: {label}" for label in gold if label not in cited]
    if (measures["citation precision"] or 0.0) < HALF:
        reasons.append(f"citation precision {measures['citation precision']:.2f}")
    reasons += [f"no such paragraph: {label}" for label in invalid]
    reasons += [f"not in the cited paragraphs: {name}" for name in dict.fromkeys(wrong)]
    reasons += [f"turned round: {what}" for what in turned]
    if (measures["to the point"] or 0.0) < HALF:
        reasons.append(f"to the point in {measures['to the point']:.0%} of its sentences")
    return measures, reasons


def _off(turn: Turn, answer: RunTurn, taken: Taken, source: Source) -> tuple[dict[str, float | None], list[str]]:
    """A turn that the document does not answer."""
    extra = [label for label in _labels(taken, source) if label not in _keys(turn.also_ok)]
    if answer.status != "abstained":
        return {}, ["answered what the document does not say"]
    reasons = [f"cited as support: {label}" for label in extra]
    reasons += [f"states while abstaining: {words}" for words in stated(answer.text, turn, source)]
    return {}, reasons


def _to_the_point(turn: Turn, statements: Sequence[Statement], source: Source) -> float:
    """Share of sentences that carry a fact or a gold paragraph's words.

    Sentences from `also_ok` paragraphs and lead-ins ("In the document's own words:") do
    not count either way; an answer of nothing else is to the point in none.
    """
    led_in = takewhile(lambda s: _leads_in(s, source), statements[:_LEAD_INS])
    judged = [_carries(s, turn, source) for s in statements[len(list(led_in)) :]]
    counted = [verdict for verdict in judged if verdict is not None]
    return sum(counted) / len(counted) if counted else 0.0


def _carries(statement: Statement, turn: Turn, source: Source) -> bool | None:
    cited = {label_key(c.label) for c in statement.cited if belongs(c, source)}
    from_gold = any(_taken_from(statement, source, label) for label in _keys(turn.gold) if label in cited)
    tolerated = any(_taken_from(statement, source, label) for label in _keys(turn.also_ok) if label in cited)
    says_fact = any(says(statement.text, fact) for fact in turn.facts + turn.derived)
    if from_gold or (says_fact and (tolerated or len(statement.text) <= _LONG)):
        return True
    return None if tolerated else False


def _leads_in(statement: Statement, source: Source) -> bool:
    """A short uncited sentence before the claims that says no number, no name and nothing of the document."""
    if statement.cited or len(statement.text) > _SHORT or amounts(statement.text) or names(statement.text):
        return False
    plain = canonical(statement.text)
    runs = (plain[n : n + _RUN] for n in range(len(plain) - _RUN + 1))
    return not any(run in passage.canonical for run in runs for passage in source.passages)


def _cited_passages(statement: Statement, source: Source) -> tuple[Passage, ...]:
    return source.all(c.label for c in statement.cited if belongs(c, source))


def _taken_from(statement: Statement, source: Source, label: str) -> bool:
    """Whether a paragraph holds at least half of the words; not asked across languages."""
    passage = source.find(label)
    if passage is None:
        return False
    return passage.language != language_of(statement.text) or passage.covers(statement.text) >= HALF


def _labels(taken: Taken, source: Source) -> tuple[str, ...]:
    """Distinct labels in one writing; one of another document is kept apart by its name."""
    return tuple(
        label_key(c.label) if belongs(c, source) else f"{c.document} {label_key(c.label)}" for c in taken.cited
    )


def _keys(labels: Iterable[str]) -> list[str]:
    return [label_key(label) for label in labels]


def _means(turns: Sequence[TurnScore]) -> dict[str, float]:
    names = dict.fromkeys(name for turn in turns for name in turn.measures)
    means = {name: mean([v for t in turns if (v := t.measures.get(name)) is not None]) for name in names}
    return {name: value for name, value in means.items() if value is not None}
