"""Texts -> vectors: the encoder, by whichever package computes it."""

from index.model.embedder import Embedder, TokenEmbedder, Vector, load_embedder
from index.model.entailment import Entailment, entailment_model

__all__ = ["Embedder", "Entailment", "TokenEmbedder", "Vector", "entailment_model", "load_embedder"]
