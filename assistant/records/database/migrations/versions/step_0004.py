"""Documents that replicas of several disks share, and how far their changes have come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Empty; who has documents already brings them in."""
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("revision", sa.BigInteger, nullable=False, unique=True),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    revisions = op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(revisions, [{"id": 1, "name": "", "last": 0}])
