from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.settings import load_settings


def test_an_unknown_setting_is_refused_and_the_near_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANRAKU_PROT", "7860")
    with pytest.raises(BadSetting, match=r"DANRAKU_PROT; did you mean DANRAKU_PORT\?"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "65536"), ("PORT", "abc"), ("LLM_TIMEOUT_S", "-1"), ("CHROMA_URL", "localhost")],
)
def test_a_value_out_of_bounds_is_named_with_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DANRAKU_{name}", value)
    with pytest.raises(BadSetting, match=f"DANRAKU_{name} is '{value}'"):
        load_settings()


def test_a_key_never_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANRAKU_LLM_API_KEY", "sesame")
    assert "sesame" not in repr(load_settings())


def test_what_is_typed_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DANRAKU_PORT", "8000")
    monkeypatch.setenv("DANRAKU_DATA", str(tmp_path))
    settings = load_settings(port=9000, host=None)
    assert (settings.port, settings.host, settings.data) == (9000, "127.0.0.1", tmp_path)
    assert settings.conversations_url == f"sqlite:///{tmp_path}/conversations.sqlite3"
