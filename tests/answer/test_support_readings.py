"""How a sentence is taken apart for verification: quantities, rates, negations, degrees and the rows of meanings."""

from __future__ import annotations

import pytest

from answer.amounts import put_plainly
from answer.claims import read_claim
from answer.hedges import ALL, OFTEN, RARE, SOME, degrees
from answer.levels import read_levels
from answer.meanings import _file, load_meanings, opposed, root, roots
from answer.quantities import read_quantities, read_rates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to 60 seconds", [(60.0, 60.0, "time", "at most")]),
        ("a minute or longer", [(60.0, 60.0, "time", "at least")]),
        ("8 to 12 times", [(8.0, 12.0, "times", "")]),
        ("twenty-five per cent", [(25.0, 25.0, "share", "")]),
        ("in 7,629 treatments", [(7629.0, 7629.0, "", "")]),
        ("1 in 1,000", [(0.1, 0.1, "share", "")]),
        ("5 out of 10 or less", [(5.0, 5.0, "of 10", "at most")]),
        ("no spot more than three times", [(3.0, 3.0, "times", "at most")]),
        ("at l4 and l5", []),
        ("one of them", []),
    ],
)
def test_quantities_are_read_with_unit_and_bound(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    assert [(one.low, one.high, one.unit, one.bound) for one in read_quantities(put_plainly(text))] == expected


def test_rates_are_read_with_their_span() -> None:
    assert read_rates("three times a week and daily") == {(3.0, "week"), (0.0, "day")}


def test_spinal_levels_are_read_as_sets() -> None:
    assert read_levels("l4 to s1") == {"l4", "l5", "s1"}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It does not hurt.", {"hurt"}),
        ("It hurts without swelling, and aches.", {"swelling"}),
        ("Keep the ball off the neck.", {"the", "neck"}),
        ("Leave the stretch out.", {"the", "stretch"}),
        ("Massage is contraindicated.", {"massage", "is"}),
        ("No more than a mild pain.", set()),
        ("It is unsafe.", {"unsafe"}),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text: str, denied: set[str]) -> None:
    assert {word.text for word in read_claim(text).words if word.denied} == denied


def test_two_negations_of_one_word_cancel_out() -> None:
    assert not next(word for word in read_claim("It is not without risk.").words if word.text == "risk").denied


def test_degrees_are_ranked() -> None:
    assert set(degrees("It may often hurt, rarely at night, and always at rest.")) == {SOME, OFTEN, RARE, ALL}


def test_references_in_brackets_are_not_read() -> None:
    assert [word.text for word in read_claim("It aches (Moore et al. 2018).").words] == ["it", "aches"]


def test_an_axis_has_poles_that_exclude_one_another() -> None:
    meanings = load_meanings()
    medial, lateral, inner = (meanings.of((root(word),)) for word in ("medial", "lateral", "inner"))
    assert opposed(medial, lateral)
    assert not opposed(medial, inner)


def test_no_word_stands_in_two_poles_of_one_axis() -> None:
    axes = _file()["axis"]
    assert isinstance(axes, list)
    for axis in axes:
        poles = [{tuple(roots(word.replace("_", " "))) for word in pole.split()} for pole in axis["poles"]]
        for number, pole in enumerate(poles):
            assert not any(pole & other for other in poles[number + 1 :]), axis
