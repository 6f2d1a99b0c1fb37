"""Two runs of one set, item by item; and the gate that keeps a run from falling back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.items import BadSet
from eval.scoring import Figure, ItemScore, Summary
from eval.scoring.aggregating import OF_ANSWERABLE
from eval.scoring.intervals import bootstrap
from eval.scoring.metrics import mean

HEADLINE = "fully correct"


@dataclass(frozen=True)
class Comparison:
    """B less A: mean differences with intervals, and the items that changed sides."""

    differences: Mapping[str, Figure]
    won: tuple[str, ...]
    lost: tuple[str, ...]


def compare(a: Sequence[ItemScore], b: Sequence[ItemScore]) -> Comparison:
    """Compare scores of the same items in the same order."""
    pairs = list(zip(a, b, strict=True))
    won = tuple(y.item.id for x, y in pairs if y.fully_correct and not x.fully_correct)
    lost = tuple(y.item.id for x, y in pairs if x.fully_correct and not y.fully_correct)
    differences = {
        HEADLINE: _difference([(float(x.fully_correct), float(y.fully_correct), x.cluster) for x, y in pairs])
    }
    for name in OF_ANSWERABLE:
        both = [
            (x.measures[name], y.measures[name], x.cluster)
            for x, y in pairs
            if name in x.measures and name in y.measures
        ]
        differences[name] = _difference(both)
    return Comparison(differences, won, lost)


def _difference(values: Sequence[tuple[float, float, str]]) -> Figure:
    gained = [y - x for x, y, _ in values]
    if not gained:
        return Figure(None, 0.0, 0.0, 0)
    return Figure(mean(gained), *bootstrap(gained, [cluster for *_, cluster in values]), len(gained))


class Gate(BaseModel):
    """What a run must reach: thresholds, and figures of a baseline that it must not fall below.

    Attributes:
        set: sha256 of the set that the figures are of, as scores.json gives it.
        at_least: Lower bounds by measure; abstention's are named "abstention F1" and so on.
        at_most: Upper bounds by measure.
        baseline: Figures of an accepted run.
        may_fall: How far below the baseline is still accepted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    set: str
    at_least: Mapping[str, float] = {}
    at_most: Mapping[str, float] = {}
    baseline: Mapping[str, float] = {}
    may_fall: Annotated[float, Field(ge=0)] = 0.0


def read_gate(path: Path, sha256: str) -> Gate:
    """The gate in a JSON file.

    Raises:
        BadSet: not a gate, or the gate of another set.
    """
    try:
        gate = Gate.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise BadSet(f"{path} is not a gate: {error}") from error
    if gate.set != sha256:
        raise BadSet(f"{path.name} is the gate of set {gate.set[:12]}, this one is {sha256[:12]}")
    return gate


def fallen(gate: Gate, summary: Summary) -> list[str]:
    """What is not reached, in words; empty when the gate is passed."""
    values = figures_by_name(summary)
    found = [
        f"{n}: {_show(values.get(n))}, asked at least {v}"
        for n, v in gate.at_least.items()
        if not _reaches(values, n, v)
    ]
    found += [
        f"{n}: {_show(values.get(n))}, asked at most {v}" for n, v in gate.at_most.items() if _exceeds(values, n, v)
    ]
    for name, before in gate.baseline.items():
        if not _reaches(values, name, before - gate.may_fall):
            found.append(f"{name}: {_show(values.get(name))}, was {before}")
    return found


def figures_by_name(summary: Summary) -> dict[str, float | None]:
    """Every figure of a run under one name each."""
    abstention = {f"abstention {name}": value for name, value in summary.abstention.items()}
    return {name: figure.value for name, figure in summary.figures.items()} | abstention


def _reaches(values: Mapping[str, float | None], name: str, bound: float) -> bool:
    value = values.get(name)
    return value is not None and value >= bound - 1e-9


def _exceeds(values: Mapping[str, float | None], name: str, bound: float) -> bool:
    value = values.get(name)
    return value is None or value > bound + 1e-9


def _show(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.3f}"
