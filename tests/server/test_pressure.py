"""A server that is asked for more than it has room for, by clients that come, wait, stall and go."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from signal import SIGTERM
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from answer.safety import load_gate
from corpus.settings import ServerSettings, Settings
from server.admission import Admission, Room
from server.body import LIMIT
from server.refusals import Refusals
from server.slots import Slots
from tests.conftest import FIRST_QUESTION, First
from tests.raw import Reply, connect, drip, exchange, is_closed, question, read, request
from tests.server.conftest import Valid
from tests.server.test_chat import EMERGENCY
from tests.serving import Serving, serving

CLOSED = r"reset|[Bb]roken pipe"
CONNECTIONS = 20
NARROW = {
    "PALPATE_SERVER_ANSWERS_AT_ONCE": "1",
    "PALPATE_SERVER_QUEUE": "2",
    "PALPATE_SERVER_PATIENCE": "1",
    "PALPATE_SERVER_CONNECTIONS": str(CONNECTIONS),
}


@pytest.fixture(scope="module")
def narrow(first: First, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server with little room and little patience."""
    with serving(first.data, tmp_path_factory.mktemp("narrow") / "log.txt", environment=NARROW) as running:
        assert exchange(running.address, question(FIRST_QUESTION)).status == 200
        yield running


def ask_all_at_once(address: str, texts: list[str]) -> list[Reply]:
    with ExitStack() as stack:
        opened = [stack.enter_context(connect(address)) for _ in texts]
        for connection, text in zip(opened, texts, strict=True):
            connection.sendall(question(text))
        return [read(connection) for connection in opened]


def is_open_at_the_server(opened: socket.socket) -> bool:
    """Whether the system still keeps the other end of a connection (Linux)."""
    own, other = (f":{name[1]:04X}" for name in (opened.getsockname(), opened.getpeername()))
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()]
    return any(row[1].endswith(other) and row[2].endswith(own) and row[3] == "01" for row in rows)


def test_what_there_is_no_room_for_is_refused_with_a_time_to_try_again(narrow: Serving, valid: Valid) -> None:
    replies = ask_all_at_once(narrow.address, [FIRST_QUESTION] * 15)
    assert {reply.status for reply in replies} == {200, 503}
    for refused in (reply for reply in replies if reply.status == 503):
        assert int(refused.headers["retry-after"]) > 0
        assert refused.headers["cache-control"] == "no-store"
        assert refused.json()["error"]["code"] == "overloaded"
        assert "emergency number" in refused.json()["error"]["hint"]
        shown = httpx.Response(503, content=refused.body, request=httpx.Request("POST", f"{narrow.address}/api/chat"))
        assert valid(shown)["disclaimer"]


def test_an_emergency_is_recognised_where_there_is_no_room_for_an_answer(narrow: Serving) -> None:
    replies = ask_all_at_once(narrow.address, [FIRST_QUESTION] * 6 + [EMERGENCY] * 6)[6:]
    assert 503 in {reply.status for reply in replies}
    assert {reply.json()["urgent"]["level"] for reply in replies} == {"emergency"}


def test_health_and_the_page_do_not_wait_for_answers(narrow: Serving) -> None:
    with ExitStack() as stack:
        asking = [stack.enter_context(connect(narrow.address)) for _ in range(10)]
        for each in asking:
            each.sendall(question(FIRST_QUESTION))
        for path in ("/health/live", "/health/ready", "/", "/web/app.js", "/openapi.json"):
            assert exchange(narrow.address, request("GET", path)).status == 200
        for each in asking:
            read(each)


def test_who_leaves_the_queue_keeps_nobody_waiting() -> None:
    async def queue() -> None:
        slots, left = Slots(1, 5, 60), asyncio.Event()
        stay = asyncio.Event()
        assert await slots.take(stay.wait)
        leaving, staying = (asyncio.create_task(slots.take(end)) for end in (left.wait, stay.wait))
        await asyncio.sleep(0)
        assert (slots.working, slots.waiting) == (1, 2)
        left.set()
        assert not await leaving
        assert slots.waiting == 1
        slots.give_back(time.perf_counter())
        assert await staying
        slots.give_back(time.perf_counter())
        assert (slots.working, slots.waiting) == (0, 0)

    asyncio.run(queue())


