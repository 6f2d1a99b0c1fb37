"""One ranking out of meaning and words."""

from __future__ import annotations

import numpy as np
import pytest

from index.document import Paragraph
from index.errors import LibraryMismatch
from index.search.ranking import Query, Scope, standardised
from index.storage.indexing import index_paragraphs
from tests.index.library_parts import GramEmbedder, document

EMBEDDER = GramEmbedder()
TEXTS = ("各国外務大臣は対話を歓迎した。今後も協力する。", "援助の総額は5,680億円である。", "UNODCと協力した。")


def scope(*texts: str, query: Query | None = None) -> Scope:
    paragraphs = document(*texts).paragraphs
    return Scope(index_paragraphs(paragraphs, EMBEDDER, known=lambda _: {}).rows, query=query)


def query(text: str) -> Query:
    return Query(text, EMBEDDER.embed_query(text))


def test_standardised_scores_have_mean_zero_and_deviation_one() -> None:
    scores = standardised(np.array([1.0, 2.0, 3.0], np.float32))
    assert (scores.mean(), scores.std()) == pytest.approx((0, 1))
    assert not standardised(np.ones(3, np.float32)).any()


def test_every_sentence_of_a_hit_has_its_cosine() -> None:
    hits = {hit.paragraph.label: hit for hit in scope(*TEXTS).rank(query("対話を歓迎"), 3)}
    first = hits["1"]
    assert len(first.sentence_scores) == 2
    assert first.features["sentence"] == pytest.approx(max(first.sentence_scores))
    assert hits["2"].features["sentence"] == hits["2"].features["paragraph"]


def test_a_question_in_another_language_gets_its_lexical_score_from_names_and_numbers_only() -> None:
    best = scope(*TEXTS).rank(query("What did they do with UNODC?"), 3)
    by_label = {hit.paragraph.label: hit.features["words"] for hit in best}
    assert by_label["3"] > 0
    assert by_label["1"] == by_label["2"] == 0


def test_a_scope_made_for_one_question_ranks_as_the_full_one() -> None:
    asked = query("援助の総額はいくらですか")
    full, once = (scope(*TEXTS, query=only).rank(asked, 3) for only in (None, asked))
    assert [hit.paragraph.label for hit in full] == [hit.paragraph.label for hit in once]
    assert [hit.score for hit in full] == pytest.approx([hit.score for hit in once], rel=1e-5)


def test_vectors_made_with_other_sentence_borders_are_refused() -> None:
    row = index_paragraphs(document(TEXTS[0]).paragraphs, EMBEDDER, known=lambda _: {}).rows[0]
    changed = Paragraph("d.md", "1", "一文だけ。", 0, 0)
    object.__setattr__(row, "paragraph", changed)
    with pytest.raises(LibraryMismatch, match=r"d\.md"):
        Scope([row]).rank(query("対話"), 1)
