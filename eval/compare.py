"""Comparing two result folders question by question: which is better, how sure that is, and where it shows.

`eval.retrieval` compares the systems of one run in the same way; here the systems were run apart, say with two
configurations, on two days, or one of them by somebody else. Only questions that both have are compared, measure by
measure, and the p of the measures are corrected together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from eval.errors import EvalError
from eval.glossary import Better, in_order, meaning_of
from eval.results import QUESTIONS, Results
from eval.statistics import Comparison, compare_paired, holm

SAME = ("task", "dataset", "suite", "split", "half", "corpus_sha256")  # what must not differ between two results
FIGURES = frozenset(
    "queries queries_without_relevant without_an_answer gold_left_out systems comparisons counts risk_coverage"
    " by_kind by_audience by_half by_rule by_level answers revealed".split()
)  # what is no condition of a run but comes out of it
HELD_OUT = ("test", "odd")  # the halves that figures are reported of; whoever looks at single questions tunes on them
SURE = 0.05  # a difference whose corrected p is at most this is called one

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One question as both systems scored it."""

    first: Row
    second: Row
    shown: bool

    def values(self, measure: str) -> tuple[float, float]:
        return self.first["measures"][measure], self.second["measures"][measure]

    def has(self, measure: str) -> bool:
        return measure in self.first["measures"] and measure in self.second["measures"]


def compare_results(
    first: Results, second: Results, *, first_system: str | None = None, second_system: str | None = None
) -> dict[str, Any]:
    """What changed from the first to the second, as one JSON object.

    A system that is not named is the same in both where one is named, else the first one that both have, else the only
    one. Questions of the held-out half are counted and not named, unless both results say that they are revealed.
    Raises EvalError where the results are not of the same task, data and half, or share no question.
    """
    _check_same(first, second)
    chosen = _choose_systems(first, second, first_system or second_system, second_system or first_system)
    rows = rows_of(first, chosen[0]), rows_of(second, chosen[1])
    pairs = [
        _Pair(row, rows[1][identity], is_shown(row, first.summary) and is_shown(rows[1][identity], second.summary))
        for identity, row in rows[0].items()
        if identity in rows[1]
    ]
    if not pairs:
        raise EvalError(f"{first.folder} and {second.folder} share no question: compare results on the same questions")
    return {
        **{name: first.summary[name] for name in SAME if name in first.summary},
        "first": _describe(first, chosen[0]),
        "second": _describe(second, chosen[1]),
        "changed": _changes(first.summary, second.summary),
        "questions": {
            "shared": len(pairs),
            "only_first": len(rows[0]) - len(pairs),
            "only_second": len(rows[1]) - len(pairs),
        },
        "measures": _compare_measures(pairs),
    }


def systems_of(results: Results) -> list[str]:
    """The systems that have rows, in their order."""
    return list(dict.fromkeys(str(row.get("system", "")) for row in results.rows))


def rows_of(results: Results, system: str) -> dict[str, Row]:
    """The rows of one system by the id of their question. Raises EvalError where there is no such system."""
    found: dict[str, Row] = {}
    for row in results.rows:
        if row.get("system", "") != system:
            continue
        if row["id"] in found:
            raise EvalError(f"{results.folder / QUESTIONS} has {row['id']!r} of {system!r} twice: keep one of the rows")
        found[row["id"]] = _checked(row, results)
    if not found:
        raise EvalError(f"{results.folder} has no system {system!r}; there are {', '.join(systems_of(results))}")
    return found


def is_shown(row: Row, summary: Mapping[str, Any]) -> bool:
    """Whether a question may be shown by itself: those of the held-out half only where the results reveal it."""
    return row.get("half") not in HELD_OUT or summary.get("revealed") is True


def _checked(row: Row, results: Results) -> Row:
    for name, value in row["measures"].items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            where = f"{results.folder / QUESTIONS}, question {row['id']!r}"
            raise EvalError(f"{where}: {name} is {value!r}, which is no number: run `palpate eval` again")
    return row


def _check_same(first: Results, second: Results) -> None:
    for name in SAME:
        mine, theirs = first.summary.get(name), second.summary.get(name)
        if mine != theirs:
            raise EvalError(
                f"{name} is {mine!r} in {first.folder} and {theirs!r} in {second.folder}: "
                "compare results of the same task, data and half"
            )


