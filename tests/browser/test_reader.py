"""Opening a source: the words that were quoted, marked where they stand, whatever the note holds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.notes import (
    EMOJI_QUESTION,
    EMOJI_SENTENCE,
    HOSTILE_HEADING,
    HOSTILE_QUESTION,
    HOSTILE_SENTENCE,
    HOSTILE_TITLE,
)
from tests.browser.servers import Running, Scripted
from tests.browser.test_scrolling import expect_start_in_sight
from tests.browser.test_thread import STEPS_QUESTION, sentence, whole

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]


def open_source(visitor: Visitor, turn: Locator, number: int) -> Locator:
    """Choose a number after a sentence; the button."""
    button = turn.locator(".answer").get_by_role("button", name=f"Source {number}:")
    button.click()
    visitor.chosen.wait_for()
    return button


@pytest.mark.parametrize("size", SIZES)
def test_every_citation_marks_its_quote_in_sight(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    citations = server.ask(STEPS_QUESTION)["citations"]
    assert len(citations) > 5
    for citation in citations:
        open_source(visitor, turn, citation["number"])
        expect(visitor.reader.get_by_text(f"Source {citation['number']}", exact=True)).to_be_visible()
        assert visitor.chosen.text_content() == citation["quote"]
        expect(visitor.chosen).to_be_in_viewport(ratio=0.99)
        visitor.page.keyboard.press("Escape")


def test_the_other_quotes_of_the_answer_are_marked_too(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    citations = server.ask(STEPS_QUESTION)["citations"]
    here = [each for each in citations if each["document_id"] == citations[2]["document_id"]]
    open_source(visitor, turn, 3)
    assert visitor.reader.locator("mark").all_text_contents() == [
        each["quote"] for each in sorted(here, key=lambda each: int(each["start"]))
    ]


@pytest.mark.parametrize("size", SIZES)
def test_one_goes_from_quote_to_quote_through_a_source(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    citations = server.ask(STEPS_QUESTION)["citations"]
    inside = sorted(citations, key=lambda each: int(each["start"]))
    button = open_source(visitor, turn, inside[0]["number"])
    for step in (1, 2, 1, 0, -1):
        way = "Next quote" if step in (1, 2) and visitor.chosen.text_content() != inside[2]["quote"] else "Quote before"
        visitor.reader.get_by_role("button", name=way).click()
        expect(visitor.chosen).to_have_text(inside[step]["quote"])
        expect(visitor.chosen).to_be_in_viewport()
        expect(visitor.reader.get_by_role("status")).to_have_text(f"Quote {step % len(inside) + 1} of {len(inside)}")
        expect(visitor.reader.get_by_text(f"Source {inside[step]['number']}", exact=True)).to_be_visible()
        assert visitor.reader.locator("mark").count() == len(inside)
    visitor.page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_source_with_one_quote_has_no_steps(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    open_source(visitor, visitor.ask_and_wait("Which nerve supplies the gluteus minimus?"), 1)
    assert visitor.reader.get_by_role("button", name="Next quote").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_the_sections_lead_to_their_headings_and_name_that_of_the_quote(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    cited = server.ask(STEPS_QUESTION)["citations"][1]
    open_source(visitor, turn, cited["number"])
    visitor.reader.get_by_text("Sections", exact=True).click()
    entries = visitor.reader.locator(".outline button")
    assert len(entries.all()) == visitor.reader.locator(".text").get_by_role("heading").count()
    expect(entries.filter(has_text="quoted here")).to_have_text(f"{cited['heading_path'][-1]}quoted here")
    entries.filter(has_text="When to seek help").click()
    heading = visitor.reader.get_by_role("heading", name="When to seek help")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    expect(entries.first).to_be_hidden()
    visitor.reader.get_by_text("Sections", exact=True).click()
    visitor.page.keyboard.press("Escape")
    expect(entries.first).to_be_hidden()
    expect(visitor.reader).to_be_visible()


def test_the_text_of_a_source_is_all_there(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    open_source(visitor, turn, 1)
    document = server.call(f"/api/documents/{server.ask(STEPS_QUESTION)['citations'][0]['document_id']}")
    lines = (line.lstrip("-0123456789. ") for line in document["text"].splitlines())
    shown = visitor.reader.locator(".text > :not(ul, ol), .text li").all_text_contents()
    assert shown == [line for line in lines if line and line != document["title"]]
    firsts = [document["text"][section["start"] :].split("\n")[0] for section in document["sections"]]
    headings = visitor.reader.locator(".text").get_by_role("heading").all_text_contents()
    assert headings == [
        first
        for first, section in zip(firsts, document["sections"], strict=True)
        if section["heading_path"][-1:] == [first]
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", ["Escape", "button"])
def test_closing_gives_the_focus_back_to_the_number(
    server: Running, visit: Visit, size: dict[str, int], way: str
) -> None:
    visitor = visit(server, size=size)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    button = open_source(visitor, turn, 2)
    expect(visitor.chosen).to_be_focused()
    if way == "Escape":
        visitor.page.keyboard.press("Escape")
    else:
        visitor.reader.get_by_role("button", name="Close").click()
    expect(visitor.reader).to_be_hidden()
    expect(button).to_be_focused()


def test_the_reader_stands_beside_the_answer_or_over_it(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    button = open_source(visitor, turn, 2)
    panel, text = visitor.reader.bounding_box(), turn.bounding_box()
    assert panel is not None
    assert text is not None
    assert text["x"] + text["width"] <= panel["x"]
    visitor.page.set_viewport_size({"width": 700, "height": 860})
    expect(visitor.reader).to_have_css("width", "700px")
    assert visitor.reader.evaluate("reader => reader.matches(':modal')")
    visitor.page.set_viewport_size({"width": 1280, "height": 860})
    expect(visitor.reader).not_to_have_css("width", "1280px")
    assert not visitor.reader.evaluate("reader => reader.matches(':modal')")
    visitor.page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_document_is_fetched_once(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    fetched: list[str] = []
    visitor.page.on("request", lambda request: fetched.append(request.url))
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    for number in (1, 2, 3):
        open_source(visitor, turn, number)
    assert len([url for url in fetched if "/api/documents/" in url]) == 1


@pytest.mark.parametrize("size", SIZES)
def test_emoji_before_a_quote_do_not_shift_its_mark(odd_server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(odd_server, size=size)
    turn = visitor.ask_and_wait(EMOJI_QUESTION)
    cited = next(each for each in odd_server.ask(EMOJI_QUESTION)["citations"] if each["quote"] == EMOJI_SENTENCE)
    open_source(visitor, turn, cited["number"])
    assert visitor.chosen.text_content() == EMOJI_SENTENCE
    expect(visitor.reader).to_contain_text(f"back of the leg. {EMOJI_SENTENCE} The muscle tires slowly. 👍")
    expect(visitor.reader.get_by_role("heading", name="Nerve of the soleus 🧠")).to_be_visible()


def test_where_a_source_comes_from_is_shown(odd_server: Running, visit: Visit) -> None:
    visitor = visit(odd_server)
    turn = visitor.ask_and_wait(EMOJI_QUESTION)
    open_source(visitor, turn, 1)
    for text in ("A. Author, B. Author", "CC BY 4.0", "29 February 2020"):
        expect(visitor.reader.get_by_text(text)).to_be_attached()
    for place in (visitor.reader, turn):
        link = place.get_by_role("link", name="Original at example.org")
        expect(link).to_have_attribute("href", "https://example.org/soleus")
        expect(link).to_have_attribute("rel", "noreferrer noopener")


def test_markup_in_a_note_is_text(odd_server: Running, visit: Visit) -> None:
    """What the page does beside is checked when the test ends: no dialog, no request elsewhere, no complaint."""
    visitor = visit(odd_server)
    turn = visitor.ask_and_wait(HOSTILE_QUESTION)
    cited = next(each for each in odd_server.ask(HOSTILE_QUESTION)["citations"] if each["quote"] == HOSTILE_SENTENCE)
    assert (cited["title"], cited["heading_path"]) == (HOSTILE_TITLE, [HOSTILE_HEADING])
    expect(turn.locator(".answer")).to_contain_text(HOSTILE_SENTENCE)
    for text in (HOSTILE_TITLE, HOSTILE_HEADING, "<svg onload=alert(5)>", "<b onclick=alert(4)>Nobody</b>"):
        expect(turn.locator(".sources").get_by_text(text)).to_be_visible()
    open_source(visitor, turn, cited["number"])
    assert visitor.chosen.text_content() == HOSTILE_SENTENCE
    for place in (turn, visitor.reader):
        assert place.locator("img, script, svg, b, a[href^=javascript]").count() == 0


def test_a_question_with_markup_is_text(odd_server: Running, visit: Visit) -> None:
    visitor = visit(odd_server)
    turn = visitor.ask_and_wait("<img src=x onerror=alert(7)><script>alert(8)</script>")
    assert turn.locator("img, script").count() == 0


def test_a_source_that_cannot_be_fetched_says_so_and_can_be_tried_again(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.tolerated = "ERR_INTERNET_DISCONNECTED"
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    quote = server.ask(STEPS_QUESTION)["citations"][0]["quote"]
    visitor.page.context.set_offline(True)
    turn.locator(".citation").first.click()
    expect(visitor.reader.get_by_text("You are offline.")).to_be_visible()
    expect(visitor.reader.get_by_text(quote)).to_be_visible()
    visitor.page.context.set_offline(False)
    visitor.reader.get_by_role("button", name="Try again").click()
    assert visitor.chosen.text_content() == quote


TEXT = """Hips

