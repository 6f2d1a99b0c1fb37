"""Every thread has a tokenizer of its own over one dictionary."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from index.text.sudachi import units


def split(text: str) -> list[str]:
    return [unit.morpheme.surface() for unit in units(text)]


def test_threads_split_at_once_and_alike() -> None:
    texts = ["国境管理に関する協力", "水資源の利用を促進した"] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(split, texts)) == [split(text) for text in texts]


def test_spans_of_a_long_text_cut_into_pieces_are_those_of_the_whole() -> None:
    text = "国境管理に関する協力。" * 2_000
    assert "".join(text[unit.start_char : unit.end_char] for unit in units(text)) == text
