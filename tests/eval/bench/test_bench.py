"""The benchmark runs on a tiny size; nothing here looks at a clock."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from eval.bench import asking, peers
from eval.bench.aims import aims
from eval.bench.haiku import embedding_server
from eval.bench.peers import measure
from eval.bench.report import page
from eval.bench.systems import Place
from eval.bench.texts import STATEMENT_SET, Asked, Material, QuickPassages, filling_of, find_material, generated, mixed
from eval.bench.timing import exponent, timing
from eval.scoring import SAMPLE
from index.model import Embedder
from tests.quick_reader import GramReader

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
    quick = QuickPassages(embedder, SENTENCES)
    questions = [Asked("日本のODAの総額は？", "fact")] * 2
    measured = asking.measure(tmp_path, quick, GramReader, questions, SENTENCES, [43, 60], said.append)
    asked = measured["asking"]
    assert isinstance(asked, list)
    assert [(one.paragraphs, one.scoped) for one in asked] == [(43, False), (43, True), (60, False), (60, True)]
    assert len(said) == 4
    assert set(asked[0].kinds) == {"fact"}
    assert len(asked[0].lists_ms) == 4


def test_every_kind_of_question_is_asked_in_turn() -> None:
    asked = mixed(STATEMENT_SET, 25)
    kinds = [one.kind for one in asked]
    assert len(asked) == 25
    assert "refused" in kinds
    assert len(set(kinds[:8])) == 8


def test_libraries_are_filled_with_what_is_not_asked_about(tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("一文目。二文目。\n\n一文目。\n", encoding="utf-8")
    assert filling_of([SAMPLE, other]) == ["一文目。", "二文目。"]
    assert len(filling_of([SAMPLE])) > 43


def test_an_aim_that_is_missed_is_said_first() -> None:
    results = {
        "machine": "two cores",
        "notes": [],
        "index": {"embedding_share": 0.9, "unchanged_speedup": 100.0},
    }
    found = aims(results)
    assert [(aim.name.split(":")[0], aim.met) for aim in found] == [("index", True), ("index", False)]
    written = page(results | {"aims": [asdict(aim) | {"met": aim.met} for aim in found]})
    assert "1 of 2 missed" in written
    assert written.index("MISSED") < written.index("<td>met")


def test_the_embedder_is_served_in_the_form_that_others_ask_for(embedder: Embedder) -> None:
    with embedding_server(embedder) as url:
        told = [_embedded(url, text) for text in ("query: 対話", ["passage: 対話"])]
    np.testing.assert_allclose(told[0], [embedder.embed_query("対話")], atol=1e-6)
    np.testing.assert_allclose(told[1], embedder.embed_passages(["対話"]), atol=1e-6)


def _embedded(url: str, text: str | list[str]) -> list[list[float]]:
    request = urllib.request.Request(f"{url}/embeddings", json.dumps({"input": text}).encode())
    with urllib.request.urlopen(request) as response:
        return [row["embedding"] for row in json.load(response)["data"]]


def test_a_peer_is_measured_and_its_hits_counted(models_data: Path) -> None:
    peer = measure("Chroma, one vector a paragraph", models_data, Material((SAMPLE,), (STATEMENT_SET,)))
    quality = peer.quality["statement-dev"]
    assert quality.questions / 2 < quality.hit_at_1 < quality.hit_at_5 <= quality.questions


def test_a_system_whose_package_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "_PACKAGES", {"fusion": "no_such_package.retrievers", "BM25, ": "no_such_package"})
    names, missing = peers.available()
    assert "Danraku" in names
    assert not any("BM25" in name for name in names)
    assert ["bench extra" in reason for reason in missing] == [True] * 3


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
