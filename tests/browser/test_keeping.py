"""The thread over a reload: kept by the tab alone, and gone when it is to be forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Visit, asked
from tests.browser.servers import Running, Scripted
from tests.browser.test_thread import QUESTION, URGENT_QUESTION, citation, sentence, whole

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]
STORED = """() => [{...localStorage}, Object.keys(sessionStorage), document.cookie]"""


@pytest.mark.parametrize("size", SIZES)
def test_a_reload_brings_the_thread_back_and_a_follow_up_goes_on_with_it(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size)
    visitor.page.get_by_role("radio", name="Therapist").check()
    before = visitor.ask_and_wait(QUESTION).inner_text()
    visitor.page.reload()
    assert visitor.turns.count() == 1
    assert visitor.turns.last.inner_text() == before
    expect(visitor.turns.last.get_by_role("heading", name=QUESTION)).to_be_in_viewport()
    expect(visitor.page.get_by_role("radio", name="Therapist")).to_be_checked()
    citation = visitor.turns.last.locator(".answer .citation").first
    citation.click()
    expect(visitor.chosen).to_be_in_viewport()
    visitor.page.keyboard.press("Escape")
    expect(citation).to_be_focused()
    with visitor.page.expect_request("**/api/chat") as caught:
        visitor.ask_and_wait("Where does it attach?")
    body = asked(caught.value)
    assert (body["audience"], [turn["question"] for turn in body["history"]]) == ("therapist", [QUESTION])


def test_what_is_kept_stays_in_the_tab_and_only_the_audience_outlasts_it(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.page.get_by_role("radio", name="Therapist").check()
    visitor.ask_and_wait(QUESTION)
    assert visitor.page.evaluate(STORED) == [{"palpate.audience": "therapist"}, ["palpate.thread"], ""]
    assert visitor.page.evaluate("indexedDB.databases()") == []
    other = visitor.page.context.new_page()
    other.goto(server.address)
    expect(other.get_by_role("radio", name="Therapist")).to_be_checked()
    assert other.get_by_role("article").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_forgetting_leaves_nothing_behind(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size)
    visitor.ask_and_wait(QUESTION)
    visitor.page.get_by_role("button", name="Forget this conversation").click()
    assert visitor.turns.count() == 0
    assert visitor.page.evaluate("sessionStorage.length") == 0
    expect(visitor.page.get_by_label("Your question")).to_be_focused()
    visitor.page.reload()
    visitor.page.locator(".example").first.wait_for()
    assert visitor.turns.count() == 0
    with visitor.page.expect_request("**/api/chat") as caught:
        visitor.ask_and_wait("Where does it attach?")
    assert asked(caught.value)["history"] == []


def test_forgetting_brings_no_keyboard_over_the_examples_of_a_phone(server: Running, visit: Visit) -> None:
    visitor = visit(server, size={"width": 390, "height": 844}, touch=True)
    visitor.ask_and_wait(QUESTION)
    visitor.page.get_by_role("button", name="Forget this conversation").tap()
    visitor.page.locator(".example").first.wait_for()
    expect(visitor.page.get_by_role("heading", name="Ask about muscles")).to_be_focused()


def test_a_notice_that_comes_back_stands_first_and_is_not_announced_again(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.ask_and_wait(URGENT_QUESTION)
    message = visitor.page.get_by_role("alert").inner_text()
    visitor.page.reload()
    turn = visitor.turns.last
    expect(turn.locator("> :first-child")).to_have_text(message, use_inner_text=True)
    expect(turn.locator("> :first-child").get_by_role("link").first).to_be_in_viewport()
    assert visitor.page.locator("[role=alert]").count() == 0


def test_a_question_that_was_left_before_its_answer_can_be_asked_again(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    script.send("sentence", sentence("One.", 1))
    expect(visitor.ask("Why?").locator(".answer")).to_contain_text("One.")
    visitor.page.reload()
    turn = visitor.turns.last
    expect(turn.get_by_text("There is no answer yet.")).to_be_visible()
    script.end_stopped()
    script.send("done", whole(sentence("All.", 1)))
    script.end()
    turn.get_by_role("button", name="Try again").click()
    expect(turn.locator(".answer")).to_contain_text("All.")


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("{", id="no JSON"),
        pytest.param('{"form": 0, "turns": [{}]}', id="of an older form"),
        pytest.param("null", id="nothing"),
    ],
)
def test_what_cannot_be_read_is_as_if_nothing_were_kept(script: Scripted, visit: Visit, kept: str) -> None:
    visitor = visit(script)
    visitor.page.evaluate("kept => sessionStorage.setItem('palpate.thread', kept)", kept)
    visitor.page.reload()
    assert visitor.turns.count() == 0
    expect(visitor.page.get_by_role("heading", name="Ask about muscles")).to_be_visible()


def test_without_a_store_the_page_goes_on(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    visitor.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    visitor.page.reload()
    script.send("done", whole(sentence("Because.", 1)))
    script.end()
    expect(visitor.ask_and_wait("Why?")).to_contain_text("Because.")


def test_what_was_kept_is_text_whatever_it_holds(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    hostile: dict[str, Any] = sentence("<img src=x onerror=alert(1)>", 1)
    hostile["new_citations"] = [citation(hostile["text"], 1) | {"title": "<script>alert(2)</script>"}]
    script.send("done", whole(hostile))
    script.end()
    visitor.ask_and_wait("<b>Why?</b>")
    visitor.page.reload()
    turn = visitor.turns.last
    expect(turn).to_contain_text("<img src=x onerror=alert(1)>")
    assert turn.locator("img, script, b").count() == 0


def test_a_new_conversation_forgets_the_old_one(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.ask_and_wait(QUESTION)
    visitor.page.get_by_role("button", name="Forget this conversation").click()
    assert visitor.turns.count() == 0
    expect(visitor.page.get_by_label("Your question")).to_be_focused()
    with visitor.page.expect_request("**/api/chat") as caught:
        visitor.ask_and_wait("Where does it attach?")
    assert asked(caught.value)["history"] == []


def test_a_new_conversation_leaves_nothing_of_an_answer_on_its_way(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    script.send("sentence", sentence("One.", 1))
    expect(visitor.ask("Why?").locator(".answer")).to_contain_text("One.")
    visitor.page.get_by_role("button", name="Forget this conversation").click()
    script.end_stopped()
    script.send("done", whole(sentence("Another.", 1)))
    script.end()
    expect(visitor.ask_and_wait("What else?")).to_contain_text("Another.")
    assert script.asked[-1]["history"] == []
    assert visitor.turns.count() == 1
