"""Language models: any OpenAI-compatible endpoint, or a GGUF file in this process.

The only file that imports LlamaIndex's clients or xllamacpp.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WritingFailed

if TYPE_CHECKING:
    from httpx import AsyncClient
    from llama_index.core.llms import LLM
    from openai import APIStatusError
    from xllamacpp import Server

    Connect = Callable[[AsyncClient], LLM]

MOST_ANSWER_TOKENS = 1024
_ERRORS_ONLY = 1
_TOKENIZER_TIMEOUT_S = 2.0


def connect(
    base_url: str, model: str, *, api_key: str = "", timeout_s: float = 60.0, context_tokens: int = 8192
) -> Connect:
    """A client of an OpenAI-compatible endpoint (Ollama, llama.cpp, vLLM, LM Studio, OpenAI).

    Nothing is sent before the first question; retries are the writer's business. Every
    request has a connection of its own, which is closed with it: questions come from
    many event loops, and a reply may be given up before its end.
    """

    def client(http: AsyncClient) -> LLM:
        from llama_index.llms.openai_like import OpenAILike

        return OpenAILike(
            model=model or "default",
            api_base=base_url,
            api_key=api_key or "none",
            is_chat_model=True,
            temperature=0.0,
            max_tokens=answer_tokens(context_tokens),
            timeout=timeout_s,
            max_retries=0,
            reuse_client=False,
            context_window=context_tokens,
            async_http_client=http,  # type: ignore[call-arg]
        )

    return client


def answer_tokens(context_tokens: int) -> int:
    """How much of a context is kept for the reply: a quarter, at most 1,024."""
    return min(MOST_ANSWER_TOKENS, context_tokens // 4)


def serve_gguf(path: Path, *, context_tokens: int = 8192, threads: int = 0) -> Server:
    """Serve a GGUF file from this process; `listening_address` is its base URL without /v1.

    Args:
        path: The model file.
        context_tokens: What one request may hold.
        threads: 0 for as many as the machine has cores; fewer on a busy one, since they spin.

    Raises:
        WritingFailed: xllamacpp is not installed, or the file cannot be loaded.
    """
    try:
        import xllamacpp
    except ImportError as error:
        raise WritingFailed("unset", "a GGUF file needs xllamacpp: pip install 'danraku[gguf]'", final=True) from error
    if not path.is_file():
        raise WritingFailed("unset", f"there is no model file {path}", final=True)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.port = 0
    params.warmup = False
    params.verbosity = _ERRORS_ONLY
    if threads:
        params.cpuparams.n_threads = threads
        params.cpuparams_batch.n_threads = threads
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise WritingFailed("unset", f"{path.name} cannot be loaded", detail=str(error), final=True) from error


def estimated_tokens(text: str) -> int:
    """Tokens of a text, estimated for any model: a quarter per ASCII character, one per any other."""
    ascii_chars = sum(char.isascii() for char in text)
    return len(text) - ascii_chars + ascii_chars // 4 + 1


@dataclass
class TokenCounter:
    """Counts tokens with the endpoint's own tokenizer (llama.cpp, vLLM), else by the estimate.

    An endpoint without one is asked once and not again.

    Attributes:
        base_url: Of the endpoint, as for `connect`; "" to estimate.
        model: As the endpoint knows it.
        api_key: Where it wants one.
        exact: Whether the endpoint counts; None before it was asked.
    """

    base_url: str = ""
    model: str = ""
    api_key: str = ""
    exact: bool | None = None

    async def __call__(self, text: str) -> int:
        """How many tokens a text has."""
        if self.base_url and self.exact is not False:
            counted = await self._asked(text)
            self.exact = counted is not None
            if counted is not None:
                return counted
        return estimated_tokens(text)

    async def _asked(self, text: str) -> int | None:
        import httpx

        url = self.base_url.rstrip("/").removesuffix("/v1") + "/tokenize"
        body = {"model": self.model, "prompt": text, "content": text}
        headers = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        try:
            async with asyncio.timeout(_TOKENIZER_TIMEOUT_S), httpx.AsyncClient() as client:
                reply = await client.post(url, json=body, headers=headers)
                tokens = reply.json().get("tokens") if reply.is_success else None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError, TimeoutError):
            return None
        return len(tokens) if isinstance(tokens, list) and len(tokens) >= bool(text) else None


async def stream_text(llm: Connect, system: str, user: str, options: Mapping[str, object]) -> AsyncGenerator[str]:
    """The model's output as it comes.

    Raises:
        WritingFailed: the endpoint is down, refuses, breaks off or does not speak the protocol.
    """
    import httpx
    import openai
    from llama_index.core.base.llms.types import ChatMessage, MessageRole

    messages = [ChatMessage(content=system, role=MessageRole.SYSTEM), ChatMessage(content=user, role=MessageRole.USER)]
    try:
        async with httpx.AsyncClient() as http:
            async for response in await llm(http).astream_chat(messages, **options):
                yield response.delta or ""
    except openai.APIStatusError as error:
        raise _refused(error) from error
    except openai.APIConnectionError as error:
        raise WritingFailed("unreachable", detail=_one_line(error), final=True) from error
    except (openai.OpenAIError, httpx.HTTPError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise WritingFailed("broken off", detail=_one_line(error)) from error


def _refused(error: APIStatusError) -> WritingFailed:
    """What an HTTP status means: a wrong key or model stays wrong, a full queue names its time."""
    status = error.status_code
    wait = error.response.headers.get("Retry-After", "") if status in (429, 503) else ""
    return WritingFailed(
        "refused",
        f"HTTP {status}",
        detail=_one_line(error),
        final=status in (401, 403, 404),
        retry_after_s=float(wait) if wait.isascii() and wait.isdigit() else None,
    )


def _one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
