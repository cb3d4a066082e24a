"""The systems on a tiny collection: what each ranks by, and what is kept for the next time."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import log
from pathlib import Path

import numpy as np
import pytest

import pipeline
from corpus.settings import AnswerSettings, IngestSettings, SearchSettings, Settings
from eval import kept, systems
from eval.beir import Collection, Text, read_collection
from eval.errors import EvalError
from eval.kept import Place, embed_documents, open_library, write_note
from eval.systems import Found, open_system
from index.embedder import PassageInput
from index.errors import BusyError
from index.lock import hold_writer_lock
from index.search import Searcher
from tests.demo_embedder import DemoEmbedder, embed_words
from tests.eval.collection import write_collection, write_lines

QUESTION = "Which muscle refers pain to the heel?"


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return read_collection(write_collection(tmp_path / "muscles"))


@pytest.fixture
def embedder() -> DemoEmbedder:
    return DemoEmbedder()


@pytest.fixture
def place(tmp_path: Path, embedder: DemoEmbedder) -> Place:
    return Place(tmp_path / "data", embedder, IngestSettings(), lambda *_: None)


def make_collection(texts: dict[str, str], name: str = "made") -> Collection:
    documents = tuple(Text(identity, "", text) for identity, text in texts.items())
    return Collection(name, "test", documents, {"q": "?"}, {"q": {next(iter(texts)): 1}}, str(list(texts.items())))


def rank(name: str, collection: Collection, place: Place, question: str, settings: Settings | None = None) -> Found:
    with open_system(name, collection, place, settings or Settings()) as system:
        return system.rank(question)


def ids(found: Found) -> list[str]:
    return [document for document, _ in found.ranking]


def libraries(place: Place) -> list[Path]:
    return sorted((place.data / "eval" / "libraries").iterdir())


def test_dense_ranks_whole_documents_with_their_title_by_cosine(collection: Collection, place: Place) -> None:
    found = rank("dense", collection, place, QUESTION)
    vectors = {document.id: embed_words(f"{document.title} {document.text}") for document in collection.documents}
    cosines = {identity: float(vector @ embed_words(QUESTION)) for identity, vector in vectors.items()}
    assert ids(found) == sorted(cosines, key=lambda identity: -cosines[identity])
    assert dict(found.ranking) == pytest.approx(cosines, abs=1e-6)
    assert found.ms > 0


def test_dense_embeds_a_document_once(collection: Collection, place: Place, embedder: DemoEmbedder) -> None:
    first = rank("dense", collection, place, QUESTION).ranking
    assert len(embedder.embedded) == len(collection.documents)
    assert rank("dense", collection, place, QUESTION).ranking == first
    assert len(embedder.embedded) == len(collection.documents)
    other = Place(place.data, DemoEmbedder(revision="demo-2"), place.ingest, place.progress)
    rank("dense", collection, other, QUESTION)
    assert isinstance(other.embedder, DemoEmbedder)
    assert len(other.embedder.embedded) == len(collection.documents)


def test_documents_are_handed_over_whole_for_the_embedder_to_cut(place: Place) -> None:
    long = "heel " * 500
    seen: list[PassageInput] = []

    class Watching(DemoEmbedder):
        def embed_passages(self, inputs, progress=None):  # type: ignore[no-untyped-def]
            seen.extend(inputs)
            return super().embed_passages(inputs, progress)

    embed_documents(make_collection({"d": long}), Place(place.data, Watching(), place.ingest, place.progress))
    assert [item.embedded for item in seen] == [long.strip()]


def test_lexical_is_bm25_in_lucenes_variant(place: Place) -> None:
    collection = make_collection({"a": "heel heel pain", "b": "pain of neck muscles", "c": "shoulder"})
    found = rank("lexical", collection, place, "The heel?")
    idf = log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    length, mean = 3, (3 + 3 + 1) / 3  # "of" is a stop word
    assert ids(found) == ["a"]
    assert found.ranking[0][1] == pytest.approx(idf * 2 / (2 + 1.5 * (1 - 0.75 + 0.75 * length / mean)), abs=1e-6)


def test_lexical_stems_and_reads_titles(collection: Collection, place: Place) -> None:
    assert ids(rank("lexical", collection, place, "headaches"))[0] == "d3"
    assert set(ids(rank("lexical", collection, place, "scapulae"))) == {"d5"}


def test_lexical_finds_nothing_without_shared_words(collection: Collection, place: Place) -> None:
    assert rank("lexical", collection, place, "the").ranking == []
    assert rank("lexical", collection, place, "zebra").ranking == []
    assert rank("lexical", make_collection({"a": "the", "b": "?"}), place, "heel").ranking == []


def test_equal_scores_stay_in_the_order_of_the_collection(place: Place) -> None:
    collection = make_collection({"z": "heel pain", "a": "heel pain", "m": "heel pain"})
    for name in ("lexical", "dense"):
        assert ids(rank(name, collection, place, "heel")) == ["z", "a", "m"]


def test_hybrid_ranks_a_document_where_the_search_shows_its_best_passage(collection: Collection, place: Place) -> None:
    filler = " ".join(f"Sentence {number} says nothing of it." for number in range(30))
    texts = {document.id: document.text for document in collection.documents}
    texts |= {"long": f"The heel hurts at night. {filler} Pain refers to the heel.", "other": filler}
    collection = make_collection(texts)
    found = rank("hybrid", collection, place, QUESTION)
    with open_library(collection, place) as library:
        hits = Searcher(library.generation, place.embedder).search(QUESTION, 20)
        owners = [library.owners[hit.passage.document_id] for hit in hits]
    best = {owner: max(h.score for h, o in zip(hits, owners, strict=True) if o == owner) for owner in owners}
    assert owners.count("long") > 1
    assert ids(found) == list(dict.fromkeys(owners))
    assert dict(found.ranking) == best
    assert sorted(ids(found)) == ["d1", "d2", "d3", "d4", "d5", "d6", "long", "other"]


def test_hybrid_follows_the_settings(collection: Collection, place: Place) -> None:
    rankings = []
    for weight in (0.0, 0.5, 1.0):
        found = rank("hybrid", collection, place, QUESTION, Settings(search=SearchSettings(dense_weight=weight)))
        with open_library(collection, place) as library:
            hits = Searcher(library.generation, place.embedder, dense_weight=weight).search(QUESTION, 20)
            assert found.ranking == [(library.owners[hit.passage.document_id], hit.score) for hit in hits]
        rankings.append(found.ranking)
    assert rankings[0] != rankings[1] != rankings[2]


def test_hybrid_looks_deeper_until_it_has_a_hundred_documents(place: Place) -> None:
    texts = {f"d{number}": f"The heel hurts in case number {number}." for number in range(150)}
    texts |= {f"long{number}": f"The heel hurts, {number}. " * 40 for number in range(5)}
    small = Settings(search=SearchSettings(candidates=4), answer=AnswerSettings(passages=3))
    collection = make_collection(texts)
    ranked = ids(rank("hybrid", collection, place, "heel hurts", small))
    assert len(ranked) == len(set(ranked)) == systems.DEPTH
    with open_library(collection, place) as library:
        hits = Searcher(library.generation, place.embedder, candidates=4).search("heel hurts", 3)
        shown = list(dict.fromkeys(library.owners[hit.passage.document_id] for hit in hits))
    assert ranked[: len(shown)] == shown


def test_a_question_without_words_is_still_ranked(collection: Collection, place: Place) -> None:
    assert len(ids(rank("hybrid", collection, place, "?"))) == 6


def test_a_library_is_built_once(collection: Collection, place: Place, embedder: DemoEmbedder) -> None:
    first = rank("hybrid", collection, place, QUESTION).ranking
    (folder,) = libraries(place)
    built, embedded = (folder / "library" / "CURRENT").read_text(encoding="utf-8"), len(embedder.embedded)
    assert rank("hybrid", collection, place, QUESTION).ranking == first
    assert (folder / "library" / "CURRENT").read_text(encoding="utf-8") == built
    assert len(embedder.embedded) == embedded
    assert not (folder / "notes").exists()


def test_other_content_another_embedder_or_another_size_makes_another_library(
    collection: Collection, place: Place, tmp_path: Path
) -> None:
    write_lines(tmp_path / "muscles" / "corpus.jsonl", [{"_id": f"d{n}", "text": f"Muscle {n}."} for n in range(7)])
    changed = read_collection(tmp_path / "muscles")
    places = [
        Place(place.data, DemoEmbedder(revision="demo-2"), place.ingest, place.progress),
        Place(place.data, place.embedder, IngestSettings(passage_tokens=9), place.progress),
    ]
    rank("hybrid", collection, place, QUESTION)
    rank("hybrid", changed, place, QUESTION)
    for other in places:
        rank("hybrid", collection, other, QUESTION)
    assert len(libraries(place)) == 4


def break_record(folder: Path) -> None:
    (folder / "made.json").unlink()


def break_vectors(folder: Path) -> None:
    next(folder.rglob("vectors.faiss")).write_bytes(b"half")


def leave_notes(folder: Path) -> None:
    """As a build that is killed while it reads leaves things."""
    break_record(folder)
    (folder / "library" / "CURRENT").unlink()
    (folder / "notes").mkdir()
    (folder / "notes" / "99999999.md").write_text("The heel of another collection.", encoding="utf-8")
    (folder / "library" / "generations" / ".building-x").mkdir()


def age_code(folder: Path) -> None:
    (folder / "made.json").write_text(json.dumps({"code": "of last week"}), encoding="utf-8")


@pytest.mark.parametrize("damage", [break_record, break_vectors, leave_notes, age_code])
def test_what_is_not_whole_or_not_of_this_code_is_built_again(
    collection: Collection, place: Place, embedder: DemoEmbedder, damage: Callable[[Path], None]
) -> None:
    first = rank("hybrid", collection, place, QUESTION).ranking
    (folder,) = libraries(place)
    embedded = len(embedder.embedded)
    damage(folder)
    assert rank("hybrid", collection, place, QUESTION).ranking == first
    assert len(embedder.embedded) == embedded  # kept by content
    with open_library(collection, place) as library:
        assert library.generation.store.document_count == 6
    current = (folder / "library" / "CURRENT").read_text(encoding="utf-8")
    assert [path.name for path in (folder / "library" / "generations").iterdir()] == [current.strip()]
    assert not (folder / "notes").exists()


def test_the_code_that_builds_counts_and_the_code_that_searches_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("corpus", "index", "ingest"):
        (tmp_path / name).mkdir()
    (tmp_path / "pipeline.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(pipeline, "__file__", str(tmp_path / "pipeline.py"))
    nothing = kept._code()
    (tmp_path / "index" / "search.py").write_text("1", encoding="utf-8")
    assert kept._code() == nothing
    (tmp_path / "ingest" / "furniture.py").write_text("1", encoding="utf-8")
    assert kept._code() != nothing


def test_a_build_that_fails_is_not_taken_for_one(
    collection: Collection, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "update", stop)
        with pytest.raises(KeyboardInterrupt):
            rank("hybrid", collection, place, QUESTION)
    assert len(ids(rank("hybrid", collection, place, QUESTION))) == 6


def test_a_build_cut_short_by_other_code_is_not_taken_for_the_earlier_one(
    collection: Collection, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kept, "_code", lambda: "one")
    rank("hybrid", collection, place, QUESTION)
    with monkeypatch.context() as patched:
        patched.setattr(kept, "_code", lambda: "two")
        patched.setattr(kept, "replace_text", stop)
        with pytest.raises(KeyboardInterrupt):
            rank("hybrid", collection, place, QUESTION)
    monkeypatch.setattr(pipeline, "update", stop)
    with pytest.raises(KeyboardInterrupt):
        rank("hybrid", collection, place, QUESTION)


def test_two_do_not_build_the_same_at_once(collection: Collection, place: Place) -> None:
    rank("hybrid", collection, place, QUESTION)
    (folder,) = libraries(place)
    with hold_writer_lock(folder):
        rank("hybrid", collection, place, QUESTION)  # what is built may be read
        break_record(folder)
        with pytest.raises(BusyError):
            rank("hybrid", collection, place, QUESTION)


def test_every_word_of_a_plain_text_reaches_the_library(place: Place) -> None:
    text = (
        "P<0.05 in 3 of 4 groups [n=12]; 5*3 and a_b_c stay: see Smith & Wesson.\n\n"
        "1. Press gently.\n2. Wait > 30 s.\n\n# Not a comment, ~40% `quoted` | barred."
    )
    with open_library(make_collection({"d/1 ä": text}), place) as library:
        (identity,) = library.generation.store.sources()
        document = library.generation.store.document(identity)
    assert library.owners[identity] == "d/1 ä"
    words = set("P<0.05 in 3 of 4 groups [n=12]; 5*3 and a_b_c stay: see Smith & Wesson. Press gently. Wait".split())
    assert words <= set(document.text.split())
    assert document.title == "Untitled"


@pytest.mark.parametrize(
    "title",
    [
        "Soleus: a muscle",
        "\"Quoted\" 'twice'",
        "--- dashes ---",
        "yes",
        "7",
        "# mark",
        "ä\u2028ö\x85ü",
        "a\nb",
        "[x] {y}",
        "long " * 60,
    ],
)
def test_every_title_survives(place: Place, title: str) -> None:
    collection = make_collection({"d": "The heel hurts."})
    titled = Collection(
        "made", "test", (Text("d", title, "The heel hurts."),), collection.questions, collection.judgements, title
    )
    with open_library(titled, place) as library:
        (source,) = library.generation.store.sources().values()
    assert source.title == " ".join(title.split())


def test_a_document_without_text_is_found_by_its_title() -> None:
    assert write_note(Text("d", "The heel", "")).endswith("\n\nThe heel\n")


def test_documents_that_cleaning_leaves_nothing_of_are_counted(place: Place) -> None:
    collection = make_collection({"a": "The heel hurts.", "b": "", "c": "© 2020 All rights reserved."})
    with open_system("hybrid", collection, place, Settings()) as system:
        assert ids(system.rank("heel")) == ["a"]
        assert system.facts == {"passages": 1, "documents_left_out": 2}


def test_a_collection_of_nothing_cannot_be_searched(place: Place) -> None:
    with pytest.raises(EvalError, match="cleaning left nothing of made"):
        rank("hybrid", make_collection({"a": ""}), place, "heel")


def test_vectors_are_those_of_the_index(collection: Collection, place: Place) -> None:
    vectors = embed_documents(collection, place)
    assert vectors.shape == (6, DemoEmbedder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
