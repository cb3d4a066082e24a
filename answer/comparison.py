"""Questions of more than one thing: which sides they name, and what each side asks by itself.

"Ice or heat for a stiff neck?" is asked once more for each side that the answer to the whole leaves out: "Ice for a
stiff neck?". "Nerve supply of sartorius and soleus?" compares nothing, and is asked for each of them from the start.
`answer.question` reads for which kind of fact a question asks, and all sides ask for the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answer.cautions import CAUTION
from answer.evidence import Unit
from answer.follow_up_words import EPITHETS
from answer.respects import Values
from answer.statements import read_statement
from answer.subjects import Sort, Subject
from index.analysis import STOP_WORDS, stems

OF_EACH = 2  # units about each of several things that are asked of alike
WORDS = 3  # of the name of a side at most
_AND = r"and"
_OR = r"or|versus|vs\.?|against|as opposed to|compared (?:with|to)"
_DIFFERENCE = re.compile(
    r"\bdiffer(?:s|ent|ence|ences|ently)?\b|\bcompare[sd]?\b|\btell\b.*\bapart\b"
    r"|\bwhich (?:one )?(?:of|is|lies|works|does|has)\b"
    r"|\bwhich of (?:the )?two\b|: which\b|\bin common\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"\b(?:which|better|best|prefer|choose|rather)\b"
    r"|^(?:should|shall|do|does|is|are|was|can|could|will|would|must|may)\b|[,:] (?:should|do|does|is|are|will|can)\b"
    r"|(?:^|[,:] )(?:[\w'-]+ ){1,3}or\b",
    re.IGNORECASE,
)
_BOUND = STOP_WORDS - {"up", "down"} | frozenset(
    """difference differences differ compare compared use using better best good act actions action main way side
    job jobs rather first put get take tell muscle between different choose prefer pick using work works worked
    like begin start feel called described across better worse safer quicker faster deeper more stronger larger
    versus vs against compared""".split()
)
_WORD = r"[^\W_]+(?:['’-][^\W_]+)*"
_KINDS = re.compile(
    r"front|back|rear|anterior|posterior|upper|lower|middle|top|bottom|inner|outer|medial|lateral|superior|inferior|deep"
    r"|superficial|active|passive|static|dynamic|soft|hard|straight|bent|acute|chronic|long|short|left|right|light|firm|slow"
    r"|fast|internal|external|tennis|massage|golf|clavicular|sternal",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?:,|,? (?:and|&)|,? as well as) (?:(?:the|an?|my|your|of|for|in) ){0,2}", re.IGNORECASE)
_AND_ALSO = re.compile(r"\band\b|&|\bas well as\b", re.IGNORECASE)
# What two things have with each other is no fact of either, and what somebody tells of both is one complaint.
_WITH_EACH_OTHER = re.compile(
    r"\b(?:between|together|each other|both|relat\w+|connect\w*|meets?|joins?|shared?|common|links?|linked|same)\b"
    r"|^(?:my|i|i['’]\w+)\b|\b(?:and|or)\b.*\b(?:and|or)\b",
    re.IGNORECASE,
)
_NOT_A_SIDE = frozenset(
    "not more less so else other two three four five six seven eight nine ten twice whatever any".split()
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the stems of its name, the question for it, and the value that its name stands for.

    So "keep still" is told of by what says "hold there".
    """

    stems: frozenset[str]
    question: str
    value: tuple[int, Values] | None = None


def read_sides(question: str) -> tuple[Side, ...]:
    """The sides that a question compares or leaves to choose from, in its order; () where it does neither.

    >>> [side.question for side in read_sides("Ice or heat for a stiff neck?")]
    ['Ice for a stiff neck?', 'heat for a stiff neck?']
    """
    joint = _OR if _CHOICE.search(question) or _DIFFERENCE.search(question) else r"versus|vs\.?|against|as opposed to"
    joints = [rf"{joint}|{_AND}"] if _DIFFERENCE.search(question) else [joint]
    for words in joints:
        for match in re.finditer(rf"[,:]?\s+(?:{words})\s+(?:(?:the|an?|my|your|on) )?", question, re.IGNORECASE):
            sides = _sides_of(question, match)
            if sides:
                return sides
    return ()


def _sides_of(question: str, joint: re.Match[str]) -> tuple[Side, ...]:
    start, ends = _before(question, joint.start()), [joint.end()]
    names = [question[start : joint.start()]]
    goes_on: re.Match[str] | None = joint
    while goes_on is not None:  # "A versus B versus C"
        end = _after(question, goes_on.end())
        names.append(question[goes_on.end() : end])
        ends.append(end)
        goes_on = re.compile(joint.re.pattern, re.IGNORECASE).match(question, end)
    if not all(names) or _NOT_A_SIDE.intersection(" ".join(names).lower().split()):
        return ()
    shared = names[-1].split()[1:]  # "front or back fibres": the front fibres too
    names = [" ".join((name, *shared)) if _KINDS.fullmatch(name) else name for name in names]
    told = [frozenset(stems(name)) for name in names]
    common = frozenset.intersection(*told)
    if not all(one - common for one in told):
        return ()
    head, tail = question[:start], question[ends[-1] :]
    return tuple(Side(one - common, f"{head}{name}{tail}", _value(name)) for one, name in zip(told, names, strict=True))


