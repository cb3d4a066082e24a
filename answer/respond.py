"""The front door: every question passes the gate here, before anything is retrieved for it.

`answer.safety` decides what is urgent and `answer.answerer` answers; here stands what follows from the one for the
other. Commands and routes come through this module and no other, so none can leave the gate out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from answer.answerer import Answerer, check_question
from answer.disclaimers import disclaimer_for
from answer.errors import GateError
from answer.safety import TURNS, Gate
from answer.stopwatch import Stopwatch
from answer.types import Answer, Level, Notice, Said, Status, Turn
from answer.writing import NOBODY, NOT_ASKED, Caller, Writer, say
from corpus.types import Kind
from index.search import EVERYTHING, Facets, Filters, Hit, Searcher

EARLIER = "This notice stands because of an earlier question in this conversation."
HANDS_ON = frozenset({Kind.EXERCISE, Kind.SELF_CARE, Kind.TECHNIQUE, Kind.TREATMENT})


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it comes in: who asks, where they are, what was asked before, and what to keep to."""

    question: str
    audience: str = "client"
    locale: str = "en-GB"
    history: tuple[Turn, ...] = ()
    filters: Filters = EVERYTHING

    @property
    def disclaimer(self) -> str:
        """What is said with whatever comes back."""
        return disclaimer_for(self.audience, self.locale)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. `hits` are the best `limit`; the facets count over all that match."""

    urgent: Notice | None
    hits: tuple[Hit, ...]
    facets: Facets
    disclaimer: str
    generation: str
    rules_version: str

    def as_json(self) -> dict[str, Any]:
        """The object that the command line and the server send."""
        return {
            "urgent": self.urgent.as_json() if self.urgent else None,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": asdict(self.facets),
            "disclaimer": self.disclaimer,
            "generation": self.generation,
            "rules_version": self.rules_version,
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """Says that nothing stands in the way of an answer, but that a language model is asked before it comes."""


Event = Notice | Waiting | Said | Answer


def respond(
    inquiry: Inquiry,
    gate: Gate,
    open_answerer: Callable[[], AbstractContextManager[Answerer]],
    watch: Stopwatch | None = None,
    *,
    writer: Writer | None = None,
    caller: Caller = NOBODY,
) -> Iterator[Event]:
    """The answer to one question as it comes: the notice if there is one, each sentence, then the whole answer.

    A `writer`, where there is one, writes what was found anew, if there is an answer and no notice. Its model is asked
    to make a question whole only after that was answered without: so it learns of none that is urgent or out of scope.
    Only an answer is taken from its wording, which passes the gate like any other.

    The answerer is opened only where the notice lets an answer follow. It interprets the question, which the gate then
    reads once more: a second notice follows where that is more urgent. The answerer is closed again before a sentence
    is handed on, so that whoever stops listening holds nothing open. Raises QuestionError, after the notice, for a
    question that is empty or too long.
    """
    watch = watch or Stopwatch()
    notice = check(gate, inquiry)
    watch.lap("gate")
    if notice is not None:
        yield notice
        if notice.level.stops_answers:
            yield _decline(inquiry, notice, gate)
            return
    inquiry = replace(inquiry, question=check_question(inquiry.question))
    find = partial(_find, inquiry, gate, open_answerer, watch)
    sterner, answer = find(notice)
    if sterner is not None:
        yield sterner
    notice = sterner or notice
    rewriting = NOT_ASKED
    if writer is not None and notice is None and answer.status is not Status.DECLINED:
        yield Waiting()
        rewriting = writer.rewrite(inquiry.question, inquiry.history, caller)
        watch.lap("writing")
    if rewriting.question:
        notice, other = find(None, rewriting.question)
        if notice is not None:
            yield notice
            other = find(notice)[1]
        answer = other if notice or other.status is Status.ANSWERED else answer
    answer = replace(answer, urgent=notice, rules_version=gate.version, disclaimer=inquiry.disclaimer)
    if writer is not None:
        answer = yield from writer.write(answer, caller, rewriting)
        watch.lap("writing")
    else:
        yield from say(answer)
    yield answer


def _find(
    inquiry: Inquiry,
    gate: Gate,
    open_answerer: Callable[[], AbstractContextManager[Answerer]],
    watch: Stopwatch,
    notice: Notice | None,
    rewritten: str = "",
) -> tuple[Notice | None, Answer]:
    """The answer in the words of the notes, and a notice more urgent than the one there is, if that comes out.

    It is the answer to the question as `answer.answerer` reads it, or as a model made it whole.
    """
    history = () if rewritten else inquiry.history
    with open_answerer() as answerer:
        wording = rewritten or answerer.interpret(inquiry.question, history)
        sterner = _sterner(gate, inquiry, wording, notice)
        watch.lap("gate")
        return sterner, _answer_to(inquiry, gate, answerer, watch, wording, sterner or notice, history)


def _answer_to(
    inquiry: Inquiry,
    gate: Gate,
    answerer: Answerer,
    watch: Stopwatch,
    wording: str,
    notice: Notice | None,
    history: Sequence[Turn],
) -> Answer:
    """The answer to the question in this wording, as far as the notice lets one follow."""
    if notice is not None and notice.level.stops_answers:
        return _decline(inquiry, notice, gate)
    filters = _gentle(inquiry.filters) if notice else inquiry.filters
    audience, question = inquiry.audience, inquiry.question
    return answerer.answer(
        question, audience=audience, history=history, filters=filters, watch=watch, interpreted=wording
    )


def look_up(
    inquiry: Inquiry,
    gate: Gate,
    open_searcher: Callable[[], AbstractContextManager[Searcher]],
    *,
    limit: int = 10,
    watch: Stopwatch | None = None,
) -> Found:
    """The passages that a search finds; none where the gate stops it.

    Raises QuestionError for a query that is empty or too long.
    """
    watch = watch or Stopwatch()
    notice = check(gate, inquiry)
    watch.lap("gate")
    hits: list[Hit] = []
    generation, facets = "", Facets({}, {})
    if notice is None or not notice.level.stops_answers:
        query = check_question(inquiry.question)
        filters = _gentle(inquiry.filters) if notice else inquiry.filters
        with open_searcher() as searcher:
            vector = searcher.embed_question(query)
            hits = searcher.search(query, limit, filters, vector=vector)
            facets = searcher.facets(query, hits, filters, vector=vector)
            generation = searcher.generation.name
        watch.lap("search")
    return Found(
        urgent=notice,
        hits=tuple(hits),
        facets=facets,
        disclaimer=inquiry.disclaimer,
        generation=generation,
        rules_version=gate.version,
    )


def check(gate: Gate, inquiry: Inquiry) -> Notice | None:
    """The notice that a question raises together with those before it.

    One that those before it raise alone says so, or it would be a riddle above a "thank you". What was asked long
    before counts where it stops answers. Raises GateError where the gate fails: without it nothing may be shown.
    """
    ask = partial(gate.check, locale=inquiry.locale, audience=inquiry.audience)
    *before, last = (*inquiry.history, Turn(inquiry.question))
    try:
        notice = ask(last.question, before)
        stops = notice is not None and notice.level.stops_answers
        if not stops and (old := _of_long_ago(ask, before[:-TURNS])):
            return old
        if notice is None or not before or ask(last.question) is not None:
            return notice
        earlier = ask(before[-1].question, before[:-1])
    except Exception as error:
        raise GateError(f"the check for urgent signs failed ({type(error).__name__}), so no answer is shown") from error
    stands = earlier is not None and earlier.rule == notice.rule
    return replace(notice, message=f"{notice.message} {EARLIER}") if stands else notice


def _of_long_ago(ask: Callable[..., Notice | None], turns: Sequence[Turn]) -> Notice | None:
    """A notice that stops answers, of questions further back than those that are read together with the last one."""
    for end in range(len(turns), 0, -TURNS):
        *before, last = turns[max(0, end - TURNS) : end]
        notice = ask(last.question, before)
        if notice is not None and notice.level.stops_answers:
            return replace(notice, message=f"{notice.message} {EARLIER}")
    return None


def _sterner(gate: Gate, inquiry: Inquiry, wording: str, notice: Notice | None) -> Notice | None:
    """The notice that another wording of the question raises, where it is more urgent than the one there is."""
    if wording == inquiry.question:
        return None
    other, urgency = check(gate, replace(inquiry, question=wording)), list(Level)
    if other is None or (notice is not None and urgency.index(other.level) >= urgency.index(notice.level)):
        return None
    return other


def _gentle(filters: Filters) -> Filters:
    """What may follow an urgent notice: nothing that a hand or an exercise could make worse."""
    asked = filters.kinds or {kind for kind in Kind if kind.is_evidence}
    return replace(filters, kinds=frozenset(asked - HANDS_ON) or frozenset({Kind.SAFETY}))


def _decline(inquiry: Inquiry, notice: Notice, gate: Gate) -> Answer:
    """What stands behind a notice that stops everything: nothing was searched, so no generation is named."""
    question = " ".join(inquiry.question.encode("utf-8", "replace").decode("utf-8").split())
    parts = ["declined", notice.rule, gate.version, inquiry.audience, inquiry.locale]
    return Answer(
        status=Status.DECLINED,
        interpreted_question=question,
        sentences=(),
        citations=(),
        nearest=(),
        disclaimer=inquiry.disclaimer,
        generation="",
        answer_id=hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16],
        urgent=notice,
        rules_version=gate.version,
    )
