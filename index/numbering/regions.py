"""A document and what is annexed to it: each counts for itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from index.numbering.choosing import best_chain, follows
from index.numbering.headings import Heading, could_be_title, stands_alone, words_of
from index.numbering.marks import Marker, names_itself
from index.reading import Line
from index.text.label_numerals import kanji
from index.text.languages.container_words import ANNEX_WORDS, ANNEX_WORDS_WITHOUT_CAPITALS, SUPPLEMENT_WORDS

_NUMBER = r"(?:第?[0-9０-９一二三四五六七八九十]+(?:の[0-9０-９一二三四五六七八九十]+)?号?|[IVXLC]+|[A-Z])"
_JA = re.compile(
    rf"(?P<open>[（(【])?(?P<word>[附付][ 　]*則|別[ 　]*[紙添表記]|[附付]属書|附[件录錄表])"
    rf"[ 　]*(?P<n>{_NUMBER})?(?(open)[）)】]|(?=$|[ 　（(「:：、<〈]))"
)
_KO = re.compile(r"(?P<word>부[ ]*칙)[ ]*(?P<n>)(?=$|[ <(〈（])")
_CAPITALS = "|".join(f"{word.upper()}|{word.capitalize()}" for word in sorted(ANNEX_WORDS, key=len, reverse=True))
_WORDS = re.compile(
    rf"(?P<word>{_CAPITALS}|{'|'.join(ANNEX_WORDS_WITHOUT_CAPITALS)})"
    r"(?:[ \u00a0]*(?:№|nr\.?|Nr\.?|č\.|No\.)?[ \u00a0]*(?P<n>[IVXLC]+\b|\d{1,3}[a-zA-Z]?\b|[A-ZА-ЯΑ-Ω]\b))?"
    r"(?=$|[ ]*[:.–—-]|[ \u00a0]+[A-ZА-ЯΑ-Ω“\"(\[<]|[ ]*[(\[<])"
)
_BEHIND = re.compile(
    rf"(?P<n>\d{{1,3}}|[IVXLC]+)\.?[ ](?P<word>(?:{'|'.join(ANNEX_WORDS)}))(?=$|[ ]*[:.–—-])", re.IGNORECASE
)
_LAW = re.compile(r"(?:[（(<〈][^（()）<>〈〉]*(?:[（(<][^（()）<>]*[）)>][^（()）<>〈〉]*)*[）)>〉][ ]*)+")
_KANJI = re.compile(r"[一二三四五六七八九十]+")
CAPTION = re.compile(r"[（(【][^（()）]{1,40}(?:[（(][^（()）]*[）)][^（()）]*)?[）)】]")
_LONGEST = 100
_MOST_WRAPPED = 3
_OPENED, _CLOSED = "（(<〈", "）)>〉"


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `start` to `stop`, half-open, that count for themselves; `label` is "" for the main text.

    `opening` is how many lines its heading takes.
    """

    label: str
    start: int
    stop: int
    opening: int = 1

    @property
    def supplement(self) -> bool:
        """Whether it holds the provisions of an amending law."""
        return is_supplement(self.label)


def is_supplement(label: str) -> bool:
    """Whether a label names supplementary provisions."""
    return label.startswith(SUPPLEMENT_WORDS)


def annex_headings(lines: Sequence[Line], markers: Mapping[str, Sequence[Marker]], skipped: Set[int]) -> list[Heading]:
    """The lines at which an annex or supplementary provisions begin."""
    found: list[Heading] = []
    for at, line in enumerate(lines):
        heading = _annex(lines, at) if at not in skipped and line.text.strip() else None
        if heading and not (found and found[-1].label == heading.label and _adjacent(lines, found[-1].line, at)):
            found.append(heading)
    return _told_apart(_breaking_off(found, markers))


def _breaking_off(headings: Sequence[Heading], markers: Mapping[str, Sequence[Marker]]) -> list[Heading]:
    """Without those across which the document's own numbers count on: a mention of an annex opens none."""
    doubtful = [heading for heading in headings if not is_supplement(heading.label)]
    if not doubtful:
        return list(headings)
    borders = [heading.line for heading in headings]
    rows = [row for scheme, row in markers.items() if names_itself(scheme) or scheme in {"1.", "1.1", "(1)", "[1]"}]
    main = max((best_chain(row, borders=borders) for row in rows), key=lambda chain: chain.score, default=None)
    crossed = [(a.line, b.line) for a, b in pairwise(main.markers) if _counted_on(a, b)] if main else []
    return [h for h in headings if is_supplement(h.label) or not any(a < h.line < b for a, b in crossed)]


