"""Learning the judge's weights: questions and their opposites, a network as the judge's, weights that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from answer.features import Features, Numbers
from answer.judge import LIMIT, OWN, Asked, Judge
from bench.learn_judge import Example, Library, Network, learn, measure, read_lines, write
from index.embedder import Embedder
from pipeline import update
from tests.answer.notes import write_notes
from tests.demo_embedder import DemoEmbedder

ANSWER, INVENTED = "The tibial nerve supplies the soleus.", "The popliteal artery supplies the soleus."
LINES: list[dict[str, Any]] = [
    {
        "id": "held",
        "question": "Which nerve supplies the soleus?",
        "gold": [{"document": "soleus.md", "quote": "tibial nerve supplies the soleus"}],
    },
    {
        "id": "missing",
        "question": "Which artery supplies the soleus?",
        "gold": [],
        "would_answer": INVENTED,
    },
    {"id": "far off", "question": "Who won the World Cup?", "gold": []},
    {
        "id": "in another document",
        "question": "Which nerve supplies the deltoid?",
        "gold": [{"document": "soleus.md", "quote": "The axillary nerve supplies the deltoid."}],
    },
]


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    """Learning sets how many threads torch has; other tests keep theirs."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, default_embedder: Embedder) -> dict[str, Example]:
    folder = tmp_path_factory.mktemp("learned")
    update(folder / "data", add=[str(write_notes(folder / "notes"))], embedder=default_embedder)
    library = Library(folder / "data", default_embedder)
    found = {one.id: one for line in LINES for one in library.examples(line)}
    library.searcher.generation.close()
    return found


def answering(one: Example) -> list[str]:
    return [text for text, flag in zip(one.texts, one.answers, strict=True) if flag]


def test_each_question_comes_with_its_opposite_where_one_can_be_made(examples: dict[str, Example]) -> None:
    assert list(examples) == ["held", "held/without", "missing", "missing/with", "far off", "in another document"]


def test_the_opposite_of_an_answered_question_lacks_what_answers_it(examples: dict[str, Example]) -> None:
    held, without = examples["held"], examples["held/without"]
    assert answering(held) == [ANSWER]
    assert answering(without) == []
    assert sorted([*without.texts, ANSWER]) == sorted(held.texts)


def test_the_opposite_of_one_that_is_not_answered_holds_a_sentence_that_would(examples: dict[str, Example]) -> None:
    missing, opposite = examples["missing"], examples["missing/with"]
    assert answering(missing) == answering(examples["far off"]) == []
    assert answering(opposite) == [INVENTED]
    assert sorted([*missing.texts, INVENTED]) == sorted(opposite.texts)


def test_the_words_of_an_answer_answer_in_the_document_named_alone(examples: dict[str, Example]) -> None:
    assert "The axillary nerve supplies the deltoid." in examples["in another document"].texts
    assert answering(examples["in another document"]) == []


def test_an_example_has_a_row_of_everything_for_each_sentence(examples: dict[str, Example]) -> None:
    for one in examples.values():
        count = len(one.texts)
        assert [len(rows) for rows in (one.sentences, one.terms, one.vectors, one.answers)] == [count] * 4
        assert one.states.shape == (one.terms.shape[1], len(one.vector))
        assert np.linalg.norm(one.vectors, axis=1) == pytest.approx(1, abs=1e-4)


def test_each_vector_is_that_of_its_sentence(examples: dict[str, Example], default_embedder: Embedder) -> None:
    for name, text in (("held", ANSWER), ("missing/with", INVENTED)):
        one = examples[name]
        nearness = one.vectors @ default_embedder.embed_question(text)
        assert one.texts[int(nearness.argmax())] == text


@pytest.mark.parametrize("plain", [False, True])
def test_one_epoch_gives_weights_that_the_judge_takes(examples: dict[str, Example], plain: bool) -> None:
    ones = list(examples.values())
    weights = learn(ones, plain=plain, epochs=1)
    figures = measure([weights], ones)
    assert list(figures) == ["first", "first three", "told apart"]
    assert all(0 <= figure <= 1 for figure in figures.values())
    again = learn(ones, plain=plain, epochs=1)
    assert all((weights[name] == again[name]).all() for name in weights)
    untaught = learn(ones, plain=plain, epochs=0)
    assert np.abs(weights["out"] - untaught["out"]).max() > 1e-4


def test_what_is_learned_often_is_known(examples: dict[str, Example]) -> None:
    ones = list(examples.values())
    assert measure([learn(ones, epochs=60)], ones) == {"first": 1.0, "first three": 1.0, "told apart": 1.0}


@pytest.mark.parametrize("plain", [False, True])
def test_the_judge_computes_what_the_network_computes(examples: dict[str, Example], plain: bool) -> None:
    torch.manual_seed(1)
    one = examples["held"]
    network = Network(len(one.vector), plain=plain).eval()
    mean, deviation = one.sentences.mean(axis=0), one.sentences.std(axis=0) + 1e-3
    rows = np.clip((one.sentences - mean) / deviation, -LIMIT, LIMIT)
    tensors = (torch.tensor(each) for each in (rows, one.terms, one.vector, one.states, one.vectors))
    with torch.no_grad():
        expected: Numbers = network(*tensors).numpy()
    judge = Judge(network.weights() | {"mean": mean, "deviation": deviation})
    asked, vectors = (None, None) if plain else (Asked(one.vector, one.states), one.vectors)
    assert judge.scores(Features(one.sentences, one.terms), asked, vectors) == pytest.approx(expected, abs=1e-4)


def test_what_is_written_has_the_names_and_shapes_of_the_weights_that_come_along(
    examples: dict[str, Example], tmp_path: Path
) -> None:
    write(list(examples.values()), tmp_path / "judge.npz", epochs=1)
    with np.load(tmp_path / "judge.npz", allow_pickle=False) as made, np.load(OWN, allow_pickle=False) as own:
        assert {name: made[name].shape for name in made.files} == {name: own[name].shape for name in own.files}
        assert {made[name].dtype for name in made.files} == {np.dtype(np.float16)}
        assert (made["full/0/question"] != made["full/1/question"]).any()
        assert (made["full/0/question"] != made["plain/0/question"]).any()


def test_nothing_is_learned_from_the_halves_that_measure() -> None:
    lines = list(read_lines())
    assert {line.get("half", "tune") for line in lines} == {"tune"}
    assert all(line["library"] and line["status"] in ("answered", "not_covered") for line in lines)
    assert not any(line.get("history") for line in lines)
    assert len({line["id"] for line in lines}) == len(lines) > 2000


def test_a_folder_that_holds_nothing_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="palpate ingest"):
        Library(tmp_path, DemoEmbedder())


def test_an_embedder_that_tells_nothing_of_words_is_refused(tmp_path: Path) -> None:
    embedder = DemoEmbedder()
    update(tmp_path / "data", add=[str(write_notes(tmp_path / "notes"))], embedder=embedder)
    library = Library(tmp_path / "data", embedder)
    with pytest.raises(TypeError, match="demo tells nothing of single words"):
        next(library.examples(LINES[0]))
    library.searcher.generation.close()
