"""What a server does -> figures for Prometheus, spans, lines of a log, and whether it is ready."""

from assistant.surfaces.api.observing.health import health_routes
from assistant.surfaces.api.observing.logs import set_up_logs
from assistant.surfaces.api.observing.metrics import Metrics, metrics_routes
from assistant.surfaces.api.observing.requests import Requests
from assistant.surfaces.api.observing.tracing import set_up_tracing

__all__ = ["Metrics", "Requests", "health_routes", "metrics_routes", "set_up_logs", "set_up_tracing"]
