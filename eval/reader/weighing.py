"""Fits what weighs search and reader, on documents that the reader was not trained on.

Two logistic models, by the product's own search and reader over a library made of the held-out
documents: the chance that a paragraph answers, one row for each paragraph read
(`assistant.evidence.candidates.features_of`); and whether anything answers, one row for each
question (`features_of_all`), and one for its twin, from which the paragraphs that answer were
taken out.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Candidate, Finder
from assistant.evidence.candidates import MODEL, features_of_all
from assistant.question import Question as Asked
from assistant.question import asked_for
from eval.reader.material.corpus import Corpus
from eval.reader.material.questions import Question, held
from index.document import Document, Paragraph
from index.library import Library
from index.model import load_embedder, load_reader

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Weights = dict[str, float]

_OF_A_DOCUMENT = 10
_FOLDS = 5
_SEED = 5
_TWIN_WEIGHT = 0.15  # beside a question that was written as one without an answer: 0.5 refuses 0.05 fewer of these
_LEFT = 3  # paragraphs read that a twin needs
_OVER_REFUSED = 0.05


@dataclass(frozen=True)
class Fitted:
    """The weights by feature, and how they do by document folds.

    Attributes:
        answers: Of the chance of a paragraph, "constant" among them.
        anything: Of whether anything answers.
        questions: How many were read.
        first: Share of the answerable ones whose likeliest paragraph answers.
        found: The same for the search alone.
        line_5: The certainty below which 5 % of the answerable ones fall.
        refused_5: Share of the unanswerable ones below it; None where there are none.
        twins_5: The same of the twins.
    """

    answers: Weights
    anything: Weights
    questions: int
    first: float
    found: float
    line_5: float
    refused_5: float | None
    twins_5: float | None

    def report(self) -> str:
        """What a person reads."""
        return (
            f"{self.questions} questions: right paragraph first {self.first:.3f} (search alone {self.found:.3f}); "
            f"at 5 % over-refusal, the line at {self.line_5:.2f}: refused {_share(self.refused_5)} "
            f"of those without an answer, {_share(self.twins_5)} of twins"
        )


@dataclass(frozen=True)
class _Read:
    """A question with what was read for it, and which of that answers."""

    document: str
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    answerable: bool
    twin: bool = False


def fit(questions: Sequence[Question], corpus: Corpus, data: Path, *, most: int) -> Fitted:
    """Read questions of at most so many held-out documents, and fit.

    Raises:
        DataMissing: a document is not there.
    """
    documents = [name for name in dict.fromkeys(q.document for q in questions) if held(name)][:most]
    with tempfile.TemporaryDirectory(prefix="danraku-weigh-") as folder:
        embedder = load_embedder(data=data)
        with Library(Path(folder), lambda: embedder) as library:
            for name in documents:
                library.add_document(_document(name, corpus))
            finder = Finder(library, partial(load_reader, data=data))
            return fitted(list(reads(questions, documents, finder)))


def save(found: Fitted, path: Path = MODEL) -> None:
    """Put the weights in the place of the product's; its lines stay."""
    model = json.loads(path.read_text(encoding="utf-8"))
    model |= {"answers": found.answers, "anything": found.anything}
    path.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")


def reads(questions: Sequence[Question], documents: Iterable[str], finder: Finder) -> Iterator[_Read]:
    """Some questions of each document, drawn with a fixed seed, and what is read for them."""
    chance = random.Random(_SEED)
    of_document: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        of_document[question.document].append(question)
    for name in documents:
        own = of_document[name]
        for question in chance.sample(own, min(_OF_A_DOCUMENT, len(own))):
            asked = Asked(question.question, question.whole, "en", asked=asked_for(question.question))
            candidates = tuple(finder.read(asked, finder.hits(asked.query, [name])))
            right = tuple(candidate.paragraph.label in question.gold for candidate in candidates)
            if candidates:
                yield _Read(name, candidates, right, bool(question.gold))


