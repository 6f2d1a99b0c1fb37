"""What a list question wants read for: words, names, dates, who speaks, what lies ahead.

It comes from the question: quoted words, names, other words that the document uses, a year
or date, or "after the document's own date".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.evidence.subject_words import Words, chosen_of, joined, of_one, used, words_of
from assistant.question import Asked, Question
from assistant.question.quotations import QUOTED, quoted_words
from assistant.question.speakers import Speaker, asked_speaker
from index.derived import compounds, vocabulary
from index.derived.acts import Verb, acts_of, stating, uninflected, verbs
from index.document import Document
from index.text import fold, language_of
from index.text.dates import Period
from index.text.languages import wording
from index.text.quantities import Quantity, quantities

_LETTERS, _KANJI = "[a-z][a-z0-9-]{1,12}", "[一-鿿ァ-ヺー]{2,30}"
_WITH_ALIAS = re.compile(rf"(?P<name>{_KANJI}|\b{_LETTERS})\((?P<alias>{_LETTERS}|{_KANJI})\)")
_DESCRIPTION = 3
_ALONE = re.compile(r"だけ|のみ|\bonly\b|\bsolely\b")
_DESCRIBED = re.compile(r"(?:どんな|どのような|どういう|どういった|いかなる)[一-鿿々ァ-ヺー]*")
_BLANK = re.compile(r"[○◯〇●×△□]{2,}|[~〜…]+")
_NAMING = re.compile(r"\bnam(?:es?|ed|ing)\b", re.IGNORECASE)
_BOTH = re.compile(r"の?(?:両方|双方とも)|どちらも|いずれも|\b[Bb]oth\b")
_THEMES = re.compile(r"テーマ|主題|トピック|\b(?:themes?|topics?)\b", re.IGNORECASE)
_TITLE = re.compile(r"[\s・、,()]+")
_TOPIC = r"(?:について|に関し|に関する|に対[しす]|を(?:表明|述べ|伝え|示[しす]|表[しす]))"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a paragraph must have: one of `words` (all of them where `every`), a date, or both.

    Paragraphs that have all words `beside` these too are nearer to what is asked (アフガニスタンの情勢).
    A sentence must have a thing of a kind that it `holds` (an amount), and one of the verbs `said` too.
    Where a `speaker` is asked for, it must have them as its subject, and the rest in what the subject
    governs; no other speaks in the paragraph where `alone`. `unknown` are words of the question that the
    documents nowhere use; `named` tells that the words are names, were quoted, or are asked for as words.
    `whole` tells that nothing else is asked about; `nowhere` is that where the documents never have it.
    """

    words: tuple[str, ...] = ()
    every: bool = False
    beside: tuple[str, ...] = ()
    holds: tuple[Asked, ...] = ()
    dates: tuple[Quantity, ...] = ()
    after: str = ""
    unknown: tuple[str, ...] = ()
    speaker: Speaker | None = None
    said: frozenset[str] = frozenset()
    alone: bool = False
    named: bool = False
    whole: bool = False
    nowhere: tuple[str, ...] = ()

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
        if self.nowhere:
            return "、".join(self.nowhere)
        return "、".join([*([self.speaker.text] if self.speaker else []), *self.words, *sorted(self.said)])

    @property
    def empty(self) -> bool:
        """Whether nothing can be scanned for."""
        return not (self.words or self.dates or self.after or self.speaker or self.said or self.holds)


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
    rest = _without(
        _left_of(query, question), [*(q.text for q in dates), *_DESCRIBED.findall(query), *_titles(question)]
    )
    acts = _acts(rest, documents)
    words = words_of(_without(rest, [act.surface for act in acts]), texts, documents)
    if dates or after:
        return Sought(words.names, dates=dates, after=after, unknown=words.unknown)
    if kinds := wording.listed_kinds(rest):
        words = words_of(wording.without_kinds(fold(rest)), texts, documents)
        return Sought(words.names or words.known, holds=tuple(map(Asked, kinds)), named=True)
    chosen, every = chosen_of(rest, words, texts)
    if len(words.known) > 1 and _BOTH.search(fold(query)):
        chosen, every = words.known, True
    done = frozenset(act.form for act in acts)
    return Sought(
        chosen,
        every=every,
        beside=_beside(rest, words, chosen),
        unknown=words.unknown,
        named=bool(words.names) or wording.says("mentions", query),
        said=done - stating() if chosen or words.unknown else done,
        whole=words.whole and not done,
        nowhere=() if done - stating() else words.nowhere,
    )


def _left_of(query: str, question: Question) -> str:
    """A question without words for naming, and of a section without those for all that it is about (テーマ)."""
    left = _BOTH.sub(" ", _NAMING.sub(" ", query))
    return _THEMES.sub(" ", left) if any(address.section for _, address in question.addresses) else left


def _titles(question: Question) -> list[str]:
    """Words by which the sections that a question names are called: they say where, not what."""
    return [
        part for _, address in question.addresses if address.section for part in _TITLE.split(address.section.title)
    ]


def _beside(rest: str, words: Words, chosen: Sequence[str]) -> tuple[str, ...]:
    """Words that must stand there too, where any paragraph has them: those joined to names, or one of another."""
    if words.names:
        return tuple(word for word in words.known if word not in chosen) if joined(rest, words.known) else ()
    if words.parts:
        return words.parts
    return tuple(chosen) if of_one(rest, words.known) else ()


def _acts(query: str, documents: Sequence[Document]) -> list[Verb]:
    """What is said to be done to the things that are asked for (歓迎された会議), where parties do that here."""
    if language_of(query) != "ja":
        return []
    return [verb for verb in verbs(query) if not verb.light and verb.form in acts_of(documents) | stating()]


def _quoted(query: str) -> tuple[str, ...]:
    """Quoted words without a blank to fill (○○条約); a verb at their end in any form, unless just they are wanted."""
    exact = wording.says("these words", query)
    found = (_BLANK.sub("", words) or words for words in quoted_words(query))
    return tuple(words if exact else uninflected(words) for words in found)


def _two_names(query: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Two names of one thing, 国連開発計画（UNDP）, where the documents use either: both count."""
    for match in _WITH_ALIAS.finditer(fold(query)):
        names = tuple(name for name in (match["name"], match["alias"]) if used(name, texts))
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
    words = quoted or words_of(rest, texts, documents).names or tuple(topic for topic in topics if used(topic, texts))
    done = {verb.form for verb in verbs(QUOTED.sub(" ", rest)) if not verb.light}
    said = frozenset[str]() if done & stating() else acts_of(documents) & done
    unknown = tuple(topic for topic in topics if not used(topic, texts))
    return Sought(words, speaker=speaker, said=said, unknown=unknown, named=True)


def _topics(rest: str) -> tuple[str, ...]:
    """What is spoken about (防災について) or expressed (謝意を表明した)."""
    return tuple(word for word in compounds(rest) if re.search(re.escape(word) + _TOPIC, rest))


def _without(text: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, " ")
    return text
