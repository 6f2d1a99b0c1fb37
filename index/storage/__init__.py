"""Documents and vectors -> one data folder, and back: the catalogue (SQL), the vectors (Chroma), the lock."""

from index.storage.catalog import Catalog
from index.storage.indexing import Progress, index_paragraphs
from index.storage.lock import FolderLock
from index.storage.records import Row, Summary
from index.storage.vectors import Vectors

__all__ = ["Catalog", "FolderLock", "Progress", "Row", "Summary", "Vectors", "index_paragraphs"]