def fitted(read: Sequence[_Read]) -> Fitted:
    """Fit both models; figures are of folds that were not fitted."""
    folds = {name: n % _FOLDS for n, name in enumerate(dict.fromkeys(one.document for one in read))}
    features = list(read[0].candidates[0].features)
    apart = [_answers([one for one in read if folds[one.document] != fold], features) for fold in range(_FOLDS)]
    weighed = [_weighed(one, apart[folds[one.document]], features) for one in read]
    twins = [_weighed(twin, apart[folds[twin.document]], features) for twin in map(_twin, read) if twin]
    every = [*weighed, *twins]
    certain = [_anything([one for one in every if folds[one.document] != fold]) for fold in range(_FOLDS)]
    certainties = [float(certain[folds[one.document]].predict_proba([_row(one)])[0, 1]) for one in every]
    answerable = [certainty for one, certainty in zip(every, certainties, strict=True) if one.answerable]
    line = float(np.quantile(answerable, _OVER_REFUSED))
    refused = {
        twin: [certainty < line for one, certainty in zip(every, certainties, strict=True) if _denied(one, twin=twin)]
        for twin in (False, True)
    }
    return Fitted(
        _weights(_answers(read, features), features),
        _weights(_anything(every), list(features_of_all(read[0].candidates))),
        len(read),
        float(np.mean([one.right[0] for one in weighed if one.answerable])),
        float(np.mean([_found_first(one) for one in read if one.answerable])),
        line,
        float(np.mean(refused[False])) if refused[False] else None,
        float(np.mean(refused[True])) if refused[True] else None,
    )


def _document(name: str, corpus: Corpus) -> Document:
    at, paragraphs, texts = 0, [], []
    for position, (label, sentences) in enumerate(corpus.paragraphs(name).items()):
        text = " ".join(sentences)
        paragraphs.append(Paragraph(name, label, text, at, position))
        texts.append(text)
        at += len(text) + 1
    return Document(name, corpus.title(name), "\n".join(texts), tuple(paragraphs), language=corpus.language(name))


def _answers(read: Sequence[_Read], features: Sequence[str]) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    rows = [[c.features[name] for name in features] for one in read for c in one.candidates]
    return LogisticRegression(max_iter=2000).fit(rows, [right for one in read for right in one.right])


def _anything(read: Sequence[_Read]) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    weights = [_TWIN_WEIGHT if one.twin else 1.0 for one in read]
    model = LogisticRegression(max_iter=2000)
    return model.fit([_row(one) for one in read], [one.answerable for one in read], sample_weight=weights)


def _row(one: _Read) -> list[float]:
    return list(features_of_all(one.candidates).values())


def _weighed(one: _Read, model: LogisticRegression, features: Sequence[str]) -> _Read:
    """With chances by a model, the likeliest first."""
    rows = [[candidate.features[name] for name in features] for candidate in one.candidates]
    chances = model.predict_proba(rows)[:, 1]
    order = np.argsort(-chances, kind="stable")
    candidates = tuple(replace(one.candidates[at], chance=float(chances[at])) for at in order)
    return replace(one, candidates=candidates, right=tuple(one.right[at] for at in order))


def _twin(one: _Read) -> _Read | None:
    """The same question where what answers was taken out; None where too little is left."""
    left = [candidate for candidate, right in zip(one.candidates, one.right, strict=True) if not right]
    if not any(one.right) or len(left) < _LEFT:
        return None
    best = max(candidate.features["reader"] for candidate in left)
    behind = [{**c.features, "behind": best - c.features["reader"]} for c in left]
    candidates = tuple(replace(c, features=features) for c, features in zip(left, behind, strict=True))
    return replace(one, candidates=candidates, right=(False,) * len(left), answerable=False, twin=True)


def _weights(model: LogisticRegression, names: Sequence[str]) -> Weights:
    found: Mapping[str, float] = {"constant": float(model.intercept_[0])} | dict(
        zip(names, model.coef_[0], strict=True)
    )
    return {name: round(float(weight), 3) for name, weight in found.items()}


def _denied(one: _Read, *, twin: bool) -> bool:
    return not one.answerable and one.twin == twin


def _found_first(one: _Read) -> bool:
    ranks = [candidate.hit.rank for candidate in one.candidates]
    return one.right[ranks.index(min(ranks))]


def _share(share: float | None) -> str:
    return "none there" if share is None else f"{share:.2f}"
