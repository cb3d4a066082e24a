"""What is written anew may be shorter, but not by what changes what somebody does."""

from __future__ import annotations

import pytest

from answer.omissions import left_out
from answer.support import Cited


@pytest.mark.parametrize(
    ("quote", "text", "missed"),
    [
        ("Hold the stretch for 30 seconds.", "Hold the stretch.", "number"),
        ("The tibial nerve (S1, S2) supplies the soleus.", "The tibial nerve supplies the soleus.", "number"),
        ("The belt may ease the pain.", "The belt eases the pain.", "degree"),
        ("Do not press on the throat.", "Press on the throat.", "negation"),
        ("Press the calf, but stop if it tingles.", "Press the calf.", "condition"),
        ("The nerve passes the hip and the knee.", "The nerve passes the hip.", "structure"),
        ("The muscle bends the foot; walking strengthens its grip.", "The muscle bends the foot.", "part"),
        ("Once it eases, press the next spot.", "Press the next spot.", "condition"),
        ("Depending on the pain, tape it.", "Tape it for the pain.", "condition"),
        ("After a sprain, runners who balanced came back sooner.", "Runners who balanced came back sooner.", "opening"),
        ("Among nurses, a belt eased the pain.", "A belt eased the pain.", "opening"),
        ("For cramps, stretching is what is tried first.", "For cramps, stretching is what is tried.", "condition"),
        ("Train daily before the season, then weekly.", "Train daily before the season.", "condition"),
        ("On a tender spot, hold and breathe out.", "Move to the next tender spot.", "words"),
    ],
)
def test_what_must_not_go_is_missed(quote: str, text: str, missed: str) -> None:
    assert left_out([text], Cited(quote)) == missed
    assert left_out([quote], Cited(quote)) == ""


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The belt may ease pain (Vleeming et al. 2008).", "The belt may ease pain."),
        ("Ice-and-stretch is a way to stretch a sore muscle.", "Ice-and-stretch stretches a sore muscle."),
        (
            "Hold the calf stretch at a wall for 1.5 to 2 minutes, quietly.",
            "Hold the calf stretch at a wall for 1.5 to 2 minutes.",
        ),
    ],
)
def test_words_and_references_may_go(quote: str, text: str) -> None:
    assert left_out([text], Cited(quote)) == ""


def test_several_sentences_together_tell_all_of_it() -> None:
    quote = Cited("The soleus crosses the ankle; the gastrocnemius crosses the knee too.")
    texts = ["The soleus crosses the ankle.", "The gastrocnemius crosses the knee too."]
    assert left_out(texts, quote) == ""
    assert left_out(texts[:1], quote) == "structure"


def test_what_the_title_names_need_not_be_said_again() -> None:
    quote = "The soleus arises from the fibula."
    assert left_out(["It arises from the fibula."], Cited(quote, "Soleus")) == ""
    assert left_out(["It arises from the fibula."], Cited(quote)) == "structure"