def test_a_slot_that_comes_at_the_moment_of_leaving_goes_to_the_next() -> None:
    async def queue() -> None:
        slots, left, stay = Slots(1, 5, 60), asyncio.Event(), asyncio.Event()
        assert await slots.take(stay.wait)
        leaving, staying = (asyncio.create_task(slots.take(end)) for end in (left.wait, stay.wait))
        await asyncio.sleep(0)
        left.set()
        await asyncio.sleep(0)
        slots.give_back(time.perf_counter())
        assert not await leaving
        assert await staying
        assert (slots.working, slots.waiting) == (1, 0)

    asyncio.run(queue())


def test_nobody_waits_who_would_likely_be_refused_in_the_end() -> None:
    slots = Slots(1, 5, 2.0)
    slots.working = 1
    assert not slots.full
    for _ in range(100):
        slots.working += 1
        slots.give_back(time.perf_counter() - 1.5)  # each piece of work takes longer than half of the wait
    assert slots.full


class Visit:
    """A request that comes to `Admission` piece by piece, and what comes back."""

    def __init__(self, admission: Admission, body: bytes, *, more: bool = False, reads: bool = True) -> None:
        self.status, self.body = 0, b""
        self._reads = reads
        self._sent: asyncio.Queue[Message] = asyncio.Queue()
        self.send(body, more=more)
        scope: Scope = {"type": "http", "method": "POST", "path": "/api/chat", "headers": [], "client": None}
        self.done = asyncio.create_task(admission(scope, self._sent.get, self._take))

    def send(self, piece: bytes, *, more: bool = False) -> None:
        self._sent.put_nowait({"type": "http.request", "body": piece, "more_body": more})

    def leave(self) -> None:
        self._sent.put_nowait({"type": "http.disconnect"})

    async def _take(self, message: Message) -> None:
        if not self._reads:
            await asyncio.Event().wait()
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"")


class Doors:
    """Doors with one slot and one place to wait before an application, which then tells how long a body was."""

    def __init__(self, *, wait: float = 60, patience: float = 60) -> None:
        settings = ServerSettings(answers_at_once=1, queue=1, wait=wait, patience=patience)
        room = Room(settings)
        self.slots, self.answer, self.worked = room.slots, asyncio.Event(), 0
        refusals = Refusals(load_gate(), Settings(), lambda _: None)
        self._admission = Admission(self._app, room=room, refusals=refusals, settings=settings)

    async def work(self, _: dict[str, Any]) -> None:
        """What is done for each visit, with what it may call."""
        await self.answer.wait()

    def visit(self, body: bytes = b"{}", *, more: bool = False, reads: bool = True) -> Visit:
        return Visit(self._admission, body, more=more, reads=reads)

    async def until(self, working: int, waiting: int) -> None:
        while (self.slots.working, self.slots.waiting) != (working, waiting):
            await asyncio.sleep(0)

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.worked += 1
        await self.work(scope["state"])
        size, more = 0, True
        while more:
            message = await receive()
            size, more = size + len(message["body"]), message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(size).encode()})


class Pausing(Doors):
    """Doors before an application that waits for something else in the middle of its work, as for a language model."""

    def __init__(self, *, wait: float = 60) -> None:
        super().__init__(wait=wait)
        self.other, self.took_up = asyncio.Event(), list[bool]()

    async def work(self, state: dict[str, Any]) -> None:
        if self.worked > 1:
            await super().work(state)
            return
        state["let_go"]()
        await self.other.wait()
        self.took_up.append(await state["take_up"]())
        await asyncio.sleep(0)


TELLING = json.dumps({"question": EMERGENCY}).encode()


