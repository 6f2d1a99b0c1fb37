from __future__ import annotations

import json
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from assistant.answer import Answer, Turn
from assistant.errors import DatabaseUnavailable
from assistant.records import Conversations
from assistant.records.database.opening import open_database
from assistant.records.database.tables import Base
from assistant.records.restoring import Documents

BEFORE = """
CREATE TABLE conversations (
    id VARCHAR(32) NOT NULL PRIMARY KEY, title TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
CREATE TABLE turns (
    id INTEGER NOT NULL PRIMARY KEY, conversation_id VARCHAR(32) NOT NULL REFERENCES conversations (id),
    question TEXT NOT NULL, query TEXT NOT NULL, answer JSON NOT NULL, words TEXT NOT NULL);
CREATE TABLE asked (
    turn_id INTEGER NOT NULL PRIMARY KEY REFERENCES turns (id), documents JSON NOT NULL, beside BOOLEAN NOT NULL);
INSERT INTO conversations VALUES ('old', '費用は？', '2026-10-01 00:00:00', '2026-10-01 00:00:00');
"""


def test_the_steps_lead_to_the_tables_that_there_are(database_url: str) -> None:
    engine = open_database(database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
    open_database(database_url).dispose()


def test_a_database_of_before_keeps_its_conversations(database_url: str, shelf: Documents, answered: Answer) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        for statement in BEFORE.split(";\n"):
            connection.execute(text(statement)) if statement.strip() else None
        added_since = ("version", "state", "documents", "written")
        answer = {name: value for name, value in answered.as_dict().items() if name not in added_since}
        values = {"answer": json.dumps(answer), "words": "費用"}
        insert = "INSERT INTO turns VALUES (1, 'old', '費用は？', '会議の費用は？', :answer, :words)"
        connection.execute(text(insert), values)
    engine.dispose()
    kept = Conversations(database_url, shelf)
    assert kept.turns("old") == [Turn(answered.question, answered.query, answered)]
    assert [line.id for line in kept.list()] == ["old"]
    kept.close()


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kept.sqlite3"
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseUnavailable, match="later version"):
        open_database(url)
