"""The report of a cite-check as text, HTML or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources

from assistant.cite_check.checking import Checked, counts, tally


def as_text(checked: Sequence[Checked]) -> str:
    """One line a sentence, the difference marked [-so-]{+so+}, and the counts."""
    lines = [_line(sentence) for sentence in checked]
    return "\n".join([*lines, "", summary(checked)])


def as_json(checked: Sequence[Checked]) -> str:
    """A list of objects with text, state, labels, rule and suggested."""
    return json.dumps([sentence.as_dict() for sentence in checked], ensure_ascii=False, indent=2)


def as_html(checked: Sequence[Checked], *, memo: str, document: str) -> str:
    """A page that stands by itself."""
    from jinja2 import Environment

    page = resources.files(__package__).joinpath("report.html").read_text("utf-8")
    template = Environment(autoescape=True).from_string(page)
    return template.render(checked=checked, memo=memo, document=document, summary=summary(checked), parts=_parts)


def summary(checked: Sequence[Checked]) -> str:
    """The counts, in words."""
    counted = ", ".join(f"{number} {state}" for state, number in counts(checked).items() if number)
    total = tally(checked)
    referring = total.passed + total.failed + total.unchecked
    said = f"{referring} with a reference ({counted})" if referring else "no sentence cites a paragraph"
    return f"{said}; {total.uncited} without a reference could have one"


def _line(sentence: Checked) -> str:
    before, differing, after = _parts(sentence)
    instead = f"{{+{sentence.stated}+}}" if sentence.stated else ""
    marked = f"{before}[-{differing}-]{instead}{after}" if differing else sentence.text
    hint = f" → {', '.join(sentence.suggested)}" if sentence.suggested else ""
    why = f" ({sentence.rule}{': ' + sentence.detail if sentence.detail else ''})"
    return f"{sentence.state}{hint}{'' if sentence.state == 'supported' else why}: {' '.join(marked.split())}"


def _parts(sentence: Checked) -> tuple[str, str, str]:
    """The sentence before, in and after what differs."""
    start, end = sentence.differs
    return sentence.text[:start], sentence.text[start:end], sentence.text[end:]
