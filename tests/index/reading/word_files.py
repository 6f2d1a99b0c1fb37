"""Small Word documents written from the parts that matter: lists, styles, paragraphs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def level(depth: int, format: str = "decimal", pattern: str = "", start: int | None = 1, more: str = "") -> str:
    """A level of a list; `more` goes between its format and its pattern (isLgl, pStyle, lvlRestart)."""
    shown = pattern or f"%{depth + 1}."
    first = f'<w:start w:val="{start}"/>' if start is not None else ""
    return (
        f'<w:lvl w:ilvl="{depth}">{first}<w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{escape(shown)}"/></w:lvl>'
    )


def abstract(name: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}"><w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def starting(depth: int, at: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def style(
    name: str,
    *,
    based: str = "",
    num: int | None = None,
    depth: int | None = None,
    kind: str = "paragraph",
    more: str = "",
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{on}<w:pPr>{numbered(num, depth)}</w:pPr>{more}</w:style>'


def numbered(num: int | None, depth: int | None) -> str:
    at = f'<w:ilvl w:val="{depth}"/>' if depth is not None else ""
    of = f'<w:numId w:val="{num}"/>' if num is not None else ""
    return f"<w:numPr>{at}{of}</w:numPr>" if at or of else ""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(
    text: str = "",
    num: int | None = None,
    depth: int | None = None,
    *,
    style: str = "",
    mark: str = "",
    more: str = "",
    runs: str = "",
) -> str:
    """A paragraph: its words, its list, its style; `mark` are properties of its end, `more` further ones of its own."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    end = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    words = runs or (run(text) if text else "")
    return f"<w:p><w:pPr>{own}{numbered(num, depth)}{end}{more}</w:pPr>{words}</w:p>"


def field(instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    written = "".join(f"<w:tr>{joined}</w:tr>" for joined in map("".join, rows))
    return f"<w:tbl><w:tblPr/>{written}</w:tbl>"


def word_file(*body: str, lists: str = "", styles: str = "") -> bytes:
    """The file."""
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/styles" Target="styles.xml"/><Relationship Id="r2" Type="{_RELATION}/numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{default}{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_SPACES}>{lists}</w:numbering>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return content.getvalue()
