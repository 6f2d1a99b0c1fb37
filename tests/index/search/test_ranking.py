"""One ranking out of meaning and words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import Paragraph
from index.errors import LibraryMismatch
from index.search import Hit, rank
from index.search.query import Query
from index.search.ranking import standardised
from index.search.scope import Background, Prepared, Scope
from index.storage import index_paragraphs
from index.storage.records import Candidate
from index.text import fold
from index.text.words import Frequencies, grams, words
from tests.index.library_parts import GramEmbedder, document

EMBEDDER = GramEmbedder()
TEXTS = ("各国外務大臣は対話を歓迎した。今後も協力する。", "援助の総額は5,680億円である。", "UNODCと協力した。")


def candidates(*texts: str) -> tuple[list[Candidate], dict[int, Paragraph]]:
    rows = index_paragraphs(document(*texts).paragraphs, EMBEDDER, known=lambda _: {}).rows
    found = [Candidate(n, row.words, row.folded, len(row.vectors), row.vectors.tobytes()) for n, row in enumerate(rows)]
    return found, {n: row.paragraph for n, row in enumerate(rows)}


def query(text: str) -> Query:
    return Query(text, EMBEDDER.embed_query(text))


def ranked(texts: Sequence[str], asked: str) -> list[Hit]:
    found, paragraphs = candidates(*texts)
    prepared = Prepared(found)
    scope = Scope(prepared, query(asked))
    against = Background.of(scope, prepared.usual_length)
    return rank(scope, against, len(texts), lambda numbers: {n: paragraphs[n] for n in numbers})


def shares(texts: Sequence[str], asked: str) -> list[float]:
    return [hit.features["words"] for hit in sorted(ranked(texts, asked), key=lambda hit: hit.paragraph.position)]


def test_standardised_scores_have_mean_zero_and_deviation_one() -> None:
    scores = np.array([1.0, 2.0, 3.0], np.float32)
    own = standardised(scores, scores)
    assert (own.mean(), own.std()) == pytest.approx((0, 1))
    assert not standardised(scores, np.ones(3, np.float32)).any()


def test_scores_are_held_against_others_where_others_were_asked_too() -> None:
    """Mean 2 and deviation 1 of the others: 4 lies 2 deviations above."""
    assert standardised(np.array([4.0], np.float32), np.array([1.0, 3.0], np.float32)) == pytest.approx([2.0])


def test_every_sentence_of_a_hit_has_its_cosine() -> None:
    hits = {hit.paragraph.label: hit for hit in ranked(TEXTS, "対話を歓迎")}
    first = hits["1"]
    assert len(first.sentence_scores) == 2
    assert first.features["sentence"] == pytest.approx(max(first.sentence_scores))
    assert hits["2"].features["sentence"] == hits["2"].features["paragraph"]


def test_a_question_in_another_language_gets_its_lexical_score_from_names_and_numbers_only() -> None:
    by_label = {hit.paragraph.label: hit.features["words"] for hit in ranked(TEXTS, "What did they do with UNODC?")}
    assert by_label["3"] > 0
    assert by_label["1"] == by_label["2"] == 0


def test_a_paragraph_scores_the_same_among_a_few_as_among_all_of_the_library() -> None:
    found, paragraphs = candidates(*TEXTS)
    asked = query("援助の総額はいくらですか")
    whole = Scope(Prepared(found), asked)
    few = Scope(Prepared(found[1:]), asked)
    full, part = (
        {hit.paragraph.label: hit.score for hit in rank(scope, Background.of(whole, 5.0), 3, lambda _: paragraphs)}
        for scope in (whole, few)
    )
    assert part == pytest.approx({label: full[label] for label in ("2", "3")})


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    common, rare, _ = shares(["対話。", "対話と津波。", "対話。"], "対話 津波")
    assert rare > 2 * common


def test_the_share_is_small_for_words_that_occur_nowhere() -> None:
    assert 0 < shares(["alpha beta.", "alpha."], "alpha gamma delta")[0] < 0.2


def test_a_long_paragraph_must_repeat_a_word_to_get_as_much_for_it() -> None:
    def long(times: int) -> float:
        return shares(["alpha " * times + "other " * (40 - times), "alpha " + "more " * 9], "alpha")[0]

    short = shares(["alpha " + "other " * 39, "alpha " + "more " * 9], "alpha")[1]
    assert long(1) < short < long(4)


def test_how_often_words_occur_is_told_for_what_is_ranked() -> None:
    found, _ = candidates(*TEXTS)
    scope = Scope(Prepared(found), query("協力の総額"))
    assert scope.frequencies["words"] == Frequencies(3, {"協力": 2, "総額": 1})


def test_vectors_made_with_other_sentence_borders_are_refused() -> None:
    found, _ = candidates(TEXTS[0])
    scope = Scope(Prepared(found), query("対話"))
    changed = Paragraph("d.md", "1", "一文だけ。", 0, 0)
    with pytest.raises(LibraryMismatch, match=r"d\.md"):
        rank(scope, Background.of(scope, 5.0), 1, lambda _: {0: changed})


@settings(deadline=None)
@given(
    st.lists(st.text("対話あアー가abc12 -\n𠮷", max_size=12), min_size=1, max_size=5), st.text("対話abc 𠮷", max_size=9)
)
def test_terms_are_counted_as_if_every_paragraph_were_cut(texts: list[str], asked: str) -> None:
    found = [Candidate(n, " ".join(words(text)), fold(text), 1, bytes(2)) for n, text in enumerate(texts)]
    prepared = Prepared(found)
    for word in words(asked):
        assert prepared.times(word).tolist() == [words(text).count(word) for text in texts]
    for gram in grams(asked):
        assert prepared.holds(gram).tolist() == [float(gram in grams(text)) for text in texts]
