from __future__ import annotations

from assistant.answers.summaries import in_lines, representatives, shortened
from index.document import Document


def test_one_paragraph_is_summed_up_in_as_many_sentences_as_say_nearly_all_of_it(statement: Document) -> None:
    told = in_lines([statement["36"]], {statement.id: statement}).claims
    assert {claim.citations[0].label for claim in told} == {"36"}
    assert len(told) > 2


def test_of_several_paragraphs_each_has_two_sentences_at_most(statement: Document) -> None:
    told = in_lines([statement["3"], statement["36"], statement["30"]], {statement.id: statement}).claims
    assert [sum(claim.citations[0].label == label for claim in told) <= 2 for label in ("3", "36", "30")] == [True] * 3


def test_a_summary_has_as_many_lines_as_are_wanted_and_names_what_it_leaves_out(statement: Document) -> None:
    whole = in_lines(representatives(statement), {statement.id: statement}, most=1)
    short = shortened(whole, 3)
    assert len(short.claims) == 3 < len(whole.claims)
    assert [claim for claim in whole.claims if claim in short.claims] == list(short.claims)
    left_out = {paragraph.label for paragraph in short.left_out}
    assert left_out == {c.label for c in whole.citations} - {c.label for c in short.citations}
    assert shortened(whole, 99).claims == whole.claims
