"""Templates in, HTML out; everything that is put in is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.answers import rule_name
from assistant.records import footnote, written_date
from assistant.surfaces.chat.links import link_in, link_to
from assistant.surfaces.chat.texts import load_texts, place
from assistant.surfaces.chat.wrapping import Break, soft_breaks, split


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["pieces"] = pieces
    environment.filters["unwrapped"] = unwrapped
    environment.globals["link_in"] = link_in
    environment.globals["link_to"] = link_to
    environment.globals["place"] = place
    environment.globals["footnote"] = footnote
    environment.globals["written_date"] = written_date
    environment.globals["rule_name"] = rule_name
    return environment


def render(template: str, *, language: str, **values: object) -> Markup:
    """Fill a template of `templates/`; `t` is the interface's words there."""
    return Markup(_environment().get_template(template).render(t=load_texts(language), language=language, **values))


def pieces(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """The text cut at the spans, each piece with whether it is inside one.

    >>> pieces("総額は5億円", ((3, 6),))
    [('総額は', False), ('5億円', True)]
    """
    cut, at = [], 0
    for start, end in sorted(spans):
        if at <= start < end <= len(text):
            cut += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [(piece, inside) for piece, inside in [*cut, (text[at:], False)] if piece]


def unwrapped(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, bool, Break]]:
    """The pieces of a text, cut at its soft line breaks too, each with whether it is one.

    >>> list(unwrapped("総額は5億円", ((3, 6),)))
    [('総額は', False, ''), ('5億円', True, '')]
    """
    breaks, at = soft_breaks(text), 0
    for piece, inside in pieces(text, spans):
        yield from ((some, inside, soft) for some, soft in split(piece, at, breaks))
        at += len(piece)
