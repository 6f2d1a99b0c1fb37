"""The reader as an ONNX graph: the encoder's upper layers, trained to read two texts together.

Below the cut question and passage are read apart, by the lower layers of the encoder as
they are (`save_encoder` with `layers`); here they meet. Each token is told whether its piece
stands in the other text and how near the nearest state there is, and the same is summed up
for the whole question, once over the passage and once over each sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.model.onnx.graph import Graph, LayerWeights, save_graph
from index.model.onnx.weights import Floats

if TYPE_CHECKING:
    import onnx

CUT = 6
_NORMS = ("aln", "oln")
_LINEAR = ("qkv", "ao", "fi", "fo")


def save_reader(tensors: Mapping[str, Floats], rarities: Floats, path: Path, *, heads: int, epsilon: float) -> None:
    """Write the graph.

    Inputs: `question_ids` (n), `passage_ids` (m), `question` (n, hidden) and `passage`
    (m, hidden), the states below the cut; `sentences` (s, m), 1 where a token belongs to a
    sentence, at least one token each. Outputs: `answers` (1), a logit; `sentence_scores` (s),
    comparable within one passage.

    Args:
        tensors: The trained weights, by the names that training gives them.
        rarities: Of each piece of the vocabulary, 0 for marks.
        path: Of the graph; large values go to `<name>_data`.
        heads: Of the attention.
        epsilon: Of the normalisation.
    """
    save_graph(_Reader(tensors, rarities, heads=heads, epsilon=epsilon).build(), path)


class _Reader:
    def __init__(self, tensors: Mapping[str, Floats], rarities: Floats, *, heads: int, epsilon: float) -> None:
        self._tensors = tensors
        self._rarities = rarities
        self._hidden: int = tensors["segment"].shape[1]
        self._graph = Graph(heads=heads, hidden=self._hidden, epsilon=epsilon)

    def build(self) -> onnx.ModelProto:
        from onnx import TensorProto, helper

        graph = self._graph
        for name, values in (("two", [2]), ("far", [1 << 30])):
            graph.value(name, values)
        graph.value("least", np.float32(1e-3))
        graph.value("unit", np.float32(1))
        graph.value("rarities", self._rarities)
        self._meeting()
        rows = self._read_together()
        self._heads(rows)
        floats, ids, hidden = TensorProto.FLOAT, TensorProto.INT64, self._hidden
        return graph.model(
            "reader",
            [
                helper.make_tensor_value_info("question_ids", ids, ["n"]),
                helper.make_tensor_value_info("passage_ids", ids, ["m"]),
                helper.make_tensor_value_info("question", floats, ["n", hidden]),
                helper.make_tensor_value_info("passage", floats, ["m", hidden]),
                helper.make_tensor_value_info("sentences", floats, ["s", "m"]),
            ],
            [
                helper.make_tensor_value_info("answers", floats, [1]),
                helper.make_tensor_value_info("sentence_scores", floats, ["s"]),
            ],
        )

    def _meeting(self) -> None:
        """How near the tokens of the two texts are, and which are the same piece: (n, m) each, 0 for marks."""
        from onnx import TensorProto

        graph = self._graph
        for text in ("question", "passage"):
            graph.node("Gather", ["rarities", f"{text}_ids"], f"{text}.rarity")
            graph.node("Sign", [f"{text}.rarity"], f"{text}.counts")
            graph.node("LpNormalization", [text], f"{text}.direction", axis=-1, p=2)
        column = graph.node("Unsqueeze", ["question_ids", "one"], "question_ids.column")
        same = graph.node(
            "Equal", [column, graph.node("Unsqueeze", ["passage_ids", "zero"], "passage_ids.row")], "equal"
        )
        same = graph.node("Cast", [same], "equal.number", to=TensorProto.FLOAT)
        transposed = graph.node("Transpose", ["passage.direction"], "passage.direction.columns", perm=[1, 0])
        near = graph.node("Relu", [graph.node("MatMul", ["question.direction", transposed], "cosines")], "nearness")
        column = graph.node("Unsqueeze", ["question.counts", "one"], "question.counts.column")
        row = graph.node("Unsqueeze", ["passage.counts", "zero"], "passage.counts.row")
        graph.node("Mul", [column, row], "count")
        graph.node("Mul", [same, "count"], "same")
        graph.node("Mul", [near, "count"], "near")

    def _token_match(self, text: str, axis: str) -> str:
        """Shape (tokens, 3): the piece is in the other text, the nearest state there, the first by rarity."""
        graph = self._graph
        same = graph.node("ReduceMax", ["same", axis], f"{text}.same", keepdims=0)
        near = graph.node("ReduceMax", ["near", axis], f"{text}.near", keepdims=0)
        doubled = graph.node("Sub", [graph.node("Add", [near, near], f"{text}.near.doubled"), "unit"], f"{text}.nearer")
        parts = [same, doubled, graph.node("Mul", [same, f"{text}.rarity"], f"{text}.rarely")]
        columns = [graph.node("Unsqueeze", [part, "one"], f"{part}.column") for part in parts]
        match = graph.node("Concat", columns, f"{text}.match", axis=1)
        counts = graph.node("Unsqueeze", [f"{text}.counts", "one"], f"{text}.counts.rows")
        return graph.node("Mul", [match, counts], f"{text}.matched")

    def _read_together(self) -> str:
        """States (n + m, hidden) above the trained layers."""
        graph = self._graph
        match = graph.value("match", self._tensors["match"])
        texts = []
        for number, (text, axis) in enumerate((("question", "one"), ("passage", "zero"))):
            told = graph.node("MatMul", [self._token_match(text, axis), match], f"{text}.told")
            marked = graph.node(
                "Add", [text, graph.value(f"{text}.segment", self._tensors["segment"][number])], f"{text}.marked"
            )
            texts.append(graph.node("Add", [marked, told], f"{text}.ready"))
        x = graph.node("Unsqueeze", [graph.node("Concat", texts, "both", axis=0), "zero"], "both.batch")
        layers = sorted({int(name.split(".")[1]) for name in self._tensors if name.startswith("layers.")})
        for layer in layers:
            x = graph.layer(f"u{layer}", x, self._layer(layer))
        return graph.node("Squeeze", [x, "zero"], "states")

    def _layer(self, layer: int) -> LayerWeights:
        return {part: self._linear(f"layers.{layer}.{part}") for part in (*_LINEAR, *_NORMS)}

    def _linear(self, name: str) -> tuple[Floats, Floats]:
        return self._tensors[f"{name}.weight"], self._tensors[f"{name}.bias"]

    def _heads(self, states: str) -> None:
        graph = self._graph
        first = graph.node("Slice", [states, "zero", "one", "zero"], "first")
        asked = graph.node("Shape", ["question_ids"], "asked", start=0, end=1)
        passage = graph.node("Slice", [states, asked, "far", "zero"], "read")
        relevance = self._relevance(passage)
        scores = self._sentence_scores(passage, relevance)
        share = graph.node("Unsqueeze", [self._shares(relevance), "zero"], "share.row")
        found = graph.node("MatMul", [share, passage], "found")
        pair = graph.node("Concat", [first, found], "pair", axis=1)
        pooled = graph.node("Tanh", [graph.exact(pair, "pool", *self._linear("pool"))], "pooled")
        logit = graph.node("Squeeze", [graph.exact(pooled, "logit", *self._linear("answers")), "one"], "logit.plain")
        met = graph.node("Squeeze", [graph.exact(self._met_whole(), "met", *self._linear("met")), "one"], "met.plain")
        best = graph.node("ReduceMax", [scores, "zero"], "best", keepdims=1)
        weighted = graph.node("Mul", [best, graph.value("best.weight", self._tensors["best"].reshape(1))], "best.part")
        graph.node("Sum", [logit, met, weighted], "answers")

    def _relevance(self, passage: str) -> str:
        """Of each token of the passage, shape (m)."""
        weight, bias = self._linear("token")
        column = self._graph.exact(passage, "relevance", weight[:1], bias[:1])
        return self._graph.node("Squeeze", [column, "one"], "relevance.plain")

    def _outside(self, inside: str, name: str) -> str:
        """0 where `inside` is 1, -10000 where it is 0."""
        graph = self._graph
        less = graph.node("Sub", [inside, "unit"], f"{name}.less")
        return graph.node("Mul", [less, graph.value(f"{name}.far", np.float32(1e4))], f"{name}.outside")

    def _shares(self, relevance: str) -> str:
        graph = self._graph
        inside = graph.node("ReduceMax", ["sentences", "zero"], "inside", keepdims=0)
        masked = graph.node("Add", [relevance, self._outside(inside, "inside")], "relevance.inside")
        return graph.node("Softmax", [masked], "share", axis=-1)

    def _sentence_scores(self, passage: str, relevance: str) -> str:
        """Mean state, highest relevance, and how the question meets each sentence: (s)."""
        graph = self._graph
        size = graph.node("ReduceSum", ["sentences", "one"], "sizes", keepdims=1)
        mean = graph.node("Div", [graph.node("MatMul", ["sentences", passage], "sums"), size], "means")
        linear = graph.node(
            "Squeeze", [graph.exact(mean, "sentence", *self._linear("sentence")), "one"], "sentence.plain"
        )
        within = graph.node(
            "Add",
            [graph.node("Unsqueeze", [relevance, "zero"], "relevance.row"), self._outside("sentences", "each")],
            "within",
        )
        peak = graph.node("ReduceMax", [within, "one"], "peaks", keepdims=0)
        met = graph.exact(self._met_each(), "met_each", *self._linear("met_sentence"))
        return graph.node(
            "Sum", [linear, peak, graph.node("Squeeze", [met, "one"], "met_each.plain")], "sentence_scores"
        )

    def _met_whole(self) -> str:
        """Shape (1, 4)."""
        same = self._graph.node("Unsqueeze", ["question.same", "zero"], "whole.same")
        near = self._graph.node("Unsqueeze", ["question.near", "zero"], "whole.near")
        return self._summed(same, near, "whole")

    def _met_each(self) -> str:
        """Shape (s, 4)."""
        graph = self._graph
        mask = graph.node("Unsqueeze", ["sentences", "one"], "sentences.apart")  # (s, 1, m)
        best = []
        for kind in ("same", "near"):
            apart = graph.node("Unsqueeze", [kind, "zero"], f"{kind}.apart")  # (1, n, m)
            product = graph.node("Mul", [apart, mask], f"{kind}.each")
            best.append(graph.node("ReduceMax", [product, "two"], f"{kind}.best", keepdims=0))
        return self._summed(best[0], best[1], "each_met")

    def _summed(self, same: str, near: str, name: str) -> str:
        """Of (rows, n): shares of the question met, by rarity; the rarest piece missed; the plain share: (rows, 4)."""
        graph = self._graph
        rarity = graph.node("Unsqueeze", ["question.rarity", "zero"], f"{name}.rarity")
        total = graph.node(
            "Max", [graph.node("ReduceSum", [rarity], f"{name}.sum", keepdims=1), "least"], f"{name}.total"
        )
        columns = []
        for kind, values in (("same", same), ("near", near)):
            product = graph.node("Mul", [values, rarity], f"{name}.{kind}.rare")
            share = graph.node("ReduceSum", [product, "one"], f"{name}.{kind}.sum", keepdims=1)
            columns.append(graph.node("Div", [share, total], f"{name}.{kind}.share"))
        missed = graph.node("Mul", [graph.node("Sub", ["unit", same], f"{name}.gone"), rarity], f"{name}.missed")
        columns.append(graph.node("ReduceMax", [missed, "one"], f"{name}.rarest", keepdims=1))
        counted = graph.node(
            "Max", [graph.node("ReduceSum", ["question.counts"], f"{name}.n", keepdims=1), "unit"], f"{name}.many"
        )
        plain = graph.node("ReduceSum", [same, "one"], f"{name}.plain.sum", keepdims=1)
        columns.append(graph.node("Div", [plain, counted], f"{name}.plain"))
        return graph.node("Concat", columns, f"{name}.summed", axis=1)
