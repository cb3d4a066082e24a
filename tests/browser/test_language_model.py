"""The page where a language model writes: it says who sees a question before it is asked, and who wrote the answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.servers import Running, running
from tests.conftest import FIRST_QUESTION, First
from tests.language_model.bad_servers import BadServer, bad_server

pytestmark = pytest.mark.browser

NERVE = "The nerve of the gluteus minimus is the superior gluteal nerve (L4, L5, S1)."
NOTICE = "Your question is sent there"
PHONE = {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def bad() -> Iterator[BadServer]:
    with bad_server() as started:
        yield started


@pytest.fixture(scope="module")
def written(first: First, bad: BadServer) -> Iterator[Running]:
    """Palpate with a model that counts as another machine's: the address is this one's, but does not say so."""
    settings = {"PALPATE_LANGUAGE_MODEL_ADDRESS": bad.that("says", f"{NERVE} [1]").replace("127.0.0.1", "0.0.0.0")}  # noqa: S104
    with running(first.data, first.data.parent, settings=settings) as started:
        yield started


@pytest.fixture(scope="module")
def refused(first: First, bad: BadServer) -> Iterator[Running]:
    """Palpate with a model on this machine that answers every request with an error."""
    settings = {"PALPATE_LANGUAGE_MODEL_ADDRESS": bad.that("fails")}
    with running(first.data, first.data.parent, settings=settings) as started:
        yield started


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "wide"])
def test_who_sees_a_question_is_said_before_and_beside_the_answer(
    written: Running, visit: Visit, size: dict[str, int]
) -> None:
    visitor = visit(written, size=size)
    notice = visitor.page.locator("#model-note")
    expect(notice).to_contain_text(NOTICE)
    expect(notice).to_be_in_viewport()
    turn = visitor.ask_and_wait(FIRST_QUESTION)
    expect(turn.locator(".answer")).to_contain_text(NERVE)
    expect(turn.locator(".writing")).to_contain_text("Written by a language model at 0.0.0.0")
    expect(turn.locator(".writing")).to_contain_text("The question was sent there")
    assert not Axe().run(visitor.page).response["violations"]


def test_the_number_of_a_written_sentence_opens_the_exact_words(written: Running, visit: Visit) -> None:
    visitor = visit(written)
    turn = visitor.ask_and_wait(FIRST_QUESTION)
    turn.locator(".citation").first.click()
    expect(visitor.reader.locator("mark").first).to_contain_text("superior gluteal nerve (L4, L5, S1)")


def test_beside_a_quoted_answer_it_says_why_no_model_wrote(refused: Running, visit: Visit) -> None:
    visitor = visit(refused)
    expect(visitor.page.locator("#model-note")).not_to_contain_text(NOTICE)
    turn = visitor.ask_and_wait(FIRST_QUESTION)
    expect(turn.locator(".writing")).to_contain_text("wrote nothing, as it cannot be reached")


def test_without_a_model_nothing_is_said_of_one(server: Running, visit: Visit) -> None:
    visitor = visit(server)
    expect(visitor.page.locator("#model-note")).to_be_hidden()
    assert visitor.ask_and_wait(FIRST_QUESTION).locator(".writing").count() == 0
