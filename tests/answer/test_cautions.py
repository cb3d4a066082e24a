"""Instructions never come without the warnings that the note gives with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.answerer import Answerer
from answer.cautions import CAUTION, find_cautions
from answer.evidence import Part, Unit
from corpus.types import Passage, Role, document_id
from index.embedder import Embedder
from index.generation import open_current
from index.search import Hit, Searcher, Why
from pipeline import update

NOTE = """---
title: The soleus at home
---

# The soleus at home

The soleus is a muscle of the calf.

## Before you start

Do not roll your calf, and ask a doctor first, if you:

- have a blood clot
- take blood thinners

## Roll the soleus with a ball

1. Sit on the floor with one leg straight.
2. Put the ball under the soleus.
3. Roll slowly for one minute.

Stop if the foot goes numb.

## Nerve

The tibial nerve supplies the soleus.
"""


SHORT = "- have a blood clot\n- take blood thinners"
LONG = "\n".join(
    f"- have had the condition number {n}, or any other of which a doctor has told you so" for n in range(9)
)


def ask_note(folder: Path, embedder: Embedder, text: str) -> tuple[Answerer, list[Passage]]:
    """Who answers from one note, and the note's passages."""
    note = folder / "soleus.md"
    note.write_text(text, encoding="utf-8")
    update(folder / "data", add=[str(note)], embedder=embedder)
    generation = open_current(folder / "data")
    assert generation is not None
    passages = generation.store.document_passages(document_id(note.name))
    return Answerer(Searcher(generation, embedder)), passages


@pytest.fixture
def answerer(tmp_path: Path, default_embedder: Embedder) -> Answerer:
    return ask_note(tmp_path, default_embedder, NOTE)[0]


def test_steps_come_after_who_should_not_and_with_when_to_stop(answerer: Answerer) -> None:
    said = [sentence.text for sentence in answerer.answer("How do I roll the soleus with a ball?").sentences]
    assert said[:3] == [
        "Do not roll your calf, and ask a doctor first, if you:",
        "have a blood clot",
        "take blood thinners",
    ]
    assert said[3:8] == [
        "Stop if the foot goes numb.",
        "Roll the soleus with a ball",
        "Sit on the floor with one leg straight.",
        "Put the ball under the soleus.",
        "Roll slowly for one minute.",
    ]


def test_cautions_are_cited_like_everything_else(answerer: Answerer) -> None:
    answer = answerer.answer("How do I roll the soleus with a ball?")
    assert [sentence.text for sentence in answer.sentences] == [citation.quote for citation in answer.citations]
    assert [sentence.role for sentence in answer.sentences[:3]] == [Role.LEAD_IN, Role.ITEM, Role.ITEM]


def test_a_fact_comes_without_cautions(answerer: Answerer) -> None:
    said = [sentence.text for sentence in answerer.answer("Which nerve supplies the soleus?").sentences]
    assert said[0] == "The tibial nerve supplies the soleus."
    assert not any(CAUTION.search(text) for text in said)


@pytest.mark.parametrize(
    "text",
    [
        "Do not press on the bone.",
        "Stop if pain shoots down your leg.",
        "Leave the stretch out if the hip hurts more.",
        "Experts advise against pulling the leg across the body.",
        "Warning: the skin may bruise.",
        "Needling is contraindicated over the lung.",
    ],
)
def test_what_warns_is_known(text: str) -> None:
    assert CAUTION.search(text)


@pytest.mark.parametrize("text", ["Roll slowly.", "Put the ball under the hip.", "Stretching helps some people."])
def test_what_does_not_warn_is_none(text: str) -> None:
    assert not CAUTION.search(text)


def test_a_long_list_of_contraindications_is_never_dropped(tmp_path: Path, default_embedder: Embedder) -> None:
    answerer, _ = ask_note(tmp_path, default_embedder, NOTE.replace(SHORT, LONG))
    said = [sentence.text for sentence in answerer.answer("How do I roll the soleus with a ball?").sentences]
    assert said[0] == "Do not roll your calf, and ask a doctor first, if you:"
    assert sum("condition number" in text for text in said) == 9
    assert said.index("Roll slowly for one minute.") > 9


def test_a_warning_list_that_goes_over_two_passages_is_found_whole(tmp_path: Path, default_embedder: Embedder) -> None:
    steps = NOTE[NOTE.index("1. Sit") : NOTE.index("Stop if")]
    warning = f"Do not roll your calf if you:\n\n{LONG}\n{LONG}\n"
    text = f"# The soleus\n\nA calf muscle.\n\n## Roll the soleus with a ball\n\n{warning}\nRoll it so:\n\n{steps}"
    _, passages = ask_note(tmp_path, default_embedder, text)
    assert sum("condition number" in passage.text for passage in passages) > 1
    found = next(p for p in passages if any(one.role is Role.STEP for one in p.sentences))
    hit = Hit(found, 0, 1.0, Why(1.0, 1.0, (), 0), (1.0,) * len(found.sentences))
    parts = tuple(Part(hit, one) for one in found.sentences if one.role is Role.STEP)
    unit = Unit(hit, parts, score=1.0, found=(), offers=1.0, named=True, stems=frozenset())
    (caution,) = find_cautions([unit], lambda _: passages)
    assert caution.sentences[0].text == "Do not roll your calf if you:"
    assert len(caution.sentences) == 19


def test_when_to_call_an_ambulance_comes_before_when_to_see_a_doctor(starter: Searcher) -> None:
    sentences = Answerer(starter).answer("When should I see a doctor about my back?").sentences
    assert sentences[0].text.startswith("Call an ambulance")
    assert any("numbness between your legs" in one.text for one in sentences)
    assert any(one.text.startswith("See a doctor the same day") for one in sentences)
