from __future__ import annotations

import signal
import time

import pytest

from assistant.errors import DatabaseUnavailable
from assistant.records import Conversations
from assistant.records.database import patience
from assistant.records.restoring import Documents
from tests.postgres import Postgres


def test_a_frozen_server_costs_one_wait_and_then_none(
    postgres: Postgres, shelf: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "ANSWER_S", 1.0)
    monkeypatch.setattr(patience, "REST_S", 3.0)
    kept = Conversations(postgres.database(), shelf)
    conversation = kept.create("before")
    postgres.process.send(signal.SIGSTOP)
    try:
        started = time.monotonic()
        for _ in range(20):
            with pytest.raises(DatabaseUnavailable, match="does not answer"):
                kept.list()
        assert time.monotonic() - started < 2.9
    finally:
        postgres.process.send(signal.SIGCONT)
    monkeypatch.setattr(kept._patience, "_resting_until", 0.0)
    assert [line.id for line in kept.list()] == [conversation]
    kept.close()
