"""Texts -> vectors, and what a passage says of a question: encoder and reader, by whichever package computes them."""

from index.model.embedder import Embedder, Vector, load_embedder
from index.model.entailment import Entailment, entailment_model
from index.model.reader import Passage, Reader, Reading, load_reader, load_support

__all__ = [
    "Embedder",
    "Entailment",
    "Passage",
    "Reader",
    "Reading",
    "Vector",
    "entailment_model",
    "load_embedder",
    "load_reader",
    "load_support",
]
