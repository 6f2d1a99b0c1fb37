from __future__ import annotations

import logging
import threading

import pytest

from index.errors import ServerUnavailable
from index.storage.shared import Follower, following


def test_what_keeps_it_from_catching_up_is_told_once_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(following, "EVERY_S", 0.01)
    tried, seen = 0, threading.Event()

    def catch_up() -> None:
        nonlocal tried
        tried += 1
        if tried < 5:
            raise ServerUnavailable("it is away")
        seen.set()

    with caplog.at_level(logging.WARNING):
        follower = Follower(catch_up)
        assert seen.wait(10)
        follower.end()
    assert [record.getMessage() for record in caplog.records] == [
        "What other replicas change is not seen now: it is away"
    ]
    assert not follower._thread.is_alive()
