from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings, load_settings


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


def test_the_environment_wins_over_the_file_and_what_is_typed_over_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings_in(tmp_path, monkeypatch, 'port = 8001\nhost = "localhost"\nllm_model = "m"\n')
    monkeypatch.setenv("DANRAKU_PORT", "8002")
    settings = load_settings(host="::1")
    assert (settings.port, settings.host, settings.llm_model) == (8002, "::1", "m")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("prot = 1", "there is no setting prot in .*danraku.toml; did you mean port"),
        ("port = 0", "port in .*danraku.toml is '0'"),
        ("[server]\nport = 1", "there is no setting server"),
        ("port 1", "cannot be read as TOML"),
    ],
)
def test_a_file_that_says_something_else_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, named: str
) -> None:
    settings_in(tmp_path, monkeypatch, text)
    with pytest.raises(BadSetting, match=named):
        load_settings()


def test_a_file_that_is_named_has_to_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DANRAKU_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(BadSetting, match=r"DANRAKU_CONFIG names .*none\.toml"):
        load_settings()


def test_neither_keys_nor_passwords_show(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = 'llm_api_key = "sesame"\ndatabase_url = "postgresql+psycopg://me:sesame@db/danraku"\n'
    settings_in(tmp_path, monkeypatch, text)
    settings = load_settings()
    assert "sesame" not in repr(settings)
    assert settings.shown["database_url"] == "postgresql+psycopg://me:**********@db/danraku"
    assert settings.llm_api_key.get_secret_value() == "sesame"


def test_a_key_that_cannot_be_one_is_not_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings_in(tmp_path, monkeypatch, "llm_api_key = [1, 2]")
    with pytest.raises(BadSetting) as caught:
        load_settings()
    assert "llm_api_key" in str(caught.value)
    assert "[1, 2]" not in str(caught.value)


def settings_in(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A file of settings that is read."""
    file = folder / "danraku.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("DANRAKU_CONFIG", str(file))


@pytest.mark.parametrize(
    ("url", "shared"), [("", False), ("sqlite:///kept.sqlite3", False), ("postgresql+psycopg://h/d", True)]
)
def test_documents_are_shared_where_the_database_is_a_server(url: str, shared: bool) -> None:
    assert Settings(database_url=url).shares_documents == shared
