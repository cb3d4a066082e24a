"""Searching a small generation: hits, their evidence, filters, odd questions."""

from __future__ import annotations

import math
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.search_speed import measure
from corpus.types import Kind
from index.errors import GenerationError
from index.generation import Generation, open_current, publish
from index.search import REACH, Filters, Hit, Searcher
from tests.demo_embedder import DemoEmbedder, embed_words
from tests.index.library import FIVE, make_entry, many_entries

QUESTIONS = [
    pytest.param("the of and what is it", id="stop words alone"),
    pytest.param("x", id="one character"),
    pytest.param("", id="nothing"),
    pytest.param("   \n\t", id="white space"),
    pytest.param("😀🦵", id="emoji"),
    pytest.param("Warum tut meine Hüfte weh?", id="German"),
    pytest.param("肩の痛みの原因は何ですか", id="Japanese"),
    pytest.param("pain " * 800, id="4,000 characters"),
    pytest.param("?" * 4000, id="marks alone"),
    pytest.param("a\0b \ud800 c", id="nul and a lone surrogate"),
    pytest.param('" OR 1=1; DROP TABLE passage --', id="query syntax"),
]


def test_the_passage_about_it_comes_first_with_its_evidence(searcher: Searcher) -> None:
    first, *others = searcher.search("Where does the trigger point refer pain, down the thigh?")
    assert first.passage.heading == "Gluteus minimus > Referral"
    assert first.why.terms == ("trigger", "point", "refer", "pain", "thigh")
    assert first.why.lexical > max(hit.why.lexical for hit in others)
    assert first.passage.sentences[first.why.best_sentence].text == "Trigger points refer pain down the thigh."
    assert [hit.score for hit in others] == sorted((hit.score for hit in others), reverse=True)


def test_scores_are_those_of_passage_and_sentences(searcher: Searcher) -> None:
    vector = searcher.embed_question("neck pain")
    for hit in searcher.search("neck pain"):
        passage = hit.passage
        assert hit.why.dense == pytest.approx(
            float(embed_words(f"{passage.heading}. {passage.text}") @ vector), abs=1e-6
        )
        expected = [float(embed_words(sentence.text) @ vector) for sentence in passage.sentences]
        assert hit.sentence_scores == pytest.approx(expected, abs=1e-6)
        assert hit.why.best_sentence == int(np.argmax(expected))
        assert searcher.generation.store.ordinal(passage.id) == hit.ordinal


def test_the_vectors_of_sentences_are_those_of_the_generation_hit_by_hit(searcher: Searcher) -> None:
    hits = searcher.search("neck pain")
    vectors = searcher.sentence_vectors(hits)
    texts = [sentence.text for hit in hits for sentence in hit.passage.sentences]
    np.testing.assert_allclose(vectors, [embed_words(text) for text in texts], atol=1e-6)
    scores = [score for hit in hits for score in hit.sentence_scores]
    assert (vectors @ searcher.embed_question("neck pain")).tolist() == pytest.approx(scores, abs=1e-6)
    spans = dict(enumerate(searcher.generation.store.sentence_spans()))
    rows = [row for hit in hits for row in range(*spans[hit.ordinal])]
    assert vectors.tolist() == searcher.generation.sentences[rows].tolist()


def test_of_no_hits_there_are_no_vectors(searcher: Searcher) -> None:
    assert searcher.sentence_vectors([]).shape == (0, DemoEmbedder.dimension)


def test_an_embedder_that_does_not_read_words_gives_the_vector_alone(searcher: Searcher) -> None:
    vector, words = searcher.embed_words("neck pain")
    assert words is None
    assert vector.tolist() == searcher.embed_question("neck pain").tolist()


def test_words_of_the_heading_are_found(searcher: Searcher) -> None:
    assert searcher.search("soleus referral", 1)[0].passage.heading == "Soleus > Referral"


