"""What a list question wants read for: words, names, dates, who speaks, what lies ahead.

It comes from the question: quoted words, names, other words that the document uses, a year
or date, or "after the document's own date".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import wording
from assistant.acting import Verb, acts_of, stating, uninflected, verbs
from assistant.names import translated
from assistant.question import Question
from assistant.quoted import QUOTED, quoted_words
from assistant.speakers import Speaker, asked_speaker
from assistant.terms import Term, compounds, content_terms, vocabulary
from index.dates import Period
from index.document import Document
from index.language import language_of
from index.normal import fold
from index.quantities import Quantity, quantities

_EITHER = re.compile(
    r"や|とか|又は|または|もしくは|か(?=[^らの])|と(?!いう|は|して)|、|・|\bor\b|\band\b|,|\bили\b|\bи\b|或|和|또는|와|과"
)

_WITH_ALIAS = re.compile(r"(?P<name>[一-鿿ァ-ヺー]{2,30})\((?P<alias>[a-z][a-z0-9-]{1,12}|[一-鿿ァ-ヺー]{2,12})\)")
_SHORT = 2
_DESCRIPTION = 3
_ALONE = re.compile(r"だけ|のみ|\bonly\b|\bsolely\b")
_TOPIC = r"(?:について|に関し|に関する|に対[しす]|を(?:表明|述べ|伝え|示[しす]|表[しす]))"
_WITH = re.compile(r"の|における|への|からの|\bof\b|\bin\b")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a paragraph must have: one of `words` (all of them where `every`), a date, or both.

    Paragraphs that have all words `beside` these too are nearer to what is asked (アフガニスタンの情勢).
    A sentence must have one of the verbs `said` too. Where a `speaker` is asked for, it must have them
    as its subject, and the rest in what the subject governs; no other speaks in the paragraph where `alone`.
    `unknown` are words of the question that the documents nowhere use; `named` tells that the
    words are names, were quoted, or are asked for as words.
    """

    words: tuple[str, ...] = ()
    every: bool = False
    beside: tuple[str, ...] = ()
    dates: tuple[Quantity, ...] = ()
    after: str = ""
    unknown: tuple[str, ...] = ()
    speaker: Speaker | None = None
    said: frozenset[str] = frozenset()
    alone: bool = False
    named: bool = False

    @property
    def described(self) -> bool:
        """Whether it is told what a paragraph says, in many words or mostly unknown ones, not what it mentions."""
        if self.named or self.every or self.dates or self.after:
            return False
        return len(self.words) >= _DESCRIPTION or 0 < len(self.words) <= len(self.unknown)

    @property
    def untold(self) -> bool:
        """Whether a speaker is asked about nothing but a topic that the documents never name."""
        return self.speaker is not None and bool(self.unknown) and not self.words

    @property
    def asked(self) -> str:
        """The speaker, words and verbs, to tell what no paragraph has; "" for dates alone."""
        return "、".join([*([self.speaker.text] if self.speaker else []), *self.words, *sorted(self.said)])

    @property
    def empty(self) -> bool:
        """Whether nothing can be scanned for."""
        return not (self.words or self.dates or self.after or self.speaker or self.said)


def sought(question: Question, documents: Sequence[Document]) -> Sought:
    """What a list question wants scanned for, in words that the documents use."""
    texts = [vocabulary(document).folded for document in documents]
    query = question.subject
    dates = tuple(q for q in quantities(QUOTED.sub(" ", query)) if isinstance(q.value, Period))
    after = next((d.date for d in documents if d.date), "") if wording.says("ahead", query) else ""
    quoted = _quoted(query)
    if speaker := asked_speaker(query, documents):
        return _by_speaker(query, speaker, documents)
    if both := _two_names(query, texts):
        return Sought(both, dates=dates, after=after, named=True)
    if quoted:
        return Sought(quoted, dates=dates, after=after, named=True)
    rest = _without(query, [q.text for q in dates])
    acts = _acts(rest, documents)
    words = _words(_without(rest, [act.surface for act in acts]), texts, documents)
    if dates or after:
        return Sought(words.names, dates=dates, after=after, unknown=words.unknown)
    chosen, every = _chosen(rest, words, texts)
    named = bool(words.names) or wording.says("mentions", query)
    done = frozenset(act.form for act in acts)
    return Sought(
        chosen,
        every=every,
        beside=() if _EITHER.search(_between(rest, words.known)) else tuple(w for w in words.known if w not in chosen),
        unknown=words.unknown,
        named=named,
        said=done - stating() if chosen or words.unknown else done,
    )


