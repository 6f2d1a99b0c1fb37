"""Which versions of documents a turn cites; of those of before it is not known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for it."""
    op.add_column("asked", sa.Column("versions", sa.JSON, nullable=True))
