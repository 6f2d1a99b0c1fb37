"""Small PDFs drawn word for word: text at a place, in a size, a colour, a direction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Drawn:
    """Text in Helvetica, `left` and `down` from the page's top left corner; `mode` 3 is not drawn; `scaled` has the size in its matrix."""

    text: str
    left: float = 72
    down: float = 72
    size: float = 10
    mode: int = 0
    grey: float = 0.0
    turned: float = 0.0
    scaled: bool = False


def line_by_line(
    lines: Sequence[str], *, left: float = 72, down: float = 72, pitch: float = 14, size: float = 10
) -> list[Drawn]:
    """Lines one below the other; "" leaves one out."""
    return [Drawn(line, left, down + n * pitch, size) for n, line in enumerate(lines) if line]


def pdf_file(*pages: Sequence[Drawn], title: str = "", boxes: str = "") -> bytes:
    """The file; `boxes` are drawing commands below the text of each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    objects.append(f"<< /Title ({title}) >>")
    kids = []
    for page in pages:
        stream = boxes + " ".join(map(_drawing, page))
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        place = f"/Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R"
        objects.append(f"<< /Type /Page {place} /Resources << /Font << /F1 3 0 R >> >> >>")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{n} 0 obj\n{content}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    return f"{body}{table}trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode(
        "latin-1"
    )


def _drawing(drawn: Drawn) -> str:
    a, b = math.cos(math.radians(drawn.turned)), math.sin(math.radians(drawn.turned))
    size, scale = (1, drawn.size) if drawn.scaled else (drawn.size, 1)
    place = f"{a * scale:.3f} {b * scale:.3f} {-b * scale:.3f} {a * scale:.3f} {drawn.left} {HEIGHT - drawn.down}"
    words = drawn.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {drawn.grey} g {drawn.mode} Tr /F1 {size} Tf {place} Tm ({words}) Tj ET"
