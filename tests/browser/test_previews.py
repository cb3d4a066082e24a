"""The box beside numbers and terms: what it shows, how it comes and goes, and that it is never in the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.notes import HOSTILE_HEADING, HOSTILE_QUESTION, HOSTILE_TITLE
from tests.browser.servers import Running, Scripted
from tests.browser.test_thread import STEPS_QUESTION, citation, sentence, whole

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]
TERMS_QUESTION = "Why does my hip hurt when I lie on it?"


def bubble(visitor: Visitor) -> Locator:
    return visitor.page.locator(".bubble")


def expect_inside_the_window(visitor: Visitor) -> None:
    box = bubble(visitor).bounding_box()
    size = visitor.page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_a_number_previews_its_quote_and_source(server: Running, visit: Visit, size: dict[str, int], way: str) -> None:
    visitor = visit(server, size=size)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    cited = server.ask(STEPS_QUESTION)["citations"]
    numbers = turn.locator(".answer .citation")
    if way == "pointer":
        numbers.nth(1).hover()
    else:
        numbers.first.focus()
        visitor.page.keyboard.press("Tab")
    shown = bubble(visitor)
    expect(shown.locator("blockquote")).to_have_text(cited[1]["quote"])
    for part in (cited[1]["title"], " › ".join(cited[1]["heading_path"]), cited[1]["licence"], *cited[1]["authors"]):
        expect(shown).to_contain_text(part)
    expect_inside_the_window(visitor)


def test_the_box_stays_under_the_pointer_and_escape_takes_it_away(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    turn.locator(".answer .citation").first.hover()
    bubble(visitor).hover()
    visitor.page.wait_for_timeout(400)  # until it would have gone
    expect(bubble(visitor)).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(bubble(visitor)).to_have_count(0)
    turn.locator(".answer .citation").first.hover()
    visitor.page.mouse.move(5, 5)
    expect(bubble(visitor)).to_have_count(0)


def test_escape_takes_the_box_away_and_not_the_source_behind_it(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    turn.locator(".answer .citation").first.click()
    expect(visitor.chosen).to_be_focused()
    turn.locator(".answer .citation").nth(2).hover()
    expect(bubble(visitor)).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(bubble(visitor)).to_have_count(0)
    expect(visitor.reader).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.reader).to_be_hidden()


def test_opening_a_source_takes_the_box_away_and_coming_back_does_not_bring_it(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    number = turn.locator(".answer .citation").nth(1)
    turn.locator(".answer .citation").first.focus()
    visitor.page.keyboard.press("Tab")
    expect(bubble(visitor)).to_be_visible()
    visitor.page.keyboard.press("Enter")
    expect(visitor.chosen).to_be_focused()
    expect(bubble(visitor)).to_have_count(0)
    visitor.page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(bubble(visitor)).to_have_count(0)


def test_a_tap_opens_the_source_without_a_box(server: Running, visit: Visit) -> None:
    visitor = visit(server, size=NARROW, touch=True)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    turn.locator(".answer .citation").nth(1).tap()
    expect(visitor.chosen).to_be_in_viewport()
    expect(bubble(visitor)).to_have_count(0)


def test_a_hostile_source_is_text_in_the_box(odd_server: Running, visit: Visit) -> None:
    visitor = visit(odd_server)
    turn = visitor.ask_and_wait(HOSTILE_QUESTION)
    turn.locator(".sources .citation").first.hover()
    for text in (HOSTILE_TITLE, HOSTILE_HEADING):
        expect(bubble(visitor)).to_contain_text(text)
    assert bubble(visitor).locator("img, script, svg, b").count() == 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", ["pointer", "keyboard", "touch"])
def test_a_term_is_explained_where_it_stands(server: Running, visit: Visit, size: dict[str, int], way: str) -> None:
    visitor = visit(server, size=size, touch=way == "touch")
    turn = visitor.ask_and_wait(TERMS_QUESTION)
    entry = next(each for each in server.ask(TERMS_QUESTION)["glossary"] if each["term"] == "trigger point")
    term = turn.locator(".answer").get_by_role("button", name="trigger points", exact=True)
    assert turn.locator(".answer .term").count() == len(server.ask(TERMS_QUESTION)["glossary"])
    if way == "pointer":
        term.hover()
    elif way == "touch":
        term.tap()
    else:
        term.focus()
        visitor.page.keyboard.press("Enter")
    expect(bubble(visitor)).to_have_text(f"{entry['term']}{entry['plain']}")
    expect_inside_the_window(visitor)
    if way != "pointer":
        expect(term).to_have_attribute("aria-expanded", "true")
        expect(bubble(visitor).get_by_role("status")).to_have_text(f"{entry['term']}{entry['plain']}")
    visitor.page.keyboard.press("Escape")
    expect(bubble(visitor)).to_have_count(0)
    expect(term).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("size", SIZES)
def test_terms_are_explained_in_sources_too(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    document = server.call(f"/api/documents/{server.ask(STEPS_QUESTION)['citations'][0]['document_id']}")
    plain = {each["term"]: each["plain"] for each in document["glossary"]}
    turn.locator(".answer .citation").last.click()
    visitor.chosen.wait_for()
    term = visitor.reader.get_by_role("button", name="greater trochanter", exact=True).first
    term.focus()
    visitor.page.keyboard.press("Enter")
    expect(bubble(visitor)).to_contain_text(plain["greater trochanter"])
    expect_inside_the_window(visitor)
    expect(visitor.reader).to_be_visible()


def test_the_terms_of_a_source_are_one_stop_and_the_arrows_lead_through_them(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.ask_and_wait(STEPS_QUESTION).locator(".answer .citation").first.click()
    expect(visitor.chosen).to_be_focused()
    terms = visitor.reader.locator(".term")
    assert terms.count() > 5
    assert visitor.reader.locator(".term[tabindex='0']").count() == 1
    visitor.page.keyboard.press("Tab")
    names = terms.all_text_contents()
    at = names.index("osteoporosis")
    expect(terms.nth(at)).to_be_focused()
    for key, step in (("ArrowRight", at + 1), ("ArrowRight", at + 2), ("ArrowLeft", at + 1)):
        visitor.page.keyboard.press(key)
        expect(terms.nth(step)).to_be_focused()
        expect(bubble(visitor)).to_be_visible()
    visitor.page.keyboard.press("Shift+Tab")
    visitor.page.keyboard.press("Tab")
    expect(terms.nth(at + 1)).to_be_focused()


def test_the_words_of_a_sentence_stay_the_same_where_its_terms_are_explained(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(TERMS_QUESTION)
    assert turn.locator(".answer .term").count() > 1
    shown = turn.locator(".answer").evaluate("""answer => {
        const copy = answer.cloneNode(true);
        copy.querySelectorAll(".marks").forEach(each => each.remove());
        return [...copy.querySelectorAll("p, li")].map(each => each.textContent);
    }""")
    assert shown == [each["text"] for each in server.ask(TERMS_QUESTION)["sentences"]]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        pytest.param("bursa", "Two bursas lie there.", ["bursas"], id="a plural"),
        pytest.param("hip joint", "The Hip\njoint moves.", ["Hip\njoint"], id="a line and a capital between"),
        pytest.param("bursa", "No bursae, no subbursal thing.", [], id="no part of another word"),
        pytest.param("bursa", "A bursa is a bursa.", ["bursa"], id="once"),
        pytest.param(
            "Achilles tendon (calcaneal tendon)", "The Achilles tendon.", ["Achilles tendon"], id="its other name"
        ),
        pytest.param("C++ (x) [y]*", "C++ (x) [y]*", ["C++ (x) [y]*"], id="signs of patterns"),
    ],
)
def test_terms_are_found_as_words(script: Scripted, visit: Visit, term: str, text: str, found: list[str]) -> None:
    script.send("done", whole(sentence(text, 1), glossary=[{"term": term, "plain": "It is so."}]))
    script.end()
    turn = visit(script).ask_and_wait("Why?")
    assert turn.locator(".answer .term").all_text_contents() == found


def test_all_terms_are_listed_after_the_sources_and_folded_away(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(TERMS_QUESTION)
    order = "turn => [...turn.querySelectorAll('.sources, .glossary')].map(each => each.className)"
    assert turn.evaluate(order) == ["sources", "glossary"]
    expect(turn.locator(".glossary dl")).to_be_hidden()
    turn.get_by_text("In plain words").click()
    for entry in server.ask(TERMS_QUESTION)["glossary"]:
        expect(turn.locator(".glossary")).to_contain_text(f"{entry['term']}{entry['plain']}")


def from_two(first: str, second: str) -> list[dict[str, Any]]:
    one = citation(first, 1) | {"document_id": "a", "title": "Hip notes"}
    two = citation(second, 2) | {"document_id": "b", "title": "Thigh notes"}
    return [one, two]


def test_several_sources_for_one_sentence_are_shown_as_such(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    cited = from_two("It hurts at night.", "At night it hurts.")
    said = sentence("It hurts at night.", 1, citations=[1, 2], new_citations=cited)
    script.send("done", whole(said))
    script.end()
    turn = visitor.ask_and_wait("Why?")
    expect(turn.locator(".answer .marks")).to_contain_text("2 sources")
    expect(turn.get_by_text("For a client: 2 quotes from 2 notes")).to_be_visible()
    turn.locator(".answer .citation").last.hover()
    for text in ("Thigh notes", "At night it hurts.", "2 places say this"):
        expect(bubble(visitor)).to_contain_text(text)


@pytest.mark.parametrize(
    ("size", "across"), [pytest.param(WIDE, True, id="wide"), pytest.param(NARROW, False, id="narrow")]
)
def test_positions_stand_side_by_side_with_both_quotes(
    script: Scripted, visit: Visit, size: dict[str, int], across: bool
) -> None:
    visitor = visit(script, size=size)
    cited = from_two("Rest for two days.", "Move on the same day.")
    said = sentence("Rest for two days.", 1, new_citations=cited)
    positions = [
        {"text": each["quote"], "citations": [each["number"]], "date": date}
        for each, date in zip(cited, ("2019", "2024-03-01"), strict=True)
    ]
    script.send("done", whole(said, disagreements=[{"topic": "How long to rest", "positions": positions}]))
    script.end()
    section = visitor.ask_and_wait("How long?").locator(".disagreements")
    expect(section.get_by_role("heading")).to_have_text("Where sources differ")
    expect(section.get_by_text("How long to rest")).to_be_visible()
    first, second = section.get_by_role("listitem").all()
    expect(first).to_contain_text("Hip notes, 2019")
    expect(second).to_contain_text("Thigh notes, 1 March 2024")
    boxes = [each.bounding_box() for each in (first, second)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert (boxes[0]["y"] == boxes[1]["y"]) == across
    second.get_by_role("button", name="Source 2: Thigh notes").hover()
    expect(bubble(visitor)).to_contain_text("Move on the same day.")
