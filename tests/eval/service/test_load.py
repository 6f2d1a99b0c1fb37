from __future__ import annotations

from eval.service.asking import Said, document, quantile, questions
from eval.service.load import Bound, Plan, Watched, figures


def said(began_s: float, took_s: float, status: int = 200) -> Said:
    return Said(status, b"{}", took_s, began_s)


def test_figures_are_worked_out_of_answers_uploads_and_memory() -> None:
    # Ten people, ten answers a second for ten seconds, each after one second; one upload of a second at 5.
    answers = [said(n / 10, 2.0 if 50 <= n <= 60 else 1.0) for n in range(100)]
    memory = [(float(at), 500.0 + at) for at in range(11)]
    watched = Watched([*answers, said(3, 1, 503)], [said(5, 1, 201), said(5, 0, 507)], memory, cpu_s=20.0)
    found = figures(watched, Bound(12.5, 0.15), Plan(people=10))
    assert found["answers"] == 100
    assert found["errors"] == {"503 b'{}'": 1, "507 b'{}'": 1}
    assert found["throughput a second"] == 9.17  # 100 answers in 10.9 s
    assert found["share of the bound"] == 0.734
    assert found["share of processor time that is embedding and reading"] == 0.75  # 0.15 * 100 of 20
    assert found["p95 of the queueing estimate"] == 2.5  # 2 s of 10 / 12.5
    assert found["median during uploads, of that beside"] == 2.0
    assert found["memory after warm-up, MB"] < found["memory at the end, MB"]


def test_questions_differ_and_documents_have_what_no_other_has() -> None:
    assert len(set(questions())) == len(questions()) > 300
    texts = [document(number)[1].decode() for number in range(3)]
    lines = [line for text in texts for line in text.splitlines()]
    assert len(set(lines)) == len(lines) == 90


def test_a_quantile_is_a_value_that_was_seen() -> None:
    assert quantile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert quantile([1.0], 0.95) == 1.0
