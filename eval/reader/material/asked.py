"""What a network is trained on: passages, and questions asked of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FORMAL = "formal"  # the source of the project's own questions
WHOLE = "heading"  # a kind: the passage answers as a whole, no sentence is marked


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a stretch of an article."""

    id: str
    source: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one passage.

    Attributes:
        doc: Questions of one document are visited together; "" where there is none.
        passage: Id of the passage it is asked of.
        answers: Whether that passage answers.
        sentences: Numbers of the sentences that do.
        maybe: Those that hold the answer's words: neither right nor wrong.
        span: The short answer: its sentence, and characters from and to in it.
        negatives: Ids of passages that do not answer, most alike first.
    """

    source: str
    lang: str
    kind: str
    doc: str
    question: str
    passage: str
    answers: bool
    sentences: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()
    span: tuple[int, int, int] | None = None
    negatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """Passages by id, and the questions."""

    passages: Mapping[str, Passage]
    asked: tuple[Asked, ...]

    def __add__(self, other: Material) -> Material:
        return Material({**self.passages, **other.passages}, (*self.asked, *other.asked))