def _value(name: str) -> tuple[int, Values] | None:
    values = read_statement(name, (), "").values
    return next(iter(values.items())) if len(values) == 1 else None


def _before(question: str, end: int) -> int:
    """Where the name begins that ends here."""
    start = end
    for match in list(re.finditer(_WORD, question[:end]))[: -WORDS - 1 : -1]:
        between = question[match.end() : start]
        if match[0].lower() in _BOUND or (start < end and between.strip()) or (start == end and between):
            break
        start = match.start()
    return start


def _after(question: str, start: int) -> int:
    """Where the name ends that begins here, an article left out."""
    end = start
    for number, match in enumerate(re.finditer(_WORD, question[start:])):
        between = question[end : start + match.start()]
        if number >= WORDS or match[0].lower() in _BOUND or between.strip():
            break
        end = start + match.end()
    return end


def read_both(question: str, named: Sequence[Subject]) -> tuple[Side, ...]:
    """The things of one sort of which a question asks the same, in its order; () where it asks of one, or compares.

    `named` is what the question names, from left to right.
    """
    if len(named) < 2 or _WITH_EACH_OTHER.search(question):
        return ()
    for first in range(len(named) - 1):
        group = [named[first]]
        for other in named[first + 1 :]:
            if _of_one_sort(other, group[0]) and _JOINS.fullmatch(question[group[-1].end : other.start]):
                group.append(other)
        joined = len(group) > 1 and _AND_ALSO.search(question[group[-2].end : group[-1].start])
        if joined and not _is_one_complaint(question, group, named):
            return _each(question, group)
    return ()


def _of_one_sort(one: Subject, other: Subject) -> bool:
    return one.sort is other.sort or Sort.OTHER in (one.sort, other.sort)


def _is_one_complaint(question: str, group: Sequence[Subject], named: Sequence[Subject]) -> bool:
    """Whether somebody hurts in both places: "pain in the hip and knee" is one thing to ask of."""
    places = all(each.sort is Sort.STRUCTURE and not each.is_latin for each in group)
    return places and (_HURTS.search(question) is not None or any(each.sort is Sort.COMPLAINT for each in named))


_HURTS = re.compile(r"\b(?:pain\w*|hurt\w*|ach(?:e|es|ing)|sore|stiff\w*|numb\w*|tingl\w*|tight\w*)\b", re.IGNORECASE)


def _each(question: str, group: Sequence[Subject]) -> tuple[Side, ...]:
    head, tail = question[: group[0].start], question[group[-1].end :]
    before = group[0].text.split()[:-1]  # "gluteus medius and minimus"
    names = [" ".join((*before, each.text)) if each.text.lower() in EPITHETS else each.text for each in group]
    return tuple(Side(frozenset(stems(name)), f"{head}{name}{tail}") for name in names)


def answer_each(sides: Sequence[Side], answer_for: Callable[[str], Sequence[Unit]]) -> list[Unit]:
    """The best units about each side, [] where one side has none; what tells of two sides comes once.

    `answer_for` gives the units that a question by itself is answered with, [] where it is not covered.
    """
    found: dict[frozenset[tuple[str, int]], Unit] = {}
    for side in sides:
        about = [unit for unit in answer_for(side.question) if _tells(unit, side)]
        if not about:
            return []
        telling = [unit for unit in about if not _only_warns(unit)] or about  # warnings come with what they are about
        for rank, unit in enumerate(sorted(telling, key=lambda unit: -unit.score)[:OF_EACH]):
            found.setdefault(frozenset(_places(unit)), replace(unit, score=-float(rank)))  # no side goes before another
    return list(found.values())


def _only_warns(unit: Unit) -> bool:
    return bool(CAUTION.search(unit.sentences[0].text))


def add_sides(
    sides: Sequence[Side], chosen: Sequence[Unit], units_for: Callable[[str], Sequence[Unit]], *, most: int
) -> list[Unit]:
    """The chosen units, and the best one about each side that they leave out.

    `units_for` gives the units that answer a question, [] where none does. Where nothing was chosen both sides must be
    answered: half of a comparison that the notes do not draw is no answer to it.
    """
    if any(all(_tells(unit, side) for side in sides) for unit in chosen):
        return list(chosen)
    missing = [side for side in sides if not any(_tells(unit, side) for unit in chosen)]
    found = []
    for side in missing:
        found.append(next((unit for unit in units_for(side.question) if _tells(unit, side)), None))
        if found[-1] is None and not chosen:
            return []
    told = {place for unit in chosen for place in _places(unit)}
    added = dict.fromkeys(unit for unit in found if unit is not None and not told & _places(unit))
    if not chosen:
        return list(added)
    least = min(unit.score for unit in chosen)  # what answers the whole question goes last where room is short
    return [*chosen, *(replace(unit, score=min(unit.score, least)) for unit in added)][:most]


def _tells(unit: Unit, side: Side) -> bool:
    """Whether a unit speaks of a side: in its own words or in its heading or title."""
    if side.stems <= unit.stems | frozenset(stems(f"{unit.hit.passage.heading} {unit.hit.passage.title}")):
        return True
    said = (read_statement(part.sentence.text, (), "").values for part in unit.parts)
    return side.value is not None and any(values.get(side.value[0]) == side.value[1] for values in said)


def _places(unit: Unit) -> set[tuple[str, int]]:
    return {(part.hit.passage.document_id, part.sentence.start) for part in unit.parts}
