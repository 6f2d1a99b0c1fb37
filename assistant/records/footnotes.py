"""How a paragraph is cited: title, date, number, page, in the manner of the reader's language."""

from __future__ import annotations

from datetime import date

from index.document import Document, Paragraph

_UNNUMBERED = {"preamble": "前文", "signatures": "署名"}
_IN_ENGLISH = {japanese: english for english, japanese in _UNNUMBERED.items()}


def footnote(document: Document, paragraph: Paragraph, language: str) -> str:
    """A citation of one paragraph as a footnote has it; English for all languages but Japanese."""
    return (_japanese if language == "ja" else _english)(document, paragraph)


def written_date(iso: str, language: str) -> str:
    """A date as people write it; what is no whole date stays as it is.

    >>> written_date("2017-05-01", "ja"), written_date("2017-05-01", "en"), written_date("2017", "en")
    ('2017年5月1日', '1 May 2017', '2017')
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日" if language == "ja" else f"{day.day} {day:%B} {day.year}"


def _japanese(document: Document, paragraph: Paragraph) -> str:
    before = f"{written_date(document.until, 'ja')}差替え前の版" if document.until else ""
    known = [part for part in (written_date(document.date, "ja"), before) if part]
    dated = f"（{'、'.join(known)}）" if known else ""
    place = (
        f"第{paragraph.label}段落" if paragraph.label.isdigit() else _UNNUMBERED.get(paragraph.label, paragraph.label)
    )
    page = f"、{paragraph.page}頁" if paragraph.page else ""
    return f"{document.title}{dated}、{place}{page}"


def _english(document: Document, paragraph: Paragraph) -> str:
    before = f"version before {written_date(document.until, 'en')}" if document.until else ""
    known = [part for part in (written_date(document.date, "en"), before) if part]
    dated = f" ({', '.join(known)})" if known else ""
    label = _IN_ENGLISH.get(paragraph.label, paragraph.label)
    place = f"para. {label}" if label.isdigit() else label
    page = f", p. {paragraph.page}" if paragraph.page else ""
    return f"“{document.title}”{dated}, {place}{page}"