@pytest.mark.parametrize("question", QUESTIONS)
def test_any_text_is_a_question(searcher: Searcher, question: str) -> None:
    for hit in searcher.search(question):
        numbers = (hit.score, hit.why.lexical, hit.why.dense, *hit.sentence_scores)
        assert all(math.isfinite(number) for number in numbers)


@pytest.mark.parametrize("k", [-1, 0, 1, 4, 9, 1000])
def test_as_many_hits_as_asked_for_or_as_there_are(searcher: Searcher, k: int) -> None:
    assert len(searcher.search("pain", k)) == min(max(k, 0), 9)


def test_a_passage_gains_by_its_document(tmp_path: Path) -> None:
    """Of two equal passages the first is that whose document is about it, whatever the order of ids says."""
    about = [("Plan", Kind.OTHER, ["Rest it well."]), ("More", Kind.OTHER, ["Plantar fasciitis hurts the heel."])]
    other = [("Plan", Kind.OTHER, ["Rest it well."]), ("More", Kind.OTHER, ["Jaw clicks are common."])]
    for names in (("Note A", "Note B"), ("Note B", "Note A")):
        publish(tmp_path / names[0], [make_entry(names[0], about), make_entry(names[1], other)], DemoEmbedder())
        generation = open_current(tmp_path / names[0])
        assert generation is not None
        hits = Searcher(generation, DemoEmbedder()).search("rest for plantar fasciitis", 4)
        assert [hit.passage.title for hit in hits if hit.passage.text == "Rest it well."] == list(names)


def test_a_passage_gains_by_one_sentence_that_says_it(tmp_path: Path) -> None:
    """Both passages have the same words, heading and document, so that all else is equal."""
    parts = [("Text", Kind.OTHER, ["Heel jaw", "Pain neck"]), ("Text", Kind.OTHER, ["Heel pain", "Jaw neck"])]
    for name, order in (("one", parts), ("other", parts[::-1])):
        publish(tmp_path / name, [make_entry("Note", order)], DemoEmbedder())
        generation = open_current(tmp_path / name)
        assert generation is not None
        first, second = Searcher(generation, DemoEmbedder()).search("heel pain", 2)
        assert first.passage.text.startswith("Heel pain")
        assert first.score > second.score


def test_a_document_is_the_sum_of_its_passages(generation: Generation) -> None:
    facets = generation.store.facets()
    rows = generation.vectors.rows(np.arange(generation.vectors.size))
    for number, document in enumerate(sorted({document for document, _ in facets})):
        mean = rows[[n for n, (owner, _) in enumerate(facets) if owner == document]].mean(axis=0)
        np.testing.assert_allclose(generation.document_vectors[number], mean / np.linalg.norm(mean), atol=1e-6)
        scores = generation.document_words.scores(generation.store.source(document).title)
        assert scores[number] == scores.max() > 0


def test_what_is_ranked_is_what_is_found(searcher: Searcher) -> None:
    vector = searcher.embed_question("pain of the hip")
    ordinals, scores = searcher.rank("pain of the hip", 150, vector=vector)
    hits = searcher.search("pain of the hip", 4, vector=vector)
    assert [(hit.ordinal, hit.score) for hit in hits] == list(zip(ordinals.tolist(), scores.tolist(), strict=True))[:4]


def test_filters_keep_to_documents_and_kinds(searcher: Searcher) -> None:
    document = searcher.search("soleus", 1)[0].passage.document_id
    by_document = searcher.search("pain", filters=Filters(documents=frozenset({document})))
    assert {hit.passage.document_id for hit in by_document} == {document}
    by_kind = searcher.search("pain", filters=Filters(kinds=frozenset({Kind.ANATOMY, Kind.SAFETY})))
    assert {hit.passage.kind for hit in by_kind} == {Kind.ANATOMY, Kind.SAFETY}
    both = searcher.search("pain", filters=Filters(frozenset({document}), frozenset({Kind.REFERRAL})))
    assert [hit.passage.heading for hit in both] == ["Soleus > Referral"]


