"""The systems that rank a collection's documents: Palpate's own search, and the two it is compared with.

    hybrid    the search that serves: passages, words and vectors; a document ranks where its best passage does
    dense     the vector of the whole document, title first, cut at the embedder's limit, by cosine
    lexical   BM25 over the whole document, title first, in the setting that bm25s publishes its figures with

The baselines are fixed, so that they stay as they are while Palpate changes: `lexical` shares no analysis with the
index. What building them keeps is in `eval.kept`, what is measured of the rankings in `eval.measures`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import bm25s
import numpy as np
import Stemmer

from corpus.settings import Settings
from eval.beir import Collection
from eval.kept import Library, Place, embed_documents, open_library
from eval.runs import Ranking
from index.embedder import Embedder
from index.extras import load_extras
from index.lexical import best
from index.search import Searcher
from index.vectors import VectorIndex

DEPTH = 100  # documents of a ranking, as R@100 looks at so many
DEEPER = 4  # times as many passages, until they are of enough documents
K1, B = 1.5, 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """The ranking of one question, and the milliseconds that finding it took."""

    ranking: Ranking
    ms: float


@dataclass(frozen=True, slots=True)
class System:
    """A system that is ready to rank, and what is to be said of it beside its figures."""

    rank: Callable[[str], Found]
    facts: dict[str, int] = field(default_factory=dict)


class Dense:
    """Whole documents by cosine."""

    def __init__(self, collection: Collection, place: Place) -> None:
        self._ids = [document.id for document in collection.documents]
        self._index = VectorIndex.build(embed_documents(collection, place))
        self._embedder = place.embedder

    def rank(self, question: str) -> Found:
        started = perf_counter()
        rows, scores = self._index.search(self._embedder.embed_question(question), DEPTH)
        return Found(_named(self._ids, rows, scores), _since(started))


class Lexical:
    """Whole documents by BM25: Lucene's variant, Snowball stems, bm25s' own words and stop words."""

    def __init__(self, collection: Collection) -> None:
        self._ids = [document.id for document in collection.documents]
        self._stemmer = Stemmer.Stemmer("english")
        self._model = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy", csc_backend="numpy", auto_compile=False)
        words = self._words([document.whole for document in collection.documents])
        self._empty = not any(words)
        if not self._empty:
            self._model.index(words, show_progress=False)

    def rank(self, question: str) -> Found:
        started = perf_counter()
        words = [word for word in self._words([question])[0] if not self._empty and word in self._model.vocab_dict]
        if not words:
            return Found([], _since(started))
        rows, scores = best(np.asarray(self._model.get_scores(words), dtype=np.float32), DEPTH)
        return Found(_named(self._ids, rows, scores), _since(started))

    def _words(self, texts: list[str]) -> list[list[str]]:
        found: list[list[str]] = bm25s.tokenize(
            texts, stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False
        )
        return found


class Hybrid:
    """Passages by the Searcher that serves; a document ranks where its best passage does.

    Adding what further passages score only helps where documents are long and few: with the questions of an anatomy
    book's 198 chapters nDCG@10 is 0.885 by the best passage and 0.894 by the sum of the best two; with 2,000 short
    texts on diseases, whose titles are in every passage, it is 0.971 and 0.864.
    """

    def __init__(self, library: Library, embedder: Embedder, settings: Settings) -> None:
        search = settings.search
        self._owners = library.owners
        self._searcher = Searcher(
            library.generation,
            embedder,
            dense_weight=search.dense_weight,
            candidates=search.candidates,
            extras=load_extras(search),
        )
        self._passages = library.generation.vectors.size
        self._documents = [document for document, _ in library.generation.store.facets()]
        self._first, self._candidates = settings.answer.passages, search.candidates

    def rank(self, question: str) -> Found:
        """Only the search that an answer begins with is timed.

        What lies deeper is looked for afterwards and put below: a deeper search weighs its candidates anew, and what
        is shown first must be what the server shows.
        """
        started = perf_counter()
        vector = self._searcher.embed_question(question)
        hits = self._searcher.search(question, self._first, vector=vector)
        ms = _since(started)
        ranking: dict[str, float] = {}
        for hit in hits:
            ranking.setdefault(self._owners[hit.passage.document_id], hit.score)
        depth = max(self._candidates, self._first)
        while True:
            ordinals, scores = self._searcher.rank(question, depth, vector=vector)
            for ordinal, score in zip(ordinals.tolist(), scores.tolist(), strict=True):
                ranking.setdefault(self._owners[self._documents[ordinal]], score)
            if len(ranking) >= DEPTH or len(ordinals) >= self._passages:
                return Found(list(ranking.items())[:DEPTH], ms)
            depth *= DEEPER


@contextmanager
def open_system(name: str, collection: Collection, place: Place, settings: Settings) -> Iterator[System]:
    """Make one of SYSTEMS ready to rank, building what is not kept yet."""
    if name == "dense":
        yield System(Dense(collection, place).rank)
    elif name == "lexical":
        yield System(Lexical(collection).rank)
    else:
        with open_library(collection, place) as library:
            facts = {"passages": library.generation.vectors.size, "documents_left_out": library.left_out}
            yield System(Hybrid(library, place.embedder, settings).rank, facts)


SYSTEMS = ("hybrid", "dense", "lexical")


def _named(ids: Sequence[str], rows: Any, scores: Any) -> Ranking:
    return [(ids[row], score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True)]


def _since(started: float) -> float:
    return 1000 * (perf_counter() - started)
