"""Question -> the paragraphs that may answer it, read and weighed, best first.

The search finds them, the reader reads the best of them together with the question, and one
fitted model weighs what both say: `chance` is the probability that the paragraph answers.
The model is in `model.json`, fitted by `python -m eval.reader weigh`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from statistics import fmean, pstdev
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.evidence.passages import Window, windows_left, windows_of
from assistant.question import lacks_all
from index.document import Paragraph, Sentence
from index.text import language_of

if TYPE_CHECKING:
    from assistant.question import Question
    from index.library import Library
    from index.model import Reader, Reading
    from index.search import Hit

HITS = 30
READ = 8
READ_FOR_LISTS = 16
ENOUGH = 0.4  # a chance in the first few: of 840 held-out questions 634 stop there, and one more goes wrong

_FIRST = 3
_READ_ON = 6  # windows more of the likeliest paragraph

_NEAR = 0.3  # of 532 paragraphs that answer the best sentence right in 0.76, by the reader alone in 0.73; flat to 0.8
_LEAST = 1e-4  # a chance that is told from none

MODEL = Path(__file__).with_name("model.json")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that was read.

    Attributes:
        hit: Its place in the search.
        chance: Probability that it answers, 0 to 1; comparable between questions.
        scores: Of each sentence read but a heading, by its index: the reader's, and how near it comes to the
            question; comparable within one paragraph.
        features: What `chance` was weighed from.
        lacking: Whether a date, amount or other thing is asked for that can be told by its form, and the best
            sentence holds none.
    """

    hit: Hit
    chance: float
    scores: Mapping[int, float]
    features: Mapping[str, float]
    lacking: bool = False

    @property
    def paragraph(self) -> Paragraph:
        """What was read."""
        return self.hit.paragraph

    @property
    def best(self) -> Sentence:
        """The sentence that answers first."""
        return self.paragraph.sentences[max(self.scores, key=lambda index: self.scores[index])]

    def telling(self, *, within: float, most: int) -> list[Sentence]:
        """The best sentence and those whose score is at most `within` lower, in their order."""
        top = self.scores[self.best.index]
        near = sorted((index for index in self.scores if top - self.scores[index] <= within), key=self._worth)
        return [self.paragraph.sentences[index] for index in sorted(near[:most])]

    def _worth(self, index: int) -> float:
        return -self.scores[index]


class Finder:
    """Searches a library and reads what it finds."""

    def __init__(self, library: Library, reader: Callable[[], Reader]) -> None:
        self._library = library
        self._load_reader = reader
        self._loading = Lock()

    @cached_property
    def _reader(self) -> Reader:
        """The reader, loaded at its first use."""
        with self._loading:
            return self._load_reader()

    def hits(
        self, query: str, documents: Sequence[str] = (), *, within: Sequence[Paragraph] = (), k: int = HITS
    ) -> list[Hit]:
        """What the search finds, by rank.

        Args:
            query: What is asked, behind the question before where it leans on that.
            documents: Ids of the documents asked; all where empty.
            within: The paragraphs that alone are asked; all where empty.
            k: How many at most.
        """
        if not within:
            return [hit for hit in self._library.search(query, k=k, documents=documents) if hit.paragraph.sentences]
        named = list(dict.fromkeys(paragraph.document_id for paragraph in within))
        among = {_key(paragraph) for paragraph in within}
        hits = self._library.search(query, k=k, documents=named, named=within)
        return [hit for hit in hits if _key(hit.paragraph) in among and hit.paragraph.sentences]

    def read(self, question: Question, hits: Sequence[Hit], *, most: int = READ, enough: float = 1) -> list[Candidate]:
        """Hits read together with the question, the likeliest of them to its end; the likeliest first.

        Args:
            question: What is asked.
            hits: By rank.
            most: How many are read at most.
            enough: A chance at which no more than the first few are read.
        """
        windows = [windows_of(hit) for hit in hits[: _FIRST if enough < 1 else most]]
        readings = self._readings(question, windows)
        candidates = weighed(question, hits, readings)
        if candidates and candidates[0].chance < enough and len(windows) < len(hits[:most]):
            more = [windows_of(hit) for hit in hits[len(windows) : most]]
            readings += self._readings(question, more)
            windows += more
            candidates = weighed(question, hits, readings)
        if not candidates:
            return []
        best = hits.index(candidates[0].hit)
        left = windows_left(hits[best], windows[best])[:_READ_ON]
        if not left:
            return candidates
        readings[best] += self._readings(question, [left])[0]
        return weighed(question, hits, readings)

    def _readings(self, question: Question, cut: Sequence[Sequence[Window]]) -> list[list[tuple[Window, Reading]]]:
        """The windows of several paragraphs, all read at once, each with what the reader says of it."""
        windows = [window for own in cut for window in own]
        titles = self._library.titles(list({window.paragraph.document_id for window in windows}))
        passages = [window.passage(titles.get(window.paragraph.document_id, "")) for window in windows]
        read = iter(zip(windows, self._reader.read(question.query, passages), strict=True))
        return [list(islice(read, len(own))) for own in cut]


