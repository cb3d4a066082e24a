"""The measures of a ranking, question by question, as trec_eval defines them.

nDCG@10 takes the grades as gains and log2(rank + 1) as discount; for R@100, MRR@10 and P@1 a grade above 0 is relevant.
The arithmetic is that of ir_measures and pytrec_eval. How sure a mean of them is, is in `eval.statistics`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, P, R, nDCG

from eval.beir import Judgements

MEASURES = {"nDCG@10": nDCG @ 10, "R@100": R @ 100, "MRR@10": RR @ 10, "P@1": P @ 1}
NAMES = {measure: name for name, measure in MEASURES.items()}


def measure(judgements: Judgements, ranked: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Every measure of every judged question, in the order of the judgements; 0 where nothing was ranked.

    `ranked` are document ids, best first, each once. A question whose documents are all graded 0 scores 0.

    >>> measure({"q": {"a": 1, "b": 1}}, {"q": ["b", "x"]})["q"]["R@100"]
    0.5
    """
    # Places stand for scores: the libraries underneath break ties in different ways, so none may be left to them.
    run = {
        question: {document: float(len(documents) - place) for place, document in enumerate(documents)}
        for question, documents in ranked.items()
        if question in judgements
    }
    measured = {question: dict.fromkeys(MEASURES, 0.0) for question in judgements}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), judgements, run):
        measured[metric.query_id][NAMES[metric.measure]] = float(metric.value)
    return measured
