"""Asking: the questions of a suite through the same door as those of users, with the time that each takes.

`eval.answers` and `eval.safety` score what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from answer.answerer import Answerer
from answer.respond import Inquiry, respond
from answer.safety import Gate
from answer.scope import load_scope
from answer.stopwatch import Stopwatch
from answer.types import Answer, Status
from corpus.settings import AnswerSettings
from eval.suites import Asked
from index.search import Searcher

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and the milliseconds that it took in all and by stage.

    `unabashed` is what would have come back with a threshold of 0.
    """

    answer: Answer
    unabashed: Answer
    ms: float
    stages: Mapping[str, float]


def silent(stage: str, done: int, total: int) -> None:
    """The progress of a caller that does not look."""


def ask_all(
    questions: Sequence[Asked],
    searcher: Searcher,
    gate: Gate,
    settings: AnswerSettings,
    progress: Progress,
    *,
    scope_rules: str = "",
) -> list[Reply]:
    """Ask every question, in order, one at a time. `scope_rules` "" are those that come with Palpate."""
    scope = load_scope(Path(scope_rules) if scope_rules else None)
    usual = Answerer(searcher, settings, scope)
    unsure = Answerer(searcher, replace(settings, confidence=0.0), scope)
    replies = []
    for number, asked in enumerate(questions):
        progress("asking", number, len(questions))
        watch = Stopwatch()
        started = perf_counter()
        answer = ask(asked, gate, usual, watch)
        ms = 1000 * (perf_counter() - started)
        # Above the threshold both say the same, and what the gate stops is stopped for both.
        unabashed = ask(asked, gate, unsure) if answer.status is Status.NOT_COVERED else answer
        replies.append(Reply(answer, unabashed, ms, watch.stages))
    progress("asking", len(questions), len(questions))
    return replies


def ask(asked: Asked, gate: Gate, answerer: Answerer, watch: Stopwatch | None = None) -> Answer:
    """The whole answer to one question, through the gate."""
    inquiry = Inquiry(asked.question, audience=asked.audience, locale=asked.locale, history=asked.history)
    events = respond(inquiry, gate, lambda: nullcontext(answerer), watch)
    return [event for event in events if isinstance(event, Answer)][-1]