def weighed(
    question: Question, hits: Sequence[Hit], readings: Sequence[Sequence[tuple[Window, Reading]]]
) -> list[Candidate]:
    """Candidates out of hits and their readings, the likeliest first.

    Args:
        question: What is asked.
        hits: By rank; all of them set the scale for what stands out.
        readings: Of the first hits, window by window.
    """
    if not hits:
        return []
    scale = _Scale(hits, hits[: len(readings)])
    logits = [max(reading.answers for _, reading in read) for read in readings]
    found = []
    for hit, read, logit in zip(hits, readings, logits, strict=False):
        features = features_of(question, hit, scale, logit, max(logits))
        scores: dict[int, float] = {}
        for window, reading in read:
            behind = logit - reading.answers  # a window that answers less has lesser sentences
            scores |= {window.first + n: score - behind for n, score in enumerate(reading.sentences)}
        near = {index: _NEAR * scale.of_sentence(hit, index) for index in scores}
        body = {sentence.index for sentence in hit.paragraph.body} & set(scores) or set(scores)
        scores = {index: score + near[index] for index, score in scores.items() if index in body}
        candidate = Candidate(hit, chance_of(features), scores, features)
        found.append(replace(candidate, lacking=lacks_all(question.asked, candidate.best.text)))
    return sorted(found, key=lambda candidate: -candidate.chance)


class _Scale:
    """How near the hits of one question come on the whole, and the paragraphs that are read."""

    def __init__(self, hits: Sequence[Hit], read: Sequence[Hit]) -> None:
        nearness = [max(hit.sentence_scores) for hit in hits]
        self._mean, self._spread = fmean(nearness), _spread(nearness)
        cosines = [hit.features["paragraph"] for hit in read]
        self._nearest, self._apart = max(cosines), _spread(cosines)

    def __call__(self, hit: Hit) -> float:
        return (max(hit.sentence_scores) - self._mean) / self._spread

    def of_sentence(self, hit: Hit, index: int) -> float:
        return (hit.sentence_scores[index] - self._mean) / self._spread

    def further(self, hit: Hit) -> float:
        return (self._nearest - hit.features["paragraph"]) / self._apart


def _spread(cosines: Sequence[float]) -> float:
    return max(pstdev(cosines), 0.005)


def features_of(question: Question, hit: Hit, scale: _Scale, logit: float, best: float) -> dict[str, float]:
    """What is known of a hit, by name.

    "reader": the logit of its best window; "behind": how far that is below the best of all;
    "stands out": its nearest sentence, in standard deviations above the mean of the hits;
    "further": how far the paragraph's own cosine is below the best of those read, in their standard
    deviations; "length": the logarithm of its characters; "near": the nearest sentence's cosine as it
    is, less 0.85; "words" and "bigrams": the shares of the question's that it holds; "rank": the
    logarithm of its rank; "foreign": whether question and paragraph are in two languages, so that words
    do not count; "lacks": whether a date, amount or other thing is asked for that can be told by its
    form, and the paragraph holds none.
    """
    foreign = language_of(question.query, default="en") != language_of(hit.paragraph.text, default="en")
    return {
        "reader": logit,
        "behind": best - logit,
        "stands out": scale(hit),
        "further": scale.further(hit),
        "length": math.log(len(hit.paragraph.text)),
        "near": (max(hit.sentence_scores) - 0.85) * 10,
        "words": 0.0 if foreign else hit.features["words"],
        "bigrams": 0.0 if foreign else hit.features["bigrams"],
        "rank": math.log(hit.rank),
        "foreign": float(foreign),
        "lacks": float(lacks_all(question.asked, hit.paragraph.text)),
    }


def chance_of(features: Mapping[str, float]) -> float:
    """The fitted model's probability that a paragraph with these features answers."""
    return _probability("answers", features)


def certainty_of(candidates: Sequence[Candidate]) -> float:
    """The fitted model's probability that the document answers at all; 0 where nothing was found."""
    return _probability("anything", features_of_all(candidates)) if candidates else 0.0


def features_of_all(candidates: Sequence[Candidate]) -> dict[str, float]:
    """What is known of a question by what was read for it, by name.

    "first": the logit of the highest chance; "reader": of the same candidate, as in `features_of`;
    "most": the highest of these among all; "lacking": whether its best sentence holds nothing of the
    kind asked for (of 126 near misses held out 0.51 instead of 0.40 refused at 5 % over-refusal). How far
    the second falls behind is left out, which says nothing in a document of a few paragraphs, and so are
    cosines, which another embedder scales otherwise.

    Args:
        candidates: The likeliest first, at least one.
    """
    first = candidates[0]
    return {
        "first": _logit(first.chance),
        "reader": first.features["reader"],
        "most": max(candidate.features["reader"] for candidate in candidates),
        "lacking": float(first.lacking),
    }


def _probability(name: str, features: Mapping[str, float]) -> float:
    weights = model()[name]
    logit = weights["constant"] + sum(weights[feature] * value for feature, value in features.items())
    return 1 / (1 + math.exp(-logit))


def _logit(chance: float) -> float:
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance))


@cache
def model() -> dict[str, Any]:
    """What was fitted: weights, and the lines between answering, showing what is near, and refusing."""
    read: dict[str, Any] = json.loads(MODEL.read_text(encoding="utf-8"))
    return read


def _key(paragraph: Paragraph) -> str:
    return f"{paragraph.document_id}\0{paragraph.label}"
