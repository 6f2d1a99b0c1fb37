from __future__ import annotations

import pytest

from eval.scoring.metrics import citations, retrieval, says


def test_retrieval_agrees_with_published_figures() -> None:
    # The example of pytrec_eval's README: q2 has d2 and d3 relevant, ranked d1, d3, d2;
    # it gives ndcg 0.6934264036172708.
    assert retrieval(["d1", "d3", "d2"], ["d2", "d3"])["ndcg@10"] == pytest.approx(0.6934264036172708)


def test_retrieval_worked_out_by_hand() -> None:
    # Gold at ranks 2 and 4 of four: reciprocal rank 1/2, nothing at rank 1.
    figures = retrieval(["1", "16", "2", "3"], ["16", "3"])
    assert figures["mrr"] == 0.5
    assert (figures["hit@1"], figures["hit@5"], figures["recall@10"]) == (0.0, 1.0, 1.0)


def test_also_ok_paragraphs_take_no_rank() -> None:
    assert retrieval(["14", "16"], ["16"], ["14"])["hit@1"] == 1.0


def test_an_empty_ranking_is_worth_nothing() -> None:
    assert set(retrieval([], ["16"]).values()) == {0.0}


def test_citations_worked_out_by_hand() -> None:
    # Cited 16, 3 and an unknown 99, besides 14 which is neither asked for nor punished:
    # one of three right, one of two gold found.
    assert citations(["16", "14", "3", "99"], ["16", "17"], ["14"]) == {
        "citation precision": pytest.approx(1 / 3),
        "citation recall": 0.5,
        "citation F1": pytest.approx(0.4),
    }


def test_citing_nothing_asked_for_is_worth_nothing() -> None:
    assert set(citations(["14"], ["16"], ["14"]).values()) == {0.0}


@pytest.mark.parametrize(
    ("text", "forms", "said"),
    [
        ("2016年11月25日から26日まで", ("2016年11月25-26日", "11月25日"), True),
        ("on 28 November 2017", ("2017年11月28日",), True),
        ("12月28日", ("2月28日",), False),
        ("５６８０億円以上", ("5,680億円",), True),
        ("5,680億ドル", ("5,680億円",), False),
        ("advanced Technologies", ("advanced technolog",), True),
    ],
)
def test_a_fact_is_said_in_any_of_its_forms(text: str, forms: tuple[str, ...], said: bool) -> None:
    assert says(text, forms) is said
