"""Which sentences of the hits answer the question, and what each holds of what was asked.

A candidate is a unit: a sentence, or a list with its lead-in. Its score adds up four things, each between 0 and 1:
how near its meaning is to the question's (the cosine of its vector), how much of what was asked it names (coverage:
the weighted share of the question's terms found in it, in its lead-in, its headings or the sentence before), whether it
holds the kind of fact asked for (`answer.offers`), and how well its passage was ranked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from answer.offers import offer
from answer.question import NARROW, Ask, Question, Term
from corpus.types import Kind, Role, Sentence
from index.analysis import stems
from index.search import Hit

Found = tuple[float, ...]
"""For each term of the question how well it was found, 0 (nowhere) to 1 (in the very words)."""

COSINE, COVERAGE, OFFER, RANK = 0.8, 0.9, 0.4, 0.15  # what each part of a score weighs
# How much a term counts that stands not in the sentence but in what it hangs on.
IN_LEAD_IN, IN_HEADING, IN_TITLE, IN_SENTENCE_BEFORE, IN_PASSAGE = 0.9, 0.85, 0.75, 0.55, 0.35
ALIKE = 0.95  # a word that means the same
NAMED = 0.6  # a structure counts as named from this level on
WITHOUT_FACT = 0.7  # a question for a nerve or a duration is not answered by a sentence without one, however near
LIST_WORDS = 110  # a list up to this long is shown whole
WHOLE_LIST_WORDS = 180  # and so are steps and warnings up to this long


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
    cosine: float
    found: Found
    offers: float
    named: bool  # whether the sentence that offers the fact names each structure that the question names
    stems: frozenset[str]

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
class _Place:
    """A sentence in its hit: its stems, which terms it names itself, how well it holds the kind of fact asked for."""

    hit: Hit
    index: int
    sentence: Sentence
    stems: frozenset[str]
    found: Found
    offers: float

    @property
    def list_key(self) -> tuple[str, int] | None:
        """What the sentences of one list share, whatever passages they stand in."""
        group = self.sentence.group
        return None if group is None else (self.hit.passage.document_id, group)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A sentence and what it holds."""

    place: _Place
    cosine: float
    found: Found
    offers: float
    score: float

    @property
    def sentence(self) -> Sentence:
        return self.place.sentence


Leads = dict[tuple[str, int], list[_Place]]
"""The lead-ins of each list."""


def find_units(question: Question, hits: Sequence[Hit]) -> list[Unit]:
    """The units of the hits, best first; equal scores in the order of document and place."""
    places = [_places(question, hit) for hit in hits]
    leads: Leads = {}
    for place in chain.from_iterable(places):
        if place.list_key is not None and place.sentence.role is Role.LEAD_IN:
            leads.setdefault(place.list_key, []).append(place)
    singles: list[Unit] = []
    lists: dict[tuple[str, int], list[_Scored]] = {}
    for item in chain.from_iterable(_score_hit(question, among, leads) for among in places):
        if item.place.list_key is None:
            singles.append(_unit(question, [item]))
        else:
            lists.setdefault(item.place.list_key, []).append(item)
    listed = [unit for members in lists.values() for unit in _list_units(question, members)]
    units = _of_asked_part(question, [*singles, *listed])
    return sorted(units, key=lambda unit: (-unit.score, unit.hit.ordinal, unit.sentences[0].start))


def _places(question: Question, hit: Hit) -> list[_Place]:
    places = []
    for index, sentence in enumerate(hit.passage.sentences):
        words = frozenset(stems(sentence.text))
        offers = _offers(question, sentence, hit.passage.kind)
        places.append(_Place(hit, index, sentence, words, _find(question, words), offers))
    return places


def _find(question: Question, words: frozenset[str]) -> Found:
    """How well each term is found among these stems themselves."""
    return tuple(
        1.0 if term.stem in words else 0.0 if term.alike.isdisjoint(words) else ALIKE for term in question.terms
    )


def _offers(question: Question, sentence: Sentence, kind: Kind) -> float:
    return max((offer(ask, sentence.text, kind, sentence.role) for ask in question.asks), default=0.0)


