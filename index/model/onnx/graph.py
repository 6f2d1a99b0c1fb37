"""The encoder as an ONNX graph: 4-bit embeddings, 8-bit matrices, the rest in 32-bit floats.

Word embeddings stay in the 4 bits they come in, gathered and unpacked row by row. Each
weight matrix is requantised to 8 bits with one scale per output; activations are
quantised as they come (DynamicQuantizeMatMul), one scale per matrix, which is why the
embedder passes one text at a time: a vector then never depends on its neighbours.
Addition and normalisation are two operators because their fused form is ten times slower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.model.onnx.weights import BLOCK, Floats, Quantized, Weights

if TYPE_CHECKING:
    import onnx

Attribute = int | float | list[int]
LayerWeights = Mapping[str, tuple[Floats, Floats]]

CONTRIB = "com.microsoft"
_OPSETS = {"": 21, CONTRIB: 1}
_IR_VERSION = 10
_MASKED = 1e9


def save_encoder(weights: Weights, path: Path, *, layers: int | None = None) -> None:
    """Write the graph, its weights beside it in `<name>_data`.

    Inputs `input_ids` and `attention_mask` (batch, length); outputs `last_hidden_state`
    (batch, length, hidden) and `sentence_embedding` (batch, hidden), the mean over the
    mask, not normalised.

    Args:
        layers: How many of the layers, from the first on; all of them by default.
    """
    save_graph(_Encoder(weights).build(weights.layers if layers is None else layers), path)


def save_graph(model: onnx.ModelProto, path: Path) -> None:
    """Write a graph, what is large in it beside it in `<name>_data`."""
    import onnx

    onnx.save(
        model,
        path,
        save_as_external_data=True,
        location=f"{path.name}_data",
        size_threshold=1024,
        convert_attribute=False,
    )


class Graph:
    """Collects nodes and initial values; methods return the name of their output."""

    def __init__(self, *, heads: int, hidden: int, epsilon: float) -> None:
        self._heads, self._hidden, self._epsilon = heads, hidden, epsilon
        self._nodes: list[onnx.NodeProto] = []
        self._values: list[onnx.TensorProto] = []
        self.value("zero", [0])
        self.value("one", [1])
        self.value("to_heads", [0, 0, 3, heads, hidden // heads])
        self.value("from_heads", [0, 0, hidden])

    def model(
        self, name: str, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto]
    ) -> onnx.ModelProto:
        """All that was collected, as a model."""
        from onnx import helper

        graph = helper.make_graph(self._nodes, name, inputs, outputs, self._values)
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION, producer_name="danraku")

    def node(self, op: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Attribute) -> str:
        """A node with one output."""
        return self.nodes_of(op, inputs, [output], domain, attributes)[0]

    def nodes_of(
        self, op: str, inputs: list[str], outputs: list[str], domain: str, attributes: Mapping[str, Attribute]
    ) -> list[str]:
        """A node with several outputs."""
        from onnx import helper

        node = helper.make_node(op, inputs, outputs, name=outputs[0], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
        self._nodes.append(node)
        return outputs

    def value(self, name: str, values: NDArray[Any] | np.generic | list[int]) -> str:
        """An initial value."""
        from onnx import numpy_helper

        return self.tensor(numpy_helper.from_array(np.ascontiguousarray(values), name))

    def tensor(self, tensor: onnx.TensorProto) -> str:
        """An initial value already made."""
        self._values.append(tensor)
        return str(tensor.name)

    def layer(self, prefix: str, x: str, weights: LayerWeights, attention_bias: str = "") -> str:
        """One transformer layer over x (batch, length, hidden).

        Args:
            prefix: Begins the names of its nodes.
            x: States before it.
            weights: Its matrices ("qkv", "ao", "fi", "fo") and normalisations ("aln", "oln"), each with its bias.
            attention_bias: Added to the scores before they become shares; "" for none.
        """
        context = self._attention(prefix, self.linear(x, f"{prefix}.qkv", *weights["qkv"]), attention_bias)
        attended = self.linear(context, f"{prefix}.ao", *weights["ao"])
        x = self.normalized(self.node("Add", [attended, x], f"{prefix}.attended"), f"{prefix}.aln", *weights["aln"])
        inner = self.linear(x, f"{prefix}.fi", *weights["fi"])
        inner = self.node("Gelu", [inner], f"{prefix}.gelu", domain=CONTRIB)
        outer = self.linear(inner, f"{prefix}.fo", *weights["fo"])
        return self.normalized(self.node("Add", [outer, x], f"{prefix}.fed"), f"{prefix}.oln", *weights["oln"])

    def _attention(self, prefix: str, qkv: str, attention_bias: str) -> str:
        qkv = self.node("Reshape", [qkv, "to_heads"], f"{prefix}.qkv_heads")
        qkv = self.node("Transpose", [qkv], f"{prefix}.qkv_by_head", perm=[2, 0, 3, 1, 4])
        parts = [f"{prefix}.{part}" for part in ("query", "key", "value")]
        query, key, value = self.nodes_of("Split", [qkv], parts, "", {"axis": 0, "num_outputs": 3})
        alpha = (self._hidden // self._heads) ** -0.5
        scores = self.node("FusedMatMul", [query, key], f"{prefix}.scores", domain=CONTRIB, transB=1, alpha=alpha)
        if attention_bias:
            scores = self.node("Add", [scores, attention_bias], f"{prefix}.masked")
        shares = self.node("Softmax", [scores], f"{prefix}.shares", axis=-1)
        context = self.node("MatMul", [shares, value], f"{prefix}.context_by_head")
        context = self.node("Transpose", [context], f"{prefix}.context_heads", perm=[0, 1, 3, 2, 4])
        context = self.node("Squeeze", [context, "zero"], f"{prefix}.context_squeezed")
        return self.node("Reshape", [context, "from_heads"], f"{prefix}.context")

    def linear(self, x: str, name: str, matrix: Floats, bias: Floats) -> str:
        """x times the transposed matrix (outputs by inputs) in 8 bits, plus the bias."""
        levels, scales = _to_int8(matrix)
        weight = self.value(f"{name}.weight", levels.T)
        scale, offset = self.value(f"{name}.scale", scales), self.value(f"{name}.bias", bias)
        return self.node("DynamicQuantizeMatMul", [x, weight, scale, "", offset], name, domain=CONTRIB)

    def exact(self, x: str, name: str, matrix: Floats, bias: Floats) -> str:
        """The same in 32-bit floats, for what is small."""
        product = self.node("MatMul", [x, self.value(f"{name}.weight", matrix.T)], f"{name}.product")
        return self.node("Add", [product, self.value(f"{name}.bias", bias)], name)

    def normalized(self, x: str, name: str, scale: Floats, bias: Floats) -> str:
        """Layer normalisation over the last axis."""
        values = [x, self.value(f"{name}.scale", scale), self.value(f"{name}.bias", bias)]
        return self.node("LayerNormalization", values, f"{name}.normal", axis=-1, epsilon=self._epsilon)


class _Encoder:
    """The graph of the encoder, or of its lower layers."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._graph = Graph(heads=weights.heads, hidden=weights.hidden, epsilon=weights.epsilon)

    def build(self, layers: int) -> onnx.ModelProto:
        from onnx import TensorProto, helper

        hidden = self._weights.hidden
        self._mask()
        x = self._embeddings()
        for layer in range(layers):
            x = self._graph.layer(f"l{layer}", x, self._layer(layer), "attention_bias")
        self._graph.node("Identity", [x], "last_hidden_state")
        self._mean(x)
        return self._graph.model(
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "length", hidden]),
                helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", hidden]),
            ],
        )

    def _mask(self) -> None:
        from onnx import TensorProto

        graph = self._graph
        graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
        graph.node("Sub", ["mask", graph.value("kept", np.float32(1))], "mask_less_1")
        graph.node("Mul", ["mask_less_1", graph.value("masked", np.float32(_MASKED))], "mask_bias")
        graph.node("Unsqueeze", ["mask_bias", graph.value("head_axes", [0, 2, 3])], "attention_bias")

    def _embeddings(self) -> str:
        from onnx import TensorProto

        graph, weights = self._graph, self._weights
        words = weights.matrix("emb.word", weights.hidden)
        graph.tensor(_int4_tensor("words", words))
        graph.value("words_scale", words.scales)
        graph.node(
            "GatherBlockQuantized",
            ["words", "input_ids", "words_scale"],
            "word_half",
            domain=CONTRIB,
            gather_axis=0,
            quantize_axis=1,
            block_size=BLOCK,
        )
        graph.node("Cast", ["word_half"], "word", to=TensorProto.FLOAT)
        places = weights.floats("emb.pos", weights.hidden) + weights.floats("emb.type", weights.hidden)[0]
        graph.node("Shape", ["input_ids"], "length", start=1, end=2)
        graph.node("Slice", [graph.value("places", places), "zero", "length"], "place")
        graph.node("Add", ["word", "place"], "word_and_place")
        return graph.normalized("word_and_place", "emb.ln", weights.floats("emb.ln.w"), weights.floats("emb.ln.b"))

    def _layer(self, layer: int) -> LayerWeights:
        """With the matrices of query, key and value one below the other."""
        parts = self._weights.layer(layer)
        matrices, biases = zip(*(parts[part] for part in "qkv"), strict=True)
        return {**parts, "qkv": (np.concatenate(matrices), np.concatenate(biases))}

    def _mean(self, x: str) -> str:
        graph = self._graph
        row = graph.node("Unsqueeze", ["mask", "one"], "mask_row")
        total = graph.node("Squeeze", [graph.node("MatMul", [row, x], "total_row"), "one"], "total")
        count = graph.node("ReduceSum", ["mask", "one"], "count", keepdims=1)
        return graph.node("Div", [total, count], "sentence_embedding")


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
