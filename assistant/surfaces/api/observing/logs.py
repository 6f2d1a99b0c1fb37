"""Lines of a log: for people, or one JSON object a line; each names the request that it belongs to."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final, Literal

request_id: ContextVar[str] = ContextVar("request_id", default="")
_OWN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """One object a line: time, level, logger, message, request, and what else was said of it."""

    def format(self, record: logging.LogRecord) -> str:
        """As JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
        }
        line |= said_beside(record)
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class TextFormatter(logging.Formatter):
    """For people: what else was said follows as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """As a line, and the lines of an error behind it."""
        beside = said_beside(record) | ({"request_id": found} if (found := request_id.get()) else {})
        return " ".join([super().format(record), *(f"{name}={value}" for name, value in beside.items())])


def said_beside(record: logging.LogRecord) -> dict[str, object]:
    """What was given as `extra`."""
    return {name: value for name, value in vars(record).items() if name not in _OWN}


def set_up_logs(kind: Literal["text", "json"]) -> logging.Handler:
    """Write what Danraku tells to the standard error, from `info` on; nothing happens on import."""
    handler = logging.StreamHandler()
    text = TextFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if kind == "json" else text)
    logger = logging.getLogger("danraku")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return handler
