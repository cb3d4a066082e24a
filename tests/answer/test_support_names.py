"""Whether names of the body and of medicine may be said in other words, and which words are no other names."""

from __future__ import annotations

import pytest

from answer.support import Cited, check
from answer.wider import name_exactly
from tests.answer.name_pairs import ABOVE, OTHER, SAME, TITLED


@pytest.mark.parametrize(("quote", "text"), SAME)
def test_another_name_is_carried(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried, check(text, [Cited(quote)])


@pytest.mark.parametrize(("quote", "text"), OTHER)
def test_what_only_resembles_a_name_is_not_carried(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(("quote", "title", "text", "is_carried"), TITLED)
def test_a_title_tells_what_a_wider_name_means(quote: str, title: str, text: str, is_carried: bool) -> None:
    assert check(text, [Cited(quote, title)]).is_carried is is_carried


@pytest.mark.parametrize(("quote", "title", "heading", "text", "is_carried"), ABOVE)
def test_title_and_heading_tell_of_what_a_sentence_speaks(
    quote: str, title: str, heading: str, text: str, is_carried: bool
) -> None:
    assert check(text, [Cited(quote, title, (heading,))]).is_carried is is_carried


def test_a_wider_name_is_put_back_only_where_one_thing_is_meant() -> None:
    assert name_exactly("This thigh muscle is long.", "The sartorius is long.") == "the sartorius is long."
    assert (
        name_exactly("This thigh muscle is long.", "Sartorius and gracilis are long.") == "This thigh muscle is long."
    )
    assert name_exactly("The upper arm bone is long.", "The humerus is long.") == "The upper arm bone is long."
