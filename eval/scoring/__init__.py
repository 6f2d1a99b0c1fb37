"""A run and its set -> scores, from gold labels, gold facts and the source text alone."""