def test_filters_that_nothing_passes_give_no_hits(searcher: Searcher) -> None:
    assert searcher.search("pain", filters=Filters(documents=frozenset({"no-such-document"}))) == []
    assert searcher.search("pain", filters=Filters(kinds=frozenset({Kind.EXERCISE}))) == []


def test_a_filter_that_keeps_one_in_a_hundred_still_gives_k_hits(tmp_path: Path) -> None:
    entries = many_entries(1000)
    publish(tmp_path, entries, DemoEmbedder())
    generation = open_current(tmp_path)
    assert generation is not None
    searcher = Searcher(generation, DemoEmbedder(), candidates=20)
    chosen = frozenset(document.id for document, _ in entries[::100])
    hits = searcher.search("muscle number 7 aches", 10, Filters(documents=chosen))
    assert {hit.passage.document_id for hit in hits} == chosen


def test_a_section_of_one_passage_has_no_neighbours(searcher: Searcher) -> None:
    assert searcher.neighbours(searcher.search("ball", 1)) == []
    assert searcher.neighbours([]) == []


def test_neighbours_are_the_rest_of_the_section_within_reach(data: Path) -> None:
    searcher = open_lines(data, [f"Line {n}." for n in range(12)])
    hits = {hit.ordinal: hit for hit in searcher.search("line", 12)}
    assert searcher.neighbours([hits[0]]) == list(range(1, REACH + 1))
    assert searcher.neighbours([hits[6], hits[5]]) == [1, 2, 3, 4, 7, 8, 9, 10]


def test_what_is_read_carries_the_evidence_for_the_question(data: Path) -> None:
    searcher = open_lines(data, ["Press the ball.", "Rest the hip.", "Ice it."])
    vector = searcher.embed_question("rest the hip")
    after, before = searcher.read([2, 0], "ice", vector)
    assert (before.passage.text, after.passage.text) == ("Press the ball.", "Ice it.")
    assert (before.score, before.why.terms, after.why.terms) == (0.0, (), ("ice",))
    assert before.why.lexical == 0.0 < after.why.lexical
    assert before.sentence_scores == pytest.approx([float(embed_words("Press the ball.") @ vector)], abs=1e-6)
    assert searcher.read([], "ice", vector) == []


def test_what_is_read_is_what_a_search_finds_but_for_the_score(searcher: Searcher) -> None:
    question = "pain of the hip at night"
    hits = searcher.search(question)
    read = searcher.read([hit.ordinal for hit in hits], question, searcher.embed_question(question))
    assert read == [replace(hit, score=0.0) for hit in hits]


def open_lines(data: Path, lines: list[str]) -> Searcher:
    """A searcher over one section in which each line is a passage."""
    document, (passage,) = make_entry("Long", [("Text", Kind.OTHER, lines)])
    parts = tuple(
        replace(passage, id=f"{passage.id}{n}", start=one.start, end=one.end, text=one.text, sentences=(one,))
        for n, one in enumerate(passage.sentences)
    )
    publish(data, [(document, parts)], DemoEmbedder())
    generation = open_current(data)
    assert generation is not None
    return Searcher(generation, DemoEmbedder())


def test_the_same_question_has_the_same_answer(searcher: Searcher) -> None:
    assert searcher.search("pain at night") == searcher.search("pain at night")


def test_equal_passages_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    document, passages = make_entry("Note", [("Text", Kind.OTHER, ["The same words."])])
    renamed = []
    for identity in (f"note-{n:02}" for n in range(30)):
        passage = replace(passages[0], id=f"{identity}:0", document_id=identity)
        renamed.append((replace(document, id=identity), [passage]))
    publish(tmp_path, renamed[::-1], DemoEmbedder())
    generation = open_current(tmp_path)
    assert generation is not None
    hits = Searcher(generation, DemoEmbedder(), candidates=5).search("the same words", 5)
    assert [hit.passage.document_id for hit in hits] == [f"note-{n:02}" for n in range(5)]


