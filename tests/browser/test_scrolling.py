"""What is in sight after asking: the start of the turn, with its notice if it has one, below what sticks to the top."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.servers import Scripted
from tests.browser.test_thread import sentence, whole

pytestmark = pytest.mark.browser

SIZES = [(1280, 850), (390, 844), (360, 640), (390, 480), (320, 500)]
CLEARANCE = 40  # pixels between what is above and the first words of a turn
NOTICE = {
    "level": "emergency",
    "rule": "rule",
    "message": " ".join(["Call the emergency number now and say what you feel."] * 5),
    "contacts": [{"name": "Emergency services", "number": "999"}],
}
LONG_NOTICE = NOTICE | {"message": "\n".join([str(NOTICE["message"])] * 4)}
SAID = [sentence(f"This is the sentence with the number {number}. " * 3, number) for number in range(1, 13)]
MEASURE = """turn => {
    const first = turn.firstElementChild.getBoundingClientRect();
    const heading = turn.querySelector("h2").getBoundingClientRect();
    const seen = document.elementFromPoint(heading.x + 4, heading.y + heading.height / 2);
    return {
        turn: turn.getBoundingClientRect().top,
        first: first.top,
        head: Math.max(0, document.querySelector(".top").getBoundingClientRect().bottom),
        isUncovered: seen === turn.querySelector("h2"),
    };
}"""


def expect_start_in_sight(turn: Locator, when: str) -> None:
    """The start stands right below the header, or at the window's top where the header has gone."""
    box: dict[str, Any] = turn.evaluate(MEASURE)
    assert box["isUncovered"], (when, box)
    assert box["head"] - 1 <= box["turn"], (when, box)
    assert box["head"] <= box["first"] <= box["head"] + CLEARANCE, (when, box)


def send(visitor: Visitor, question: str, way: str) -> Locator:
    """Ask by Enter, by a click, or by a tap; the turn."""
    visitor.page.get_by_label("Your question").fill(question)
    button = visitor.page.get_by_role("button", name="Ask", exact=True)
    if way == "Enter":
        visitor.page.keyboard.press("Enter")
    elif way == "click":
        button.click()
    else:
        button.tap()
    turn = visitor.turns.last
    turn.get_by_role("heading", name=question).wait_for()
    return turn


