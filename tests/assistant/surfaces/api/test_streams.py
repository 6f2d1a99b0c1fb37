from __future__ import annotations

from assistant.surfaces.api.streams import stream_of


def test_events_with_names_are_published_by_them_and_others_by_their_data_alone() -> None:
    named = stream_of("d", "e", events=("a", "b"))[200]["content"]["text/event-stream"]["itemSchema"]
    assert named["properties"]["event"] == {"type": "string", "enum": ["a", "b"]}
    assert named["required"] == ["event", "data"]
    assert stream_of("d", "e")[200]["content"]["text/event-stream"]["itemSchema"]["required"] == ["data"]