def test_whoever_waits_for_something_else_goes_on_when_there_is_a_slot_again() -> None:
    async def day() -> None:
        doors = Pausing()
        pausing = doors.visit()
        await doors.until(0, 0)
        working = doors.visit()
        await doors.until(1, 0)
        doors.other.set()
        await doors.until(1, 1)
        doors.answer.set()
        await asyncio.gather(pausing.done, working.done)
        assert (doors.took_up, doors.slots.working, doors.slots.waiting) == ([True], 0, 0)

    asyncio.run(day())


@pytest.mark.parametrize("leaves", [False, True])
def test_whoever_waits_for_something_else_learns_that_there_is_no_slot(leaves: bool) -> None:
    async def day() -> None:
        doors = Pausing(wait=60 if leaves else 0.05)
        pausing = doors.visit()
        await doors.until(0, 0)
        working = doors.visit()
        await doors.until(1, 0)
        doors.other.set()
        if leaves:
            pausing.leave()
        while not doors.took_up:
            await asyncio.sleep(0)
        assert (doors.took_up, doors.slots.working) == ([False], 1)
        doors.answer.set()
        await working.done
        pausing.done.cancel()
        assert (doors.slots.working, doors.slots.waiting) == (0, 0)

    asyncio.run(day())


def test_who_waited_in_vain_is_told_so_and_hears_of_an_emergency() -> None:
    async def day() -> None:
        doors = Doors(wait=0.05)
        working = doors.visit()
        await doors.until(1, 0)
        waiting = doors.visit(TELLING)
        await waiting.done
        assert (waiting.status, json.loads(waiting.body)["urgent"]["level"]) == (503, "emergency")
        doors.answer.set()
        await working.done
        assert (working.status, doors.worked, doors.slots.working) == (200, 1, 0)

    asyncio.run(day())


def test_of_who_sends_more_than_is_read_at_first_nothing_is_lost_while_it_waits() -> None:
    async def day() -> None:
        doors = Doors()
        working = doors.visit()
        await doors.until(1, 0)
        large = doors.visit(b" " * (LIMIT + 1), more=True)
        await doors.until(1, 1)
        large.send(b"the rest")
        doors.answer.set()
        await asyncio.gather(working.done, large.done)
        assert (large.status, int(large.body)) == (200, LIMIT + 1 + len("the rest"))

    asyncio.run(day())


def test_a_body_that_is_whole_only_when_there_is_no_more_room_is_refused() -> None:
    async def day() -> None:
        doors = Doors()
        late = doors.visit(TELLING[:9], more=True)
        others = [doors.visit() for _ in range(2)]
        await doors.until(1, 1)
        late.send(TELLING[9:])
        await late.done
        assert (late.status, json.loads(late.body)["urgent"]["level"]) == (503, "emergency")
        doors.answer.set()
        await asyncio.gather(*(other.done for other in others))
        assert doors.worked == 2

    asyncio.run(day())


@pytest.mark.parametrize("more", [False, True], ids=["while-waiting", "while-sending"])
def test_who_leaves_before_there_is_a_slot_is_not_worked_for(more: bool) -> None:
    async def day() -> None:
        doors = Doors()
        working = doors.visit()
        await doors.until(1, 0)
        leaving = doors.visit(TELLING, more=more)
        leaving.leave()
        await leaving.done
        doors.answer.set()
        await working.done
        assert (leaving.status, leaving.body, doors.worked) == (0, b"", 1)

    asyncio.run(day())


def test_a_body_that_has_not_come_with_its_head_does_not_hold_up_its_refusal() -> None:
    async def day() -> None:
        doors = Doors()
        others = [doors.visit() for _ in range(2)]
        await doors.until(1, 1)
        slow = doors.visit(TELLING, more=True)
        slow._sent.get_nowait()
        await slow.done
        assert (slow.status, json.loads(slow.body)["error"]["code"]) == (503, "overloaded")
        doors.answer.set()
        await asyncio.gather(*(other.done for other in others))

    asyncio.run(day())


