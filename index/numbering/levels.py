"""Which of the numbers in a stretch of text are its units: articles, a tree, or plain numbers with those below.

Articles are, where there are any; else a tree of numbers (4.2.1) with all its levels;
else the plain numbers that count through the text, and below them, where those are
only headings, the numbers that count inside each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from index.numbering.choosing import Chain, best_chain
from index.numbering.headings import stands_alone
from index.numbering.marks import Marker, bulleted
from index.numbering.naming import label_of
from index.numbering.nesting import carried, encloses, restarts_at, runs_on, within
from index.numbering.outlining import INNER, Outlining
from index.numbering.plan import Unit, between
from index.numbering.regions import CAPTION, Region
from index.reading import Line
from index.text.languages.article_words import ARTICLE_WORDS

_ARTICLES = ("第N条", "제N조", "§")
_SECTIONS = tuple(f"word:{word}" for word in ("section", "abschnitt", "sec", "paragraf", "question", "раздел"))
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
    "【1】$",
    "[0001]$",
    "○1",
    "list 1",
    "list 2",
    "list 3",
)
_LAST = ("I.", "A.", "(a)", "a.", "a)")
_LETTERED = {"I.", "A."}
_LEAST, _FEW = 3, 2
_LEAST_RECITALS = 3
_LEAST_BRANCHES = 3
_BETWEEN = 0.9
_LEARNED = 0.5
_TREE_SHARE = 0.75
_SHARE, _LONG_SHARE, _LONG_CHAIN = 0.3, 0.15, 8
_ALIKE, _TAIL = 0.8, 2


Markers = Mapping[str, Sequence[Marker]]
Part = Callable[[Sequence[Marker]], Sequence[Marker]]


class Levels:
    """The choice in one region."""

    def __init__(self, markers: Markers, lines: Sequence[Line], area: Region, borders: Sequence[int]) -> None:
        self.markers, self.lines, self.area, self.borders = markers, lines, area, borders

    def units(self) -> list[Unit]:
        articles = self._articles()
        if articles and not self._only_around(articles):
            units = [Unit(label_of(m), m) for m in articles.markers]
            return [*self._recitals(articles.markers[0]), *self._holding(articles, units), *self._after(articles)]
        flat, tree = self._flat(), self._tree()
        rooted = not set(tree.markers).isdisjoint(flat.markers)
        around = tree.score >= _TREE_SHARE * flat.score or (not rooted and restarts_at(flat, tree))
        if tree and around and not (within(flat, tree) if rooted else encloses(flat, tree)):
            return [*(Unit(_tree_label(tree, m), m, len(m.value) - 1) for m in tree.markers), *self._after(tree)]
        return self._nested(self._outermost(flat, {""})) if flat else []

    def _only_around(self, articles: Chain) -> bool:
        """Whether plain numbers number the text: articles are quoted between two of them, or sections of theirs."""
        if self._counted_before(articles.markers[0]) and encloses(self._flat(), articles):
            return True
        return articles.markers[0].scheme in _SECTIONS and runs_on(self._flat(), articles)

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
        best = max(chains, key=_surely, default=Chain())
        if best and not _known(best.markers[0].scheme) and self._counts_better(self._flat(), best):
            return Chain()
        return next((chain for chain in chains if restarts_at(best, chain) or carried(chain, best)), best)

    def _counts_better(self, flat: Chain, worded: Chain) -> bool:
        """Whether plain numbers elsewhere do as well as those beside a word not known."""
        lines = {marker.line for marker in worded.markers}
        elsewhere = flat.score >= worded.score and any(marker.line not in lines for marker in flat.markers)
        return elsewhere and not restarts_at(flat, worded)

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
            [s for s in (*self._article_schemes(), *_TREES) if s != own],
            lambda row: [m for m in row if len(m.value) > 1],
            2,
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
        long = len(chain) >= _LONG_CHAIN or self._closes(chain, last)
        return between >= (_LONG_SHARE if long else _SHARE) * (last - first)

    def _closes(self, chain: Chain, end: int) -> bool:
        """Whether the numbers go on to the end in paragraphs as long as those above: those of a resolution."""
        starts = [marker.start_char for marker in chain.markers]
        usual = (starts[-1] - starts[0]) / (len(starts) - 1)
        above = self.lines[self.area.start : chain.markers[0].line]
        chars = sum(len(line.text) for line in above)
        blocks = sum(below.start_char - line.end_char > 1 or line.blank for line, below in pairwise(above)) + 1
        whole = all(b.value[0] == a.value[0] + 1 for a, b in pairwise(chain.markers))
        return whole and len(starts) > _LEAST and _ALIKE * chars <= usual * blocks and end - starts[-1] <= _TAIL * usual

    def _outermost(self, chain: Chain, used: set[str]) -> Chain:
        """The chain at whose numbers a given one starts again, and so on outwards; marked headings are sections."""
        used = used | {chain.markers[0].scheme}
        for scheme in (*_FLAT, *_LAST):
            row = [] if scheme in used else self.markers.get(scheme, ())
            outer = best_chain(row, borders=self.borders)
            if len(outer) >= _FEW and outer.markers[0].value == (1,) and self._holds(outer, chain):
                return self._outermost(outer, used)
        return chain

    def _holds(self, outer: Chain, chain: Chain) -> bool:
        marked = outer.markers[0].scheme in _LETTERED and any(self.lines[marker.line].level for marker in outer.markers)
        back = [b.value for a, b in pairwise(chain.markers) if b.value <= a.value]
        return not marked and restarts_at(chain, outer) and all(value == (1,) for value in back)

    def _nested(self, top: Chain) -> list[Unit]:
        outline = Outlining(self.lines, self.markers, self.area.stop)
        return outline.units(top)


def _known(scheme: str) -> bool:
    """Whether a scheme is known as a way of numbering articles, and not learned from this text."""
    return not scheme.startswith("word:") or scheme.removeprefix("word:") in ARTICLE_WORDS


def _surely(chain: Chain) -> tuple[float, int]:
    """How well articles count, those beside a word learned from the text half as well; the outer of two alike first."""
    return chain.score * (1.0 if _known(chain.markers[0].scheme) else _LEARNED), -chain.markers[0].line


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


def plainly_counted(unit: Unit) -> bool:
    """Whether a unit has a number alone, and is neither an article nor part of a tree."""
    return unit.marker.scheme in (*_FLAT, *_LAST, *INNER)
