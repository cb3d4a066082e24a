"""What is as sure in other words, and what goes up or down, is carried; what is surer or turned round never is."""

from __future__ import annotations

import pytest

from answer.support import Cited, check
from tests.answer.change_pairs import OTHER, SAME, Pairs


def _each(table: Pairs) -> list[object]:
    return [
        pytest.param(quote, text, id=f"{family}: {text}") for family, pairs in table.items() for quote, text in pairs
    ]


@pytest.mark.parametrize(("quote", "text"), _each(SAME))
def test_a_change_in_other_words_is_carried(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried, check(text, [Cited(quote)])


@pytest.mark.parametrize(("quote", "text"), _each(OTHER))
def test_another_change_is_not_carried(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried
