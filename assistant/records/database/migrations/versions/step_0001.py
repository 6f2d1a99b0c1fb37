"""The tables of the first release, where they are not there: databases of before have no revision."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make what is missing."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for name, columns in _tables().items():
        if name not in there:
            op.create_table(name, *columns)
            for column in _INDEXED.get(name, ()):
                op.create_index(f"ix_{name}_{column}", name, [column])


def _tables() -> dict[str, tuple[sa.Column[Any], ...]]:
    return {
        "conversations": (
            sa.Column("id", sa.String(32), primary_key=True),
            sa.Column("title", sa.Text, nullable=False),
            sa.Column("created_at", sa.DateTime, nullable=False),
            sa.Column("updated_at", sa.DateTime, nullable=False),
        ),
        "turns": (
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id"), nullable=False),
            sa.Column("question", sa.Text, nullable=False),
            sa.Column("query", sa.Text, nullable=False),
            sa.Column("answer", sa.JSON, nullable=False),
            sa.Column("words", sa.Text, nullable=False),
        ),
        "asked": (
            sa.Column("turn_id", sa.Integer, sa.ForeignKey("turns.id"), primary_key=True),
            sa.Column("documents", sa.JSON, nullable=False),
            sa.Column("beside", sa.Boolean, nullable=False),
        ),
        "people": (
            sa.Column("name", sa.String(64), primary_key=True),
            sa.Column("scope", sa.String(8), nullable=False),
            sa.Column("password", sa.String(200), nullable=False),
            sa.Column("created_at", sa.DateTime, nullable=False),
        ),
        "keys": (
            sa.Column("id", sa.String(12), primary_key=True),
            sa.Column("person", sa.String(64), sa.ForeignKey("people.name"), nullable=False),
            sa.Column("digest", sa.String(64), nullable=False, unique=True),
            sa.Column("scope", sa.String(8), nullable=False),
            sa.Column("label", sa.String(100), nullable=False),
            sa.Column("created_at", sa.DateTime, nullable=False),
        ),
        "sessions": (
            sa.Column("digest", sa.String(64), primary_key=True),
            sa.Column("person", sa.String(64), sa.ForeignKey("people.name"), nullable=False),
            sa.Column("expires_at", sa.DateTime, nullable=False),
        ),
    }


_INDEXED = {
    "conversations": ("updated_at",),
    "turns": ("conversation_id",),
    "keys": ("person",),
    "sessions": ("person", "expires_at"),
}