def _of_asked_part(question: Question, units: Sequence[Unit]) -> list[Unit]:
    """The units, where the question names one part of a muscle without those that name only the opposite part."""
    for one, other in _PARTS:
        for asked, opposite in ((one, other), (other, one)):
            if asked.search(question.text) and not opposite.search(question.text):
                return [unit for unit in units if asked.search(unit.text) or not opposite.search(unit.text)]
    return list(units)


def share(terms: Sequence[Term], found: Sequence[float]) -> float:
    """The weighted share of the question's terms that was found, 0 to 1; 0 where the question has no terms."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight * level for term, level in zip(terms, found, strict=True)) / total


def _list_units(question: Question, members: list[_Scored]) -> list[Unit]:
    """A list as one unit where it is short enough to be read out; else its items one by one, with the lead-in.

    Steps and warnings are of use only whole, so they may be longer.
    """
    members = sorted(members, key=lambda item: item.sentence.start)
    lead = [item for item in members if item.sentence.role is Role.LEAD_IN]
    items = _whole_items([item for item in members if item.sentence.role is not Role.LEAD_IN])
    words = sum(len(item.sentence.text.split()) for item in members)
    steps = Ask.STEPS in question.asks or any(item[0].sentence.role is Role.STEP for item in items)
    kind = members[0].place.hit.passage.kind
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
        if whole and _goes_on(whole[-1][-1].place, item.place):
            whole[-1].append(item)
        else:
            whole.append([item])
    return whole


def _goes_on(before: _Place, place: _Place) -> bool:
    passage = place.hit.passage
    between = passage.text[before.sentence.end - passage.start : place.sentence.start - passage.start]
    return before.hit is place.hit and "\n" not in between


def _unit(question: Question, members: Sequence[_Scored]) -> Unit:
    """A unit of several sentences is as good as its best one: what is asked in one breath stands in one sentence."""
    best = max(members, key=lambda item: item.score)
    return Unit(
        hit=best.place.hit,
        parts=tuple(Part(item.place.hit, item.sentence) for item in members),
        score=best.score,
        cosine=best.cosine,
        found=best.found,
        offers=best.offers,
        named=_names(question, best.found),
        stems=frozenset().union(*(item.place.stems for item in members)),
    )


def _names(question: Question, found: Found) -> bool:
    return all(level >= NAMED for term, level in zip(question.terms, found, strict=True) if term.names)


def _add_up(cosine: float, coverage: float, offers: float, hit: Hit) -> float:
    return COSINE * cosine + COVERAGE * coverage + OFFER * offers + RANK * hit.score


def _score_hit(question: Question, places: Sequence[_Place], leads: Leads) -> list[_Scored]:
    hit = places[0].hit
    around = _found_around(question, places)
    narrow = bool(NARROW.intersection(question.asks))
    scored = []
    for place in places:
        above = leads.get(place.list_key, []) if place.list_key and place.sentence.role is not Role.LEAD_IN else []
        near = [_lower(IN_LEAD_IN, lead.found) for lead in above]
        if place.index and place.list_key is None:
            near.append(_lower(IN_SENTENCE_BEFORE, places[place.index - 1].found))
        found = tuple(map(max, place.found, around, *near))
        offers = max(place.offers, IN_LEAD_IN * max((lead.offers for lead in above), default=0.0))
        cosine = hit.sentence_scores[place.index]
        score = _add_up(cosine, share(question.terms, found), offers, hit)
        if narrow and offers < 0.5:
            score *= WITHOUT_FACT
        scored.append(_Scored(place, cosine, found, offers, score))
    return scored


def _found_around(question: Question, places: Sequence[_Place]) -> Found:
    """How well each term is found in what all sentences of one passage share."""
    passage = places[0].hit.passage
    heading = _find(question, frozenset(stems("\n".join(passage.heading_path))))
    title = _find(question, frozenset(stems(passage.title)))
    inside = [_lower(IN_PASSAGE, place.found) for place in places]
    return tuple(map(max, _lower(IN_HEADING, heading), _lower(IN_TITLE, title), *inside))


def _lower(level: float, found: Found) -> Found:
    """What was found beside a sentence counts as this level, whether in the very words or in words alike."""
    return tuple(level if one > 0 else 0.0 for one in found)
