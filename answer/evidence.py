"""Which sentences of the hits answer the question, and what each holds of what was asked.

`answer.judge` scores each sentence; here units are made of them, a sentence or a list with its lead-in, and those of
the part of a muscle that the question does not ask about are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from answer.aims import FLAT, OF_METHODS, TOLD, USUAL, WEIGHTS, Aim, aim_of, serves, topic_of
from answer.candidates import Candidate, Found, ListKey, find_candidates, share
from answer.definitions import defines, is_of_another
from answer.features import Features, Numbers, find_features
from answer.offers import IMPERATIVE
from answer.question import NARROW, Ask, Question, is_name
from corpus.types import Kind, Role, Sentence
from index.search import Hit

Score = Callable[[Features], Numbers]
"""What gives each candidate its score, from the features of all."""

NAMED = 0.6  # a structure counts as named from this level on
PLAIN = 2.0
"""What the kind of fact weighs beside the judge's score where a question names one thing and nothing else."""
DEFINES = 4.0
"""What a sentence that says what the thing is weighs where that is all that was asked."""
ON_TOPIC = 0.85  # a sentence names the topic that has this share of what the best one has of it
LIST_WORDS = 110  # a list up to this long is shown whole
WHOLE_LIST_WORDS = 180  # and so are steps and warnings up to this long


_FORBIDS = re.compile(r"^(?:do not|don['’]t|never|avoid|stop)\b", re.IGNORECASE)


def _part(words: str) -> re.Pattern[str]:
    nouns = r"(?:parts?|fib(?:re|er)s?|portions?|sections?|bell(?:y|ies)|hal(?:f|ves)|heads?)"
    return re.compile(rf"\b(?:{words})(?:,? (?:and|or) (?:the )?\w+)?(?: \w+)? {nouns}\b", re.IGNORECASE)


