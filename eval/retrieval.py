"""`palpate eval retrieval`: systems rank a collection's documents; how good the rankings are, and how sure that is.

Puts together what its neighbours do: `eval.beir` reads, `eval.systems` ranks, `eval.measures` measures,
`eval.statistics` says how sure. Nothing is written here but what `eval.kept` keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

from corpus.settings import Settings
from corpus.version import palpate_version
from eval.beir import HALVES, Collection, half_of, read_collection
from eval.errors import EvalError
from eval.kept import Place, Progress
from eval.measures import MEASURES, measure
from eval.runs import Ranking, Run, format_run, read_run
from eval.statistics import compare_paired, holm, mean_interval
from eval.systems import SYSTEMS, Found, open_system
from index.embedder import Embedder

LIBRARIES = ("ir_measures", "pytrec-eval-terrier", "bm25s", "numpy")
SHOWN = 10  # documents of a ranking that a row shows
NAMED = 5  # unknown ids that the summary names

Measured = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class _Scored:
    """What one system gave: its rankings by question, their measures, its milliseconds, and what else to say of it.

    `tag` is what its run file says of it.
    """

    tag: str
    rankings: dict[str, Ranking]
    measured: Measured
    ms: dict[str, float]
    facts: dict[str, Any]


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a caller that does not look."""


def evaluate_retrieval(
    folder: Path,
    *,
    data: Path,
    embedder: Embedder,
    settings: Settings,
    systems: Sequence[str] = SYSTEMS,
    split: str = "test",
    half: str | None = None,
    run: Path | None = None,
    progress: Progress = _silent,
) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, str]]:
    """The summary, a row for each question and system, and the run files by name.

    `run` is somebody else's run file, scored beside ours. Raises EvalError where an input cannot be used as it is.
    """
    _check_choices(systems, half, run)
    collection = read_collection(folder, split)
    asked = _take_half(collection, half)
    given = _score_given(read_run(run), run, collection, asked) if run else {}
    place = Place(data, embedder, settings.ingest, progress)
    ours = {name: _score_system(name, collection, asked, place, settings) for name in dict.fromkeys(systems)}
    scored = {**ours, **given}
    summary = {
        **_describe(collection, asked, half),
        **_describe_setting(embedder, settings),
        "systems": {name: _summarise(each) for name, each in scored.items()},
        "comparisons": _compare(scored),
    }
    rows = [_row(name, each, question, collection) for question in asked for name, each in scored.items()]
    files = {f"runs/{_file_name(name)}.trec": format_run(Run(each.tag, each.rankings)) for name, each in scored.items()}
    return summary, rows, files


def _check_choices(systems: Sequence[str], half: str | None, run: Path | None) -> None:
    for name in systems:
        if name not in SYSTEMS:
            raise EvalError(f"there is no system {name!r}: choose --systems {','.join(SYSTEMS)}, or some of them")
    if not systems and run is None:
        raise EvalError(f"nothing to score: choose --systems {','.join(SYSTEMS)}, or give a --run")
    if half not in (None, *HALVES):
        raise EvalError(f"there is no half {half!r}: choose --half {' or '.join(HALVES)}")


def _take_half(collection: Collection, half: str | None) -> list[str]:
    """The judged questions to ask, in the order of queries.jsonl."""
    judged = [question for question in collection.questions if question in collection.judgements]
    asked = [question for question in judged if half in (None, half_of(question))]
    if not asked:
        raise EvalError(f"{collection.name} has no judged question in its {half} half: leave --half out")
    return asked


def _judged(collection: Collection, asked: Sequence[str]) -> dict[str, dict[str, int]]:
    return {question: collection.judgements[question] for question in asked}


def _ids(rankings: dict[str, Ranking]) -> dict[str, list[str]]:
    return {question: [document for document, _ in ranking] for question, ranking in rankings.items()}


def _describe(collection: Collection, asked: Sequence[str], half: str | None) -> dict[str, Any]:
    """What was asked. Questions that nothing is relevant to score 0, as with every tool that reads the same files."""
    grades = [collection.judgements[question].values() for question in asked]
    return {
        "task": "retrieval",
        "dataset": collection.name,
        "split": collection.split,
        "half": half,
        "corpus_sha256": collection.fingerprint,
        "documents": len(collection.documents),
        "queries": len(asked),
        "queries_without_relevant": sum(max(each) <= 0 for each in grades),
    }


