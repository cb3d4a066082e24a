"""Warnings that belong to an answer: no steps are read out without what the note says against them.

Retrieval finds what was asked for; nobody asks for contraindications. So when an answer tells somebody to do something,
the warnings of the same section, and the list of who should not do it, are fetched from the same document. And when it
says for what to see a doctor, what the same section says of ambulances comes before that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from answer.evidence import Part, Unit
from answer.offers import IMPERATIVE
from corpus.types import Kind, Passage, Role
from index.search import Hit, Why

INSTRUCTING = frozenset({Kind.SELF_CARE, Kind.EXERCISE, Kind.TECHNIQUE, Kind.TREATMENT})
CAUTION = re.compile(
    r"^(?:do not|don['’]t|never|avoid|stop\b|warning|caution|attention|not suitable|take care|be careful)"
    r"|^leave\b.*\bout\b|\b(?:must not|should not|contra-?indicat\w*|stop (?:if|when|and))\b"
    r"|\bask a (?:doctor|physiotherapist|therapist)[^.]* first\b"
    r"|\b(?:advise|recommend)s? against\b|\bdo not\b[^.]*\bif\b",
    re.IGNORECASE,
)
SEEK_HELP = re.compile(
    r"\b(?:see|call|ring|ask|contact|speak to|talk to|go to|refer)\b"
    r".*\b(?:doctor|physician|gp|nurse|midwife|physio\w*|therapist|hospital)\b"
    r"|\b(?:same day|medical (?:help|advice|care))\b",
    re.IGNORECASE,
)
EMERGENCY = re.compile(r"\b(?:ambulance|emergency|999|112|911|A&E)\b", re.IGNORECASE)
BEFOREHAND = re.compile(
    r"before (?:you|starting|use)|contra-?indicat|caution|safety|who should"
    r"|do not|don['’]t|not (?:use|do|massage|suitable)",
    re.IGNORECASE,
)


def find_cautions(units: Sequence[Unit], passages_of: Callable[[str], Sequence[Passage]]) -> list[Unit]:
    """The cautions that belong to the units that instruct or say for what to seek help, in the order of the text.

    `passages_of` gives a document's passages. Cautions that the units hold already are left out.
    """
    shown = {(part.hit.passage.document_id, part.sentence.start) for unit in units for part in unit.parts}
    found: list[Unit] = []
    for unit in units:
        for caution in _cautions_for(unit, passages_of):
            place = (caution.hit.passage.document_id, caution.sentences[0].start)
            if place not in shown:
                found.append(caution)
                shown.add(place)
    return sorted(found, key=lambda unit: (unit.hit.passage.document_id, unit.sentences[0].start))


def _cautions_for(unit: Unit, passages_of: Callable[[str], Sequence[Passage]]) -> list[Unit]:
    passage = unit.hit.passage
    if instructs(unit):
        return _cautions_near(passage, passages_of(passage.document_id))
    if passage.kind is Kind.SAFETY and SEEK_HELP.search(unit.text):
        section = passage.sentences[0].section
        own = [one for one in passages_of(passage.document_id) if one.sentences[0].section == section]
        return [one for one in _units(own, every=True, sign=EMERGENCY) if EMERGENCY.search(one.sentences[0].text)]
    return []


def instructs(unit: Unit) -> bool:
    """Whether a unit tells somebody to do something to a body.

    Steps do, and sentences in the imperative where notes tell what to do; a warning by itself does not.
    """
    kind = unit.hit.passage.kind
    telling = [s for s in unit.sentences if s.role is Role.STEP or IMPERATIVE.search(s.text)]
    return kind in INSTRUCTING and any(not CAUTION.search(sentence.text) for sentence in telling)


def _cautions_near(passage: Passage, passages: Sequence[Passage]) -> list[Unit]:
    """The document's list of who should not, then the warnings of this passage's own section."""
    beforehand = [p for p in passages if p.heading_path and BEFOREHAND.search(p.heading_path[-1]) and _near(p, passage)]
    section = passage.sentences[0].section
    own = [p for p in passages if p.sentences[0].section == section]
    return [*_units(beforehand, every=True), *_units(own, every=False)]


def _near(caution: Passage, passage: Passage) -> bool:
    """A caution under a heading of its own speaks for that heading; one at the top level for the whole document."""
    above = caution.heading_path[:-1]
    return passage.heading_path[: len(above)] == above


def _units(passages: Sequence[Passage], *, every: bool, sign: re.Pattern[str] = CAUTION) -> list[Unit]:
    """The cautions of some passages: lists under a lead-in that warns, whole, and sentences that warn, by a sign.

    A long list goes over more than one passage. With `every` all lists count, as their heading warns.
    """
    units: list[Unit] = []
    lists: dict[int, list[Part]] = {}
    for passage in passages:
        hit = Hit(passage, -1, 0.0, Why(0.0, 0.0, (), 0), tuple(0.0 for _ in passage.sentences))
        for sentence in passage.sentences:
            if sentence.group is not None:
                lists.setdefault(sentence.group, []).append(Part(hit, sentence))
            elif sign.search(sentence.text):
                units.append(_unit([Part(hit, sentence)]))
    for members in lists.values():
        first = members[0].sentence
        if every or (first.role is Role.LEAD_IN and sign.search(first.text)):
            units.append(_unit(members))
        else:
            warnings = [part for part in members if sign.search(part.sentence.text)]
            units += [_unit([part]) for part in warnings if part.sentence.role is not Role.STEP]
    return units


def _unit(parts: Sequence[Part]) -> Unit:
    return Unit(parts[0].hit, tuple(parts), 0.0, (), 0.0, named=True, stems=frozenset())