def ask_in_steps(visitor: Visitor, script: Scripted, way: str, question: str, notice: dict[str, Any] | None) -> None:
    """Ask, and look where the turn's start is whenever something has come."""
    turn = send(visitor, question, way)
    expect(turn.get_by_text("Looking through the library")).to_be_attached()
    expect_start_in_sight(turn, f"{question} sent")
    if notice:
        script.send("urgent", notice)
        expect(turn.get_by_role("alert")).to_be_attached()
        expect_start_in_sight(turn, f"{question} noticed")
    for each in SAID:
        script.send("sentence", each)
    expect(turn.locator(".answer")).to_contain_text(SAID[-1]["text"])
    expect_start_in_sight(turn, f"{question} said")
    script.send("done", whole(*SAID, urgent=notice))
    script.end()
    turn.locator(".disclaimer").wait_for()
    expect(visitor.page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect_start_in_sight(turn, f"{question} answered")


@pytest.mark.parametrize("notices", [(None, NOTICE), (NOTICE, None)], ids=["second is urgent", "first is urgent"])
@pytest.mark.parametrize("way", ["Enter", "click", "tap"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_start_of_a_turn_stays_in_sight(
    script: Scripted,
    visit: Visit,
    size: tuple[int, int],
    way: str,
    notices: tuple[dict[str, Any] | None, dict[str, Any] | None],
) -> None:
    visitor = visit(script, size={"width": size[0], "height": size[1]}, touch=way == "tap")
    for question, notice in zip(("First?", "Second?"), notices, strict=True):
        ask_in_steps(visitor, script, way, question, notice)
    if way == "tap":
        expect(visitor.turns.last.get_by_role("heading", name="Second?")).to_be_focused()  # and no keyboard comes up
    else:
        expect(visitor.page.get_by_label("Your question")).to_be_focused()


def test_a_phone_on_its_side_shows_at_once_where_to_ask(script: Scripted, visit: Visit) -> None:
    visitor = visit(script, size={"width": 667, "height": 340}, touch=True)
    button = visitor.page.get_by_role("button", name="Ask", exact=True)
    foot = visitor.page.locator("#standing")
    assert button.evaluate(
        "(button, foot) => button.getBoundingClientRect().bottom < foot.getBoundingClientRect().top",
        foot.element_handle(),
    )


@pytest.mark.parametrize("way", ["Enter", "tap"])
def test_stopping_brings_no_keyboard_up_on_a_phone(script: Scripted, visit: Visit, way: str) -> None:
    visitor = visit(script, size={"width": 390, "height": 844}, touch=True)
    send(visitor, "Why?", way)
    visitor.page.get_by_role("button", name="Stop").focus()  # as some browsers do with what is tapped
    visitor.page.get_by_role("button", name="Stop").tap()
    expect(visitor.page.get_by_role("button", name="Ask", exact=True)).to_be_focused()
    script.end_stopped()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_who_has_scrolled_on_stays_there_when_the_answer_ends(
    script: Scripted, visit: Visit, size: tuple[int, int]
) -> None:
    visitor = visit(script, size={"width": size[0], "height": size[1]})
    turn = send(visitor, "Why?", "click")
    for each in SAID:
        script.send("sentence", each)
    expect(turn.locator(".answer")).to_contain_text(SAID[-1]["text"])
    visitor.page.evaluate("scrollTo(0, 150)")
    script.send("done", whole(*SAID))
    script.end()
    turn.locator(".disclaimer").wait_for()
    expect(visitor.page.get_by_label("Your question")).to_be_focused()
    assert visitor.page.evaluate("scrollY") == 150


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_box_that_grew_with_a_question_leaves_room_when_it_shrinks(
    script: Scripted, visit: Visit, size: tuple[int, int]
) -> None:
    visitor = visit(script, size={"width": size[0], "height": size[1]})
    ask_in_steps(visitor, script, "Enter", "First?", None)
    visitor.page.get_by_label("Your question").fill("Why does my hip hurt? " * 30)
    visitor.page.wait_for_timeout(100)  # until the page has seen how high the box is
    visitor.page.keyboard.press("Enter")
    expect(visitor.turns).to_have_count(2)
    expect_start_in_sight(visitor.turns.last, "sent")
    script.send("done", whole(SAID[0]))
    script.end()
    visitor.turns.last.locator(".disclaimer").wait_for()
    expect_start_in_sight(visitor.turns.last, "answered")


def test_an_error_that_brings_a_notice_shows_it_first(script: Scripted, visit: Visit) -> None:
    visitor = visit(script, size={"width": 390, "height": 844})
    ask_in_steps(visitor, script, "Enter", "First?", None)
    turn = send(visitor, "Second?", "Enter")
    script.send("error", {"urgent": LONG_NOTICE, "error": {"code": "x", "message": "no library", "hint": "wait"}})
    script.end()
    expect(turn.get_by_role("alert")).to_be_attached()
    expect_start_in_sight(turn, "refused")


def test_an_example_shows_the_start_of_its_turn(script: Scripted, visit: Visit) -> None:
    visitor = visit(script, size={"width": 320, "height": 500})
    visitor.page.route("**/api/examples?*", lambda route: route.fulfill(json={"questions": ["Why?"]}))
    visitor.page.reload()
    visitor.page.get_by_role("button", name="Why?").click()
    script.send("urgent", LONG_NOTICE)
    expect(visitor.turns.last.get_by_role("alert")).to_be_attached()
    expect_start_in_sight(visitor.turns.last, "an example")
    script.end()
    visitor.turns.last.get_by_text("The answer broke off.").wait_for()


def test_a_new_conversation_begins_at_the_top(script: Scripted, visit: Visit) -> None:
    visitor = visit(script, size={"width": 390, "height": 480})
    ask_in_steps(visitor, script, "Enter", "First?", None)
    visitor.page.evaluate("scrollTo(0, 400)")
    visitor.page.get_by_role("button", name="Forget this conversation").evaluate("button => button.click()")
    expect(visitor.page.get_by_label("Your question")).to_be_focused()
    assert visitor.page.evaluate("scrollY") == 0
