"""A Question and a library -> the sentences that may answer, and whether they do."""

from assistant.evidence.absences import names_nothing_here
from assistant.evidence.features import Evidence, gather
from assistant.evidence.finding import Finder, by_id
from assistant.evidence.judging import may_answer

__all__ = ["Evidence", "Finder", "by_id", "gather", "may_answer", "names_nothing_here"]
