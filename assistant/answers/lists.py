"""Answers that rest on reading everything: lists, and what sections say; None where a search answers better."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation
from assistant.answers import list_claims
from assistant.answers.lookups import paragraphs_of
from assistant.answers.phrases import Phrase, phrase
from assistant.evidence import Evidence
from assistant.evidence.scan_query import Sought, sought
from assistant.evidence.scanning import nearest, scan, scan_documents
from assistant.question import Asked, Question, sums_up
from index.document import Document, Paragraph, Sentence
from index.text import language_of
from index.text.languages import wording

_NEAR = 3.5
_FEW = 2


Search = Callable[..., Sequence[Evidence]]


def listed(question: Question, scope: Sequence[Document], search: Search) -> Answer | None:
    """Every paragraph that has what is wanted, or that none has.

    Args:
        question: What is asked.
        scope: Documents asked.
        search: Finds the sentences nearest to the question, best first.
    """
    wanted = sought(question, scope)
    if wanted.nowhere and _compares(question, scope):
        return _unmentioned(question, wanted, scope, search())
    if wanted.empty or wanted.described or wanted.untold or Asked("surname") in question.asked:
        return None
    found = scan_documents(wanted, scope)
    if not found and (wanted.said or wanted.holds or not wording.says("list", question.query)):
        return None
    if not found:
        return _unmentioned(question, wanted, scope)
    if set(wanted.beside) <= set(wanted.words):
        found = nearest(found, wanted)
    return list_claims.list_matches(question, wanted, found, _by_id(scope))


def summarised(question: Question, scope: Sequence[Document], search: Search) -> Answer | None:
    """Sections or documents in lines, or what sections say on a topic.

    Args:
        question: What is asked.
        scope: Documents asked.
        search: Finds the sentences nearest to the question `within` some paragraphs, best first.
    """
    documents = _by_id(scope)
    paragraphs = paragraphs_of(question)
    if not paragraphs:
        return list_claims.summarise([p for d in scope for p in _representatives(d)], documents, most=1)
    wanted = sought(question, scope)
    if not question.terms or (wanted.empty and not wanted.unknown):
        return list_claims.summarise(paragraphs, documents)
    if wanted.nowhere and _compares(question, scope):
        return _unmentioned(question, wanted, scope, search())
    found = [] if wanted.empty else scan(wanted, paragraphs)
    if not found and wanted.whole and wanted.words and not wanted.unknown:
        return _unmentioned(question, wanted, scope)
    if not sums_up(question.query) or wanted.speaker:
        if not found and not wanted.unknown:
            return _unmentioned(question, wanted, scope)
        if not found or wanted.untold or (wanted.unknown and not wanted.named):
            return None
        found = nearest(found, wanted)
    if wanted.speaker or (len(found) > _FEW and not wanted.unknown):
        return list_claims.list_matches(question, wanted, found, documents)
    chosen = [match.paragraph for match in found]
    if not found or (wanted.unknown and not wanted.named):
        chosen += list_claims.outstanding(search(within=paragraphs), within=_NEAR)
    told = {(p.document_id, p.label) for p in chosen}
    return list_claims.tell([p for p in paragraphs if (p.document_id, p.label) in told], wanted, documents)


def _compares(question: Question, scope: Sequence[Document]) -> bool:
    """Whether question and documents are in one language, so that a word of the one is missing in the other."""
    language = language_of(question.subject, default=question.language)
    return all(document.language == language for document in scope)


def _unmentioned(
    question: Question, wanted: Sought, scope: Sequence[Document], near: Sequence[Evidence] = ()
) -> Answer:
    """That no paragraph, or none of the section, has what is wanted.

    With the first place elsewhere that does, or the one nearest in meaning.
    """
    places = "、".join(dict.fromkeys(address.text for _, address in question.addresses))
    said: Phrase = "none there mentions it" if places else "none mentions it"
    elsewhere = scan_documents(wanted, scope) if places and not wanted.nowhere else []
    sentences = [(m.paragraph, m.sentences[0]) for m in elsewhere] or [(e.paragraph, e.sentence) for e in near]
    return Answer(
        "abstained",
        reason="none mentions it",
        message=phrase(said, question.language, asked=wanted.asked or question.query, place=places),
        scanned=list_claims.scan_of(scope, ()),
        nearest=_first(sentences, _by_id(scope)),
    )


def _first(sentences: Sequence[tuple[Paragraph, Sentence]], documents: dict[str, Document]) -> Citation | None:
    for paragraph, sentence in sentences[:1]:
        return Citation(documents[paragraph.document_id], paragraph.quote_sentence(sentence))
    return None


def _representatives(document: Document) -> list[Paragraph]:
    """The first paragraph of each section; every paragraph where there are no sections."""
    starts = dict.fromkeys(section.start for section in document.sections if section.start < section.stop)
    return [document.paragraphs[start] for start in starts] or list(document.paragraphs)


def _by_id(scope: Sequence[Document]) -> dict[str, Document]:
    return {document.id: document for document in scope}
