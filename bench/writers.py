"""Ask as users do with a language model that writes, and keep what it was sent and what it wrote before the checks.

`bench/written.py` and `bench/steering.py` share it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answer.answerer import Answerer
from answer.language_model import LanguageModel, Message
from answer.nearness import Reader
from answer.respond import Inquiry, respond
from answer.safety import Gate, load_gate
from answer.scope import load_scope
from answer.types import Answer, AnswerSentence, Citation, Said
from answer.writing import Writer
from corpus.settings import LanguageModelSettings, SearchSettings
from corpus.store import Store
from index.embedder import Embedder, ReadsWords, load_embedder
from index.extras import load_extras
from index.generation import open_current
from index.search import Searcher


class Overheard(LanguageModel):
    """A language model of which one can read afterwards what it was last sent and what it wrote."""

    messages: Sequence[Message] = ()
    said = ""

    def forget(self) -> None:
        """As if it had never been asked."""
        self.messages, self.said = (), ""

    def write(
        self,
        messages: Sequence[Message],
        *,
        deadline: float,
        most: int = 0,
        is_gone: Callable[[], bool] = lambda: False,
    ) -> Generator[str, None, None]:
        """As the model does, and keep it."""
        self.messages, self.said = messages, ""
        for piece in super().write(messages, deadline=deadline, most=most, is_gone=is_gone):
            self.said += piece
            yield piece


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer before a model wrote and after, and what it was sent and wrote.

    In seconds: until the first sentence was shown, until all were, and how long the answer without a model took.
    """

    extractive: Answer
    written: Answer
    sent: str
    said: str
    first: float
    whole: float
    without: float

    @property
    def own_sentences(self) -> list[AnswerSentence]:
        """The sentences that are shown and stand in no note as they are."""
        return [one for one in self.written.sentences if one.text not in [each.quote for each in self.cited(one)]]

    def cited(self, sentence: AnswerSentence) -> list[Citation]:
        """What a sentence of the written answer cites."""
        return [one for one in self.written.citations if one.number in sentence.citations]


class Bench:
    """One library with one model."""

    def __init__(self, searcher: Searcher, embedder: Embedder, settings: LanguageModelSettings) -> None:
        self.model = Overheard(settings)
        self.gate: Gate = load_gate()
        self._searcher = searcher
        self._answerer = Answerer(searcher, scope=load_scope())
        self._writer = Writer(self.model, settings, embedder)
        self.read: Reader | None = embedder.embed_words if isinstance(embedder, ReadsWords) else None

    def without(self, inquiry: Inquiry) -> tuple[Answer, float]:
        """The answer that no model touched, and the seconds it took."""
        started = time.perf_counter()
        *_, answer = respond(inquiry, self.gate, lambda: nullcontext(self._answerer))
        assert isinstance(answer, Answer)  # noqa: S101 - what `respond` ends with
        return answer, time.perf_counter() - started

    def ask(self, inquiry: Inquiry) -> Reply:
        """The answer without a model and the one with it."""
        extractive, without = self.without(inquiry)
        self.model.forget()
        started, first, written = time.perf_counter(), 0.0, extractive
        for event in respond(inquiry, self.gate, lambda: nullcontext(self._answerer), writer=self._writer):
            if isinstance(event, Said) and not first:
                first = time.perf_counter() - started
            if isinstance(event, Answer):
                written = event
        whole = time.perf_counter() - started
        sent = self.model.messages[-1]["content"] if self.model.messages else ""
        return Reply(extractive, written, sent, self.model.said, first, whole, without)

    @property
    def store(self) -> Store:
        """The documents of the library."""
        return self._searcher.generation.store

    @property
    def instructions(self) -> str:
        """What the model is told before it is asked, once it was asked."""
        return str(self.model.messages[0]["content"]) if self.model.messages else ""


@contextmanager
def open_bench(data: Path, options: argparse.Namespace) -> Iterator[Bench]:
    """What asks over a library in a data folder."""
    if not options.address:
        sys.exit("no language model: name its endpoint with --address")
    generation = open_current(data)
    if generation is None:
        sys.exit(f"{data} holds nothing: run `palpate ingest FOLDER --data {data}` first")
    embedder = load_embedder("", data / "models")
    searcher = Searcher(generation, embedder, extras=load_extras(SearchSettings()))
    settings = LanguageModelSettings(
        address=options.address,
        model=options.model,
        seconds=options.seconds,
        entailment_model=options.entailment_model,
    )
    yield Bench(searcher, embedder, settings)
    generation.close()


def add_arguments(parser: argparse.ArgumentParser, out: str) -> None:
    """The flags that say which model writes, how many questions it gets, and where the results go."""
    parser.add_argument("--address", default="", help="an OpenAI-compatible endpoint, as http://127.0.0.1:8080/v1")
    parser.add_argument("--model", default="", help="what the model is called there")
    parser.add_argument(
        "--entailment-model", default="", metavar="NAME", help="what judges there at last (default: none)"
    )
    parser.add_argument("--seconds", type=float, default=120.0, help="the most that one answer may take (default: 120)")
    parser.add_argument("--limit", type=int, default=0, help="so many questions, spread over the kinds (default: all)")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    parser.add_argument("--out", type=Path, default=Path(out), help=f"a line for each question (default: {out})")


class Results:
    """A file of one JSON object a line: what stands there need not be asked again, so a run can be taken up."""

    def __init__(self, path: Path, model: str) -> None:
        self._path, self._model = path, model
        self.rows: dict[str, dict[str, Any]] = {row["id"]: row for row in _whole_lines(path)}
        if others := {row["model"] for row in self.rows.values()} - {model}:
            sys.exit(f"{path} holds the results of {', '.join(others)}: name another file with --out")

    def add(self, row: Mapping[str, Any]) -> None:
        """Keep one row, at once."""
        kept = {"id": row["id"], "model": self._model, **row}
        self.rows[kept["id"]] = kept
        append(self._path, kept)


def _whole_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file; a last line that was cut off is taken away."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        path.write_text(whole, encoding="utf-8")
    return [json.loads(line) for line in whole.splitlines()]


def append(path: Path, row: Mapping[str, Any]) -> None:
    """One more line at the end of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
