"""Floors: what results must reach, and the most that they may lose, so that a pipeline can refuse a change.

Not to be mixed up with the gate of `answer.safety`, which looks at questions. A file of floors is TOML:

    [floors]                          # of the second of two results, over all questions
    strict_vital = 0.6                # at least; of a measure where lower is better, at most
    words = {at_most = 120}           # of a length neither way is better: say which is meant
    quote_validity = 1

    [floors.near-miss]                # the same over the questions of one kind
    answered_though_not_covered = {at_most = 0.2}

    [drops]                           # the most that the second may lose against the first
    correct = 0.02

A measure that the results do not have is an error, and no floor that happens to hold.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from eval.compare import Row, rows_of
from eval.errors import EvalError
from eval.glossary import GLOSSARY, Better
from eval.results import Results

BOUNDS = ("at_least", "at_most")
SLACK = 1e-9  # means of the same values may differ in their last bits


@dataclass(frozen=True, slots=True)
class Floor:
    """The bounds of the mean of one measure. `kind` None is over all questions."""

    measure: str
    kind: str | None
    at_least: float | None
    at_most: float | None


@dataclass(frozen=True, slots=True)
class Floors:
    """A file of floors as read. `drops` are the greatest losses by measure."""

    path: Path
    floors: tuple[Floor, ...]
    drops: Mapping[str, float]


def read_floors(path: Path) -> Floors:
    """The floors in a file. Raises EvalError naming the file, the table and the value that cannot be used."""
    tables = _parse(path)
    for name in tables:
        if name not in ("floors", "drops"):
            raise EvalError(f"{path}: there is no table [{name}]: write [floors], [floors.KIND] or [drops]")
    floors = tuple(_read_floors(_table(tables, "floors", path), path))
    drops = {name: _drop(name, value, path) for name, value in _table(tables, "drops", path).items()}
    if not floors and not drops:
        raise EvalError(f"{path} names no floor, so everything would pass: write some under [floors] or [drops]")
    return Floors(path, floors, drops)


def check_floors(floors: Floors, results: Results, comparison: Mapping[str, Any]) -> list[str]:
    """What fails, a line for each, naming measure, value and floor; nothing where all hold.

    `results` are the second of the two that were compared, `comparison` what `compare_results` returned. Raises
    EvalError for a measure or kind that they do not have.
    """
    rows = list(rows_of(results, comparison["second"]["system"]).values())
    failed = [line for floor in floors.floors for line in _check_floor(floor, rows, floors.path)]
    return failed + [
        line for name, most in floors.drops.items() for line in _check_drop(name, most, comparison, floors.path)
    ]


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise EvalError(f"{path} cannot be read ({error.strerror}): check --gate") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvalError(f"{path} is not valid TOML ({error}): mend that line") from None


def _table(tables: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    table = tables.get(name, {})
    if not isinstance(table, Mapping):
        raise EvalError(f"{path}: {name!r} is {table!r}; it is a table: write [{name}]")
    return table


def _read_floors(table: Mapping[str, Any], path: Path) -> Iterator[Floor]:
    """A table within is a floor where it holds bounds, else the floors of a kind."""
    for name, value in table.items():
        if value == {}:
            raise EvalError(f"{path}: [floors.{name}] is empty, so it would always pass: write a floor, or drop it")
        if isinstance(value, Mapping) and not set(value) <= set(BOUNDS):
            for measure, bounds in value.items():
                yield _floor(measure, name, bounds, f"{path}, [floors.{name}]")
        else:
            yield _floor(name, None, value, f"{path}, [floors]")


def _floor(measure: str, kind: str | None, value: object, where: str) -> Floor:
    better = _better(measure, where)
    if isinstance(value, Mapping):
        if not value or not set(value) <= set(BOUNDS):
            raise EvalError(f"{where}: {measure} is {dict(value)!r}: write at_least, at_most or both")
        bounds = {name: _number(bound, f"{where}: {measure}.{name}") for name, bound in value.items()}
        return Floor(measure, kind, bounds.get("at_least"), bounds.get("at_most"))
    number = _number(value, f"{where}: {measure}")
    if better is Better.NEITHER:
        raise EvalError(f"{where}: {measure} is {value!r}: write {{at_least = {value}}} or {{at_most = {value}}}")
    lower = better is Better.LOWER
    return Floor(measure, kind, None if lower else number, number if lower else None)


def _better(measure: str, where: str) -> Better:
    if measure not in GLOSSARY:
        raise EvalError(f"{where}: there is no measure {measure!r}; there are {', '.join(GLOSSARY)}")
    return GLOSSARY[measure].better


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise EvalError(f"{where} is {value!r}: write a number")
    return float(value)


def _drop(name: str, value: object, path: Path) -> float:
    number = _number(value, f"{path}, [drops]: {name}")
    if number < 0:
        raise EvalError(f"{path}, [drops]: {name} is {value!r}: write how much may be lost, 0 for nothing")
    if _better(name, f"{path}, [drops]") is Better.NEITHER:
        raise EvalError(f"{path}, [drops]: of {name} neither way is a loss: write a floor for it instead")
    return number


def _check_floor(floor: Floor, rows: Sequence[Row], path: Path) -> Iterator[str]:
    value = _mean(floor, rows, path)
    of_kind = f" of {floor.kind}" if floor.kind is not None else ""
    if floor.at_least is not None and value < floor.at_least - SLACK:
        yield f"{floor.measure}{of_kind} is {value:.4g}, below the floor of {floor.at_least:g}"
    if floor.at_most is not None and value > floor.at_most + SLACK:
        yield f"{floor.measure}{of_kind} is {value:.4g}, above the {floor.at_most:g} that it may be at most"


def _mean(floor: Floor, rows: Sequence[Row], path: Path) -> float:
    taken = [row for row in rows if floor.kind is None or row.get("kind") == floor.kind]
    if not taken:
        kinds = ", ".join(sorted({str(row.get("kind")) for row in rows if row.get("kind")})) or "none"
        raise EvalError(f"{path}: no question is of the kind {floor.kind!r}; there are {kinds}")
    values = [row["measures"][floor.measure] for row in taken if floor.measure in row["measures"]]
    if not values:
        raise _unknown(floor.measure, (name for row in taken for name in row["measures"]), path)
    return fmean(values)


def _check_drop(name: str, most: float, comparison: Mapping[str, Any], path: Path) -> Iterator[str]:
    measures = comparison["measures"]
    if name not in measures:
        raise _unknown(name, measures, path)
    first, second = measures[name]["first"], measures[name]["second"]
    lost = second - first if GLOSSARY[name].better is Better.LOWER else first - second
    if lost > most + SLACK:
        yield f"{name} went from {first:.4g} to {second:.4g}, worse by {lost:.4g}; at most {most:g} may be lost"


def _unknown(measure: str, known: Iterator[str] | Mapping[str, Any], path: Path) -> EvalError:
    return EvalError(f"{path}: the results have no measure {measure!r}; there are {', '.join(dict.fromkeys(known))}")
