"""What is measured with: the sample, its questions, and as many more paragraphs as wanted."""

from __future__ import annotations

import hashlib
import random
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

import eval as evaluation
from eval.bench.timing import Spent, spent
from eval.items import Item, read_set
from eval.scoring import SAMPLE
from index.document import Document, Paragraph
from index.model import Embedder, Passage, Reader, Reading, Vector
from index.parsing import read_document

STATEMENT_SET = Path(evaluation.__file__).parent / "sets" / "statement-dev.jsonl"

_DOCUMENT_PARAGRAPHS = 500
_NOISE = 0.03


class Asked(NamedTuple):
    """A question and what kind it is."""

    question: str
    kind: str


@dataclass(frozen=True)
class Material:
    """Files to index and sets to ask; `missing` names what was not there."""

    files: tuple[Path, ...]
    sets: tuple[Path, ...]
    missing: tuple[str, ...] = ()


def find_material(shared: Path) -> Material:
    """The sample and, where the folder of shared data is there, the JSQuAD documents and set."""
    documents = tuple(sorted((shared / "documents" / "jsquad").glob("*.md")))
    questions = shared / "eval" / "jsquad-dev.jsonl"
    if not documents or not questions.is_file():
        return Material((SAMPLE,), (STATEMENT_SET,), (f"{shared}: no JSQuAD documents, the sample alone is used",))
    return Material((SAMPLE, *documents), (STATEMENT_SET, questions))


def questions_of(path: Path) -> list[Item]:
    """The answerable items of a set; only their first turns are asked."""
    return [item for item in read_set(path) if item.turns[0].answerable]


def mixed(path: Path, count: int) -> list[Asked]:
    """First turns of a set, kinds in turn, those that nothing answers among them."""
    kinds: dict[str, list[str]] = {}
    for item in read_set(path):
        kind = item.kind if item.turns[0].answerable else "refused"
        kinds.setdefault(kind, []).append(item.turns[0].question)
    most = max(map(len, kinds.values()))
    in_turn = [Asked(some[n], kind) for n in range(most) for kind, some in kinds.items() if n < len(some)]
    return in_turn[:count]


def paragraphs_of(files: Sequence[Path]) -> list[Paragraph]:
    """Every paragraph of some files."""
    return [paragraph for path in files for paragraph in read_document(path)]


def filling_of(files: Sequence[Path]) -> list[str]:
    """Every sentence of the files but the sample's, which is asked about; of the sample where there is no other."""
    others = [path for path in files if path != SAMPLE] or list(files)
    return sorted({sentence.text for paragraph in paragraphs_of(others) for sentence in paragraph.sentences})


def sample(texts: Iterable[str], count: int) -> list[str]:
    """About `count` different texts, of all lengths alike."""
    by_length = sorted(set(texts), key=lambda text: (len(text), text))
    return by_length[:: max(1, len(by_length) // count)]


def generated(sentences: Sequence[str], count: int, *, seed: int) -> Iterator[Document]:
    """Documents with `count` paragraphs in all, each of two real sentences that never met before."""
    chance = random.Random(seed)
    for start in range(0, count, _DOCUMENT_PARAGRAPHS):
        size = min(_DOCUMENT_PARAGRAPHS, count - start)
        texts = [" ".join(chance.sample(sentences, 2)) + f"（{seed}-{start + n}）" for n in range(size)]
        yield document_of(f"generated-{seed}-{start}.md", texts)


def document_of(name: str, texts: Sequence[str]) -> Document:
    """A document whose paragraphs 1, 2, ... are these texts."""
    paragraphs, at = [], 0
    for n, text in enumerate(texts):
        paragraphs.append(Paragraph(name, str(n + 1), text, at, position=n))
        at += len(text) + 1
    whole = "\n".join(texts)
    return Document(name, name, whole, tuple(paragraphs), sha256=hashlib.sha256(whole.encode()).hexdigest())


class QuickPassages:
    """Real vectors for questions; for passages a known vector with noise, chosen by the text.

    Only for measuring time over many paragraphs, which would take hours to embed: what is
    found is arbitrary, what it costs is not.
    """

    def __init__(self, real: Embedder, sentences: Sequence[str]) -> None:
        self.real = real
        self._known = real.embed_passages(sentences)
        self.fingerprint, self.dimension = real.fingerprint, real.dimension

    def embed_query(self, text: str) -> Vector:
        """The real vector."""
        return self.real.embed_query(text)

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vector:
        """Arbitrary vectors that lie as real ones do."""
        codes = np.array([zlib.crc32(text.encode()) for text in texts])
        chance = np.random.default_rng(int(codes.sum()))
        rows = self._known[codes % len(self._known)] + chance.normal(0, _NOISE, (len(texts), self.dimension))
        if progress:
            progress(len(texts))
        unit: Vector = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit


class TimedEmbedder:
    """An embedder that adds up the seconds spent in it and the texts it embedded."""

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self.fingerprint, self.dimension = real.fingerprint, real.dimension
        self.seconds, self.texts = 0.0, 0

    def embed_query(self, text: str) -> Vector:
        """Not counted."""
        return self._real.embed_query(text)

    def embed_passages(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vector:
        """The real vectors, clocked."""
        from eval.bench.timing import clocked

        seconds, rows = clocked(self._real.embed_passages, texts, progress=progress)
        self.seconds += seconds
        self.texts += len(texts)
        return rows


class TimedReader:
    """A reader that adds up what was spent in it."""

    def __init__(self, real: Reader) -> None:
        self._real = real
        self.fingerprint = real.fingerprint
        self.spent = Spent(0.0, 0.0)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """What the real one says of each passage."""
        taken, readings = spent(self._real.read, question, passages)
        self.spent = Spent(*map(sum, zip(self.spent, taken, strict=True)))
        return readings
