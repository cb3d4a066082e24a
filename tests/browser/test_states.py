"""What the page does while it waits, when it is told to come later, and while sentences come: nothing jumps."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.servers import Running, Scripted
from tests.browser.test_thread import NOTICE, QUESTION, sentence, whole

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]
BUSY = {"error": {"code": "busy", "message": "too many questions at once", "hint": "try again in a moment"}}
HEAR = """selector => {
    window.heard = [];
    const hear = node => node.textContent && heard.push(node.textContent);
    const look = records => records.forEach(record => {
        const region = record.target.closest?.(selector);
        region ? hear(region) : record.addedNodes.forEach(node => node.matches?.(selector) && hear(node));
    });
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
}"""


def refuse_once(visitor: Visitor, status: int, headers: dict[str, str]) -> None:
    """The first question is sent away; those after it get through."""
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) == 1:
            route.fulfill(status=status, json=BUSY, headers=headers)
        else:
            route.continue_()

    visitor.page.route("**/api/chat", answer)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("size", SIZES)
def test_an_overloaded_server_says_when_to_try_again(
    server: Running, visit: Visit, size: dict[str, int], status: int
) -> None:
    visitor = visit(server, size=size)
    visitor.tolerated = f"status of {status}"
    visitor.page.clock.install()
    refuse_once(visitor, status, {"Retry-After": "20"})
    turn = visitor.ask(QUESTION)
    expect(turn.locator(".failure p")).to_have_text(
        "Too many questions at once. Try again in 20 seconds. In an emergency, call your local emergency number."
    )
    expect(visitor.page.locator("#announcer")).to_contain_text("Try again in 20 seconds.")
    turn.get_by_role("button", name="Try again").focus()
    visitor.page.clock.fast_forward(20_000)
    expect(turn.locator(".failure p")).to_contain_text("You can try again now.")
    expect(visitor.page.locator("#announcer")).to_contain_text("You can try again now.")
    expect(turn.get_by_role("button", name="Try again")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    turn.locator(".disclaimer").wait_for()
    assert turn.locator(".failure").count() == 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param("'120'", 120, id="seconds"),
        pytest.param("new Date(Date.now() + 59500).toUTCString()", 59, id="a moment"),
        pytest.param("new Date(0).toUTCString()", 0, id="a moment gone by"),
        pytest.param("'soon'", 0, id="no time"),
        pytest.param("''", 0, id="nothing"),
    ],
)
def test_the_time_to_wait_is_read_from_either_form(script: Scripted, visit: Visit, header: str, seconds: int) -> None:
    page = visit(script).page
    found = page.evaluate(f"async () => (await import('/web/api.js')).secondsUntil({header})")
    assert abs(found - seconds) <= 1


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "in a second"), (20, "in 20 seconds"), (600, r"in 10 minutes, at \d\d:\d\d")]
)
def test_a_time_to_wait_is_said_as_people_say_it(script: Scripted, visit: Visit, seconds: int, said: str) -> None:
    page = visit(script).page
    spoken = page.evaluate(f"async () => (await import('/web/text.js')).waitingTime({seconds})")
    matches = page.evaluate("([pattern, text]) => new RegExp(`^${pattern}$`).test(text)", [said, spoken])
    assert matches, spoken


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("interpreted", ["Why?", "Why does it hurt?"], ids=["as asked", "interpreted"])
def test_nothing_moves_while_sentences_come(
    script: Scripted, visit: Visit, size: dict[str, int], interpreted: str
) -> None:
    visitor = visit(script, size=size)
    turn = visitor.ask("Why?")
    expect(turn.get_by_text("Looking through the library")).to_be_visible()
    visitor.page.wait_for_timeout(600)  # what moves right after a key is not counted
    visitor.page.evaluate("""() => {
        window.moved = [];
        const name = node => node?.className ?? node?.textContent;
        const note = ({node, previousRect, currentRect}) => moved.push([name(node), previousRect, currentRect]);
        new PerformanceObserver(list => list.getEntries().forEach(({sources}) => sources.forEach(note)))
            .observe({type: "layout-shift"});
    }""")
    said = [sentence(f"This is the sentence with the number {number} about the bursa.", number) for number in (1, 2, 3)]
    for each in said:
        script.send("sentence", each)
        expect(turn.locator(".answer")).to_contain_text(each["text"])
        visitor.page.wait_for_timeout(100)  # a frame between one and the next
    glossary = [{"term": "bursa", "plain": "A bursa is a cushion."}]
    script.send("done", whole(*said, interpreted_question=interpreted, glossary=glossary))
    script.end()
    turn.locator(".disclaimer").wait_for()
    visitor.page.wait_for_timeout(200)
    assert visitor.page.evaluate("moved") == []


def test_a_notice_and_an_answer_are_each_announced_once(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    visitor.page.evaluate(HEAR, "[role=alert], #announcer")
    said = sentence("Because.", 1)
    script.send("urgent", NOTICE)
    script.send("sentence", said)
    script.send("done", whole(said, urgent=NOTICE))
    script.end()
    visitor.ask_and_wait("Why?")
    heard: list[str] = visitor.page.evaluate("heard")
    assert [str(NOTICE["message"]) in each for each in heard] == [True, False]
    assert heard[1] == "Answer: Because. Sources: 1."


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_is_animated_for_who_wants_less_motion(
    script: Scripted, visit: Visit, motion: str, moves: bool
) -> None:
    visitor = visit(script, more={"reduced_motion": motion})
    expect(visitor.ask("Why?").get_by_text("Looking through the library")).to_be_visible()
    assert bool(visitor.page.evaluate("document.getAnimations().length")) == moves
    script.end()


def test_what_is_sent_before_the_page_has_come_whole_is_asked_then(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    held: list[Route] = []
    visitor.page.route("**/web/app.js", lambda route: held.append(route))
    visitor.page.reload(wait_until="commit")
    visitor.page.wait_for_function("performance.getEntriesByName('usable').length")
    visitor.page.get_by_label("Your question").fill("Why?")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("One moment, the page is still loading.")).to_be_visible()
    script.send("done", whole(sentence("Because.", 1)))
    script.end()
    held[0].continue_()
    expect(visitor.turns.last).to_contain_text("Because.")
    assert [body["question"] for body in script.asked] == ["Why?"]


def test_a_page_that_does_not_come_whole_says_so(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    visitor.tolerated = "ERR_FAILED"
    visitor.page.route("**/web/turn.js", lambda route: route.abort())
    visitor.page.reload()
    expect(visitor.page.get_by_text("The page did not load whole.")).to_be_visible()
    expect(visitor.page.locator("#question-note")).to_contain_text("In an emergency, call your local emergency number.")


@pytest.mark.parametrize(
    "more", [pytest.param({"forced_colors": "active"}, id="forced"), pytest.param({"contrast": "more"}, id="more")]
)
def test_the_quote_stands_out_in_colours_of_ones_own(server: Running, visit: Visit, more: dict[str, Any]) -> None:
    visitor = visit(server, more=more)
    visitor.ask_and_wait(QUESTION).locator(".answer .citation").first.click()
    expect(visitor.chosen).to_be_in_viewport()
    colours = visitor.chosen.evaluate(
        "mark => [mark, mark.closest('dialog')].map(each => getComputedStyle(each).backgroundColor)"
    )
    assert colours[0] != colours[1]


def test_every_module_that_the_page_begins_with_is_announced_to_the_browser(script: Scripted, visit: Visit) -> None:
    """Else each import would wait for the one before it, a round trip every time."""
    page = visit(script).page
    loaded = page.evaluate("performance.getEntriesByType('resource').map(({name}) => new URL(name).pathname)")
    announced = page.evaluate(
        "[...document.head.querySelectorAll('script, link')]"
        ".map(each => each.getAttribute('src') ?? each.getAttribute('href'))"
    )
    assert sorted({path for path in loaded if path.endswith(".js")} - set(announced)) == []
