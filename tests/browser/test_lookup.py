"""Looking up: passages while one types, narrowed, opened and left again, by keyboard alone, whatever goes wrong."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Request, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor, asked
from tests.browser.notes import HOSTILE_HEADING, HOSTILE_QUESTION, HOSTILE_SENTENCE, HOSTILE_TITLE
from tests.browser.servers import Running, running
from tests.browser.test_thread import URGENT_QUESTION
from tests.browser.test_views import WORDS, look_up
from tests.conftest import First

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]
UNHURRIED_QUESTION = "My calf is swollen, warm and sore since the flight"


def search(server: Running, query: str, **more: Any) -> Any:
    """What a program gets for this, as the page asks for it."""
    return server.call("/api/search", {"query": query, "audience": "client", "limit": 20, **more})


def watch(visitor: Visitor) -> list[str]:
    """What becomes of each search: "+" where it begins, "-" where it ends and "x" where it is called off."""
    told: list[str] = []

    def tell(request: Request, sign: str) -> None:
        if request.url.endswith("/api/search"):
            told.append(sign)

    visitor.page.on("request", lambda request: tell(request, "+"))
    visitor.page.on("requestfinished", lambda request: tell(request, "-"))
    visitor.page.on("requestfailed", lambda request: tell(request, "x"))
    return told


def field(visitor: Visitor) -> Any:
    return visitor.page.get_by_role("searchbox", name="A muscle, a symptom, a technique")


@pytest.mark.parametrize("size", SIZES)
def test_what_is_found_stands_under_the_titles_with_the_best_sentence_marked(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size, at="#look-up")
    look_up(visitor)
    found = search(server, WORDS)
    titles = list(dict.fromkeys(hit["title"] for hit in found["hits"]))
    groups = visitor.page.locator("#view-look-up .group")
    expect(groups.get_by_role("heading")).to_have_text(titles)
    for place, title in enumerate(titles):
        own = [hit for hit in found["hits"] if hit["title"] == title]
        marks = [mark.removeprefix("• ") for mark in groups.nth(place).locator("mark").all_text_contents()]
        assert marks == [hit["why"]["best_sentence"].removeprefix("- ") for hit in own]
        count = found["facets"]["documents"][own[0]["document_id"]]
        expect(groups.nth(place)).to_contain_text(f"{len(own)} of {count} passage")
    total = sum(found["facets"]["kinds"].values())
    expect(visitor.page.locator(".tally").first).to_have_text(
        f"The best 20 of {total} passages in {len(found['facets']['documents'])} documents"
    )


def test_why_a_passage_was_found_is_said_in_words(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    look_up(visitor, "injuries of the hamstrings when sprinting")
    first = visitor.page.locator(".hit").first
    expect(first.locator(".why")).to_have_text("Has hamstring, sprinting · very close in meaning")
    strong = {word.lower() for word in first.locator("mark strong").all_text_contents()}
    assert "hamstring" in "".join(strong)


@pytest.mark.parametrize("size", SIZES)
def test_where_nothing_has_the_words_that_is_said(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size, at="#look-up")
    look_up(visitor, "zzqqxx blorb")
    said = "None of these has your words; they come nearest in meaning."
    expect(visitor.page.locator(".tally").first).to_contain_text(said)
    expect(visitor.page.get_by_role("status").first).to_contain_text(said)
    expect(visitor.page.locator(".why").first).to_contain_text("None of these words · ")
    look_up(visitor, "hamstring")
    expect(visitor.page.locator(".tally").first).not_to_contain_text(said)


def test_on_a_phone_no_keyboard_comes_over_what_is_found(server: Running, visit: Visit) -> None:
    visitor = visit(server, size=NARROW, touch=True, at="#look-up")
    visitor.page.locator("#view-look-up .example").first.tap()
    visitor.page.locator(".hit").first.wait_for()
    heading = visitor.page.get_by_role("heading", name="Look up", exact=True)
    expect(heading).to_be_focused()
    visitor.page.get_by_role("button", name="Only this document").first.tap()
    expect(visitor.page.locator(".group")).to_have_count(1)
    expect(heading).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_typing_sends_one_search_at_a_time_and_shows_the_last(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size, at="#look-up")
    told = watch(visitor)
    field(visitor).press_sequentially("psoas", delay=20)
    visitor.page.locator(".hit").first.wait_for()
    assert "".join(told) == "+-"  # no search for each letter
    server.pause()
    try:
        with visitor.page.expect_request("**/api/search"):
            field(visitor).fill("diaphragm")
        with visitor.page.expect_request("**/api/search"):
            field(visitor).fill("plantar heel pain")
    finally:
        server.go_on()
    expect(visitor.page.locator("#view-look-up .group h3").first).to_have_text("Plantar heel pain")
    signs = "".join(told)
    assert signs in ("+-+x+-", "+-++x-", "+-+x+-")
    assert visitor.page.locator(".results[aria-busy]").count() == 0


def test_kinds_and_documents_narrow_and_keep_their_counts(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    look_up(visitor)
    facets = search(server, WORDS)["facets"]
    kinds = visitor.page.get_by_role("group", name="Kinds of passages")
    expect(kinds.get_by_role("checkbox")).to_have_count(len(facets["kinds"]))
    symptoms = kinds.get_by_role("checkbox", name=f"Symptoms {facets['kinds']['symptoms']}")
    symptoms.check()
    only = search(server, WORDS, filters={"kinds": ["symptoms"]})
    expect(visitor.page.locator(".hit .tag")).to_have_text(["Symptoms"] * len(only["hits"]))
    expect(kinds.get_by_role("checkbox")).to_have_count(len(facets["kinds"]))

    visitor.page.get_by_role("button", name="Documents").click()
    documents = visitor.page.get_by_role("group", name="Documents")
    titles = {each["id"]: each["title"] for each in server.call("/api/documents")["documents"]}
    expected = [f"{titles[identity]} {count}" for identity, count in facets["documents"].items()]
    assert sorted(documents.locator("label").all_text_contents()) == sorted(expected)
    document = only["hits"][-1]["document_id"]
    documents.get_by_role("searchbox", name="Find a document").fill(titles[document])
    documents.get_by_role("checkbox", name=titles[document]).check()
    expect(visitor.page.locator("#view-look-up .group h3")).to_have_text([titles[document]])

    visitor.page.get_by_role("button", name="Clear").click()
    expect(visitor.page.locator(".hit")).to_have_count(20)
    expect(symptoms).not_to_be_checked()


def test_one_document_can_be_kept_to_from_its_title(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    look_up(visitor)
    group = visitor.page.locator("#view-look-up .group").nth(1)
    title = group.get_by_role("heading").text_content() or "-"
    group.get_by_role("button", name="Only this document").click()
    expect(visitor.page.locator("#view-look-up .group h3")).to_have_text([title])
    expect(field(visitor)).to_be_focused()
    expect(visitor.page.get_by_role("button", name="Documents: 1")).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Only this document")).to_have_count(0)


def test_where_nothing_is_left_the_way_out_is_offered(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    look_up(visitor, "dry needling")
    visitor.page.locator(".group", has=visitor.page.get_by_role("heading", name="Dry needling")).get_by_role(
        "button", name="Only this document"
    ).click()
    expect(visitor.page.locator("#view-look-up .group")).to_have_count(1)
    visitor.page.get_by_role("checkbox", name="Anatomy").check()
    expect(visitor.page.get_by_text("Nothing found.")).to_be_visible()
    visitor.page.get_by_role("button", name="Look everywhere").click()
    expect(visitor.page.locator(".hit")).to_have_count(20)
    expect(field(visitor)).to_be_focused()


def test_more_can_be_shown(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    hits = look_up(visitor)
    visitor.page.get_by_role("button", name="Show more").click()
    expect(hits).to_have_count(min(100, sum(search(server, WORDS)["facets"]["kinds"].values())))
    expect(hits.nth(20)).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_all_of_it_works_by_keyboard(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size)
    press = visitor.page.keyboard.press
    visitor.page.get_by_role("navigation").get_by_role("link", name="Look up").focus()
    press("Enter")
    field(visitor).wait_for()
    press("Tab")
    expect(field(visitor)).to_be_focused()
    visitor.page.keyboard.type(WORDS)
    hits = visitor.page.locator("#view-look-up .hit a")
    hits.first.wait_for()
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", 19), ("Home", 0)):
        press(key)
        expect(hits.nth(place)).to_be_focused()
        expect(hits.nth(place)).to_be_in_viewport()
    best = hits.first.locator("mark").text_content() or "-"
    press("Enter")
    expect(visitor.chosen).to_be_focused()
    expect(visitor.chosen).to_have_text(best.removeprefix("• "))
    expect(visitor.chosen).to_be_in_viewport()
    expect(visitor.reader.get_by_text("Passage", exact=True)).to_be_visible()
    press("Escape")
    expect(hits.first).to_be_focused()
    press("ArrowUp")
    expect(field(visitor)).to_be_focused()
    press("ArrowDown")
    press("Escape")
    expect(field(visitor)).to_be_focused()
    press("Escape")
    expect(field(visitor)).to_have_value("")
    expect(visitor.page.get_by_role("heading", name="For example")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_what_stands_still_when_one_comes_back_from_a_source(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size, at="#look-up")
    hit = look_up(visitor).nth(6)
    hit.scroll_into_view_if_needed()
    before = visitor.page.evaluate("scrollY")
    hit.click()
    visitor.chosen.wait_for()
    visitor.page.go_back()
    expect(visitor.reader).to_be_hidden()
    expect(hit).to_be_focused()
    assert visitor.page.evaluate("scrollY") == before
    expect(visitor.page).to_have_url(f"{server.address}/#look-up")


def test_the_other_passages_of_the_document_are_marked_too(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    look_up(visitor, "gluteus minimus trigger points").first.click()
    visitor.chosen.wait_for()
    assert visitor.reader.locator("mark:not(.chosen)").count() > 3


@pytest.mark.parametrize("size", SIZES)
def test_a_notice_comes_first_and_is_said_once(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size, at="#look-up")
    visitor.page.evaluate("""() => {
        window.alerts = 0;
        new MutationObserver(changes => changes.forEach(({addedNodes}) => addedNodes.forEach(node =>
            node.role === "alert" && (window.alerts += 1)))).observe(document.body, {subtree: true, childList: true});
    }""")
    field(visitor).fill(URGENT_QUESTION)
    notice = visitor.page.get_by_role("alert")
    expect(notice).to_contain_text("Emergency: act now")
    expect(notice).to_be_in_viewport()
    expect(notice.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
    expect(visitor.page.get_by_text("Nothing was looked up, as this comes first.")).to_be_attached()
    with visitor.page.expect_response("**/api/search"):
        field(visitor).press_sequentially(" since yesterday")
    expect(notice).to_be_visible()
    assert visitor.page.evaluate("window.alerts") == 1


def test_a_notice_that_stops_nothing_stands_above_what_was_found(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    assert search(server, UNHURRIED_QUESTION)["urgent"]["level"] == "urgent"
    hits = look_up(visitor, UNHURRIED_QUESTION)
    notice, first = visitor.page.get_by_role("alert").bounding_box(), hits.first.bounding_box()
    assert notice is not None
    assert first is not None
    assert notice["y"] + notice["height"] <= first["y"]
    field(visitor).fill("soleus")
    expect(visitor.page.get_by_role("alert")).to_have_count(0)


def test_offline_says_so_and_looks_again_by_itself(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    visitor.tolerated = "ERR_INTERNET_DISCONNECTED"
    field(visitor).wait_for()
    visitor.page.context.set_offline(True)
    field(visitor).fill(WORDS)
    expect(visitor.page.get_by_text("You are offline.")).to_be_visible()
    expect(visitor.page.get_by_text("In an emergency, call your local emergency number.").first).to_be_visible()
    visitor.page.context.set_offline(False)
    expect(visitor.page.locator(".hit")).to_have_count(20)


def test_a_server_that_is_gone_or_busy_can_be_tried_again(first: First, visit: Visit) -> None:
    with running(first.data, first.data.parent) as server:
        visitor = visit(server, at="#look-up")
        visitor.tolerated = "ERR_CONNECTION|ERR_CONTENT_LENGTH|503"  # a server that is killed may be in the middle
        field(visitor).wait_for()
        busy = '{"error": {"code": "overloaded", "message": "too many ask at once", "hint": "try again in 2 seconds"}}'
        visitor.page.route("**/api/search", lambda route: route.fulfill(status=503, body=busy), times=1)
        field(visitor).fill(WORDS)
        expect(visitor.page.get_by_text("Too many ask at once. Try again in 2 seconds.")).to_be_visible()
        visitor.page.get_by_role("button", name="Try again").click()
        expect(visitor.page.locator(".hit")).to_have_count(20)
        expect(field(visitor)).to_be_focused()
        server.kill()
        field(visitor).fill("soleus")
        expect(visitor.page.get_by_text("Palpate cannot be reached.")).to_be_visible()
        expect(visitor.page.locator(".hit")).to_have_count(0)


def test_what_is_refused_keeps_its_notice(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    visitor.tolerated = "422"
    field(visitor).fill(f"{URGENT_QUESTION} " * 80)
    expect(visitor.page.get_by_role("alert")).to_contain_text("Emergency: act now")
    expect(visitor.page.get_by_text("Query has more than 4,000 characters.").first).to_be_attached()


@pytest.mark.parametrize("size", SIZES)
def test_markup_in_notes_is_text(odd_server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(odd_server, size=size, at="#look-up")
    hits = look_up(visitor, HOSTILE_QUESTION)
    expect(visitor.page.locator("#view-look-up .group h3").first).to_have_text(HOSTILE_TITLE)
    expect(hits.first).to_contain_text(HOSTILE_HEADING)
    expect(hits.first.locator("mark")).to_have_text(HOSTILE_SENTENCE)
    visitor.page.get_by_role("button", name="Documents").click()
    expect(visitor.page.get_by_role("checkbox", name=HOSTILE_TITLE)).to_be_visible()
    assert visitor.page.locator("main img, main script, main svg").count() == 0


def test_what_was_found_is_announced_when_the_keys_rest(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#look-up")
    look_up(visitor)
    facets = search(server, WORDS)["facets"]
    said = f"{sum(facets['kinds'].values())} passages in {len(facets['documents'])} documents"
    expect(visitor.page.locator("#announcer")).to_have_text(said)


def test_the_audience_chosen_before_goes_along(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.page.get_by_role("radio", name="Therapist").check()
    visitor.page.goto(f"{server.address}/#look-up")
    with visitor.page.expect_request("**/api/search") as sent:
        look_up(visitor)
    assert asked(sent.value)["audience"] == "therapist"
