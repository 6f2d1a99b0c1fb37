"""Holds every question and claim to the documents: labels, sentences, kinds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from eval.reader.material.corpus import Corpus, sentence_now
from eval.reader.material.questions import Claim, Question


@dataclass
class Checked:
    """What was found.

    Attributes:
        kinds: Questions or claims of each kind.
        documents: Names of all that are asked about.
        cited: Sentences that lines name.
        found: Those of them that today's cut has.
        moved: Those found under another number.
        wrong: What is wrong, a sentence each.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    cited: int = 0
    found: int = 0
    moved: int = 0
    wrong: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        """One line without what is wrong."""
        figures = {"lines": self.kinds.total(), "documents": len(self.documents), "kinds": dict(self.kinds)}
        figures |= {"cited": self.cited, "found": self.found, "moved": self.moved, "wrong": len(self.wrong)}
        return json.dumps(figures, ensure_ascii=False)


def check_questions(questions: Iterable[Question], corpus: Corpus) -> Checked:
    """Every label there, every sentence found, gold where a kind needs it and none where it must not be."""
    checked = Checked()
    for question in questions:
        where = f"{question.group}: {question.document}: {question.question}"
        if not _counted(checked, question, corpus, where):
            continue
        for label, numbers in question.gold.items():
            _check_sentences(checked, corpus, question.document, label, numbers, question.opens[label], where)
        paragraphs = corpus.paragraphs(question.document)
        checked.wrong += [f"{where}: no paragraph {near}" for near in question.near if near not in paragraphs]
        checked.wrong += [f"{where}: {what}" for what in _at_odds(question)]
    return checked


def check_claims(claims: Iterable[Claim], corpus: Corpus) -> Checked:
    """Every label there and every sentence found."""
    checked = Checked()
    for claim in claims:
        where = f"{claim.group}: {claim.document}: {claim.claim}"
        if _counted(checked, claim, corpus, where):
            _check_sentences(checked, corpus, claim.document, claim.label, claim.sentences, claim.opens, where)
    return checked


def _counted(checked: Checked, line: Question | Claim, corpus: Corpus, where: str) -> bool:
    checked.kinds[line.kind] += 1
    checked.documents.add(line.document)
    if not corpus.has(line.document):
        checked.wrong.append(f"{where}: no such document")
        return False
    return True


def _check_sentences(
    checked: Checked,
    corpus: Corpus,
    document: str,
    label: str,
    numbers: Sequence[int],
    opens: Sequence[str],
    where: str,
) -> None:
    sentences = corpus.paragraphs(document).get(label)
    checked.cited += len(numbers)
    if sentences is None:
        checked.wrong.append(f"{where}: no paragraph {label}")
        return
    for number, opening in zip(numbers, opens, strict=True):
        now = sentence_now(sentences, opening, number)
        if now is None:
            checked.wrong.append(f"{where}: paragraph {label} has no sentence that begins {opening!r}")
        else:
            checked.found += 1
            checked.moved += now != number


def _at_odds(question: Question) -> Iterator[str]:
    if question.kind == "near" and question.gold:
        yield "a near miss is answered by nothing"
    if question.kind in ("list", "summary", "speaker") and not question.gold:
        yield f"a {question.kind} needs gold"
    if set(question.near) & set(question.gold):
        yield "a paragraph is both near and gold"
