"""The sample statement that an empty library begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import index

if TYPE_CHECKING:
    from index.library import Added, Library

SAMPLE: Final = Path(index.__file__).parent / "samples" / "statement-2017-ashgabat.md"
SOURCE: Final = "Ministry of Foreign Affairs of Japan (外務省)"


def add_sample(library: Library, progress: Callable[[int, int], None] | None = None) -> Added:
    """Add the joint statement of the sixth foreign ministers' meeting of Central Asia plus Japan, 2017."""
    from index.parsing import read_document

    return library.add_document(replace(read_document(SAMPLE), source=SOURCE), progress=progress)
