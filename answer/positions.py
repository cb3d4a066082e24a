"""The disagreements of one answer: which other sentences found contradict a chosen one, and both shown side by side.

`answer.disagreement` compares two sentences and `answer.declared` reads what a note says of it; here the sentences of
the answer are held against the others that answer nearly as well, and what differs is added to the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any

from answer.candidates import stems_of
from answer.declared import Side, declares, find_declared
from answer.disagreement import Said, differ, exclude, of_a_kind
from answer.evidence import Part, Unit
from answer.question import Question, is_name
from answer.types import Citation
from corpus.types import Role, Source

MOST = 3  # disagreements of one answer
HELD_AGAINST = 20  # units that are compared with the chosen ones
AS_LIKELY = 0.001  # a unit counts as answering too where it is at least this likely as the best one
NEARLY = 3.0  # what scores so much less than the best does not answer nearly as well
SURE = 0.001  # and at least this likely by itself
WELL = 2.0
"""What scores so much less than the best, or than what answers as likely as not, does not answer well."""

_OWNERS = re.compile(r"\((?![^)]*\d)[^)]{4,}\)")
_WORDS = re.compile(r"[a-z]+")

Place = tuple[str, int]
"""Where a sentence stands: its document's id, and where it starts."""


@dataclass(frozen=True, slots=True)
class Position:
    """What one side says: words of a sentence."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """In what the notes differ, and what each side says."""

    topic: str
    positions: tuple[Position, ...]


def find_disagreements(
    question: Question, units: Sequence[Unit], chosen: Sequence[Unit]
) -> tuple[list[Unit], list[Disagreement]]:
    """The chosen units with those that contradict them, and the disagreements, at most three.

    `units` are all that speak of what was asked, best first.
    """
    shown, found = list(chosen), list[Disagreement]()
    topics: set[str] = set()
    for disagreement, missing in (*_declared(question, units, chosen), *_compared(question, units, chosen)):
        places = {position.place for position in disagreement.positions}
        told = {position.place for one in found for position in one.positions}
        if len(found) == MOST or places <= told or disagreement.topic in topics:
            continue
        found.append(disagreement)
        topics.add(disagreement.topic)
        shown += [unit for unit in missing if not _shows(shown, unit)]
    return shown, found


def as_json(
    disagreements: Sequence[Disagreement], citations: Sequence[Citation], source_of: Callable[[str], Source]
) -> tuple[dict[str, Any], ...]:
    """The disagreements as the contract has them; one of which a side is not cited is left out."""
    numbers = {(citation.document_id, citation.start): citation.number for citation in citations}
    return tuple(
        {
            "topic": one.topic,
            "positions": [
                {"text": side.text, "citations": [numbers[side.place]], "date": date(source_of(side.place[0]))}
                for side in one.positions
            ],
        }
        for one in disagreements
        if all(side.place in numbers for side in one.positions)
    )


def date(source: Source) -> str:
    """When what a source says was last looked at: reviewed, else published; "" where it gives neither."""
    return source.reviewed or source.published


def _compared(
    question: Question, units: Sequence[Unit], chosen: Sequence[Unit]
) -> Iterator[tuple[Disagreement, list[Unit]]]:
    """What other units say against the chosen ones."""
    if not chosen:
        return
    asked = frozenset(term.stem for term in question.terms)
    best = max(unit.score for unit in chosen)
    others = [unit for unit in units if exp(unit.score - best) >= AS_LIKELY and _likely(unit)][:HELD_AGAINST]
    for unit in chosen:
        for other in others:
            for one, against in _sentences(unit, other, asked):
                if _is_of_others(question, one) or _is_of_others(question, against):
                    continue
                apart = one.hit.passage.document_id != against.hit.passage.document_id
                both = apart and _answer(unit, other, best - NEARLY)
                topic = differ(question, _said(one), _said(against), both_answer=both)
                if topic is None and apart and _answer(unit, other, max(best, 0.0) - WELL):
                    topic = exclude(question, _said(one), _said(against))
                if topic is not None:
                    sides = (_position(one), _position(against))
                    yield Disagreement(_begin(topic), sides), [_alone(other, against)]


def _answer(unit: Unit, other: Unit, least: float) -> bool:
    """Whether each of two units is one sentence that scores at least this."""
    return len(unit.parts) == len(other.parts) == 1 and min(unit.score, other.score) >= least


def _likely(unit: Unit) -> bool:
    return exp(unit.score) / (1 + exp(unit.score)) >= SURE


def _sentences(unit: Unit, other: Unit, asked: frozenset[str]) -> Iterator[tuple[Part, Part]]:
    for one in unit.parts:
        for against in other.parts:
            if _section(one) != _section(against) and _comparable(one, against):
                held = stems_of(against.sentence.text)
                if held & asked or held & stems_of(one.sentence.text):
                    yield one, against


def _is_of_others(question: Question, part: Part) -> bool:
    """Whether a sentence speaks of other structures than those asked about, or gives the facts of several in a row.

    What "some add L4 to the quadratus femoris" says is nothing against the nerve of the piriformis.
    """
    text = part.sentence.text
    if part.sentence.role is Role.LABEL and len(_OWNERS.findall(text)) > 1:
        return True
    names = frozenset(stem for word in _WORDS.findall(text.lower()) if is_name(word) for stem in stems_of(word))
    asked = frozenset(stem for term in question.terms if term.names for stem in term.alike.union(*term.called))
    return bool(names and asked) and not names & asked


def _comparable(one: Part, other: Part) -> bool:
    """Whether two sentences say something by themselves: mere words of a list mean what their section is about."""
    roles = {one.sentence.role, other.sentence.role}
    if Role.LEAD_IN in roles:
        return False
    return roles <= {Role.SENTENCE, Role.STEP} or one.hit.passage.kind is other.hit.passage.kind


def _declared(
    question: Question, units: Sequence[Unit], chosen: Sequence[Unit]
) -> Iterator[tuple[Disagreement, list[Unit]]]:
    """What the notes of the chosen units themselves declare."""
    sections = _sections((*units, *chosen))
    for unit in chosen:
        for part in unit.parts:
            section = sections[_section(part)]
            sentences = [one.sentence for one in section]
            sides = find_declared(sentences, part.sentence, part.hit.passage.heading)
            sides = sides or _against_the_rest(question, part, chosen)
            if sides is not None:
                parts = [one for one in section if one.sentence in [side.sentence for side in sides]]
                yield (
                    Disagreement(_topic(part), tuple(_of_side(part, side) for side in sides)),
                    [_alone(unit, one) for one in parts],
                )


def _against_the_rest(question: Question, part: Part, chosen: Sequence[Unit]) -> tuple[Side, Side] | None:
    """What a sentence declares that tells one side alone, against the chosen one that tells the other."""
    if not declares(part.sentence.text) or _is_of_others(question, part):
        return None
    for unit in chosen:
        for other in unit.parts:
            if _is_of_others(question, other):
                continue
            if _section(other) == _section(part) and of_a_kind(_said(other), _said(part)):
                return Side(other.sentence, other.sentence.text), Side(part.sentence, part.sentence.text)
    return None


def _sections(units: Sequence[Unit]) -> dict[tuple[str, int], list[Part]]:
    """What was found of each section, in the order of its text."""
    found: dict[tuple[str, int], dict[int, Part]] = {}
    for unit in units:
        for part in unit.parts:
            found.setdefault(_section(part), {})[part.sentence.start] = part
    return {section: [parts[start] for start in sorted(parts)] for section, parts in found.items()}


def _section(part: Part) -> tuple[str, int]:
    return part.hit.passage.document_id, part.sentence.section


def _of_side(part: Part, side: Side) -> Position:
    return Position((part.hit.passage.document_id, side.sentence.start), side.text)


def _topic(part: Part) -> str:
    """The topic of a declared disagreement: the heading that it stands under."""
    passage = part.hit.passage
    return " › ".join((passage.title, *passage.heading_path[-1:]))


def _begin(topic: str) -> str:
    return topic[0].upper() + topic[1:]


def _alone(unit: Unit, part: Part) -> Unit:
    """A unit of this sentence alone, with the lead-in where it is an item."""
    lead = [
        one for one in unit.parts if one.sentence.role is Role.LEAD_IN and one.sentence.group == part.sentence.group
    ]
    parts = (*lead, part) if part.sentence.group is not None and part not in lead else (part,)
    return replace(unit, hit=part.hit, parts=parts)


def _shows(units: Sequence[Unit], unit: Unit) -> bool:
    shown = {_place(part) for one in units for part in one.parts}
    return all(_place(part) in shown for part in unit.parts)


def _said(part: Part) -> Said:
    passage = part.hit.passage
    return Said(part.sentence.text, passage.heading_path, passage.title)


def _position(part: Part) -> Position:
    return Position(_place(part), part.sentence.text)


def _place(part: Part) -> Place:
    return part.hit.passage.document_id, part.sentence.start
