"""The front door: what the gate decides comes first, and nothing is opened that it did not let pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from answer.answerer import Answerer
from answer.disclaimers import disclaimer_for
from answer.errors import GateError, QuestionError
from answer.respond import EARLIER, HANDS_ON, Inquiry, look_up, respond
from answer.safety import Gate, load_gate
from answer.types import Answer, Notice, Said, Status, Turn
from corpus.settings import AUDIENCES
from corpus.types import Kind
from index.search import Filters, Searcher

EMERGENCY = "My back went yesterday, I can't feel my saddle area and I can't pee"
URGENT = "My left calf is swollen, hot and tender."
QUESTION = "How do I stretch the gluteus minimus?"


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate()


class BrokenGate(Gate):
    """A gate with a defect."""

    def check(
        self, question: str, history: Sequence[Turn] = (), *, locale: str = "en-GB", audience: str = "client"
    ) -> Notice | None:
        raise ZeroDivisionError((question, history, locale, audience))


class Door:
    """Opens an answerer or a searcher, and knows whether one is open and how often one was."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.opened = 0
        self.is_open = False

    @contextmanager
    def open_searcher(self) -> Iterator[Searcher]:
        self.opened += 1
        self.is_open = True
        yield self.searcher
        self.is_open = False

    @contextmanager
    def open_answerer(self) -> Iterator[Answerer]:
        with self.open_searcher() as searcher:
            yield Answerer(searcher)


@pytest.fixture
def door(starter: Searcher) -> Door:
    return Door(starter)


def answer_to(question: str, gate: Gate, door: Door, **fields: object) -> Answer:
    *_, last = respond(Inquiry(question, **fields), gate, door.open_answerer)  # type: ignore[arg-type]
    assert isinstance(last, Answer)
    return last


def test_sentences_come_one_by_one_and_then_the_whole(gate: Gate, door: Door) -> None:
    *said, answer = respond(Inquiry(QUESTION), gate, door.open_answerer)
    assert isinstance(answer, Answer)
    assert [each.sentence for each in said if isinstance(each, Said)] == list(answer.sentences)
    assert [citation for each in said if isinstance(each, Said) for citation in each.citations] == list(
        answer.citations
    )
    assert answer.rules_version == gate.version


def test_nothing_is_open_while_a_sentence_is_handed_on(gate: Gate, door: Door) -> None:
    events = respond(Inquiry(QUESTION), gate, door.open_answerer)
    assert isinstance(next(events), Said)
    assert (door.opened, door.is_open) == (1, False)


def test_an_emergency_opens_nothing(gate: Gate, door: Door) -> None:
    notice, answer = respond(Inquiry(EMERGENCY), gate, door.open_answerer)
    assert isinstance(notice, Notice)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.urgent, answer.sentences, answer.nearest) == (Status.DECLINED, notice, (), ())
    assert look_up(Inquiry(EMERGENCY), gate, door.open_searcher).hits == ()
    assert door.opened == 0


def test_after_an_urgent_notice_nothing_hands_on_follows(gate: Gate, door: Door) -> None:
    usual = answer_to(QUESTION, gate, door)
    assert {citation.kind for citation in usual.citations} & HANDS_ON
    urgent = answer_to(f"{URGENT} {QUESTION}", gate, door)
    assert urgent.urgent is not None
    assert not {citation.kind for citation in urgent.citations} & HANDS_ON
    found = look_up(Inquiry(f"{URGENT} {QUESTION}"), gate, door.open_searcher)
    assert found.hits
    assert not {hit.passage.kind for hit in found.hits} & HANDS_ON


def test_after_an_urgent_notice_a_filter_on_exercises_finds_none(gate: Gate, door: Door) -> None:
    filters = Filters(kinds=frozenset({Kind.EXERCISE}))
    found = look_up(Inquiry(f"{URGENT} {QUESTION}", filters=filters), gate, door.open_searcher)
    assert {hit.passage.kind for hit in found.hits} <= {Kind.SAFETY}


