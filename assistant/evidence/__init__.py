"""A Question and a library -> the paragraphs that may answer, read and weighed, and whether they do."""

from assistant.evidence.candidates import READ, READ_FOR_LISTS, Candidate, Finder, model
from assistant.evidence.judging import Code, Verdict, judge

__all__ = ["READ", "READ_FOR_LISTS", "Candidate", "Code", "Finder", "Verdict", "judge", "model"]