def _choose_systems(first: Results, second: Results, mine: str | None, theirs: str | None) -> tuple[str, str]:
    if mine is not None and theirs is not None:
        return mine, theirs
    ours, others = systems_of(first), systems_of(second)
    for name in ours:
        if name in others:
            return name, name
    if len(ours) == len(others) == 1:
        return ours[0], others[0]
    raise EvalError(
        f"{first.folder} has {', '.join(ours) or 'no system'} and {second.folder} has "
        f"{', '.join(others) or 'no system'}: name the system of each that is to be compared"
    )


def _describe(results: Results, system: str) -> dict[str, Any]:
    return {"folder": str(results.folder), "system": system, "questions": len(rows_of(results, system))}


def _changes(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The conditions that differ: versions, settings, the generation. One that only one side has is null in the other.

    Who reads that a threshold made the difference must see that nothing else did.
    """
    mine, theirs = conditions_of(first), conditions_of(second)
    return [
        {"name": name, "first": mine.get(name), "second": theirs.get(name)}
        for name in dict.fromkeys([*mine, *theirs])
        if mine.get(name) != theirs.get(name)
    ]


def conditions_of(summary: Mapping[str, Any]) -> dict[str, Any]:
    """What results were made with, by dotted names: no figures, no timings, and not what they were made of.

    >>> conditions_of({"task": "answers", "queries": 9, "settings": {"search": {"candidates": 100}}})
    {'settings.search.candidates': 100}
    """
    kept = {name: value for name, value in summary.items() if name not in FIGURES and name not in SAME}
    return _flatten({name: value for name, value in kept.items() if not name.startswith("ms_")})


def _flatten(value: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, inner in value.items():
        path = f"{prefix}{name}"
        found |= _flatten(inner, f"{path}.") if isinstance(inner, Mapping) else {path: inner}
    return found


def _compare_measures(pairs: Sequence[_Pair]) -> dict[str, Any]:
    """Every measure that both have of some question.

    The correction is over those in which any question changed. The others could not differ however the signs fall, so
    leaving them out makes no false alarm likelier (Tarone 1990), and a measure that is always 1 costs the rest nothing.
    """
    names = in_order(name for pair in pairs for name in pair.first["measures"])
    both = {name: having for name in names if (having := [pair for pair in pairs if pair.has(name)])}
    found = {
        name: compare_paired(*zip(*(pair.values(name) for pair in having), strict=True))
        for name, having in both.items()
    }
    changed = [name for name, having in both.items() if any(len(set(pair.values(name))) > 1 for pair in having)]
    corrected = dict(zip(changed, holm([found[name].p for name in changed]), strict=True))
    return {name: _compare_measure(name, both[name], found[name], corrected.get(name, 1.0)) for name in found}


def _compare_measure(name: str, pairs: Sequence[_Pair], comparison: Comparison, p_holm: float) -> dict[str, Any]:
    better = meaning_of(name).better
    sign = -1 if better is Better.LOWER else 1
    gains = [sign * (second - first) for first, second in (pair.values(name) for pair in pairs)]
    difference = comparison.difference
    return {
        "questions": len(pairs),
        "first": fmean(pair.values(name)[0] for pair in pairs),
        "second": fmean(pair.values(name)[1] for pair in pairs),
        "difference": asdict(difference),
        "p": comparison.p,
        "p_holm": p_holm,
        "better": better.value,
        "verdict": _verdict(better, sign * difference.mean, p_holm),
        **_name_changes(better, name, pairs, gains),
    }


def _verdict(better: Better, gain: float, p_holm: float) -> str:
    """In a word, for those who read no p: a difference that may be chance is none."""
    if p_holm > SURE:
        return "no difference shown"
    if better is Better.NEITHER:
        return "different"
    return "better" if gain > 0 else "worse"


def _name_changes(better: Better, name: str, pairs: Sequence[_Pair], gains: Sequence[float]) -> dict[str, Any]:
    """The questions with another value, the greatest change first. Of a length neither way is better: up and down."""
    up, down = ("higher", "lower") if better is Better.NEITHER else ("improved", "worsened")
    changed = sorted(zip(gains, pairs, strict=True), key=lambda each: -abs(each[0]))
    return {
        up: _list_changes(name, [pair for gain, pair in changed if gain > 0]),
        down: _list_changes(name, [pair for gain, pair in changed if gain < 0]),
    }


def _list_changes(name: str, pairs: Sequence[_Pair]) -> dict[str, Any]:
    shown = [
        {"id": pair.first["id"], "first": pair.values(name)[0], "second": pair.values(name)[1]}
        for pair in pairs
        if pair.shown
    ]
    return {"questions": len(pairs), "hidden": len(pairs) - len(shown), "shown": shown}
