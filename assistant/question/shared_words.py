"""What of a question can be read in a document of another language without a dictionary.

Country names (CLDR), words that Japanese writes by their sound (observer, オブザーバー) and
letters that both write alike (UNODC).
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.question.spelling import loan_words
from index.derived import content_terms, vocabulary
from index.document import Document
from index.text import Language, fold
from index.text.countries import translated


def carried_over(text: str, language: Language, documents: Collection[Document]) -> tuple[str, ...]:
    """Words of a question as documents of other languages write them, folded, each once."""
    foreign = [document for document in documents if document.language != language]
    names = [fold(name) for d in foreign for name in translated(text, source=language, target=d.language)]
    letters = [
        term.surface
        for term in content_terms(text)
        if foreign
        if term.surface.isascii() and any(term.surface in vocabulary(document).folded for document in foreign)
    ]
    return tuple(dict.fromkeys([*names, *loan_words(text, foreign), *letters]))
