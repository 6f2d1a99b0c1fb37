"""Texts -> vectors: the encoder, by whichever package computes it."""
