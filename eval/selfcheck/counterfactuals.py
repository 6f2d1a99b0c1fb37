"""The document changed by rule, and the set with it: the answers have to follow the text.

An answer that comes from anywhere but the document does not notice that a number was
changed, that two paragraphs have changed places, or that the one it needs is gone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.items import BadSet, Fact, Item, Turn
from eval.scoring import Source
from eval.scoring.aggregating import TWIN
from eval.scoring.amounts import amounts, supports
from eval.scoring.canonical import canonical
from eval.scoring.metrics import says
from index.address import find_addresses
from index.document import Document, Paragraph
from index.parsing import parse

DELETED = "（削除）"
_INVENTED = (
    "ヴェルノグラード",
    "タルメシア",
    "オルカンディ",
    "ミレザーン",
    "ソルベキア",
    "カドリアナ",
    "ユーリマル",
    "ネストヴァ",
)
_KATAKANA = re.compile(r"[ァ-ヺー]{4,}$")
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True)
class Variant:
    """A changed document and the items that can be asked of it.

    `facts` are those that a deleted paragraph held, by item id; empty for other changes.
    """

    name: str
    document: Document
    items: tuple[Item, ...]
    facts: Mapping[str, tuple[Fact, ...]]


def variants(document: Document, items: Sequence[Item]) -> list[Variant]:
    """Numbers and names changed; paragraphs moved within their sections; paragraphs deleted.

    Only items of one turn take part.
    """
    single = [item for item in items if len(item.turns) == 1 and item.turns[0].answerable]
    return [changed(document, single), permuted(document, single), deleted(document, single)]


def changed(document: Document, items: Sequence[Item]) -> Variant:
    """Every number and name that is a fact becomes another one, wherever it stands."""
    swaps: dict[str, str] = {}
    for fact in (fact for item in items for fact in item.turns[0].facts):
        for form in fact:
            other = _other(form, len(swaps))
            if other and form in document.text and not any(form in old or old in form for old in swaps):
                swaps[form] = other
                break
    made = _rebuilt(document, _swapped(document.text, swaps))
    return Variant("changed", made, tuple(_following(items, swaps, Source(made))), {})


def permuted(document: Document, items: Sequence[Item]) -> Variant:
    """Each paragraph's words move to the next number of its section; the numbers stay."""
    moved = _rotation(document)
    made = _with_bodies(document, {new: document[old].text for old, new in moved.items()})
    asked = [item for item in items if not find_addresses(item.turns[0].question, document)]
    return Variant("permuted", made, tuple(_relabelled(item, moved) for item in asked), {})


def deleted(document: Document, items: Sequence[Item]) -> Variant:
    """Every other paragraph that alone answers something is emptied: its questions become twins."""
    alone = [item for item in items if _only_there(item, document)]
    labels = list(dict.fromkeys(item.turns[0].gold[0] for item in alone))[::2]
    made = _with_bodies(document, dict.fromkeys(labels, DELETED))
    twins = [item for item in alone if item.turns[0].gold[0] in labels]
    kept = [item for item in items if not set(item.turns[0].allowed) & set(labels)]
    facts = {item.id: _untold(item.turns[0]) for item in twins}
    return Variant("deleted", made, (*map(_twin, twins), *kept), facts)


def drops(text: str, facts: Sequence[Fact]) -> bool:
    """Whether an answer says none of the facts that a deleted paragraph held."""
    return not any(says(text, fact) for fact in facts)


def _other(form: str, n: int) -> str:
    """Another number or name in place of a form; "" for a form that is neither."""
    if _KATAKANA.match(form):
        return _INVENTED[n] if n < len(_INVENTED) else ""
    if len(form) > 24 or not _DIGIT.search(form):
        return ""
    last = list(_DIGIT.finditer(form))[-1]
    others = (form[: last.start()] + str((int(last[0]) + step) % 10) + form[last.end() :] for step in (1, 2, 9, 8))
    return next((other for other in others if _another_amount(form, other)), "")


def _another_amount(form: str, other: str) -> bool:
    """Whether the other form still reads as amounts, and as as many different ones."""
    before, after = amounts(form), amounts(other)
    return bool(after) and len(before) == len(after) and before != after and form[-1:] == other[-1:]


