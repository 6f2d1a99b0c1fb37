"""What Danraku needs, looked at one by one; each finding that is not good has its cure."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from assistant.building import build_checker, build_conversations, build_embedder, build_library, build_writer
from assistant.errors import BadSetting, PortInUse, WritingFailed
from assistant.settings import Settings
from index.errors import DanrakuError

ENOUGH_BYTES = 500 * 2**20
_REPLY_TOKENS = 48
_PARAGRAPHS = 40  # of the model's sample question
_ANSWER_TOKENS = 150
_LEAST_S = 1e-3


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: "well", "notice" (works, with a limit) or "broken"; `cure` is empty when well."""

    name: str
    state: Literal["well", "notice", "broken"]
    found: str
    cure: str = ""

    def as_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return asdict(self)


def examine(settings: Settings) -> list[Check]:
    """Every check, in the order in which one depends on the other."""
    return [_guarded(name, check, settings) for name, check in _CHECKS.items()]


def _guarded(name: str, check: Callable[[Settings], Check], settings: Settings) -> Check:
    """A check that raises has found something broken; the examination goes on."""
    try:
        return check(settings)
    except DanrakuError as error:
        return Check(name, "broken", str(error), error.hint)
    except Exception as error:
        return Check(name, "broken", f"{type(error).__name__}: {error}", "Install Danraku again: make venv")


def _python(_: Settings) -> Check:
    return Check("Python", "well", f"{sys.version.split()[0]} in {sys.prefix}")


def _packages(_: Settings) -> Check:
    names = ("chromadb", "llama-index-core", "gradio", "fastapi", "sentence-transformers", "sudachipy")
    missing = [name for name in names if not _installed(name)]
    if missing:
        return Check("packages", "broken", "missing: " + ", ".join(missing), "Install them with: make venv")
    return Check("packages", "well", ", ".join(f"{name} {_installed(name)}" for name in names))


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _folder(settings: Settings) -> Check:
    folder = next(path for path in (settings.data, *settings.data.parents) if path.exists())
    if not os.access(folder, os.W_OK | os.X_OK) or not folder.is_dir():
        return Check(
            "data folder", "broken", f"{folder} cannot be written", "Change its rights, or set DANRAKU_DATA to another"
        )
    free = shutil.disk_usage(folder).free
    found = f"{settings.data}, {free / 2**30:.1f} GB free"
    if free < ENOUGH_BYTES:
        return Check("data folder", "notice", found, "Free some space, or set DANRAKU_DATA to another disk")
    return Check("data folder", "well", found)


def _library(settings: Settings) -> Check:
    with build_library(settings) as library:
        size = library.size
    if not size.documents:
        return Check(
            "library", "notice", "empty", "Add a document with: danraku add FILE; ask and serve add the sample"
        )
    return Check("library", "well", f"{size.documents} documents, {size.paragraphs} paragraphs")


def _embedding(settings: Settings) -> Check:
    embedder = build_embedder(settings)
    vector = embedder.embed_query("試し")
    return Check("embedding model", "well", f"{embedder.fingerprint}, {len(vector)} dimensions")


def _conversations(settings: Settings) -> Check:
    with build_library(settings) as library:
        kept = len(build_conversations(settings, library).list())
    return Check("conversations", "well", f"{kept} kept")


def _port(settings: Settings) -> Check:
    refuse_taken(settings.host, settings.port)
    return Check("port", "well", f"{settings.port} of {settings.host} is free")


