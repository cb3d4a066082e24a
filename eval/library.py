"""The library that a suite speaks of: documents by any of their names, and the places where its facts stand.

`eval.suites` reads what a suite says; here it is held against the documents that the answers are quoted from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.errors import NotFoundError
from corpus.store import Store
from corpus.types import Document
from eval.suites import Case, Gold, Nugget
from eval.text import normalise


@dataclass(frozen=True, slots=True)
class Place:
    """A gold place in the library: the document's id, the words, and which of the case's nuggets it states.

    `left_out` where the words stand in what was read and cleaning left them out, so that no answer can quote them.
    """

    document: str
    quote: str
    states: frozenset[int]
    left_out: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The normalised words of a document: as it is quoted, as it was read, and sentence by sentence."""

    text: str
    extracted: str
    sentences: tuple[str, ...]


class Library:
    """The documents of a store. What was looked up once is kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for identity, source in store.sources().items():
            self._ids[source.key] = identity
            self._by_name.setdefault(PurePosixPath(source.key).name, []).append(identity)
        self._ids |= {identity: identity for identity in store.sources()}
        self._documents: dict[str, Document] = {}
        self._words: dict[str, _Words] = {}

    def find(self, name: str) -> list[str]:
        """The ids of the documents with this name: an id, a source key, or the file name that a key ends with."""
        return [self._ids[name]] if name in self._ids else self._by_name.get(name, [])

    def document(self, identity: str) -> Document:
        if identity not in self._documents:
            self._documents[identity] = self._store.document(identity)
        return self._documents[identity]

    def words(self, identity: str) -> _Words:
        if identity not in self._words:
            document = self.document(identity)
            sentences = tuple(normalise(sentence.text) for sentence in document.sentences)
            self._words[identity] = _Words(normalise(document.text), normalise(document.extracted), sentences)
        return self._words[identity]

    def passage(self, identity: str) -> tuple[str, str] | None:
        """The document and the text of a passage, by its id; None where there is no such passage."""
        try:
            passage = self._store.passage(identity)
        except NotFoundError:
            return None
        return passage.document_id, passage.text


def find_places(case: Case, library: Library) -> tuple[Place, ...]:
    """The gold places of a case. Raises EvalError for a document or words that the library does not hold."""
    return tuple(_find_place(case, number, gold, library) for number, gold in enumerate(case.gold))


def _find_place(case: Case, number: int, gold: Gold, library: Library) -> Place:
    line, field = case.asked.line, f"gold[{number}]"
    found = library.find(gold.document)
    if not found:
        line.refuse(f"{field}.document", f"is {gold.document!r}, which the library does not hold: ingest it first")
    if len(found) > 1:
        line.refuse(f"{field}.document", f"is {gold.document!r}, which may be {', '.join(found)}: write the id")
    words, quote = library.words(found[0]), normalise(gold.quote)
    left_out = not _has(words.text, quote)
    if left_out and not _has(words.extracted, quote):
        line.refuse(f"{field}.quote", f"is {gold.quote!r}, which does not stand in {gold.document}: copy its words")
    return Place(found[0], gold.quote, _stated(case.nuggets, quote, words.sentences), left_out)


def _stated(nuggets: Sequence[Nugget], quote: str, sentences: Sequence[str]) -> frozenset[int]:
    """The nuggets that stand in a sentence which holds the quote; in the quote itself where no sentence does."""
    around = [sentence for sentence in sentences if _has(sentence, quote)] or [quote]
    return frozenset(number for number, nugget in enumerate(nuggets) if any(nugget.stands_in(text) for text in around))


def _has(words: str, run: str) -> bool:
    """`eval.text.holds` for words that are normalised already: a document is looked at many times."""
    return f" {run} " in f" {words} "
