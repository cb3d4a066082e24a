"""Questions to begin with, made from the headings of the library and kept only where the library answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain, islice

from answer.respond import Inquiry, respond
from answer.safety import Gate
from answer.types import Answer, Status
from corpus.store import Store
from corpus.types import Kind, Passage
from index.search import Searcher
from server.library import Held

WANTED = 6
TRIED = 60  # questions; each costs as much as any other answer
READ = 40  # documents
NAME = 3  # words that a structure's name has, at most
SIDES = 5  # kinds of sections
NUMBERING = re.compile(r"^\d+(\.\d+)*\.?\s+")
SUBTITLE = re.compile(r"\s*[:|–—]\s|\s-\s")

ENDINGS: Mapping[str, Mapping[Kind, str]] = {
    "client": {
        Kind.SYMPTOMS: "what does it feel like?",
        Kind.SELF_CARE: "what can I do myself?",
        Kind.CAUSES: "what causes the pain?",
        Kind.REFERRAL: "where is the pain felt?",
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that a section might answer: the section's document and kind, and what the question is about."""

    question: str
    document: str
    kind: Kind
    about: str


def find_examples(held: Held, gate: Gate, audience: str) -> list[str]:
    """Up to six questions for this audience; each was asked, and answered as `_answers` wants it."""
    examples: list[str] = []
    for candidate in islice(_candidates(held.searcher.generation.store, audience), TRIED):
        if len(examples) == WANTED:
            break
        *_, answer = respond(Inquiry(candidate.question, audience), gate, lambda: nullcontext(held.answerer))
        is_new = candidate.question not in examples
        if is_new and isinstance(answer, Answer) and _answers(candidate, answer, held.searcher):
            examples.append(candidate.question)
    return examples


def _answers(candidate: Candidate, answer: Answer, searcher: Searcher) -> bool:
    """Whether the section answers the question first, in words that speak of what it is about and of nothing else."""
    if answer.status is not Status.ANSWERED or answer.urgent is not None:
        return False
    first = answer.citations[0]
    if candidate.about and any(subject(citation.title) != candidate.about for citation in answer.citations):
        return False
    spoken = {stem for sentence in answer.sentences for stem in searcher.stems(sentence.text)}
    return (first.document_id, first.kind) == (candidate.document, candidate.kind) and spoken.issuperset(
        searcher.stems(candidate.about)
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
