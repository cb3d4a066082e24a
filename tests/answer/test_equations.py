"""What something is said to be stands in the source, not only the words for it."""

from __future__ import annotations

import pytest

from answer.support import Cited, check

NEEDLE = "Dry needling uses the same kind of needle as acupuncture."


@pytest.mark.parametrize(
    ("text", "quote", "title"),
    [
        ("Dry needling is a form of acupuncture.", NEEDLE, "Dry needling"),
        ("Dry needling is an acupuncture.", NEEDLE, "Dry needling"),
        (
            "Muscle energy technique and strain-counterstrain are names for the same technique.",
            "Positional release is another name for strain-counterstrain.",
            "Muscle energy technique and strain-counterstrain",
        ),
        ("Low back pain is caused by worn discs.", "Worn discs are seen in people without pain.", "Low back pain"),
    ],
)
def test_words_alone_do_not_make_one_thing_another(text: str, quote: str, title: str) -> None:
    assert not check(text, [Cited(quote, title, ("Causes",))]).is_carried


@pytest.mark.parametrize(
    ("text", "quote", "title"),
    [
        ("The soleus is a calf muscle.", "The soleus is a calf muscle under the gastrocnemius.", "Soleus"),
        (
            "Strain-counterstrain is also called positional release.",
            "Positional release is another name for strain-counterstrain.",
            "Strain-counterstrain",
        ),
        ("The nerve of the soleus is the tibial nerve.", "Nerve: tibial nerve", "Soleus"),
        ("The soleus bends the foot.", "It bends the foot.", "Soleus"),
    ],
)
def test_what_the_source_says_it_is_may_be_said(text: str, quote: str, title: str) -> None:
    assert check(text, [Cited(quote, title, ("Overview",))]).is_carried
