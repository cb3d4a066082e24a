"""What a sentence offers: whether it holds the kind of fact asked for, and whether it stands where such facts do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.offers import HOMES, offer
from answer.question import Ask
from corpus.types import Kind, Role

HELD: list[tuple[Ask, str]] = [
    (Ask.NERVE, "The axillary nerve supplies the deltoid."),
    (Ask.NERVE, "It is innervated by C5 and C6."),
    (Ask.BLOOD, "The popliteal artery feeds the calf."),
    (Ask.BLOOD, "Its blood supply is poor."),
    (Ask.ORIGIN, "The soleus arises from the fibula."),
    (Ask.INSERTION, "The tendon attaches to the heel bone."),
    (Ask.ACTION, "It abducts the arm."),
    (Ask.ACTION, "The muscle stabilises the pelvis."),
    (Ask.LOCATION, "It lies beneath the gastrocnemius."),
    (Ask.DEFINITION, "The soleus is a broad muscle of the calf."),
    (Ask.DURATION, "Hold for 20 to 30 seconds."),
    (Ask.DURATION, "Rest for half a minute."),
    (Ask.DURATION, "Breathe for two breaths."),
    (Ask.FREQUENCY, "Do it three times a day."),
    (Ask.FREQUENCY, "Once a week is enough."),
    (Ask.MEASURE, "Raise the leg 20-30 degrees."),
    (Ask.MEASURE, "Use 5 kg."),
    (Ask.REASON, "It hurts because the hip stays bent."),
    (Ask.REASON, "Overuse leads to pain."),
    (Ask.REFERRAL, "The scalenes refer pain to the chest."),
    (Ask.REFERRAL, "Pain radiates down the arm."),
    (Ask.EXERCISE, "Clamshells with a band."),
    (Ask.STRETCH, "Stretch the calf against a wall."),
    (Ask.STEPS, "Place the ball under your foot."),
    (Ask.SYMPTOMS, "The neck feels stiff and tender."),
    (Ask.MUSCLES, "Gluteus medius and piriformis."),
    (Ask.TOOL, "Use a foam roller."),
]
LACKING: list[tuple[Ask, str]] = [
    (Ask.NERVE, "The soleus bends the ankle."),
    (Ask.BLOOD, "The tibial nerve supplies the soleus."),
    (Ask.INSERTION, "The muscle is broad and flat."),
    (Ask.DURATION, "Hold until the pain eases."),
    (Ask.DURATION, "The nerve comes from L4 to S1."),
    (Ask.FREQUENCY, "Hold for 20 seconds."),
    (Ask.MEASURE, "Raise the leg slowly."),
    (Ask.REASON, "The neck feels stiff."),
    (Ask.REFERRAL, "The muscle bends the knee."),
    (Ask.STEPS, "The soleus lies in the calf."),
    (Ask.TOOL, "Press with care."),
    (Ask.STRETCH, "Raise the heel."),
]


@pytest.mark.parametrize(("ask", "text"), HELD)
def test_a_sentence_that_holds_the_fact_offers_it(ask: Ask, text: str) -> None:
    assert offer(ask, text, Kind.OTHER, Role.SENTENCE) == 0.75


@pytest.mark.parametrize(("ask", "text"), LACKING)
def test_a_sentence_that_lacks_the_fact_does_not(ask: Ask, text: str) -> None:
    assert offer(ask, text, Kind.OTHER, Role.SENTENCE) == 0.0


@pytest.mark.parametrize(("ask", "text"), HELD)
def test_it_offers_most_where_such_facts_stand(ask: Ask, text: str) -> None:
    for kind in HOMES.get(ask, ()):
        assert offer(ask, text, kind, Role.SENTENCE) == 1.0


def test_a_labelled_fact_is_wholly_offered_wherever_it_stands() -> None:
    assert offer(Ask.NERVE, "Nerve: axillary nerve", Kind.OTHER, Role.LABEL) == 1.0
    assert offer(Ask.NERVE, "Origin: collar bone", Kind.OTHER, Role.LABEL) == 0.0


def test_a_place_alone_is_little() -> None:
    assert offer(Ask.NERVE, "It is broad.", Kind.ANATOMY, Role.SENTENCE) == 0.25


def test_a_step_is_one_whatever_it_says() -> None:
    assert offer(Ask.STEPS, "The elbow stays soft.", Kind.OTHER, Role.STEP) == 0.75
    assert offer(Ask.STEPS, "The elbow stays soft.", Kind.OTHER, Role.SENTENCE) == 0.0


@pytest.mark.parametrize("role", Role)
def test_a_list_is_offered_by_its_members(role: Role) -> None:
    assert offer(Ask.LIST, "A stiff neck", Kind.OTHER, role) == (0.5 if role in ("item", "step", "lead_in") else 0.0)


@given(st.sampled_from(Ask), st.text(), st.sampled_from(Kind), st.sampled_from(Role))
def test_an_offer_lies_between_nothing_and_all(ask: Ask, text: str, kind: Kind, role: Role) -> None:
    assert 0.0 <= offer(ask, text, kind, role) <= 1.0
