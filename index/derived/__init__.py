"""A document -> what is worked out of it once: how rare its words are, who speaks, what refers to what."""

from index.derived.enumerations import Enumeration, enumerations, in_context
from index.derived.neighbours import Neighbours, neighbours
from index.derived.parties import NOBODY, Parties, Subject, named, parties, subjects
from index.derived.vocabulary import Term, content_terms, forms, vocabulary, word_forms

__all__ = [
    "NOBODY",
    "Enumeration",
    "Neighbours",
    "Parties",
    "Subject",
    "Term",
    "content_terms",
    "enumerations",
    "forms",
    "in_context",
    "named",
    "neighbours",
    "parties",
    "subjects",
    "vocabulary",
    "word_forms",
]