def _acts(query: str, documents: Sequence[Document]) -> list[Verb]:
    """What is said to be done to the things that are asked for (歓迎された会議), where parties do that here."""
    if language_of(query) != "ja":
        return []
    return [verb for verb in verbs(query) if verb.form in acts_of(documents) | stating()]


def _quoted(query: str) -> tuple[str, ...]:
    """Quoted words; a verb at their end in whatever form, unless just these words are asked for."""
    exact = wording.says("these words", query)
    return tuple(words if exact else uninflected(words) for words in quoted_words(query))


def _two_names(query: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Two names of one thing, 国連開発計画（UNDP）, where the documents use either: both count."""
    for match in _WITH_ALIAS.finditer(fold(query)):
        names = tuple(name for name in (match["name"], match["alias"]) if _used(name, texts))
        if names:
            return names
    return ()


def _by_speaker(query: str, speaker: Speaker, documents: Sequence[Document]) -> Sought:
    """What a speaker is asked to have said: quoted words, names and topics, and the verb where it is an exact one."""
    rest = fold(query).replace(speaker.text, " ", 1)
    quoted = _quoted(rest)
    texts = [vocabulary(document).folded for document in documents]
    if wording.says("subject", query) and not quoted:
        return Sought(speaker=speaker, alone=bool(_ALONE.search(query)), named=True)
    topics = _topics(rest)
    words = quoted or _words(rest, texts, documents).names or tuple(topic for topic in topics if _used(topic, texts))
    done = {verb.form for verb in verbs(QUOTED.sub(" ", rest))}
    said = frozenset[str]() if done & stating() else acts_of(documents) & done
    unknown = tuple(topic for topic in topics if not _used(topic, texts))
    return Sought(words, speaker=speaker, said=said, unknown=unknown, named=True)


def _topics(rest: str) -> tuple[str, ...]:
    """What is spoken about (防災について) or expressed (謝意を表明した)."""
    return tuple(word for word in compounds(rest) if re.search(re.escape(word) + _TOPIC, rest))


@dataclass(frozen=True, slots=True)
class _Words:
    names: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def _words(rest: str, texts: Sequence[str], documents: Sequence[Document]) -> _Words:
    """The words of a question: names, those that the documents use, and those that they do not."""
    terms = content_terms(rest)
    source = language_of(rest, default="en")
    carried = [fold(name) for d in documents[:1] for name in translated(rest, source=source, target=d.language)]
    split = {compound: _parts(compound, terms, texts) for compound in compounds(rest)} | {
        name: [name] for name in carried
    }
    found = [part for parts in split.values() for part in parts]
    names = _known_names(terms, rest, carried)
    used = [word for word in dict.fromkeys(found) if _used(word, texts)]
    known = tuple([word for word in used if len(word) > 1] or used)
    unknown = tuple(dict.fromkeys(word for whole, parts in split.items() for word in _left(whole, parts, known)))
    named = tuple(word for word in known or unknown if any(name in word for name in names))
    return _Words(named, known, unknown)


def _parts(compound: str, terms: Sequence[Term], texts: Sequence[str]) -> list[str]:
    """A compound that the documents use, whole; otherwise its parts, names in it aside (日本語 is not 日本)."""
    if _used(compound, texts):
        return [compound]
    return [t.surface for t in terms if t.surface in compound and (not t.name or len(t.surface) > _SHORT)]


def _left(whole: str, parts: Sequence[str], known: Sequence[str]) -> list[str]:
    """What the documents lack of a compound: all of it as one word, or the parts that they never use."""
    left = [part for part in parts if part not in known]
    return [whole] if left == parts and parts else left


def _known_names(terms: Sequence[Term], rest: str, carried: Sequence[str]) -> set[str]:
    """Names that stand for themselves in a question: 日本 in 日本の, not in 日本型."""
    whole = set(compounds(rest))
    return {t.surface for t in terms if t.name and (t.surface in whole or len(t.surface) > _SHORT)} | set(carried)


def _chosen(rest: str, words: _Words, texts: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Which words a paragraph must have, and whether it must have all of them."""
    chosen = words.names or words.known
    if len(chosen) < 2 or not words.names:
        return chosen, False
    between = _between(rest, chosen)
    if _EITHER.search(between):
        return chosen, False
    if _WITH.search(between):
        return chosen, True
    return (min(chosen, key=lambda word: sum(text.count(word) for text in texts)),), False


def _used(words: str, texts: Sequence[str]) -> bool:
    return any(words in text for text in texts)


def _without(text: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, " ")
    return text


def _between(text: str, words: Sequence[str]) -> str:
    folded = fold(text)
    places = sorted(folded.find(word) for word in words if word in folded)
    return folded[places[0] : places[-1]] if places else ""
