"""Saying whether an answer helped: only where the server takes it, told before what is stored, and deletable."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Visit, asked
from tests.browser.servers import Running, running
from tests.browser.test_thread import QUESTION, REFUSED_QUESTION, URGENT_QUESTION
from tests.conftest import First

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]


@pytest.fixture(scope="module")
def listening(first: First, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Palpate over the starter library, with feedback switched on."""
    with running(first.data, tmp_path_factory.mktemp("on"), settings={"PALPATE_SERVER_FEEDBACK": "on"}) as started:
        yield started


def test_nothing_is_asked_where_feedback_is_off(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    with visitor.page.expect_response("**/api/feedback") as caught:
        turn = visitor.ask_and_wait(QUESTION)
    assert caught.value.json()["status"] == "off"
    assert turn.get_by_text("Did this help?").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_feedback_is_sent_by_keyboard_and_can_be_deleted(
    listening: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(listening, size=size)
    turn = visitor.ask_and_wait(QUESTION)
    terms = listening.call("/api/feedback")
    turn.get_by_role("button", name="No", exact=True).press("Enter")
    form = turn.get_by_role("form", name="Feedback on this answer")
    expect(form.get_by_text(terms["text"])).to_be_visible()
    assert form.get_by_role("radio").count() == len([each for each in terms["reasons"] if each])
    expect(form.get_by_role("radio").first).to_be_focused()
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type("The side is missing.")
    visitor.page.keyboard.press("Tab")
    with visitor.page.expect_request(lambda request: request.method == "POST") as caught:
        visitor.page.keyboard.press("Enter")
    sent = asked(caught.value)
    assert sent == {
        "answer_id": listening.ask(QUESTION)["answer_id"],
        "helpful": False,
        "reason": "incomplete",
        "comment": "The side is missing.",
        "locale": "en-GB",
    }
    said = turn.get_by_text("Thank you. This is kept until")
    expect(said).to_be_focused()
    expect(said).to_have_text(re.compile(r"This is kept until \d{1,2} [A-Z][a-z]+ \d{4}\.$"))
    expect(visitor.page.locator("#announcer")).to_contain_text("Thank you.")
    turn.get_by_role("button", name="Delete it").click()
    expect(turn.get_by_text("Your feedback is deleted.")).to_be_focused()


def test_who_thinks_better_of_it_gets_the_question_and_the_focus_back(listening: Running, visit: Visit) -> None:
    visitor = visit(listening)
    turn = visitor.ask_and_wait(QUESTION)
    turn.get_by_role("button", name="Yes", exact=True).click()
    expect(turn.get_by_label("What helped? (optional)")).to_be_focused()
    assert turn.get_by_role("radio").count() == 0
    turn.get_by_role("button", name="Cancel").click()
    expect(turn.get_by_role("button", name="Yes", exact=True)).to_be_focused()


def test_a_comment_that_tells_of_an_urgent_sign_brings_the_notice(listening: Running, visit: Visit) -> None:
    visitor = visit(listening)
    turn = visitor.ask_and_wait(QUESTION)
    turn.get_by_role("button", name="Yes", exact=True).click()
    turn.get_by_label("What helped? (optional)").fill(URGENT_QUESTION)
    turn.get_by_role("button", name="Send").click()
    expect(visitor.page.get_by_role("alert").get_by_role("link").first).to_be_visible()


def test_feedback_that_cannot_be_sent_says_so(listening: Running, visit: Visit) -> None:
    visitor = visit(listening)
    visitor.tolerated = "ERR_INTERNET_DISCONNECTED"
    turn = visitor.ask_and_wait(QUESTION)
    turn.get_by_role("button", name="Yes", exact=True).click()
    visitor.page.context.set_offline(True)
    turn.get_by_role("button", name="Send").click()
    expect(turn.get_by_text("You are offline.")).to_be_focused()
    turn.get_by_role("button", name="Try again").click()
    expect(turn.get_by_role("button", name="Yes", exact=True)).to_be_focused()


def test_a_refusal_can_be_judged_and_an_emergency_not(listening: Running, visit: Visit) -> None:
    visitor = visit(listening)
    expect(visitor.ask_and_wait(REFUSED_QUESTION).get_by_text("Did this help?")).to_be_visible()
    assert visitor.ask_and_wait(URGENT_QUESTION).get_by_text("Did this help?").count() == 0
