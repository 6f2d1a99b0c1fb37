from __future__ import annotations

import socket
from pathlib import Path

import pytest

from assistant.doctor import Check, examine
from assistant.settings import Settings
from tests.assistant.endpoint import Endpoint, Script, claims
from tests.shared_reader import share_models


def found(settings: Settings, name: str) -> Check:
    return next(check for check in examine(settings) if check.name == name)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    share_models(tmp_path)
    return tmp_path


def test_what_works_needs_no_cure(data: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    checks = examine(Settings(data=data, port=port))
    assert [check.name for check in checks if check.state == "broken"] == []
    assert all(check.cure for check in checks if check.state != "well")
    assert not any(check.cure for check in checks if check.state == "well")


def test_a_folder_in_the_way_is_broken_and_the_examination_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    checks = {check.name: check for check in examine(Settings(data=tmp_path / "file"))}
    assert checks["data folder"].state == "broken"
    assert "DANRAKU_DATA" in checks["library"].cure
    assert checks["port"]


def test_a_model_that_is_not_there_is_broken(tmp_path: Path) -> None:
    check = found(Settings(data=tmp_path, model=str(tmp_path / "no-model")), "embedding model")
    assert (check.state, "DANRAKU_MODEL" in check.cure) == ("broken", True)


@pytest.mark.parametrize(
    ("reply", "state", "said"),
    [
        (claims(("The fee is 5 euros.", ["1"])), "well", "follows a JSON schema"),
        ('{"answerable": true, "claims": [{"te', "well", "follows a JSON schema"),
        (claims(("The fee is 5 euros.", ["1"])), "well", "tokens a second: an answer takes about"),
        ("5 euros [1]", "notice", "does not follow a JSON schema"),
        (500, "broken", "HTTP 500"),
        (401, "broken", "HTTP 401"),
    ],
)
def test_the_language_model_is_asked_and_its_abilities_told(
    data: Path, reply: str | int, state: str, said: str
) -> None:
    with Endpoint(Script([reply])) as endpoint:
        check = found(Settings(data=data, llm_base_url=endpoint.base_url, llm_model="m"), "language model")
    assert (check.state, said in check.found) == (state, True), check


def test_a_model_too_slow_for_an_answer_in_time_is_told(data: Path) -> None:
    with Endpoint(Script([claims(("The fee is 5 euros.", ["1"]))], wait_s=0.5)) as endpoint:
        slow = Settings(data=data, llm_base_url=endpoint.base_url, llm_timeout_s=5, llm_prompt_tokens=8000)
        check = found(slow, "language model")
    assert (check.state, "DANRAKU_LLM_PROMPT_TOKENS" in check.cure) == ("notice", True), check


@pytest.mark.parametrize(("tokens_a_char", "said"), [(1.0, "counts tokens itself"), (0.0, "tokens are estimated")])
def test_it_is_told_who_counts_the_tokens(data: Path, tokens_a_char: float, said: str) -> None:
    with Endpoint(Script([claims(("5 euros.", ["1"]))], tokens_a_char=tokens_a_char)) as endpoint:
        check = found(Settings(data=data, llm_base_url=endpoint.base_url, llm_model="m"), "language model")
    assert said in check.found


def test_a_model_file_that_is_not_there_is_broken(data: Path) -> None:
    check = found(Settings(data=data, llm_gguf=str(data / "absent.gguf")), "language model")
    assert (check.state, "absent.gguf" in check.found) == ("broken", True)


def test_an_endpoint_that_is_away_or_silent_is_broken(data: Path) -> None:
    away = found(Settings(data=data, llm_base_url="http://127.0.0.1:9/v1", llm_model="m"), "language model")
    assert (away.state, "DANRAKU_LLM_" in away.cure) == ("broken", True)
    with Endpoint(Script(["late"], wait_s=5)) as endpoint:
        late = found(Settings(data=data, llm_base_url=endpoint.base_url, llm_timeout_s=0.3), "language model")
    assert late.state == "broken"
