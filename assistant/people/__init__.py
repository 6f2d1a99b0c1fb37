"""A key, password or session -> a Person and what they may do."""

from assistant.people.people import KeptKey, People
from assistant.people.person import PERSON, SCOPES, Person, Scope
from assistant.people.present import present, present_name

__all__ = ["PERSON", "SCOPES", "KeptKey", "People", "Person", "Scope", "present", "present_name"]
