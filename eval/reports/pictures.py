"""Small pictures as SVG text: no library, no web resource, the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, BAR, LEFT = 420, 18, 150
SIZE, MARGIN = 240, 34


def bars(values: Mapping[str, float], *, top: float = 1.0, unit: str = "%") -> str:
    """Horizontal bars with their values; `top` fills the width."""
    room = WIDTH - LEFT - 60
    rows = []
    for n, (name, value) in enumerate(values.items()):
        y, length = n * (BAR + 6), room * min(1.0, value / top if top else 0.0)
        shown = f"{value:.0%}" if unit == "%" else f"{value:.0f}{unit}"
        rows.append(
            f'<text x="{LEFT - 6}" y="{y + 13}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2"/>'
            f'<text x="{LEFT + length + 6:.1f}" y="{y + 13}">{shown}</text>'
        )
    return _svg(WIDTH, len(values) * (BAR + 6), "".join(rows))


def scatter(points: Sequence[tuple[float, float, str]], across: str, up: str) -> str:
    """Points (x, y, name) from 0 to 1; the more at one place, the larger the dot."""
    places: dict[tuple[float, float], list[str]] = {}
    for x, y, name in points:
        places.setdefault((round(x, 2), round(y, 2)), []).append(name)
    side = SIZE - 2 * MARGIN
    dots = [
        f'<circle cx="{MARGIN + x * side:.1f}" cy="{SIZE - MARGIN - y * side:.1f}" r="{3 + len(names) ** 0.5:.1f}">'
        f"<title>{escape(', '.join(names[:12]))}{' …' if len(names) > 12 else ''} ({len(names)})</title></circle>"
        for (x, y), names in sorted(places.items())
    ]
    frame = (
        f'<path class="axis" d="M{MARGIN} {MARGIN}V{SIZE - MARGIN}H{SIZE - MARGIN}"/>'
        f'<text x="{SIZE / 2:.0f}" y="{SIZE - 10}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(12 {SIZE / 2:.0f}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'
    )
    return _svg(SIZE, SIZE, frame + "".join(dots))


def steps(values: Sequence[float], label: str) -> str:
    """Share of values at most x, as a staircase."""
    ordered = sorted(values)
    if not ordered:
        return ""
    side, most = SIZE - 2 * MARGIN, ordered[-1] or 1.0
    path = f"M{MARGIN} {SIZE - MARGIN}"
    for n, value in enumerate(ordered, 1):
        path += f"H{MARGIN + value / most * side:.1f}V{SIZE - MARGIN - n / len(ordered) * side:.1f}"
    frame = (
        f'<path class="axis" d="M{MARGIN} {MARGIN}V{SIZE - MARGIN}H{SIZE - MARGIN}"/>'
        f'<text x="{SIZE - MARGIN}" y="{SIZE - 16}" text-anchor="end">{most:.0f} {escape(label)}</text>'
        f'<text x="4" y="{MARGIN - 8}">100%</text>'
    )
    return _svg(SIZE, SIZE, f'{frame}<path class="line" d="{path}"/>')


def _svg(width: int, height: int, inner: str) -> str:
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">{inner}</svg>'
