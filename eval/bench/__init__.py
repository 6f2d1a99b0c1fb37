"""How fast and how big: `python -m eval.bench`, one command, JSON and a page with plots.

Everything is a ratio within one run: of an answer to the bare embedding of its question,
of indexing to the bare embedding of the same texts, of a cold start to the bare import of
the libraries underneath. Absolute times of a shared machine say little.
"""
