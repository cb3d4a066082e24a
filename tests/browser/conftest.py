"""A browser that reports whatever a page should not do, servers to point it at, and libraries to serve.

Unlike the tests of `server/`, these see what people see. They need Chromium and run with `make test-browser`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Request, sync_playwright

from tests.browser.notes import write_odd_notes
from tests.browser.servers import Running, Scripted, running, scripted
from tests.conftest import First, run_palpate
from tests.serving import Serving

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 320, "height": 640}


def asked(request: Request) -> dict[str, Any]:
    """The body of a request."""
    body: dict[str, Any] = request.post_data_json or {}
    return body


@dataclass
class Visitor:
    """A page as somebody sees it, and what it did that a page of ours must not do."""

    page: Page
    address: str
    misdeeds: list[str] = field(default_factory=list)
    tolerated: str = r"(?!)"  # a pattern of what the test brings about itself

    def ask(self, question: str) -> Locator:
        """Type a question and send it; the turn it opens."""
        self.page.get_by_label("Your question").fill(question)
        self.page.keyboard.press("Enter")
        turn = self.turns.last
        turn.get_by_role("heading", name=question, exact=True).wait_for()
        return turn

    def ask_and_wait(self, question: str) -> Locator:
        """Type a question, send it, and wait until its answer is whole."""
        turn = self.ask(question)
        turn.locator(".disclaimer").wait_for()
        return turn

    @property
    def turns(self) -> Locator:
        return self.page.get_by_role("article")

    @property
    def reader(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def chosen(self) -> Locator:
        """The quoted words, marked in their source."""
        return self.reader.locator("mark.chosen")

    def wait_until_nothing_is_to_go_back_through(self) -> None:
        """Until the browser has left the entry that stood for an open source."""
        left = """() => new Promise(resolve => {
            const until = Date.now() + 5000;
            const look = () => history.state && Date.now() < until ? setTimeout(look, 20) : resolve(!history.state);
            look();
        })"""
        assert self.page.evaluate(left), "the browser has not gone back"

    def check(self) -> None:
        """Fail where the page did anything that the test did not bring about."""
        assert [deed for deed in self.misdeeds if not re.search(self.tolerated, deed)] == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "the tests of the page need Chromium: install it (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(first: First) -> Iterator[Running]:
    """Palpate over the starter library."""
    assert first.ran.status == 0, first.ran.err
    with running(first.data, first.data.parent) as started:
        yield started


@pytest.fixture(scope="session")
def odd_data(first: First, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two notes that hold emoji and markup."""
    folder = tmp_path_factory.mktemp("odd")
    shutil.copytree(first.data / "models", folder / "data" / "models")
    ran = run_palpate("ingest", "--data", folder / "data", write_odd_notes(folder / "notes"), folder=folder)
    assert ran.status == 0, ran.err
    return folder / "data"


@pytest.fixture(scope="session")
def odd_server(odd_data: Path) -> Iterator[Running]:
    """Palpate over notes that hold emoji and markup."""
    with running(odd_data, odd_data.parent) as started:
        yield started


@pytest.fixture
def script() -> Iterator[Scripted]:
    with scripted() as started:
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens pages; when the test is over, each is checked for what it did."""
    opened = Visit(browser)
    yield opened
    for visitor in opened.visitors:
        visitor.page.context.close()
    for visitor in opened.visitors:
        visitor.check()


@dataclass
class Visit:
    """Call it with a server to open its page."""

    browser: Browser
    visitors: list[Visitor] = field(default_factory=list)

    def __call__(
        self,
        server: Running | Scripted | Serving,
        *,
        size: dict[str, int] = WIDE,
        dark: bool = False,
        touch: bool = False,
        zone: str = "Europe/London",
        language: str = "en-GB",
        at: str = "",
        more: dict[str, Any] | None = None,
    ) -> Visitor:
        """`at` is what stands in the address after the #, with it; `more` goes to the browser's context as it is."""
        context = self.browser.new_context(
            timezone_id=zone,
            locale=language,
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            **{"reduced_motion": "reduce", **(more or {})},
        )
        visitor = Visitor(context.new_page(), server.address)
        self.visitors.append(visitor)
        _watch(visitor)
        visitor.page.goto(f"{server.address}/{at}")
        return visitor


def _watch(visitor: Visitor) -> None:
    """Whatever the console says counts: a blocked script, a blocked style and a failed request are all told there."""
    page, misdeeds = visitor.page, visitor.misdeeds

    def refuse(dialog: Dialog) -> None:
        misdeeds.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.set_default_timeout(15_000)
    page.on("console", lambda message: misdeeds.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: misdeeds.append(f"error: {error}"))
    page.on("dialog", refuse)

    def check_origin(url: str) -> None:
        if not url.startswith(f"{visitor.address}/"):
            misdeeds.append(f"request to {url}")

    page.context.on("request", lambda request: check_origin(request.url))
