"""Asking: sentences with numbers, follow-ups, notices, what is not covered, and whatever goes wrong on the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from answer.types import DISCLAIMERS
from server.contract import ANSWER_LIMIT, ChatAnswer
from tests.browser.conftest import NARROW, Visit, asked
from tests.browser.servers import Running, Scripted, running
from tests.conftest import First

pytestmark = pytest.mark.browser

QUESTION = "Which nerve supplies the gluteus minimus?"
STEPS_QUESTION = "How do I massage the front fibres of the gluteus minimus with a ball?"
OUT_OF_SCOPE_QUESTION = "How many ibuprofen can I take for my hip?"
URGENT_QUESTION = "I can't feel my groin when I wipe and I can't pee since my back went"
NOT_COVERED_QUESTION = "What does the diaphragm do?"
REFUSED_QUESTION = "What is the dose of ibuprofen?"


def sentence(text: str, number: int, **more: Any) -> dict[str, Any]:
    """A sentence with one citation, as the stream has it."""
    return {
        "text": text,
        "role": "sentence",
        "group": None,
        "citations": [number],
        "new_citations": [citation(text, number)],
    } | more


def citation(quote: str, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "passage_id": f"note:{number}",
        "document_id": "note",
        "title": "Note",
        "authors": [],
        "url": "",
        "licence": "",
        "heading_path": [],
        "kind": "other",
        "quote": quote,
        "start": 0,
        "end": len(quote),
    }


def whole(*sentences: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The object that `done` brings, for these sentences."""
    answer = {
        "status": "answered",
        "urgent": None,
        "refusal": None,
        "interpreted_question": "Why?",
        "sentences": [{name: each[name] for name in ("text", "role", "group", "citations")} for each in sentences],
        "citations": [one for each in sentences for one in each["new_citations"]],
        "disagreements": [],
        "nearest": [],
        "covered": [],
        "withheld": [],
        "glossary": [],
        "disclaimer": "General information.",
        "generator": "extractive",
        "writing": None,
        "generation": "one",
        "rules_version": "",
        "answer_id": "",
    } | more
    ChatAnswer.model_validate(answer)
    return answer


NOTICE = {"level": "urgent", "rule": "rule", "message": "Have it seen today.", "contacts": []}


def test_an_answer_is_shown_sentence_by_sentence_with_numbers(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(QUESTION)
    answer = server.ask(QUESTION)
    assert answer["sentences"]
    shown = turn.locator(".answer").inner_text()
    for each in answer["sentences"]:
        assert each["text"] in shown
    names = turn.locator(".answer .citation").evaluate_all("all => all.map(each => each.ariaLabel)")
    titles = {each["number"]: each["title"] for each in answer["citations"]}
    used = [number for each in answer["sentences"] for number in each["citations"]]
    for name, number in zip(names, used, strict=True):
        assert name.startswith(f"Source {number}: {titles[number]}, “")
    expect(turn.get_by_text(DISCLAIMERS["client"])).to_be_visible()


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        pytest.param("have had a hip operation", "have had a hip operation", id="a short quote"),
        pytest.param("Lie on\nyour side.", "Lie on your side.", id="lines"),
        pytest.param(
            f"Lie on your side, {'a ball ' * 20}", f"Lie on your side, {'a ball ' * 5}a ball…", id="a long one"
        ),
        pytest.param("🦵" * 61, f"{'🦵' * 60}…", id="emoji are not halved"),
    ],
)
def test_a_number_is_named_by_its_source_and_how_the_quote_begins(
    script: Scripted, visit: Visit, quote: str, name: str
) -> None:
    script.send("done", whole(sentence(quote, 7)))
    script.end()
    turn = visit(script).ask_and_wait("Why?")
    for place in (".answer", ".sources"):
        button = turn.locator(place).get_by_role("button")
        expect(button).to_have_accessible_name(f"Source 7: Note, “{name}”")
        assert button.text_content() == "7"


