"""What a sentence leaves to its title, put in its place; where the place is not known, nothing is."""

from __future__ import annotations

import pytest

from answer.left_to_title import said_whole
from answer.support import Cited, check


@pytest.mark.parametrize(
    ("quote", "title", "whole"),
    [
        pytest.param("The nerve is thin.", "Median nerve", "the median nerve is thin.", id="a thing of a kind"),
        pytest.param(
            "It grips the joint.", "Sacroiliac joint", "It grips the sacroiliac joint.", id="not at the start"
        ),
        pytest.param(
            "The nerve is thin where the nerve bends.",
            "Median nerve",
            "the median nerve is thin where the median nerve bends.",
            id="twice",
        ),
        pytest.param("The muscle is flat.", "Piriformis", "the piriformis is flat.", id="a muscle"),
        pytest.param(
            "The tendon tears.", "Tibialis posterior", "The tendon of the tibialis posterior tears.", id="a part"
        ),
        pytest.param("The disease is slow.", "Osteoarthritis", "osteoarthritis is slow.", id="a condition"),
        pytest.param("The tape helps.", "Kinesiology tape", "the kinesiology tape helps.", id="a thing"),
        pytest.param("Abducts the hip.", "Gluteus medius", "the gluteus medius abducts the hip.", id="a verb first"),
        pytest.param(
            "Extends, adducts and medially rotates the arm.",
            "Latissimus dorsi",
            "the latissimus dorsi extends, adducts and medially rotates the arm.",
            id="verbs first",
        ),
        pytest.param("Found on the inside.", "Piriformis", "the piriformis is found on the inside.", id="a participle"),
        pytest.param(
            "Do not use over bruises.", "Friction massage", "Do not use friction massage over bruises.", id="an order"
        ),
        pytest.param(
            "Weakness lets it drop.", "Gluteus medius", "Weakness of the gluteus medius lets it drop.", id="a state"
        ),
        pytest.param(
            "Trigger points in the deep layer refer pain.",
            "Masseter",
            "Trigger points in the deep layer of the masseter refer pain.",
            id="a layer",
        ),
    ],
)
def test_the_title_stands_where_the_sentence_leaves_it_out(quote: str, title: str, whole: str) -> None:
    assert said_whole(quote, title) == whole


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        pytest.param("The elbow hurts.", "Tennis elbow", id="a part that a complaint is called after"),
        pytest.param("The shoulder is stiff.", "Frozen shoulder", id="another one"),
        pytest.param("The soleus is flat.", "Gastrocnemius and soleus", id="a title of two things"),
        pytest.param(
            "The ulnar nerve lies behind it, and the nerve is thin.", "Median nerve", id="another of the kind"
        ),
        pytest.param("The gluteus maximus covers it, and the muscle is thick.", "Piriformis", id="another muscle"),
        pytest.param("Worn discs are seen in many.", "Low back pain", id="a subject of its own"),
        pytest.param("Weakness of the foot is common.", "Gluteus medius", id="a state of something"),
        pytest.param("Runners are helped by it.", "Foam rolling", id="people"),
        pytest.param("The nerve is thin.", "", id="no title"),
        pytest.param("Across the groin it hurts.", "Iliopsoas", id="a preposition that ends as verbs do"),
        pytest.param("Sometimes the foot is numb.", "Sciatica", id="an adverb that ends so"),
    ],
)
def test_nothing_is_put_where_the_place_is_not_known(quote: str, title: str) -> None:
    assert said_whole(quote, title) == ""


@pytest.mark.parametrize(
    ("quote", "title", "said"),
    [
        (
            "In most people the nerve passes between the two heads of pronator teres.",
            "Median nerve",
            "In most people the pronator teres passes between the two heads of the median nerve.",
        ),
        ("Abducts the hip.", "Gluteus medius", "The gluteus medius adducts the hip."),
        ("The nerve lies behind the medial epicondyle.", "Ulnar nerve", "The median nerve lies behind the epicondyle."),
        ("Worn discs are seen in many.", "Low back pain", "Worn discs are seen in many with low back pain."),
    ],
)
def test_a_title_lent_to_the_wrong_place_carries_nothing(quote: str, title: str, said: str) -> None:
    assert not check(said, [Cited(quote, title)]).is_carried
