"""Figures for Prometheus: how long what takes, what was found out, how much there is."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.answer import Answer
from assistant.watching import StepName, Watch

if TYPE_CHECKING:
    from index.library import Library

_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
log = logging.getLogger("danraku.answers")


class Metrics(Watch):
    """The figures of one server, in a registry of their own."""

    def __init__(self, *, log_questions: bool = False) -> None:
        """None counted yet.

        Args:
            log_questions: Whether the log may tell what was asked.
        """
        self.registry = CollectorRegistry()
        self._log_questions = log_questions
        self._steps = self._times("danraku_step_seconds", "Time of a step.", "step")
        self._answers = self._counts(
            "danraku_answers", "Answers by what was found out, and why not.", "state", "reason"
        )
        self._claims = self._counts("danraku_claims", "Claims by the check's verdict; unverified: none.", "support")
        self._requests = self._counts("danraku_requests", "Requests.", "method", "route", "status")
        self._latency = self._times("danraku_request_seconds", "Time until a whole response.", "route")

    def step(self, name: StepName) -> AbstractContextManager[object]:
        """Timed."""
        return self._steps.labels(name).time()

    def answered(self, answer: Answer) -> None:
        """Counted, and told to the log."""
        self._answers.labels(answer.state, answer.reason).inc()
        for claim in answer.claims:
            self._claims.labels(claim.support).inc()
        told = {"state": answer.state, "reason": answer.reason, "claims": len(answer.claims)}
        log.info("answered", extra={**told, "question": answer.question} if self._log_questions else told)

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """A response was sent whole."""
        self._requests.labels(method, route, str(status)).inc()
        self._latency.labels(route).observe(seconds)

    def _counts(self, name: str, said: str, *labels: str) -> Counter:
        return Counter(name, said, labels, registry=self.registry)

    def _times(self, name: str, said: str, *labels: str) -> Histogram:
        return Histogram(name, said, labels, registry=self.registry, buckets=_SECONDS)

    def measure(self, library: Library) -> None:
        """Tell the size of a library, as it is whenever somebody asks."""
        for name, said in _SIZES.items():
            gauge = Gauge(f"danraku_index_{name}", said, registry=self.registry)
            gauge.set_function(lambda name=name: float(getattr(library.size, name)))  # type: ignore[misc]


_SIZES: Final = {
    "documents": "Documents of the library.",
    "paragraphs": "Paragraphs of the library.",
    "vectors": "Vectors of its paragraphs and sentences.",
}


def metrics_routes(metrics: Metrics) -> APIRouter:
    """`/metrics`, in the text format of Prometheus."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    def figures() -> Response:
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router
