"""What learns: the encoder cut in two, and what is built on it. `model`, `batches` and `losses` need torch."""
