"""Whether written sentences are carried by what they cite: true ones are kept, and each kind of fault is caught."""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claims import read_claim
from answer.nearness import Reader
from answer.support import Cited, _check_one, check
from answer.wordnet import kin
from index.embedder import Vector, WordStates, unit_rows
from tests.answer.written import library_sentences

SOLEUS = Cited("The soleus lies deep to the gastrocnemius and bends the ankle (Moore et al. 2018).", "Soleus")
NERVES = Cited(
    "Nerve: femoral nerve, L2, L3 (pectineus); obturator nerve, L2, L3, L4 (adductor longus)",
    "Adductors",
    ("Facts at a glance",),
)
ITEM = Cited("a fracture or a fresh muscle tear", "Dry needling", ("Contraindications",))
REFERRED = Cited("the heel and the arch of the foot (soleus)", "Calf muscles", ("Referral pattern",))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        pytest.param("Hold the stretch for 60 seconds.", "Hold the stretch for one minute.", id="another unit"),
        pytest.param("Do 8 to 12 repetitions.", "Repeat it eight to twelve times.", id="numbers in words"),
        pytest.param("Press for up to 30 seconds.", "Press for at most 30 seconds.", id="a bound in other words"),
        pytest.param("Do it twice a day.", "Do it two times per day.", id="a rate"),
        pytest.param("The soleus bends the ankle.", "The ankle is bent by the soleus.", id="a passive"),
        pytest.param("The muscle flexes the knee.", "The muscle bends the knee.", id="a plain word"),
        pytest.param(
            "It lies on the inner side of the thigh.", "It lies on the medial side of the thigh.", id="a side"
        ),
        pytest.param("The effect is short.", "The effect does not last long.", id="the opposite denied"),
        pytest.param("Do not press on the bone.", "Never press on the bone.", id="a negation in other words"),
        pytest.param("Keep the ball off the neck.", "Keep the ball away from the neck.", id="away for off"),
        pytest.param("Massage may ease pain.", "Massage might ease pain.", id="the same hedge"),
        pytest.param("Massage eases pain.", "Massage may ease pain.", id="a weaker claim"),
        pytest.param("It hurts at the ischial tuberosity.", "It hurts at the sit bone.", id="a word of the glossary"),
        pytest.param(
            "The gastrocnemius covers the soleus.",
            "The soleus lies under the gastrocnemius.",
            id="said from the other side",
        ),
    ],
)
def test_a_true_paraphrase_is_carried(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried, check(text, [Cited(quote)])


@pytest.mark.parametrize(
    ("quote", "text", "reason"),
    [
        pytest.param("Hold for 30 seconds.", "Hold for 40 seconds.", "number", id="a number"),
        pytest.param("Hold for 30 seconds.", "Hold for 30 minutes.", "unit", id="a unit"),
        pytest.param("Hold for up to 30 seconds.", "Hold for 30 seconds.", "number", id="a bound left out"),
        pytest.param("Hold for at most 30 seconds.", "Hold for at least 30 seconds.", "number", id="a bound turned"),
        pytest.param("Do it once a day.", "Do it once a week.", "unit", id="a rate"),
        pytest.param("A pain of at most 5 out of 10.", "A pain of at most 10 out of 10.", "number", id="a share"),
        pytest.param("The nerve comes from L4 to S1.", "The nerve comes from L3 to S1.", "number", id="a spinal level"),
        pytest.param("The medial head is thick.", "The lateral head is thick.", "side", id="medial and lateral"),
        pytest.param("It lies in front of the knee.", "It lies behind the knee.", "side", id="in front and behind"),
        pytest.param("It lies on the thigh.", "It lies on the left thigh.", "side", id="a side added"),
        pytest.param("Half of them improved.", "A third of them improved.", "number", id="a fraction"),
        pytest.param("It hurts.", "It hurts less.", "relation", id="a comparison added"),
        pytest.param("Rest it while you train.", "Rest it before training.", "relation", id="an order in time"),
        pytest.param("Bend to the same side.", "Bend to the opposite side.", "side", id="the same and the other side"),
        pytest.param("It is not tender.", "It is tender.", "negation", id="a negation left out"),
        pytest.param("It is tender.", "It is not tender.", "negation", id="a negation added"),
        pytest.param("Do not press hard.", "Press hard.", "negation", id="advice turned"),
        pytest.param("The soleus is wide.", "The gastrocnemius is wide.", "structure", id="a muscle"),
        pytest.param(
            "Bleeding around the heart is rare.", "Bleeding around the liver is rare.", "structure", id="an organ"
        ),
        pytest.param("It flexes the knee.", "It extends the knee.", "relation", id="flexes and extends"),
        pytest.param("It arises from the pubis.", "It inserts on the pubis.", "relation", id="origin and insertion"),
        pytest.param("It hurts after sport.", "It hurts before sport.", "relation", id="before and after"),
        pytest.param("Massage may ease pain.", "Massage eases pain.", "relation", id="a hedge left out"),
        pytest.param("Some people feel it.", "All people feel it.", "relation", id="some and all"),
        pytest.param("It often hurts.", "It rarely hurts.", "relation", id="often and rarely"),
        pytest.param(
            "Active training worked better than massage and laser.",
            "Massage and laser worked better than active training.",
            "relation",
            id="compared things exchanged",
        ),
        pytest.param(
            "Rolling before sport makes people flexible, and rolling afterwards makes sore muscles hurt less.",
            "Rolling before sport makes sore muscles hurt less, and rolling afterwards makes people flexible.",
            "relation",
            id="two facts crossed",
        ),
        pytest.param(
            "Use a warm pack for 15 minutes.",
            "Use a warm pack for 15 minutes, as it sends fresh blood to the kidneys.",
            "structure",
            id="something added",
        ),
        pytest.param("Use a warm pack.", "Use a warm pack and take ibuprofen.", "unsupported", id="a medicine added"),
        pytest.param("The hip rested.", "You should rest the hip.", "advice", id="advice from a statement"),
        pytest.param("It is a muscle.", "As a language model, it is a muscle.", "steering", id="the model speaks"),
        pytest.param("It is a muscle.", "It is a muscle, see www.example.org.", "steering", id="an address"),
    ],
)
def test_a_fault_is_caught(quote: str, text: str, reason: str) -> None:
    verdict = check(text, [Cited(quote)])
    assert (verdict.is_carried, verdict.reason) == (False, reason), verdict


def test_nothing_is_carried_without_a_citation() -> None:
    assert not check("The soleus bends the ankle.", []).is_carried


def test_every_sentence_of_the_library_carries_itself() -> None:
    """Without the short way for what stands there word for word: each test has to let it pass."""
    refused = [
        cited for cited in library_sentences() if not _check_one(read_claim(cited.quote), cited, None).is_carried
    ]
    assert refused == []


@given(cited=st.sampled_from(library_sentences()), number=st.integers(2, 999))
def test_a_sentence_with_another_number_is_never_carried(cited: Cited, number: int) -> None:
    text = re.sub(r"\([^()]*\)", "", cited.quote)
    changed = re.sub(r"(?<![\w.,])\d+(?![\w.,]*\d)", str(number), text, count=1)
    held = set(re.findall(r"\d+", " ".join((text, cited.title, *cited.heading_path))))
    if changed != text and str(number) not in held:
        assert not check(changed, [cited]).is_carried


OPPOSITES = (
    "medial lateral|inner outer|anterior posterior|upper lower|superior inferior|flexion extension|abduction adduction"
    "|better worse|before after|longer shorter|larger smaller|flexes extends|prone supine|Origin Insertion"
).split("|")


@given(cited=st.sampled_from(library_sentences()), pair=st.sampled_from(OPPOSITES), turned=st.booleans())
def test_a_sentence_with_an_opposite_in_place_of_a_word_is_never_carried(cited: Cited, pair: str, turned: bool) -> None:
    one, other = reversed(pair.split()) if turned else pair.split()
    changed = re.sub(rf"\b{one}\b", other, cited.quote, count=1)
    if changed != cited.quote:
        assert not check(changed, [cited]).is_carried


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Refer if pain has not eased after three sessions.", "Refer if pain has not eased before three sessions."),
        ("Do not train after a snap in the calf.", "Do not train before a snap in the calf."),
        ("a fall after which you cannot stand", "a fall before which you cannot stand"),
        ("Add weight after two weeks and do 4 sets, then 5.", "Add weight before two weeks and do 4 sets, then 5."),
    ],
)
def test_what_comes_after_is_not_what_comes_before_it(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried


def test_facts_of_one_muscle_are_not_those_of_its_neighbour() -> None:
    assert check("The pectineus is supplied by the femoral nerve (L2, L3).", [NERVES]).is_carried
    assert not check("The pectineus is supplied by the obturator nerve.", [NERVES]).is_carried
    assert not check("The pectineus is supplied by the femoral nerve (L2, L3, L4).", [NERVES]).is_carried


def test_each_part_of_a_sentence_may_have_a_citation_of_its_own() -> None:
    other = Cited("The tibial nerve supplies the soleus.", "Soleus")
    assert check("The soleus bends the ankle, and the tibial nerve supplies the soleus.", [SOLEUS, other]).is_carried


def test_the_muscle_of_one_citation_and_the_nerve_of_another_are_not_mixed() -> None:
    other = Cited("The femoral nerve supplies the sartorius.", "Sartorius")
    assert not check("The femoral nerve supplies the soleus.", [SOLEUS, other]).is_carried
    assert not check("The soleus bends the ankle and is supplied by the femoral nerve.", [SOLEUS, other]).is_carried


def test_a_heading_says_of_its_items_what_they_are() -> None:
    assert check("Dry needling should not be done after a fracture or a fresh muscle tear.", [ITEM]).is_carried
    assert not check("Dry needling is safe with a fracture or a fresh muscle tear.", [ITEM]).is_carried
    assert check("Trigger points in the soleus are said to refer pain to the heel and arch.", [REFERRED]).is_carried
    assert not check("Trigger points in the soleus are said to refer pain to the knee.", [REFERRED]).is_carried


def test_a_lead_in_and_its_item_carry_a_sentence_together() -> None:
    lead = Cited("People with calf pain often describe:", "Calf")
    item = Cited("cramps at night", "Calf")
    text = "People with calf pain often describe cramps at night."
    assert check(text, [lead, item]).is_carried
    assert not check(text.replace("night", "noon"), [lead, item]).is_carried


def test_a_muscle_that_only_the_title_names_does_not_replace_the_one_of_the_sentence() -> None:
    cited = Cited("The soleus is wide and flat.", "Gastrocnemius and soleus")
    assert check("The gastrocnemius is wide and flat.", [cited]).reason == "structure"


def test_a_word_near_one_of_the_source_is_carried_by_the_embedder_only() -> None:
    cited = Cited("A long trolley makes the calf ache.")
    text = "A long violin makes the calf ache."
    assert not check(text, [cited]).is_carried
    assert check(text, [cited], _reader({"trolley", "violin"})).is_carried
    assert not check(text, [cited], _reader({"trolley", "ache"})).is_carried
    assert not check("A long yomp makes the calf ache.", [cited], _reader({"trolley", "yomp"})).is_carried
    assert not check(f"{text[:-1]} and needs a vet.", [cited], _reader({"trolley", "violin", "vet"})).is_carried


def _reader(alike: set[str]) -> Reader:
    """Reads these words alike, any other as itself, and a text as what its words are together."""

    def read(text: str) -> tuple[Vector, WordStates]:
        words = re.findall(r"\w+", text)
        names = ["*" if word.lower() in alike else word.lower() for word in words]
        states = np.stack([np.eye(1000, dtype=np.float32)[crc32(name.encode()) % 1000] for name in names])
        return unit_rows(states.sum(axis=0)[None])[0], WordStates(tuple(words), states)

    return read


def test_a_word_of_the_dictionary_stands_for_another() -> None:
    assert check("The tissue beside it is fragile.", [Cited("The tissue beside it is delicate.")]).is_carried
    assert check("Kneel with the knee on a cushion.", [Cited("Kneel with the knee on a pillow.")]).is_carried
    assert not check("Kneel with the knee on a sledge.", [Cited("Kneel with the knee on a pillow.")]).is_carried


def test_a_wider_word_stands_only_for_what_the_text_leaves_out() -> None:
    cited = Cited("Kneel with the knee on a pillow.")
    assert not check("Kneel with the knee on a pillow and a cushion and a bench.", [cited]).is_carried


def test_the_dictionary_never_carries_a_unit() -> None:
    assert "minut" in kin("second").same
    assert not check("Wait for a few minutes.", [Cited("Wait for a few seconds.")]).is_carried


def test_what_this_points_to_is_the_sentence_before_it_and_not_the_title() -> None:
    assert not check("The soleus prevents falls.", [Cited("This prevents falls.", "Soleus")]).is_carried
    assert not check("This prevents falls.", [Cited("The soleus prevents falls.", "Soleus")]).is_carried
    assert check("This stops falls.", [Cited("This prevents falls.", "Soleus")]).is_carried
    assert check("This muscle bends the knee.", [Cited("The muscle bends the knee.", "Soleus")]).is_carried


def test_the_embedder_never_carries_a_number_a_side_or_an_opposite() -> None:
    for quote, text in (
        ("Hold for 30 seconds.", "Hold for 40 seconds."),
        ("It lies on the medial side.", "It lies on the lateral side."),
        ("It eases the pain.", "It worsens the pain."),
        ("It lies by the heart.", "It lies by the liver."),
    ):
        assert not check(
            text,
            [Cited(quote)],
            _reader(set(text.lower().rstrip(".").split()) | set(quote.lower().rstrip(".").split())),
        ).is_carried


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The gluteus medius lies under the gluteus maximus.", "The gluteus maximus covers the gluteus medius."),
        ("A pillow holds the leg, so that it does not hang.", "A pillow keeps the leg from hanging."),
        (
            "Do not train on more than two days without asking a doctor.",
            "Ask a doctor before you train more than two days.",
        ),
        ("Lift one foot for 1.5 to 2 seconds.", "Lift one foot for one and a half to two seconds."),
        ("Nobody can tell whether it helps.", "Whether it helps is unclear."),
        ("Stop if any pain shoots into the leg.", "Stop if pain shoots into the leg."),
        ("Six weeks of stretches gave people fewer cramps.", "Six weeks of stretches left people with fewer cramps."),
        ("The effects are small.", "It has only small effects."),
        ("It settles within one to two weeks.", "It settles in one to two weeks."),
        ("It is sore for a day or two.", "It is sore for one or two days."),
        ("It arises from the third to fifth ribs.", "It arises from the third, fourth and fifth ribs."),
        ("Origin: third to fifth ribs", "Its origin is the third to fifth ribs."),
        ("It runs to the thigh, the hip and the knee.", "It runs to three places: the thigh, the hip and the knee."),
        ("The thigh, the hip and the knee hurt.", "The thigh, the hip and the knee all hurt."),
        ("Most have pain; most play no tennis.", "Most have pain."),
        ("The knee hurts; rest may ease the ankle.", "The knee hurts."),
        ("With or without treatment it settles.", "It settles, treated or not."),
        ("It did no better than rest.", "Rest did as well as it did."),
        ("Hold the arm on both sides.", "Hold the arm on the left and right sides."),
        ("Do not lift with the palm down.", "Avoid lifting with the palm down."),
    ],
)
def test_another_turn_of_speech_is_carried(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The gluteus medius lies under the gluteus maximus.", "The gluteus medius covers the gluteus maximus."),
        ("The gluteus medius lies under the gluteus maximus.", "The gluteus medius lies over the gluteus maximus."),
        ("The soleus lies deep to the gastrocnemius.", "The gastrocnemius lies deep to the soleus."),
        ("The soleus lies in front of the gastrocnemius.", "The gastrocnemius lies in front of the soleus."),
        ("The nerve lies medial to the artery.", "The artery lies medial to the nerve."),
        ("The vastus lateralis ends distal to the soleus.", "The soleus ends distal to the vastus lateralis."),
        ("A pillow keeps the leg from hanging.", "A pillow keeps the leg hanging."),
        (
            "The gluteus medius, wide and flat, lies under the psoas.",
            "The psoas, wide and flat, lies under the gluteus medius.",
        ),
        (
            "It runs from a broad base on the ilium to a narrow tendon at the femur.",
            "It runs from a narrow tendon on the ilium to a broad base at the femur.",
        ),
        (
            "Skin turns pale under pressure and red after its release.",
            "Skin turns red under pressure and pale after its release.",
        ),
        (
            "Stretch and spray eased more pain than stretch alone.",
            "Stretch alone eased more pain than stretch and spray.",
        ),
        ("Origin: the ribs; insertion: the scapula.", "It inserts on the ribs."),
        ("It runs to the thigh, the hip and the knee.", "It runs to four places: the thigh, the hip and the knee."),
        ("The knee may hurt; rest eases it.", "The knee hurts."),
        ("Massage eases pain; the evidence is weak.", "Massage eases pain."),
        ("The muscle is too deep to be felt.", "The muscle is deep enough to be felt."),
        ("Evidence that it prevents cramps is weak.", "Evidence that it prevents cramps is not weak."),
        ("See a doctor if it has not eased after a few weeks.", "See a doctor if it has not eased after a few days."),
        ("The usual dose was no better than a small dose.", "The usual dose was better than a small dose."),
    ],
)
def test_a_turn_of_speech_does_not_hide_a_fault(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(
    ("title", "heading", "quote", "text"),
    [
        ("Soleus", "Facts", "Artery: posterior tibial artery (deep branch)", "The artery lies deep to the soleus."),
        ("Soleus", "Facts", "Nerve: tibial nerve (medial part)", "The tibial nerve runs medial to the soleus."),
        ("Cupping", "Evidence", "A cup that draws out poison is a contested idea.", "Is that even a thing?"),
        ("Soleus", "Strengthening", "Start with 2 sets of 10.", "The strengthening should be done at the beginning."),
        (
            "Ball",
            "Self-treatment",
            "Once on a tender spot, hold there.",
            "Once this is done, go on to the next tender spot.",
        ),
    ],
)
def test_what_small_models_make_of_little_is_refused(title: str, heading: str, quote: str, text: str) -> None:
    assert not check(text, [Cited(quote, title, (heading,))]).is_carried


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Artery: deep branch of the tibial artery", "The artery is the deep branch of the tibial artery."),
        ("The soleus lies under the gastrocnemius.", "The soleus lies deep to the gastrocnemius."),
        ("The gastrocnemius covers the soleus.", "The soleus lies deep to the gastrocnemius."),
        ("Is it a cramp?", "Is it a cramp?"),
    ],
)
def test_a_place_is_told_by_another_place(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("It may come back and may spread.", "It may come back and it spreads."),
        ("It may come back and it spreads.", "It comes back and it may spread."),
        ("Pain may come back and often spreads to the arm.", "Pain often comes back and may spread to the arm."),
        ("Rest eases the pain, and heat may help.", "Rest may ease the pain, and heat helps."),
        ("Ice usually numbs the skin and sometimes burns it.", "Ice sometimes numbs the skin and usually burns it."),
        ("Most people recover, and some relapse.", "Some people recover, and most relapse."),
    ],
)
def test_each_statement_keeps_its_own_hedge(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("It may come back and may spread.", "It may come back and spread."),
        ("Rest eases the pain, and heat may help.", "Heat may help, and rest eases the pain."),
        (
            "Ice usually numbs the skin and sometimes burns it.",
            "Sometimes ice burns the skin, and usually it numbs it.",
        ),
    ],
)
def test_statements_with_their_hedges_may_change_places(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried
