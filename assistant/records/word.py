"""Blocks as a Word document with real footnotes, and the record of an export kept inside it.

python-docx knows no footnotes: their part is written here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, cast
from xml.sax.saxutils import escape
from zipfile import BadZipFile

from lxml import etree

from assistant.records.blocks import Block, Kind

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.package import Package

_STYLES: Final[dict[Kind, str]] = {
    "title": "Title", "question": "Heading 1", "claim": "List Paragraph", "text": "Normal",
}  # fmt: skip
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RECORD = "urn:danraku:record"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def to_docx(blocks: Sequence[Block], record: str = "") -> bytes:
    """Blocks as a Word document; control characters, which XML cannot hold, become �.

    Args:
        blocks: What is read, each footnote at the end of its block.
        record: Kept inside, unseen; see `record_of`.
    """
    import docx

    document = docx.Document()
    notes: list[str] = []
    for block in blocks:
        paragraph = document.add_paragraph(_printable(block.text), style=_STYLES[block.kind])
        for note in block.notes:
            notes.append(_printable(note))
            paragraph._p.append(_element(f'<w:r>{_RAISED}<w:footnoteReference w:id="{len(notes)}"/></w:r>'))
    package = cast("Package", document.part.package)
    if notes:
        part = _part(package, "/word/footnotes.xml", _FOOTNOTES_TYPE, _notes(notes))
        document.part.relate_to(part, _RELATION + "footnotes")
    if record:
        kept = f'<record xmlns="{_RECORD}">{escape(_printable(record))}</record>'.encode()
        part = _part(package, "/customXml/danraku.xml", "application/xml", kept)
        document.part.relate_to(part, _RELATION + "customXml")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def from_docx(content: bytes) -> list[Block]:
    """The blocks of such a document, their footnotes with them.

    Raises:
        ValueError: it is no DOCX file.
    """
    document = _opened(content)
    kinds = {style: kind for kind, style in _STYLES.items()}
    notes = dict(_read_notes(document))
    return [
        Block(
            kinds.get(p.style.name if p.style else "", "text"),
            p.text,
            tuple(notes[name] for name in p._p.xpath(".//w:footnoteReference/@w:id") if name in notes),
        )
        for p in document.paragraphs
        if p.text.strip()
    ]


def record_of(content: bytes) -> str:
    """The record kept inside; "" where there is none.

    Raises:
        ValueError: it is no DOCX file.
    """
    for part in _opened(content).part.package.iter_parts():
        if str(part.partname).startswith("/customXml/") and _RECORD.encode() in part.blob:
            return str(etree.fromstring(part.blob).text or "")
    return ""


def _opened(content: bytes) -> Document:
    import docx

    try:
        return docx.Document(io.BytesIO(content))
    except (BadZipFile, KeyError) as error:
        raise ValueError("it is no DOCX file") from error


def _read_notes(document: Document) -> Iterator[tuple[str, str]]:
    for part in document.part.package.iter_parts():
        if part.content_type == _FOOTNOTES_TYPE:
            for note in etree.fromstring(part.blob).iter(f"{{{_W}}}footnote"):
                lines = ("".join(t.text or "" for t in p.iter(f"{{{_W}}}t")) for p in note.iter(f"{{{_W}}}p"))
                yield note.get(f"{{{_W}}}id", ""), "\n".join(line.strip() for line in lines)


def _notes(notes: Sequence[str]) -> bytes:
    written = "".join(f'<w:footnote w:id="{number}">{_note(note)}</w:footnote>' for number, note in enumerate(notes, 1))
    return f'<w:footnotes xmlns:w="{_W}">{_SEPARATORS}{written}</w:footnotes>'.encode()


def _note(note: str) -> str:
    first, *rest = [f'<w:r><w:t xml:space="preserve"> {escape(line)}</w:t></w:r>' for line in note.splitlines()] or [""]
    mark = f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
    return f"<w:p>{mark}{first}</w:p>" + "".join(f"<w:p>{line}</w:p>" for line in rest)


def _part(package: Package, name: str, content_type: str, blob: bytes) -> Part:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI(name), content_type, b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + blob, package)


def _element(xml: str) -> BaseOxmlElement:
    from docx.oxml.parser import parse_xml

    return parse_xml(xml.replace("<w:r>", f'<w:r xmlns:w="{_W}">', 1))


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