def test_items_and_steps_are_lists(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    steps = turn.locator(".answer ol > li")
    assert steps.count() == 7
    expect(steps.first).to_have_text(re.compile(r"^Lie on your sore side"))
    expect(steps.last).to_have_text(re.compile(r"^Move on to the next spot\..*Stop after"))
    assert turn.locator(".answer ul > li").count() == 7


def test_the_sources_are_listed_with_authors_and_licence(server: Running, visit: Visit) -> None:
    turn = visit(server).ask_and_wait(QUESTION)
    first = server.ask(QUESTION)["citations"][0]
    sources = turn.locator(".sources")
    for part in (first["title"], first["licence"], *first["authors"], " › ".join(first["heading_path"])):
        expect(sources.get_by_text(part, exact=True).first).to_be_visible()


@pytest.mark.parametrize(
    ("url", "link"),
    [
        pytest.param("https://example.org/a?b=1#c", "https://example.org/a?b=1#c", id="https"),
        pytest.param("http://example.org", "http://example.org/", id="http"),
        pytest.param("javascript:alert(1)", None, id="script"),
        pytest.param("data:text/html,<script>alert(1)</script>", None, id="data"),
        pytest.param("notes/hip.md", None, id="path"),
        pytest.param("", None, id="none"),
    ],
)
def test_only_web_addresses_are_links(script: Scripted, visit: Visit, url: str, link: str | None) -> None:
    said = sentence("Because.", 1)
    said["new_citations"][0]["url"] = url
    script.send("done", whole(said))
    script.end()
    links = visit(script).ask_and_wait("Why?").get_by_role("link")
    assert links.evaluate_all("all => all.map(each => each.getAttribute('href'))") == ([link] if link else [])


def test_a_follow_up_sends_the_turns_before_it(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.ask_and_wait(QUESTION)
    with visitor.page.expect_request("**/api/chat") as caught:
        visitor.ask_and_wait("And which muscle lies over it?")
    answer = " ".join(each["text"] for each in server.ask(QUESTION)["sentences"])
    assert asked(caught.value)["history"] == [{"question": QUESTION, "answer": answer}]
    assert visitor.turns.count() == 2


def test_a_history_is_cut_to_what_the_server_takes(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    said = ["Because.", "Because.", "🦵" * (ANSWER_LIMIT + 1), *["Because."] * 9]
    for number, text in enumerate(said):
        script.send("done", whole(sentence(text, 1)))
        script.end()
        visitor.ask_and_wait(f"Why {number}?")
    history = script.asked[-1]["history"]
    assert [turn["question"] for turn in history] == [f"Why {number}?" for number in range(1, 11)]
    assert history[1]["answer"] == "🦵" * ANSWER_LIMIT


def test_a_question_that_was_understood_otherwise_says_so(script: Scripted, visit: Visit) -> None:
    turns = visit(script)
    said = sentence("Because.", 1)
    script.send("done", whole(said, interpreted_question="Why does it hurt?"))
    script.end()
    expect(turns.ask_and_wait("Why?").get_by_text("Searched for: Why does it hurt?")).to_be_visible()
    script.send("done", whole(said, interpreted_question="Why  again?"))
    script.end()
    assert turns.ask_and_wait("Why again?").get_by_text("Searched for").count() == 0


def test_an_emergency_comes_first_and_alone(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(URGENT_QUESTION)
    alert = visitor.page.get_by_role("alert")
    notice = server.ask(URGENT_QUESTION)["urgent"]
    assert turn.evaluate("turn => turn.firstElementChild.getAttribute('role')") == "alert"
    expect(alert).to_contain_text(notice["message"], use_inner_text=True)
    assert turn.locator(".answer").count() == 0
    expect(turn.locator(".disclaimer")).to_have_text(DISCLAIMERS["client"])
    links = alert.get_by_role("link").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert links == [f"tel:{each['number'].replace(' ', '')}" for each in notice["contacts"]]
    assert links


def test_the_number_to_call_in_an_emergency_is_in_sight_in_the_smallest_window(server: Running, visit: Visit) -> None:
    visitor = visit(server, size={"width": 320, "height": 480}, touch=True)
    visitor.ask_and_wait(URGENT_QUESTION)
    call = visitor.page.get_by_role("alert").get_by_role("link").first
    expect(call).to_be_in_viewport(ratio=1)
    is_on_top = "call => { const box = call.getBoundingClientRect();"
    is_on_top += "return document.elementFromPoint(box.x + box.width / 2, box.bottom - 2) === call; }"
    assert call.evaluate(is_on_top)


@pytest.mark.parametrize(
    ("number", "link"),
    [
        pytest.param("116 123", "tel:116123", id="with a space"),
        pytest.param("+44 (0)20-7946.0000", "tel:+4402079460000", id="as written"),
        pytest.param("text SHOUT to 85258", "sms:85258?&body=SHOUT", id="a message to send"),
        pytest.param("the number that your surgery gives", None, id="no number"),
    ],
)
def test_a_contact_can_be_reached_where_its_number_says_how(
    script: Scripted, visit: Visit, number: str, link: str | None
) -> None:
    visitor = visit(script)
    script.send("urgent", NOTICE | {"contacts": [{"name": "Help", "number": number}]})
    visitor.ask("Why?")
    alert = visitor.page.get_by_role("alert")
    expect(alert.get_by_text(number)).to_be_visible()
    links = alert.get_by_role("link")
    assert links.evaluate_all("all => all.map(each => each.getAttribute('href'))") == ([link] if link else [])
    script.end()
    visitor.turns.get_by_text("The answer broke off.").wait_for()


def test_a_notice_stands_before_any_sentence_has_come(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    script.send("urgent", NOTICE)
    turn = visitor.ask("Why?")
    expect(turn.get_by_role("alert")).to_contain_text(NOTICE["message"])
    assert turn.locator(".answer").count() == 0
    said = sentence("Because.", 1)
    script.send("sentence", said)
    expect(turn.locator(".answer")).to_contain_text("Because.")
    script.send("done", whole(said, urgent=NOTICE))
    script.end()
    turn.locator(".disclaimer").wait_for()
    assert turn.get_by_role("alert").count() == 1
    assert turn.evaluate("turn => turn.firstElementChild.getAttribute('role')") == "alert"


def test_an_error_with_a_notice_shows_the_notice_first(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.tolerated = "422"  # the console reports the status
    question = URGENT_QUESTION + " and" * 1000
    visitor.page.get_by_label("Your question").fill(question)
    expect(visitor.page.get_by_text("of 4,000 characters")).to_be_visible()
    visitor.page.keyboard.press("Enter")
    turn = visitor.turns.last
    expect(turn.get_by_role("alert")).to_be_visible()
    assert turn.evaluate("turn => turn.firstElementChild.getAttribute('role')") == "alert"
    expect(turn.locator(".failure p")).to_have_text(re.compile(r"^Question has .*4,\d+ characters.* [A-Z].*[.]$"))
    turn.get_by_role("button", name="Edit the question").click()
    expect(visitor.page.get_by_label("Your question")).to_have_value(question)
    expect(visitor.page.get_by_label("Your question")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        pytest.param("a" * 200, "a" * 200, id="200 characters"),
        pytest.param("a" * 201, "a" * 200 + "…", id="one long word"),
        pytest.param("Why is it? " * 400, "Why is it? " * 17 + "Why is it?…", id="many words"),
        pytest.param("Why?\n\n\n\nSay.", "Why? Say.", id="many lines"),
        pytest.param("Why?\n\n\nSay.", "Why?\n\n\nSay.", id="four lines"),
        pytest.param("🦵" * 201, "🦵" * 200 + "…", id="emoji are not halved"),
    ],
)
def test_a_long_question_is_shortened_and_can_be_read_whole(
    script: Scripted, visit: Visit, question: str, heading: str
) -> None:
    visitor = visit(script, size=NARROW)
    script.send("done", whole(sentence("Because.", 1)))
    script.end()
    visitor.page.get_by_label("Your question").fill(question)
    visitor.page.keyboard.press("Enter")
    turn = visitor.turns.last
    turn.locator(".disclaimer").wait_for()
    assert turn.locator("h2").text_content() == heading
    assert script.asked[-1]["question"] == question.strip()
    more = turn.get_by_text("Show the whole question")
    assert more.count() == (heading != question)
    if more.count():
        expect(turn.locator(".whole p")).to_be_hidden()
        more.click()
        assert turn.locator(".whole p").inner_text() == question.strip()
    assert visitor.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_the_box_invites_another_question(server: Running, visit: Visit) -> None:
    """It promises no follow-up: what is searched for is the new question by itself."""
    visitor = visit(server)
    visitor.ask_and_wait(QUESTION)
    expect(visitor.page.get_by_placeholder("Ask another question")).to_be_visible()


def test_what_is_not_covered_shows_what_comes_nearest(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(NOT_COVERED_QUESTION)
    nearest = server.ask(NOT_COVERED_QUESTION)["nearest"]
    assert nearest
    expect(turn.get_by_role("heading", name="The library does not answer this")).to_be_visible()
    for place in nearest:
        expect(turn.get_by_role("button", name=place["quote"])).to_be_visible()
    turn.get_by_role("button", name=nearest[0]["quote"]).click()
    expect(visitor.chosen).to_be_in_viewport()
    assert visitor.chosen.text_content() == nearest[0]["quote"]


def test_a_question_that_is_declined_is_told_why_and_nothing_else(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(REFUSED_QUESTION)
    why = server.ask(REFUSED_QUESTION)["refusal"]["message"]
    expect(turn.locator(".content > :not(:empty)")).to_have_text([why, DISCLAIMERS["client"]])
    expect(visitor.page.get_by_role("status")).to_have_text(why)


def test_the_finished_answer_is_announced_once(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    visitor.page.evaluate("""() => {
        window.heard = [];
        const announcer = document.querySelector("[aria-live]");
        new MutationObserver(() => announcer.textContent && heard.push(announcer.textContent))
            .observe(announcer, {childList: true, characterData: true, subtree: true});
    }""")
    one, two = sentence("One.", 1), sentence("Two.", 2)
    for each in (one, two):
        script.send("sentence", each)
    script.send("done", whole(one, two))
    script.end()
    visitor.ask_and_wait("Why?")
    assert visitor.page.evaluate("heard") == ["Answer: One. Two. Sources: 1."]
    assert visitor.turns.last.locator("[aria-live], [role=status], [role=log]").count() == 0


def test_what_was_streamed_gives_way_to_the_whole_answer(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    script.send("sentence", sentence("Taken back.", 1))
    turn = visitor.ask("Why?")
    expect(turn.locator(".answer")).to_contain_text("Taken back.")
    script.send("done", whole(sentence("What holds.", 1)))
    script.end()
    turn.locator(".disclaimer").wait_for()
    expect(turn.locator(".answer")).to_have_text(re.compile(r"^What holds\.\s*1$"))


def test_stopping_keeps_what_has_come(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    script.send("sentence", sentence("One.", 1))
    turn = visitor.ask("Why?")
    expect(turn.locator(".answer")).to_contain_text("One.")
    visitor.page.get_by_role("button", name="Stop").click()
    expect(turn.get_by_text("not the whole answer")).to_be_visible()
    expect(turn.locator(".answer")).to_contain_text("One.")
    expect(visitor.page.get_by_label("Your question")).to_be_focused()
    script.end_stopped()
    script.send("done", whole(sentence("All.", 1)))
    script.end()
    turn.get_by_role("button", name="Try again").click()
    expect(turn.locator(".answer")).to_contain_text("All.")
    assert turn.get_by_text("not the whole answer").count() == 0


def test_a_server_that_does_not_answer_can_be_stopped(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    server.pause()
    try:
        turn = visitor.ask(QUESTION)
        expect(turn.get_by_text("Looking through the library")).to_be_visible()
        visitor.page.get_by_role("button", name="Stop").click()
        expect(turn.get_by_text("There is no answer yet")).to_be_visible()
    finally:
        server.go_on()


def test_an_answer_that_breaks_off_says_so(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    script.send("sentence", sentence("One.", 1))
    turn = visitor.ask("Why?")
    script.end()
    expect(turn.get_by_text("The answer broke off.")).to_be_visible()
    expect(turn.locator(".answer")).to_contain_text("One.")


def test_an_error_in_midstream_shows_its_message_and_hint(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    script.send("error", {"urgent": NOTICE, "error": {"code": "x", "message": "no library", "hint": "wait"}})
    script.end()
    turn = visitor.ask("Why?")
    expect(turn.locator(".failure p")).to_have_text("No library. Wait.")
    expect(turn.get_by_role("alert")).to_contain_text(NOTICE["message"])


def test_a_server_that_has_gone_is_told_and_can_be_tried_again(first: First, visit: Visit, tmp_path: Path) -> None:
    with running(first.data, tmp_path) as server:
        visitor = visit(server)
        visitor.tolerated = "ERR_CONNECTION_(REFUSED|RESET)"
        visitor.ask_and_wait(QUESTION)
        port = int(server.address.rsplit(":", 1)[1])
        server.kill()
        turn = visitor.ask("Where does it attach?")
        expect(turn.get_by_text("Palpate cannot be reached.")).to_be_visible()
        expect(turn.get_by_text("In an emergency, call your local emergency number.")).to_be_visible()
    with running(first.data, tmp_path, port=port):
        turn.get_by_role("button", name="Try again").click()
        turn.locator(".disclaimer").wait_for()
    assert visitor.turns.count() == 2


def test_who_is_offline_is_told(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    visitor.tolerated = "ERR_INTERNET_DISCONNECTED"
    visitor.page.context.set_offline(True)
    turn = visitor.ask("Why?")
    expect(turn.get_by_text("You are offline.")).to_be_visible()
    expect(turn.get_by_text("In an emergency, call your local emergency number.")).to_be_visible()


def test_an_example_is_asked_by_its_button_and_the_examples_go(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    question = server.call("/api/examples?audience=client")["questions"][0]
    visitor.page.get_by_role("button", name=question).click()
    visitor.turns.last.locator(".disclaimer").wait_for()
    expect(visitor.turns.last.get_by_role("heading", name=question)).to_be_focused()
    expect(visitor.page.get_by_text("Questions to begin with")).to_be_hidden()


def test_the_examples_are_those_of_the_audience(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    for audience in ("Therapist", "Client"):
        visitor.page.get_by_role("radio", name=audience).check()
        questions = server.call(f"/api/examples?audience={audience.lower()}")["questions"]
        expect(visitor.page.locator(".example")).to_have_text(questions)


def test_enter_sends_and_shift_enter_begins_a_line(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    field = visitor.page.get_by_label("Your question")
    field.press_sequentially("One")
    field.press("Shift+Enter")
    field.press_sequentially("two?")
    assert script.asked == []
    script.send("done", whole(sentence("Because.", 1)))
    script.end()
    field.press("Enter")
    visitor.turns.last.locator(".disclaimer").wait_for()
    assert [body["question"] for body in script.asked] == ["One\ntwo?"]
    expect(field).to_have_value("")


def test_an_empty_question_is_not_sent(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    visitor.page.get_by_label("Your question").fill("  \n ")
    visitor.page.get_by_role("button", name="Ask", exact=True).click()
    expect(visitor.page.get_by_text("Write a question first.")).to_be_visible()
    assert script.asked == []


@pytest.mark.parametrize(
    ("question", "note"),
    [
        pytest.param("a" * 3_499, "", id="far from the limit"),
        pytest.param("a" * 3_600, "3,600 of 4,000 characters", id="near the limit"),
        pytest.param("🦵" * 4_000, "4,000 of 4,000 characters", id="emoji count once"),
    ],
)
def test_characters_are_counted_near_the_limit(script: Scripted, visit: Visit, question: str, note: str) -> None:
    visitor = visit(script, size=NARROW)
    visitor.page.get_by_label("Your question").fill(question)
    expect(visitor.page.locator("#question-note")).to_have_text(note)


def test_the_disclaimer_is_always_in_sight(server: Running, visit: Visit) -> None:
    visitor = visit(server, size=NARROW)
    line = visitor.page.get_by_text("Palpate is software, not a clinician.")
    expect(line).to_be_in_viewport(ratio=1)
    visitor.ask_and_wait(STEPS_QUESTION)
    for place in (0, 300, 10_000):
        visitor.page.evaluate("place => scrollTo(0, place)", place)
        expect(line).to_be_in_viewport(ratio=1)


def test_on_paper_every_answer_has_its_disclaimer(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    for question in (STEPS_QUESTION, OUT_OF_SCOPE_QUESTION):
        visitor.ask_and_wait(question)
    visitor.page.emulate_media(media="print")
    for number in range(2):
        expect(visitor.turns.nth(number).get_by_text(DISCLAIMERS["client"])).to_be_visible()
    expect(visitor.page.get_by_text("Palpate is software, not a clinician.")).to_be_visible()


def test_no_script_or_style_can_be_slipped_in(server: Running, visit: Visit) -> None:
    """The policy itself: what the page never does is also refused."""
    visitor = visit(server)
    visitor.tolerated = "TrustedHTML|Content Security Policy"
    with pytest.raises(Error, match="TrustedHTML"):
        visitor.page.evaluate("document.body.innerHTML = '<b>x</b>'")


def test_what_is_out_of_scope_is_declined_in_words(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(OUT_OF_SCOPE_QUESTION)
    expect(turn.locator(".refusal")).to_have_text(server.ask(OUT_OF_SCOPE_QUESTION)["refusal"]["message"])
    expect(visitor.page.get_by_role("alert")).to_have_count(0)
    expect(turn.locator(".disclaimer")).to_have_text(DISCLAIMERS["client"])