def test_a_notice_because_of_earlier_questions_says_so_at_its_end(gate: Gate, door: Door) -> None:
    history = (Turn(EMERGENCY),)
    alone, later, again = (
        answer_to(question, gate, door, history=turns).urgent
        for question, turns in ((EMERGENCY, ()), ("thanks", history), (EMERGENCY, history))
    )
    assert alone is not None
    assert later == replace(alone, message=f"{alone.message} {EARLIER}")
    assert again == alone


@pytest.mark.parametrize(
    ("before", "now", "rule"),
    [
        ("My left calf is swollen and hot since the flight", "now I am short of breath", "lung-clot"),
        ("I fell yesterday on my hip", "and now I can't put weight on it", "fracture"),
    ],
)
def test_a_notice_that_this_question_brings_about_is_no_old_one(
    before: str, now: str, rule: str, gate: Gate, door: Door
) -> None:
    notice = answer_to(now, gate, door, history=(Turn(before),)).urgent
    assert notice is not None
    assert notice.rule == rule
    assert EARLIER not in notice.message


class GateForOne(Gate):
    """A gate that sees a sign in one question alone, and nowhere else."""

    def check(
        self, question: str, history: Sequence[Turn] = (), *, locale: str = "en-GB", audience: str = "client"
    ) -> Notice | None:
        signs = {"How do I stretch the gluteus minimus for runners?": URGENT, "Why gluteus minimus?": EMERGENCY}
        return super().check(signs.get(question, ""), history[:0], locale=locale, audience=audience)


@pytest.mark.parametrize(
    ("question", "history", "status"),
    [
        ("and for runners?", "How do I stretch the gluteus minimus?", None),
        ("What about gluteus minimus?", "Why gluteus medius?", Status.DECLINED),
    ],
)
def test_the_gate_sees_a_follow_up_as_it_was_made_whole(
    question: str, history: str, status: Status | None, door: Door
) -> None:
    gate = load_gate()
    gate.__class__ = GateForOne
    events = list(respond(Inquiry(question, history=(Turn(history),)), gate, door.open_answerer))
    assert isinstance(events[0], Notice)
    assert isinstance(events[-1], Answer)
    assert events[-1].urgent == events[0]
    assert events[0].level.stops_answers == (events[-1].status is Status.DECLINED)
    assert {citation.kind for citation in events[-1].citations}.isdisjoint(HANDS_ON)
    assert status in (None, events[-1].status)


@pytest.mark.parametrize("question", ["", "  ", "x" * 4001])
def test_what_is_no_question_is_refused_after_the_gate(question: str, gate: Gate, door: Door) -> None:
    with pytest.raises(QuestionError):
        list(respond(Inquiry(question), gate, door.open_answerer))
    events = respond(Inquiry(f"{URGENT} {'please ' * 700}"), gate, door.open_answerer)
    assert isinstance(next(events), Notice)
    with pytest.raises(QuestionError):
        next(events)


@pytest.mark.parametrize("question", [QUESTION, EMERGENCY, f"{URGENT} {QUESTION}", "Who won the World Cup?"])
def test_everything_has_the_disclaimer_of_its_audience_and_place(question: str, gate: Gate, door: Door) -> None:
    for audience in AUDIENCES:
        for locale in ("en-US", "en-AU", "de-DE"):
            said = disclaimer_for(audience, locale)
            assert answer_to(question, gate, door, audience=audience, locale=locale).disclaimer == said
            inquiry = Inquiry(question, audience=audience, locale=locale)
            assert look_up(inquiry, gate, door.open_searcher).disclaimer == said


def test_everything_names_the_rules_of_the_scope_too(door: Door) -> None:
    gate = load_gate(scope_version="7+abc")
    for question in (QUESTION, EMERGENCY):
        assert answer_to(question, gate, door).rules_version == gate.version
        assert look_up(Inquiry(question), gate, door.open_searcher).rules_version.endswith(", scope 7+abc")


def test_a_gate_that_fails_withholds_the_answer(door: Door) -> None:
    gate = BrokenGate.__new__(BrokenGate)
    gate.version = ""
    with pytest.raises(GateError, match="ZeroDivisionError"):
        list(respond(Inquiry(QUESTION), gate, door.open_answerer))
    with pytest.raises(GateError):
        look_up(Inquiry(QUESTION), gate, door.open_searcher)
    assert door.opened == 0
