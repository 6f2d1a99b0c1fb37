from __future__ import annotations

from eval.making import make
from eval.scoring import Source, Sources, score
from eval.scoring.gold import gold_answer
from eval.selfcheck.policies import policy_run
from index.parsing import parse


def test_a_draft_is_made_of_look_ups_quantities_lists_and_twins(statement: Source) -> None:
    kinds = {item.kind for item in make(statement.document)}
    assert kinds == {"look_up", "date", "amount", "list", "unanswerable"}


def test_gold_answers_to_a_draft_are_fully_correct(statement: Source) -> None:
    items, sources = make(statement.document), Sources([statement.document])
    assert len(items) >= 10
    wrong = [s for s in score(items, policy_run(items, gold_answer, sources.of), sources) if not s.fully_correct]
    assert [(s.item.id, s.turns[0].reasons) for s in wrong] == []


def test_an_english_document_is_asked_in_english() -> None:
    document = parse("# Terms\n\n1. The “Blue Line” opened on 3 May 2011.\n\n2. It has 14 stops.\n")
    questions = [item.turns[0].question for item in make(document)]
    assert "Which date is given in connection with “Blue Line”?" in questions
