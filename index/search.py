"""Searching: a question in, hits out, each with the evidence for its score.

The two indexes find candidates; what is known of each of them (its words, its vector, its best sentence, the words and
the vector of its document) is brought together by `index.fusion`, and the passages of the best are fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.types import Kind, Passage
from index.analysis import WORD, fold, stems
from index.embedder import Embedder, ReadsWords, Vector, WordStates, cosines
from index.errors import GenerationError
from index.extras import NONE, Extras
from index.fusion import Scores, fuse
from index.generation import Generation
from index.lexical import Mask, Ranked, best
from index.rerank import MOST


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search keeps to; an empty set keeps everything."""

    documents: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Why:
    """The evidence for a hit: its BM25 score, its cosine with the question, the stems they share, its best sentence."""

    lexical: float
    dense: float
    terms: tuple[str, ...]
    best_sentence: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score (0 … 1, comparable within one search only) and the evidence for it.

    `sentence_scores` are the cosines of the question with each sentence of the passage.
    """

    passage: Passage
    ordinal: int
    score: float
    why: Why
    sentence_scores: tuple[float, ...]

    def as_json(self) -> dict[str, Any]:
        """The hit as the contract of the search route has it."""
        passage = self.passage
        best = passage.sentences[self.why.best_sentence]
        return {
            "passage_id": passage.id,
            "document_id": passage.document_id,
            "title": passage.title,
            "heading_path": list(passage.heading_path),
            "kind": passage.kind.value,
            "text": passage.text,
            "start": passage.start,
            "end": passage.end,
            "score": self.score,
            "why": {
                "lexical": self.why.lexical,
                "dense": self.why.dense,
                "terms": list(self.why.terms),
                "best_sentence": best.text,
            },
        }


@dataclass(frozen=True, slots=True)
class Facets:
    """How many passages match, by kind and by document id, each in the order of its names."""

    kinds: dict[str, int]
    documents: dict[str, int]


EVERYTHING = Filters()
REACH = 4
FEW = 20
"""Where the candidates are of so many documents, what is known of a document counts half of what is known of a passage.

