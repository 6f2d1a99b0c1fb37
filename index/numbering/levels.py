"""Which of the numbers in a stretch of text are its units: articles, a tree, or plain numbers with those below.

Articles are, where there are any; else a tree of numbers (4.2.1) with all its levels;
else the plain numbers that count through the text, and below them, where those are
only headings, the numbers that count inside each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from index.numbering.article_words import ARTICLE_WORDS
from index.numbering.choosing import Chain, best_chain
from index.numbering.headings import stands_alone
from index.numbering.naming import inner_label, label_of
from index.numbering.nesting import carried, encloses, outside, restarts_at, within
from index.numbering.plan import Unit
from index.numbering.regions import CAPTION, Region
from index.numbering.schemes import Marker, bulleted
from index.reading.source import Line

_ARTICLES = ("第N条", "제N조", "§")
_TREES = ("1.1", "1-1")
_FLAT = (
    "1.",
    "1",
    "(1)",
    "[1]",
    "1)",
    "¶1",
    "1°",
    "[0001]",
    "第N",
    "一、",
    "一",
    "(一)",
    "①",
    "【1】",
    "list 1",
    "list 2",
    "list 3",
)
_LAST = ("I.", "A.", "(a)", "a.", "a)")
_INNER = ("1.", "a.", "A.", "(1)", "(a)", "1)", "a)", "①", "(一)", "ア", "イ", "list 2", "list 3")
_LEAST, _FEW = 3, 2
_LEAST_RECITALS = 3
_LEAST_BRANCHES = 3
_BETWEEN = 0.9
_TREE_SHARE = 0.75
_SHARE, _LONG_SHARE, _LONG_CHAIN = 0.3, 0.15, 8
_LONGEST_TITLE = 60
_STOPS = ("。", ".", ";", "；", "，", ",", "、", ":", "：")

Markers = Mapping[str, Sequence[Marker]]
Part = Callable[[Sequence[Marker]], Sequence[Marker]]


class Levels:
    """The choice in one region."""

    def __init__(self, markers: Markers, lines: Sequence[Line], area: Region, borders: Sequence[int]) -> None:
        self.markers, self.lines, self.area, self.borders = markers, lines, area, borders

    def units(self) -> list[Unit]:
        articles = self._articles()
        if articles and not (self._counted_before(articles.markers[0]) and encloses(self._flat(), articles)):
            units = [Unit(label_of(m), m) for m in articles.markers]
            return [*self._recitals(articles.markers[0]), *self._holding(articles, units), *self._after(articles)]
        flat, tree = self._flat(), self._tree()
        rooted = not set(tree.markers).isdisjoint(flat.markers)
        if (
            tree.score >= _TREE_SHARE * flat.score
            and tree
            and not (within(flat, tree) if rooted else encloses(flat, tree))
        ):
            return [*(Unit(_tree_label(tree, m), m, len(m.value) - 1) for m in tree.markers), *self._after(tree)]
        return list(self._nested(flat)) if flat else []

    def _counted_before(self, first: Marker) -> bool:
        """Whether any plain number stands before an article, so that it may be quoted."""
        return any(row[0].line < first.line for scheme in _FLAT if (row := self.markers.get(scheme, ())))

    def _chain(self, row: Sequence[Marker]) -> Chain:
        return best_chain(row, borders=self.borders, excerpt=self.area.supplement)

    def _bare(self) -> bool:
        """Whether numbers alone on their lines stand between paragraphs: those of pages stand within sentences."""
        row = self.markers.get("1", ())
        if not row or self.area.supplement or not row[0].native.isascii():
            return bool(row)
        return sum(stands_alone(self.lines, marker.line) for marker in row) >= _BETWEEN * len(row)

    def _articles(self) -> Chain:
        """The best chain of articles, or the one around it at whose numbers that one starts again."""
        chains = self._credible_among(self._article_schemes(), lambda row: row, 1 if self.area.label else 2)
        best = max(chains, key=lambda chain: chain.score, default=Chain())
        if best and not _known(best.markers[0].scheme) and self._counts_better(self._flat(), best):
            return Chain()
        return next((chain for chain in chains if restarts_at(best, chain) or carried(chain, best)), best)

    def _counts_better(self, flat: Chain, worded: Chain) -> bool:
        """Whether plain numbers elsewhere do as well as those beside a word not known."""
        lines = {marker.line for marker in worded.markers}
        return flat.score >= worded.score and any(marker.line not in lines for marker in flat.markers)

    def _article_schemes(self) -> list[str]:
        """Those whose numbers say what they count, known ones first."""
        words = (
            scheme for scheme in self.markers if scheme.startswith("word:") and (_known(scheme) or not self.area.label)
        )
        return [*_ARTICLES, *sorted(words, key=lambda scheme: (not _known(scheme), scheme))]

    def _credible_among(self, schemes: Sequence[str], part: Part, least: int) -> list[Chain]:
        """Chains of some schemes over the part of their candidates that is asked for."""
        chains = [chain for scheme in schemes if (chain := self._chain(part(self.markers.get(scheme, ()))))]
        return [chain for chain in chains if len(chain) >= least and chain.score >= 0.3 * _trust(chain)]

    def _best(self, schemes: Sequence[str], part: Part, least: int) -> Chain:
        return max(self._credible_among(schemes, part, least), key=lambda chain: chain.score, default=Chain())

    def _holding(self, articles: Chain, units: list[Unit]) -> list[Unit]:
        """Articles with the sections inside them, where those carry the article's number (Section 2.1)."""
        own = articles.markers[0].scheme
        inner = self._best(
            [s for s in self._article_schemes() if s != own], lambda row: [m for m in row if len(m.value) > 1], 2
        )
        if not carried(articles, inner):
            return units
        return sorted([*units, *(Unit(label_of(m), m, 1) for m in inner.markers)], key=lambda unit: unit.marker.line)

    def _after(self, main: Chain) -> list[Unit]:
        """Units of another kind that only begin when the main ones have ended: amendments, an appendix A.1."""
        first, last = main.markers[0].line, main.markers[-1].line
        own = main.markers[0].scheme
        kinds = [
            scheme
            for scheme in (*self._article_schemes(), "A.1")
            if scheme != own and not between(self.markers.get(scheme, ()), first, last)
        ]
        after = self._best(kinds, lambda row: between(row, last + 1, self.area.stop), _LEAST)
        return [Unit(label_of(m), m, len(m.value) - 1 if m.scheme == "A.1" else 0) for m in after.markers]

    def _recitals(self, first_article: Marker) -> list[Unit]:
        chain = self._chain(between(self.markers.get("(1)", ()), self.area.start, first_article.line))
        if len(chain) < _LEAST_RECITALS or chain.markers[0].value != (1,):
            return []
        return [Unit(f"Recital {m.value[0]}", m) for m in chain.markers]

    def _tree(self) -> Chain:
        chains = [self._grown(self.markers.get(scheme, ())) for scheme in _TREES]
        chains.append(self._chain(self.markers.get("A.1", ())))
        best = max(chains, key=lambda chain: chain.score, default=Chain())
        few = self.area.label or len(best) > _LEAST_BRANCHES
        enough = _branches(best) >= (_FEW if few else _LEAST_BRANCHES)
        return best if enough and best.score >= 0.4 * _trust(best) else Chain()

    def _grown(self, branches: Sequence[Marker]) -> Chain:
        """Branches (4.2) with the plain numbers above them: those written alike, or any where one is wanting."""
        if not branches:
            return Chain()
        styles = {marker.style for marker in branches}
        free = _not_on(branches, _by_line(self.markers.get("1.", ()), self.markers.get("1", ())))
        alike = [marker for marker in free if marker.style in styles]
        chain = self._chain(_by_line(alike, branches))
        if not _rootless(chain):
            return chain
        return max(chain, self._chain(_by_line(free, branches)), key=lambda chain: (_branches(chain), chain.score))

    def _flat(self) -> Chain:
        return self._flattest(_FLAT) or self._flattest(_LAST)

    def _flattest(self, schemes: Sequence[str]) -> Chain:
        rows = [self.markers.get(scheme, ()) for scheme in schemes if scheme != "1" or self._bare()]
        chains = [best_chain(row, borders=self.borders, repeats=True, excerpt=self.area.supplement) for row in rows]
        credible = [chain for chain in chains if self._credible(chain)]
        if schemes is _LAST:
            credible = [chain for chain in credible if self._outwardness(chain) == chain.score]
        return max(credible, key=lambda chain: (self._outwardness(chain), -chain.markers[0].line), default=Chain())

    def _outwardness(self, chain: Chain) -> float:
        """How well a chain does, less one for each other list of its kind: inner numbers start again and again."""
        starts = sum(marker.value == (1,) for marker in self.markers[chain.markers[0].scheme])
        return chain.score - (starts - sum(marker.value == (1,) for marker in chain.markers))

    def _credible(self, chain: Chain) -> bool:
        """Whether a chain numbers the text rather than one list inside it."""
        first = chain.markers[0] if chain else None
        if first is None or chain.score < 0.4 * _trust(chain):
            return False
        if self.area.supplement:
            return self._opens(first)
        sure = self.area.label or first.scheme == "第N" or all(bulleted(marker.style) for marker in chain.markers)
        if len(chain) < (_FEW if sure else _LEAST):
            return False
        return bool(self.area.label and first.value == (1,)) or self._spread(chain)

    def _opens(self, marker: Marker) -> bool:
        """Whether the region begins with a number, but for headings and captions."""
        filled = (n for n in range(self.area.start + self.area.opening, marker.line) if not self.lines[n].blank)
        return all(n in self.borders or CAPTION.fullmatch(self.lines[n].text.strip()) for n in filled)

    def _spread(self, chain: Chain) -> bool:
        """Whether enough of the text stands between its first number and its last."""
        first = self.lines[self.area.start].start_char
        last = self.lines[self.area.stop - 1].end_char
        between = chain.markers[-1].start_char - chain.markers[0].start_char
        return between >= (_LONG_SHARE if len(chain) >= _LONG_CHAIN else _SHARE) * (last - first)

    def _nested(self, flat: Chain) -> Iterator[Unit]:
        units = [Unit(label_of(marker), marker) for marker in flat.markers]
        yield from self._descended(units, self.area.stop, {flat.markers[0].scheme})

    def _descended(self, units: Sequence[Unit], stop: int, used: set[str]) -> Iterator[Unit]:
        """The units with those inside them, where they are headings that most often hold some."""
        stops = [*(unit.marker.line for unit in units[1:]), stop]
        inner = [self._inner(unit, end, used) for unit, end in zip(units, stops, strict=True)]
        descend = 2 * sum(map(bool, inner)) >= len(units) and self._headings(units)
        for unit, below, end in zip(units, inner, stops, strict=True):
            yield unit
            if below and descend:
                yield from self._descended(below, end, used | {below[0].marker.scheme})

    def _inner(self, unit: Unit, stop: int, used: set[str]) -> list[Unit]:
        best = Chain()
        for scheme in _INNER:
            row = [m for m in between(self.markers.get(scheme, ()), unit.marker.line + 1, stop) if m.scheme not in used]
            chain = best_chain(row)
            if chain and chain.markers[0].value == (1,) and (not best or outside(chain, best)):
                best = chain
        return [Unit(inner_label(unit.label, m), m, unit.depth + 1) for m in best.markers]

    def _headings(self, units: Sequence[Unit]) -> bool:
        titles = [_title_after(self.lines[unit.marker.line], unit.marker) for unit in units]
        return 10 * sum(map(bool, titles)) >= 6 * len(titles)


