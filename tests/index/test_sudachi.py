"""Every thread has a tokenizer of its own over one dictionary."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from index.sudachi import tokenizer


def split(text: str) -> list[str]:
    return [morpheme.surface() for morpheme in tokenizer().tokenize(text)]


def test_threads_split_at_once_and_alike() -> None:
    texts = ["国境管理に関する協力", "水資源の利用を促進した"] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(split, texts)) == [split(text) for text in texts]


def test_a_thread_keeps_its_tokenizer() -> None:
    assert tokenizer() is tokenizer()
