"""What Palpate says of itself: to each audience, in the words of the place, and never less than it must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.disclaimers import disclaimer_for
from answer.types import DISCLAIMERS
from corpus.settings import AUDIENCES

PLACES = ("en-GB", "en-IE", "en-US", "es-PR", "en-CA", "en-AU", "en-NZ", "de-DE", "en", "")


@pytest.mark.parametrize("locale", PLACES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_nowhere_a_part_is_missing(audience: str, locale: str) -> None:
    text = disclaimer_for(audience, locale)
    for part in ("eneral information", "software", "sources it names", "clinician", "cannot assess", "not replace"):
        assert part in text


@pytest.mark.parametrize(
    ("locale", "client", "therapist"),
    [
        ("en-GB", "a doctor or therapist who can.", "examination and judgement."),
        ("en-US", "licensed health professional who can.", "judgment within the scope of your license."),
        ("es_PR.UTF-8", "licensed health professional who can.", "judgment within the scope of your license."),
        ("fr-CA", "regulated health professional who can.", "judgment within your scope of practice."),
        ("en-AU", "registered health practitioner who can.", "judgement within your scope of practice."),
        ("de-DE", "a doctor or therapist who can.", "examination and judgement."),
    ],
)
def test_whom_to_see_is_called_as_in_the_place(locale: str, client: str, therapist: str) -> None:
    assert disclaimer_for("client", locale).endswith(client)
    assert disclaimer_for("therapist", locale).endswith(therapist)


@given(st.text(), st.text())
def test_any_audience_and_locale_has_one(audience: str, locale: str) -> None:
    assert disclaimer_for("robot", "en-GB") == DISCLAIMERS["client"]
    assert "cannot assess" in disclaimer_for(audience, locale)
