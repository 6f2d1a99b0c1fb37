from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.people import SCOPES, People, Person, Scope
from assistant.people import people as clock
from assistant.people.people import SESSION_HOURS, BadPerson, UnknownPerson

PASSWORD = "a long enough one"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.sqlite3"


@pytest.fixture
def people(database_url: str) -> Iterator[People]:
    made = People(database_url)
    yield made
    made.close()


def test_nobody_is_known_until_somebody_can_enter(people: People) -> None:
    people.add("aiko", "write")
    assert not people.any()
    people.issue_key("aiko", "read")
    assert people.any()


@pytest.mark.parametrize(("key", "person", "given"), [("read", "write", "read"), ("admin", "write", "write")])
def test_a_key_opens_what_both_it_and_its_person_may(people: People, key: str, person: str, given: Scope) -> None:
    people.add("aiko", person)
    assert people.by_key(people.issue_key("aiko", key)) == Person("aiko", given)


def test_each_scope_may_what_those_before_it_may() -> None:
    assert [[Person("a", one).may(other) for other in SCOPES] for one in SCOPES] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_a_revoked_key_opens_nothing(people: People) -> None:
    people.add("aiko", "write")
    key = people.issue_key("aiko", "read", "reports")
    (kept,) = people.keys()
    assert (kept.person, kept.scope, kept.label) == ("aiko", "read", "reports")
    people.revoke_key(kept.id)
    assert people.by_key(key) is None
    with pytest.raises(UnknownPerson, match=kept.id):
        people.revoke_key(kept.id)


def test_a_password_opens_a_session_until_it_is_ended(people: People) -> None:
    people.add("aiko", "write", PASSWORD)
    assert people.log_in("aiko", PASSWORD + "?") is None
    assert people.log_in("nobody", PASSWORD) is None
    token = people.log_in("aiko", PASSWORD)
    assert token is not None
    assert people.by_session(token) == Person("aiko", "write")
    people.log_out(token)
    assert people.by_session(token) is None


def test_a_session_ends_by_itself(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    people.add("aiko", "write", PASSWORD)
    token = people.log_in("aiko", PASSWORD)
    assert token is not None
    later = clock._now() + timedelta(hours=SESSION_HOURS, seconds=1)
    monkeypatch.setattr(clock, "_now", lambda: later)
    assert people.by_session(token) is None


def test_another_password_ends_the_sessions(people: People) -> None:
    people.add("aiko", "write", PASSWORD)
    token = people.log_in("aiko", PASSWORD)
    assert token is not None
    people.add("aiko", "read", PASSWORD + "!")
    assert people.by_session(token) is None
    assert people.list() == (Person("aiko", "read"),)


def test_somebody_without_a_password_cannot_log_in(people: People) -> None:
    people.add("robot", "read")
    assert people.log_in("robot", "") is None


def test_who_is_removed_leaves_no_key_and_no_session(file: Path) -> None:
    people = People(f"sqlite:///{file}")
    people.add("aiko", "write", PASSWORD)
    key, token = people.issue_key("aiko", "read"), people.log_in("aiko", PASSWORD)
    people.remove("aiko")
    assert token is not None
    assert (people.by_key(key), people.by_session(token), people.any()) == (None, None, False)
    with closing(sqlite3.connect(file)) as read:
        for table in ("people", "keys", "sessions"):
            assert read.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_no_key_password_or_token_is_kept(file: Path) -> None:
    people = People(f"sqlite:///{file}")
    people.add("aiko", "write", PASSWORD)
    secrets = [PASSWORD, people.issue_key("aiko", "read"), people.log_in("aiko", PASSWORD) or ""]
    people.close()
    kept = file.read_bytes()
    assert not any(secret.encode() in kept for secret in secrets)


@pytest.mark.parametrize(
    ("name", "scope", "password"), [("", "read", ""), ("a b", "read", ""), ("a", "root", ""), ("a", "read", "short")]
)
def test_what_cannot_be_a_person_is_refused(people: People, name: str, scope: str, password: str) -> None:
    with pytest.raises(BadPerson):
        people.add(name, scope, password)
    assert people.list() == ()
