"""Looks again and again whether others have changed something, behind everything else."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from index.errors import DanrakuError

log = logging.getLogger(__name__)

EVERY_S = 1.0


class Follower:
    """A thread that catches up; what keeps it from that is logged once, and tried again."""

    def __init__(self, catch_up: Callable[[], object]) -> None:
        self._catch_up = catch_up
        self._ended = threading.Event()
        self._silent = False
        self._thread = threading.Thread(target=self._follow, name="following", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no more; one look that waits is left to itself after a moment."""
        self._ended.set()
        self._thread.join(EVERY_S)

    def _follow(self) -> None:
        while not self._ended.wait(EVERY_S):
            try:
                self._catch_up()
                self._silent = False
            except DanrakuError as error:
                if not self._silent and not self._ended.is_set():
                    log.warning("What other replicas change is not seen now: %s", error)
                self._silent = True
