"""Opening a database: its engine, with limits on every wait, and its tables at what this version knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME: Final = 7_268_651
"""The advisory lock under which replicas that start together migrate a PostgreSQL database."""
_POSTGRES: Final[dict[str, Any]] = {
    "connect_args": {"connect_timeout": 5, "options": "-c statement_timeout=8000 -c lock_timeout=5000"},
    "pool_timeout": 5,
    "pool_pre_ping": True,
}


def open_database(url: str) -> Engine:
    """The database of a SQLAlchemy URL, its tables made or migrated.

    Raises:
        DatabaseUnavailable: the URL is wrong, or the database is not there, read-only or of a later version.
    """
    with named_failure(url):
        server = make_url(url).get_backend_name() == "postgresql"
        engine = create_engine(
            url, json_serializer=partial(json.dumps, ensure_ascii=False), **(_POSTGRES if server else {})
        )
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        with engine.begin() as connection:
            if server:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
            migrate(connection)
    return engine


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise DatabaseUnavailable(f"the database was made by a later version: {error}") from error


@contextmanager
def named_failure(url: str) -> Iterator[None]:
    """Whatever a database says becomes one error that names it, without a password."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise DatabaseUnavailable(f"the database {without_password(url)} cannot be used: {reason}") from error


def without_password(url: str) -> str:
    """A URL as it may be told."""
    scheme, at, rest = url.rpartition("@")
    return f"{scheme.split('://')[0]}://…@{rest}" if at else url


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Write to SQLite's log first: a turn is kept at once instead of after waiting for the disk.

    Whole after a crash of the program; of the machine, but for the last turns. What is
    deleted is overwritten, so that it is gone from the file too.
    """
    cursor = connection.cursor()
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
