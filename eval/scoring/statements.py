"""An answer taken apart: which sentence says what, and which paragraphs it cites for it.

A marker is read as people read one: 〔16〕 stands behind the words it covers, back to
the marker before it or the start of the line. An unmarked line above is covered too
where it and the marked words are one run of the cited paragraph (a quote of several lines). In a
text without any marker a sentence cites the paragraphs that it mentions (第16段落), or
all the turn's citations where it mentions none; an abstention may mention what it likes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from eval.items import RunTurn
from eval.scoring.canonical import canonical
from eval.scoring.source import Source, label_key
from index.text import sentence_spans

_BRACKET = re.compile(r"〔([^〔〕\n]{1,120})〕")
_OTHERS = (
    re.compile(r"[\[［]([^\[\]［］\n]{1,60})[\]］]"),
    re.compile(r"[(（]((?:paras?\.?|paragraphs?|段落|パラ|第)[^()（）\n]{1,40})[)）]", re.IGNORECASE),
)
_MENTION = re.compile(r"第\s*[0-9０-９]+\s*段落|\b(?:paras?\.?|paragraphs?)\s*[0-9]+", re.IGNORECASE)
_AT_END = re.compile(r"[。．.!?！？、,]?\s*(?:$|\n|[〔\[［(（])")
_LABEL_LIKE = re.compile(
    r"第?\s*[0-9０-９]{1,4}\s*(?:段落|条|項)?$|(?:paras?\.?|paragraphs?|段落|article)\s*[0-9]+$", re.I
)
_ENUMERATOR = re.compile(r"^\s*(?:[-*・•●]|[0-9０-９]{1,2}[.)．）、](?=\s|\D)|[（(][0-9０-９]{1,2}[)）]|[①-⑳])\s*")
_SEPARATOR = re.compile(r"[,、;；]\s*|\s+(?=第)")
_STOPS = "。．.!?！？、, 　"


@dataclass(frozen=True, slots=True)
class Cited:
    """A label as cited; `document` is "" where the answer does not name one."""

    document: str
    label: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, without markers, and what it cites."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer taken apart: its statements, and all it cites (in the text or beside it)."""

    statements: tuple[Statement, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Marker:
    start: int
    end: int
    cited: tuple[Cited, ...]


def take_apart(turn: RunTurn, source: Source) -> Taken:
    """The statements of an answer with their citations, and every distinct citation."""
    beside = tuple(Cited(citation.document, citation.label) for citation in turn.citations)
    markers = _markers(turn.text, source)
    statements = _lines(turn.text, markers)
    if markers:
        statements = _reaching_up(statements, source)
    else:
        mentioned = _mentioned if turn.status == "answered" else lambda _: ()
        statements = [replace(s, cited=mentioned(s.text) or _distinct(beside)) for s in statements]
    inside = tuple(cited for statement in statements for cited in statement.cited)
    marked = tuple(cited for marker in markers for cited in marker.cited)
    return Taken(tuple(statements), _distinct(beside + inside + marked))


def without_mentions(text: str) -> str:
    """A text less its mentions of paragraphs, whose numbers state nothing about the world."""
    return _MENTION.sub(" ", text)


def belongs(cited: Cited, source: Source) -> bool:
    """Whether a citation is of this document: named so, or not named at all."""
    return cited.document in ("", source.id)


def _distinct(cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
    """Each paragraph once, however it is written and whether its document is named or not."""
    named = {label_key(c.label) for c in cited if c.document}
    kept = [c for c in cited if c.document or label_key(c.label) not in named]
    return tuple({(c.document, label_key(c.label)): c for c in kept}.values())


def _mentioned(text: str) -> tuple[Cited, ...]:
    return _distinct(tuple(Cited("", label_key(m[0])) for m in _MENTION.finditer(text)))


def _markers(text: str, source: Source) -> list[_Marker]:
    """Markers of the first notation that occurs, 〔〕 before [] before ()."""
    for pattern in (_BRACKET, *_OTHERS):
        found = [_Marker(*m.span(), _labels(m[1], source)) for m in pattern.finditer(text) if _marks(m, source)]
        if found:
            return found
    return []


def _marks(match: re.Match[str], source: Source) -> bool:
    """A bracket is a marker when it holds labels, known or label-like, or any word in 〔〕 at a claim's end."""
    cited = _labels(match[1], source)
    if all(source.find(c.label) or _LABEL_LIKE.match(c.label.strip()) for c in cited):
        return True
    ends = bool(_AT_END.match(match.string, match.end()))
    return ends and (match[0][0] == "〔" or any(c.document for c in cited))


def _labels(content: str, source: Source) -> tuple[Cited, ...]:
    if source.find(content):
        return (Cited("", content.strip()),)
    found: list[Cited] = []
    for part in _SEPARATOR.split(content.strip()):
        document, _, label = part.strip().rpartition(" ")
        named = bool(document) and "." in document and not label_key(part).isdigit()
        found.append(Cited(document, label) if named else Cited("", part.strip()))
    return tuple(found)


def _lines(text: str, markers: list[_Marker]) -> list[Statement]:
    """Sentences, each with the markers that follow it on its line before other words do."""
    statements: list[Statement] = []
    at = 0
    for line in text.splitlines(keepends=True):
        inside = [m for m in markers if at <= m.start < at + len(line)]
        statements += _claims(text, at, at + len(line), inside)
        at += len(line)
    return statements


def _claims(text: str, start: int, end: int, markers: list[_Marker]) -> list[Statement]:
    """The claims of one line: words up to a marker (or several in a row)."""
    statements: list[Statement] = []
    words = ""
    cited: list[Cited] = []
    for marker in markers:
        before = text[start : marker.start]
        if cited and before.strip(_STOPS):
            statements += _sentences(words, tuple(cited))
            words, cited = "", []
        words, start = words + before, marker.end
        cited += marker.cited
    rest = text[start:end]
    if not rest.strip(_STOPS + "\n"):
        return statements + _sentences(words.rstrip() + rest.strip(), tuple(cited))
    return statements + _sentences(words, tuple(cited)) + _sentences(rest, ())


def _sentences(words: str, cited: tuple[Cited, ...]) -> list[Statement]:
    words = _ENUMERATOR.sub("", words)
    texts = [words[a:b] for a, b in sentence_spans(words)]
    return [Statement(text, _distinct(cited)) for text in texts if text.strip(_STOPS)]


def _reaching_up(lines: list[Statement], source: Source) -> list[Statement]:
    """Give an unmarked statement the next marker where the two are one run of its paragraph's words."""
    done: list[Statement] = []
    for statement in reversed(lines):
        below = done[-1] if done else None
        continued = below and below.cited and not statement.cited and _one_quote(statement, below, source)
        done.append(replace(statement, cited=below.cited) if below and continued else statement)
    return done[::-1]


def _one_quote(above: Statement, below: Statement, source: Source) -> bool:
    run = canonical(f"{above.text}\n{below.text}")
    passages = source.all(cited.label for cited in below.cited if belongs(cited, source))
    return any(run in passage.canonical for passage in passages)
