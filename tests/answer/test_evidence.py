"""Units of evidence: which lists stay whole, their order, what names another structure or another part of it.

How well a sentence answers is the judge's business (tests/answer/test_judge.py); here a plain sum stands for it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from answer.evidence import NAMED, Evidence, Unit, find_evidence
from answer.features import OF_SENTENCE, Features, Numbers
from answer.question import Question, read_question
from corpus.types import Role, Sentence
from index.search import Hit
from tests.answer.hits import make_hit
from tests.answer.test_question import SmallLibrary

SHORT_LIST = ["Muscles of the calf that hurt:", "soleus", "gastrocnemius", "popliteus"]


def add_up(features: Features) -> Numbers:
    """In the judge's place: how much of the question was found, and how well the sentence holds the fact."""
    found, offers = (features.sentences[:, OF_SENTENCE.index(name)] for name in ("found", "offers"))
    return np.asarray(found + offers)


def evidence(question: Question, *hits: Hit) -> Evidence:
    return find_evidence(question, hits, len(hits), add_up, unknown=3.0)


def units(text: str, *hits: Hit) -> list[Unit]:
    return evidence(read_question(text, SmallLibrary()), *hits).units


def texts(unit: Unit) -> list[str]:
    return [sentence.text for sentence in unit.sentences]


def list_roles(count: int, item: Role = Role.ITEM) -> list[Role]:
    return [Role.LEAD_IN, *[item] * count]


def test_each_sentence_is_a_unit_and_the_one_that_names_what_is_asked_comes_first() -> None:
    found = units(
        "Which nerve supplies the soleus?", make_hit(["It is flat.", "The tibial nerve supplies the soleus."])
    )
    assert [texts(unit) for unit in found] == [["The tibial nerve supplies the soleus."], ["It is flat."]]
    assert found[0].found == (1.0, 1.0, 1.0)
    assert found[0].score > found[1].score


def test_equal_units_keep_the_order_of_document_and_place() -> None:
    lines = ["The calf aches.", "The calf aches!"]
    found = units("calf", make_hit(lines, ordinal=3), make_hit(lines, ordinal=1))
    assert [(unit.hit.ordinal, unit.sentences[0].start) for unit in found] == [(1, 0), (1, 16), (3, 0), (3, 16)]


def test_a_short_list_is_one_unit_with_its_lead_in() -> None:
    (unit,) = units("Which muscles of the calf hurt?", make_hit(SHORT_LIST, roles=list_roles(3)))
    assert texts(unit) == SHORT_LIST
    assert unit.words == 9


@pytest.mark.parametrize(
    ("item", "words"),
    [pytest.param(Role.ITEM, 6, id="over 110 words"), pytest.param(Role.STEP, 8, id="steps, over 180 words")],
)
def test_each_item_of_a_long_list_keeps_the_lead_in(item: Role, words: int) -> None:
    lines = [SHORT_LIST[0], *(f"the muscle number {n} " + "of the lower leg " * words for n in range(6))]
    found = units(
        "Which muscles of the calf hurt?", make_hit([line.strip() for line in lines], roles=list_roles(6, item))
    )
    assert len(found) == 6
    assert {texts(unit)[0] for unit in found} == {SHORT_LIST[0]}
    assert {len(unit.sentences) for unit in found} == {2}


def test_steps_stay_together_where_items_would_not() -> None:
    lines = [SHORT_LIST[0], *(f"the muscle number {n} " + "of the lower leg " * 5 for n in range(6))]
    steps = make_hit([line.strip() for line in lines], roles=list_roles(6, Role.STEP))
    (unit,) = units("Which muscles of the calf hurt?", steps)
    assert len(unit.sentences) == 7


def test_a_list_over_two_passages_keeps_its_lead_in_and_its_order() -> None:
    first = make_hit(SHORT_LIST[:2], roles=list_roles(1), ordinal=0)
    rest = make_hit(["plantaris", "tibialis posterior"], roles=[Role.ITEM, Role.ITEM], ordinal=1)
    moved = tuple(replace(one, start=one.start + 500, end=one.end + 500) for one in rest.passage.sentences)
    rest = replace(rest, passage=replace(rest.passage, start=500, sentences=moved))
    (unit,) = units("Which muscles of the calf hurt?", rest, first)
    assert texts(unit) == [*SHORT_LIST[:2], "plantaris", "tibialis posterior"]
    assert [part.hit.ordinal for part in unit.parts] == [0, 0, 1, 1]


