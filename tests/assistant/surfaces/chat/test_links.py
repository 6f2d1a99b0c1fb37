"""Links into a document."""

from __future__ import annotations

from dataclasses import replace

from assistant.surfaces.chat.links import link_in, link_to
from index.document import Document


def test_a_link_survives_any_name_and_label() -> None:
    assert link_to("a/b #1.md", "第9条") == "#read=a%2Fb%20%231.md/%E7%AC%AC9%E6%9D%A1"


def test_a_link_into_a_former_version_names_it(statement: Document) -> None:
    former = replace(statement, until="2026-12-01")
    assert link_in(former, "3", 1, 5) == f"#read={statement.id}/3/1-5/{statement.edition}"
    assert link_in(statement, "3", 1, 5) == f"#read={statement.id}/3/1-5"