Of few documents one always comes out as the best by far, which says little about its passages.
"""


class Searcher:
    """A generation and the embedder that made it. Threads may share one; nothing in it depends on the last question."""

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder,
        *,
        dense_weight: float = 0.6,
        candidates: int = 150,
        extras: Extras = NONE,
    ) -> None:
        _check_embedder(generation, embedder)
        self.generation = generation
        self._embedder = embedder
        self._dense_weight = dense_weight
        self._candidates = candidates
        self.thesaurus, self.glossary, self._reranker = extras.thesaurus, extras.glossary, extras.reranker
        self._sentences = np.asarray(generation.sentences)  # the same memory, without the cost of np.memmap's slices
        spans = np.array(generation.store.sentence_spans(), dtype=np.int64).reshape(-1, 2)
        self._starts, self._counts = spans[:, 0], spans[:, 1] - spans[:, 0]
        facets = generation.store.facets()
        # A passage's document, as a row of what is kept of documents (both are in the order of ids), and its kind.
        self._documents, self._owners = _numbered([document for document, _ in facets])
        self._kinds, self._kind_numbers = _numbered([kind for _, kind in facets])

    def search(
        self, question: str, k: int = 10, filters: Filters = EVERYTHING, *, vector: Vector | None = None
    ) -> list[Hit]:
        """The `k` best hits, best first; equal scores in the order of the ordinals.

        `vector` is the question's, from `embed_question`, where the caller needs it too. Any text is a question: one
        without words that count is searched by its vector alone.
        """
        vector = self.embed_question(question) if vector is None else vector
        words = self.generation.lexical.scores(question, self.thesaurus)
        kept = max(k, 0)
        # All that a reranker reads, or what comes first would depend on how many are asked for.
        read = max(kept, MOST) if self._reranker and kept else kept
        ordinals, scores = self._rank(question, vector, words, max(self._candidates, read), filters)
        hits = self._hits(question, vector, ordinals[:read].tolist(), scores[:read].tolist(), words)
        return self._reranker.order(question, hits)[:kept] if self._reranker else hits

    def facets(
        self, question: str, hits: Sequence[Hit], filters: Filters = EVERYTHING, *, vector: Vector | None = None
    ) -> Facets:
        """How many passages match, by kind and by document: those with a word of the question, and the nearest.

        As many nearest as a search chooses from, however few it returned. The hits are among these, unless more were
        asked for than there are candidates; they count in any case.
        """
        vector = self.embed_question(question) if vector is None else vector
        matching, mask = self.generation.lexical.scores(question, self.thesaurus) > 0, self._mask(filters)
        if mask is not None:
            matching &= mask
        matching[self.generation.vectors.search(vector, self._candidates, mask)[0]] = True
        matching[[hit.ordinal for hit in hits]] = True
        return Facets(
            kinds=_counted(self._kinds, self._kind_numbers[matching]),
            documents=_counted(self._documents, self._owners[matching]),
        )

    def rank(self, question: str, depth: int, *, vector: Vector) -> Ranked:
        """All candidates, best first, where each index gives `depth`: what `search` orders before it fetches hits."""
        words = self.generation.lexical.scores(question, self.thesaurus)
        return self._rank(question, vector, words, depth, EVERYTHING)

    def _rank(self, question: str, vector: Vector, words: Scores, depth: int, filters: Filters) -> Ranked:
        generation, mask = self.generation, self._mask(filters)
        found = (best(words, depth, mask)[0], generation.vectors.search(vector, depth, mask)[0])
        ordinals = np.union1d(*found)
        if not len(ordinals):
            return ordinals, np.zeros(0)
        # All scores of every candidate, not only those of the list it was on: min-max fusion needs the true lowest.
        owners = self._owners[ordinals]
        of_documents = generation.document_words.scores(question, self.thesaurus)
        documents, places = np.unique(owners, return_inverse=True)
        lexical = (words[ordinals], of_documents[owners])
        dense = (
            cosines(generation.vectors.rows(ordinals), vector),
            self._best_sentences(ordinals, vector),
            cosines(generation.document_vectors[documents], vector)[places],
        )
        share = len(documents) / (len(documents) + FEW)
        shares = ((1.0, share), (1.0, 1.0, share))
        return fuse(ordinals, lexical, dense, dense_weight=self._dense_weight, shares=shares)

    def _best_sentences(self, ordinals: NDArray[np.int64], vector: Vector) -> Scores:
        """For each of these passages the highest cosine of a sentence of it; every passage has one."""
        counts = self._counts[ordinals]
        firsts = np.cumsum(counts) - counts
        rows = np.repeat(self._starts[ordinals] - firsts, counts) + np.arange(counts.sum())
        best_of: Scores = np.maximum.reduceat(cosines(self._sentences[rows], vector), firsts)
        return best_of

    def neighbours(self, hits: Sequence[Hit]) -> list[int]:
        """The ordinals of the passages before and after these hits in their sections; `read` makes hits of them.

        At most REACH on each side, as a text without headings is one long section. The hits' own are left out.
        """
        own = {hit.ordinal for hit in hits}
        return [other for other in self.generation.store.beside(sorted(own), REACH) if other not in own]

    def read(self, ordinals: Sequence[int], question: str, vector: Vector) -> list[Hit]:
        """These passages with this question's evidence. They were not searched for, so their score is 0."""
        words = self.generation.lexical.scores(question, self.thesaurus)
        return self._hits(question, vector, ordinals, [0.0] * len(ordinals), words)

    def embed_question(self, question: str) -> Vector:
        return self._embedder.embed_question(question)

    def embed_words(self, question: str) -> tuple[Vector, WordStates | None]:
        """The question's vector, and the states of its words; None where nothing was learned from such states."""
        if isinstance(self._embedder, ReadsWords):
            return self._embedder.embed_words(question)
        return self._embedder.embed_question(question), None

    def sentence_vectors(self, hits: Sequence[Hit]) -> Vector:
        """The vectors of all sentences of these hits, one after the other, `(sentences, dimension)`."""
        rows = [row for hit in hits for row in range(self._starts[hit.ordinal], self._ends(hit.ordinal))]
        return np.asarray(self._sentences[np.array(rows, dtype=np.int64)])

    def _ends(self, ordinal: int) -> int:
        return int(self._starts[ordinal] + self._counts[ordinal])

    def stems(self, text: str) -> list[str]:
        """The stems of a text, as the lexical index has them."""
        return stems(text)

    def weight(self, stem: str) -> float:
        """How telling a stem is in this generation; most, where no passage has it."""
        return self.generation.lexical.weight(stem)

    def knows(self, stem: str) -> bool:
        """Whether this generation has the stem. Cheaper to ask than which is closest."""
        return self.generation.lexical.knows(stem)

    def closest(self, stem: str) -> str:
        """The library's stem that this one stands for: itself, one that it shortens or misspells, "" if none."""
        return self.generation.lexical.closest(stem)

    def similar(self, stem: str, slips: int) -> list[str]:
        """The library's stems that are at most so many typing slips from this one."""
        return self.generation.lexical.similar(stem, slips)

    def written(self, stem: str) -> str:
        """A word of the library with this stem, in lower case, as the first passage that has it writes it."""
        (passage,) = self.generation.store.passages([self.generation.lexical.a_text_with(stem)])
        words = WORD.findall(fold(f"{passage.heading}\n{passage.text}"))
        return next((word for word in words if stem in stems(word)), stem)

    def count_tokens(self, text: str) -> int:
        """How many pieces the embedder reads a text in."""
        return self._embedder.count_tokens(text)

    def _mask(self, filters: Filters) -> Mask | None:
        if not filters.documents and not filters.kinds:
            return None
        mask = np.ones(len(self._owners), dtype=np.bool_)
        if filters.documents:
            mask &= np.isin(self._documents, sorted(filters.documents))[self._owners]
        if filters.kinds:
            mask &= np.isin(self._kinds, sorted(kind.value for kind in filters.kinds))[self._kind_numbers]
        return mask

    def _hits(
        self, question: str, vector: Vector, ordinals: Sequence[int], scores: Sequence[float], words: Scores
    ) -> list[Hit]:
        """Hits of these passages; `words` are the BM25 scores of all."""
        if not ordinals:
            return []
        generation = self.generation
        nearness = cosines(generation.vectors.rows(np.asarray(ordinals, dtype=np.int64)), vector)
        passages = generation.store.passages(ordinals)
        terms = generation.lexical.matched_terms(question, ordinals)
        hits = []
        for ordinal, score, passage, cosine, shared in zip(
            ordinals, scores, passages, nearness.tolist(), terms, strict=True
        ):
            start = self._starts[ordinal]
            sentences = cosines(self._sentences[start : start + self._counts[ordinal]], vector).tolist()
            why = Why(
                lexical=float(words[ordinal]),
                dense=cosine,
                terms=shared,
                best_sentence=max(range(len(sentences)), key=lambda place: sentences[place]),
            )
            hits.append(Hit(passage, ordinal, score, why, tuple(sentences)))
        return hits


def _numbered(names: Sequence[str]) -> tuple[NDArray[np.str_], NDArray[np.int64]]:
    """The different names in their order, and for each name given its place among them."""
    values, places = np.unique(np.array(names, dtype=np.str_), return_inverse=True)
    return values, places.reshape(-1)


def _counted(names: NDArray[np.str_], places: NDArray[np.int64]) -> dict[str, int]:
    """How often each name is meant, those that are. Places are counted, as sorting names takes a tenth of a second."""
    counts = np.bincount(places, minlength=len(names))
    meant = np.flatnonzero(counts)
    return dict(zip(names[meant].tolist(), counts[meant].tolist(), strict=True))


def _check_embedder(generation: Generation, embedder: Embedder) -> None:
    made, loaded = generation.manifest, embedder
    if (made.embedder, made.embedder_revision, made.dimension) != (loaded.name, loaded.revision, loaded.dimension):
        raise GenerationError(
            f"generation {generation.name} was made with the embedder {made.embedder} ({made.embedder_revision}), but "
            f"{loaded.name} ({loaded.revision}) is loaded: set PALPATE_EMBEDDER to the former, or ingest again"
        )
