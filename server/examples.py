"""Questions to begin with, made from the headings of the library and kept only where the library answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain

from answer.cautions import CAUTION, INSTRUCTING
from answer.offers import offer
from answer.question import Ask, read_question
from answer.respond import Inquiry, respond
from answer.safety import Gate
from answer.types import Answer, Status
from corpus.store import Store
from corpus.types import Kind, Passage, Role
from index.search import Searcher
from server.library import Held

WANTED = 6
TRIED = 40  # questions at most, first for such as differ and then for others; each costs as much as any other answer
READ = 40  # documents
NAME = 3  # words that a structure's name has, at most
SIDES = 5  # kinds of sections
NUMBERING = re.compile(r"^\d+(\.\d+)*\.?\s+")
SUBTITLE = re.compile(r"\s*[:|–—]\s|\s-\s")

ENDINGS: Mapping[str, Mapping[Kind, str]] = {
    "client": {
        Kind.SYMPTOMS: "what are the symptoms?",
        Kind.SELF_CARE: "what self-care helps?",
        Kind.CAUSES: "what causes the pain?",
        Kind.REFERRAL: "where does the pain spread?",
        Kind.EXERCISE: "which exercises help?",
        Kind.SAFETY: "when should I see a doctor?",
        Kind.ACTION: "what does it do?",
        Kind.ANATOMY: "where is it?",
    },
    "therapist": {
        Kind.TECHNIQUE: "how is it treated by hand?",
        Kind.ASSESSMENT: "how is it tested?",
        Kind.REFERRAL: "where does it refer pain to?",
        Kind.ANATOMY: "where does it attach?",
        Kind.ACTION: "what does it do?",
        Kind.CAUSES: "what causes the pain?",
        Kind.SAFETY: "what are the contraindications?",
        Kind.SYMPTOMS: "what are the symptoms?",
    },
}
# Kinds of sections that may speak in an answer beside the kind that was asked for.
BESIDE: Mapping[Kind, frozenset[Kind]] = {
    Kind.ACTION: frozenset({Kind.ANATOMY}),
    Kind.REFERRAL: frozenset({Kind.SYMPTOMS}),
    Kind.SELF_CARE: frozenset({Kind.EXERCISE}),
    Kind.SYMPTOMS: frozenset({Kind.REFERRAL}),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a section might answer: the section's document and kind, and what the question is about."""

    question: str
    document: str
    kind: Kind
    about: str


def find_examples(held: Held, gate: Gate, audience: str) -> list[str]:
    """Up to six questions for this audience; each was asked, and answered as `_answers` wants it.

    First each has to ask another kind of fact about another name than those before; what is then missing may be alike.
    """
    candidates = list(_candidates(held.searcher.generation.store, audience))
    found: list[Candidate] = []
    asked: set[Candidate] = set()
    for is_like in (_shares_kind_or_name, _is_the_same):
        left = TRIED
        for candidate in candidates:
            if len(found) == WANTED or not left:
                break
            if candidate in asked or any(is_like(candidate, other) for other in found):
                continue
            left -= 1
            asked.add(candidate)
            *_, answer = respond(Inquiry(candidate.question, audience), gate, lambda: nullcontext(held.answerer))
            if isinstance(answer, Answer) and _answers(candidate, answer, held.searcher):
                found.append(candidate)
    return [candidate.question for candidate in found]


def _shares_kind_or_name(one: Candidate, other: Candidate) -> bool:
    """A heading that is a question is like none but itself: nothing of it was made up."""
    if not one.about:
        return _is_the_same(one, other)
    return one.kind is other.kind or one.about == other.about


def _is_the_same(one: Candidate, other: Candidate) -> bool:
    return one.question == other.question


