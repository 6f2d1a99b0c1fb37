"""A key, password or session -> a Person and what they may do."""

from assistant.people.people import KeptKey, People
from assistant.people.person import SCOPES, Person, Scope

__all__ = ["SCOPES", "KeptKey", "People", "Person", "Scope"]
