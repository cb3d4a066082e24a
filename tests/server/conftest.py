"""For all tests of this room: one server process over the starter library, what it publishes, a library of one note."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from pipeline import update
from tests.conftest import First
from tests.demo_embedder import DemoEmbedder
from tests.serving import Serving, serving

Valid = Callable[[httpx.Response], Any]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A library of one note."""
    note = tmp_path / "soleus.md"
    note.write_text("# Soleus\n\nThe soleus flexes the ankle.\n", encoding="utf-8")
    update(tmp_path / "data", add=[str(note)], embedder=DemoEmbedder())
    return tmp_path / "data"


@pytest.fixture(scope="session")
def server(first: First, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    assert first.ran.status == 0, first.ran.err
    with serving(first.data, tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running


@pytest.fixture(scope="session")
def client(server: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=30) as opened:
        yield opened


@pytest.fixture(scope="session")
def valid(client: httpx.Client) -> Valid:
    """Checks a response against the published schema of its route and status, and gives its body."""
    document = client.get("/openapi.json").json()

    def check(response: httpx.Response) -> Any:
        operation = _operation(document["paths"], response.request)
        schema = operation["responses"][str(response.status_code)]["content"]["application/json"]["schema"]
        body = json.loads(response.content)
        jsonschema.Draft202012Validator(schema | {"components": document["components"]}).validate(body)
        return body

    return check


def _operation(paths: dict[str, Any], request: httpx.Request) -> Any:
    path = request.url.path
    template = path if path in paths else path.rsplit("/", 1)[0] + "/{id}"
    return paths[template][request.method.lower()]
