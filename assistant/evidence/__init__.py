"""A Question and a library -> the paragraphs that may answer, read and weighed, and whether they do."""

from assistant.evidence.candidates import Candidate, Finder, model
from assistant.evidence.judging import Code, Verdict, judge
from assistant.evidence.sources import FEW, Sources

__all__ = ["FEW", "Candidate", "Code", "Finder", "Sources", "Verdict", "judge", "model"]
