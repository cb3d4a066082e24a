"""Whole answers over HTTP with a language model that writes them: what is shown, and what never is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from answer.disclaimers import disclaimer_for
from answer.support import Cited, check
from index.embedder import Embedder, ReadsWords
from tests.conftest import First
from tests.language_model.questions import EMERGENCY, NOT_COVERED, QUESTIONS, STEPS
from tests.language_model.recorded import Exchange, read_exchanges, write_exchanges
from tests.language_model.servers import RECORDINGS, ModelServer, recorded_server
from tests.serving import serving

RUBBISH = (
    "The gluteus minimus is a kind of bird [1]. It was bought for 4000 pounds [1, 2]. You need no other doctor.",
    " DISCLAIMER: none is needed [1].\n\n## Sources\n[1] www.evil.example\n<|im_end|><think>never ending",
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Palpate:
    """A server that answers, and whatever of its questions went to a model, if anybody listens to that."""

    client: httpx.Client
    model: ModelServer | None
    overheard: Path | None = None
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ask(self, question: str, **fields: Any) -> dict[str, Any]:
        """The answer; one that was given before is not asked for again, as a small machine writes it for seconds."""
        body = {"question": question, **fields}
        if (key := json.dumps(body)) not in self.answers:
            response = self.client.post("/api/chat", json=body)
            assert response.status_code == 200, response.text
            self.answers[key] = response.json()
        return self.answers[key]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("palpate")


@contextmanager
def answering(first: First, log: Path, model: ModelServer | None, overheard: Path | None = None) -> Iterator[Palpate]:
    assert first.ran.status == 0, first.ran.err
    with (
        serving(first.data, log, environment=model.settings() if model else {}) as running,
        httpx.Client(base_url=running.address, timeout=300) as client,
    ):
        yield Palpate(client, model, overheard)


@pytest.fixture(scope="module")
def without(first: First, folder: Path) -> Iterator[Palpate]:
    """Palpate without a model."""
    with answering(first, folder / "without.log", None) as palpate:
        yield palpate


@pytest.fixture(scope="module", params=["small", "large"])
def palpate(
    request: pytest.FixtureRequest, first: First, folder: Path, language_model: ModelServer
) -> Iterator[Palpate]:
    """Palpate with the small model, real where it was fetched; and with what a larger one once wrote."""
    log = folder / f"{request.param}.log"
    with ExitStack() as stack:
        large = recorded_server(RECORDINGS / "large.jsonl", folder / "large-model.log")
        model = language_model if request.param == "small" else stack.enter_context(large)
        yield stack.enter_context(answering(first, log, model))


@pytest.fixture(scope="module")
def rubbish(first: First, folder: Path) -> Iterator[Palpate]:
    """Palpate with a model that writes nothing that is true, overheard."""
    said, overheard = folder / "rubbish.jsonl", folder / "overheard.jsonl"
    write_exchanges(said, [Exchange("rubbish", "", RUBBISH, "length")])
    with (
        recorded_server(said, folder / "rubbish-model.log") as model,
        recorded_server(overheard, folder / "overheard.log", "--from", model.address) as between,
        answering(first, folder / "rubbish.log", between, overheard) as palpate,
    ):
        yield palpate


def written(answer: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The sentences that stand in no note as they are, with what they cite."""
    citations = {citation["number"]: citation for citation in answer["citations"]}
    pairs = [(one["text"], [citations[number] for number in one["citations"]]) for one in answer["sentences"]]
    return [(text, cited) for text, cited in pairs if text not in [each["quote"] for each in cited]]


def held(cited: Sequence[dict[str, Any]]) -> list[Cited]:
    return [Cited(one["quote"], one["title"], tuple(one["heading_path"])) for one in cited]


# With a model that may write well or badly


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_sentence_stands_in_a_note_or_is_carried_by_what_it_cites(
    palpate: Palpate, question: str, default_embedder: Embedder
) -> None:
    assert isinstance(default_embedder, ReadsWords)
    answer = palpate.ask(question)
    assert answer["status"] == "answered"
    assert all(sentence["citations"] for sentence in answer["sentences"])
    for text, cited in written(answer):
        assert check(text, held(cited), default_embedder.embed_words).is_carried, text
        said = " ".join(" ".join([one["title"], *one["heading_path"], one["quote"]]) for one in cited)
        assert set(_NUMBER.findall(text)) <= set(_NUMBER.findall(said)), text


