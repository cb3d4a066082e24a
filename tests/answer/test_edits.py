"""What stands in the place of a note's sentence differs from it only in ways that leave what it says as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answer.edits import unexplained
from answer.support import Cited
from bench.support import cited

SUITE = Path(__file__).parents[2] / "eval" / "suites" / "written.jsonl"
FAULTS = [line for line in map(json.loads, SUITE.read_text("utf-8").splitlines()) if line["kind"] != "paraphrase"]

CHANGED = [
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
    ("Nerve: tibial nerve (S1, S2)", "Soleus", "The nerve of the gastrocnemius is the tibial nerve (S1, S2)."),
    ("Nerve: tibial nerve (S1, S2)", "Soleus", "The nerve of the soleus is the tibial nerve."),
    (
        "Nerve: branches of the posterior rami",
        "Multifidus",
        "The multifidus is supplied by branches of the anterior rami.",
    ),
    ("Origin: back of the fibula", "Soleus", "The soleus inserts on the back of the fibula."),
    ("The femoral nerve supplies the rectus femoris.", "Thigh", "The rectus femoris is attached to the femoral nerve."),
    (
        "Pressure release is the gentler form of compression.",
        "Release",
        "Pressure release is gentler than compression.",
    ),
    (
        "Weakness of the soleus and the calf makes it harder to stand.",
        "Soleus pain",
        "The pain of the soleus is weak and the calf makes it harder to stand.",
    ),
    (
        "Experience links soleus pain with running.",
        "Soleus",
        "People get soleus pain because experience links soleus pain with running.",
    ),
    ("The ball does not replace movement.", "For whom", "The ball does not replace movement for whom."),
    ("Hold the stretch for 30 seconds.", "Calf", "Hold the stretch."),
    ("The belt may ease the pain.", "Belts", "The belt eases the pain."),
    ("Do not press on the throat.", "Neck", "Press on the throat."),
    ("Press the calf, but stop if it tingles.", "Calf", "Press the calf."),
    ("The muscle bends the foot; walking strengthens its grip.", "Sole", "The muscle bends the foot."),
    ("Once it eases, press the next spot.", "Release", "Press the next spot."),
    ("After a sprain, runners who balanced came back sooner.", "Sprain", "Runners who balanced came back sooner."),
    ("Pain that does not ease or spreads needs a doctor.", "Pain", "Pain that does not ease needs a doctor."),
    (
        "The nerve does not reach the heel or the toes.",
        "Nerve",
        "The nerve does not reach the heel. It reaches the toes.",
    ),
    ("The nerve may pass the heel and the toes.", "Nerve", "The nerve may pass the heel. It passes the toes."),
    ("A few people get it.", "Cramps", "Few people get it."),
    ("Use ice or heat.", "Cramps", "Use ice. Use heat."),
    ("Muscle pain may last.", "Soleus", "Pain may last."),
    ("Hip pain may last.", "Soleus", "Hip muscle pain may last."),
    ("Rest the leg (if it is severe).", "Soleus", "Rest the leg."),
    (
        "The gastrocnemius lies over it, and the muscle is thick.",
        "Soleus",
        "The gastrocnemius lies over it, and the soleus is thick.",
    ),
    ("The heel hurts and the calf is stiff.", "Calf", "The heel hurts, therefore the calf is stiff."),
    ("Insertion: spinous processes", "Multifidus", "The insertion of the multifidus is from the spinous processes."),
    ("Rest, especially when running hurts.", "Calf", "Rest. Especially when running hurts."),
    (
        "The soleus fills the calf, partly under the skin.",
        "Calf",
        "The soleus fills the calf. It partly under the skin.",
    ),
    ("The muscle bends the ankle.", "Gastrocnemius and soleus", "The gastrocnemius and soleus bends the ankle."),
    ("In one study the rear fibres rotated the hip.", "Gluteus medius", "The rear fibres rotated the hip."),
    ("Anecdotally we have found that it aches.", "Hip", "It aches."),
    ("One sternocleidomastoid turns the head.", "Neck", "The sternocleidomastoid turns the head."),
    ("It may only be 20 degrees (not more than 30).", "Hip", "It may only be 20 degrees."),
]
KEPT = [
    ("The belt may ease pain (Vleeming et al. 2008).", "Belts", ["The belt may ease pain."]),
    ("The muscle bends the ankle.", "Soleus", ["The soleus bends the ankle."]),
    (
        "Pain from this muscle is often taken for sciatica.",
        "Piriformis muscle",
        ["The pain from the piriformis muscle is often taken for sciatica."],
    ),
    ("Nerve: tibial nerve (S1, S2)", "Soleus", ["The nerve of the soleus is the tibial nerve (S1, S2)."]),
    ("Nerve – tibial nerve (S1, S2)", "Soleus Muscle", ["The tibial nerve (S1, S2) supplies the soleus muscle."]),
    ("Insertion: greater trochanter", "Gluteus medius", ["The gluteus medius inserts on the greater trochanter."]),
    (
        "Origin: outer ilium (between the lines)",
        "Gluteus medius",
        ["The origin of the gluteus medius is the outer ilium."],
    ),
    (
        "Artery: ascending branch of the femoral artery",
        "Tensor fasciae latae",
        ["The artery of the tensor fasciae latae (TFL) is the ascending branch of the femoral artery."],
    ),
    ("In athletes, groin pain is common.", "Groin", ["Groin pain is common in athletes."]),
    ("If it tingles, stop the massage.", "Calf", ["Stop the massage if it tingles."]),
    (
        "The soleus crosses the ankle; the gastrocnemius crosses the knee too.",
        "Calf",
        ["The soleus crosses the ankle.", "The gastrocnemius crosses the knee too."],
    ),
    ("It flattens the arch and turns the heel.", "Calf", ["It flattens the arch.", "It also turns the heel."]),
    (
        "The soleus can be hurt by falls or by a blow.",
        "Calf",
        ["The soleus can be hurt by falls.", "It can also be hurt by a blow."],
    ),
    (
        "The posterior fibers rotate the thigh.",
        "Gluteus minimus",
        ["The posterior fibers of the gluteus minimus rotate the thigh."],
    ),
    (
        "The nerve may pass the heel and the toes.",
        "Nerve",
        ["The nerve may pass the heel.", "It may also pass the toes."],
    ),
    ("Pain seldom spreads far.", "Hip", ["Pain rarely spreads far."]),
]


@pytest.mark.parametrize(("quote", "title", "text"), CHANGED)
def test_what_may_say_something_else_is_not_explained(quote: str, title: str, text: str) -> None:
    assert unexplained([text], [Cited(quote, title)])


@pytest.mark.parametrize(("quote", "title", "texts"), KEPT)
def test_what_says_the_same_is_explained(quote: str, title: str, texts: list[str]) -> None:
    assert unexplained(texts, [Cited(quote, title)]) == ""
    assert unexplained([quote], [Cited(quote, title)]) == ""


def test_of_several_sentences_none_may_be_missing() -> None:
    quote = Cited("The soleus crosses the ankle; the gastrocnemius crosses the knee too.", "Calf")
    assert unexplained(["The soleus crosses the ankle."], [quote])
    assert unexplained(["The soleus crosses the ankle.", "The soleus crosses the knee too."], [quote])


def test_two_sources_are_told_one_after_the_other() -> None:
    quotes = [Cited("The soleus bends the ankle.", "Calf"), Cited("The calf pumps blood.", "Calf")]
    assert unexplained(["The soleus bends the ankle and the calf pumps blood."], quotes) == ""
    assert unexplained(["The soleus pumps blood and the calf bends the ankle."], quotes)


def test_a_model_may_judge_of_plain_words_only() -> None:
    quote = Cited("Gentle stretching helps most people after a long walk.", "Calf")
    assert unexplained(["Gentle stretching suits most people after a long walk."], [quote])
    assert unexplained(["Gentle stretching suits most people after a long walk."], [quote], exchanged=1) == ""
    assert unexplained(["Gentle stretching suits most people after a brief walk."], [quote], exchanged=1)
    for text in (
        "Gentle stretching helps most people after 3 long walk.",
        "Gentle stretching helps most knees after a long walk.",
    ):
        assert unexplained([text], [quote], exchanged=2)


def test_no_planted_fault_is_explained() -> None:
    explained = [line["id"] for line in FAULTS if not unexplained([line["text"]], cited(line))]
    assert len(FAULTS) > 400
    assert explained == []
