"""A question -> one ranking of paragraphs, out of meaning and words."""

from index.search.candidates import Candidates
from index.search.query import Queries
from index.search.ranking import Hit, rank

__all__ = ["Candidates", "Hit", "Queries", "rank"]
