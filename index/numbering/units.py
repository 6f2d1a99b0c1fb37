"""Which numbered level is the author's paragraph, and what each is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.numbering.choosing import Chain, best_chain
from index.numbering.schemes import Marker
from index.numbering.sections import Heading

_PLAIN = ("1.", "(1)", "[1]", "1)", "¶1")
_SUFFIXES = ("", "", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered unit: where it starts and what it is called."""

    label: str
    marker: Marker


@dataclass(frozen=True, slots=True)
class Plan:
    """The units of a document in order, and the numbering in words for a reader."""

    units: tuple[Unit, ...] = ()
    numbering: str = ""


def choose_units(markers: dict[str, list[Marker]], headings: Sequence[Heading]) -> Plan:
    """The numbering that the document itself follows; an empty plan where there is none."""
    borders = [heading.line for heading in headings]
    chains = {scheme: best_chain(markers.get(scheme, []), borders=borders) for scheme in _PLAIN}
    scheme, chain = max(chains.items(), key=lambda item: item[1].score)
    if not _credible(chain):
        return Plan()
    return Plan(tuple(Unit(flat_label(m), m) for m in chain.markers), scheme)


def flat_label(marker: Marker) -> str:
    """The number in Arabic digits with its Latin suffix: 9bis."""
    number, *bis = marker.value
    return f"{number}{_SUFFIXES[bis[0]] if bis and bis[0] < len(_SUFFIXES) else ''}"


def _credible(chain: Chain) -> bool:
    return len(chain) >= _LEAST and chain.score >= 0.5 * len(chain)
