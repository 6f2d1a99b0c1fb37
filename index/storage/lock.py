"""One process writes a library at a time."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryLocked, StorageFailed


class FolderLock:
    """A lock on a folder that dies with its process; taken once, let go on close."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pid_file = folder / "lock.pid"
        self._lock = FileLock(folder / "lock", timeout=0, thread_local=False)

    def take(self, *, wait_s: float = 0.0) -> bool:
        """Take the lock; False where it was held already.

        Args:
            wait_s: How long to wait for another process to let it go.

        Raises:
            LibraryLocked: another process holds it.
            StorageFailed: the folder cannot be written.
        """
        if self._lock.is_locked:
            return False
        try:
            self._lock.acquire(timeout=wait_s)
            self._pid_file.write_text(str(os.getpid()), encoding="ascii")
        except Timeout:
            raise LibraryLocked(f"{self._folder} is in use{self._holder()}") from None
        except OSError as error:
            raise StorageFailed(f"{self._folder} cannot be written: {error.strerror or error}") from error
        return True

    def release(self) -> None:
        """Let go; nothing happens where it is not held."""
        if self._lock.is_locked:
            self._pid_file.unlink(missing_ok=True)
            self._lock.release()

    def _holder(self) -> str:
        try:
            return f" by process {int(self._pid_file.read_text(encoding='ascii'))}"
        except (OSError, ValueError):
            return ""
