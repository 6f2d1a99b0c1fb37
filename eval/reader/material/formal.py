"""The project's own questions to train on: of each the paragraphs that answer, and those that only look alike."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from eval.reader.material.asked import FORMAL, Asked, Material, Passage
from eval.reader.material.corpus import Corpus, sentence_now
from eval.reader.material.questions import Question, held

_MOST_ALIKE = 5  # paragraphs taken behind those that the writer named
_NEGATIVES = 4  # a question, as the public data has
_UNANSWERED_OF = 2  # paragraphs that a question without an answer is asked of
_GRAMS = {"ja": (2, 3), "zh": (2, 3), "ko": (2, 3)}  # characters; scripts that say a word in two
_OTHER_GRAMS = (4, 5)

Shown = Mapping[tuple[str, str], Sequence[str]]


def formal_material(questions: Iterable[Question], corpus: Corpus, shown: Shown) -> Material:
    """Questions of documents that are not held out, one `Asked` a paragraph that answers.

    A paragraph that the writer did not have before them is never taken for one that does
    not answer. A sentence that today's cut no longer has is left out.
    """
    by_document: dict[tuple[str, str], list[Question]] = defaultdict(list)
    for question in questions:
        if not held(question.document):
            by_document[question.group, question.document].append(question)
    passages: dict[str, Passage] = {}
    asked: list[Asked] = []
    for key, own in by_document.items():
        document = _Document(key[1], corpus, shown[key])
        passages |= document.passages()
        asked += [made for question in own for made in document.asked(question)]
    return Material(passages, tuple(asked))


class _Document:
    def __init__(self, name: str, corpus: Corpus, shown: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        paragraphs = corpus.paragraphs(name)
        self._name, self._title, self._language = name, corpus.title(name), corpus.language(name)
        self._sentences = {label: paragraphs[label] for label in shown if paragraphs.get(label)}
        grams = _GRAMS.get(self._language, _OTHER_GRAMS)
        self._words = TfidfVectorizer(analyzer="char", ngram_range=grams, sublinear_tf=True)
        self._weights = self._words.fit_transform([" ".join(own) for own in self._sentences.values()])

    def passages(self) -> dict[str, Passage]:
        return {
            self._id(label): Passage(self._id(label), FORMAL, self._title, sentences)
            for label, sentences in self._sentences.items()
        }

    def asked(self, question: Question) -> Iterator[Asked]:
        """None where no sentence is found any more."""
        alike = self._negatives(question)
        if not question.gold:
            near = [label for label in question.near if label in self._sentences] or alike
            yield from (self._of(question, label, (), ()) for label in near[:_UNANSWERED_OF])
        for label, numbers in question.gold.items():
            own = self._sentences.get(label, ())
            openings = zip(question.opens[label], numbers, strict=True)
            found = {sentence_now(own, opening, number) for opening, number in openings} - {None}
            if found:
                answering = tuple(sorted(number for number in found if number is not None))
                yield self._of(question, label, answering, tuple(alike[:_NEGATIVES]))

    def _negatives(self, question: Question) -> list[str]:
        scores = (self._weights @ self._words.transform([question.whole]).T).toarray()[:, 0]
        order = [label for _, label in sorted(zip(-scores, self._sentences, strict=True), key=lambda pair: pair[0])]
        near = [label for label in question.near if label in self._sentences and label not in question.gold]
        behind = [label for label in order if label not in question.gold and label not in near]
        return [*near, *behind[:_MOST_ALIKE]]

    def _of(self, question: Question, label: str, sentences: tuple[int, ...], negatives: tuple[str, ...]) -> Asked:
        return Asked(
            source=FORMAL,
            lang=self._language,
            kind=question.kind,
            doc=self._name,
            question=question.whole,
            passage=self._id(label),
            answers=bool(sentences),
            sentences=sentences,
            negatives=tuple(self._id(other) for other in negatives),
        )

    def _id(self, label: str) -> str:
        return hashlib.sha256(f"{self._name}|{label}".encode()).hexdigest()[:16]
