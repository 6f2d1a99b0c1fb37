"""What a paragraph refers to and what refers to it: what a reader of one looks up next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.derived.references import Reference, references
from index.document import Document, once_per_document


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The cross-references of one paragraph from and to others, each in the order of the document.

    Attributes:
        refers_to: Places in the paragraph that lead to others or to a part of its own.
        referred_by: Places in other paragraphs that lead to it.
    """

    refers_to: tuple[Reference, ...] = ()
    referred_by: tuple[Reference, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """Labels of the other paragraphs that it refers to, each once."""
        return _once(r.target for r in self.refers_to if r.target != r.source)

    @property
    def sources(self) -> tuple[str, ...]:
        """Labels of the paragraphs that refer to it, each once."""
        return _once(r.source for r in self.referred_by)


@once_per_document
def neighbours(document: Document) -> Mapping[str, Neighbours]:
    """The neighbours of every paragraph, by label."""
    from_it: dict[str, list[Reference]] = {paragraph.label: [] for paragraph in document}
    to_it: dict[str, list[Reference]] = {paragraph.label: [] for paragraph in document}
    for reference in references(document):
        from_it[reference.source].append(reference)
        if reference.target != reference.source:
            to_it[reference.target].append(reference)
    return {label: Neighbours(tuple(from_it[label]), tuple(to_it[label])) for label in from_it}


def _once(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))
