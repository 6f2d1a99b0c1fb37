"""The grammar of addresses people write: 第16段落, パラ１６, para 16-18, II章の2番目, 前文, Article 9(2)."""

from index.address.citations import Reference, references
from index.address.finding import find_addresses, names_places
from index.address.labels import Labels, labels_of
from index.address.numbers import number_of
from index.address.resolving import Address
from index.address.selecting import Selection, Selector, select

__all__ = [
    "Address",
    "Labels",
    "Reference",
    "Selection",
    "Selector",
    "find_addresses",
    "labels_of",
    "names_places",
    "number_of",
    "references",
    "select",
]