def _known(scheme: str) -> bool:
    """Whether a scheme is known as a way of numbering articles, and not learned from this text."""
    return not scheme.startswith("word:") or scheme.removeprefix("word:") in ARTICLE_WORDS


def between(row: Sequence[Marker], start: int, stop: int) -> Sequence[Marker]:
    return row[bisect_left(row, start, key=lambda m: m.line) : bisect_left(row, stop, key=lambda m: m.line)]


def _trust(chain: Chain) -> float:
    return sum(marker.trust for marker in chain.markers)


def _not_on(taken: Sequence[Marker], candidates: Sequence[Marker]) -> list[Marker]:
    lines = {marker.line for marker in taken}
    return [marker for marker in candidates if marker.line not in lines]


def _by_line(*rows: Sequence[Marker]) -> list[Marker]:
    return sorted((marker for row in rows for marker in row), key=lambda marker: marker.line)


def _branches(tree: Chain) -> int:
    return sum(len(marker.value) > 1 for marker in tree.markers)


def _rootless(tree: Chain) -> bool:
    """Whether a number at the top is wanting."""
    roots = {marker.value[0] for marker in tree.markers if len(marker.value) == 1}
    firsts = [marker.value[0] for marker in tree.markers] or [1]
    return any(number not in roots for number in range(min(firsts), max(firsts) + 1))


def _tree_label(tree: Chain, marker: Marker) -> str:
    if marker.scheme == "A.1":
        return label_of(marker)
    joint = "-" if any(m.scheme == "1-1" for m in tree.markers) else "."
    return joint.join(map(str, marker.value))


def _title_after(line: Line, marker: Marker) -> str:
    words = line.text[marker.body_char - line.start_char :].strip(" \t　*_#")
    return words if len(words) <= _LONGEST_TITLE and not words.endswith(_STOPS) else ""


def plainly_counted(unit: Unit) -> bool:
    """Whether a unit has a number alone, and is neither an article nor part of a tree."""
    return unit.marker.scheme in (*_FLAT, *_LAST, *_INNER)