def refuse_taken(host: str, port: int) -> None:
    """Find out before anything is loaded that the port is taken.

    Raises:
        PortInUse: something listens there.
        BadSetting: the address is not ours, or the port is reserved.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortInUse(host, port) from error
            raise BadSetting(f"cannot listen on port {port} of {host}: {error.strerror or error}") from error


def _entailment(settings: Settings) -> Check:
    """Load the model behind the check and ask it once."""
    if not settings.entailment_model:
        return Check("entailment model", "well", "none set: the check goes by its rules")
    entails = build_checker(settings).entailment
    assert entails is not None
    started = time.monotonic()
    sure = entails("The fee is 5 euros a year.", "The fee is 5 euros a year.")
    found = f"{settings.entailment_model} loads and answers in {time.monotonic() - started:.1f} s"
    if sure >= settings.entailed:
        return Check("entailment model", "well", found)
    cure = "Choose another with DANRAKU_ENTAILMENT_MODEL, or lower DANRAKU_ENTAILED"
    return Check("entailment model", "notice", f"{found}, but passes a sentence by itself with {sure:.2f} only", cure)


def _language_model(settings: Settings) -> Check:
    """Ask the model one small question, in the form in which answers are asked for."""
    place = settings.llm_gguf or settings.llm_base_url
    if not place:
        return Check("language model", "well", "none set: answers are the document's own sentences")
    try:
        sample = asyncio.run(asyncio.wait_for(_sample_reply(settings), settings.llm_timeout_s))
    except (WritingFailed, TimeoutError) as error:
        said = str(error) or f"no answer within {settings.llm_timeout_s:g} seconds"
        found = f"{place} {settings.llm_model}: {said}"
        return Check("language model", "broken", found, "Start it, or correct or unset the DANRAKU_LLM_ settings")
    name, expected_s = settings.llm_model or Path(place).name, sample.answer_s(settings)
    found = f"{name} {sample.speeds}: an answer takes about {expected_s:.0f} s; "
    found += "counts tokens itself" if sample.counted else "tokens are estimated"
    if not _follows_schema(sample.reply):
        cure = "Labels are then read from its text, which is asked for twice"
        return Check("language model", "notice", f"{found}, does not follow a JSON schema", cure)
    if expected_s > settings.llm_timeout_s:
        cure = "Raise DANRAKU_LLM_TIMEOUT_S or lower DANRAKU_LLM_PROMPT_TOKENS; answers are quoted meanwhile"
        return Check("language model", "notice", found, cure)
    return Check("language model", "well", f"{found}, streams, follows a JSON schema")


@dataclass(frozen=True, slots=True)
class _Sample:
    """A model's reply to a question of a page.

    Attributes:
        counted: Whether the endpoint counts tokens.
        asked_tokens: Of the question.
        first_s: Until the reply began.
        pieces: Of it, a token or so each.
        rest_s: From its first piece to the last.
    """

    reply: str
    counted: bool
    asked_tokens: int
    first_s: float
    pieces: int
    rest_s: float

    @property
    def speeds(self) -> str:
        """Both, as they are told."""
        return f"reads {self._reads:,.0f} and writes {self._writes:,.0f} tokens a second"

    def answer_s(self, settings: Settings) -> float:
        """What a prompt as long as it may be and an answer of some sentences take."""
        prompt = settings.llm_prompt_tokens or settings.llm_context_tokens
        return min(prompt, settings.llm_context_tokens) / self._reads + _ANSWER_TOKENS / self._writes

    @property
    def _reads(self) -> float:
        return self.asked_tokens / max(self.first_s, _LEAST_S)

    @property
    def _writes(self) -> float:
        return max(1, self.pieces - 1) / max(self.rest_s, _LEAST_S)


async def _sample_reply(settings: Settings) -> _Sample:
    """Asked as answers are asked for, about some forty paragraphs."""
    from assistant.writing.drafts import schema
    from assistant.writing.llm import stream_text

    writer = build_writer(settings)
    assert writer is not None
    paragraphs = "\n".join(f"Paragraph {n}: The fee of class {n} is {n * 5} euros." for n in range(1, _PARAGRAPHS + 1))
    question = f"{paragraphs}\nQuestion: How much is the fee of class 1? Answer as JSON."
    options = {"response_format": schema(("1",)), "max_tokens": _REPLY_TOKENS}
    tokens = await writer.budget.count(question)
    started, times, reply = time.monotonic(), [], ""
    async for piece in stream_text(writer.llm, "You answer from paragraphs.", question, options):
        times.append(time.monotonic())
        reply += piece
    first, last = (times[0], times[-1]) if times else (time.monotonic(),) * 2
    return _Sample(reply, bool(writer.budget.count.exact), tokens, first - started, len(times), last - first)


def _follows_schema(reply: str) -> bool:
    """Whether it begins as the schema wants; it may be cut after so few tokens."""
    return re.match(r'\s*\{\s*"answerable"\s*:\s*(?:true|false)\s*,', reply) is not None


_CHECKS: dict[str, Callable[[Settings], Check]] = {
    "Python": _python,
    "packages": _packages,
    "data folder": _folder,
    "library": _library,
    "embedding model": _embedding,
    "conversations": _conversations,
    "language model": _language_model,
    "entailment model": _entailment,
    "port": _port,
}
