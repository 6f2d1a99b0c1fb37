"""The official `openai` client against a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import openai
import pytest
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

from assistant.answer import Turn
from assistant.answering import Assistant
from assistant.events import ClaimReady, Finished
from assistant.events import Event as Told
from assistant.records import Conversations
from assistant.samples import SAMPLE
from assistant.settings import Settings
from assistant.surfaces.api import create_app
from index.library import Library
from tests.index.library_parts import open_library
from tests.serving import serving
from tests.shared_reader import shared_reader

NAME = SAMPLE.name
MEMO = "- 1 会議は東京で開かれた。\n- 2 費用は5億円。\n- 3 次回は京都。\n"
SHOW_40 = "第40段落を見せて"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[openai.OpenAI]:
    """A client of a server over the statement and a memo."""
    folder = tmp_path_factory.mktemp("openai")
    settings = Settings(data=folder)
    with open_library(folder) as library:
        library.add(SAMPLE)
        library.add(written(folder, "my memo.md", MEMO))
        conversations = Conversations(settings.conversations_url, library)
        app = create_app(Assistant(library, shared_reader), library, conversations, settings=settings, chat=False)
        with serving(app) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
            yield client
        conversations.close()


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def user(text: str) -> ChatCompletionMessageParam:
    return {"role": "user", "content": text}


def asked(client: openai.OpenAI, *messages: ChatCompletionMessageParam, model: str = "danraku") -> ChatCompletion:
    return client.chat.completions.create(model=model, messages=messages)


def answer_of(completion: ChatCompletion) -> Any:  # noqa: ANN401 - JSON
    return (completion.model_extra or {})["answer"]


def test_an_answer_names_its_paragraphs_in_the_text_and_as_annotations(client: openai.OpenAI) -> None:
    completion = asked(client, user(SHOW_40), model=f"danraku/{NAME}")
    message = completion.choices[0].message
    claims = answer_of(completion)["claims"]
    assert (completion.choices[0].finish_reason, message.role, bool(claims)) == ("stop", "assistant", True)
    assert message.content is not None
    for claim, note in zip(claims, message.annotations or (), strict=True):
        cited = note.url_citation
        assert message.content[cited.start_index : cited.end_index] == "〔40〕"
        assert claim["text"] in message.content
        assert (cited.model_extra or {})["quote"] == claim["citations"][0]["quote"]
        reply = client._client.get(cited.url)
        assert claim["text"] in reply.json()["text"]


def test_a_streamed_answer_is_the_same(client: openai.OpenAI) -> None:
    whole = asked(client, user(SHOW_40), model=f"danraku/{NAME}")
    chunks = list(client.chat.completions.create(model=f"danraku/{NAME}", messages=[user(SHOW_40)], stream=True))
    deltas = [chunk.choices[0].delta for chunk in chunks]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    assert [chunk.choices[0].finish_reason for chunk in chunks][-2:] == [None, "stop"]
    assert len({chunk.id for chunk in chunks}) == 1
    assert (chunks[-1].model_extra or {})["answer"] == answer_of(whole)
    notes = [note.model_dump() for note in whole.choices[0].message.annotations or ()]
    assert (deltas[-1].model_extra or {})["annotations"] == notes


def test_the_client_s_own_reading_of_streams_gathers_it(client: openai.OpenAI) -> None:
    with client.chat.completions.stream(model=f"danraku/{NAME}", messages=[user(SHOW_40)]) as stream:
        final = stream.get_final_completion()
    assert (
        final.choices[0].message.content
        == asked(client, user(SHOW_40), model=f"danraku/{NAME}").choices[0].message.content
    )


class Halting(Assistant):
    """Tells the second claim only when somebody has read the first."""

    def __init__(self, library: Library) -> None:
        super().__init__(library, shared_reader)
        self.read, self.in_time = Event(), False

    async def stream(
        self, question: str, *, turns: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> AsyncIterator[Told]:
        answer = await asyncio.to_thread(self.ask, question, documents=documents)
        first, *others = answer.claims
        yield ClaimReady(first, answer)
        self.in_time = await asyncio.to_thread(self.read.wait, 60)
        for claim in others:
            yield ClaimReady(claim, answer)
        yield Finished(answer)


def test_a_claim_is_sent_as_soon_as_it_stands(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with open_library(tmp_path) as library:
        library.add(written(tmp_path, "my memo.md", MEMO))
        assistant, conversations = Halting(library), Conversations(settings.conversations_url, library)
        app = create_app(assistant, library, conversations, settings=settings, chat=False)
        with serving(app) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
            text = ""
            for chunk in client.chat.completions.create(model="danraku", messages=[user("1から3まで")], stream=True):
                text += chunk.choices[0].delta.content or ""
                if "会議は東京で開かれた。" in text:
                    assert assistant.read.is_set() or "次回は京都" not in text
                    assistant.read.set()
            assert assistant.in_time
            assert text == asked(client, user("1から3まで")).choices[0].message.content
        conversations.close()


def test_an_abstention_is_an_answer(client: openai.OpenAI) -> None:
    completion = asked(client, user("第52段落を見せて"), model=f"danraku/{NAME}")
    assert (answer_of(completion)["status"], completion.choices[0].message.annotations) == ("abstained", [])
    assert completion.choices[0].message.content


def test_with_several_documents_the_text_names_them(client: openai.OpenAI) -> None:
    completion = asked(client, user("第2段落を見せて"))
    assert "費用は5億円。〔my memo.md 2〕" in (completion.choices[0].message.content or "")


@pytest.mark.parametrize(("model", "of"), [("danraku", "my memo.mdの"), ("danraku", ""), ("danraku/my memo.md", "")])
def test_the_conversation_is_what_was_sent(client: openai.OpenAI, model: str, of: str) -> None:
    """The same follow-up means another paragraph behind another answer: 次の段落 counts from what was cited."""
    for label, following in (("1", "2"), ("2", "3")):
        first = user(f"{of}第{label}段落を見せて")
        said = asked(client, first, model=model).choices[0].message.content
        assert said is not None
        told: list[ChatCompletionMessageParam] = [{"role": "system", "content": "Answer in verse."}, first]
        told += [{"role": "assistant", "content": said}, user("次の段落は？")]
        completion = asked(client, *told, model=model)
        cited = {c["label"] for claim in answer_of(completion)["claims"] for c in claim["citations"]}
        assert cited == {following}


def test_parts_of_a_message_are_read_as_one_text(client: openai.OpenAI) -> None:
    parts: ChatCompletionMessageParam = {"role": "user", "content": [{"type": "text", "text": SHOW_40}]}
    assert answer_of(asked(client, parts))["question"] == SHOW_40


def test_models_are_the_library_and_its_documents(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["danraku", f"danraku/{NAME}", "danraku/my memo.md"]
    assert client.models.retrieve("danraku/my memo.md").id == "danraku/my memo.md"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4o")


@pytest.mark.parametrize(
    ("model", "messages", "kind", "named"),
    [
        ("gpt-4o", [user("いつ？")], openai.NotFoundError, "gpt-4o"),
        ("danraku/absent.md", [user("いつ？")], openai.NotFoundError, "absent.md"),
        ("danraku", [user(" ")], openai.UnprocessableEntityError, "empty"),
        ("danraku", [{"role": "assistant", "content": "いつ？"}], openai.UnprocessableEntityError, "user"),
        ("danraku", [], openai.UnprocessableEntityError, "messages"),
        ("danraku", [user("あ" * 3000)], openai.UnprocessableEntityError, "3,000"),
        (
            "danraku",
            [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:,"}}]}],
            openai.UnprocessableEntityError,
            "image_url",
        ),
    ],
)
def test_what_cannot_be_asked_is_an_error_of_the_client_with_its_cure(
    client: openai.OpenAI,
    model: str,
    messages: list[ChatCompletionMessageParam],
    kind: type[openai.APIStatusError],
    named: str,
) -> None:
    for stream in (False, True):
        with pytest.raises(kind, match=named) as caught:
            client.chat.completions.create(model=model, messages=messages, stream=stream)
        assert isinstance(caught.value.body, dict)
        assert {"message", "type", "param", "code"} == set(caught.value.body)
