"""Answers made wrong on purpose, one way at a time: the scorer has to notice.

Each mutation takes a gold answer and gives it back with one fault, or None where it
has nothing to change. `MUST` are those that can be told from the source text alone and
have to be detected; the rest are reported with what survives.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from eval.items import Item, RunTurn
from eval.scoring import Source
from eval.scoring.amounts import amounts, supports
from eval.scoring.gold import ABSTENTION, answer
from eval.scoring.metrics import says
from eval.scoring.names import names

Claims = list[tuple[str, str]]


@dataclass(frozen=True)
class Gold:
    """A gold answer and all that is needed to spoil it."""

    item: Item
    number: int
    claims: Claims
    source: Source
    random: random.Random


_OPPOSITES = {
    "した。": "しなかった。",
    "している。": "していない。",
    "である。": "ではない。",
    "する。": "しない。",
    "た。": "なかった。",
}

Mutation = Callable[[Gold], RunTurn | None]


def digit(gold: Gold) -> RunTurn | None:
    """One digit of a number or date changed."""
    return _each_number(gold, lambda found: _other_digit(found, gold.random))


def date(gold: Gold) -> RunTurn | None:
    """A day, month or year moved by one."""
    return _rewrite(gold, r"\d{1,4}(?=[年月日])", lambda m: str(int(m[0]) + 1))


def unit(gold: Gold) -> RunTurn | None:
    """億 for 兆, 円 for ドル, 年 for か月 and the like."""
    swaps = {"億": "兆", "兆": "億", "円": "ドル", "ドル": "円", "回": "年", "歳": "人", "人": "歳", "%": "人"}
    return _rewrite(gold, rf"(?<=\d)(?:{'|'.join(swaps)})", lambda m: swaps[m[0]])


def dropped_fact(gold: Gold) -> RunTurn | None:
    """The words of one fact taken out of every claim."""
    turn = gold.item.turns[gold.number]
    for fact in turn.facts:
        forms = sorted(fact, key=len, reverse=True)
        spoilt = [(_without(words, forms), label) for words, label in gold.claims]
        if not any(says(words, fact) for words, _ in spoilt):
            return answer(gold.item, gold.number, spoilt)
    return None


def unknown_label(gold: Gold) -> RunTurn | None:
    """A claim cites a paragraph that does not exist."""
    return answer(gold.item, gold.number, [(gold.claims[0][0], "999"), *gold.claims[1:]])


def added_unknown_label(gold: Gold) -> RunTurn | None:
    """All as it should be, and one more marker to a paragraph that does not exist."""
    first = gold.claims[0]
    return answer(gold.item, gold.number, [(f"{first[0]}〔999〕", first[1]), *gold.claims[1:]])


def all_labels(gold: Gold) -> RunTurn | None:
    """Every claim cites every paragraph."""
    markers = "".join(f"〔{passage.label}〕" for passage in gold.source.passages)
    text = "\n".join(words + markers for words, _ in gold.claims)
    return answer(gold.item, gold.number, gold.claims).model_copy(update={"text": text})


def neighbour(gold: Gold) -> RunTurn | None:
    """Every claim cites a paragraph beside the right ones."""
    return _relabel(gold, 1)


def random_paragraph(gold: Gold) -> RunTurn | None:
    """Every claim cites a paragraph from anywhere else."""
    return _relabel(gold, gold.random.randrange(2, max(3, len(gold.source.passages) - 1)))


def dropped_citation(gold: Gold) -> RunTurn | None:
    """The last claim loses its marker, and with it a gold paragraph or a fact."""
    *kept, (words, _) = gold.claims
    made = answer(gold.item, gold.number, kept)
    return made.model_copy(update={"text": f"{made.text}\n{words}".strip()}) if kept else _bare(gold, words)


def name(gold: Gold) -> RunTurn | None:
    """A name in a claim replaced by another one of the document."""
    for n, (words, label) in enumerate(gold.claims):
        passage = gold.source.find(label)
        for found in names(words):
            others = [o for p in gold.source.passages for o in names(p.text) if passage and o not in passage.text]
            if others:
                spoilt = words.replace(found, gold.random.choice(others))
                return answer(gold.item, gold.number, [*gold.claims[:n], (spoilt, label), *gold.claims[n + 1 :]])
    return None


def party(gold: Gold) -> RunTurn | None:
    """The one who said it replaced by another subject of the document."""
    subject = re.compile(r"^(?:また、|さらに、)?([^、。]{3,20}?)は、")
    subjects = {m[1] for p in gold.source.passages for s in p.sentences if (m := subject.match(s))}
    for n, (words, label) in enumerate(gold.claims):
        match = subject.match(words)
        others = sorted(subjects - {match[1]}) if match else []
        if match and others:
            spoilt = words.replace(match[1], gold.random.choice(others), 1)
            return answer(gold.item, gold.number, [*gold.claims[:n], (spoilt, label), *gold.claims[n + 1 :]])
    return None


def negation(gold: Gold) -> RunTurn | None:
    """The last verb of a claim turned into its opposite."""
    for n, (words, label) in enumerate(gold.claims):
        for ending, opposite in _OPPOSITES.items():
            if words.endswith(ending):
                spoilt = words.removesuffix(ending) + opposite
                return answer(gold.item, gold.number, [*gold.claims[:n], (spoilt, label), *gold.claims[n + 1 :]])
    return None


def irrelevant(gold: Gold) -> RunTurn | None:
    """As many true sentences that were not asked for, with their right citations, and one more."""
    allowed = {p.label for p in gold.source.all(gold.item.turns[gold.number].allowed)}
    others = [(p.sentences[0], p.label) for p in gold.source.passages if p.label not in allowed and p.sentences]
    added = gold.random.sample(others, min(len(others), len(gold.claims) + 1))
    return answer(gold.item, gold.number, [*gold.claims, *added])


def invention(gold: Gold) -> RunTurn | None:
    """A sentence added that no paragraph holds, under a right marker."""
    words = "また、2031年にはヘルシンキで第58回会合が開かれ、773人が出席する。"
    return answer(gold.item, gold.number, [*gold.claims, (words, gold.claims[0][1])])


def uncited_invention(gold: Gold) -> RunTurn | None:
    """The same without a marker."""
    made = answer(gold.item, gold.number, gold.claims)
    return made.model_copy(update={"text": f"{made.text}\n2031年にはヘルシンキで773人が出席する。"})


def to_abstention(gold: Gold) -> RunTurn | None:
    """An answerable turn is not answered."""
    words = ABSTENTION.get(gold.item.lang, ABSTENTION["en"])
    return answer(gold.item, gold.number, []).model_copy(update={"status": "abstained", "text": words})


def from_abstention(gold: Gold) -> RunTurn | None:
    """An unanswerable turn is answered with some paragraph (for turns without a gold answer)."""
    passage = gold.random.choice(gold.source.passages)
    return answer(gold.item, gold.number, [(passage.sentences[0], passage.label)])


def stating_abstention(gold: Gold) -> RunTurn | None:
    """An unanswerable turn is called an abstention and answered all the same."""
    tolerated = gold.source.all(gold.item.turns[gold.number].also_ok)
    passage = max((p for p in gold.source.passages if p not in tolerated), key=lambda p: len(p.text))
    made = answer(gold.item, gold.number, [])
    return made.model_copy(update={"status": "abstained", "text": f"書かれていません。ただし、{passage.text}"})


MUST: dict[str, Mutation] = {
    "digit": digit,
    "date": date,
    "unit": unit,
    "unknown label": unknown_label,
    "added unknown label": added_unknown_label,
    "all labels": all_labels,
    "dropped fact": dropped_fact,
    "invention": invention,
    "uncited invention": uncited_invention,
    "answer to abstention": to_abstention,
}
REPORTED: dict[str, Mutation] = {
    "neighbour paragraph": neighbour,
    "random paragraph": random_paragraph,
    "dropped citation": dropped_citation,
    "name": name,
    "party": party,
    "negation": negation,
    "true but irrelevant": irrelevant,
}
OF_ABSTENTIONS: dict[str, Mutation] = {
    "abstention to answer": from_abstention,
    "abstention that states": stating_abstention,
}


def _rewrite(gold: Gold, pattern: str, change: Callable[[re.Match[str]], str]) -> RunTurn | None:
    """Change one match in the claims so that the cited paragraph does not hold the outcome."""
    places = [(n, m) for n, (words, _) in enumerate(gold.claims) for m in re.finditer(pattern, words)]
    gold.random.shuffle(places)
    for n, match in places:
        words, label = gold.claims[n]
        spoilt = words[: match.start()] + change(match) + words[match.end() :]
        passage = gold.source.find(label)
        if passage and any(not supports(passage.amounts, amount) for amount in amounts(spoilt)):
            return answer(gold.item, gold.number, [*gold.claims[:n], (spoilt, label), *gold.claims[n + 1 :]])
    return None


def _each_number(gold: Gold, change: Callable[[str], str]) -> RunTurn | None:
    return _rewrite(gold, r"\d+", lambda m: change(m[0]))


def _other_digit(digits: str, chance: random.Random) -> str:
    at = chance.randrange(len(digits))
    other = chance.choice([d for d in "123456789" if d != digits[at]])
    return digits[:at] + other + digits[at + 1 :]


def _without(words: str, forms: list[str]) -> str:
    for form in forms:
        words = words.replace(form, "")
    return words


def _bare(gold: Gold, words: str) -> RunTurn:
    return answer(gold.item, gold.number, []).model_copy(update={"text": words})


def _relabel(gold: Gold, step: int) -> RunTurn | None:
    """Each claim under the label `step` further on that the turn does not allow."""
    labels = [passage.label for passage in gold.source.passages]
    allowed = {passage.label for passage in gold.source.all(gold.item.turns[gold.number].allowed)}
    free = [label for label in labels if label not in allowed]
    if not free:
        return None
    moved = [(words, _next(labels, labels.index(label) + step, set(free))) for words, label in gold.claims]
    return answer(gold.item, gold.number, moved)


def _next(labels: list[str], at: int, free: set[str]) -> str:
    return next(label for label in labels[at % len(labels) :] + labels if label in free)