def test_a_sentence_beside_a_list_is_no_part_of_it() -> None:
    hit = make_hit([*SHORT_LIST, "Rest helps."], roles=[*list_roles(3), Role.SENTENCE])
    assert sorted(len(unit.sentences) for unit in units("Which muscles of the calf hurt?", hit)) == [1, 4]


@pytest.mark.parametrize(
    ("line", "heading", "named"),
    [
        ("The piriformis arises from the sacrum.", "Notes", True),
        ("It arises from the sacrum.", "Piriformis", True),
        ("The soleus arises from the fibula.", "Notes", False),
    ],
)
def test_a_unit_names_the_structure_asked_about_or_is_none(line: str, heading: str, named: bool) -> None:
    (unit,) = units("Where does the piriformis start?", make_hit([line], heading=heading))
    assert unit.named is named


def test_of_two_structures_asked_about_both_are_to_be_named() -> None:
    one, both = units(
        "Does the piriformis press on the soleus?", make_hit(["The piriformis.", "The piriformis and the soleus."])
    )[::-1]
    assert (both.named, one.named) == (True, False)
    assert NAMED > 0


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("What do the front fibres of the deltoid do?", ["front", "both", "none"]),
        ("What do the posterior fibers of the deltoid do?", ["back", "both", "none"]),
        ("What do the front and the back part of the deltoid do?", ["front", "back", "both", "none"]),
        ("What does the deltoid do?", ["front", "back", "both", "none"]),
        ("Does my back hurt from the deltoid?", ["front", "back", "both", "none"]),
    ],
)
def test_a_unit_about_the_other_part_of_a_muscle_is_no_evidence(question: str, kept: list[str]) -> None:
    lines = {
        "front": "The anterior fibres raise the arm.",
        "back": "The rear part draws the arm back.",
        "both": "The front fibres and the back fibres work in turn.",
        "none": "The deltoid moves the arm.",
    }
    found = {texts(unit)[0] for unit in units(question, make_hit(list(lines.values())))}
    assert found == {lines[name] for name in kept}


def test_without_hits_there_are_no_units_and_nobody_is_asked_for_scores() -> None:
    def refuse(features: Features) -> Numbers:
        raise AssertionError(f"there is nothing to score in {features}")

    found = find_evidence(read_question("calf", SmallLibrary()), [], 0, refuse, unknown=3.0)
    assert (found.units, found.scores.tolist()) == ([], [])


def test_a_question_without_words_has_units_and_nothing_found() -> None:
    (unit,) = evidence(Question("?", (), ()), make_hit(["The calf aches."])).units
    assert (unit.found, unit.named) == ((), True)
    assert isinstance(unit.sentences[0], Sentence)


def test_every_sentence_has_its_score_also_where_a_unit_holds_several_or_is_left_out() -> None:
    hit = make_hit([*SHORT_LIST, "The front fibres ache."], roles=[*[Role.LEAD_IN], *[Role.ITEM] * 3, Role.SENTENCE])
    found = evidence(read_question("Do the back fibres hurt?", SmallLibrary()), hit)
    assert len(found.scores) == 5
    assert [len(unit.sentences) for unit in found.units] == [4]


def test_a_unit_is_as_good_as_its_best_sentence_and_holds_what_that_one_holds() -> None:
    hit = make_hit(SHORT_LIST, roles=list_roles(3))
    found = evidence(read_question("popliteus", SmallLibrary()), hit)
    (unit,) = found.units
    assert unit.score == found.scores.max() > found.scores.min()
    assert unit.found == (1.0,)


def test_the_number_that_were_searched_for_and_the_weight_of_unknown_words_are_handed_on() -> None:
    seen: list[Features] = []

    def note(features: Features) -> Numbers:
        seen.append(features)
        return np.zeros(len(features.sentences), dtype=np.float32)

    hits = [make_hit(["The toe aches."]), make_hit(["The heel aches."], ordinal=1)]
    find_evidence(read_question("toe", SmallLibrary()), hits, 1, note, unknown=6.0)
    (features,) = seen
    assert features.sentences[:, OF_SENTENCE.index("rank")].tolist() == [1.0, 0.0]
    assert features.sentences[:, OF_SENTENCE.index("missing")].tolist() == [0.0, 0.5]  # "toe" weighs 3 of 6