def test_weight_and_stems_are_those_of_the_index(searcher: Searcher) -> None:
    assert searcher.stems("Muscles of the hip") == ["muscl", "hip"]
    assert 0 < searcher.weight("pain") < searcher.weight("headach") < searcher.weight("unheardof")


@pytest.mark.parametrize(
    "other", [DemoEmbedder(name="else"), DemoEmbedder(revision="demo-2")], ids=["name", "revision"]
)
def test_another_embedder_than_the_generations_is_refused(generation: Generation, other: DemoEmbedder) -> None:
    with pytest.raises(GenerationError, match=rf"demo \(demo-1\), but {other.name} \({other.revision}\).*ingest again"):
        Searcher(generation, other)


def test_eight_threads_find_what_one_finds(searcher: Searcher) -> None:
    questions = [" ".join(lines) for parts in FIVE.values() for _, _, lines in parts] * 8
    alone = [searcher.search(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(searcher.search, questions)) == alone


def test_facets_count_what_has_a_word_of_the_question_and_what_is_nearest(generation: Generation) -> None:
    searcher, question = Searcher(generation, DemoEmbedder(), candidates=5), "soleus"
    words = np.flatnonzero(generation.lexical.scores(question)).tolist()
    nearest = generation.vectors.search(searcher.embed_question(question), 5)[0].tolist()
    assert set(nearest) - set(words)
    passages = generation.store.facets()
    matching = [passages[ordinal] for ordinal in {*words, *nearest}]
    assert len(matching) < len(passages)
    facets = searcher.facets(question, [])
    assert facets.documents == Counter(document for document, _ in matching)
    assert facets.kinds == Counter(kind for _, kind in matching)
    assert list(facets.documents) == sorted(facets.documents)


def test_facets_do_not_depend_on_how_many_hits_are_asked_for(searcher: Searcher) -> None:
    for question in ("muscle pain", "zzz"):  # the second is found by its vector alone
        counts = [searcher.facets(question, searcher.search(question, k)) for k in (1, 3, 9)]
        assert counts[0] == counts[1] == counts[2]


def test_facets_keep_to_filters(searcher: Searcher) -> None:
    everything = searcher.facets("muscle pain", [])
    kept = searcher.facets("muscle pain", [], Filters(kinds=frozenset({Kind.REFERRAL})))
    assert kept.kinds == {"referral": everything.kinds["referral"]}
    document = next(iter(everything.documents))
    assert list(searcher.facets("pain", [], Filters(documents=frozenset({document}))).documents) == [document]


def test_facets_are_counted_without_sorting_names(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which takes a tenth of a second where there are 100,000."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("names are sorted for each question")

    monkeypatch.setattr(np, "unique", refuse)
    assert searcher.facets("muscle pain", []).kinds


def test_the_bench_searches_from_a_worker_thread(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = set()

    def search(*_: object, **__: object) -> list[Hit]:
        threads.add(threading.current_thread())
        return []

    monkeypatch.setattr(searcher, "search", search)
    assert measure(searcher, ["pain", "hip"])["search p50"] >= 0
    assert threads
    assert threading.main_thread() not in threads


def test_what_the_library_writes_is_known_mended_and_spelt(searcher: Searcher) -> None:
    assert (searcher.knows("gluteus"), searcher.knows("gluteos")) == (True, False)
    assert searcher.closest("gluteos") == "gluteus"
    assert searcher.similar("gluteos", 1) == ["gluteus"]
    assert searcher.written("lie") == "lies"
    assert searcher.weight("piriformi") > searcher.weight("pain")
    assert searcher.count_tokens("pain in the hip") == 4


def test_a_hit_as_json_says_where_it_stands_and_why(searcher: Searcher) -> None:
    (hit,) = searcher.search("soleus referral of pain", 1)
    told = hit.as_json()
    assert told["text"] == "Pain from the soleus reaches the heel."
    assert (told["heading_path"], told["kind"], told["start"]) == (["Referral"], "referral", hit.passage.start)
    assert told["why"]["best_sentence"] == told["text"]
    assert told["why"]["terms"] == ["soleus", "referr", "pain"]
