"""Sentences that contradict each other are told from such as only look different, and so are notes that say so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from answer.agreement import find_repeats
from answer.answerer import Answerer
from answer.comparison import add_sides, read_sides
from answer.contrasts import contrasts, read_side
from answer.declared import find_declared
from answer.differing import Network
from answer.disagreement import Said, differ, exclude
from answer.evidence import Part, Unit
from answer.figures import read_figures, read_roots
from answer.positions import as_json, find_disagreements
from answer.question import Question, read_question
from answer.types import Citation
from corpus.types import Source
from index.search import Searcher
from tests.answer.hits import make_hit
from tests.answer.pairs import DISAGREE, LOOK_DIFFERENT, Pair
from tests.answer.test_question import SmallLibrary

SUITE = Path(__file__).parent.parent.parent / "eval" / "suites" / "disagreements.jsonl"


def read(question: str) -> Question:
    return read_question(question, SmallLibrary(question))


def said(text: str) -> Said:
    heading, _, words = text.rpartition(" | ")
    return Said(words, (heading,) if heading else ())


def unit(text: str, *, title: str = "Calf", heading: str = "Notes", score: float = 1.0, place: int = 0) -> Unit:
    hit = make_hit(text.split("\n"), title=title, heading=heading)
    part = Part(hit, hit.passage.sentences[place])
    return Unit(hit, (part,), score, (), 0.0, named=True, stems=frozenset(text.lower().split()))


def texts(units: list[Unit]) -> list[str]:
    return [one.text for one in units]


@pytest.mark.parametrize("pair", DISAGREE, ids=lambda pair: pair[1])
def test_notes_that_contradict_each_other_differ_whichever_comes_first(pair: Pair) -> None:
    question, one, other = pair
    assert differ(read(question), said(one), said(other)) is not None
    assert differ(read(question), said(one), said(other)) == differ(read(question), said(other), said(one))


@pytest.mark.parametrize("pair", LOOK_DIFFERENT, ids=lambda pair: pair[1])
def test_notes_that_only_look_different_do_not_differ(pair: Pair) -> None:
    question, one, other = pair
    assert differ(read(question), said(one), said(other)) is None


@pytest.mark.parametrize("pair", DISAGREE, ids=lambda pair: pair[1])
def test_nothing_contradicts_itself(pair: Pair) -> None:
    question, one, other = pair
    assert differ(read(question), said(one), said(one)) is None
    assert differ(read(question), said(other), said(other)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hold for 20 to 30 seconds", [("time", 20.0, 30.0)]),
        ("hold for at least two minutes", [("time", 120.0, float("inf"))]),
        ("up to 10 repetitions", [("times", 0.0, 10.0)]),
        ("three times a week", [("rate", 3 / 7, 3 / 7)]),
        ("the muscle has two heads", [("number of head", 2.0, 2.0)]),
        ("no figure at all", []),
        ("a kilo of a muscle", []),
    ],
)
def test_figures_are_read_as_ranges(text: str, expected: list[tuple[str, float, float]]) -> None:
    assert [(one.of, one.low, one.high) for one in read_figures(text)[0]] == expected


def test_roots_are_written_out() -> None:
    assert read_roots("the roots are l5-s2") == {"l5", "s1", "s2"}


def test_what_no_spine_has_is_no_root() -> None:
    assert read_roots("from l9 to s1, and t13") == set()


CALF, HEEL = "Hold the calf stretch for 30 seconds.", "Hold the calf stretch for two minutes."
HOW_LONG = "How long should I hold a calf stretch?"


def test_the_other_side_joins_the_answer_and_both_are_told() -> None:
    chosen, against = unit(CALF, title="One"), unit(HEEL, title="Other", score=0.0)
    shown, found = find_disagreements(read(HOW_LONG), [chosen, against], [chosen])
    assert texts(shown) == [CALF, HEEL]
    assert [one.topic for one in found] == ["How long"]
    assert [side.text for side in found[0].positions] == [CALF, HEEL]


def test_what_hardly_answers_is_held_against_nothing() -> None:
    chosen, against = unit(CALF, title="One"), unit(HEEL, title="Other", score=-12.0)
    assert find_disagreements(read(HOW_LONG), [chosen, against], [chosen]) == ([chosen], [])


def test_sentences_of_one_section_are_not_held_against_each_other() -> None:
    both = f"{CALF}\n{HEEL}"
    one, other = unit(both), unit(both, place=1)
    assert find_disagreements(read(HOW_LONG), [one, other], [one]) == ([one], [])


def test_each_side_has_its_citation_and_the_date_of_its_source() -> None:
    chosen, against = unit(CALF, title="One"), unit(HEEL, title="Other", score=0.0)
    _, found = find_disagreements(read(HOW_LONG), [chosen, against], [chosen])
    citations = [cite(number, one) for number, one in enumerate((chosen, against), 1)]
    (told,) = as_json(found, citations, lambda document: Source(document, document, published="2020-01-02"))
    assert told["positions"][1] == {"text": HEEL, "citations": [2], "date": "2020-01-02"}
    assert as_json(found, citations[:1], lambda document: Source(document, document)) == ()


def cite(number: int, one: Unit) -> Citation:
    passage, sentence = one.hit.passage, one.sentences[0]
    about = (passage.id, passage.document_id, passage.title, (), "", "", passage.heading_path, passage.kind)
    return Citation(number, *about, sentence.text, sentence.start, sentence.end)


@pytest.mark.parametrize(
    ("lines", "place", "sides"),
    [
        pytest.param(
            ["Sources differ on the lowest root: some name L3, others L4."],
            0,
            ["some name L3", "others L4."],
            id="in one sentence",
        ),
        pytest.param(
            ["Sources differ on the dose.", "Some advise one minute.", "Others advise six slow strokes."],
            1,
            ["Some advise one minute.", "Others advise six slow strokes."],
            id="in the two that follow",
        ),
        pytest.param(
            ["Cupping is contested.", "Cupping eased pain (Ash et al. 2011).", "Cupping did nothing (Birch 2019)."],
            2,
            ["Cupping eased pain (Ash et al. 2011).", "Cupping did nothing (Birch 2019)."],
            id="by two works",
        ),
    ],
)
def test_a_disagreement_that_a_note_declares_has_two_sides(lines: list[str], place: int, sides: list[str]) -> None:
    sentences = make_hit(lines).passage.sentences
    found = find_declared(sentences, sentences[place], "Calf > Notes")
    assert found is not None
    assert [side.text for side in found] == sides


@pytest.mark.parametrize(
    "lines",
    [
        ["Some people feel pain in the calf, others in the heel."],
        ["Cupping is contested.", "Cupping eased pain (Ash et al. 2011).", "It did not help later (Ash et al. 2011)."],
        ["Cupping is contested.", "Cupping eased pain (Ash et al. 2011).", "Walking helps (Birch 2019)."],
        ["Cupping is contested."],
    ],
)
def test_one_side_alone_and_differences_between_people_are_no_disagreement(lines: list[str]) -> None:
    sentences = make_hit(lines).passage.sentences
    assert find_declared(sentences, sentences[0], "Calf > Notes") is None


def test_a_sentence_that_declares_one_side_has_the_other_in_its_section() -> None:
    """No words say that there are two sides, but the figures are of a kind and differ."""
    lines = "The piriformis has the roots S1 and S2.\nThe roots of the piriformis are disputed: L5, S1 and S2."
    plain, declaring = unit(lines, title="Hip"), unit(lines, title="Hip", place=1)
    _, found = find_disagreements(read("Which roots has the piriformis?"), [plain, declaring], [plain, declaring])
    assert [one.topic for one in found] == ["Hip › Notes"]
    assert [side.text for side in found[0].positions] == lines.split("\n")
    elsewhere = unit("The biceps has the roots C5 and C6.", title="Hip")
    assert find_disagreements(read("Which roots has the piriformis?"), [declaring], [elsewhere, declaring])[1] == []


SUPPLY = "The tibial nerve supplies the soleus."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("The soleus is supplied by the tibial nerve.", True),
        ("The tibial nerve does not supply the soleus.", False),
        ("The tibial nerve supplies the plantaris.", False),
        (
            "Winding round the inner ankle bone to the skin of the heel, the tibial nerve also supplies the soleus.",
            False,
        ),
    ],
)
def test_only_what_states_the_same_is_a_further_source(other: str, same: bool) -> None:
    one, two = unit(SUPPLY, title="One"), unit(other, title="Two")
    assert bool(find_repeats(one.parts[0], [one, two])) is same


def test_a_sentence_has_three_sources_at_most_and_other_documents_come_first() -> None:
    own = unit(f"{SUPPLY}\nIt is flat.\n{SUPPLY}", title="One", place=0)
    again = replace(own, parts=(Part(own.hit, own.hit.passage.sentences[2]),))
    others = [unit(SUPPLY, title=title) for title in ("Two", "Three")]
    found = find_repeats(own.parts[0], [own, again, *others])
    assert [one.hit.passage.title for one in found] == ["Two", "Three"]


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Ice or heat for a stiff neck?", ["Ice for a stiff neck?", "heat for a stiff neck?"]),
        ("Front versus back fibres?", ["Front fibres?", "back fibres?"]),
        ("How do soleus and plantaris differ?", ["How do soleus differ?", "How do plantaris differ?"]),
        ("Ice versus heat versus rest?", ["Ice?", "heat?", "rest?"]),
        ("What causes pain in a calf or a heel?", []),
        ("Can I stretch or not?", []),
        ("Should I stretch the calf or the calf?", []),
    ],
)
def test_the_sides_of_a_comparison_are_asked_by_themselves(question: str, sides: list[str]) -> None:
    assert [side.question for side in read_sides(question)] == sides


def test_a_side_that_is_left_out_is_added_and_what_tells_of_both_is_enough() -> None:
    sides = read_sides("Ice or heat for a stiff neck?")
    ice, heat, both = unit("use ice", title="One"), unit("use heat", title="Two"), unit("ice and heat", title="Three")
    found = {"heat for a stiff neck?": [heat]}
    assert add_sides(sides, [ice], lambda question: found.get(question, []), most=5) == [ice, heat]
    assert add_sides(sides, [both], lambda question: found.get(question, []), most=5) == [both]


def test_where_nothing_was_chosen_both_sides_are_answered_or_none() -> None:
    sides = read_sides("Ice or heat for a stiff neck?")
    ice, heat = unit("use ice", title="One"), unit("use heat", title="Two")
    found = {"Ice for a stiff neck?": [ice], "heat for a stiff neck?": [heat]}
    assert add_sides(sides, [], lambda question: found.get(question, []), most=5) == [ice, heat]
    del found["heat for a stiff neck?"]
    assert add_sides(sides, [], lambda question: found.get(question, []), most=5) == []


def test_half_a_comparison_is_no_answer_where_the_whole_found_nothing() -> None:
    sides = read_sides("Ice or heat for a stiff neck?")
    heat = unit("use heat", title="Two")
    assert add_sides(sides, [], lambda question: [heat] if question.startswith("heat") else [], most=5) == []


def test_what_is_said_of_other_muscles_is_nothing_against_the_one_asked_about(starter: Searcher) -> None:
    answer = Answerer(starter).answer("Which nerve supplies the piriformis?", audience="therapist")
    assert answer.sentences
    assert answer.disagreements == ()


IN_OTHER_WORDS = (
    (
        "Does massage help a frozen shoulder?",
        "Kneading the shoulder brings no relief at all; it stays exactly as stiff as before.",
        "Regular massage eases a frozen shoulder and shortens its course.",
    ),
    (
        "Does stretching prevent cramps?",
        "Stretching never prevented a single cramp; it makes no difference.",
        "Stretching every evening prevents cramps and makes them rarer.",
    ),
)


@pytest.mark.parametrize("pair", IN_OTHER_WORDS, ids=lambda pair: pair[0])
def test_what_no_rule_finds_is_found_by_what_was_learned_whichever_comes_first(pair: Pair) -> None:
    question, one, other = pair
    assert differ(read(question), said(one), said(other), both_answer=True) is None
    assert exclude(read(question), said(one), said(other)) is not None
    assert exclude(read(question), said(other), said(one)) == exclude(read(question), said(one), said(other))


def test_what_was_learned_names_what_a_rule_names_else_the_question() -> None:
    assert [exclude(read(question), said(one), said(other)) for question, one, other in IN_OTHER_WORDS] == [
        f"what the sources say about “{IN_OTHER_WORDS[0][0]}”",
        "what is said for and against",
    ]


def test_what_a_rule_finds_is_dropped_where_what_was_learned_speaks_against_it(monkeypatch: pytest.MonkeyPatch) -> None:
    question = read("Which way does the oblique turn the trunk?")
    one = said("Over the front of the belly, the oblique turns the trunk inwards.")
    other = said("From the back, in another layer, the oblique also turns the trunk outwards.")
    assert differ(question, one, other) is None
    monkeypatch.setattr("answer.disagreement.UNLIKELY", -99.0)
    assert differ(question, one, other) == "the side towards which it turns"


def test_a_long_question_is_no_topic() -> None:
    question, one, other = IN_OTHER_WORDS[0]
    assert exclude(read(question + " " * 120), said(one), said(other)) == "what the sources say"


def test_sentences_longer_than_those_learned_from_are_not_judged() -> None:
    question, one, other = IN_OTHER_WORDS[0]
    assert exclude(read(question), said(one), said(f"{other[:-1]}, {'by day and by night, ' * 4}as we see.")) is None


@pytest.mark.parametrize("pair", LOOK_DIFFERENT, ids=lambda pair: pair[1])
def test_nor_do_pairs_that_only_look_different_by_what_was_learned(pair: Pair) -> None:
    question, one, other = pair
    assert exclude(read(question), said(one), said(other)) is None


@pytest.mark.parametrize(
    ("score", "title", "shown"), [(0.5, "Other", True), (-2.5, "Other", False), (0.5, "One", False)]
)
def test_what_was_learned_is_asked_of_two_documents_that_both_answer_well(
    score: float, title: str, shown: bool
) -> None:
    question, one, other = IN_OTHER_WORDS[0]
    chosen, against = unit(one, title="One"), unit(other, title=title, heading="Else", score=score)
    _, found = find_disagreements(read(question), [chosen, against], [chosen])
    assert bool(found) is shown


@pytest.mark.parametrize("pair", [*DISAGREE, *LOOK_DIFFERENT, *IN_OTHER_WORDS], ids=lambda pair: pair[1])
def test_what_is_learned_from_is_the_same_whichever_comes_first(pair: Pair) -> None:
    question, *texts = pair
    one, other = (read_side(text, (), "") for text in texts)
    assert contrasts(question, one, other) == contrasts(question, other, one)


def test_weights_for_other_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="learn them again"):
        Network({"mean": np.zeros(3, dtype=np.float32)})


def test_few_look_alikes_of_writers_not_learned_from_are_shown() -> None:
    lines = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
    asked = [line for line in lines if line["half"] == "test" and line["writer"] == "w5"]
    told = {True: 0, False: 0}
    for line in asked:
        one, other = (Said(line[side], (), line[f"title_{side}"]) for side in "ab")
        told[line["disagree"]] += exclude(read(line["question"]), one, other) is not None
    assert told[False] <= 4
    assert told[True] >= 8
