"""The product as a system under evaluation: the same parts that the chat is made of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Turn
from assistant.answers import claims_text
from assistant.building import build_assistant, build_embedder
from assistant.settings import load_settings
from eval.items import CitedLabel, Item, WrittenClaim, WrittenTurn
from eval.running import Progress, Reply
from index.library import Library

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.answering import Assistant


@contextmanager
def product(documents: Sequence[Path], progress: Progress | None = None) -> Iterator[Product]:
    """The assistant over a fresh library of these documents, gone afterwards.

    Settings come from the environment; only the data folder is a temporary one.
    """
    settings = load_settings()
    with tempfile.TemporaryDirectory(prefix="danraku-eval-") as folder:
        here = settings.model_copy(update={"data": Path(folder)})
        with Library(here.data, lambda: build_embedder(settings), chroma_url=settings.chroma_url) as library:
            for n, document in enumerate(documents, 1):
                library.add(document)
                if progress:
                    progress(n, len(documents))
            try:
                yield Product(build_assistant(settings, library))
            finally:
                library.discard()


class Product:
    """Begins conversations with one assistant; nothing passes from one to another."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def begin(self, item: Item) -> ProductConversation:
        """An item that names its document is asked with that one selected."""
        return ProductConversation(self._assistant, (item.document,) if item.document else ())


class ProductConversation:
    """Keeps its turns, as the chat does, and passes them with each question."""

    def __init__(self, assistant: Assistant, documents: Sequence[str]) -> None:
        self._assistant = assistant
        self._documents = documents
        self._turns: list[Turn] = []

    def ask(self, question: str) -> Reply:
        """The next answer."""
        answer = self._assistant.ask(question, turns=self._turns, documents=self._documents)
        self._turns.append(Turn(question=question, query=answer.query, answer=answer))
        return as_reply(answer)


def as_reply(answer: Answer) -> Reply:
    """An answer as a run records it."""
    return Reply(
        status=answer.status,
        text=claims_text(answer),
        citations=_cited(answer.citations),
        retrieved=tuple(paragraph.label for paragraph in answer.retrieved),
        written=_written(answer),
    )


def _written(answer: Answer) -> WrittenTurn | None:
    if answer.written is None:
        return None
    claims = tuple(
        WrittenClaim(text=claim.text, support=claim.support, rule=claim.rule, citations=_cited(claim.citations))
        for claim in answer.claims
    )
    return WrittenTurn(**asdict(answer.written), claims=claims)


def _cited(citations: Iterable[Citation]) -> tuple[CitedLabel, ...]:
    return tuple(CitedLabel(document=c.document_id, label=c.label, quote=c.quote.text) for c in citations)
