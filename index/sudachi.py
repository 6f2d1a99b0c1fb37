"""SudachiPy's tokenizer: one dictionary a process, one tokenizer a thread.

The dictionary is a mapped file of 200 MB, and each further `Dictionary` maps it anew.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer

_local = threading.local()
_opening = threading.Lock()


def tokenizer() -> Tokenizer:
    """This thread's own tokenizer, of the shortest units: SudachiPy raises where two threads share one."""
    if not hasattr(_local, "tokenizer"):
        from sudachipy import SplitMode

        with _opening:
            _local.tokenizer = _dictionary().tokenizer(SplitMode.A)
    own: Tokenizer = _local.tokenizer
    return own


@cache
def _dictionary() -> Dictionary:
    from sudachipy import Dictionary

    return Dictionary()
