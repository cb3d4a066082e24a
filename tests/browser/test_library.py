"""The library: every document, where it comes from, and what was left out; adding and removing with the key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visitor
from tests.browser.notes import HOSTILE_TITLE
from tests.browser.servers import Running, running
from tests.browser.test_accessibility import AXE, RUN

pytestmark = pytest.mark.browser

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow")]
KEY = "the-key-of-the-clinic-0123456789"
NOTE = "# Quadratus plantae\n\nThe quadratus plantae helps the long flexors of the toes.\n"
PAGE = """Popliteus

The popliteus unlocks the knee. It is a small muscle at the back of the knee.

Book an appointment today: call us at 555-1234.

Recent Posts

<img src=x onerror=alert(1)>
"""
HOSTILE_NAME = "<img src=x onerror=alert(2)>.bin"
JUNK = "\0\1\2\3" * 99


@pytest.fixture
def kept(odd_data: Path, tmp_path: Path) -> Iterator[Running]:
    """Palpate over a library of its own, which whoever has the key may change."""
    shutil.copytree(odd_data, tmp_path / "data")
    with running(tmp_path / "data", tmp_path, settings={"PALPATE_SERVER_ADMIN_KEY": KEY}) as server:
        yield server


def payload(name: str, content: str) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content.encode()}


def documents(server: Running) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.call("/api/documents")["documents"]
    return found


def titles(visitor: Visitor) -> Locator:
    return visitor.page.locator(".documents h3")


def unlock(visitor: Visitor, key: str = KEY) -> None:
    titles(visitor).first.wait_for()
    form = visitor.page.locator(".keeper")
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    visitor.page.get_by_label("Admin key").fill(key)
    visitor.page.keyboard.press("Enter")


def entry(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator(".entry", has_text=name)


@pytest.mark.parametrize("size", SIZES)
def test_every_document_is_there_with_where_it_comes_from(server: Running, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(server, size=size, at="#library")
    held = sorted(documents(server), key=lambda each: str(each["title"]).lower())
    expect(titles(visitor)).to_have_text([each["title"] for each in held])
    expect(visitor.page.get_by_text(f"{len(held)} documents", exact=True)).to_be_visible()
    first = visitor.page.locator(".documents > li").first
    for text in (*held[0]["authors"], held[0]["licence"], "Reviewed 22 November 2026"):
        expect(first).to_contain_text(text)
    counts = first.get_by_role("list", name="Passages").locator(".amount").all_text_contents()
    assert sorted(map(int, counts)) == sorted(held[0]["kinds"].values())


def test_typing_narrows_and_an_order_can_be_chosen(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#library")
    visitor.page.get_by_label("Title, author or file").fill("GLUTEUS contributors")
    expected = [each["title"] for each in documents(server) if "luteus" in each["title"]]
    expect(titles(visitor)).to_have_count(len(expected))
    assert sorted(titles(visitor).all_text_contents()) == sorted(expected)
    expect(visitor.page.get_by_text(f"{len(expected)} of 34 documents")).to_be_visible()
    visitor.page.get_by_label("Title, author or file").fill("")
    visitor.page.get_by_label("Order").select_option("Most passages")
    largest = max(documents(server), key=lambda each: sum(each["kinds"].values()))
    expect(titles(visitor).first).to_have_text(largest["title"])


@pytest.mark.parametrize("size", SIZES)
def test_where_no_document_has_the_words_that_is_said_and_all_can_be_shown_again(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size, at="#library")
    titles(visitor).first.wait_for()
    visitor.page.get_by_label("Title, author or file").fill("zzz")
    expect(visitor.page.get_by_text("No title, author or file has these words.")).to_be_visible()
    visitor.page.get_by_role("button", name="Show all").click()
    expect(titles(visitor)).to_have_count(34)
    expect(visitor.page.get_by_label("Title, author or file")).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_a_document_opens_at_its_beginning_and_gives_the_focus_back(
    server: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(server, size=size, at="#library")
    link = titles(visitor).nth(3).get_by_role("link")
    link.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.reader.get_by_role("heading").first).to_have_text(link.text_content() or "-")
    expect(visitor.reader.get_by_text("Document", exact=True)).to_be_visible()
    expect(visitor.reader.locator("mark")).to_have_count(0)
    expect(visitor.reader.get_by_text("Nothing was left out when this was read.")).to_be_attached()
    visitor.reader.get_by_text("Sections").click()
    assert visitor.reader.locator("#reader-sections li").count() > 3
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("Escape")
    expect(visitor.reader).to_be_hidden()
    expect(link).to_be_focused()


def test_markup_in_titles_and_authors_is_text(odd_server: Running, visit: Visit) -> None:
    visitor = visit(odd_server, at="#library")
    expect(titles(visitor).first).to_have_text(HOSTILE_TITLE)
    expect(visitor.page.locator(".documents > li").first).to_contain_text("<b onclick=alert(4)>Nobody</b>")
    titles(visitor).first.get_by_role("link").click()
    expect(visitor.reader.get_by_role("heading").first).to_have_text(HOSTILE_TITLE)
    assert visitor.page.locator("main img, main b, .reader-body img").count() == 0


def test_a_library_that_cannot_be_listed_can_be_tried_again(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    visitor.tolerated = "ERR_INTERNET_DISCONNECTED"
    visitor.page.route("**/api/documents", lambda route: route.abort("internetdisconnected"), times=1)
    visitor.page.get_by_role("navigation").get_by_role("link", name="Library").click()
    visitor.page.locator("#view-library").get_by_role("button", name="Try again").click()
    expect(titles(visitor)).to_have_count(34)


@pytest.mark.parametrize("size", SIZES)
def test_files_are_added_each_with_what_becomes_of_it_and_can_be_removed(
    kept: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(kept, size=size, at="#library")
    expect(visitor.page.get_by_role("button", name="Remove")).to_have_count(0)
    unlock(visitor)
    picker = visitor.page.locator("input[type=file]")
    expect(picker).to_be_focused()
    picker.set_input_files(
        [
            payload("quadratus.md", NOTE),
            payload("popliteus.txt", PAGE),
            payload(HOSTILE_NAME, JUNK),
        ]
    )
    expect(entry(visitor, "quadratus.md")).to_contain_text("Added", timeout=60_000)
    expect(entry(visitor, "popliteus.txt")).to_contain_text("Added")
    expect(entry(visitor, HOSTILE_NAME)).to_contain_text("is binary, not text")
    expect(visitor.page.locator("#announcer")).to_have_text("Added: 2. Not added: 1.")
    expect(visitor.page.get_by_role("progressbar")).to_be_hidden()
    expect(titles(visitor)).to_have_count(4)

    opener = titles(visitor).get_by_role("link", name="Popliteus")
    opener.click()
    visitor.reader.get_by_text("Left out when this was read").click()
    for text in ("Book an appointment today: call us at 555-1234.", "<img src=x onerror=alert(1)>"):
        expect(visitor.reader.get_by_text(text)).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(opener).to_be_focused()

    remove = visitor.page.get_by_role("button", name="Remove Popliteus")
    remove.focus()
    visitor.page.keyboard.press("Enter")
    question = visitor.page.get_by_role("dialog", name="Remove “Popliteus”?")
    question.get_by_role("button", name="Keep it").click()
    expect(remove).to_be_focused()
    visitor.page.keyboard.press("Enter")
    question.get_by_role("button", name="Remove").click()
    expect(titles(visitor)).to_have_count(3, timeout=60_000)
    expect(visitor.page.get_by_label("Title, author or file")).to_be_focused()
    assert "Popliteus" not in {each["title"] for each in documents(kept)}


def test_the_key_is_asked_again_where_it_is_wrong_and_is_kept_nowhere(kept: Running, visit: Visit) -> None:
    visitor = visit(kept, at="#library")
    visitor.tolerated = "401"
    addresses: list[str] = []
    visitor.page.on("request", lambda request: addresses.append(request.url))
    unlock(visitor, "not-the-key")
    expect(visitor.page.get_by_role("alert")).to_have_text("That is not the admin key.")
    expect(visitor.page.get_by_label("Admin key")).to_be_focused()
    unlock(visitor, "ключ")
    expect(visitor.page.get_by_role("alert")).to_have_text("A key has no spaces, accents or other alphabets.")
    unlock(visitor)
    expect(visitor.page.get_by_text("Choose files")).to_be_visible()
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])"
    assert KEY not in visitor.page.evaluate(stored)
    assert not [address for address in addresses if "key" in address]
    visitor.page.get_by_role("button", name="Forget the key").click()
    expect(visitor.page.get_by_role("button", name="Remove")).to_have_count(0)
    unlock(visitor)
    visitor.page.reload()
    visitor.page.locator(".keeper summary").click()
    expect(visitor.page.get_by_label("Admin key")).to_have_value("")
    expect(visitor.page.get_by_text("Choose files")).to_have_count(0)


def test_a_page_that_cannot_be_fetched_says_why(kept: Running, visit: Visit) -> None:
    visitor = visit(kept, at="#library")
    visitor.tolerated = "422"
    unlock(visitor)
    visitor.page.get_by_label("Or the address of a page").fill("http://127.0.0.1:9/")
    visitor.page.keyboard.press("Enter")
    expect(entry(visitor, "http://127.0.0.1:9/")).to_have_class("entry failed", timeout=60_000)
    expect(entry(visitor, "http://127.0.0.1:9/")).to_contain_text("127.0.0.1")
    expect(titles(visitor)).to_have_count(2)


def test_a_connection_that_breaks_is_told_and_the_files_can_be_sent_again(kept: Running, visit: Visit) -> None:
    visitor = visit(kept, at="#library")
    visitor.tolerated = "ERR_INTERNET_DISCONNECTED"
    unlock(visitor)
    picker = visitor.page.locator("input[type=file]")
    picker.wait_for()
    visitor.page.context.set_offline(True)
    picker.set_input_files([payload("quadratus.md", NOTE)])
    expect(entry(visitor, "quadratus.md")).to_contain_text("You are offline.")
    visitor.page.context.set_offline(False)
    entry(visitor, "quadratus.md").get_by_role("button", name="Try again").click()
    expect(entry(visitor, "quadratus.md")).to_contain_text("Added", timeout=60_000)
    expect(titles(visitor)).to_have_count(3)


def test_where_no_key_is_set_the_page_says_how_to_set_one(server: Running, visit: Visit) -> None:
    visitor = visit(server, at="#library")
    visitor.tolerated = "403"
    unlock(visitor)
    expect(visitor.page.get_by_role("alert")).to_contain_text("No admin key is configured.")
    expect(visitor.page.get_by_text("Choose files")).to_have_count(0)


@pytest.mark.parametrize("dark", [pytest.param(False, id="light"), pytest.param(True, id="dark")])
def test_axe_finds_nothing_where_the_library_can_be_changed(kept: Running, visit: Visit, dark: bool) -> None:
    visitor = visit(kept, size=NARROW, dark=dark, at="#library")
    unlock(visitor)
    picker = visitor.page.locator("input[type=file]")
    picker.set_input_files([payload(HOSTILE_NAME, JUNK)])
    expect(entry(visitor, HOSTILE_NAME)).to_have_class("entry failed", timeout=60_000)
    visitor.page.evaluate(AXE)
    assert visitor.page.evaluate(RUN) == []
    assert visitor.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    visitor.page.get_by_role("button", name="Remove").first.click()
    visitor.page.get_by_role("button", name="Keep it").wait_for()
    assert visitor.page.evaluate(RUN) == []
