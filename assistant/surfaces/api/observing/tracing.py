"""The steps of each answer as spans of OpenTelemetry, told by openinference, without the words of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import BadSetting

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor


def set_up_tracing(url: str, *, words: bool = False) -> None:
    """Send spans to a collector of OTLP over gRPC; nothing is done without an address.

    Args:
        url: Of the collector, such as http://127.0.0.1:4317.
        words: Whether questions and answers may be told.

    Raises:
        BadSetting: the packages for it are not installed.
    """
    if not url:
        return
    try:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        trace(BatchSpanProcessor(OTLPSpanExporter(endpoint=url, insecure=url.startswith("http://"))), words=words)
    except ImportError as error:
        raise BadSetting(f"DANRAKU_OTLP_URL is set and {error.name} is missing: pip install 'danraku[otel]'") from None


def trace(processor: SpanProcessor, *, words: bool) -> None:
    """Hand every span of LlamaIndex's steps to a processor."""
    from openinference.instrumentation import TraceConfig
    from openinference.instrumentation.llama_index import LlamaIndexInstrumentor
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider

    provider = TracerProvider(resource=Resource.create({"service.name": "danraku"}))
    provider.add_span_processor(processor)
    hidden = not words
    config = TraceConfig(
        hide_inputs=hidden,
        hide_outputs=hidden,
        hide_input_messages=hidden,
        hide_output_messages=hidden,
        hide_llm_invocation_parameters=hidden,
        hide_embedding_vectors=True,
    )
    LlamaIndexInstrumentor().instrument(tracer_provider=provider, config=config)
