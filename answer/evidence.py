"""Which sentences of the hits answer the question, and what each holds of what was asked.

A candidate is a unit: a sentence, or a list with its lead-in. Its score adds up four things, each between 0 and 1:
how near its meaning is to the question's (the cosine of its vector), how much of what was asked it names (coverage:
the weighted share of the question's terms found in it, in its lead-in, its headings or the sentence before), whether it
holds the kind of fact asked for (`answer.offers`), and how well its passage was ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from answer.offers import offer
from answer.question import NARROW, Ask, Question, Term
from corpus.types import Role, Sentence
from index.search import Hit

Stems = Callable[[str], list[str]]
Found = tuple[float, ...]
"""For each term of the question how well it was found, 0 (nowhere) to 1 (in the very words)."""

COSINE, COVERAGE, OFFER, RANK = 0.8, 0.9, 0.4, 0.15  # what each part of a score weighs
# How much a term counts that stands not in the sentence but in what it hangs on.
IN_LEAD_IN, IN_HEADING, IN_TITLE, IN_SENTENCE_BEFORE, IN_PASSAGE = 0.9, 0.85, 0.75, 0.6, 0.35
ALIKE = 0.95  # a word that means the same
NAMED = 0.6  # a structure counts as named from this level on
WITHOUT_FACT = 0.7  # a question for a nerve or a duration is not answered by a sentence without one, however near
LIST_WORDS = 110  # a list up to this long is shown whole


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences of a hit that are shown together, and what they hold."""

    hit: Hit
    sentences: tuple[Sentence, ...]
    score: float
    cosine: float
    found: Found
    offers: float
    named: bool  # whether the sentence that offers the fact names each structure that the question names
    stems: frozenset[str]

    @property
    def words(self) -> int:
        return sum(len(sentence.text.split()) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A sentence of a hit with its own stems and what it holds."""

    sentence: Sentence
    stems: frozenset[str]
    cosine: float
    found: Found
    offers: float
    score: float


def find_units(question: Question, hits: Sequence[Hit], stems: Stems) -> list[Unit]:
    """The units of the hits, best first; equal scores in the order of document and place."""
    units = [unit for hit in hits for unit in _units_of(question, hit, stems)]
    return sorted(units, key=lambda unit: (-unit.score, unit.hit.ordinal, unit.sentences[0].start))


def share(terms: Sequence[Term], found: Sequence[float]) -> float:
    """The weighted share of the question's terms that was found, 0 to 1; 0 where the question has no terms."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight * level for term, level in zip(terms, found, strict=True)) / total


def _units_of(question: Question, hit: Hit, stems: Stems) -> list[Unit]:
    scored = _score_sentences(question, hit, stems)
    units: list[Unit] = []
    done: set[int] = set()
    for item in scored:
        group = item.sentence.group
        if group is None:
            units.append(_unit(question, hit, [item]))
        elif group not in done:
            done.add(group)
            units.extend(_list_units(question, hit, [other for other in scored if other.sentence.group == group]))
    return units


def _list_units(question: Question, hit: Hit, members: list[_Scored]) -> list[Unit]:
    """A list as one unit where it is short enough to be read out; else its items one by one, with the lead-in."""
    lead = [item for item in members if item.sentence.role is Role.LEAD_IN]
    items = [item for item in members if item not in lead]
    words = sum(len(item.sentence.text.split()) for item in members)
    steps = Ask.STEPS in question.asks or any(item.sentence.role is Role.STEP for item in items)
    sentences = sum(item.sentence.text.endswith(".") for item in items)
    prose = sentences * 2 > len(items) and words > 14 * len(items)
    holding = sum(item.offers >= 0.5 for item in items)
    one_fact = bool(NARROW.intersection(question.asks)) and holding == 1 < len(items)
    if words > LIST_WORDS or one_fact or (prose and not steps):
        return [_unit(question, hit, [*lead, *item]) for item in _whole_items(hit, items)]
    apart = [item for item in items if item.sentence.text.endswith(".")] if sentences * 2 < len(items) else []
    units = [_unit(question, hit, [item]) for item in apart]  # a whole sentence among mere words stands by itself
    return [_unit(question, hit, [item for item in members if item not in apart]), *units]


def _whole_items(hit: Hit, items: Sequence[_Scored]) -> list[list[_Scored]]:
    """The sentences of each item of a list together: only a line break parts one item from the next."""
    passage = hit.passage
    whole: list[list[_Scored]] = []
    for item in items:
        end = whole[-1][-1].sentence.end - passage.start if whole else 0
        if whole and "\n" not in passage.text[end : item.sentence.start - passage.start]:
            whole[-1].append(item)
        else:
            whole.append([item])
    return whole


def _unit(question: Question, hit: Hit, members: Sequence[_Scored]) -> Unit:
    """A unit of several sentences is as good as its best one: what is asked in one breath stands in one sentence."""
    best = max(members, key=lambda item: item.score)
    return Unit(
        hit=hit,
        sentences=tuple(item.sentence for item in members),
        score=best.score,
        cosine=best.cosine,
        found=best.found,
        offers=best.offers,
        named=_names(question, best.found),
        stems=frozenset().union(*(item.stems for item in members)),
    )


def _names(question: Question, found: Found) -> bool:
    return all(level >= NAMED for term, level in zip(question.terms, found, strict=True) if term.names)


def _add_up(cosine: float, coverage: float, offers: float, hit: Hit) -> float:
    return COSINE * cosine + COVERAGE * coverage + OFFER * offers + RANK * hit.score


def _score_sentences(question: Question, hit: Hit, stems: Stems) -> list[_Scored]:
    passage = hit.passage
    own = [frozenset(stems(sentence.text)) for sentence in passage.sentences]
    around = (
        (IN_HEADING, frozenset(stem for heading in passage.heading_path for stem in stems(heading))),
        (IN_TITLE, frozenset(stems(passage.title))),
        (IN_PASSAGE, frozenset().union(*own)),
    )
    scored = []
    for index, sentence in enumerate(passage.sentences):
        before = own[index - 1] if index and sentence.group is None else frozenset()
        leads = _lead_ins(hit, index)
        lead_words = frozenset().union(*(own[lead] for lead in leads))
        levels = ((IN_LEAD_IN, lead_words), (IN_SENTENCE_BEFORE, before), *around)
        found = tuple(_level(term, own[index], levels) for term in question.terms)
        offers = max(
            _offers(question, hit, index), IN_LEAD_IN * max(map(partial(_offers, question, hit), leads), default=0.0)
        )
        cosine = hit.sentence_scores[index]
        score = _add_up(cosine, share(question.terms, found), offers, hit)
        if offers < 0.5 and NARROW.intersection(question.asks):
            score *= WITHOUT_FACT
        scored.append(_Scored(sentence, own[index], cosine, found, offers, score))
    return scored


def _offers(question: Question, hit: Hit, index: int) -> float:
    sentence, kind = hit.passage.sentences[index], hit.passage.kind
    return max((offer(ask, sentence.text, kind, sentence.role) for ask in question.asks), default=0.0)


def _lead_ins(hit: Hit, index: int) -> list[int]:
    """The lead-in of the list that a sentence is an item of, if it stands in the same passage."""
    sentences = hit.passage.sentences
    one = sentences[index]
    if one.group is None or one.role is Role.LEAD_IN:
        return []
    return [i for i, other in enumerate(sentences) if other.group == one.group and other.role is Role.LEAD_IN]


def _level(term: Term, own: frozenset[str], levels: Sequence[tuple[float, frozenset[str]]]) -> float:
    if term.stem in own:
        return 1.0
    if term.alike & own:
        return ALIKE
    return max((level for level, words in levels if term.alike & words), default=0.0)
