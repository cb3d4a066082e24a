"""Instructions never come without the warnings that the note gives with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.answerer import Answerer
from answer.cautions import CAUTION
from corpus.types import Role
from index.embedder import Embedder
from index.generation import open_current
from index.search import Searcher
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


@pytest.fixture
def answerer(tmp_path: Path, default_embedder: Embedder) -> Answerer:
    note = tmp_path / "soleus.md"
    note.write_text(NOTE, encoding="utf-8")
    update(tmp_path / "data", add=[str(note)], embedder=default_embedder)
    generation = open_current(tmp_path / "data")
    assert generation is not None
    return Answerer(Searcher(generation, default_embedder))


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
    many = "\n".join(
        f"- have had the condition number {n}, or any other of which a doctor has told you so" for n in range(9)
    )
    note = tmp_path / "soleus.md"
    note.write_text(NOTE.replace("- have a blood clot\n- take blood thinners", many), encoding="utf-8")
    update(tmp_path / "long", add=[str(note)], embedder=default_embedder)
    generation = open_current(tmp_path / "long")
    assert generation is not None
    answer = Answerer(Searcher(generation, default_embedder)).answer("How do I roll the soleus with a ball?")
    said = [sentence.text for sentence in answer.sentences]
    assert said[0] == "Do not roll your calf, and ask a doctor first, if you:"
    assert sum("condition number" in text for text in said) == 9
    assert said.index("Roll slowly for one minute.") > 9
