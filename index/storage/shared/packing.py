"""A document with all that was embedded of it -> bytes that another library takes it from without embedding."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.document import Document
from index.storage.records import Row, columns_of, document_from, head_of, paragraph_from


class Packed(NamedTuple):
    """What was packed; `settings` tell with what it was embedded and cut."""

    document: Document
    rows: list[Row]
    settings: dict[str, str]


def pack(document: Document, rows: Sequence[Row], settings: dict[str, str]) -> bytes:
    """JSON and behind it the vectors of each paragraph, compressed."""
    told = {
        "id": document.id,
        "head": head_of(document),
        "text": document.text,
        "sha256": document.sha256,
        "settings": settings,
        "rows": [[*columns_of(row.paragraph), row.key, row.words, row.folded, len(row.vectors)] for row in rows],
    }
    head = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    vectors = b"".join(row.vectors.tobytes() for row in rows)
    return zlib.compress(len(head).to_bytes(8, "big") + head + vectors, 3)


def unpack(packed: bytes) -> Packed:
    """What `pack` was given."""
    whole = zlib.decompress(packed)
    end = 8 + int.from_bytes(whole[:8], "big")
    told = json.loads(whole[8:end].decode("utf-8", "surrogatepass"))
    vectors = np.frombuffer(whole[end:], np.float16)
    dimension = len(vectors) // max(1, sum(row[-1] for row in told["rows"]))
    rows, at = [], 0
    for *columns, key, words, folded, height in told["rows"]:
        some = vectors[at * dimension : (at + height) * dimension].reshape(height, dimension)
        rows.append(Row(paragraph_from(*columns), key, words, folded, some))
        at += height
    stored = (told["head"], told["text"], told["sha256"])
    return Packed(document_from(told["id"], stored, [row.paragraph for row in rows]), rows, told["settings"])
