"""What a model may and may not do to an answer, whatever it writes: its words come over real HTTP, from a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace

import pytest

from answer.answerer import Answerer
from answer.prompt import load_prompt
from answer.respond import Inquiry, Waiting, respond
from answer.safety import load_gate
from answer.scope import load_scope
from answer.types import Answer, AnswerSentence, Citation, Level, Notice, Said, Status, Turn
from answer.writing import (
    COPIED,
    NOT_ANSWERED,
    NOT_ASKED,
    NOT_REWORDED,
    REFUSED,
    UNSUPPORTED,
    Caller,
    Rewriting,
    Writer,
    load_writer,
    plain_sentences,
)
from corpus.settings import LanguageModelSettings
from corpus.types import Kind, Role
from index.embedder import Embedder
from tests.language_model.bad_servers import BadServer, bad_server

ELSEWHERE = "0.0.0.0"  # noqa: S104 - counts as another machine, and leads to this one
NERVE = "Nerve: superior gluteal nerve (L4, L5, S1)"
START = "It starts at the outer surface of the ilium."
WARNING = "Do not stretch it if the hip is newly replaced."
LEAD, STEP = "To stretch it:", "Lie on your back and cross the leg over."


def cited(number: int, quote: str, kind: Kind = Kind.ANATOMY) -> Citation:
    return Citation(number, "p", "d", "Gluteus minimus", (), "", "", ("Anatomy",), kind, quote, 0, len(quote))


def made(*parts: tuple[str, Role, int | None]) -> Answer:
    sentences = [AnswerSentence(text, role, group, (at,)) for at, (text, role, group) in enumerate(parts, 1)]
    return Answer(
        status=Status.ANSWERED,
        interpreted_question="What of the gluteus minimus?",
        sentences=tuple(sentences),
        citations=tuple(cited(each.citations[0], each.text) for each in sentences),
        nearest=(),
        disclaimer="",
        generation="g",
        answer_id="a",
    )


FOUND = made(
    (WARNING, Role.SENTENCE, None),
    (NERVE, Role.LABEL, None),
    (START, Role.SENTENCE, None),
    (LEAD, Role.LEAD_IN, 1),
    (STEP, Role.STEP, 1),
)


@pytest.fixture(scope="module")
def server() -> Iterator[BadServer]:
    with bad_server() as running:
        yield running


class Desk:
    """Has answers written with what a server says."""

    def __init__(self, server: BadServer, embedder: Embedder) -> None:
        self._server = server
        self._embedder = embedder

    def writer(self, text: str, behaviour: str = "says", host: str = "127.0.0.1", **more: object) -> Writer:
        address = self._server.that(behaviour, text).replace("127.0.0.1", host)
        settings = LanguageModelSettings(address=address, **more)  # type: ignore[arg-type]
        writer = load_writer(settings, self._embedder)
        assert writer is not None
        return writer

    def write(self, text: str, found: Answer = FOUND, behaviour: str = "says", **more: object) -> Answer:
        return written(self.writer(text, behaviour, **more), found)  # type: ignore[arg-type]


def written(writer: Writer, found: Answer, caller: Caller | None = None, rewriting: Rewriting = NOT_ASKED) -> Answer:
    """The answer; what was said on the way must be what it holds in the end."""
    ends: list[Answer] = []

    def write() -> Iterator[Said]:
        ends.append((yield from writer.write(found, caller or Caller(), rewriting)))

    said = list(write())
    [answer] = ends
    assert [each.sentence for each in said] == list(answer.sentences)
    numbers = [citation.number for each in said for citation in each.citations]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) == {number for each in answer.sentences for number in each.citations}
    assert set(numbers) <= {citation.number for citation in answer.citations}
    return answer


@pytest.fixture
def desk(server: BadServer, default_embedder: Embedder) -> Desk:
    return Desk(server, default_embedder)


def texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


GOOD = "The nerve of the gluteus minimus is the superior gluteal nerve (L4, L5, S1)."


def fell_back(answer: Answer) -> str:
    assert answer.writing is not None
    return answer.writing.fell_back


def test_a_written_sentence_takes_the_place_of_the_one_it_cites(desk: Desk) -> None:
    answer = desk.write(f"{GOOD} [2]")
    assert texts(answer) == [WARNING, GOOD, START, LEAD, STEP]
    assert (answer.generator, fell_back(answer)) == ("language_model", "")
    assert answer.citations == FOUND.citations
    assert answer.answer_id != FOUND.answer_id


@pytest.mark.parametrize(
    "text",
    [
        "The nerve of the gluteus minimus is the superior gluteal nerve (L4, L5, S2). [2]",
        "The nerve of the gluteus minimus is the inferior gluteal nerve (L4, L5, S1). [2]",
        "The nerve of the gluteus minimus is not the superior gluteal nerve (L4, L5, S1). [2]",
        f"{GOOD} [99]",
        GOOD,
        "The nerve is the superior gluteal nerve. [2]",
        "See https://example.com for the superior gluteal nerve (L4, L5, S1). [2]",
        "<b>The nerve</b> is the superior gluteal nerve (L4, L5, S1). [2]",
        "[2] [2] [2]",
        "# Answer\n\n- \n- ```",
    ],
    ids=[
        "number",
        "structure",
        "negation",
        "no such key",
        "no key",
        "incomplete",
        "address",
        "mark-up",
        "keys",
        "empty",
    ],
)
def test_what_the_notes_do_not_carry_or_what_lacks_something_is_not_shown(desk: Desk, text: str) -> None:
    answer = desk.write(text)
    assert texts(answer) == texts(FOUND)
    assert (answer.generator, fell_back(answer)) == ("extractive", UNSUPPORTED)


def test_what_fails_is_replaced_in_its_place_by_the_sentence_it_cites(desk: Desk) -> None:
    answer = desk.write(f"It starts at the inner surface of the tibia [3]. {GOOD} [2]")
    assert texts(answer) == [WARNING, START, GOOD, LEAD, STEP]
    assert answer.writing is not None
    assert (answer.writing.verbatim, answer.writing.dropped) == (4, 1)


def test_a_sentence_in_two_stands_where_both_together_say_all(desk: Desk) -> None:
    found = made(("It starts at the ilium and ends at the greater trochanter.", Role.SENTENCE, None))
    both = "It starts at the ilium [1]. It ends at the greater trochanter [1]."
    assert texts(desk.write(both, found)) == ["It starts at the ilium.", "It ends at the greater trochanter."]
    assert texts(desk.write("It starts at the ilium [1].", found)) == texts(found)


def test_nobody_writes_twice_of_one_sentence(desk: Desk) -> None:
    answer = desk.write(f"{GOOD} [2] It starts at the outer surface of the ilium [3]. {GOOD} [2]")
    assert texts(answer).count(GOOD) == 1


def test_the_phrase_of_a_refusal_ends_the_writing(desk: Desk) -> None:
    answer = desk.write(f"{load_prompt().refusal}. {GOOD} [2]")
    assert (texts(answer), fell_back(answer)) == (texts(FOUND), REFUSED)


def test_one_who_copies_has_written_nothing(desk: Desk) -> None:
    answer = desk.write(f"{START} [3]")
    assert (texts(answer), fell_back(answer)) == (texts(FOUND), COPIED)


def test_lists_steps_and_cautions_are_not_given_to_the_model(desk: Desk, server: BadServer) -> None:
    found = replace(FOUND, sentences=(FOUND.sentences[0], *FOUND.sentences[3:]))
    before = server.count("says")
    answer = desk.write("anything", found)
    assert (texts(answer), fell_back(answer)) == (texts(found), NOT_REWORDED)
    assert server.count("says") == before
    assert [sentence.text for sentence in plain_sentences(FOUND)] == [NERVE, START]


def test_what_is_no_part_of_the_budget_stands_as_it_is(desk: Desk) -> None:
    long = made((NERVE, Role.LABEL, None), (f"{START} {'It is long. ' * 60}", Role.SENTENCE, None))
    answer = desk.write(f"{GOOD} [1] It is short [2].", long, evidence_tokens=60)
    assert texts(answer) == [GOOD, long.sentences[1].text]


@pytest.mark.parametrize(
    ("behaviour", "reason"), [("breaks_off", "cut off"), ("stalls", "slow"), ("sends_an_error", "cut off")]
)
def test_what_was_verified_stays_and_the_rest_is_quoted(desk: Desk, behaviour: str, reason: str) -> None:
    answer = desk.write(f"{GOOD} [2] It starts at", behaviour=behaviour, seconds=1.0)
    shown = GOOD if behaviour != "sends_an_error" else NERVE
    assert texts(answer) == [WARNING, shown, START, LEAD, STEP]
    assert fell_back(answer) == reason


@pytest.mark.parametrize(
    ("behaviour", "reason"), [("is_busy", "rate limited"), ("fails", "unreachable"), ("is_silent", "slow")]
)
def test_without_the_model_the_answer_is_the_extractive_one_and_says_why(
    desk: Desk, behaviour: str, reason: str
) -> None:
    answer = desk.write("", behaviour=behaviour, seconds=1.0)
    assert replace(answer, writing=None) == FOUND
    assert answer.writing is not None
    assert answer.writing.fell_back == reason
    assert answer.writing.note.startswith("In the words of the notes")


def test_no_more_answers_are_written_at_once_than_the_settings_say(desk: Desk) -> None:
    writer = desk.writer(f"{GOOD} [2]", at_once=1)
    first = writer.write(replace(FOUND, sentences=FOUND.sentences[1:]))
    next(first)
    assert fell_back(written(writer, FOUND)) == "busy"
    first.close()
    assert fell_back(written(writer, FOUND)) == ""


def test_whoever_writes_lets_go_of_what_others_wait_for(desk: Desk) -> None:
    let_go: list[bool] = []
    written(desk.writer(f"{GOOD} [2]"), FOUND, Caller(let_go=lambda: let_go.append(True)))
    assert let_go == [True]


@pytest.mark.parametrize(("setting", "told"), [("off", "Your question is"), ("on", "the answers before them are")])
def test_what_is_sent_elsewhere_is_told_before(default_embedder: Embedder, setting: str, told: str) -> None:
    settings = LanguageModelSettings(address="https://model.example/v1", rewrite_follow_ups=setting)
    writer = load_writer(settings, default_embedder)
    assert writer is not None
    assert f"{told} sent there" in writer.notice


LISTS = replace(FOUND, sentences=FOUND.sentences[3:])
UNCOVERED = replace(FOUND, status=Status.NOT_COVERED, sentences=(), citations=())
UNDER_NOTICE = replace(FOUND, urgent=Notice(Level.URGENT, "a-rule", "See somebody.", ()))


@pytest.mark.parametrize(
    ("found", "is_sent", "reason", "told"),
    [
        pytest.param(FOUND, False, "", "The question was sent there.", id="written"),
        pytest.param(FOUND, True, "", "The question and what was said before it were sent there.", id="both"),
        pytest.param(LISTS, False, NOT_REWORDED, "never reworded.", id="nothing"),
        pytest.param(LISTS, True, NOT_REWORDED, "said before it were sent there.", id="only lists"),
        pytest.param(UNCOVERED, True, NOT_ANSWERED, "said before it were sent there.", id="not covered"),
        pytest.param(UNDER_NOTICE, True, NOT_ANSWERED, "said before it were sent there.", id="urgent"),
    ],
)
def test_whatever_was_sent_elsewhere_is_told_beside_the_answer(
    desk: Desk, found: Answer, is_sent: bool, reason: str, told: str
) -> None:
    answer = written(desk.writer(f"{GOOD} [2]", host=ELSEWHERE), found, rewriting=Rewriting(is_sent=is_sent))
    assert answer.writing is not None
    assert (answer.writing.fell_back, answer.writing.note.endswith(told)) == (reason, True), answer.writing.note


def test_while_others_are_written_for_it_is_told_what_was_sent_before(desk: Desk) -> None:
    writer = desk.writer(f"{GOOD} [2]", host=ELSEWHERE, at_once=1)
    first = writer.write(replace(FOUND, sentences=FOUND.sentences[1:]))
    next(first)
    answer = written(writer, FOUND, rewriting=Rewriting(is_sent=True))
    first.close()
    assert answer.writing is not None
    assert answer.writing.fell_back == "busy"
    assert answer.writing.note.endswith("The question and what was said before it were sent there.")


@pytest.mark.parametrize("found", [UNCOVERED, UNDER_NOTICE])
def test_what_is_not_worded_and_was_not_sent_says_nothing_of_a_model(desk: Desk, found: Answer) -> None:
    for is_remote, is_sent in ((True, False), (False, True)):
        writer = desk.writer("anything", host=ELSEWHERE if is_remote else "127.0.0.1")
        assert written(writer, found, rewriting=Rewriting(is_sent=is_sent)) == found


def asked(answerer: Answerer, writer: Writer, question: str, history: Sequence[Turn] = ()) -> list[object]:
    return list(
        respond(Inquiry(question, history=tuple(history)), load_gate(), lambda: nullcontext(answerer), writer=writer)
    )


def test_a_model_sees_no_question_that_is_urgent_or_not_covered(
    desk: Desk, server: BadServer, as_shipped: Answerer
) -> None:
    before = server.count("says")
    for question in ("My left calf is swollen, hot and tender.", "Who won the World Cup?"):
        *_, answer = asked(as_shipped, desk.writer("It is fine [1]."), question)
        assert isinstance(answer, Answer)
        assert answer.writing is None
    assert server.count("says") == before


def test_what_is_answered_is_written(desk: Desk, as_shipped: Answerer) -> None:
    *said, answer = asked(as_shipped, desk.writer(f"{GOOD} [1]"), "Which nerve supplies the gluteus minimus?")
    assert isinstance(answer, Answer)
    assert GOOD in texts(answer)
    assert [each.sentence for each in said if isinstance(each, Said)] == list(answer.sentences)


@pytest.mark.parametrize(
    "question",
    ["And how many mg of ibuprofen may I take for it?", "My left clf is swollen, hot and tender."],
    ids=["out of scope", "urgent once mended"],
)
def test_a_model_that_makes_questions_whole_sees_none_that_is_urgent_or_out_of_scope(
    desk: Desk, server: BadServer, as_shipped: Answerer, question: str
) -> None:
    before = server.count("says")
    answerer = Answerer(as_shipped._searcher, scope=load_scope())
    *_, answer = asked(answerer, desk.writer("It is fine", rewrite_follow_ups="on"), question, BEFORE)
    assert isinstance(answer, Answer)
    assert answer.urgent or answer.status is Status.DECLINED
    assert server.count("says") == before


LEANS = "And which artery?"
BEFORE = [Turn("Which nerve supplies the gluteus minimus?", "Nerve: superior gluteal nerve (L4, L5, S1)")]


def interpreted(desk: Desk, answerer: Answerer, text: str, setting: str = "on", question: str = LEANS) -> str:
    *_, answer = asked(answerer, desk.writer(text, rewrite_follow_ups=setting), question, BEFORE)
    assert isinstance(answer, Answer)
    return answer.interpreted_question


def test_a_question_made_whole_by_the_model_is_shown_as_interpreted(desk: Desk, as_shipped: Answerer) -> None:
    whole = "And the gluteus minimus, which artery supplies the gluteus minimus?"
    assert interpreted(desk, as_shipped, whole) == whole
    assert interpreted(desk, as_shipped, whole, "off") != whole


@pytest.mark.parametrize(
    "text",
    ["Which nerve supplies the gluteus maximus?", "And which artery?\nIgnore it.", "", "artery <b>gluteus</b>"],
    ids=["a word of its own", "two lines", "nothing", "mark-up"],
)
def test_a_question_that_says_what_nobody_said_is_not_asked(desk: Desk, as_shipped: Answerer, text: str) -> None:
    assert interpreted(desk, as_shipped, text) == interpreted(desk, as_shipped, text, "off")


def test_a_question_made_whole_passes_the_gate(desk: Desk, as_shipped: Answerer) -> None:
    turns = [Turn("Can I feel my saddle area?", "numb pee cannot"), Turn("Which nerve supplies the gluteus minimus?")]
    urgent = "I cannot feel my saddle area and cannot pee"
    *_, answer = asked(as_shipped, desk.writer(urgent, rewrite_follow_ups="on"), "And which artery?", turns)
    assert isinstance(answer, Answer)
    assert answer.status is Status.DECLINED
    assert answer.urgent is not None


def test_what_a_model_learned_of_a_question_that_is_not_covered_is_told(desk: Desk, as_shipped: Answerer) -> None:
    writer = desk.writer("rubbish", host=ELSEWHERE, rewrite_follow_ups="on")
    *_, answer = asked(as_shipped, writer, "Who won the World Cup?", BEFORE)
    assert isinstance(answer, Answer)
    assert answer.status is Status.NOT_COVERED
    assert answer.writing is not None
    assert answer.writing.note.endswith("The question and what was said before it were sent there.")


def test_a_model_that_is_left_alone_was_sent_nothing(desk: Desk) -> None:
    writer = desk.writer("", "fails", rewrite_follow_ups="on")
    assert [writer.rewrite(LEANS, BEFORE).is_sent for _ in range(4)] == [True, True, True, False]


def test_whoever_makes_a_question_whole_waits_without_a_slot_and_takes_one_to_answer(desk: Desk) -> None:
    """Where there is none, the question stands as it was read before."""
    whole, said = "And the gluteus minimus, which artery supplies the gluteus minimus?", list[str]()
    writer = desk.writer(whole, rewrite_follow_ups="on")
    for is_free in (True, False):
        said.clear()

        def take_up(is_free: bool = is_free) -> bool:
            said.append("take up")
            return is_free

        rewriting = writer.rewrite(LEANS, BEFORE, Caller(let_go=lambda: said.append("let go"), take_up=take_up))
        assert said == ["let go", "take up"]
        assert rewriting == Rewriting(whole if is_free else "", is_sent=True)


def test_that_a_model_is_waited_for_is_told_before_it_is_asked(
    desk: Desk, server: BadServer, as_shipped: Answerer
) -> None:
    before, writer = server.count("is_silent"), desk.writer("", "is_silent", rewrite_follow_ups="on")
    events = respond(Inquiry(LEANS, history=tuple(BEFORE)), load_gate(), lambda: nullcontext(as_shipped), writer=writer)
    assert isinstance(next(events), Waiting)
    assert server.count("is_silent") == before
