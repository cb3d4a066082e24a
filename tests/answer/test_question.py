"""Reading a question: the kind of fact it asks for, and the words that say about what. All over the body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.question import ASKS, NARROW, Ask, Question, is_name, read_question
from index.analysis import stems


class SmallLibrary:
    """The words of a library, as `Words` wants them: those it knows weigh 1, all others 3."""

    def __init__(self, text: str = "") -> None:
        self._known = sorted(set(stems(text)))

    def weight(self, stem: str) -> float:
        return 1.0 if stem in self._known else 3.0

    def knows(self, stem: str) -> bool:
        return stem in self._known

    def closest(self, stem: str) -> str:
        return next((known for known in self._known if known == stem or known.startswith(stem)), "")


def read(text: str, library: str = "") -> Question:
    return read_question(text, SmallLibrary(library))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Which nerve supplies the gluteus minimus?", Ask.NERVE),
        ("What innervates the deltoid?", Ask.NERVE),
        ("What is the nerve supply of the soleus?", Ask.NERVE),
        ("What supplies the trapezius?", Ask.NERVE),
        ("Innervation of the diaphragm", Ask.NERVE),
        ("Which artery feeds the biceps brachii?", Ask.BLOOD),
        ("What is the blood supply of the scalp?", Ask.BLOOD),
        ("Where does the sternocleidomastoid originate?", Ask.ORIGIN),
        ("What is the origin of the rectus femoris?", Ask.ORIGIN),
        ("Where does the biceps start?", Ask.ORIGIN),
        ("Where does the supraspinatus insert?", Ask.INSERTION),
        ("Where does the Achilles tendon attach?", Ask.INSERTION),
        ("What is the insertion of the psoas major?", Ask.INSERTION),
        ("Where does pain from the front part of the trapezius travel?", Ask.REFERRAL),
        ("Where is pain from the infraspinatus felt?", Ask.REFERRAL),
        ("Does the piriformis send pain down the leg?", Ask.REFERRAL),
        ("What is the referral pattern of the scalenes?", Ask.REFERRAL),
        ("How long should I stay on a tender spot?", Ask.DURATION),
        ("How many seconds do I hold the calf stretch?", Ask.DURATION),
        ("How often should I stretch my neck?", Ask.FREQUENCY),
        ("How many times a day should I roll my foot?", Ask.FREQUENCY),
        ("How high should I lift the leg?", Ask.MEASURE),
        ("What is the dose of ibuprofen?", Ask.MEASURE),
        ("Why does my shoulder hurt at night?", Ask.REASON),
        ("What causes plantar fasciitis?", Ask.REASON),
        ("What has a wallet in the back pocket to do with it?", Ask.REASON),
        ("What triggers headaches at the temple?", Ask.REASON),
        ("How come my jaw aches in the morning?", Ask.REASON),
        ("Which muscles have trigger points alongside the piriformis?", Ask.MUSCLES),
        ("Which muscles bend the elbow?", Ask.MUSCLES),
        ("How do I stretch my hamstrings?", Ask.STRETCH),
        ("What stretches help a stiff neck?", Ask.STRETCH),
        ("Which exercises strengthen the rotator cuff?", Ask.EXERCISE),
        ("How can I make my calf stronger?", Ask.EXERCISE),
        ("How do I massage the sole of my foot with a ball?", Ask.STEPS),
        ("Walk me through the technique for the masseter", Ask.STEPS),
        ("What are the symptoms of a frozen shoulder?", Ask.SYMPTOMS),
        ("How do I know if it is sciatica?", Ask.SYMPTOMS),
        ("What does a trigger point in the jaw feel like?", Ask.SYMPTOMS),
        ("What does the serratus anterior do?", Ask.ACTION),
        ("What do the back fibres of the deltoid do?", Ask.ACTION),
        ("What is the function of the diaphragm?", Ask.ACTION),
        ("Which ball should I use for my back?", Ask.TOOL),
        ("Where is the popliteus?", Ask.LOCATION),
        ("What lies beneath the gastrocnemius?", Ask.LOCATION),
        ("What is a trigger point?", Ask.DEFINITION),
        ("What does referred pain mean?", Ask.DEFINITION),
        ("Tell me about the quadratus lumborum", Ask.DEFINITION),
        ("Which conditions can be mistaken for sciatica?", Ask.LIST),
    ],
)
def test_which_kind_of_fact_is_asked_for_first(text: str, asked: Ask) -> None:
    assert read(text).asks[:1] == (asked,)
    assert asked in read(text.upper()).asks


@pytest.mark.parametrize(
    ("text", "not_asked"),
    [
        ("Is nerve compression painful?", Ask.NERVE),
        ("How do I know if my knee needs a doctor?", Ask.STEPS),
        ("What do you recommend for my wrist?", Ask.ACTION),
        ("Which muscles does the femoral nerve supply?", Ask.MUSCLES),
    ],
)
def test_words_that_look_like_a_kind_of_fact_and_are_none(text: str, not_asked: Ask) -> None:
    assert not_asked not in read(text).asks


@pytest.mark.parametrize("text", ["", "Hello", "Can I run with shin splints?", "💪", "Ist das schlimm?", "\x00"])
def test_a_question_may_ask_for_no_kind_of_fact(text: str) -> None:
    assert read(text).asks == ()


def test_a_narrow_kind_of_fact_says_enough() -> None:
    """The words "which muscles" and "what … do" are in these too and would let a broader fact pass for it."""
    assert read("How long does the exercise that strengthens the muscles take, and why?").asks == (Ask.DURATION,)
    assert read("Which exercises strengthen the calf?").asks[0] == Ask.EXERCISE


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    question = read(text)
    assert set(question.asks) <= {ask for ask, _ in ASKS}
    assert len(set(question.asks)) == len(question.asks)
    assert not set(question.asks) & NARROW or set(question.asks) <= NARROW
    assert all(term.weight > 0 and term.stem in term.alike for term in question.terms)
    assert len({term.stem for term in question.terms}) == len(question.terms)


# Terms


def test_terms_are_the_words_that_say_about_what() -> None:
    assert [term.stem for term in read("Which nerve supplies the upper trapezius?").terms] == [
        "nerv",
        "suppli",
        "upper",
        "trapezius",
    ]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("front fibres", "anterior"),
        ("rear fibres", "posterior"),
        ("fibres", "fibers"),
        ("it hurts", "painful"),
        ("it aches", "sore"),
        ("inwards", "medially"),
        ("outer side", "lateral"),
        ("beneath", "deep"),
        ("innervates", "nerve"),
        ("attaches", "insertion"),
        ("starts", "origin"),
        ("travels", "radiates"),
        ("bum", "buttock"),
        ("purse", "wallet"),
        ("at night", "sleeping"),
    ],
)
def test_words_that_mean_the_same_count_as_one_another(asked: str, written: str) -> None:
    assert any(stems(written)[0] in term.alike for term in read(asked).terms)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("front", "back"),
        ("anterior", "posterior"),
        ("medial", "lateral"),
        ("upper", "lower"),
        ("origin", "insertion"),
        ("flexion", "extension"),
        ("soleus", "gastrocnemius"),
        ("medius", "minimus"),
    ],
)
def test_opposites_and_neighbours_never_count_as_one_another(asked: str, written: str) -> None:
    assert all(stems(written)[0] not in term.alike for term in read(asked).terms)


def test_words_that_only_shape_a_question_hardly_weigh() -> None:
    weights = {term.stem: term.weight for term in read("Which things help the supraspinatus?").terms}
    assert weights["thing"] < 0.3 * weights["supraspinatus"]


def test_a_word_weighs_what_its_commonest_synonym_does() -> None:
    """The word "bum" is in no note; it stands for "buttock", which is in many."""
    weights = {term.stem: term.weight for term in read("bum spleen", library="buttock").terms}
    assert weights == {"bum": 1.0, "spleen": 3.0}


def test_a_shortened_word_stands_for_the_librarys_own() -> None:
    (term,) = read("gastroc", library="the gastrocnemius").terms
    assert stems("gastrocnemius")[0] in term.alike
    assert term.weight == 1.0


def test_an_unknown_word_stands_for_itself_only() -> None:
    (term,) = read("spleen", library="the gastrocnemius").terms
    assert term.alike == {"spleen"}


# Names of structures


@pytest.mark.parametrize(
    "word",
    """piriformis latae minimus medius soleus deltoid trapezius biceps triceps supraspinatus gastrocnemius popliteus
    femoris lumborum scapulae sartorius tibialis masseter psoas scalenes rhomboids teres hamstrings adductors
    quadriceps multifidi temporalis pectoralis subscapularis""".split(),
)
def test_names_of_structures_are_known_by_their_endings(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize(
    "word",
    """this various serious pain shoulder nerve doctor factor posterior virus status focus arthritis bursitis basis
    diagnosis elbow tennis running muscle or us is iris minimum nervous""".split(),
)
def test_other_words_are_no_names(word: str) -> None:
    assert not is_name(word)


def test_the_words_of_a_name_are_marked() -> None:
    names = {term.stem for term in read("Where does the rectus femoris start?").terms if term.names}
    assert names == set(stems("rectus femoris"))
