"""What search must find in the starter library: the floors below which no change may bring it.

Of the questions of a shipped suite that the library can answer: how often a passage that holds the answer is among the
first five, and how high the first one stands. A floor is what was measured less about two questions; raise it when
search gets better, and say in the change that lowers it why.

The questions of `starter` were written over the three notes on the gluteus minimus. Three of four do not name it ("the
ball", "this hip"), and in the whole library other notes answer these as well, which no gold place tells. So the suite
is searched for twice: in its own three notes, and, with lower floors, in the whole library.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean

import pytest

from eval.library import Library, find_places
from eval.suites import Case, read_suite
from eval.text import holds
from index.search import Filters, Searcher
from tests.conftest import ROOT

OWN_NOTES = "gluteus-minimus"  # how the ids of the notes begin that `starter` was written over


@dataclass(frozen=True)
class Floor:
    """A suite, how the ids of the documents begin that are searched, and what search must reach there."""

    suite: str
    documents: str
    questions: int
    among_five: float
    reciprocal_rank: float


FLOORS = [
    pytest.param(Floor("starter", OWN_NOTES, 80, 0.94, 0.79), id="starter in its own notes"),
    pytest.param(Floor("starter", "", 80, 0.68, 0.46), id="starter in all notes"),
    pytest.param(Floor("library", "", 180, 0.89, 0.78), id="library in all notes"),
]


def rank_of_the_answer(case: Case, searcher: Searcher, library: Library, filters: Filters) -> int:
    """The rank of the first passage with a gold place in it; 0 where none of the first twenty has one."""
    places = find_places(case, library)
    for rank, hit in enumerate(searcher.search(case.asked.question, 20, filters), 1):
        passage = hit.passage
        if any(place.document == passage.document_id and holds(passage.text, place.quote) for place in places):
            return rank
    return 0


@pytest.mark.parametrize("floor", FLOORS)
def test_search_finds_what_a_shipped_suite_asks_for(floor: Floor, starter: Searcher) -> None:
    suite = read_suite(ROOT / "eval" / "suites" / f"{floor.suite}.jsonl", rules=())
    library = Library(starter.generation.store)
    documents = [each for each in starter.generation.store.sources() if each.startswith(floor.documents)]
    filters = Filters(documents=frozenset(documents))
    asked = [case for case in suite.cases if case.gold and not case.asked.history]
    ranks = [rank_of_the_answer(case, starter, library, filters) for case in asked]
    among_five = mean(1 <= rank <= 5 for rank in ranks)
    reciprocal = mean(1 / rank if rank else 0.0 for rank in ranks)
    assert len(ranks) > floor.questions
    assert among_five >= floor.among_five, f"{among_five:.3f} have their answer among the first five passages"
    assert reciprocal >= floor.reciprocal_rank, f"the mean reciprocal rank of the answer is {reciprocal:.3f}"
