"""The page of a server that asks for a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.conftest import FIRST_QUESTION, First
from tests.server.test_chat import EMERGENCY
from tests.serving import Serving, serving

pytestmark = pytest.mark.browser

KEY = "qzxkey"


@pytest.fixture(scope="module")
def keyed(first: First, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    log = tmp_path_factory.mktemp("keyed") / "log.txt"
    with serving(first.data, log, environment={"PALPATE_SERVER_KEY": KEY}) as running:
        yield running


def test_the_key_is_asked_for_once_and_kept_for_the_tab(keyed: Serving, visit: Visit) -> None:
    visitor = visit(keyed)
    visitor.tolerated = "401"
    asking = visitor.page.get_by_role("dialog", name="This server asks for a key")
    asking.wait_for()
    assert not Axe().run(visitor.page).response["violations"]
    for given, said in (("another", "not accepted"), (KEY, "")):
        asking.get_by_label("Key").fill(given)
        asking.get_by_role("button", name="Go on").click()
        if said:
            expect(asking.get_by_role("status")).to_contain_text(said)
    asking.wait_for(state="hidden")
    assert visitor.ask_and_wait(FIRST_QUESTION).locator(".disclaimer").count() == 1
    visitor.page.reload()
    visitor.ask_and_wait("What does the piriformis do?")
    assert not asking.is_visible()
    assert KEY not in visitor.page.evaluate("JSON.stringify(localStorage) + document.cookie + location.href")


def test_without_a_key_an_emergency_is_still_recognised(keyed: Serving, visit: Visit) -> None:
    visitor = visit(keyed)
    visitor.tolerated = "401"
    asking = visitor.page.get_by_role("dialog", name="This server asks for a key")
    asking.get_by_role("button", name="Cancel").click()
    turn = visitor.ask(EMERGENCY)
    turn.locator(".notice").wait_for()
    assert not asking.is_visible()
