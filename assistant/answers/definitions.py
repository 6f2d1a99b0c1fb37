"""Where a document itself says what a word of it means: （以下「対話」という。）, 「水域」とは, "data" means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.question import Question
from assistant.question.quotations import quoted_words
from index.content import content_of
from index.derived import compounds, content_terms
from index.document import Document, Paragraph, Sentence
from index.text import fold, language_of
from index.text.languages import wording

_WAYS = (
    r"以下、?(?:単に)?[「『\"]{word}[」』\"]",
    r"[「『\"]{word}[」』\"](?:\([^)]*\))?とは",
    r"(?:^|[。\n])(?:\W*\(?\w{{1,3}}[.)]\s*)?{word}(?:\([^)]*\))?とは、",
    r"\((?:hereinafter|hereafter|referred to as|the|also|,|\s)*[\"'“‘](?:the )?{word}[\"'”’][^)]*\)",
    r"hereinafter (?:referred to as )?(?:the )?[\"'“‘](?:the )?{word}[\"'”’]",
    r"[\"'“‘]{word}[\"'”’] (?:means|shall mean|refers to|includes)\b",
)
_HEADED = re.compile(r"(?P<word>[一-鿿々ァ-ヺー・a-z0-9]{2,20})(?:とは|って)(?:何|なに|誰|だれ|どこ|どういう|\W|$)")
_MEANT = re.compile("[」』]\\s*(?:とは|って|という|の(?:意味|定義)|は(?:何|誰|だれ|どこ|どう))")


def defined(question: Question, documents: Sequence[Document]) -> list[tuple[Paragraph, Sentence]]:
    """The first sentence of each document that gives its meaning to the word that a question asks about.

    None where the question asks for no meaning, or the documents only use the word.
    """
    return [place for word in _asked(question) for document in documents for place in _first(word, document)]


def _asked(question: Question) -> tuple[str, ...]:
    """The words whose meaning is asked: quoted ones, else the only compound of the question."""
    if headed := _HEADED.match(fold(question.subject)):
        return (headed["word"],)
    quoted = quoted_words(question.subject)
    words = quoted or compounds(question.subject)
    if len(words) != 1 or not content_terms(words[0]):
        return ()
    alone = all(term.surface in words[0] for term in question.terms)
    meant = bool(quoted) and wording.says("definition", question.subject)
    spaced = language_of(question.subject) != "ja"
    return words if alone or (meant and (spaced or _MEANT.search(question.subject))) else ()


def _first(word: str, document: Document) -> Iterator[tuple[Paragraph, Sentence]]:
    ways = [re.compile(way.format(word=re.escape(word))) for way in _WAYS]
    for paragraph, text in zip(document, content_of(document).folded, strict=True):
        if word not in text:
            continue
        for sentence in paragraph.sentences:
            if any(way.search(fold(sentence.text)) for way in ways):
                yield paragraph, sentence
                return