def test_an_answer_that_nobody_takes_gives_its_slot_back() -> None:
    async def day() -> None:
        doors = Doors(patience=0.05)
        doors.answer.set()
        idle = doors.visit(reads=False)
        await idle.done
        assert (doors.worked, doors.slots.working) == (1, 0)

    asyncio.run(day())


def test_a_request_that_is_given_up_while_it_waits_leaves_its_place_to_others() -> None:
    """As uvicorn gives up what still waits when a server has been stopping for long enough."""

    async def day() -> None:
        doors = Doors()
        working = doors.visit()
        await doors.until(1, 0)
        waiting = doors.visit()
        await doors.until(1, 1)
        waiting.done.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting.done
        assert doors.slots.waiting == 0
        doors.answer.set()
        await working.done
        assert doors.slots.working == 0

    asyncio.run(day())


def test_a_stream_that_is_left_in_the_middle_holds_nothing(narrow: Serving) -> None:
    for _ in range(10):
        with connect(narrow.address) as opened:
            opened.sendall(question(FIRST_QUESTION, stream=True))
            assert opened.recv(20).startswith(b"HTTP/1.1")
    for _ in range(3):
        assert exchange(narrow.address, question(FIRST_QUESTION)).status in (200, 503)
    until = time.monotonic() + 30
    while exchange(narrow.address, question(FIRST_QUESTION)).status != 200:
        assert time.monotonic() < until, "the slots were not given back"


def test_who_never_reads_holds_no_answer_and_in_the_end_no_connection(narrow: Serving) -> None:
    with connect(narrow.address, receives=1024) as opened:
        opened.setblocking(False)
        opened.send(request("GET", "/openapi.json") * 200)
        for _ in range(3):
            assert exchange(narrow.address, question(FIRST_QUESTION)).status == 200
        assert is_open_at_the_server(opened)
        until = time.monotonic() + 60
        while is_open_at_the_server(opened):
            assert time.monotonic() < until, "the connection stays"
            time.sleep(0.1)


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"POST /api/ch", id="half-a-line"),
        pytest.param(question("hip").partition(b"\r\n\r\n")[0] + b"\r\n", id="half-the-headers"),
        pytest.param(request("GET", "/health/live") + b"GET", id="half-of-the-next"),
    ],
)
def test_a_connection_that_brings_no_whole_request_is_closed(sent: bytes, narrow: Serving) -> None:
    with connect(narrow.address) as opened:
        opened.sendall(sent)
        if sent.count(b"GET") == 2:
            assert read(opened, "GET").status == 200
        assert is_closed(opened)


def test_headers_that_drip_in_are_not_waited_for(narrow: Serving) -> None:
    with connect(narrow.address) as opened, pytest.raises(OSError, match=CLOSED):
        drip(opened, b"GET / HTTP/1.1\r\nX: " + b"x" * 1000)


def test_a_body_that_does_not_come_is_told_so(narrow: Serving) -> None:
    whole = question(f"{EMERGENCY} And one more thing.")
    reply = exchange(narrow.address, whole[:-10])
    assert (reply.status, reply.json()["error"]["code"]) == (408, "timeout")
    assert reply.json()["urgent"]["level"] == "emergency"


def test_a_body_that_drips_on_after_its_refusal_is_not_waited_for(narrow: Serving) -> None:
    with connect(narrow.address) as opened:
        opened.sendall(request("POST", "/nothing", {"Content-Length": "1000000"}))
        assert read(opened).status == 404
        with pytest.raises(OSError, match=CLOSED):
            drip(opened, b"x" * 1000)


def test_beyond_the_number_of_connections_the_idle_ones_go_first(narrow: Serving) -> None:
    with ExitStack() as stack:
        idle = [stack.enter_context(connect(narrow.address)) for _ in range(3 * CONNECTIONS)]
        assert exchange(narrow.address, question(FIRST_QUESTION)).status == 200
        assert sum(map(is_open_at_the_server, idle)) <= CONNECTIONS
        assert is_closed(idle[0])