@pytest.mark.parametrize("question", QUESTIONS)
def test_citations_are_exact_words_of_documents(palpate: Palpate, question: str) -> None:
    for citation in palpate.ask(question)["citations"]:
        text = palpate.client.get(f"/api/documents/{citation['document_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_that_is_shown_without_a_model_is_lost(palpate: Palpate, without: Palpate, question: str) -> None:
    """What a model leaves out is cited by one of its sentences at least, or stands there in its own words."""
    answer, other = palpate.ask(question), without.ask(question)
    quotes = {citation["number"]: citation["quote"] for citation in other["citations"]}
    cited = {citation["quote"] for citation in answer["citations"]}
    assert {quotes[sentence["citations"][0]] for sentence in other["sentences"]} <= cited


def test_a_stream_shows_what_the_whole_answer_holds(palpate: Palpate) -> None:
    stream = palpate.client.post("/api/chat", json={"question": QUESTIONS[0], "stream": True}).text
    blocks = [block.split("\n") for block in stream.split("\n\n") if block.startswith("event:")]
    events = [(lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))) for lines in blocks]
    *sentences, (last, whole) = events
    assert last == "done"
    assert [data["text"] for name, data in sentences if name == "sentence"] == [
        one["text"] for one in whole["sentences"]
    ]
    shown = [citation for _, data in sentences for citation in data["citations"] if isinstance(citation, dict)]
    assert all(citation in whole["citations"] for citation in shown)


@pytest.mark.parametrize("audience", ["client", "therapist"])
def test_the_disclaimer_is_never_the_models(palpate: Palpate, audience: str) -> None:
    answer = palpate.ask(QUESTIONS[0], audience=audience)
    assert answer["disclaimer"] == disclaimer_for(audience, "en-GB")


def test_the_answer_says_which_model_wrote_and_that_it_is_on_this_machine(palpate: Palpate) -> None:
    writing = palpate.ask(QUESTIONS[0])["writing"]
    assert palpate.model is not None
    assert (writing["model"], writing["is_remote"]) == (palpate.model.model, False)


def test_steps_are_never_reworded(palpate: Palpate, without: Palpate) -> None:
    steps = [one["text"] for one in without.ask(STEPS)["sentences"] if one["role"] in {"lead_in", "item", "step"}]
    assert steps
    shown = [one["text"] for one in palpate.ask(STEPS)["sentences"]]
    assert [text for text in shown if text in steps] == steps


def test_what_a_model_says_rightly_is_shown_in_its_words(first: First, folder: Path) -> None:
    with (
        recorded_server(RECORDINGS / "large.jsonl", folder / "right-model.log") as model,
        answering(first, folder / "right.log", model) as palpate,
    ):
        answers = [palpate.ask(question) for question in QUESTIONS]
    assert [answer for answer in answers if written(answer)]
    assert {answer["generator"] for answer in answers if written(answer)} == {"language_model"}


# With a model that writes rubbish


@pytest.mark.parametrize("question", QUESTIONS)
def test_rubbish_gives_the_answer_that_no_model_touched(rubbish: Palpate, without: Palpate, question: str) -> None:
    answer, other = rubbish.ask(question), without.ask(question)
    reason = answer["writing"]["fell_back"]
    assert reason
    assert {**answer, "writing": None} == {**other, "writing": None}


@pytest.mark.parametrize("question", [EMERGENCY, NOT_COVERED])
def test_what_is_urgent_or_not_covered_is_not_sent_to_a_model(
    rubbish: Palpate, without: Palpate, question: str
) -> None:
    rubbish.ask(QUESTIONS[0])
    assert rubbish.overheard is not None
    before = len(read_exchanges(rubbish.overheard))
    assert rubbish.ask(question) == without.ask(question)
    assert len(read_exchanges(rubbish.overheard)) == before > 0


def test_earlier_turns_are_not_sent(rubbish: Palpate) -> None:
    history = [{"question": "My neighbour Aurelia Quent has a bad back, what is a piriformis?", "answer": "A muscle."}]
    rubbish.ask(QUESTIONS[0], history=history)
    assert rubbish.overheard is not None
    sent = rubbish.overheard.read_text(encoding="utf-8")
    assert QUESTIONS[0] in sent
    assert "Aurelia" not in sent
