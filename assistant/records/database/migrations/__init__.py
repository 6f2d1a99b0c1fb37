"""An older database -> the tables of this version, step by step (Alembic)."""
