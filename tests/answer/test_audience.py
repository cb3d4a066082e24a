"""One note, two audiences: what a client is shown of it, what a therapist is, and that both are told the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from answer.answerer import Answerer
from answer.audience import View, load_policy
from answer.evidence import Part, Unit
from answer.types import Answer, Status
from corpus.settings import AUDIENCES
from corpus.store import Store
from corpus.types import Kind, Passage, Source
from index.analysis import stems
from index.embedder import Embedder
from index.extras import Extras
from index.glossary import Entry, Glossary
from index.search import Searcher
from tests.answer.hits import make_hit
from tests.answer.test_cautions import ask_note

NOTE = """
# Soleus

The soleus lies deep in the calf.

## Techniques for therapists

Pincer release of the soleus is a method in which a therapist holds the muscle between thumb and fingers.

Pincer release of the soleus follows these steps:

1. Place the client prone with the ankle on a roll.
2. Grasp the soleus between thumb and fingers and hold it for 40 seconds.

## Needling

Insert the needle into the soleus two fingers below the calf muscle and turn it.

## Self-care

To loosen your soleus, sit on a chair and press a ball into the calf for 20 seconds.
"""
STEPS = ("Place the client prone", "Grasp the soleus", "Insert the needle")


@pytest.fixture
def answerer(tmp_path: Path, default_embedder: Embedder) -> Answerer:
    return ask_note(tmp_path, default_embedder, NOTE)[0]


def said(answer: Answer) -> str:
    return " ".join([*(one.text for one in answer.sentences), *(one.quote for one in answer.nearest)])


@pytest.mark.parametrize(
    "question",
    [
        "How is pincer release of the soleus done?",
        "What are the steps of pincer release of the soleus?",
        "How do I needle my soleus?",
        "Where do I insert the needle into the soleus?",
        "Where do I hold the soleus between thumb and fingers?",
        "How long is the soleus held?",
        "soleus",
        "What is the capital of France?",
    ],
)
def test_no_step_of_a_professional_technique_is_shown_to_a_client(answerer: Answerer, question: str) -> None:
    shown = said(answerer.answer(question))
    assert not [step for step in STEPS if step in shown]


def test_what_is_withheld_is_named_and_what_the_technique_is_stays(answerer: Answerer) -> None:
    answer = answerer.answer("What are the steps of pincer release of the soleus?")
    assert [one.topic for one in answer.withheld] == ["pincer release (Soleus): the steps"]
    assert "trained professional" in answer.withheld[0].reason
    assert answer.status is Status.ANSWERED
    assert "is a method in which a therapist" in said(answer)


def test_where_nothing_else_is_left_the_question_is_declined(answerer: Answerer) -> None:
    answer = answerer.answer("Where do I insert the needle into the soleus?")
    assert (answer.status, answer.sentences, answer.nearest) == (Status.DECLINED, (), ())
    assert answer.refusal is not None
    assert answer.refusal.rule == "professional-technique"
    assert [one.topic for one in answer.withheld] == ["dry needling (Soleus): the steps"]


def test_a_therapist_is_shown_the_steps(answerer: Answerer) -> None:
    answer = answerer.answer("What are the steps of pincer release of the soleus?", audience="therapist")
    assert "Grasp the soleus between thumb and fingers" in said(answer)
    assert answer.withheld == ()


def test_self_care_is_shown_to_both(answerer: Answerer) -> None:
    for audience in AUDIENCES:
        answer = answerer.answer("How can I loosen my soleus with a ball?", audience=audience)
        assert "press a ball into the calf for 20 seconds" in said(answer)


def test_terms_are_explained_to_clients_alone(answerer: Answerer) -> None:
    plain = "The soleus is a muscle of the calf."
    searcher = answerer._searcher
    glossary = Glossary.of([Entry("soleus", plain)])
    telling = Answerer(Searcher(searcher.generation, searcher._embedder, extras=Extras(glossary=glossary)))
    question = "Where does the soleus lie?"
    assert telling.answer(question).glossary == ({"term": "soleus", "plain": plain},)
    assert telling.answer(question, audience="therapist").glossary == ()
    assert answerer.answer(question).glossary == ()


class Shelf:
    """A store that knows for whom its one document was written."""

    def __init__(self, audience: str = "", passages: Sequence[Passage] = ()) -> None:
        self._audience, self._passages = audience, list(passages)

    def source(self, document_id: str) -> Source:
        return Source(document_id, document_id, audience=self._audience)

    def document_passages(self, document_id: str) -> list[Passage]:
        assert self._passages, f"an order needs no passages of {document_id}"
        return self._passages


def view(audience: str, passages: Sequence[Passage] = ()) -> View:
    return View(audience, cast(Store, Shelf(passages=passages)), load_policy())


def unit(kind: Kind, score: float, text: str = "The calf is here.") -> Unit:
    hit = make_hit([text], kind=kind)
    parts = (Part(hit, hit.passage.sentences[0]),)
    return Unit(hit, parts, score, (), 0.5, named=True, stems=frozenset(stems(text)))


@pytest.mark.parametrize(("audience", "first"), [("client", Kind.SELF_CARE), ("therapist", Kind.TECHNIQUE)])
def test_of_units_nearly_as_good_each_audience_gets_its_own_kind_first(audience: str, first: Kind) -> None:
    for other in ((Kind.SELF_CARE, Kind.TECHNIQUE), (Kind.TECHNIQUE, Kind.SELF_CARE)):
        units = [unit(other[0], 3.0, "Press the calf."), unit(other[1], 2.9, "Lean on a wall.")]
        assert view(audience).order(units)[0].hit.passage.kind is first


def test_a_clearly_better_unit_stays_first_whatever_its_kind() -> None:
    units = [unit(Kind.TECHNIQUE, 3.0, "Press the calf."), unit(Kind.SELF_CARE, 2.4, "Lean on a wall.")]
    assert view("client").order(units) == units


def test_of_two_that_say_the_same_a_client_gets_the_plainer_one() -> None:
    hard = unit(Kind.OTHER, 3.0, "Immobility perpetuates pain of the calf muscle considerably.")
    plain = unit(Kind.OTHER, 2.9, "Immobility perpetuates pain of the calf muscle.")
    assert view("client").order([hard, plain]) == [plain, hard]
    assert view("therapist").order([hard, plain]) == [hard, plain]


def test_a_plainer_one_that_says_something_else_stays_behind() -> None:
    hard = unit(Kind.OTHER, 3.0, "Immobility perpetuates pain of the calf muscle considerably.")
    assert view("client").order([hard, unit(Kind.OTHER, 2.9, "Rest the leg.")])[0] is hard


SAID_TO_OTHERS = (
    "Refer a runner to a physiotherapist when the calf still hurts.",
    "Screen the ankle before loading the calf.",
    "Ask the client how the calf feels on stairs.",
    "Do not treat the calf by hand when the client has a fever.",
)


@pytest.mark.parametrize("text", SAID_TO_OTHERS)
def test_a_client_reads_what_is_said_plainly_before_what_is_said_to_professionals(text: str) -> None:
    others, plain = unit(Kind.OTHER, 3.0, text), unit(Kind.OTHER, 2.2, "A sore calf needs rest.")
    assert view("client").order([others, plain])[0] is plain
    assert view("therapist").order([others, plain]) == [others, plain]


@pytest.mark.parametrize(
    "text", ["Screens tire the neck.", "Refer pain: the calf.", "Send an ambulance.", "See a doctor."]
)
def test_what_is_said_to_everybody_keeps_its_place(text: str) -> None:
    first, second = unit(Kind.OTHER, 3.0, text), unit(Kind.OTHER, 2.2, "A sore calf needs rest.")
    assert view("client").order([first, second]) == [first, second]


def test_what_is_said_to_professionals_stays_where_nothing_plain_comes_near() -> None:
    others, plain = unit(Kind.OTHER, 3.0, SAID_TO_OTHERS[1]), unit(Kind.OTHER, 1.0, "A sore calf needs rest.")
    assert view("client").order([others, plain]) == [others, plain]


def test_an_answer_leaves_out_what_is_said_to_professionals_but_not_when_to_seek_help() -> None:
    help_, screen, ask, _ = (unit(Kind.ASSESSMENT, 3.0, text) for text in SAID_TO_OTHERS)
    plain = unit(Kind.ASSESSMENT, 2.0, "A sore calf needs rest.")
    shown = view("client", [each.hit.passage for each in (help_, screen, ask, plain)])
    assert shown.show([plain, screen, ask]).units == (plain,)
    assert shown.show([plain, help_]).units == (plain, help_)
    assert shown.show([screen]).units == (screen,)