def _swapped(text: str, swaps: Mapping[str, str]) -> str:
    if not swaps:
        return text
    pattern = re.compile(
        "|".join(rf"(?<![0-9０-９])(?:{re.escape(old)})" for old in sorted(swaps, key=len, reverse=True))
    )
    return pattern.sub(lambda m: swaps[m[0]], text)


def _following(items: Sequence[Item], swaps: Mapping[str, str], source: Source) -> list[Item]:
    """The items with a changed fact, all of whose facts stand in the changed text."""
    found = []
    for item in items:
        turn = item.turns[0]
        texts = [passage.text for passage in source.all(turn.allowed)]
        facts = tuple(_told([_swapped(form, swaps) for form in fact], texts) for fact in turn.facts)
        new = any(form not in old for fact, old in zip(facts, turn.facts, strict=True) for form in fact)
        question = _swapped(turn.question, swaps)
        if new and all(facts) and not _outdated(question, turn, source):
            asked = turn.model_copy(update={"question": question, "facts": facts})
            found.append(item.model_copy(update={"turns": (asked,)}))
    return found


def _outdated(question: str, turn: Turn, source: Source) -> bool:
    """Whether a question names a number of its paragraphs that has become another one."""
    told = tuple(amount for passage in source.all(turn.allowed) for amount in passage.amounts)
    return any(not supports(told, amount) for amount in amounts(question) if amount.unit or amount.date)


def _untold(turn: Turn) -> tuple[Fact, ...]:
    """The facts that the question does not say itself."""
    return tuple(fact for fact in turn.facts if not says(turn.question, fact))


def _told(forms: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(form for form in forms if any(says(text, (form,)) for text in texts))


def _rotation(document: Document) -> dict[str, str]:
    groups: dict[str, list[str]] = {}
    for paragraph in document:
        if paragraph.origin == "numbered" and not paragraph.parts:
            groups.setdefault(paragraph.section, []).append(paragraph.label)
    return {old: new for group in groups.values() for old, new in zip(group, group[1:] + group[:1], strict=True)}


def _relabelled(item: Item, moved: Mapping[str, str]) -> Item:
    turn = item.turns[0]
    gold, also_ok = (tuple(moved.get(label, label) for label in labels) for labels in (turn.gold, turn.also_ok))
    return item.model_copy(update={"turns": (turn.model_copy(update={"gold": gold, "also_ok": also_ok}),)})


def _only_there(item: Item, document: Document) -> bool:
    """Whether one paragraph, which the question does not name, holds the facts and no other one any."""
    turn = item.turns[0]
    others = [p.text for p in document if p.label not in turn.allowed]
    elsewhere = not turn.facts or any(says(text, fact) for text in others for fact in turn.facts)
    return len(turn.allowed) == 1 and not elsewhere and not find_addresses(turn.question, document)


def _twin(item: Item) -> Item:
    asked = item.turns[0]
    turn = Turn(question=asked.question, answerable=False, also_ok=asked.gold)
    return item.model_copy(update={"kind": TWIN, "turns": (turn,)})


def _with_bodies(document: Document, bodies: Mapping[str, str]) -> Document:
    """The document with other words under some labels.

    Raises:
        BadSet: read again, it does not have the same paragraphs.
    """
    text, paragraphs = document.text, sorted(document, key=_start, reverse=True)
    for paragraph in paragraphs:
        if paragraph.label in bodies:
            text = text[: paragraph.start_char] + bodies[paragraph.label] + text[paragraph.end_char :]
    made = _rebuilt(document, text)
    wrong = [label for label, body in bodies.items() if canonical(made[label].text) != canonical(body)]
    if wrong:
        raise BadSet(f"{document.id} cannot be rewritten: paragraphs {', '.join(wrong)} read otherwise afterwards")
    return made


def _rebuilt(document: Document, text: str) -> Document:
    made = parse(text, id=document.id)
    if [p.label for p in made] != [p.label for p in document]:
        raise BadSet(f"{document.id} cannot be rewritten: it then has other paragraphs")
    return made


def _start(paragraph: Paragraph) -> int:
    return paragraph.start_char
