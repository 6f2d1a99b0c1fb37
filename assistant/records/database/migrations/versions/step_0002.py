"""Whose a conversation is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Those of before belong to nobody: they are seen where nobody is asked who they are."""
    op.add_column("conversations", sa.Column("owner", sa.String(64), nullable=False, server_default=""))
    op.create_index("ix_conversations_owner", "conversations", ["owner"])