_PARTS = (
    (_part("front|anterior"), _part("back|rear|posterior")),
    (_part("upper|superior"), _part("lower|inferior")),
    (_part("inner|medial"), _part("outer|lateral")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence that a unit shows, and the hit it stands in: a long list goes over more than one passage."""

    hit: Hit
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences that are shown together, and what they hold. `hit` is that of the best one."""

    hit: Hit
    parts: tuple[Part, ...]
    score: float
    found: Found
    offers: float
    named: bool  # whether the sentence that offers the fact names each structure that the question names
    stems: frozenset[str]
    serves: float = 0.0  # how far it meets what the question is after

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(part.sentence for part in self.parts)

    @property
    def text(self) -> str:
        return " ".join(part.sentence.text for part in self.parts)

    @property
    def words(self) -> int:
        return sum(len(part.sentence.text.split()) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate and its score."""

    candidate: Candidate
    score: float

    @property
    def sentence(self) -> Sentence:
        return self.candidate.sentence

    @property
    def offers(self) -> float:
        return self.candidate.offers


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The units, best first, and the scores of all sentences that were looked at."""

    units: list[Unit]
    scores: Numbers


def find_evidence(question: Question, hits: Sequence[Hit], searched: int, score: Score, *, unknown: float) -> Evidence:
    """The units of the hits, best first; equal scores in the order of document and place.

    The first `searched` hits are those of the search, the others their neighbours. `unknown` is the weight of a word
    that the library does not hold.
    """
    candidates = find_candidates(question, hits, searched)
    scores = score(find_features(question, candidates, unknown)) if candidates else np.zeros(0, dtype=np.float32)
    if question.asks and (len(question.terms) == 1 or all(term.names for term in question.terms)):
        scores = scores + PLAIN * np.array([one.offers - 0.5 for one in candidates], dtype=np.float32)
    if question.asks == (Ask.DEFINITION,):
        scores = scores + DEFINES * np.array([defines(question, one.sentence) for one in candidates], dtype=np.float32)
    singles: list[Unit] = []
    lists: dict[ListKey, list[_Scored]] = {}
    for candidate, value in zip(candidates, scores.tolist(), strict=True):
        item = _Scored(candidate, value)
        if candidate.list_key is None:
            singles.append(_unit(question, [item]))
        else:
            lists.setdefault(candidate.list_key, []).append(item)
    listed = [unit for members in lists.values() for unit in _list_units(question, members)]
    units = _aimed(question, _of_asked_part(question, [*singles, *listed]), candidates)
    return Evidence(sorted(units, key=lambda unit: (-unit.score, unit.hit.ordinal, unit.sentences[0].start)), scores)


def _aimed(question: Question, units: Sequence[Unit], candidates: Sequence[Candidate]) -> list[Unit]:
    """The units; those of notes on the topic count for more where they meet what the question is after."""
    aim = aim_of(question.text)
    if aim is None:
        return list(units)
    on_topic = _on_topic(question, candidates)
    found = []
    for unit in units:
        lead = [part for part in unit.parts if part.sentence.role is Role.LEAD_IN]  # says what its list is of
        telling = unit.parts if aim is Aim.STEPS else lead or unit.parts
        met = max(serves(aim, part.hit.passage, part.sentence) for part in telling)
        gain = FLAT.get(aim, 0.0) * met
        met *= on_topic.get(unit.hit.passage.document_id, 0.0)
        gain += WEIGHTS.get(aim, USUAL) * met
        if aim in TOLD and _orders(unit):
            gain -= USUAL
        named = unit.named or (met > 0 and aim in OF_METHODS and _is_general(question, unit))
        found.append(replace(unit, score=unit.score + gain, serves=met, named=named))
    return found


def _orders(unit: Unit) -> bool:
    """Whether a unit tells somebody to do something, or not to."""
    text = unit.sentences[0].text
    return bool(IMPERATIVE.search(text) or _FORBIDS.search(text))


def _is_general(question: Question, unit: Unit) -> bool:
    """Whether a unit speaks of all that the question names beside a muscle, and of no muscle itself."""
    asked = {term.stem for term in topic_of(question) if not term.names}
    levels = [level for term, level in zip(question.terms, unit.found, strict=True) if term.stem in asked]
    said = " ".join((unit.text, unit.hit.passage.title, unit.hit.passage.heading)).lower()
    return min(levels, default=0.0) >= NAMED and not any(map(is_name, re.findall(r"[a-z]+", said)))


def _on_topic(question: Question, candidates: Sequence[Candidate]) -> dict[str, float]:
    """How far each document is on the topic of the question, up to 1 for the one that names most of it most often.

    It is named where it stands in one sentence with its headings.
    """
    topic = topic_of(question)
    places = [place for place, term in enumerate(question.terms) if term in topic]
    named: dict[str, list[float]] = {}
    for one in candidates:
        levels = [max(one.own[place], one.heading[place], one.title[place]) for place in places]
        named.setdefault(one.hit.passage.document_id, []).append(share(topic, levels))
    best = max((max(held) for held in named.values()), default=0.0) or 1.0
    often = {identity: sum(one >= ON_TOPIC * best for one in held) for identity, held in named.items()}
    most = max(often.values(), default=0) or 1
    return {
        identity: (max(held) / best) ** 2 * (0.5 + 0.5 * often[identity] / most) for identity, held in named.items()
    }


def _of_asked_part(question: Question, units: Sequence[Unit]) -> list[Unit]:
    """The units, where the question names one part of a muscle without those that name only the opposite part."""
    for one, other in _PARTS:
        for asked, opposite in ((one, other), (other, one)):
            if asked.search(question.text) and not opposite.search(question.text):
                return [unit for unit in units if asked.search(unit.text) or not opposite.search(unit.text)]
    return list(units)


def _list_units(question: Question, members: list[_Scored]) -> list[Unit]:
    """A list as one unit where it is short enough to be read out; else its items one by one, with the lead-in.

    Steps and warnings are of use only whole, so they may be longer.
    """
    members = sorted(members, key=lambda item: item.sentence.start)
    lead = [item for item in members if item.sentence.role is Role.LEAD_IN]
    items = _whole_items([item for item in members if item.sentence.role is not Role.LEAD_IN])
    words = sum(len(item.sentence.text.split()) for item in members)
    steps = Ask.STEPS in question.asks or any(item[0].sentence.role is Role.STEP for item in items)
    kind = members[0].candidate.hit.passage.kind
    whole = steps or kind is Kind.SAFETY or (kind is Kind.EXERCISE and Ask.EXERCISE in question.asks)
    full = [item for item in items if item[-1].sentence.text.endswith(".")]
    prose = len(full) * 2 > len(items) and words > 14 * len(items)
    holding = sum(any(part.offers >= 0.5 for part in item) for item in items)
    one_fact = bool(NARROW.intersection(question.asks)) and holding == 1 < len(items)
    if words > (WHOLE_LIST_WORDS if whole else LIST_WORDS) or one_fact or (prose and not whole):
        return [_unit(question, [*lead, *item]) for item in items] or [_unit(question, lead)]
    apart = [item for item in full if len(item) == 1] if len(full) * 2 < len(items) else []
    rest = [part for item in items if item not in apart for part in item]
    units = [_unit(question, item) for item in apart]  # a whole sentence among mere words stands by itself
    return [_unit(question, [*lead, *rest]), *units]


def _whole_items(items: Sequence[_Scored]) -> list[list[_Scored]]:
    """The sentences of each item of a list together: only a line break parts one item from the next."""
    whole: list[list[_Scored]] = []
    for item in items:
        if whole and _goes_on(whole[-1][-1].candidate, item.candidate):
            whole[-1].append(item)
        else:
            whole.append([item])
    return whole


def _goes_on(before: Candidate, candidate: Candidate) -> bool:
    passage = candidate.hit.passage
    between = passage.text[before.sentence.end - passage.start : candidate.sentence.start - passage.start]
    return before.hit is candidate.hit and "\n" not in between


def _unit(question: Question, members: Sequence[_Scored]) -> Unit:
    """A unit of several sentences is as good as its best one: what is asked in one breath stands in one sentence."""
    best = max(members, key=lambda item: item.score)
    return Unit(
        hit=best.candidate.hit,
        parts=tuple(Part(item.candidate.hit, item.sentence) for item in members),
        score=best.score,
        found=best.candidate.found,
        offers=best.offers,
        named=_names(question, best.candidate.found) and not is_of_another(question, best.sentence),
        stems=frozenset().union(*(item.candidate.stems for item in members)),
    )


def _names(question: Question, found: Found) -> bool:
    alone = len(question.terms) == 1
    return all(level >= NAMED for term, level in zip(question.terms, found, strict=True) if term.names or alone)
