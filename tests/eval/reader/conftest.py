"""A tiny vocabulary, a tiny network and tiny documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from eval.reader.material.asked import FORMAL, Asked, Material, Passage
from eval.reader.network.model import Sizes
from eval.reader.network.pieces import Pieces
from index.model.onnx.weights import Floats, Vocabulary

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CONTENT = ["alder", "birch", "cedar", "durian", "elm", "fig", "gorse", "holly", "ivy", "juniper"]


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Tensors so small are slower on several."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Words of one piece, and letters for all others."""
    words = ["▁" + word for word in ("query:", "passage:", "where", "is", "the", "grows", "here", *CONTENT)]
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *words, "▁", ".", "?", ":", *LETTERS]
    scores = [0.0] * 4 + [-6.0] * len(words) + [-9.0] * (len(LETTERS) + 4)
    return Vocabulary(pieces, scores, {"Ａ": "a"}, bos=0, eos=2, pad=1, unk=3)


@pytest.fixture(scope="session")
def pieces(vocabulary: Vocabulary) -> Pieces:
    return Pieces(vocabulary)


@pytest.fixture
def sizes(vocabulary: Vocabulary) -> Sizes:
    torch.manual_seed(7)
    return Sizes(
        hidden=24,
        feed_forward=48,
        heads=2,
        words=len(vocabulary.pieces),
        positions=200,
        epsilon=1e-12,
        cut=1,
        top=2,
    )


@pytest.fixture(scope="session")
def rarities(vocabulary: Vocabulary) -> Floats:
    return np.array([0.0 if score > -1 else min(1.6, -score / 10) for score in vocabulary.scores], np.float32)


@pytest.fixture(scope="session")
def material() -> Material:
    """Ten passages of three sentences, each about one tree; the second sentence answers."""
    passages = {
        tree: Passage(tree, FORMAL, "trees", ("the is here.", f"the {tree} grows here.", "is the here."))
        for tree in CONTENT
    }
    asked = [
        Asked(
            FORMAL,
            "en",
            "plain",
            "trees",
            f"where is the {tree}?",
            tree,
            answers=True,
            sentences=(1,),
            span=(1, 4, 4 + len(tree)),
            negatives=tuple(other for other in CONTENT if other != tree),
        )
        for tree in CONTENT
    ]
    return Material(passages, tuple(asked))


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """Two documents, the second of which is held out."""
    (tmp_path / "gold").mkdir()
    units = [
        {"label": "第1条", "text": "（目的） この法律は、木を守る。森も守る。"},
        {"label": "第2条", "text": "木を切るときは、届け出る。 ただし、枯れた木はこの限りでない。"},
        {"label": "第3条", "text": "届け出ない者は、罰する。"},
    ]
    rows = []
    for name in ("trees.md", "moor.md"):
        lines = "\n".join(json.dumps(unit, ensure_ascii=False) for unit in units)
        (tmp_path / "gold" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        rows.append(json.dumps({"file": name, "title": "森林法", "language": "ja"}, ensure_ascii=False))
    (tmp_path / "manifest.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path