Do not press if you:
- had a 🦴 fall
- are ill

Rest | two days
Walk | a little

More

1. Lie down.
2. Get up."""


def scripted_source(script: Scripted, quotes: list[str]) -> None:
    """One answer that quotes these words of one document; the numbers are those of the list, from 1."""
    more = TEXT.index("More")
    script.document = {
        "id": "note",
        "title": "Hips",
        "authors": [],
        "url": "",
        "licence": "",
        "published": "",
        "reviewed": "",
        "text": TEXT,
        "sections": [
            {"heading_path": [], "start": 0, "end": more - 2},
            {"heading_path": ["More"], "start": more, "end": len(TEXT)},
        ],
    }
    said = [sentence(quote, number) for number, quote in enumerate(quotes, start=1)]
    for each in said:
        start = max(TEXT.find(each["text"]), 0)
        each["new_citations"][0] |= {"start": start, "end": start + len(each["text"])}
    script.send("done", whole(*said))
    script.end()


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("Hips", id="the title"),
        pytest.param("More", id="a heading"),
        pytest.param("had a 🦴 fall", id="an item"),
        pytest.param("Do not press if you:\n- had a 🦴 fall\n- are ill", id="a lead-in with its items"),
        pytest.param("- had a 🦴 fall", id="an item with its mark"),
        pytest.param("two days\nWalk", id="across rows"),
        pytest.param("are ill\n\nRest", id="across paragraphs"),
        pytest.param("Lie", id="a part of a step"),
        pytest.param("Get up.", id="the end of the text"),
    ],
)
def test_one_mark_holds_all_of_a_quote(script: Scripted, visit: Visit, quote: str) -> None:
    visitor = visit(script)
    scripted_source(script, [quote, "are ill", "Lie down.", "Rest | two days"])
    open_source(visitor, visitor.ask_and_wait("Why?"), 1)
    assert visitor.chosen.all_text_contents() == [quote]
    text = "".join(visitor.reader.locator(".text").all_text_contents())
    letters = "".join(character for character in TEXT if character.isalpha())
    shown = "".join(character for character in text if character.isalpha())
    assert shown in {letters, letters.removeprefix("Hips")}


def test_a_source_that_has_changed_says_so(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    scripted_source(script, ["What is gone."])
    visitor.ask_and_wait("Why?").locator(".citation").first.click()
    expect(visitor.reader.get_by_text("has changed since the answer")).to_be_visible()
    expect(visitor.reader.get_by_text("What is gone.")).to_be_visible()
    assert visitor.chosen.count() == 0


def test_a_notice_is_never_covered_by_a_source(script: Scripted, visit: Visit) -> None:
    visitor = visit(script, size=NARROW)
    scripted_source(script, ["are ill"])
    visitor.ask_and_wait("Why?")
    visitor.ask("And now?")
    open_source(visitor, visitor.turns.first, 1)
    script.send("urgent", {"level": "emergency", "rule": "", "message": "Call now.", "contacts": []})
    expect(visitor.reader).to_be_hidden()
    expect(visitor.page.get_by_role("alert")).to_contain_text("Call now.")
    expect(visitor.turns.first.locator(".answer .citation")).to_be_focused()
    expect_start_in_sight(visitor.turns.last, "uncovered")
    script.end()


@pytest.mark.parametrize("size", SIZES)
def test_going_back_closes_the_source_and_stays_on_the_page(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    button = open_source(visitor, turn, 2)
    visitor.page.go_back()
    expect(visitor.reader).to_be_hidden()
    expect(button).to_be_focused()
    expect(turn.locator(".disclaimer")).to_be_attached()


@pytest.mark.parametrize("way", ["Escape", "button", "back", "new conversation"])
def test_a_closed_source_leaves_nothing_to_go_back_through(server: Running, visit: Visit, way: str) -> None:
    visitor = visit(server)
    visitor.page.goto("about:blank")
    visitor.page.goto(server.address)
    for _ in range(2):
        turn = visitor.ask_and_wait(STEPS_QUESTION)
        open_source(visitor, turn, 1)
        open_source(visitor, turn, 2)
        if way == "Escape":
            visitor.page.keyboard.press("Escape")
        elif way == "button":
            visitor.reader.get_by_role("button", name="Close").click()
        elif way == "back":
            visitor.page.go_back()
        else:
            visitor.page.get_by_role("button", name="Forget this conversation").click()
        expect(visitor.reader).to_be_hidden()
        visitor.wait_until_nothing_is_to_go_back_through()
    visitor.page.go_back()
    assert visitor.page.url == "about:blank"


def test_a_source_closed_and_opened_at_once_stays_open(server: Running, visit: Visit) -> None:
    """The step back that closing takes arrives late, and must not take away what was opened meanwhile."""
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    open_source(visitor, turn, 1)
    turn.locator(".answer .citation").nth(1).evaluate("""async button => {
        const dialog = document.getElementById("reader");
        const closed = new Promise(resolve => dialog.addEventListener("close", resolve));
        document.getElementById("reader-close").click();
        await closed;
        button.click();
    }""")
    expect(visitor.reader.get_by_text("Source 2", exact=True)).to_be_visible()
    visitor.page.wait_for_timeout(300)  # until the step would have come; nothing shows that it does not
    expect(visitor.reader).to_be_visible()
    assert visitor.page.evaluate("history.state.isReader")
    visitor.page.go_back()
    expect(visitor.reader).to_be_hidden()
    expect(turn).to_be_visible()


def test_closing_a_source_leaves_the_page_where_it_was_scrolled_to(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    turn = visitor.ask_and_wait(STEPS_QUESTION)
    open_source(visitor, turn, 1)
    button = turn.locator(".sources .citation").last
    button.click()
    assert visitor.page.evaluate("scrollY") > 200
    visitor.page.keyboard.press("Escape")
    visitor.wait_until_nothing_is_to_go_back_through()
    visitor.page.wait_for_timeout(300)  # a browser that scrolls back does it in its own time
    assert visitor.page.evaluate("scrollY") > 150  # not at the top, where the source was opened first
    expect(button).to_be_in_viewport()


def test_a_reload_with_a_source_open_closes_it_and_forgets_the_step_back(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.page.goto("about:blank")
    visitor.page.goto(server.address)
    open_source(visitor, visitor.ask_and_wait(STEPS_QUESTION), 1)
    visitor.page.reload()
    visitor.wait_until_nothing_is_to_go_back_through()
    assert visitor.turns.count() == 1
    expect(visitor.reader).to_be_hidden()
    visitor.page.go_back()
    assert visitor.page.url == "about:blank"


def test_a_question_can_be_asked_and_its_source_read_by_keyboard_alone(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    keyboard = visitor.page.keyboard
    keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Skip to the question")).to_be_focused()
    keyboard.press("Enter")
    expect(visitor.page.get_by_label("Your question")).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("ArrowRight")
    expect(visitor.page.get_by_role("radio", name="Therapist")).to_be_checked()
    keyboard.press("Shift+Tab")
    keyboard.type(STEPS_QUESTION)
    keyboard.press("Enter")
    turn = visitor.turns.last
    turn.locator(".disclaimer").wait_for()
    for _ in range(80):
        keyboard.press("Shift+Tab")
        if visitor.page.evaluate("document.activeElement === document.querySelector('.answer .citation')"):
            break
    keyboard.press("Enter")
    expect(visitor.chosen).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(visitor.reader.get_by_role("region", name="Text of the source")).to_be_focused()
    for name in ("Next quote", "Quote before", "Close"):
        keyboard.press("Shift+Tab")
        if name == "Next quote":
            expect(visitor.reader.locator("summary", has_text="Sections")).to_be_focused()
            keyboard.press("Shift+Tab")
        expect(visitor.reader.get_by_role("button", name=name)).to_be_focused()
    keyboard.press("Enter")
    expect(turn.locator(".answer .citation").first).to_be_focused()


def test_tabbing_through_the_page_gets_out_again(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.ask_and_wait("Which nerve supplies the gluteus minimus?")
    visitor.turns.last.locator(".citation").first.click()
    visitor.chosen.wait_for()
    seen = []
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        seen.append(visitor.page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"question", "new-conversation", "reader-close", "reader-body"} <= set(seen)


def test_the_focus_is_never_behind_what_sticks(server: Running, visit: Visit) -> None:
    visitor = visit(server, size={"width": 700, "height": 700})
    visitor.ask_and_wait(STEPS_QUESTION)
    covered = visitor.page.evaluate("""() => [...document.querySelectorAll(".citation")].filter(button => {
        button.focus();
        const {x, y, width, height} = button.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) !== button;
    }).map(button => button.textContent)""")
    assert covered == []