def test_a_request_that_is_being_answered_outlasts_any_number_of_idle_connections(narrow: Serving) -> None:
    with connect(narrow.address) as asking, ExitStack() as stack:
        asking.sendall(question(FIRST_QUESTION, history=[{"question": "hip " * 900, "answer": "a" * 20_000}] * 40))
        for _ in range(2 * CONNECTIONS):
            stack.enter_context(connect(narrow.address))
        assert read(asking).status == 200


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 10_000, id="many"),
        pytest.param(b"GET / HTTP/1.1\r\nX-A: " + b"b" * 200_000, id="long"),
        pytest.param(b"GET /" + b"b" * 200_000, id="long-address"),
    ],
)
def test_headers_without_end_are_refused(head: bytes, narrow: Serving) -> None:
    with connect(narrow.address) as opened:
        opened.sendall(head)
        reply = read(opened)
    assert (reply.status, reply.json()["error"]["code"]) == (431, "headers_too_large")
    assert reply.json()["disclaimer"]


def test_what_is_no_http_is_refused_in_the_form_of_every_error(narrow: Serving) -> None:
    reply = exchange(narrow.address, b"\x16\x03\x01 hello\r\n\r\n")
    assert (reply.status, reply.json()["error"]["code"]) == (400, "bad_request")
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_what_has_been_accepted_is_answered_when_the_server_is_told_to_stop(first: First, tmp_path: Path) -> None:
    statuses: list[int] = []
    lost: list[Exception] = []
    gone: list[bool] = []
    busy = threading.Barrier(9)

    def ask_until_it_is_gone(address: str) -> None:
        try:
            for number in range(10_000):
                with connect(address) as opened:
                    for _ in range(3):  # some come over a connection that is open, some over a new one
                        opened.sendall(question(FIRST_QUESTION))
                        reply = read(opened)
                        statuses.append(reply.status)
                        json.loads(reply.body)
                        if reply.headers.get("connection") == "close":
                            break
                if number == 1:
                    busy.wait(60)
        except ConnectionRefusedError:
            gone.append(True)
        except Exception as error:  # noqa: BLE001 - whatever it is, a request was lost
            lost.append(error)

    with serving(first.data, tmp_path / "log.txt") as running, connect(running.address) as stalled:
        stalled.sendall(question(FIRST_QUESTION)[:-1])
        threads = [threading.Thread(target=ask_until_it_is_gone, args=(running.address,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        busy.wait(60)
        running.process.send_signal(SIGTERM)
        assert running.process.wait(timeout=10) in (0, -SIGTERM)  # though one body never comes
        for thread in threads:
            thread.join(60)
    assert (lost, len(gone)) == ([], 8)
    assert set(statuses) <= {200, 503}
    assert "Traceback" not in running.log.read_text(encoding="utf-8")


def takes_connections(address: str) -> bool:
    try:
        connect(address).close()
    except ConnectionRefusedError:
        return False
    return True


def test_a_request_that_is_on_its_way_when_the_server_stops_is_answered(first: First, tmp_path: Path) -> None:
    with serving(first.data, tmp_path / "log.txt") as running, connect(running.address) as opened:
        opened.sendall(request("GET", "/health/live"))
        assert read(opened, "GET").status == 200
        running.process.send_signal(SIGTERM)
        while takes_connections(running.address):
            time.sleep(0.01)  # or so many stand open that the oldest has to go
        opened.sendall(question(FIRST_QUESTION))
        reply = read(opened)
        assert reply.status == 200
        assert running.process.wait(timeout=10) in (0, -SIGTERM)


def test_who_keeps_a_connection_is_told_that_the_server_stops(first: First, tmp_path: Path) -> None:
    with serving(first.data, tmp_path / "log.txt") as running, connect(running.address) as opened:
        opened.sendall(request("GET", "/health/live"))
        assert "connection" not in read(opened, "GET").headers
        running.process.send_signal(SIGTERM)
        until = time.monotonic() + 60
        while True:
            opened.sendall(request("GET", "/health/live"))
            if read(opened, "GET").headers.get("connection") == "close":
                break
            assert time.monotonic() < until, "it is never told"
        assert is_closed(opened)
