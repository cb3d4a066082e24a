"""Whether what is denied, what comes first and what causes what stay so in other turns of speech."""

from __future__ import annotations

import pytest

from answer.claims import read_claim
from answer.sequences import keeps_causes, keeps_order, turned_round
from answer.support import Cited, check
from tests.answer import turn_pairs


@pytest.mark.parametrize(
    ("quote", "text"), [*turn_pairs.DENIED, *turn_pairs.ORDERED, *turn_pairs.CAUSED, *turn_pairs.IDIOMS]
)
def test_another_turn_of_speech_is_carried(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried, check(text, [Cited(quote)])


@pytest.mark.parametrize(
    ("quote", "text"), [*turn_pairs.DENIED_NOT, *turn_pairs.ORDERED_NOT, *turn_pairs.CAUSED_NOT, *turn_pairs.IDIOMS_NOT]
)
def test_a_turn_of_speech_that_says_otherwise_is_refused(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(("quote", "text"), turn_pairs.ORDERED + turn_pairs.CAUSED)
def test_what_stays_in_its_order_is_not_turned_round(quote: str, text: str) -> None:
    assert turned_round(read_claim(text), read_claim(quote)) is None


def test_the_order_of_steps_is_that_of_their_words() -> None:
    steps = read_claim("Bend the knee and pull the foot up.")
    assert keeps_order(read_claim("Bend the knee, then pull the foot up."), steps)
    assert not keeps_order(read_claim("Pull the foot up, then bend the knee."), steps)


def test_a_condition_is_no_order() -> None:
    assert turned_round(read_claim("If it hurts, then stop."), read_claim("Stop if it hurts.")) is None


def test_a_cause_that_neither_text_names_is_not_kept() -> None:
    assert not keeps_causes(read_claim("The hip hurts."), read_claim("The hip hurts."))


def test_each_thing_of_a_list_is_denied_by_itself() -> None:
    claim = read_claim("Avoid running, hard bread and wide yawning.")
    assert [word.text for word in claim.words if word.denied] == ["running", "hard", "bread", "wide", "yawning"]
    told = read_claim("Avoid deep pressure, use light strokes and stop at pain.")
    assert [word.text for word in told.words if word.denied] == ["deep", "pressure"]


@pytest.mark.parametrize("end", ["not be used", "not be given", "never be applied", "not"])
def test_what_must_not_be_done_is_denied_where_it_stands(end: str) -> None:
    claim = read_claim(f"Strong thrusts must {end}.")
    assert {word.text for word in claim.words if word.denied} >= {"strong", "thrusts"}


def test_under_what_to_avoid_the_act_that_opens_an_item_is_denied() -> None:
    item = Cited("standing on one leg, sitting cross-legged", "Hip pain", ("What to avoid",))
    assert check("Do not stand on one leg.", [item]).is_carried
    assert not check("Stand on one leg.", [item]).is_carried
    drugs = Cited("taking blood thinners", "Cupping", ("Contraindications",))
    assert not check("Do not take blood thinners.", [drugs]).is_carried
