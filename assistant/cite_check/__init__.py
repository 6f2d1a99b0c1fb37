"""A memo and a document -> one finding for each sentence that refers to a paragraph."""

from assistant.cite_check.checking import State, check_memo, tally

__all__ = ["State", "check_memo", "tally"]
