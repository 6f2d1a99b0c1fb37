"""Two documents side by side: which paragraphs were kept, changed, dropped or are new.

Looks at texts only: nothing is embedded, and neither document has to be in a library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.document import Document, Paragraph
from index.text import fold
from index.text.words import grams, word_spans

Kind = Literal["kept", "changed", "dropped", "new"]
Span = tuple[int, int]

_ALIKE = 0.4
_ALIKE_UNDER_ONE_LABEL = 0.2
_COMMON = 30
_LOOKED_AT = 5
_LONG_TOKENS = 1500


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph's way from the old document to the new one.

    Attributes:
        old: None for a new one.
        new: None for a dropped one.
        likeness: Shared share of their character n-grams, from 0 to 1; 1 for kept.
        old_spans: What the new text no longer says, half-open in `old.text`.
        new_spans: What the old text did not say, half-open in `new.text`.
    """

    kind: Kind
    old: Paragraph | None
    new: Paragraph | None
    likeness: float = 0.0
    old_spans: tuple[Span, ...] = ()
    new_spans: tuple[Span, ...] = ()

    @property
    def renumbered(self) -> bool:
        """Whether the same words stand under another label."""
        return (
            self.kind == "kept" and self.old is not None and self.new is not None and self.old.label != self.new.label
        )


def difference(old: Document, new: Document) -> list[Change]:
    """Align the paragraphs of two documents.

    Equal texts (width and blanks aside) are kept, wherever they moved and whatever their
    label became. Of the others the most alike pairs are changed, one to one; what stays
    alone is dropped or new.

    Returns:
        In the order of the new document; a dropped paragraph stands after the one that
        came before it in the old document.
    """
    partners = _kept(old, new)
    partners |= _changed(old, new, partners)
    found = {(place, 0): _pair(old.paragraphs[mate], new.paragraphs[place]) for place, mate in partners.items()}
    found |= {(at, 0): Change("new", None, p) for at, p in enumerate(new) if at not in partners}
    for key, paragraph in _dropped(old, partners):
        found[key] = Change("dropped", paragraph, None)
    return [found[key] for key in sorted(found)]


def changed_spans(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of the words that differ, in the old text and in the new one.

    >>> changed_spans("5年以内に見直す。", "3年以内に見直す。")
    (((0, 1),), ((0, 1),))
    """
    old_words, new_words = word_spans(old), word_spans(new)
    matcher = SequenceMatcher(
        None,
        [fold(old[a:b]) for a, b in old_words],
        [fold(new[a:b]) for a, b in new_words],
        autojunk=max(len(old_words), len(new_words)) > _LONG_TOKENS,
    )
    edits = [edit for edit in matcher.get_opcodes() if edit[0] != "equal"]
    return (
        tuple((old_words[a][0], old_words[b - 1][1]) for _, a, b, _, _ in edits if a < b),
        tuple((new_words[a][0], new_words[b - 1][1]) for _, _, _, a, b in edits if a < b),
    )


def _pair(old: Paragraph, new: Paragraph) -> Change:
    if _bare(old) == _bare(new):
        return Change("kept", old, new, 1.0)
    return Change("changed", old, new, _likeness(grams(old.text), grams(new.text)), *changed_spans(old.text, new.text))


def _kept(old: Document, new: Document) -> dict[int, int]:
    """Places in the new document with the place of an equal text in the old one."""
    places: dict[str, list[int]] = {}
    for at, paragraph in enumerate(old):
        places.setdefault(_bare(paragraph), []).append(at)
    partners = {}
    for at, paragraph in enumerate(new):
        if same := places.get(_bare(paragraph)):
            partners[at] = same.pop(0)
    return partners


def _changed(old: Document, new: Document, kept: dict[int, int]) -> dict[int, int]:
    """The most alike pairs of what was not kept, best first, one to one."""
    taken = set(kept.values())
    olds = {at: grams(p.text) for at, p in enumerate(old) if at not in taken}
    news = {at: grams(p.text) for at, p in enumerate(new) if at not in kept}
    alike = [
        (-_likeness(olds[mate], news[at]), abs(mate - at), at, mate)
        for at, mate in _worth_comparing(olds, news, _same_labels(old, new))
    ]
    partners: dict[int, int] = {}
    for negative, _, at, mate in sorted(alike):
        same_label = old.paragraphs[mate].label == new.paragraphs[at].label
        enough = -negative >= (_ALIKE_UNDER_ONE_LABEL if same_label else _ALIKE)
        if enough and at not in partners and mate not in taken:
            partners[at] = mate
            taken.add(mate)
    return partners


def _same_labels(old: Document, new: Document) -> set[tuple[int, int]]:
    places = {paragraph.label: at for at, paragraph in enumerate(old)}
    return {(at, places[p.label]) for at, p in enumerate(new) if p.label in places}


def _worth_comparing(
    olds: dict[int, set[str]], news: dict[int, set[str]], same_labels: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Pairs that share rare n-grams or a label: comparing all with all takes too long in big documents."""
    holders: dict[str, list[int]] = {}
    for mate, some in olds.items():
        for gram in some:
            holders.setdefault(gram, []).append(mate)
    pairs = {(at, mate) for at, mate in same_labels if at in news and mate in olds}
    for at, some in news.items():
        shared = Counter(
            mate for gram in some if len(holders.get(gram, ())) <= _COMMON for mate in holders.get(gram, ())
        )
        pairs.update((at, mate) for mate, _ in shared.most_common(_LOOKED_AT))
    return pairs


def _dropped(old: Document, partners: dict[int, int]) -> Iterator[tuple[tuple[int, int], Paragraph]]:
    """Dropped paragraphs with their place among the changes."""
    places = {mate: at for at, mate in partners.items()}
    before = -1
    for mate, paragraph in enumerate(old):
        before = places.get(mate, before)
        if mate not in places:
            yield (before, mate + 1), paragraph


def _likeness(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _bare(paragraph: Paragraph) -> str:
    return "".join(fold(paragraph.text).split())


def counted(changes: Sequence[Change]) -> dict[Kind, int]:
    """How many paragraphs of each kind."""
    counts: dict[Kind, int] = {"kept": 0, "changed": 0, "dropped": 0, "new": 0}
    for change in changes:
        counts[change.kind] += 1
    return counts
