"""What the phrases of a question mean in one document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.address.containers import Container, container_at
from index.address.labels import Labels
from index.address.numbers import THROUGH, Number
from index.address.phrases import OF_SECTION, Phrase
from index.address.sections import section_number, titled, within
from index.address.selecting import Selection, Selector, select
from index.document import Paragraph, Section
from index.text import Folded, fold
from index.text.languages.unit_words import UNIT_WORDS

_LAW = re.compile(r"(?P<name>[一-鿿ァ-ヺー]{1,12}(?:条約|憲章|議定書|規約|憲法|法|規則|令))\s*(?:の)?$")
_PART_WORD = re.compile(r"項|款|항|para")
_TITLE_CHARS, _ALIKE = 60, 0.8


@dataclass(frozen=True, slots=True)
class Address:
    """A place that a question names.

    Attributes:
        start_char: Where the address starts in the question.
        end_char: Where it ends there.
        text: Its words, as written.
        labels: The paragraphs meant, in the document's order; all of a section's.
        section: The section, where one is named.
        selections: The places inside those paragraphs, where one is named ("the third
            sentence"); empty means the whole paragraphs.
        selector: How the place inside was named; with `labels` empty it waits for the
            paragraph of the conversation ("and the last sentence?").
        missing: What was named and does not exist: labels ("52"), or the words of a
            section or place.
    """

    start_char: int
    end_char: int
    text: str
    labels: tuple[str, ...] = ()
    section: Section | None = None
    selections: tuple[Selection, ...] = ()
    selector: Selector | None = None
    missing: tuple[str, ...] = ()


def role(phrase: Phrase) -> str:
    """Which part of an address a phrase can be: a section, a paragraph, or a place inside."""
    if phrase.what in {"section", "title"}:
        return "section"
    return "inside" if phrase.what == "inside" else "paragraph"


class Resolver:
    """What phrases mean in one document."""

    def __init__(self, question: str, folded: Folded, labels: Labels) -> None:
        self.question, self.folded, self.labels, self.document = question, folded, labels, labels.document

    def written(self, phrase: Phrase) -> str:
        """A phrase as the question writes it."""
        start, end = self.folded.source_span(phrase.start, phrase.end)
        return self.question[start:end]

    def doubtful(self, phrase: Phrase) -> bool:
        """Whether a phrase must not stand in the way of others unless the document has what it names."""
        return phrase.what in {"section", "title"} or phrase.unit == "tree" or self.folded.text[phrase.start] == "§"

    def stands(self, phrase: Phrase) -> bool:
        """Whether a phrase can mean anything in this document at all."""
        if phrase.what == "title":
            return titled(phrase, self.document) is not None
        if phrase.what == "signatures":
            return bool(self._end(phrase))  # 署名した国 is no place where nothing is signed below
        if phrase.what == "section":
            return bool(phrase.words) or self._numbered_sections() or self._unit(phrase)
        if phrase.kind in UNIT_WORDS:
            return self._printed(phrase)
        if phrase.unit == "tree":
            return bool(self.labels.find(self._tree_kind(), phrase.numbers[0]))
        if phrase.what == "numbers" and phrase.kind == "plain" and not self.labels.has("plain"):
            return self._waiting(phrase) is not None
        if phrase.what == "numbers" and phrase.kind in {"article", "recital"}:
            return self.labels.has(phrase.kind) and not self._elsewhere(phrase)
        return True

    def address(self, group: Sequence[Phrase]) -> Address | None:
        """The address that a group of phrases makes; None where it makes none."""
        parts = {role(phrase): phrase for phrase in group}
        section_phrase, inside = parts.get("section"), parts.get("inside")
        paragraph_phrase: Phrase | None = parts.get("paragraph")
        sections = [phrase for phrase in group if role(phrase) == "section"]
        section = self._nested(sections) if sections else None
        if paragraph_phrase and paragraph_phrase.unit == OF_SECTION and not section:
            return None
        if section_phrase and not section and not paragraph_phrase and self._unit(section_phrase):
            paragraph_phrase = replace(section_phrase, what="numbers")
            section_phrase = None
        missing: tuple[str, ...] = ()
        if section_phrase and not section:
            missing = (self.written(section_phrase),)
        scope = self.document.under(section) if section else tuple(self.document)
        waiting = self._waiting(paragraph_phrase) if paragraph_phrase else None
        labels: tuple[str, ...] = ()
        absent: tuple[str, ...] = ()
        if paragraph_phrase and not waiting:
            labels, absent = self._paragraphs(paragraph_phrase, scope, scoped=section is not None)
        elif section:
            labels = tuple(p.label for p in scope)
        selector = (paragraph_phrase.selector if paragraph_phrase else None) or (inside.selector if inside else None)
        selector = waiting or selector
        selections, nowhere = self._places(labels, selector)
        if not (labels or missing or absent or selector):
            return None
        law = self._law_before(group[0])
        return Address(
            start_char=law.start() if law and self._own(law) else group[0].start,
            end_char=group[-1].end,
            text="",
            labels=labels,
            section=section,
            selections=selections,
            selector=selector,
            missing=(*missing, *absent, *nowhere),
        )

    def _paragraphs(
        self, phrase: Phrase, scope: Sequence[Paragraph], *, scoped: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The labels that a phrase means within a scope, and what it names in vain."""
        if phrase.what == "numbers":
            return self._by_number(phrase, scope, scoped=scoped)
        counted = [p.label for p in scope if p.origin != "unnumbered"]
        if phrase.what == "nth":
            found = counted[phrase.index : phrase.index + 1 or None] if -len(counted) <= phrase.index else []
            return tuple(found), () if found else (self.written(phrase),)
        named = self._end(phrase)
        return named, () if named else (self.written(phrase),)

    def _end(self, phrase: Phrase) -> tuple[str, ...]:
        """The preamble or the signatures, where the document begins or ends with one."""
        end = self.document.paragraphs[0 if phrase.what == "preamble" else -1 :][:1]
        return tuple(p.label for p in end if p.origin == "unnumbered")

    def _by_number(
        self, phrase: Phrase, scope: Sequence[Paragraph], *, scoped: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if phrase.kind == "other":
            return self._with_items(phrase.words), ()
        inside = {p.label for p in scope}
        counted = [p.label for p in scope if p.origin != "unnumbered"]
        labels: list[str] = []
        missing: list[str] = []
        kind = self._tree_kind() if phrase.unit == "tree" else phrase.kind
        container = None if scoped or kind in UNIT_WORDS else self._container(phrase)
        through = False
        for number in phrase.numbers:
            if number == THROUGH:
                through = True
                continue
            known = self.labels.find_in(container, kind, number) if container else self.labels.find(kind, number)
            found = [label for label in known if label in inside]
            if not found and scoped and 0 < number[0] <= len(counted):
                found = [counted[number[0] - 1]]
            if through and labels:
                behind = self.document.paragraphs[self.document[labels[-1]].position + 1 :]
                between = self.document.between(labels[-1], found[0]) if found else behind
                labels.extend(p.label for p in between if p.label in inside)
            through = False
            labels.extend(found)
            if not found:
                missing.append(self._of(container) + self._name(phrase, number))
        return tuple(dict.fromkeys(labels)), tuple(dict.fromkeys(missing))

    def _with_items(self, label: str) -> tuple[str, ...]:
        """A paragraph; where it is the head of a section that is numbered within it (4.c of 4.c(1)), all of that."""
        at = self.document[label].position
        opened = next((section for section in self.document.sections if section.start == at), None)
        items = self.document.paragraphs[at : opened.stop] if opened else ()
        return (label, *(p.label for p in items[1:] if p.label.startswith(label)))

    def _container(self, phrase: Phrase) -> Container | None:
        """The annex that holds what a phrase names; None where none is named, or the document is that annex."""
        found = container_at(self.folded.text, phrase.start, phrase.end)
        return None if found and self.folded.text[found.start : found.end] in self._called() else found

    def _of(self, container: Container | None) -> str:
        """A container as the question writes it, before what it is said to hold; "" for none."""
        if container is None:
            return ""
        start, end = self.folded.source_span(container.start, container.end)
        return self.question[start:end] + (" " if self.question[end - 1] < "\u3000" or container.word == "부칙" else "")

    def _name(self, phrase: Phrase, number: Number) -> str:
        if phrase.kind == "plain":
            return str(number[0])
        if phrase.kind in UNIT_WORDS and len(phrase.numbers) == 1:
            return self.written(phrase)
        sample = self.labels.sample(phrase.kind)
        if sample[:1] in {"第", "제"}:
            unit, branch = ("条", "の") if sample[0] == "第" else ("조", "의")
            return f"{sample[0]}{number[0]}{unit}" + "".join(f"{branch}{part}" for part in number[1:])
        return f"{sample.split()[0]} {'.'.join(map(str, number))}"

    def _places(
        self, labels: Sequence[str], selector: Selector | None
    ) -> tuple[tuple[Selection, ...], tuple[str, ...]]:
        if selector is None:
            return (), ()
        found = [(label, select(self.document[label], selector)) for label in labels]
        absent = tuple(
            f"{label}{selector.words}" for label, place in found if place is None and selector.unit == "part"
        )
        return tuple(place for _, place in found if place), absent

    def _nested(self, phrases: Sequence[Phrase]) -> Section | None:
        """The section that phrases mean; of several (section 2 of chapter III) the innermost."""
        choices = [self._sections(phrase) for phrase in phrases]
        found = choices[0]
        for more in choices[1:]:
            pairs = [(a, b) for a in found for b in more if a != b]
            inner = [b for a, b in pairs if within(b, a)] + [a for a, b in pairs if within(a, b)]
            found = inner or found
        return next(iter(found), None)

    def _sections(self, phrase: Phrase) -> list[Section]:
        if phrase.what == "title":
            found = titled(phrase, self.document)
            return [found] if found else []
        if phrase.words:
            return [s for s in self.document.sections if s.label == phrase.words]
        same = [s for s in self.document.sections if section_number(s) == phrase.numbers[0]]
        unit = [s for s in same if phrase.unit and phrase.unit in fold(s.label)]
        return unit or same

    def _waiting(self, phrase: Phrase) -> Selector | None:
        """The part that a bare 第2項 or "paragraph 2" means where articles are the paragraphs."""
        counted = _PART_WORD.search(self.folded.text[phrase.start : phrase.end])
        if phrase.what != "numbers" or phrase.kind != "plain" or self.labels.has("plain") or not counted:
            return None
        japanese = any(p.label.startswith("第") for p in self.document)
        number = phrase.numbers[0][0]
        return Selector("part", words=f"第{number}項" if japanese else f"({number})")

    def _unit(self, phrase: Phrase) -> bool:
        """Whether a section that is asked for is itself a paragraph: 4.2.1 of a tree of numbers."""
        return phrase.what == "section" and self.labels.tree and bool(self.labels.find("plain", phrase.numbers[0]))

    def _printed(self, phrase: Phrase) -> bool:
        """Whether a word and its numbers are a label here, or would be one like others, and no section's number."""
        if any(self.labels.find(phrase.kind, number) for number in phrase.numbers):
            return True
        counted = any(section_number(section) in phrase.numbers for section in self.document.sections)
        return self.labels.has(phrase.kind) and not counted

    def _tree_kind(self) -> str:
        """What a number of several levels (4.05) counts here: paragraphs, or the sections that are printed so."""
        return "plain" if self.labels.tree or not self.labels.has("section") else "section"

    def _numbered_sections(self) -> bool:
        return any(section_number(section) for section in self.document.sections)

    def _elsewhere(self, phrase: Phrase) -> bool:
        """Whether the article is of another law: 会議条約第14条, 民法第9条 in a document of another name."""
        law = self._law_before(phrase)
        return law is not None and not self._own(law)

    def _law_before(self, phrase: Phrase) -> re.Match[str] | None:
        return _LAW.search(self.folded.text[: phrase.start])

    def _own(self, law: re.Match[str]) -> bool:
        """Whether a law's name, shortened or not, is this document's."""
        title = self._called()
        return sum(char in title for char in law["name"]) >= _ALIKE * len(law["name"])

    def _called(self) -> str:
        """What the document calls itself, folded: its title and its first line."""
        return fold(self.document.title + self.document.text.lstrip().partition("\n")[0][:_TITLE_CHARS])
