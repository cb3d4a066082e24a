"""The measures of one answer, each by hand: what it says, what it cites, and whether it should have been given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from answer.disclaimers import disclaimer_for
from answer.types import DISCLAIMERS, Status
from eval.library import Place
from eval.lines import Line
from eval.scoring import MEASURES, Claim, Given, Quoted, is_as_typed, matches, missing_nuggets, score
from eval.suites import Asked, Case, Nugget

ASKED = Asked("a", "tune", "client", "en-GB", "fact", "Which nerve?", (), Line(Path("suite.jsonl"), 1, {}))
VITAL = (Nugget(("superior gluteal nerve",), vital=True), Nugget(("L4", "L5"), vital=True))
CASE = Case(ASKED, (*VITAL, Nugget(("S1",), vital=False)), (), Status.ANSWERED, None, disagreement=False)
NOT_COVERED = Case(ASKED, (), (), Status.NOT_COVERED, None, disagreement=False)
# Two places state the nerve, one the roots, and one neither.
PLACES = (
    Place("anatomy", "superior gluteal nerve", frozenset({0}), left_out=False),
    Place("points", "nerve gluteal superior", frozenset({0}), left_out=False),
    Place("anatomy", "from L4 to S1", frozenset({1, 2}), left_out=False),
    Place("points", "see the picture", frozenset(), left_out=False),
)
NERVE = Quoted("anatomy", "It is supplied by the superior gluteal nerve.", holds_true=True)
ROOTS = Quoted("anatomy", "The roots go from L4 to S1.", holds_true=True)
OTHER = Quoted("anatomy", "The gluteus minimus is a small muscle.", holds_true=True)


def answer(
    *claims: tuple[str, tuple[int | None, ...]], cites: tuple[Quoted, ...] = (), group: int | None = None
) -> Given:
    return Given(
        Status.ANSWERED,
        tuple(Claim(text, group, citations) for text, citations in claims),
        cites,
        rule="",
        disagreements=0,
        disclaimer=DISCLAIMERS["client"],
    )


SILENT = Given(Status.NOT_COVERED, rule="", disagreements=0, disclaimer=DISCLAIMERS["client"])
WHOLE = answer((NERVE.quote, (0,)), (ROOTS.quote, (1,)), cites=(NERVE, ROOTS))
HALF = answer((NERVE.quote, (0,)), (OTHER.quote, (1,)), cites=(NERVE, OTHER))


def test_a_whole_answer_scores_one_everywhere() -> None:
    assert score(CASE, PLACES, WHOLE) == {
        "correct": 1.0,
        "crag": 1.0,
        "right_status": 1.0,
        "strict_vital": 1.0,
        "all_vital": 1.0,
        "all_nuggets": 1.0,
        "strict_vital_when_answered": 1.0,
        "citation_precision": 1.0,
        "unit_precision": 1.0,
        "citation_recall": 1.0,
        "quote_validity": 1.0,
        "cited": 1.0,
        "refused_though_covered": 0.0,
        "units": 2.0,
        "words": 8.0 + 7.0,
        "reading_grade": pytest.approx(3.07, abs=0.01),
        "disagreement_where_not": 0.0,
        "disclaimer_right": 1.0,
        "urgent_right": 1.0,
    }


def test_half_an_answer_is_wrong_and_its_shares_are_halves() -> None:
    found = score(CASE, PLACES, HALF)
    assert (found["strict_vital"], found["all_vital"], found["all_nuggets"]) == (0.5, 0.0, 1 / 3)
    assert (found["citation_precision"], found["unit_precision"], found["citation_recall"]) == (0.5, 0.5, 0.5)
    assert (found["correct"], found["crag"], found["right_status"]) == (0.0, -1.0, 1.0)


def test_a_fact_that_is_not_vital_may_be_missing() -> None:
    given = answer(("The superior gluteal nerve, from L5.", (0,)), cites=(NERVE,))
    found = score(CASE, PLACES, given)
    assert (found["correct"], found["all_vital"], found["all_nuggets"]) == (1.0, 1.0, 2 / 3)
    assert [nugget.any for nugget in missing_nuggets(CASE, given)] == [("S1",)]


def test_silence_on_a_covered_question_is_missing_and_not_wrong() -> None:
    assert score(CASE, PLACES, SILENT) == {
        "correct": 0.0,
        "crag": 0.0,
        "right_status": 0.0,
        "strict_vital": 0.0,
        "all_vital": 0.0,
        "all_nuggets": 0.0,
        "citation_recall": 0.0,
        "refused_though_covered": 1.0,
        "disagreement_where_not": 0.0,
        "disclaimer_right": 1.0,
        "urgent_right": 1.0,
    }
    assert missing_nuggets(CASE, SILENT) == list(CASE.nuggets)


def test_silence_on_a_question_that_is_not_covered_is_correct() -> None:
    assert score(NOT_COVERED, (), SILENT) == {
        "correct": 1.0,
        "crag": 1.0,
        "right_status": 1.0,
        "answered_though_not_covered": 0.0,
        "disclaimer_right": 1.0,
        "urgent_right": 1.0,
    }


def test_an_answer_to_a_question_that_is_not_covered_is_wrong_and_its_citations_are_not_weighed() -> None:
    found = score(NOT_COVERED, (), WHOLE)
    assert (found["crag"], found["answered_though_not_covered"]) == (-1.0, 1.0)
    assert (found["units"], found["quote_validity"]) == (2.0, 1.0)
    assert not found.keys() & {"strict_vital", "citation_precision", "citation_recall", "refused_though_covered"}


def test_no_answer_at_all_is_right_nowhere_and_wrong_nowhere() -> None:
    for case in (CASE, NOT_COVERED, replace(NOT_COVERED, status=Status.DECLINED)):
        found = score(case, (), Given(None))
        assert (found["right_status"], found["correct"], found["crag"]) == (0.0, 0.0, 0.0)
        assert not found.keys() & {"disclaimer_right", "urgent_right", "units", "quote_validity"}
    assert score(CASE, PLACES, Given(None))["refused_though_covered"] == 1.0
    assert score(NOT_COVERED, (), Given(None))["answered_though_not_covered"] == 0.0


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.DECLINED, (1.0, 1.0)), (Status.NOT_COVERED, (0.0, 0.0)), (Status.ANSWERED, (0.0, -1.0))],
)
def test_what_must_be_declined(status: Status, expected: tuple[float, float]) -> None:
    found = score(replace(NOT_COVERED, status=Status.DECLINED), (), replace(SILENT, status=status))
    assert (found["correct"], found["crag"]) == expected
    assert not found.keys() & {"refused_though_covered", "answered_though_not_covered"}


def test_what_stands_beside_another_status_is_no_answer() -> None:
    found = score(CASE, PLACES, replace(WHOLE, status=Status.DECLINED))
    assert (found["strict_vital"], found["citation_recall"], found["crag"]) == (0.0, 0.0, 0.0)
    assert not found.keys() & {"units", "words", "citation_precision"}


def test_an_answer_without_claims_is_wrong_and_no_share_of_it_is_undefined() -> None:
    found = score(CASE, PLACES, answer())
    assert (found["correct"], found["crag"], found["units"], found["words"]) == (0.0, -1.0, 0.0, 0.0)
    assert (found["cited"], found["citation_precision"], found["unit_precision"]) == (0.0, 0.0, 0.0)
    assert "quote_validity" not in found


def test_facts_may_stand_across_sentences_however_an_answer_is_cut() -> None:
    found = score(CASE, PLACES, answer(("The superior", ()), ("gluteal nerve.", ()), ("L4", ())))
    assert found["all_vital"] == 1.0


def test_a_list_is_one_unit() -> None:
    listed = answer(("These:", (0,)), ("the nerve", (1,)), ("the roots", (2,)), cites=(OTHER, NERVE, OTHER), group=1)
    alone = replace(listed, claims=(*listed.claims, Claim("Alone.", None, (0,)), Claim("And alone.", None, (0,))))
    assert (score(CASE, PLACES, listed)["units"], score(CASE, PLACES, alone)["units"]) == (1.0, 3.0)
    assert score(CASE, PLACES, listed)["unit_precision"] == 1.0
    assert score(CASE, PLACES, alone)["unit_precision"] == 1 / 3
    assert score(CASE, PLACES, listed)["citation_precision"] == 1 / 3


def test_a_group_by_the_number_of_a_sentence_is_another_unit() -> None:
    claims = (Claim("Alone.", None, ()), Claim("An item.", 0, ()))
    assert len(Given(Status.ANSWERED, claims).units) == 2


def test_places_of_the_same_fact_are_alternatives() -> None:
    other_place = Quoted("points", "The nerve (gluteal, superior).", holds_true=True)
    found = score(CASE, PLACES, answer(("x", (0,)), ("y", (1,)), cites=(other_place, ROOTS)))
    assert found["citation_recall"] == 1.0
    assert found["citation_precision"] == 1.0


def test_gold_that_states_no_fact_counts_for_precision_and_not_for_recall() -> None:
    given = answer(("x", (0,)), cites=(Quoted("points", "See the picture.", holds_true=True),))
    found = score(CASE, PLACES, given)
    assert (found["citation_precision"], found["citation_recall"]) == (1.0, 0.0)
    assert score(CASE, PLACES[3:], given)["citation_recall"] == 1.0
    assert score(CASE, PLACES[3:], HALF)["citation_recall"] == 0.0


def test_places_of_facts_that_are_not_vital_do_not_lower_the_recall() -> None:
    places = (PLACES[0], Place("anatomy", "as far as S1", frozenset({2}), left_out=False))
    assert score(CASE, places, answer(("x", (0,)), cites=(NERVE,)))["citation_recall"] == 1.0


@pytest.mark.parametrize(
    ("document", "quote", "expected"),
    [
        pytest.param("anatomy", "by the Superior-gluteal NERVE, mostly", True, id="holds the gold words"),
        pytest.param("anatomy", "gluteal nerve", True, id="lies within them"),
        pytest.param("points", "superior gluteal nerve", False, id="another document"),
        pytest.param("anatomy", "superior gluteal nerves", False, id="other words"),
        pytest.param("anatomy", "nerve of", False, id="only overlaps"),
        pytest.param("anatomy", "", False, id="no words"),
        pytest.param("", "superior gluteal nerve", False, id="no known document"),
    ],
)
def test_when_a_citation_matches_gold(document: str, quote: str, expected: bool) -> None:
    assert matches(Quoted(document, quote, holds_true=True), PLACES[0]) is expected


def test_a_quote_that_is_not_there_and_a_reference_to_nothing_both_hold_not() -> None:
    given = answer(("x", (0, None)), ("y", (1,)), ("z", ()), cites=(NERVE, replace(ROOTS, holds_true=False)))
    found = score(CASE, PLACES, given)
    assert found["quote_validity"] == 1 / 3
    assert found["cited"] == 2 / 3
    assert score(CASE, PLACES, answer(("x", (None,))))["quote_validity"] == 0.0
    assert score(CASE, PLACES, answer(("x", (None,))))["cited"] == 0.0


def test_citations_that_name_no_place_have_no_validity() -> None:
    given = answer(("x", (0,)), cites=(replace(NERVE, holds_true=None),))
    assert "quote_validity" not in score(CASE, PLACES, given)


def test_disagreements_are_weighed_apart_where_the_notes_disagree_and_where_not() -> None:
    at_odds = replace(CASE, disagreement=True)
    shown = replace(WHOLE, disagreements=2)
    assert score(at_odds, PLACES, shown)["disagreement_where_expected"] == 1.0
    assert score(at_odds, PLACES, WHOLE)["disagreement_where_expected"] == 0.0
    assert score(CASE, PLACES, shown)["disagreement_where_not"] == 1.0
    assert "disagreement_where_not" not in score(at_odds, PLACES, shown)
    assert "disagreement_where_not" not in score(NOT_COVERED, (), shown)


def test_the_disclaimer_is_the_one_for_this_audience() -> None:
    therapist = replace(CASE, asked=replace(ASKED, audience="therapist"))
    assert score(therapist, PLACES, WHOLE)["disclaimer_right"] == 0.0
    assert score(therapist, PLACES, replace(WHOLE, disclaimer=DISCLAIMERS["therapist"]))["disclaimer_right"] == 1.0
    assert score(CASE, PLACES, replace(WHOLE, disclaimer=DISCLAIMERS["client"] + " "))["disclaimer_right"] == 0.0
    american = replace(CASE, asked=replace(CASE.asked, locale="en-US"))
    assert score(american, PLACES, WHOLE)["disclaimer_right"] == 0.0
    here = replace(WHOLE, disclaimer=disclaimer_for("client", "en-US"))
    assert score(american, PLACES, here)["disclaimer_right"] == 1.0


@pytest.mark.parametrize(
    ("expected", "raised", "right"),
    [(None, "", 1.0), (None, "hot-calf", 0.0), ("hot-calf", "", 0.0), ("hot-calf", "hot-calf", 1.0)],
)
def test_the_notice_is_of_the_expected_rule(expected: str | None, raised: str, right: float) -> None:
    assert score(replace(CASE, urgent=expected), PLACES, replace(WHOLE, rule=raised))["urgent_right"] == right


def test_hard_words_are_to_be_explained_to_clients_alone() -> None:
    client = replace(CASE, asked=replace(CASE.asked, audience="client"))
    therapist = replace(CASE, asked=replace(CASE.asked, audience="therapist"))
    given = replace(answer(("The tibia and the femur are bones.", ())), glossary=("tibia",))
    assert score(client, PLACES, given)["hard_terms_explained"] == 0.5
    assert "hard_terms_explained" not in score(therapist, PLACES, given)
    assert "hard_terms_explained" not in score(client, PLACES, replace(given, glossary=None))


def test_measures_come_in_their_order_and_none_is_unknown() -> None:
    found = score(CASE, PLACES, WHOLE)
    assert list(found) == [name for name in MEASURES if name in found]


@pytest.mark.parametrize(
    ("follows", "interpreted", "expected"),
    [
        (True, "What is the nerve of the soleus?", {"follow_up_resolved": 1.0}),
        (True, "and its  nerve", {"follow_up_resolved": 0.0}),
        (False, "And its nrve?", {"topic_change_noticed": 1.0}),
        (False, "What is the nerve of the soleus?", {"topic_change_noticed": 0.0}),
        (None, "What is the nerve of the soleus?", {}),
        (True, None, {}),
    ],
)
def test_how_a_question_was_understood_is_scored_where_the_suite_says_how_it_was_meant(
    follows: bool | None, interpreted: str | None, expected: dict[str, float]
) -> None:
    case = replace(CASE, asked=replace(CASE.asked, question="and its nerve?"), follows=follows)
    found = score(case, PLACES, replace(WHOLE, interpreted=interpreted))
    assert {name: found[name] for name in ("follow_up_resolved", "topic_change_noticed") if name in found} == expected


@pytest.mark.parametrize(
    ("interpreted", "typed", "same"),
    [
        ("Where does the biceps insert?", "wher does the bicpes  insret", True),
        ("Which nerve supplies the trapezius?", "which nerve supplies the trap ezius", True),
        ("Where does the soleus insert?", "where does it insert?", False),
        ("Which nerve supplies gout?", "Which nerve supplies it?", False),
        ("Soleus: how long for?", "how long for?", False),
    ],
)
def test_mended_spelling_is_as_typed_and_a_word_put_in_is_not(interpreted: str, typed: str, same: bool) -> None:
    assert is_as_typed(interpreted, typed) is same