def _counted_on(before: Marker, after: Marker) -> bool:
    return after.value > (1,) and follows(before.value, after.value) == 0.0


def _told_apart(headings: Sequence[Heading]) -> list[Heading]:
    """Several supplementary provisions by the law in brackets after them, or by their count."""
    counts = Counter(heading.label for heading in headings)
    seen: Counter[str] = Counter()
    named = []
    for heading in headings:
        seen[heading.label] += 1
        law = _LAW.search(heading.title)
        if counts[heading.label] == 1 or (seen[heading.label] == 1 and not law):
            named.append(heading)
        else:
            more = _spaced(law.group().strip()) if law else f" ({seen[heading.label]})"
            named.append(replace(heading, label=f"{heading.label}{more}"))
    return named


def _spaced(law: str) -> str:
    """부칙 <제1호> with a blank, 附則（平成…） without."""
    return f" {law}" if law[0] in "<〈" else law


def regions(annexes: Sequence[Heading], lines: Sequence[Line]) -> list[Region]:
    """The main text and one region for each annex, in order."""
    starts = [0, *(heading.line for heading in annexes)]
    stops = [*starts[1:], len(lines)]
    labels = ["", *(heading.label for heading in annexes)]
    openings = [0, *(heading.lines for heading in annexes)]
    return [Region(*region) for region in zip(labels, starts, stops, openings, strict=True)]


def prefixed(prefix: str, label: str) -> str:
    """A label inside an annex: 別紙4-1, Annex I 5, 부칙 제1조."""
    if not prefix:
        return label
    joined = _ideographic(prefix[-1]) or prefix[-1] in "）〉" or (_ideographic(prefix[0]) and _ideographic(label[:1]))
    return f"{prefix}{label}" if joined else f"{prefix} {label}"


def _ideographic(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff"


def _annex(lines: Sequence[Line], at: int) -> Heading | None:
    line = lines[at]
    if len(line.text) > 3 * _LONGEST:
        return None
    words = words_of(line.text)
    match = _JA.match(words) or _KO.match(words) or _WORDS.match(words) or _BEHIND.match(words)
    if not match or not (could_be_title(line) or match.re in (_JA, _KO)):
        return None
    if match.re in (_WORDS, _BEHIND) and not stands_alone(lines, at):
        return None
    name = re.sub(r"[ 　]", "", match["word"]).capitalize()
    number = _KANJI.sub(lambda m: str(kanji(m.group())), (match["n"] or "").strip())
    label = f"{name} {number}" if number and not _ideographic(name[0]) else f"{name}{number}"
    heading = Heading(at, label, words, line.level or 1, numbered=True)
    return _whole(heading, lines) if is_supplement(name) else heading if could_be_title(line) else None


def _whole(heading: Heading, lines: Sequence[Line]) -> Heading | None:
    """A heading of supplementary provisions with the whole name of the law, over several lines; None for a sentence."""
    title, at = heading.title, heading.line
    while at + 1 < min(len(lines), heading.line + 1 + _MOST_WRAPPED):
        below = words_of(lines[at + 1].text)
        unclosed = sum(map(title.count, _OPENED)) > sum(map(title.count, _CLOSED))
        if not unclosed and not (below.startswith(("<", "〈")) and title[-1:] in "）)칙" and below[-1:] in _CLOSED):
            break
        title, at = f"{title}{'' if _ideographic(below[:1]) else ' '}{below}", at + 1
    rest = _LAW.sub("", title[len(heading.label) :] if not title.startswith(("附 ", "附　")) else title[3:])
    if rest.strip(" 　").endswith(("。", "다.")) or len(rest) > _LONGEST:
        return None
    return replace(heading, title=title, lines=at - heading.line + 1)


def _adjacent(lines: Sequence[Line], a: int, b: int) -> bool:
    return all(line.blank for line in lines[a + 1 : b])
