"""What a source says in part, under a condition, to its reader or on somebody's word is not told as it were so."""

from __future__ import annotations

import pytest

from answer.omissions import left_out
from answer.support import Cited, check

HELD = [
    ("An examination of the calf includes the foot.", "Calf", "The calf includes the foot."),
    ("Three of the scalenes lie there.", "Scalenes", "The scalenes lie there."),
    ("Trigger points in the soleus send pain to the heel.", "Soleus", "The soleus sends pain to the heel."),
    ("Walking causes pain if your soleus is tense.", "Soleus", "The soleus is tense."),
    ("Whether stretching prevents cramps is uncertain.", "Calf", "Stretching prevents cramps."),
    (
        "Raise the straight leg and lower it slowly.",
        "Soleus",
        "The soleus raises the straight leg and lowers it slowly.",
    ),
    ("For the massage you need a hard ball.", "Soleus pain", "The soleus pain needs a hard ball."),
    ("Nerve: tibial nerve (S1, S2)", "Soleus", "The tibial nerve (S1, S2) passes through the soleus."),
    ("Nerve: superior gluteal nerve (L4)", "Gluteus medius", "The superior gluteal nerve supplies the upper fibres."),
    (
        "Pressure release is the gentler form of compression.",
        "Release",
        "Pressure release is gentler than compression.",
    ),
    ("New back pain mostly eases within six weeks.", "Back pain", "New back pain mostly clears up within six weeks."),
    ("Press for a minute.", "Release", "Press for a minute (Jones 1981)."),
    (
        "Discs are worn in 37 in 100 people aged 20 without pain, and in 96 in 100 aged 80.",
        "Low back pain",
        "Low back pain is caused by worn discs in 37 in 100 people aged 20 without pain, and in 96 in 100 aged 80.",
    ),
    (
        "Counterstrain is a passive method: the therapist holds the position.",
        "Muscle energy technique and counterstrain",
        "Muscle energy technique and counterstrain is a passive method: the therapist holds the position.",
    ),
]
TRUE = [
    ("An examination of the calf includes the foot.", "Calf", "Examining the calf includes the foot."),
    ("Three of the scalenes lie there.", "Scalenes", "There lie three scalenes."),
    ("The nerve of the soleus is the tibial nerve.", "Soleus", "The soleus has the tibial nerve as its nerve."),
    ("Walking causes pain if your soleus is tense.", "Soleus", "If the soleus is tense, walking causes pain."),
    ("Whether stretching prevents cramps is uncertain.", "Calf", "It is unclear whether stretching prevents cramps."),
    ("Raise the straight leg.", "Soleus", "The client raises the straight leg."),
    ("Nerve: tibial nerve (S1, S2)", "Soleus", "The tibial nerve (S1, S2) supplies the soleus."),
    ("The soleus is the largest of them.", "Soleus", "The soleus is larger than the others of them."),
    ("New back pain mostly goes within six weeks.", "Back pain", "New back pain mostly clears up within six weeks."),
    ("Press for a minute (Jones 1981).", "Release", "Press for one minute (Jones 1981)."),
]


@pytest.mark.parametrize(("quote", "title", "text"), HELD)
def test_what_is_taken_out_of_its_sentence_is_refused(quote: str, title: str, text: str) -> None:
    assert not check(text, [Cited(quote, title)]).is_carried


@pytest.mark.parametrize(("quote", "title", "text"), TRUE)
def test_what_stays_in_it_is_carried(quote: str, title: str, text: str) -> None:
    assert check(text, [Cited(quote, title)]).is_carried, check(text, [Cited(quote, title)])


def test_what_one_study_found_is_not_told_without_it() -> None:
    study = Cited("In one study the rear fibres rotated the hip outwards.", "Gluteus medius")
    assert left_out(["The rear fibres rotated the hip outwards."], study)
    assert not left_out(["One study found that the rear fibres rotated the hip outwards."], study)
    ours = Cited("Anecdotally we have found that clients describe it as an ache.", "Gluteus minimus")
    assert left_out(["Clients describe it as an ache."], ours) == "source"
