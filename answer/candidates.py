"""Candidates: the sentences of the hits, and for each what of the question stands in it and around it.

`answer.evidence` makes units of them and `answer.judge` says how well each answers; nothing is weighed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from answer.offers import offer
from answer.question import Question, Term
from corpus.types import Kind, Role, Sentence
from index.analysis import stems
from index.search import Hit

Found = tuple[float, ...]
"""For each term of the question how well it was found, 0 (nowhere) to 1 (in the very words)."""

ALIKE = 0.95  # a word that means the same
# How much a term counts that stands not in the sentence but in what it hangs on.
IN_LEAD_IN, IN_HEADING, IN_TITLE, IN_SENTENCE_BEFORE, IN_PASSAGE = 0.9, 0.85, 0.75, 0.55, 0.35

REMEMBERED = 20_000
"""Of so many sentences the stems are kept in memory, as questions come back to the same ones."""

ListKey = tuple[str, int]
"""What the sentences of one list share, whatever passages they stand in: the document's id and the list's number."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence in its hit, `index` counting the hit's sentences from 0.

    `own`, `lead_in`, `heading`, `title`, `before`, `after` say where the question's terms stand; `found` is the best of
    these, each at its level. `offers` is how well the sentence holds the kind of fact asked for, or its lead-in does.
    """

    hit: Hit
    rank: int | None  # place of the hit in the search, None for a neighbour of one
    index: int
    sentence: Sentence
    stems: frozenset[str]
    own: Found
    lead_in: Found
    heading: Found
    title: Found
    before: Found
    after: Found
    found: Found
    own_offers: float
    offers: float

    @property
    def list_key(self) -> ListKey | None:
        return list_key(self.hit, self.sentence)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a sentence holds by itself."""

    stems: frozenset[str]
    found: Found
    offers: float


def list_key(hit: Hit, sentence: Sentence) -> ListKey | None:
    """The list that a sentence belongs to, if any."""
    return None if sentence.group is None else (hit.passage.document_id, sentence.group)


def find_candidates(question: Question, hits: Sequence[Hit], searched: int) -> list[Candidate]:
    """The sentences of all hits, hit by hit; the first `searched` hits are those that the search gave, in its order."""
    read = [[_read(question, sentence, hit.passage.kind) for sentence in hit.passage.sentences] for hit in hits]
    leads: dict[ListKey, list[_Read]] = {}
    for hit, sentences in zip(hits, read, strict=True):
        for sentence, one in zip(hit.passage.sentences, sentences, strict=True):
            key = list_key(hit, sentence)
            if key is not None and sentence.role is Role.LEAD_IN:
                leads.setdefault(key, []).append(one)
    of_hits = (
        _of_hit(question, hit, rank if rank < searched else None, sentences, leads)
        for rank, (hit, sentences) in enumerate(zip(hits, read, strict=True))
    )
    return list(chain.from_iterable(of_hits))


def share(terms: Sequence[Term], found: Sequence[float]) -> float:
    """The weighted share of the question's terms that was found, 0 to 1; 0 where the question has no terms."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight * level for term, level in zip(terms, found, strict=True)) / total


def _read(question: Question, sentence: Sentence, kind: Kind) -> _Read:
    words = stems_of(sentence.text)
    offers = max((offer(ask, sentence.text, kind, sentence.role) for ask in question.asks), default=0.0)
    return _Read(words, _find(question, words), offers)


@lru_cache(maxsize=REMEMBERED)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a sentence or of a heading."""
    return frozenset(stems(text))


def _of_hit(
    question: Question, hit: Hit, rank: int | None, read: Sequence[_Read], leads: dict[ListKey, list[_Read]]
) -> list[Candidate]:
    passage, nothing = hit.passage, (0.0,) * len(question.terms)
    heading = _find(question, stems_of("\n".join(passage.heading_path)))
    title = _find(question, stems_of(passage.title))
    in_passage = tuple(map(max, nothing, *(one.found for one in read)))
    around = tuple(map(max, _at(IN_PASSAGE, in_passage), _at(IN_HEADING, heading), _at(IN_TITLE, title)))
    found = []
    for index, (sentence, one) in enumerate(zip(passage.sentences, read, strict=True)):
        key = list_key(hit, sentence)
        above = leads.get(key, []) if key and sentence.role is not Role.LEAD_IN else []
        lead_in = tuple(map(max, nothing, *(lead.found for lead in above))) if above else nothing
        before = read[index - 1].found if index else nothing
        levels = [around]
        if above:
            levels.append(_at(IN_LEAD_IN, lead_in))
        if key is None and index:
            levels.append(_at(IN_SENTENCE_BEFORE, before))
        found.append(
            Candidate(
                hit=hit,
                rank=rank,
                index=index,
                sentence=sentence,
                stems=one.stems,
                own=one.found,
                lead_in=lead_in,
                heading=heading,
                title=title,
                before=before,
                after=read[index + 1].found if index + 1 < len(read) else nothing,
                found=tuple(map(max, one.found, *levels)),
                own_offers=one.offers,
                offers=max(one.offers, IN_LEAD_IN * max((lead.offers for lead in above), default=0.0)),
            )
        )
    return found


def _find(question: Question, words: frozenset[str]) -> Found:
    """How well each term is found among these stems themselves."""
    return tuple(1.0 if term.stem in words else ALIKE if _alike(term, words) else 0.0 for term in question.terms)


def _alike(term: Term, words: frozenset[str]) -> bool:
    """Whether a word like the term is among these stems, or the whole of another name."""
    return not term.alike.isdisjoint(words) or (bool(term.called) and any(name <= words for name in term.called))


def _at(level: float, found: Found) -> Found:
    """What was found beside a sentence counts as this level, whether in the very words or in words alike."""
    return tuple(level if one > 0 else 0.0 for one in found)
