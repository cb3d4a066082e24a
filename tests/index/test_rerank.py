"""Reranking: the order is the model's, and a model that cannot be had is named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.settings import SearchSettings
from index.errors import RerankerError
from index.extras import Extras, load_extras
from index.generation import Generation
from index.onnx_embedder import find_weights
from index.rerank import Reranker, load_reranker
from index.search import Searcher
from index.torch_models import load_cross_encoder
from tests.demo_embedder import DemoEmbedder


def by_length(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """The longer the passage the better: nothing like the first order."""
    return [len(passage) / 100 for _, passage in pairs]


def test_the_best_are_ordered_as_the_reranker_says(generation: Generation) -> None:
    plain = Searcher(generation, DemoEmbedder()).search("pain of the hip", 9)
    extras = Extras(reranker=Reranker("length", by_length))
    ordered = Searcher(generation, DemoEmbedder(), extras=extras).search("pain of the hip", 9)
    lengths = [len(f"{hit.passage.heading}. {hit.passage.text}") for hit in ordered]
    assert lengths == sorted(lengths, reverse=True)
    assert all(0 <= hit.score <= 1 for hit in ordered)
    assert {hit.ordinal: hit.why for hit in ordered} == {hit.ordinal: hit.why for hit in plain}


def test_what_comes_first_does_not_depend_on_how_many_are_asked_for(generation: Generation) -> None:
    extras = Extras(reranker=Reranker("length", by_length))
    searcher = Searcher(generation, DemoEmbedder(), candidates=2, extras=extras)
    assert searcher.search("pain of the hip", 3) == searcher.search("pain of the hip", 20)[:3]
    assert searcher.search("pain of the hip", 0) == []


def test_equal_scores_leave_the_order_as_it_was(generation: Generation) -> None:
    plain = Searcher(generation, DemoEmbedder()).search("pain of the hip", 5)
    equal = Reranker("equal", lambda pairs: [0.0] * len(pairs))
    assert [hit.ordinal for hit in equal.order("pain", plain)] == [hit.ordinal for hit in plain]
    assert equal.order("pain", []) == []


def test_only_the_best_are_read(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.rerank.MOST", 2)
    plain = Searcher(generation, DemoEmbedder()).search("pain of the hip", 5)
    ordered = Reranker("later", lambda pairs: [float(place) for place in range(len(pairs))]).order("q", plain)
    assert [hit.ordinal for hit in ordered] == [plain[n].ordinal for n in (1, 0, 2, 3, 4)]
    assert [hit.score for hit in ordered] == sorted((hit.score for hit in ordered), reverse=True)


def test_no_name_is_no_reranker() -> None:
    assert load_reranker("") is None
    assert load_extras(SearchSettings()).reranker is None


@pytest.mark.parametrize("name", ["/no/such/folder", "nobody/no-such-cross-encoder"])
def test_a_reranker_that_cannot_be_had_is_named_with_the_remedy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(RerankerError, match=f"{name}.*name a folder"):
        load_reranker(name)


def test_a_cross_encoder_scores_each_pair_by_itself(tmp_path: Path) -> None:
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    tokenizer = AutoTokenizer.from_pretrained(find_weights())
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = BertConfig.from_dict({"vocab_size": len(tokenizer), "num_labels": 1, **sizes})
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    score = load_cross_encoder(str(tmp_path))
    pairs = [("pain of the hip", "Pain reaches the heel."), ("pain of the hip", "It lifts the \ud800 shoulder.")]
    both = score(pairs)
    assert both[0] != both[1]
    assert both == pytest.approx([score([pair])[0] for pair in pairs], abs=1e-5)
