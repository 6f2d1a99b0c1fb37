"""Documents under a name."""

from __future__ import annotations

from assistant.records import Conversations
from assistant.records.restoring import Documents


def test_documents_are_named_named_anew_and_forgotten(database_url: str, shelf: Documents) -> None:
    asking = "aiko"
    kept = Conversations(database_url, shelf, owner=lambda: asking)
    kept.collections.put(" 二国  間 ", ["a.md", "b.md"])
    kept.collections.put("条約", ["c.md"])
    kept.collections.put("条約", ["c.md", "d.md"])
    assert kept.collections.all() == {"二国 間": ["a.md", "b.md"], "条約": ["c.md", "d.md"]}
    asking = "ben"
    assert kept.collections.all() == {}
    asking = "aiko"
    kept.collections.put("条約", [])
    assert list(kept.collections.all()) == ["二国 間"]
    kept.close()
