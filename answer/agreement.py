"""Where another place says the same as a sentence of the answer: the further sources of that sentence.

`answer.answerer` shows nothing twice; here what would be a repeat becomes a second citation. It counts only where all
of the sentence stands there too, with the same figures, directions and negations and the same structures named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answer.candidates import stems_of
from answer.evidence import Part, Unit
from answer.statements import Statement, read_statement
from corpus.types import Role

SOURCES = 3  # of one sentence, its own included
STATED = 0.9  # of a sentence's stems so many stand in the other one
AS_LONG = 0.6  # and so many of the other one's in the sentence: what says much more says something else
MAY = 0.5  # with fewer words in common, no other names for them make up for it
LOOKED_AT = 40  # units, best first


def find_repeats(part: Part, units: Sequence[Unit], shown: Iterable[tuple[str, int]] = ()) -> list[Part]:
    """The places among the units that say the same as this one, those of other documents first, at most two.

    `shown` are places, by document and start, that the answer quotes for themselves.
    """
    if part.sentence.role is Role.LEAD_IN:
        return []
    own = {_place(part), *shown}
    documents = {part.hit.passage.document_id}
    found: list[Part] = []
    for other in (one for unit in units[:LOOKED_AT] for one in unit.parts):
        if _place(other) not in own and other.sentence.role is not Role.LEAD_IN and says_the_same(part, other):
            own.add(_place(other))
            found.append(other)
    found.sort(key=lambda one: one.hit.passage.document_id in documents)  # stable: the best stays first
    return found[: SOURCES - 1]


def says_the_same(part: Part, other: Part) -> bool:
    """Whether all that a sentence states is stated by another one too.

    What the other is about its heading may say.
    """
    if part.sentence.text == other.sentence.text and _heading(part) == _heading(other):
        return True
    if len(stems_of(part.sentence.text) & stems_of(other.sentence.text)) < MAY * len(stems_of(part.sentence.text)):
        return False  # reading them takes longer
    one, two = _read(part), _read(other)
    if not one.all or len(one.all & (two.all | two.around)) < STATED * len(one.all):
        return False
    if not one.all & two.all or len(two.all & (one.all | one.around)) < AS_LONG * len(two.all):
        return False
    return _claims(one) == _claims(two)


def _heading(part: Part) -> str:
    return part.hit.passage.heading


def _read(part: Part) -> Statement:
    return read_statement(part.sentence.text, part.hit.passage.heading_path, part.hit.passage.title)


def _claims(one: Statement) -> tuple[object, ...]:
    """All of a statement but its words."""
    figures = frozenset((figure.of, figure.low, figure.high) for figure in one.figures)
    return (one.names, figures, one.roots, one.nerves, one.values, one.scopes, one.polar, one.negated)


def _place(part: Part) -> tuple[str, int]:
    return part.hit.passage.document_id, part.sentence.start
