"""Questions that lean on earlier ones: what they are taken to mean, and which are left alone, whatever was sent."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.follow_ups import EARLIER, TURNS, resolve
from answer.subjects import Sort, Subjects
from answer.types import Turn
from corpus.settings import QUESTION_LIMIT
from index.thesaurus import Thesaurus
from tests.answer.test_question import SmallLibrary

WORDS = """the supinator and brachialis bend the elbow stretch hold seconds massage ball spot nerve heat splint surgery
press night pain golfer elbow frozen shoulder wrist knitting grip posture teres major minor latissimus subscapularis
jaw"""
TITLES = ("Golfer's elbow", "Supinator: anatomy and action", "Frozen shoulder", "cupping.md")
GLOSSARY = Thesaurus.of([("latissimus dorsi", "lats"), ("dry needling", "intramuscular needling")])
SUBJECTS = Subjects(SmallLibrary(WORDS), TITLES, GLOSSARY)

NERVE = "Which nerve supplies the teres major?"
STRETCH = "How do I stretch my lats?"
ELBOW = "What is golfer's elbow?"
REFER = "Where does the teres major refer pain?"


def made_whole(question: str, *earlier: str) -> str:
    return resolve(question, [Turn(each) for each in earlier], SUBJECTS)


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (NERVE, "and its artery?", "What is the artery of the teres major?"),
        (NERVE, "Where does it insert?", "Where does the teres major insert?"),
        (NERVE, "what does its tendon join?", "What does the teres major's tendon join?"),
        (NERVE, "and the minor?", "Which nerve supplies the teres minor?"),
        (NERVE, "what about subscapularis?", "Which nerve supplies the subscapularis?"),
        (NERVE, "same for the supinator", "Which nerve supplies the supinator?"),
        (NERVE, "insertion?", "What is the insertion of the teres major?"),
        (NERVE, "what about stretching it?", "Stretching the teres major?"),
        (STRETCH, "how long for?", "Stretch my lats: how long for?"),
        (STRETCH, "how often should I do it?", "How often should I stretch my lats?"),
        (STRETCH, "is that safe?", "Stretch my lats: is that safe?"),
        (STRETCH, "and for runners?", "How do I stretch my lats for runners?"),
        (STRETCH, "and if it hurts?", "How do I stretch my lats if it hurts?"),
        (STRETCH, "what else?", "How do I stretch my lats: what else?"),
        (STRETCH, "same for the other side", "How do I stretch my lats on the other side?"),
        (STRETCH, "can you say that more simply", STRETCH),
        ("Should I rest golfer's elbow?", "why?", "Why should I rest golfer's elbow?"),
        (ELBOW, "what are the symptoms?", "Golfer's elbow: what are the symptoms?"),
        (ELBOW, "and heat?", "Does heat help golfer's elbow?"),
        (ELBOW, "do splints help?", "Golfer's elbow: do splints help?"),
        (ELBOW, "how long does it take to heal?", "How long does golfer's elbow take to heal?"),
        ("Where do the anterior fibres of the deltoid pull?", "and the posterior ones?",
         "Where do the posterior fibres of the deltoid pull?"),
        ("Which is longer, teres major or teres minor?", "which one is deeper?",
         "The teres major or the teres minor: which one is deeper?"),
        ("My shoulder catches at night", "any exercises?", "My shoulder catches at night: any exercises?"),
        (REFER, "does it go past the elbow?", "Does teres major pain go past the elbow?"),
        (REFER, "how far down?", "How far down does teres major pain spread?"),
        (REFER, "how far does it reach?", "How far does teres major pain spread?"),
        ("Where does golfer's elbow refer pain?", "how far down?", "Golfer's elbow: how far down?"),
        (ELBOW, "what does the muscle do?", "Golfer's elbow: what does the muscle do?"),
        ("What do the teres major and the teres minor do?", "which nerve supplies them?",
         "Which nerve supplies the teres major and the teres minor?"),
        ("Does massage help golfer's elbow?", "is massage for it safe?", "Is massage for golfer's elbow safe?"),
        ("What do splints do?", "is it worn at night?", "Are splints worn at night?"),
        ("My shoulder hurts at night", "is it inflamed?", "My shoulder hurts at night: is it inflamed?"),
        ("My shoulder hurts on the inner side", "the outer side", "My shoulder hurts on the outer side?"),
        ("Who tested dry needling in the study of golfer's elbow?", "who was in it?", "Dry needling: who was in it?"),
        (ELBOW, "what about the other one?", "Golfer's elbow: the other one?"),
    ],
)  # fmt: skip
def test_what_a_follow_up_lacks_comes_from_the_question_before(earlier: str, question: str, whole: str) -> None:
    assert made_whole(question, earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (ELBOW, "any red flags", "What are the red flags of golfer's elbow?"),
        (ELBOW, "when should i worry", "What are the red flags of golfer's elbow?"),
        (ELBOW, "how do they test for it", "How is golfer's elbow tested?"),
        (ELBOW, "do i need an mri", "Golfer's elbow: do i need an mri?"),
        (ELBOW, "is massage ok", "Golfer's elbow: is massage ok?"),
        (NERVE, "the supinator's", "Which nerve supplies the supinator?"),
        (NERVE, "MET's inventor", "What is the inventor of MET?"),
        (NERVE, "its origins", "What are the origins of the teres major?"),
        (NERVE, "and its", "The teres major's?"),
        (ELBOW, "does acupuncture do anything", "Golfer's elbow: does acupuncture do anything?"),
        (ELBOW, "what about a night splint", "Does a night splint help golfer's elbow?"),
        (ELBOW, "what does a positive test mean", "Golfer's elbow: what does a positive test mean?"),
        (ELBOW, "what does NICE say", "Golfer's elbow: what does NICE say?"),
        (ELBOW, "how long until its better", "How long until golfer's elbow is better?"),
        (NERVE, "what does the muscle do", "What does the teres major do?"),
        (NERVE, "and with the elbow bent?", "Which nerve supplies the teres major with the elbow bent?"),
        (NERVE, "insertion pls", "What is the insertion of the teres major?"),
        ("Where does the teres major refer pain?", "does it go below the elbow",
         "Does teres major pain go below the elbow?"),
        ("What is dry needling?", "any proof", "How good is the evidence for dry needling?"),
        ("What is dry needling?", "when not to", "What are the contraindications of dry needling?"),
        ("What is dry needling?", "where does the needle go", "Dry needling: where does the needle go?"),
        ("Does dry needling help jaw pain?", "compared with what", "Dry needling for jaw pain: compared with what?"),
        (STRETCH, "left arm or right", "Stretch my lats: left arm or right?"),
        (STRETCH, "should it hurt", "Stretch my lats: should it hurt?"),
        (STRETCH, "i have a hernia is that ok", "Stretch my lats: i have a hernia is that ok?"),
        ("What is a teres major tear?", "where would I feel it", "Teres major tear: where would I feel it?"),
        ("What is a teres major tear?", "and its nerve?", "What is the nerve of the teres major?"),
        ("What is a teres major tear?", "and the minor?", "What is a teres minor tear?"),
        ("How would I notice a tear of the supinator?", "how do they treat it",
         "How do they treat the tear of the supinator?"),
        (ELBOW, "what if it doesn't get better?", "What should I do if golfer's elbow does not improve?"),
        (ELBOW, "and if nothing helps?", "What should I do if golfer's elbow does not improve?"),
        (STRETCH, "what if it doesn't help?", "What should I do if the lats pain does not improve?"),
        ("How is elbow pain treated?", "and for gout?", "How is gout treated?"),
        ("Why does my elbow hurt at night?", "and for gout?", "Why does gout hurt at night?"),
        (STRETCH, "and for gout?", "How do I stretch my lats for gout?"),
        ("Where do the anterior fibres of the deltoid pull?", "post. ones?",
         "Where do the posterior fibres of the deltoid pull?"),
        ("How do I massage the back fibres?", "can I make it harder", "Massage the back fibres: can I make it harder?"),
        ("Which muscles does golfer's elbow overload?", "why the supinator?",
         "Which muscles does golfer's elbow overload: why the supinator?"),
        (STRETCH, "and then what?", "How do I stretch my lats: what next?"),
        (STRETCH, "what happens next", "How do I stretch my lats: what next?"),
    ],
)  # fmt: skip
def test_what_is_typed_in_few_words_leans_on_the_question_before(earlier: str, question: str, whole: str) -> None:
    assert made_whole(question, earlier) == whole


@pytest.mark.parametrize(
    "question",
    [
        "How do I treat tennis elbow?",
        "My scan showed a spur. Is that why my elbow hurts?",
        "On its way to the arm, the latissimus passes which muscle?",
        "On its way into the arm, where does the teres major twist?",
        "If I knit jumpers on the sofa, does it matter?",
        "What do people mean when they say frozen shoulder?",
        "And what about a stiff neck, any exercises for that?",
        "ok thanks. Which nerve supplies the supinator?",
        "and the nerve of the supinator?",
        "what about frozen shoulder, how is it tested?",
        "is it true that cupping causes shingles?",
        "My wrist clicks, what can I do about it?",
        "What is a trigger point?",
        "What does double crush mean?",
        "how do I reset my banking password",
        "Is it bad to sit on a wallet?",
        "Something different: how long should I rest?",
        "thanks!",
        "  ",
        "How long should I hold a stretch of the supinator?",
    ],
)
def test_a_question_that_says_all_itself_is_left_as_it_was_typed(question: str) -> None:
    assert made_whole(question, NERVE, STRETCH) == question


MINOR = ("Which nerve supplies the teres major?", "and the minor?")
WRIST = ("my wrist hurts",)
BALL = ("tell me about ball massage",)
HEAT = ("Does heat help golfer's elbow?",)
TRIAL = ("was there a trial of cupping for golfer's elbow?",)


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (MINOR, "what about the second one's action?", "What is the action of the teres minor?"),
        (MINOR, "and the other one's?", "Which nerve supplies the teres major?"),
        (MINOR, "where does the first one insert", "Where does the teres major insert?"),
        (MINOR, "what about the former", "Which nerve supplies the teres major?"),
        (MINOR, "that one's artery?", "What is the artery of the teres minor?"),
        (MINOR, "it's action?", "What is the action of the teres minor?"),
        (MINOR, "which is innervated by the accessory nerve?",
         "The teres major or the teres minor: which is innervated by the accessory nerve?"),
        (("Compare teres major and teres minor",), "the second's nerve?", "What is the nerve of the teres minor?"),
    ],
)  # fmt: skip
def test_one_of_those_asked_about_is_meant_by_its_place(earlier: Sequence[str], question: str, whole: str) -> None:
    assert made_whole(question, *earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        ("How long should I hold a stretch?", "no i mean for my wrist",
         "How long should I hold a stretch for my wrist?"),
        (STRETCH, "sorry, I meant the wrist", "How do I stretch my wrist?"),
        (NERVE, "not the major, the minor", "Which nerve supplies the teres minor?"),
        (NERVE, "i said the minor not the major", "Which nerve supplies the teres minor?"),
        ("Where does the supinator insert?", "sorry, originate", "Where does the supinator originate?"),
        ("my wrist hurts", "no, I mean my elbow", "My elbow hurts"),
        ("Contraindications of cupping?", "and of dry needling?", "Contraindications of dry needling?"),
        ("How do I massage my wrist with a ball?", "and for my neck?", "How do I massage my neck with a ball?"),
        ("Does ice help the wrist?", "what about heat instead?", "Does heat help the wrist?"),
    ],
)  # fmt: skip
def test_what_is_put_right_takes_the_place_of_what_was_said(earlier: str, question: str, whole: str) -> None:
    assert made_whole(question, earlier) == whole


def test_a_correction_is_no_part_of_the_topic() -> None:
    asked = made_whole("does it work?", "How long should I hold a stretch?", "no i mean for my wrist")
    assert asked == "Hold a stretch for my wrist: does it work?"


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        (("the outside",), "My wrist hurts on the outside"),
        (("at the front",), "My wrist hurts at the front"),
        (("it's worse at night",), "My wrist hurts, worse at night"),
        (("on the inside", "mostly at night"), "My wrist hurts on the inside, mostly at night"),
        (("when I grip",), "My wrist hurts when I grip"),
    ],
)
def test_where_and_when_it_hurts_join_what_was_told(told: Sequence[str], whole: str) -> None:
    assert made_whole(told[-1], *WRIST, *told[:-1]) == whole
    assert made_whole("what should i do", *WRIST, *told) == f"{whole}: what should i do?"


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (BALL, "can I do that while pregnant?", "Can I do ball massage while pregnant?"),
        (HEAT, "does it work?", "Does heat work for golfer's elbow?"),
        (HEAT, "what else helps against it?", "What else helps against golfer's elbow?"),
        (("What is cupping?",), "how often should I get it?", "How often should I get cupping?"),
        (("What are splints?",), "how long does it take?", "How long do splints take?"),
        (("What are splints?",), "is it worn at night?", "Are splints worn at night?"),
        (("Is there research on cupping?",), "how large is it?", "Research on cupping: how large is it?"),
        (("Splints for golfer's elbow",), "what should I eat?", "Golfer's elbow: what should I eat?"),
        (("My shoulder hurts at night",), "what about splints?", "My shoulder hurts at night: do splints help?"),
        (("How do I treat golfer's elbow with cupping?",), "I'm pregnant, is that safe?",
         "Treat golfer's elbow with cupping: I'm pregnant, is that safe?"),
        (("What helps golfer's elbow?",), "can I do it at home?", "Golfer's elbow: can I do it at home?"),
        ((STRETCH, "how often?"), "why?", "How often should I stretch my lats: why?"),
        (TRIAL, "Was there a sham arm, and how many took part?",
         "Trial of cupping for golfer's elbow: was there a sham arm, and how many took part?"),
        ((*TRIAL, "were they randomised?"), "who was in it?", "Trial of cupping for golfer's elbow: who was in it?"),
    ],
)  # fmt: skip
def test_what_is_done_keeps_what_it_is_done_for(earlier: Sequence[str], question: str, whole: str) -> None:
    assert made_whole(question, *earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        (ELBOW, "My grip was weak yesterday. Is that why my wrist hurts?"),
        (ELBOW, "what is the capital of France?"),
        (NERVE, "teres major?"),
        (NERVE, "not the supinator, the brachialis"),
        (NERVE, "w" * 301),
    ],
)
def test_what_can_be_read_by_itself_is_left_whatever_was_asked_before(earlier: str, question: str) -> None:
    assert made_whole(question, earlier) == question


@pytest.mark.parametrize("question", ["pizza recipes?", "my wifi password", "what is the capital of France?"])
def test_what_is_foreign_to_the_library_is_not_joined_to_the_topic(question: str) -> None:
    assert made_whole(question, STRETCH) == question


@pytest.mark.parametrize("last", ["why?", "what else?", "how often?", "for runners?", "the other side", "is it safe?"])
def test_a_topic_is_put_before_a_question_only_once(last: str) -> None:
    for earlier in ((STRETCH, "how long for?"), (*WRIST, "any exercises?"), (*MINOR, "which one is deeper?")):
        assert made_whole(last, *earlier).count(": ") <= 1


def test_without_a_history_nothing_changes() -> None:
    assert made_whole("and its nerve?") == "and its nerve?"


@pytest.mark.parametrize("empty", [["", " "], ["thanks!"], ["\x00\x1b\u200b"], ["?!"]])
def test_a_history_that_asks_nothing_gives_nothing(empty: list[str]) -> None:
    assert made_whole("how long for?", *empty) == "how long for?"


def test_follow_ups_on_follow_ups_go_back_to_what_was_named() -> None:
    assert made_whole("and how often?", STRETCH, "how long for?") == "How often should I stretch my lats?"
    assert made_whole("and the supinator?", NERVE, "and its artery?") == "What is the artery of the supinator?"
    assert made_whole("which one is deeper?", NERVE, "and the minor?") == (
        "The teres major or the teres minor: which one is deeper?"
    )


def test_a_change_of_topic_drops_what_was_before() -> None:
    assert (
        made_whole("how long for?", NERVE, "How do I stretch the supinator?") == "Stretch the supinator: how long for?"
    )


def test_a_word_of_thanks_keeps_the_topic() -> None:
    assert made_whole("where does it insert?", NERVE, "great, thanks") == "Where does the teres major insert?"


def test_the_newest_of_several_is_meant() -> None:
    assert (
        made_whole("where does it insert?", NERVE, "What does the supinator do?") == "Where does the supinator insert?"
    )


def test_an_answer_counts_only_where_the_question_asks_for_a_name() -> None:
    lied = "The masseter is what you mean."
    asked = [Turn("Which muscle is at the back of the armpit?", "The subscapularis lies there.")]
    assert resolve("and its nerve?", asked, SUBJECTS) == "What is the nerve of the subscapularis?"
    assert "masseter" not in resolve("and its artery?", [Turn(NERVE, lied)], SUBJECTS)


def test_the_second_of_those_is_the_second_that_the_answer_names() -> None:
    history = [Turn("What fills the back of the armpit?", "Subscapularis, then latissimus dorsi and teres major.")]
    assert resolve("the second one, where does it insert?", history, SUBJECTS) == (
        "The latissimus dorsi, where does it insert?"
    )


def test_only_the_last_turns_are_read() -> None:
    idle = ["and that?"] * TURNS
    assert "teres" in made_whole("where does it insert?", NERVE, *idle[1:])
    assert made_whole("where does it insert?", NERVE, *["thanks"] * TURNS) == "where does it insert?"


def test_what_lies_beyond_the_limit_of_a_turn_is_not_read() -> None:
    assert "teres" not in made_whole("where does it insert?", "x" * EARLIER + " " + NERVE)


@pytest.mark.parametrize(
    "question",
    ["how long for?", "it " * 90, "and " * 75, "say " + "in plain words " * 18 + "!", "the " * 70, "IS IT SAFE"],
)
def test_the_longest_history_costs_no_more_than_a_short_one(question: str) -> None:
    history = [Turn("teres major " * 8_000 + "?", "a, " * 30_000)] * 50
    started = time.perf_counter()
    resolve(question, history, SUBJECTS)
    assert time.perf_counter() - started < 1


PIECES = (
    "and what about it its the that one ones which how long for is why nerve teres major minor lats elbow golfer's "
    "pain heat if first second both same other side else stretch do does I my ? , . : \x00 IT ’ é 🦵"
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(PIECES.split(" ")),
        max_size=14,
    ).map(" ".join),
)


@settings(max_examples=300)
@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
def test_any_history_gives_a_question_of_bounded_length(question: str, turns: Sequence[tuple[str, str]]) -> None:
    whole = resolve(question, [Turn(*turn) for turn in turns], SUBJECTS)
    assert len(whole) <= max(len(question), QUESTION_LIMIT)
    assert whole == question or (whole.strip() and "\x00" not in whole)


@pytest.mark.parametrize(
    "earlier",
    [
        NERVE,
        STRETCH,
        ELBOW,
        "How do I press a sore spot?",
        "Should I press a sore spot?",
        "Does heat help golfer's elbow?",
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "how long for?",
        "and its nerve?",
        "where is it?",
        "is that safe?",
        "why?",
        "what else?",
        "and for runners?",
        "and heat?",
    ],
)
def test_what_was_made_whole_stays_as_it_is(earlier: str, question: str) -> None:
    whole = made_whole(question, earlier)
    assert made_whole(whole, earlier) == whole


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("How do I treat golfer's elbow?", [("golfer's elbow", Sort.COMPLAINT)]),
        ("Does dry needling help a stiff neck?", [("dry needling", Sort.TREATMENT), ("stiff neck", Sort.STRUCTURE)]),
        ("Which nerve supplies the teres major?", [("teres major", Sort.STRUCTURE)]),
        ("What helps hip pain?", [("hip pain", Sort.COMPLAINT)]),
        ("Can I massage the calf when I come back?", [("calf", Sort.STRUCTURE)]),
        ("How is Phalen's test done?", [("Phalen's test", Sort.OTHER)]),
        ("How long should I hold it?", []),
    ],
)
def test_names_are_found_whole(text: str, names: list[tuple[str, Sort]]) -> None:
    found = SUBJECTS.find(text)
    assert [(each.text, each.sort) for each in found] == names
    assert all(text[each.start : each.end] == each.text for each in found)


@given(st.text(max_size=200))
def test_every_name_stands_in_the_text(text: str) -> None:
    assert all(text[each.start : each.end] == each.text for each in SUBJECTS.find(text))
