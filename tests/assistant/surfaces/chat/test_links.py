"""Links into a document."""

from __future__ import annotations

from assistant.surfaces.chat.links import link_to


def test_a_link_survives_any_name_and_label() -> None:
    assert link_to("a/b #1.md", "第9条") == "#read=a%2Fb%20%231.md/%E7%AC%AC9%E6%9D%A1"