def _describe_setting(embedder: Embedder, settings: Settings) -> dict[str, Any]:
    """What it was asked of."""
    return {
        "palpate": palpate_version(),
        "embedder": embedder.name,
        "embedder_revision": embedder.revision,
        "settings": {"passage_tokens": settings.ingest.passage_tokens, **asdict(settings.search)},
        "versions": {library: version(library) for library in LIBRARIES},
    }


def _score_given(run: Run, path: Path, collection: Collection, asked: Sequence[str]) -> dict[str, _Scored]:
    """Somebody else's run under its tag, and what of it does not fit the collection."""
    taken = {question: run.rankings[question] for question in asked if question in run.rankings}
    if not taken:
        raise EvalError(
            f"{path} ranks none of the {len(asked)} questions, its first is {next(iter(run.rankings))!r}: "
            f"give a run over {collection.name}"
        )
    unknown = [question for question in run.rankings if question not in collection.questions]
    documents = {document.id for document in collection.documents}
    strange = {document for ranking in taken.values() for document, _ in ranking} - documents
    facts = {
        "file": path.name,
        "queries_missing": len(asked) - len(taken),
        "queries_unknown": len(unknown),
        "unknown": unknown[:NAMED],
        "documents_unknown": len(strange),
    }
    ours = _file_name(run.tag).lower() in SYSTEMS
    name = f"{run.tag} (given)" if ours else run.tag
    return {name: _Scored(run.tag, taken, measure(_judged(collection, asked), _ids(taken)), {}, facts)}


def _score_system(name: str, collection: Collection, asked: Sequence[str], place: Place, settings: Settings) -> _Scored:
    """One of ours. Its tag tells that it is Palpate's, so that its run file can be scored beside a later one."""
    with open_system(name, collection, place, settings) as system:
        system.rank(collection.questions[asked[0]])  # what loads at first use is no question's doing
        found = _rank_all(system.rank, name, collection, asked, place.progress)
    rankings = {question: each.ranking for question, each in found.items()}
    measured = measure(_judged(collection, asked), _ids(rankings))
    ms = {question: each.ms for question, each in found.items()}
    return _Scored(f"palpate-{name}", rankings, measured, ms, system.facts)


def _rank_all(
    rank: Callable[[str], Found], name: str, collection: Collection, asked: Sequence[str], progress: Progress
) -> dict[str, Found]:
    found = {}
    for done, question in enumerate(asked):
        progress(f"searching ({name})", done, len(asked))
        found[question] = rank(collection.questions[question])
    progress(f"searching ({name})", len(asked), len(asked))
    return found


def _values(scored: _Scored, name: str) -> list[float]:
    return [values[name] for values in scored.measured.values()]


def _summarise(scored: _Scored) -> dict[str, Any]:
    intervals = {name: mean_interval(_values(scored, name)) for name in MEASURES}
    figures: dict[str, Any] = {name: interval.mean for name, interval in intervals.items()}
    figures["intervals"] = {name: asdict(interval) for name, interval in intervals.items()}
    if scored.ms:
        figures["ms_per_query"] = mean(scored.ms.values())
    return {**figures, **scored.facts}


def _compare(scored: dict[str, _Scored]) -> list[dict[str, Any]]:
    """Every two systems by every measure; the correction is over all of them."""
    pairs = [(first, second, name) for first, second in combinations(scored, 2) for name in MEASURES]
    found = [
        compare_paired(_values(scored[first], name), _values(scored[second], name)) for first, second, name in pairs
    ]
    return [
        {
            "first": first,
            "second": second,
            "measure": name,
            "difference": comparison.difference.mean,
            "low": comparison.difference.low,
            "high": comparison.difference.high,
            "p": comparison.p,
            "p_holm": corrected,
        }
        for (first, second, name), comparison, corrected in zip(
            pairs, found, holm([each.p for each in found]), strict=True
        )
    ]


def _row(name: str, scored: _Scored, question: str, collection: Collection) -> dict[str, Any]:
    row = {
        "id": question,
        "system": name,
        "kind": "",
        "audience": "",
        "half": half_of(question),
        "measures": scored.measured[question],
        "question": collection.questions[question],
        "judged": collection.judgements[question],
        "ranked": [document for document, _ in scored.rankings.get(question, ())][:SHOWN],
    }
    return {**row, "ms_search": scored.ms[question]} if question in scored.ms else row


def _file_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "run"
