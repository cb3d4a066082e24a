"""Which sentences of the hits answer the question, and what each holds of what was asked.

A candidate is a unit: a sentence, or a list with its lead-in. Its score adds up four things, each between 0 and 1:
how near its meaning is to the question's (the cosine of its vector), how much of what was asked it names (coverage:
the weighted share of the question's terms found in it, in its lead-in, its headings or the sentence before), whether it
holds the kind of fact asked for (`answer.offers`), and how well its passage was ranked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from answer.offers import offer
from answer.question import NARROW, Ask, Question, Term
from corpus.types import Kind, Role, Sentence
from index.search import Hit

Stems = Callable[[str], list[str]]
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
    def words(self) -> int:
        return sum(len(part.sentence.text.split()) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence in its hit, with its own stems."""

    hit: Hit
    index: int
    stems: frozenset[str]

    @property
    def sentence(self) -> Sentence:
        return self.hit.passage.sentences[self.index]

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


def find_units(question: Question, hits: Sequence[Hit], stems: Stems) -> list[Unit]:
    """The units of the hits, best first; equal scores in the order of document and place."""
    places = [_places(hit, stems) for hit in hits]
    leads: Leads = {}
    for place in chain.from_iterable(places):
        if place.list_key is not None and place.sentence.role is Role.LEAD_IN:
            leads.setdefault(place.list_key, []).append(place)
    singles: list[Unit] = []
    lists: dict[tuple[str, int], list[_Scored]] = {}
    for item in chain.from_iterable(_score_hit(question, among, leads, stems) for among in places):
        if item.place.list_key is None:
            singles.append(_unit(question, [item]))
        else:
            lists.setdefault(item.place.list_key, []).append(item)
    listed = [unit for members in lists.values() for unit in _list_units(question, members)]
    units = [unit for unit in (*singles, *listed) if not _of_other_part(question, unit)]
    return sorted(units, key=lambda unit: (-unit.score, unit.hit.ordinal, unit.sentences[0].start))


def _places(hit: Hit, stems: Stems) -> list[_Place]:
    return [_Place(hit, i, frozenset(stems(one.text))) for i, one in enumerate(hit.passage.sentences)]


def _of_other_part(question: Question, unit: Unit) -> bool:
    """Whether the question names one part of a muscle, and the unit only the part on the other side."""
    said = " ".join(sentence.text for sentence in unit.sentences)
    for one, other in _PARTS:
        for asked, opposite in ((one, other), (other, one)):
            if asked.search(question.text) and not opposite.search(question.text):
                return bool(opposite.search(said)) and not asked.search(said)
    return False


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


def _score_hit(question: Question, places: Sequence[_Place], leads: Leads, stems: Stems) -> list[_Scored]:
    hit = places[0].hit
    around = (
        (IN_HEADING, frozenset(stem for heading in hit.passage.heading_path for stem in stems(heading))),
        (IN_TITLE, frozenset(stems(hit.passage.title))),
        (IN_PASSAGE, frozenset().union(*(place.stems for place in places))),
    )
    scored = []
    for place in places:
        listed = place.list_key is not None
        before = places[place.index - 1].stems if place.index and not listed else frozenset()
        above = leads.get(place.list_key, []) if place.list_key and place.sentence.role is not Role.LEAD_IN else []
        lead_words = frozenset().union(*(lead.stems for lead in above))
        levels = ((IN_LEAD_IN, lead_words), (IN_SENTENCE_BEFORE, before), *around)
        found = tuple(_level(term, place.stems, levels) for term in question.terms)
        inherited = max((_offers(question, lead) for lead in above), default=0.0)
        offers = max(_offers(question, place), IN_LEAD_IN * inherited)
        cosine = hit.sentence_scores[place.index]
        score = _add_up(cosine, share(question.terms, found), offers, hit)
        if offers < 0.5 and NARROW.intersection(question.asks):
            score *= WITHOUT_FACT
        scored.append(_Scored(place, cosine, found, offers, score))
    return scored


def _offers(question: Question, place: _Place) -> float:
    sentence, kind = place.sentence, place.hit.passage.kind
    return max((offer(ask, sentence.text, kind, sentence.role) for ask in question.asks), default=0.0)


def _level(term: Term, own: frozenset[str], levels: Sequence[tuple[float, frozenset[str]]]) -> float:
    if term.stem in own:
        return 1.0
    if term.alike & own:
        return ALIKE
    return max((level for level, words in levels if term.alike & words), default=0.0)
