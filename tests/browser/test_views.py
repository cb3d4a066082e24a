"""Going from one view to another: addresses that hold no question, Back, and where the focus is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.servers import Running
from tests.browser.test_thread import QUESTION

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]
WORDS = "trochanter pain at night"


def go_to(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("navigation").get_by_role("link", name=name).click()


def heading(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("heading", name=name, exact=True)


def look_up(visitor: Visitor, words: str = WORDS) -> Locator:
    """Type words to look for; the links to what was found."""
    visitor.page.get_by_role("searchbox", name="A muscle, a symptom, a technique").fill(words)
    hits = visitor.page.locator("#view-look-up .hit a")
    hits.first.wait_for()
    return hits


@pytest.mark.parametrize("size", SIZES)
def test_each_view_has_an_address_and_a_title_and_gives_its_heading_the_focus(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size)
    for name, address in (("Look up", "#look-up"), ("Library", "#library")):
        go_to(visitor, name)
        expect(heading(visitor, name)).to_be_focused()
        expect(visitor.page).to_have_url(f"{server.address}/{address}")
        expect(visitor.page).to_have_title(f"{name} – Palpate")
        link = visitor.page.get_by_role("navigation").get_by_role("link", name=name)
        expect(link).to_have_attribute("aria-current", "page")
        assert visitor.page.get_by_role("main").count() == 1
    go_to(visitor, "Ask")
    expect(heading(visitor, "Ask about muscles, pain and manual therapy")).to_be_focused()
    expect(visitor.page).to_have_title("Palpate")


@pytest.mark.parametrize("size", SIZES)
def test_back_and_forward_go_through_the_views(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size)
    go_to(visitor, "Look up")
    go_to(visitor, "Library")
    visitor.page.go_back()
    expect(heading(visitor, "Look up")).to_be_focused()
    visitor.page.go_back()
    expect(visitor.page.get_by_label("Your question")).to_be_visible()
    visitor.page.go_forward()
    expect(heading(visitor, "Look up")).to_be_focused()


def test_a_conversation_is_as_it_was_left(server: Running, visit: Visit) -> None:
    visitor = visit(server, size=NARROW)
    visitor.ask_and_wait(QUESTION)
    visitor.page.evaluate("scrollTo(0, 300)")
    go_to(visitor, "Library")
    expect(heading(visitor, "Library")).to_be_focused()
    expect(visitor.page.get_by_role("button", name="New conversation")).to_be_hidden()
    go_to(visitor, "Ask")
    expect(heading(visitor, QUESTION)).to_be_focused()
    assert visitor.page.evaluate("scrollY") == 300
    expect(visitor.turns).to_have_count(1)


@pytest.mark.parametrize("address", ["#look-up", "#library"])
def test_an_address_opens_its_view(server: Running, visit: Visit, address: str) -> None:
    visitor = visit(server, at=address)
    expect(visitor.page.locator(f"#view-{address[1:]} .field").first).to_be_visible()
    expect(visitor.page.get_by_label("Your question")).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
def test_an_address_of_a_passage_opens_it_and_back_leads_to_the_library(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    finder = visit(server, size=size, at="#look-up")
    hit = look_up(finder).nth(1)
    best = hit.locator("mark").text_content()
    address = hit.get_attribute("href") or ""
    hit.click()
    expect(finder.page).to_have_url(f"{server.address}/{address}")

    visitor = visit(server, size=size, at=address)
    expect(visitor.chosen).to_have_text(best or "-")
    expect(visitor.chosen).to_be_focused()
    visitor.page.reload()
    expect(visitor.chosen).to_have_text(best or "-")
    visitor.page.go_back()
    expect(visitor.reader).to_be_hidden()
    expect(heading(visitor, "Library")).to_be_visible()
    expect(visitor.page).to_have_url(f"{server.address}/#library")


def test_an_address_of_nothing_says_so(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#document=gone&at=9-3")
    visitor.tolerated = "404"
    expect(visitor.reader.get_by_role("alert")).to_contain_text("The library holds no document with this id.")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_label("Title, author or file")).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_another_view_closes_the_source_and_back_opens_it_again(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size, at="#look-up")
    hit = look_up(visitor).first
    best = hit.locator("mark").text_content() or "-"
    hit.click()
    expect(visitor.chosen).to_have_text(best)
    visitor.page.evaluate("location.hash = '#library'")  # as a bookmark does; on a phone the source covers the links
    expect(visitor.reader).to_be_hidden()
    expect(heading(visitor, "Library")).to_be_focused()
    visitor.page.go_back()
    expect(visitor.chosen).to_have_text(best)
    expect(heading(visitor, "Look up")).to_be_attached()
    visitor.page.go_forward()
    expect(heading(visitor, "Library")).to_be_focused()
    visitor.page.go_back()
    expect(visitor.chosen).to_have_text(best)
    visitor.page.go_back()
    expect(visitor.reader).to_be_hidden()
    expect(hit).to_be_focused()


def test_the_heading_keeps_the_focus_where_what_opened_the_source_is_gone(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#library")
    visitor.page.get_by_label("Title, author or file").wait_for()
    go_to(visitor, "Look up")
    hit = look_up(visitor).first
    title = hit.get_attribute("href") or "-"
    hit.click()
    visitor.chosen.wait_for()
    look_up(visitor, "plantar heel pain")
    expect(visitor.page.locator(f'.hit a[href="{title}"]')).to_have_count(0)
    go_to(visitor, "Library")
    expect(visitor.reader).to_be_hidden()
    visitor.page.wait_for_timeout(200)  # until the focus would have gone elsewhere; nothing shows that it does not
    expect(heading(visitor, "Library")).to_be_focused()


def test_no_address_and_no_history_ever_holds_what_was_asked(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    addresses: list[str] = []
    visitor.page.on("request", lambda request: addresses.append(request.url))
    visitor.page.on("framenavigated", lambda frame: addresses.append(frame.url))
    visitor.ask_and_wait(QUESTION)
    go_to(visitor, "Look up")
    look_up(visitor).first.click()
    visitor.chosen.wait_for()
    visitor.page.keyboard.press("Escape")
    visitor.wait_until_nothing_is_to_go_back_through()
    assert len(addresses) > 5
    for words in ("nerve", "minimus?", "night", "trochanter%20pain", "trochanter+pain"):
        assert not [address for address in addresses if words in address]
    kept = visitor.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])")
    assert "trochanter pain" not in kept


def test_the_links_are_where_the_thumb_is_on_a_phone(server: Running, visit: Visit) -> None:
    visitor = visit(server, size={"width": 390, "height": 800}, touch=True)
    for name in ("Ask", "Look up", "Library"):
        box = visitor.page.get_by_role("navigation").get_by_role("link", name=name).bounding_box()
        assert box is not None
        assert box["y"] > 700
        assert box["height"] >= 48
        assert box["width"] >= 100


@pytest.mark.parametrize("address", ["#look-up", "#library"])
def test_the_first_stop_of_the_keyboard_leads_past_the_links(server: Running, visit: Visit, address: str) -> None:
    visitor = visit(server, at=address)
    field = visitor.page.locator(f"#view-{address[1:]} .field").first
    field.wait_for()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    expect(field).to_be_focused()
