"""Documents and vectors -> one data folder, and back: the catalogue (SQL), the vectors (Chroma), the lock."""
