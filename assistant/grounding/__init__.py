"""A claim and the paragraphs it cites -> a Verdict: whether they say it, and the rule that decided."""

from assistant.grounding.alignment import closest
from assistant.grounding.case import Failure, Limits
from assistant.grounding.checker import Checker, Verdict
from assistant.grounding.meaning import Meaning, lines

__all__ = ["Checker", "Failure", "Limits", "Meaning", "Verdict", "closest", "lines"]
