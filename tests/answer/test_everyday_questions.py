"""What ordinary people ask next raises nothing and is answered; a crisis in the same words still raises a notice."""

from __future__ import annotations

import pytest

from answer.safety import Gate, load_gate
from answer.scope import Scope, load_scope
from answer.types import Level, Turn

EARLIER = ((), ("What helps plantar heel pain?",), ("How do I stretch my calf?", "does it hurt?"))


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate()


@pytest.fixture(scope="module")
def scope() -> Scope:
    return load_scope()


@pytest.mark.parametrize("earlier", EARLIER)
@pytest.mark.parametrize(
    "question",
    [
        "could I massage it myself at home?",
        "could I stretch my calf myself?",
        "can I massage my neck myself?",
        "could I relax my neck in bed?",
        "can I do this exercise myself?",
        "could I do it at home?",
        "can i do it myself?",
        "can I do that while pregnant?",
        "and for a pregnant woman?",
        "how can I stretch it instead?",
        "could I hurt myself if I do it wrong?",
        "what about my other leg?",
        "who shouldn't do it?",
        "is it safe to do it alone?",
        "<b>What nerve supplies the piriformis?</b>",
    ],
)
def test_what_tells_of_nobodys_harm_is_answered(
    gate: Gate, scope: Scope, question: str, earlier: tuple[str, ...]
) -> None:
    history = [Turn(each) for each in earlier]
    assert gate.check(question, history) is None
    assert scope.check(question, history) is None


@pytest.mark.parametrize("earlier", EARLIER)
@pytest.mark.parametrize(
    "question",
    [
        "I want to end it",
        "could I hurt myself so it stops",
        "could I end it myself at home",
        "I want to neck myself",
        "thinking of necking myself",
        "I'm alone at home and I want to die",
        "I want to <b>kill</b> my<i></i>self",
        "I can't go on, I want to do it tonight",
    ],
)
def test_a_crisis_in_the_same_words_stays_one(gate: Gate, question: str, earlier: tuple[str, ...]) -> None:
    notice = gate.check(question, [Turn(each) for each in earlier])
    assert notice is not None
    assert notice.level is Level.CRISIS


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("my leg went num and my foot drops", "cauda-equina"),
        ("worst headache of my life came on suddenly", "stroke"),
        ("Was hilft gegen Rückenschmerzen?", "not-english"),
        ("my calf is hot and swollen, can I stretch it myself at home?", "leg-clot"),
        ("I'm pregnant and bleeding, can I do it at home?", "pregnancy"),
    ],
)
def test_the_rule_is_the_one_that_explains_the_sign(gate: Gate, question: str, rule: str) -> None:
    notice = gate.check(question)
    assert notice is not None
    assert notice.rule == rule


def test_an_english_question_with_a_word_that_is_also_foreign_is_english(gate: Gate) -> None:
    assert gate.check("What was the muscle that my therapist found?") is None
