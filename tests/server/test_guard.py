"""Who may ask: keys, the names the server goes by, other sites, and how often one client may ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.rates import CLIENTS, Rates
from tests.conftest import First
from tests.raw import Reply, exchange, question, request
from tests.server.test_chat import EMERGENCY
from tests.serving import Serving, serving

KEY, ADMIN_KEY = "qzxkey-for-asking", "qzxkey-for-changing"
RATE = 5
GUARDED = {
    "PALPATE_SERVER_KEY": KEY,
    "PALPATE_SERVER_ADMIN_KEY": ADMIN_KEY,
    "PALPATE_SERVER_HOSTS": "notes.example, *.clinic.example",
    "PALPATE_SERVER_ORIGINS": "https://clinic.example",
    "PALPATE_SERVER_PROXIES": "127.0.0.1",
    "PALPATE_SERVER_RATE": str(RATE),
}


@pytest.fixture(scope="module")
def guarded(first: First, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(first.data, tmp_path_factory.mktemp("guarded") / "log.txt", environment=GUARDED) as running:
        yield running


def get(running: Serving, path: str = "/api/documents", **headers: str) -> Reply:
    """A request that nothing is wrong with but what the headers say, "" for one that is left out."""
    fields = {"Host": "notes.example", "Authorization": f"Bearer {KEY}"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return exchange(running.address, request(named.pop("method", "GET"), path, fields | named))


@pytest.mark.parametrize("path", ["/api/documents", "/api/examples", "/api/documents/x"])
@pytest.mark.parametrize(
    "given", ["", f"Bearer {KEY}x", f"Bearer {KEY[:-1]}", f"Basic {KEY}", KEY, "Bearer", "Bearer \xfc"]
)
def test_without_the_key_there_is_no_answer(given: str, path: str, guarded: Serving) -> None:
    reply = get(guarded, path, Authorization=given)
    assert (reply.status, reply.json()["error"]["code"]) == (401, "unauthorised")
    assert reply.headers["www-authenticate"] == "Bearer"
    assert "qzxkey" not in reply.body.decode()


@pytest.mark.parametrize("key", [KEY, ADMIN_KEY])
def test_either_key_opens_what_is_asked(key: str, guarded: Serving) -> None:
    assert get(guarded, Authorization=f"Bearer {key}").status == 200
    assert get(guarded, Authorization=f"bearer {key}").status == 200


def test_the_key_for_asking_changes_nothing(guarded: Serving) -> None:
    assert get(guarded, "/api/documents/x", method="DELETE").status == 401
    assert get(guarded, "/api/documents/x", method="DELETE", Authorization=f"Bearer {ADMIN_KEY}").status == 404


def test_an_emergency_is_recognised_before_the_key_is_asked_for(guarded: Serving) -> None:
    sent = question(EMERGENCY).replace(b"127.0.0.1", b"notes.example")
    reply = exchange(guarded.address, sent)
    assert (reply.status, reply.json()["urgent"]["level"]) == (401, "emergency")


@pytest.mark.parametrize("path", ["/", "/web/app.js", "/health/live", "/openapi.json"])
def test_the_page_and_health_need_no_key(path: str, guarded: Serving) -> None:
    assert get(guarded, path, Authorization="").status == 200


def test_what_is_published_says_that_a_key_is_needed(guarded: Serving) -> None:
    document = get(guarded, "/openapi.json").json()
    assert document["components"]["securitySchemes"]["key"] == {"type": "http", "scheme": "bearer"}
    for path, method in (("/api/chat", "post"), ("/api/search", "post"), ("/api/documents", "get")):
        assert document["paths"][path][method]["security"] == [{"key": []}]
        assert {"401", "421", "429", "503"} <= set(document["paths"][path][method]["responses"])


@pytest.mark.parametrize("host", ["notes.example", "NOTES.example:8000", "www.clinic.example"])
def test_it_answers_to_its_names(host: str, guarded: Serving) -> None:
    assert get(guarded, Host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "clinic.example", "notes.example.evil.example", "127.0.0.1", "[::1]:80"]
)
def test_it_answers_to_no_other_name(host: str, guarded: Serving) -> None:
    for path in ("/api/documents", "/", "/openapi.json"):
        reply = get(guarded, path, Host=host)
        assert (reply.status, reply.json()["error"]["code"]) == (421, "unknown_host")
        assert "evil" not in reply.body.decode()
    assert get(guarded, "/health/live", Host=host).status == 200


@pytest.mark.parametrize("host", ["x/admin?", "a b", "user@notes.example", "notes.example:http", "", "notes.example#"])
def test_a_host_that_is_none(host: str, guarded: Serving) -> None:
    reply = get(guarded, Host=host)
    assert (reply.status, reply.json()["error"]["code"]) == (400, "bad_host")


def test_a_monitor_that_speaks_the_old_http_need_name_no_host(guarded: Serving) -> None:
    """HTTP/1.0 has no such header, and load balancers still ask with it whether a server is well."""
    assert exchange(guarded.address, b"GET /health/live HTTP/1.0\r\n\r\n").status == 200
    assert exchange(guarded.address, b"GET /health/live HTTP/1.1\r\n\r\n").status == 400


def test_two_hosts_are_none(guarded: Serving) -> None:
    sent = request("GET", "/", {"Host": "notes.example", "host": "notes.example"})
    assert exchange(guarded.address, sent).status == 400


def test_only_the_pages_that_are_named_may_read_what_comes_back(guarded: Serving) -> None:
    own = get(guarded, Origin="https://clinic.example")
    assert own.headers["access-control-allow-origin"] == "https://clinic.example"
    assert "access-control-allow-origin" not in get(guarded, Origin="https://evil.example").headers
    asked = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "authorization"}
    assert get(guarded, method="OPTIONS", Origin="https://clinic.example", **asked).status == 200
    assert get(guarded, method="OPTIONS", Origin="https://evil.example", **asked).status == 400


def test_no_other_page_may_read_what_comes_back_where_none_is_named(server: Serving) -> None:
    reply = exchange(server.address, request("GET", "/api/documents", {"Origin": "https://clinic.example"}))
    assert reply.status == 200
    assert not [name for name in reply.headers if name.startswith("access-control")]


def test_where_only_this_machine_can_connect_other_names_are_refused(server: Serving) -> None:
    for host, status in (("localhost", 200), ("127.0.0.1:8000", 200), ("[::1]", 200), ("evil.example", 421)):
        assert exchange(server.address, request("GET", "/api/documents", {"Host": host})).status == status


def test_a_client_that_asks_too_often_is_told_when_it_may_again(guarded: Serving) -> None:
    for address in ("203.0.113.1", "203.0.113.2"):
        replies = [get(guarded, X_Forwarded_For=address) for _ in range(RATE + 1)]
        assert [reply.status for reply in replies] == [200] * RATE + [429]
        assert 0 < int(replies[-1].headers["retry-after"]) <= 120
        assert replies[-1].json()["error"]["code"] == "too_many_requests"
    assert get(guarded, "/health/live", X_Forwarded_For="203.0.113.1").status == 200


def test_the_addresses_of_one_household_count_as_one(guarded: Serving) -> None:
    replies = [get(guarded, X_Forwarded_For=f"2001:db8::{number:x}") for number in range(RATE + 1)]
    assert [reply.status for reply in replies] == [200] * RATE + [429]


def test_a_multitude_of_addresses_takes_no_more_memory_and_at_worst_begins_anew() -> None:
    rates = Rates(1)
    addresses = [f"203.{number >> 8}.{number & 255}.1" for number in range(2 * CLIENTS + 1)]
    assert not any(map(rates.seconds_to_wait, addresses))
    assert rates.seconds_to_wait(addresses[-1]) > 0
    assert rates.seconds_to_wait(addresses[0]) == 0


def test_an_emergency_is_recognised_though_its_client_asks_too_often(guarded: Serving) -> None:
    sent = question(EMERGENCY).replace(b"127.0.0.1", b"notes.example\r\nX-Forwarded-For: 203.0.113.3")
    replies = [exchange(guarded.address, sent) for _ in range(RATE + 1)]
    assert (replies[-1].status, replies[-1].json()["urgent"]["level"]) == (429, "emergency")


def test_who_is_no_proxy_cannot_say_who_asks(server: Serving) -> None:
    """Requests from this machine itself are not counted, so were the header believed, these would be."""
    headers = {"X-Forwarded-For": "203.0.113.1"}
    replies = [exchange(server.address, request("GET", "/api/nothing", headers)) for _ in range(130)]
    assert {reply.status for reply in replies} == {404}


def test_no_key_and_no_address_is_logged(guarded: Serving) -> None:
    get(guarded, Authorization="Bearer qzxkey-of-nobody", X_Forwarded_For="203.0.113.77")
    text = guarded.log.read_text(encoding="utf-8")
    assert "GET /api/documents 401" in text
    assert "qzxkey" not in text
    assert "203.0.113" not in text