def _answers(candidate: Candidate, answer: Answer, searcher: Searcher) -> bool:
    """Whether the section answers the question first, in words that speak of what it is about and of nothing else."""
    if answer.status is not Status.ANSWERED or answer.urgent is not None:
        return False
    first = answer.citations[0]
    if (first.document_id, first.kind) != (candidate.document, candidate.kind):
        return False
    if not candidate.about:
        return True
    at_home = {candidate.kind, Kind.SAFETY} | BESIDE.get(candidate.kind, frozenset())
    spoken = {stem for sentence in answer.sentences for stem in searcher.stems(sentence.text)}
    return (
        all(subject(citation.title) == candidate.about for citation in answer.citations)
        and all(citation.kind in at_home for citation in answer.citations)
        and spoken.issuperset(searcher.stems(candidate.about))
        and len(answer.sentences) > 1
        and (candidate.kind not in INSTRUCTING or _instructs(answer))
        and (candidate.kind is not Kind.ANATOMY or _states(read_question(candidate.question, searcher).asks, answer))
    )


def _instructs(answer: Answer) -> bool:
    """Whether the answer tells what to do. What must not be done comes first in it, and may be all that it tells."""
    lists = [sentence for sentence in answer.sentences if sentence.group is not None]
    warning = {sentence.group for sentence in lists if sentence.role is Role.LEAD_IN and CAUTION.search(sentence.text)}
    return any(sentence.group not in warning for sentence in lists if sentence.role is not Role.LEAD_IN)


def _states(asks: Sequence[Ask], answer: Answer) -> bool:
    """Whether every sentence states such a fact as is asked for: sections of anatomy hold facts of many kinds."""
    return all(
        any(offer(ask, sentence.text, Kind.OTHER, sentence.role) for ask in asks) for sentence in answer.sentences
    )


def _candidates(store: Store, audience: str) -> Iterator[Candidate]:
    """Headings that are questions, then what is made up of kinds and names."""
    documents = list(store.sources())[:READ]
    passages = [passage for document in documents for passage in store.document_passages(document)]
    asked: set[tuple[str, str]] = set()
    for candidate in chain(_headings(passages), _made_up(passages, audience)):
        if (candidate.question, candidate.document) not in asked:
            asked.add((candidate.question, candidate.document))
            yield candidate


def _headings(passages: Sequence[Passage]) -> Iterator[Candidate]:
    for passage in passages:
        heading = passage.heading_path[-1] if passage.heading_path else ""
        if heading.endswith("?") and passage.kind.is_evidence:
            yield Candidate(heading, passage.document_id, passage.kind, "")


def _made_up(passages: Sequence[Passage], audience: str) -> Iterator[Candidate]:
    """Of what the library treats from many sides everything is asked; of the rest only what it is.

    Each round asks one question of every kind, and each kind begins with another name, so that few questions show much
    of what the library holds.
    """
    subjects: dict[str, list[Passage]] = {}
    for passage in passages:
        if len((about := subject(passage.title)).split()) <= NAME and passage.kind.is_evidence:
            subjects.setdefault(about, []).append(passage)
    many = {about: notes for about, notes in subjects.items() if len({note.kind for note in notes}) >= SIDES}
    pools = [_pool(kind, ending, many) for kind, ending in ENDINGS[audience].items()]
    for turn in range(max(map(len, pools))):
        for place, pool in enumerate(pools):
            if turn < len(pool):
                yield pool[(turn + place * len(pool) // len(pools)) % len(pool)]
    for about, notes in subjects.items():
        yield Candidate(f"{about}: what is it?", notes[0].document_id, notes[0].kind, about)


def _pool(kind: Kind, ending: str, subjects: Mapping[str, Sequence[Passage]]) -> list[Candidate]:
    """What is asked of one kind, a question for each name and document."""
    asked = {
        (about, note.document_id): Candidate(f"{about}: {ending}", note.document_id, kind, about)
        for about, notes in subjects.items()
        for note in notes
        if note.kind is kind
    }
    return list(asked.values())


def subject(title: str) -> str:
    """What a title is about, without its numbering and its subtitle.

    >>> subject("11.6 Gluteus minimus: anatomy and action")
    'Gluteus minimus'
    """
    return SUBTITLE.split(NUMBERING.sub("", title))[0].strip() or title
