"""What search must find in the starter library: the floors below which no change may bring it.

Of the questions of the shipped suite that the library can answer: how often a passage that holds the answer is among
the first five, and how high the first one stands. A floor is what was measured less about two questions; raise it when
search gets better, and say in the change that lowers it why.
"""

from __future__ import annotations

from statistics import mean

from eval.library import Library, find_places
from eval.suites import Case, read_suite
from eval.text import holds
from index.search import Searcher
from tests.conftest import ROOT

AMONG_FIVE = 0.94
RECIPROCAL_RANK = 0.79


def rank_of_the_answer(case: Case, searcher: Searcher, library: Library) -> int:
    """The rank of the first passage with a gold place in it; 0 where none of the first twenty has one."""
    places = find_places(case, library)
    for rank, hit in enumerate(searcher.search(case.asked.question, 20), 1):
        passage = hit.passage
        if any(place.document == passage.document_id and holds(passage.text, place.quote) for place in places):
            return rank
    return 0


def test_search_finds_what_the_shipped_suite_asks_for(starter: Searcher) -> None:
    suite = read_suite(ROOT / "eval" / "suites" / "starter.jsonl", rules=())
    library = Library(starter.generation.store)
    asked = [case for case in suite.cases if case.gold and not case.asked.history]
    ranks = [rank_of_the_answer(case, starter, library) for case in asked]
    among_five = mean(1 <= rank <= 5 for rank in ranks)
    reciprocal = mean(1 / rank if rank else 0.0 for rank in ranks)
    assert len(ranks) > 80
    assert among_five >= AMONG_FIVE, f"{among_five:.3f} have their answer among the first five passages"
    assert reciprocal >= RECIPROCAL_RANK, f"the mean reciprocal rank of the answer is {reciprocal:.3f}"
