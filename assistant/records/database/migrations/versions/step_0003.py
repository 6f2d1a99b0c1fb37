"""Answers of before their shape had a number, in the shape of number 2: what was added since is there, and empty."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TURNS = sa.table("turns", sa.column("id", sa.Integer), sa.column("answer", sa.JSON))


def upgrade() -> None:
    """Rewrite those that are of another shape, one by one."""
    connection = op.get_bind()
    for number in connection.scalars(sa.select(_TURNS.c.id)).all():
        answer = connection.scalar(sa.select(_TURNS.c.answer).where(_TURNS.c.id == number)) or {}
        if answer.get("version", 1) < 2:
            changed = sa.update(_TURNS).where(_TURNS.c.id == number).values(answer=_second(answer))
            connection.execute(changed)


def _second(first: dict[str, Any]) -> dict[str, Any]:
    state = "answered" if first["status"] == "answered" else "not found"
    return {"documents": [], "written": None, "state": state, **first, "version": 2}
