"""Language models: any OpenAI-compatible endpoint, or a GGUF file in this process.

The only file that imports LlamaIndex's clients or xllamacpp.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WritingFailed

if TYPE_CHECKING:
    from llama_index.core.llms import LLM
    from xllamacpp import Server


ANSWER_TOKENS = 1024
_ERRORS_ONLY = 1


def connect(
    base_url: str, model: str, *, api_key: str = "", timeout_s: float = 60.0, context_tokens: int = 8192
) -> LLM:
    """A client of an OpenAI-compatible endpoint (Ollama, llama.cpp, vLLM, LM Studio, OpenAI).

    Nothing is sent before the first question; retries are the writer's business. A
    connection belongs to one event loop, and questions come from many: none is reused.
    """
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=model or "default",
        api_base=base_url,
        api_key=api_key or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=ANSWER_TOKENS,
        timeout=timeout_s,
        max_retries=0,
        reuse_client=False,
        context_window=context_tokens,
    )


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
        raise WritingFailed("a GGUF file needs xllamacpp: pip install 'danraku[gguf]'", final=True) from error
    if not path.is_file():
        raise WritingFailed(f"there is no model file {path}", final=True)
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
        raise WritingFailed(f"{path.name} cannot be loaded: {error}", final=True) from error


def estimated_tokens(text: str) -> int:
    """Tokens of a text, estimated for any model: a quarter per ASCII character, one per any other."""
    ascii_chars = sum(char.isascii() for char in text)
    return len(text) - ascii_chars + ascii_chars // 4 + 1


async def stream_text(llm: LLM, system: str, user: str, options: Mapping[str, object]) -> AsyncIterator[str]:
    """The model's output as it comes.

    Raises:
        WritingFailed: the endpoint is down, refuses, breaks off or does not speak the protocol.
    """
    import httpx
    import openai
    from llama_index.core.base.llms.types import ChatMessage, MessageRole

    messages = [ChatMessage(content=system, role=MessageRole.SYSTEM), ChatMessage(content=user, role=MessageRole.USER)]
    refused = (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError)
    try:
        async for response in await llm.astream_chat(messages, **options):
            yield response.delta or ""
    except (*refused, openai.APIConnectionError) as error:
        raise WritingFailed(_short(error), final=True) from error
    except (openai.OpenAIError, httpx.HTTPError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise WritingFailed(_short(error)) from error


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
