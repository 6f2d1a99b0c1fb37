"""The model as an ONNX graph: 4-bit embeddings, 8-bit matrices, the rest in 32-bit floats.

Word embeddings stay in the 4 bits they come in, gathered and unpacked row by row. Each
weight matrix is requantised to 8 bits with one scale per output; activations are
quantised as they come (DynamicQuantizeMatMul), one scale per matrix, which is why the
embedder passes one text at a time: a vector then never depends on its neighbours.
Addition and normalisation are two operators because their fused form is ten times slower.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.model.onnx.weights import BLOCK, Floats, Quantized, Weights

if TYPE_CHECKING:
    import onnx

Attribute = int | float | list[int]

CONTRIB = "com.microsoft"
_OPSETS = {"": 21, CONTRIB: 1}
_IR_VERSION = 10
_MASKED = 1e9


def save_graph(weights: Weights, path: Path) -> None:
    """Write the graph, its weights beside it in `<name>_data`.

    Inputs `input_ids` and `attention_mask` (batch, length); outputs `last_hidden_state`
    (batch, length, hidden) and `sentence_embedding` (batch, hidden), the mean over the
    mask, not normalised.
    """
    import onnx

    model = _Builder(weights).build()
    onnx.save(
        model,
        path,
        save_as_external_data=True,
        location=f"{path.name}_data",
        size_threshold=1024,
        convert_attribute=False,
    )


class _Builder:
    """Collects nodes and initial values; methods return the name of their output."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._values: list[onnx.TensorProto] = []

    def build(self) -> onnx.ModelProto:
        from onnx import TensorProto, helper

        hidden = self._weights.hidden
        self._shared_values()
        x = self._embeddings()
        for layer in range(self._weights.layers):
            x = self._layer(layer, x)
        self._node("Identity", [x], "last_hidden_state")
        self._mean(x)
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "length", hidden]),
                helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", hidden]),
            ],
            self._values,
        )
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION, producer_name="danraku")

    def _node(self, op: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Attribute) -> str:
        return self._nodes_of(op, inputs, [output], domain, attributes)[0]

    def _nodes_of(
        self, op: str, inputs: list[str], outputs: list[str], domain: str, attributes: Mapping[str, Attribute]
    ) -> list[str]:
        from onnx import helper

        node = helper.make_node(op, inputs, outputs, name=outputs[0], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
        self._nodes.append(node)
        return outputs

    def _value(self, name: str, values: NDArray[Any] | np.generic | list[int]) -> str:
        from onnx import numpy_helper

        self._values.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _shared_values(self) -> None:
        from onnx import TensorProto

        heads, size = self._weights.heads, self._weights.hidden // self._weights.heads
        self._value("zero", [0])
        self._value("one", [1])
        self._value("to_heads", [0, 0, 3, heads, size])
        self._value("from_heads", [0, 0, heads * size])
        self._node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
        self._node("Sub", ["mask", self._value("kept", np.float32(1))], "mask_less_1")
        self._node("Mul", ["mask_less_1", self._value("masked", np.float32(_MASKED))], "mask_bias")
        self._node("Unsqueeze", ["mask_bias", self._value("head_axes", [0, 2, 3])], "attention_bias")

    def _embeddings(self) -> str:
        from onnx import TensorProto

        weights = self._weights
        words = weights.matrix("emb.word", weights.hidden)
        self._values.append(_int4_tensor("words", words))
        self._value("words_scale", words.scales)
        self._node(
            "GatherBlockQuantized",
            ["words", "input_ids", "words_scale"],
            "word_half",
            domain=CONTRIB,
            gather_axis=0,
            quantize_axis=1,
            block_size=BLOCK,
        )
        self._node("Cast", ["word_half"], "word", to=TensorProto.FLOAT)
        places = weights.floats("emb.pos", weights.hidden) + weights.floats("emb.type", weights.hidden)[0]
        self._node("Shape", ["input_ids"], "length", start=1, end=2)
        self._node("Slice", [self._value("places", places), "zero", "length"], "place")
        self._node("Add", ["word", "place"], "word_and_place")
        return self._normalized("word_and_place", "emb.ln")

    def _layer(self, layer: int, x: str) -> str:
        prefix = f"l{layer}"
        context = self._attention(prefix, x)
        attended = self._linear(context, f"{prefix}.ao", [f"{prefix}.ao"], self._weights.hidden)
        x = self._normalized(self._node("Add", [attended, x], f"{prefix}.attended"), f"{prefix}.aln")
        inner = self._linear(x, f"{prefix}.fi", [f"{prefix}.fi"], self._weights.hidden)
        inner = self._node("Gelu", [inner], f"{prefix}.gelu", domain=CONTRIB)
        outer = self._linear(inner, f"{prefix}.fo", [f"{prefix}.fo"], self._weights.feed_forward)
        return self._normalized(self._node("Add", [outer, x], f"{prefix}.fed"), f"{prefix}.oln")

    def _attention(self, prefix: str, x: str) -> str:
        size = self._weights.hidden // self._weights.heads
        qkv = self._linear(x, f"{prefix}.qkv", [f"{prefix}.{part}" for part in "qkv"], self._weights.hidden)
        qkv = self._node("Reshape", [qkv, "to_heads"], f"{prefix}.qkv_heads")
        qkv = self._node("Transpose", [qkv], f"{prefix}.qkv_by_head", perm=[2, 0, 3, 1, 4])
        parts = [f"{prefix}.{part}" for part in ("query", "key", "value")]
        query, key, value = self._nodes_of("Split", [qkv], parts, "", {"axis": 0, "num_outputs": 3})
        scores = self._node("FusedMatMul", [query, key], f"{prefix}.scores", domain=CONTRIB, transB=1, alpha=size**-0.5)
        scores = self._node("Add", [scores, "attention_bias"], f"{prefix}.masked")
        shares = self._node("Softmax", [scores], f"{prefix}.shares", axis=-1)
        context = self._node("MatMul", [shares, value], f"{prefix}.context_by_head")
        context = self._node("Transpose", [context], f"{prefix}.context_heads", perm=[0, 1, 3, 2, 4])
        context = self._node("Squeeze", [context, "zero"], f"{prefix}.context_squeezed")
        return self._node("Reshape", [context, "from_heads"], f"{prefix}.context")

    def _linear(self, x: str, name: str, parts: list[str], inputs: int) -> str:
        """x times the transposed matrices of `parts`, side by side, plus their biases."""
        matrix = np.concatenate([self._weights.matrix(f"{part}.w", inputs).dequantize(np.float32) for part in parts])
        bias = np.concatenate([self._weights.floats(f"{part}.b") for part in parts])
        levels, scales = _to_int8(matrix)
        weight = self._value(f"{name}.weight", levels.T)
        scale, offset = self._value(f"{name}.scale", scales), self._value(f"{name}.bias", bias)
        return self._node("DynamicQuantizeMatMul", [x, weight, scale, "", offset], name, domain=CONTRIB)

    def _normalized(self, x: str, name: str) -> str:
        scale = self._value(f"{name}.scale", self._weights.floats(f"{name}.w"))
        bias = self._value(f"{name}.bias", self._weights.floats(f"{name}.b"))
        epsilon = self._weights.epsilon
        return self._node("LayerNormalization", [x, scale, bias], f"{name}.normal", axis=-1, epsilon=epsilon)

    def _mean(self, x: str) -> str:
        row = self._node("Unsqueeze", ["mask", "one"], "mask_row")
        total = self._node("Squeeze", [self._node("MatMul", [row, x], "total_row"), "one"], "total")
        count = self._node("ReduceSum", ["mask", "one"], "count", keepdims=1)
        return self._node("Div", [total, count], "sentence_embedding")


def _to_int8(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """8-bit levels of a matrix (outputs by inputs) and the scale of each output."""
    scales = (np.abs(matrix).max(axis=1) / 127).astype(np.float32)
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales


def _int4_tensor(name: str, matrix: Quantized) -> onnx.TensorProto:
    import onnx

    signed = matrix.levels ^ 8  # level - 8 in two's complement of 4 bits
    packed = signed[:, 0::2] | (signed[:, 1::2] << 4)
    return onnx.TensorProto(
        name=name, data_type=onnx.TensorProto.INT4, dims=matrix.levels.shape, raw_data=packed.tobytes()
    )
