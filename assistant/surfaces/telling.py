"""What an error says to somebody who is not at this machine: its words without the machine's paths."""

from __future__ import annotations

import re

from index.errors import DanrakuError

_PATH = re.compile(r"(?<!\w)(?:[A-Za-z]:)?(?:[\\/][^\s\\/:,;'\"]+)+[\\/](?=[^\s\\/:,;'\"])|(?<=://)[^\s/]*@")


def told(error: DanrakuError) -> str:
    """Its message, of every path only the last part, and of addresses no password.

    >>> told(StorageFailed("/home/me/data/library.sqlite3 cannot be used: disk full"))
    'library.sqlite3 cannot be used: disk full'
    """
    return _PATH.sub("", str(error))
