"""A writer from the settings: none, an endpoint, or a GGUF file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.building import build_writer
from assistant.errors import WritingFailed
from assistant.settings import Settings


def test_without_a_model_there_is_no_writer(tmp_path: Path) -> None:
    assert build_writer(Settings(data=tmp_path)) is None


def test_a_writer_for_an_endpoint_is_made_where_nothing_listens(tmp_path: Path) -> None:
    writer = build_writer(
        Settings(data=tmp_path, llm_base_url="http://127.0.0.1:9/v1", llm_model="m", llm_api_key=SecretStr("k"))
    )
    assert writer is not None
    assert (writer.timeout_s, writer.engine) == (60, None)


def test_a_gguf_file_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"no model")
    with pytest.raises(WritingFailed, match=r"broken\.gguf"):
        build_writer(Settings(data=tmp_path, llm_gguf=str(broken)))
