"""The page's own parser of server-sent events, and its counting, asked inside the browser they run in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.servers import Scripted

pytestmark = pytest.mark.browser

PARSE = """async streams => {
    const { EventParser } = await import("/web/api.js");
    return streams.map(pieces => {
        const parser = new EventParser();
        return pieces.flatMap(piece => parser.feed(piece).map(({event, data}) => [event, data]));
    });
}"""
STREAM = (
    ": a comment\nevent: sentence\ndata: one\n\n"
    "event:sentence\ndata:two\ndata: halves\nid: 7\nretry: 5\n\n"
    "data\n\n"
    "event: lost\n\n"
    "data: unnamed: with a colon\n\n: Server-Timing: total\n\ndata: never ended"
)
EVENTS = [["sentence", "one"], ["sentence", "two\nhalves"], ["message", ""], ["message", "unnamed: with a colon"]]


@pytest.mark.parametrize(
    "ending", [pytest.param("\n", id="LF"), pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR")]
)
def test_events_are_read_wherever_the_stream_is_cut(script: Scripted, visit: Visit, ending: str) -> None:
    page = visit(script).page
    stream = STREAM.replace("\n", ending)
    cuts = [[stream[:at], stream[at:]] for at in range(len(stream))]
    ways = [list(stream), *cuts]
    assert page.evaluate(PARSE, ways) == [EVENTS] * len(ways)


def test_characters_cut_in_two_are_put_together(script: Scripted, visit: Visit) -> None:
    visitor = visit(script)
    notice = {"level": "urgent", "rule": "", "message": "Go at once.", "contacts": []}
    script.send("urgent", notice)
    turn = visitor.ask("Why?")
    expect(turn.get_by_text("Go at once.")).to_be_visible()
    data = json.dumps(notice | {"message": "Gehen Sie zur Ärztin 🩺."}, ensure_ascii=False)
    before, after = f"event: urgent\ndata: {data}\n\n".encode().split("🩺".encode()[2:], 1)
    script.pieces.put(before)
    visitor.page.wait_for_timeout(300)  # until it has been read; nothing shows that
    script.pieces.put("🩺".encode()[2:] + after)
    expect(turn.get_by_text("Gehen Sie zur Ärztin 🩺.")).to_be_visible()
    script.end()
    visitor.turns.get_by_text("The answer broke off.").wait_for()


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        pytest.param("countCodePoints('a👣b')", 3, id="an emoji is one code point"),
        pytest.param("cut('👣👣👣', 2)", "👣👣", id="a cut never halves an emoji"),
        pytest.param("[0, 1, 2, 3, 4].map(unitOffsets('a👣b'))", [0, 1, 3, 4, 4], id="offsets behind an emoji"),
        pytest.param("[0, 2].map(unitOffsets('ab'))", [0, 2], id="offsets without emoji"),
        pytest.param("readableDate('2020-02-29')", "29 February 2020", id="an ISO date"),
        pytest.param("readableDate('2026-12-23T00:00:00Z')", "23 December 2026", id="an ISO date with a time"),
        pytest.param("readableDate('Spring 1999')", "Spring 1999", id="another date"),
        pytest.param("differ(' a  b', 'a b ')", False, id="white space does not count"),
    ],
)
def test_text_is_counted_as_the_server_counts_it(script: Scripted, visit: Visit, call: str, expected: Any) -> None:
    page = visit(script).page
    names = "countCodePoints, cut, unitOffsets, readableDate, differ"
    assert (
        page.evaluate(f"async () => {{ const {{ {names} }} = await import('/web/text.js'); return {call}; }}")
        == expected
    )
