"""Documents in, numbered paragraphs found; knows nothing of answers."""
