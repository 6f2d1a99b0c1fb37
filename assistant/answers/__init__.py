"""Evidence -> an Answer made of the document's own sentences, one file a kind of answer."""

from assistant.answers.phrases import Phrase, phrase, rule_name
from assistant.answers.text import as_text, claims_text, opening, several_documents

__all__ = ["Phrase", "as_text", "claims_text", "opening", "phrase", "rule_name", "several_documents"]
