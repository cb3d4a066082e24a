"""Amounts said in other words are the same where they are exactly equal, and never where they are only near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer import amounts, limits
from answer.amounts import put_plainly
from answer.levels import read_levels
from answer.numerals import value
from answer.quantities import read_quantities, read_rates
from answer.support import Cited, check
from tests.answer.quantity_pairs import OTHER, SAME, Pairs
from tests.answer.written import library_sentences


def _each(table: Pairs) -> list[object]:
    return [
        pytest.param(quote, text, id=f"{family}: {text}") for family, pairs in table.items() for quote, text in pairs
    ]


@pytest.mark.parametrize(("quote", "text"), _each(SAME))
def test_an_amount_in_other_words_is_carried(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried, check(text, [Cited(quote)])


@pytest.mark.parametrize(("quote", "text"), _each(OTHER))
def test_another_amount_is_not_carried(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("half a minute to a minute and a half", "0.5 minutes to 1.5 minutes"),
        ("three quarters of an hour", "0.75 hours"),
        ("a year and a half, or 24 months", "18 months, or 2 years"),
        ("once a fortnight", "every 2 weeks"),
        ("half a dozen of two hundred", "6 of 200"),
        ("1½ hours, ¼ of it", "1.5 hours, 0.25 of it"),
        ("one person in four", "25 percent of person"),
        ("two thirds of runners", "66.6667 percent of runners"),
        ("5/10 of pain in 2018", "5 out of 10 of pain in 2018"),
        ("the upper half of the tibia", "the upper half of the tibia"),
        ("every other day", "every 2 days"),
        ("at five-minute intervals", "every 5 minutes"),
        ("five days a week", "five times a week"),
        ("twice a day, five days a week", "twice a day, five days a week"),
        ("Never press for longer than a minute.", "Press for at most a minute."),
        ("between 10 and 15, but 5 and 10 minutes", "10 to 15, but 5 minutes and 10 minutes"),
        ("in their sixties", "aged 60 to 69"),
        ("the third to fifth ribs", "the rib3 to rib5 ribs"),
        ("the fifth and sixth cervical nerves", "the c5 and c6 nerves"),
    ],
)
def test_an_amount_is_put_plainly(text: str, plain: str) -> None:
    assert put_plainly(text) == plain


def test_what_is_plain_stays_as_it_is() -> None:
    plain = [put_plainly(cited.quote) for cited in library_sentences()]
    assert [text for text in plain if put_plainly(text) != text] == []


def test_a_group_of_rules_is_tried_wherever_one_of_them_fits() -> None:
    groups = (
        *(amounts._SIGNS, amounts._ROUND, amounts._MEASURES, limits.TIMES, limits.WEEKS),
        *(amounts._RATES, limits.LIMITS, amounts._RANGES, amounts._AGED),
    )
    texts = [text for table in (SAME, OTHER) for pairs in table.values() for pair in pairs for text in pair]
    passed = [
        (pattern.pattern, text)
        for group in groups
        for text in (*texts, *map(put_plainly, texts))
        for pattern, _ in group.pairs
        if not group.needs.search(text) and pattern.search(text)
    ]
    assert passed == []


def test_numbers_are_read_in_digits_and_words() -> None:
    assert [value(text) for text in ("forty-five", "1,200", "2.5", "an")] == [45.0, 1200.0, 2.5, 1.0]


def test_a_range_may_have_a_unit_at_each_end() -> None:
    (one,) = read_quantities("30 seconds to 2 minutes")
    assert (one.low, one.high, one.unit) == (30.0, 120.0, "time")


def test_over_an_age_is_more_and_over_a_time_may_be_during() -> None:
    assert [one.bound for one in read_quantities("aged over 60, over six weeks, for more than 2 hours")] == [
        "more",
        "over",
        "more",
    ]


def test_an_interval_is_neither_a_duration_nor_a_rate() -> None:
    assert [one.bound for one in read_quantities("every 2 days for 2 days")] == ["every", ""]
    assert read_rates("every 2 days") == frozenset()


def test_numbered_parts_are_read_as_sets() -> None:
    assert read_levels(put_plainly("the upper three ribs and toe 5")) == {"rib1", "rib2", "rib3", "toe5"}


WORDS = (
    "half quarter thirds a an one two twenty five hundred dozen 3 10 1,000 2.5 5/10 ½ and or to in of out every other"
    " second third 5th ribs toe cervical nerves week weeks days daily times sets x more than at least most over under"
    " aged years old their sixties do not hold for between from fortnight percent % people L4 S1 , - . longer once"
    " joints , hip knee ankle those if °C °F mg/kg scale not half as halves so most"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_words_are_read(words: list[str]) -> None:
    text = " ".join(words)
    check(text, [Cited(" ".join(reversed(words)))])
