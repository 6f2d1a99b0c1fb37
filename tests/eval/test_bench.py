"""The benchmark runs on a tiny size; nothing here looks at a clock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench import asking
from eval.bench.peers import measure
from eval.bench.report import page
from eval.bench.systems import Place
from eval.bench.texts import STATEMENT_SET, Material, find_material, generated
from eval.bench.timing import exponent, timing
from eval.source import SAMPLE
from index.embedding import Embedder

SENTENCES = ["一つ目の文である。", "二つ目の文。", "Three is a sentence.", "四つ目。", "五つ目の文がある。"]


def test_median_and_tail_are_in_milliseconds() -> None:
    measured = timing([0.001, 0.002, 0.003])
    assert (measured.count, measured.p50_ms, measured.p95_ms) == (3, 2.0, 2.9)


def test_what_doubles_with_the_size_has_exponent_one() -> None:
    assert exponent([10, 20, 40], [1, 2, 4]) == pytest.approx(1)


def test_without_shared_data_the_sample_is_used_and_that_is_said(tmp_path: Path) -> None:
    assert find_material(tmp_path).files == (SAMPLE,)
    assert str(tmp_path) in find_material(tmp_path).missing[0]


def test_generated_documents_have_the_paragraphs_asked_for() -> None:
    documents = list(generated(SENTENCES, 1_050, seed=1))
    assert [len(document) for document in documents] == [500, 500, 50]
    for paragraph in documents[2]:
        assert documents[2].text[paragraph.start_char : paragraph.end_char] == paragraph.text


def test_asking_is_measured_over_all_and_over_the_sample_alone(embedder: Embedder, tmp_path: Path) -> None:
    said: list[str] = []
    measured = asking.measure(tmp_path, embedder, ["日本のODAの総額は？"] * 2, SENTENCES, [43, 60], said.append)
    asked = measured["asking"]
    assert isinstance(asked, list)
    assert [(one.paragraphs, one.scoped) for one in asked] == [(43, False), (43, True), (60, False), (60, True)]
    assert len(said) == 4


def test_a_peer_is_measured_and_its_hits_counted(models_data: Path) -> None:
    peer = measure("Chroma, one vector a paragraph", models_data, Material((SAMPLE,), (STATEMENT_SET,)))
    quality = peer.quality["statement-dev"]
    assert 0 < quality.hit_at_1 <= quality.hit_at_5 <= quality.questions


def test_a_chunk_is_counted_by_the_paragraph_it_covers_most() -> None:
    from eval.bench.systems import labels_under

    document = next(generated(SENTENCES, 3, seed=2))
    first, second = document.paragraphs[:2]
    place: Place = labels_under(document, first.end_char - 2, second.end_char)
    assert place == ("2", "1")


def test_the_page_holds_what_was_measured_and_needs_nothing_else() -> None:
    results = {
        "machine": "two cores",
        "notes": ["no <shared> data"],
        "index": {"paragraphs": 43, "seconds": 1.5},
        "peers": {
            "missing": ["another"],
            "peers": [
                {"name": "One", "index_s": 1, "p50_ms": 2.0, "p95_ms": 3.0, "embed_ms": 1.0, "peak_mb": 9,
                 "quality": {"set": {"questions": 4, "hit_at_1": 2, "hit_at_5": 3, "within_first": 2}}}
            ],
        },
    }  # fmt: skip
    written = page(json.loads(json.dumps(results)))
    assert "0.500, 0.750, 0.500" in written
    assert "no &lt;shared&gt; data" in written
    assert "<svg" in written
    assert "src=" not in written
