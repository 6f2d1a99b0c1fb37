"""Fits what weighs search and reader into one chance, on documents that the reader was not trained on.

A logistic model over the features of `assistant.evidence.candidates`, one row for each paragraph read,
by the product's own search and reader over a library made of the held-out documents.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Candidate, Finder
from assistant.evidence.candidates import MODEL
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

_OF_A_DOCUMENT = 14
_FOLDS = 5


@dataclass(frozen=True)
class Fitted:
    """The weights by feature, and how often the first paragraph is right, by document folds.

    Attributes:
        weights: "constant" among them.
        questions: How many were read; `refused` of them have no answer there.
        first: Share of the answerable ones whose likeliest paragraph answers.
        found: The same for the search alone.
        line_5: The chance below which 5 % of the answerable ones fall.
        refused_5: Share of the unanswerable ones below it; None where there are none.
    """

    weights: dict[str, float]
    questions: int
    first: float
    found: float
    line_5: float
    refused_5: float | None

    def report(self) -> str:
        """What a person reads."""
        refused = "none there" if self.refused_5 is None else f"{self.refused_5:.2f}"
        return (
            f"{self.questions} questions: right paragraph first {self.first:.3f} (search alone {self.found:.3f}); "
            f"refused at 5 % over-refusal {refused}, the line at {self.line_5:.2f}"
        )


@dataclass(frozen=True)
class _Read:
    document: str
    answerable: bool
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


def fit(questions: Sequence[Question], corpus: Corpus, data: Path, *, most: int) -> Fitted:
    """Read the questions of at most so many held-out documents, and fit.

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
            read = [one for name in documents for one in _reads(name, questions, finder)]
    return _fitted(read)


def save(fitted: Fitted, path: Path = MODEL) -> None:
    """Put the weights in the place of the product's; its lines stay."""
    model = json.loads(path.read_text(encoding="utf-8"))
    model["answers"] = fitted.weights
    path.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")


def _document(name: str, corpus: Corpus) -> Document:
    at, paragraphs, texts = 0, [], []
    for position, (label, sentences) in enumerate(corpus.paragraphs(name).items()):
        text = " ".join(sentences)
        paragraphs.append(Paragraph(name, label, text, at, position))
        texts.append(text)
        at += len(text) + 1
    return Document(name, corpus.title(name), "\n".join(texts), tuple(paragraphs), language=corpus.language(name))


def _reads(name: str, questions: Sequence[Question], finder: Finder) -> Iterator[_Read]:
    for question in [q for q in questions if q.document == name][:_OF_A_DOCUMENT]:
        asked = Asked(question.question, question.whole, "en", asked=asked_for(question.question))
        candidates = tuple(finder.read(asked, finder.hits(asked.query, [name])))
        right = tuple(candidate.paragraph.label in question.gold for candidate in candidates)
        yield _Read(name, bool(question.gold), candidates, right)


def _fitted(read: Sequence[_Read]) -> Fitted:
    from sklearn.linear_model import LogisticRegression

    names = list(read[0].candidates[0].features)
    folds = {name: n % _FOLDS for n, name in enumerate(dict.fromkeys(one.document for one in read))}

    def model(some: Sequence[_Read]) -> LogisticRegression:
        rows = [[c.features[name] for name in names] for one in some for c in one.candidates]
        return LogisticRegression(max_iter=2000).fit(rows, [right for one in some for right in one.right])

    apart = [model([one for one in read if folds[one.document] != fold]) for fold in range(_FOLDS)]
    chances = [_chances(one, names, apart[folds[one.document]]) for one in read]
    whole = model(read)
    weights = {"constant": float(whole.intercept_[0]), **dict(zip(names, map(float, whole.coef_[0]), strict=True))}
    answerable = [(one, chance) for one, chance in zip(read, chances, strict=True) if one.answerable]
    line = float(np.quantile([chance.max() for _, chance in answerable], 0.05))
    others = [chance.max() for one, chance in zip(read, chances, strict=True) if not one.answerable]
    return Fitted(
        {name: round(weight, 3) for name, weight in weights.items()},
        len(read),
        float(np.mean([one.right[int(chance.argmax())] for one, chance in answerable])),
        float(np.mean([_found_first(one) for one, _ in answerable])),
        line,
        float(np.mean([chance < line for chance in others])) if others else None,
    )


def _chances(one: _Read, names: Sequence[str], model: LogisticRegression) -> Floats:
    rows = [[candidate.features[name] for name in names] for candidate in one.candidates]
    chances: Floats = model.predict_proba(rows)[:, 1]
    return chances


def _found_first(one: _Read) -> bool:
    ranks = [candidate.hit.rank for candidate in one.candidates]
    return one.right[ranks.index(min(ranks))]
