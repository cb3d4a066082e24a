"""Where sources differ: two sentences that say incompatible things of the same structure, and notes that say so.

Two sentences differ where they speak of the same, in the same scope (part, stage, people, position), and in exactly one
respect give values that exclude each other. Whatever differs in two respects most often speaks of two cases. A wrong
disagreement is worse than a missed one, so in doubt there is none. `answer.statements` takes sentences apart.

What no rule lists is judged by what was learned from pairs (`answer.differing`), of sentences that both answer well;
and what a rule finds is dropped where that speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from answer.contrasts import contrasts, read_side
from answer.differing import load_differing
from answer.figures import Figure
from answer.question import Ask, Question
from answer.respects import DISPUTES, POLAR, SCOPES, Values
from answer.statements import Statement, read_statement, topic_stems
from index.analysis import fold

ALIKE, ALIKE_LARGE = 0.6, 0.5
"""The share of the shorter and of the longer sentence's topic that must stand in the other one."""
VERY_ALIKE = 0.74
LEAST = 0.34
LONGEST = 120
"""Letters of a question that is named as what the sources differ on."""
UNLIKELY = -0.5
"""What was learned speaks against a difference in other things than figures from this score down."""
WORDS = 26
"""Longer sentences say several things, and pairs of them were not learned from."""
OWN = frozenset({"the shape", "the joint", "whether it can be felt"})
"""What a structure has one of, whatever else is said of it."""
FIGURES: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "time": ("how long", re.compile(r"\bhow (?:long|many|much|soon|quick)|\bwhen\b|\bduration|\blast\b|\btime\b")),
    "rate": ("how often", re.compile(r"\bhow (?:often|many|frequent)|\btimes\b|\bdaily|\bevery|\ba (?:day|week)\b")),
    "angle": ("by how many degrees", re.compile(r"\bhow (?:far|many|much)|\bdegrees?\b|\bangle|\brange")),
    "length": ("by how much", re.compile(r"\bhow\b|\bsize\b|\blength|\bdepth|\bdistance|\bthick")),
    "weight": ("what weight", re.compile(r"\bhow\b|\bweight|\bload")),
    "share": ("what share", re.compile(r"\bhow\b|\bper ?cent|\bshare|\bproportion|\bcommon|\brate\b|\bprevalen")),
    "times": ("how many times", re.compile(r"\bhow\b|\btimes\b|\brepe|\breps\b|\bnumber\b")),
}
_NERVES = re.compile(r"\b(?:roots?|nerves?|levels?|segments?)\b")
_COUNT = re.compile(r"\bhow (?:many|much)\b|\bnumber\b|\bcount\b")
_HEDGED = re.compile(r"\b(?:main|chief|most|special|especial|sometimes|predominant|primar)\w*\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and where it stands."""

    text: str
    heading: tuple[str, ...] = ()
    title: str = ""

    def read(self) -> Statement:
        return read_statement(self.text, self.heading, self.title)


def differ(question: Question, one: Said, other: Said, *, both_answer: bool = False) -> str | None:
    """In what two sentences differ that answer the same question, in words; None where they do not.

    Of two that `both_answer` it, as far as is known, what the question asks for need not be said in like words.
    """
    a, b = one.read(), other.read()
    if not _same_subject(a, b) or not _same_scope(a, b):
        return None
    asked = fold(question.text)
    found = _differences(question, one, other)
    if len(found) != 1:
        return None
    (difference,) = found
    wanted = topic_stems(_without_values(asked))
    held = all(len(wanted & (each.all | each.around)) >= ALIKE * len(wanted) for each in (a, b))
    said_apart = both_answer and difference.asked and not difference.strict and bool(wanted) and held
    if not said_apart and not _about_the_same(a, b, wanted, difference):
        return None
    return difference.topic if difference.figure or _score(question, one, other) > UNLIKELY else None


def exclude(question: Question, one: Said, other: Said) -> str | None:
    """In what two sentences differ that both answer the question, by what was learned from pairs; None in doubt.

    The topic is the difference that a rule names, if one does; else the question, as nobody can say more.
    """
    if any(len(each.text.split()) > WORDS for each in (one, other)):
        return None
    if _score(question, one, other) <= load_differing().threshold:
        return None
    topics = {difference.topic for difference in _differences(question, one, other) if difference.asked}
    return topics.pop() if len(topics) == 1 else _topic_of(question)


def _score(question: Question, one: Said, other: Said) -> float:
    sides = (read_side(each.text, each.heading, each.title) for each in (one, other))
    return load_differing().score(contrasts(question.text, *sides))


def _topic_of(question: Question) -> str:
    return f"what the sources say about “{question.text}”" if len(question.text) <= LONGEST else "what the sources say"


def of_a_kind(one: Said, other: Said) -> bool:
    """Whether two sentences give different figures, roots or values of the same kind, though they may not exclude."""
    a, b = one.read(), other.read()
    figures = any(x.of == y.of and (x.low, x.high) != (y.low, y.high) for x in a.figures for y in b.figures)
    roots = bool(a.roots and b.roots and a.roots != b.roots)
    if not _same_subject(a, b):
        return False
    return figures or roots or any(a.values[number] != b.values[number] for number in a.values.keys() & b.values.keys())


@dataclass(frozen=True, slots=True)
class _Difference:
    """In what two statements differ, and whether the question asks for just that."""

    topic: str
    asked: bool
    strict: bool = False
    own: bool = False
    way: bool = False  # one that instructions differ in from step to step
    choice: bool = False  # the question names both values
    figure: bool = False


def _differences(question: Question, one: Said, other: Said) -> list[_Difference]:
    a, b, asked = one.read(), other.read(), fold(question.text)
    hedged = bool(_HEDGED.search(fold(one.text + " " + other.text)))
    return [
        *_values(asked, a, b),
        *_polarity(asked, a, b),
        *_figures(asked, a, b),
        *_nerves(question, a, b, hedged=hedged),
    ]


def _same_subject(a: Statement, b: Statement) -> bool:
    if not a.names or not b.names:
        return True
    return a.names <= b.names or b.names <= a.names


def _same_scope(a: Statement, b: Statement) -> bool:
    """Whether both speak of the same part, stage, people, position: one that tells more speaks of a narrower case."""
    if a.scopes != b.scopes:
        return False
    if not a.condition and not b.condition:
        return True
    held_a, held_b = a.condition | a.rest, b.condition | b.rest
    return a.condition <= held_b | b.around and b.condition <= held_a | a.around


def _values(asked: str, a: Statement, b: Statement) -> list[_Difference]:
    found = []
    for number, respect in enumerate(DISPUTES):
        said_a, said_b = a.values.get(number, frozenset()), b.values.get(number, frozenset())
        if _exclude(said_a, said_b):
            wanted = bool(respect.asked and respect.asked.search(asked))
            choice = all(respect.values[value].search(asked) for value in said_a | said_b)
            found.append(_Difference(respect.topic, wanted, own=respect.topic in OWN, way=True, choice=choice))
    return found


def _exclude(a: Values, b: Values) -> bool:
    return len(a) == 1 and len(b) == 1 and a != b


def _polarity(asked: str, a: Statement, b: Statement) -> list[_Difference]:
    found = []
    for respect in POLAR:
        if respect.topic in a.polar and respect.topic in b.polar and a.polar[respect.topic] != b.polar[respect.topic]:
            wanted = bool(respect.asked and respect.asked.search(asked))
            advice = respect.topic == "what is said for and against"
            found.append(_Difference(respect.topic, wanted, strict=advice, own=respect.topic in OWN))
    if not found and a.negated != b.negated and set(a.polar) == set(b.polar):
        found.append(_Difference("whether it is so", False, strict=True))
    return found


def _figures(asked: str, a: Statement, b: Statement) -> list[_Difference]:
    found = []
    for of in sorted({figure.of for figure in a.figures} & {figure.of for figure in b.figures}):
        said_a, said_b = _of(of, a), _of(of, b)
        if len(said_a) > 2 or len(said_b) > 2:
            continue
        if all(one.clashes(other) for one in said_a for other in said_b):
            topic, wanted = FIGURES.get(of, (of.replace("number of", "how many") + "s", _COUNT))
            found.append(_Difference(topic, bool(wanted.search(asked)), figure=True))
    return [one for one in found if one.asked]  # a figure by the way is no matter of dispute


def _of(of: str, statement: Statement) -> list[Figure]:
    return [figure for figure in statement.figures if figure.of == of]


def _nerves(question: Question, a: Statement, b: Statement, *, hedged: bool) -> list[_Difference]:
    found = []
    about_nerves = Ask.NERVE in question.asks or _NERVES.search(fold(question.text))
    if a.roots and b.roots and a.roots != b.roots and about_nerves and not hedged:
        found.append(_Difference("the roots", True, own=True))
    for ask, stem, topic in ((Ask.NERVE, "nerv", "which nerve"), (Ask.BLOOD, "arteri", "which artery")):
        of_a, of_b = ([name for name in one.nerves if stem in name] for one in (a, b))
        if ask in question.asks and of_a and of_b and not any(m <= n or n <= m for m in of_a for n in of_b):
            found.append(_Difference(topic, True, own=True))
    return found[-1:]  # another nerve has other roots


def _without_values(text: str) -> str:
    """A question's words but for those that ask in which respect."""
    text = re.sub(
        r"\b(?:shapes?|shaped|how(?: (?:long|far|often|many|much|deep|hard|high|soon|big))?|felt|feel|palpat\w*"
        r"|roots?|nerves?)\b",
        " ",
        text,
    )
    for respect in (*DISPUTES, *POLAR, *SCOPES):
        for pattern in respect.values.values():
            text = pattern.sub(" ", text)
    return text


def _about_the_same(a: Statement, b: Statement, wanted: frozenset[str], difference: _Difference) -> bool:
    """Whether two statements speak of the same thing but for their difference."""
    in_a, in_b = a.rest & (b.rest | b.around), b.rest & (a.rest | a.around)
    shares = sorted((len(in_a) / max(len(a.rest), 1), len(in_b) / max(len(b.rest), 1)))
    if difference.strict:
        against = b if a.polar.get(difference.topic, not a.negated) else a
        narrower = against.rest - (in_a | in_b) - wanted
        return bool(a.rest & b.rest) and not narrower and shares[0] >= ALIKE and shares[1] >= VERY_ALIKE
    if difference.choice and wanted & (a.all | a.around) and wanted & (b.all | b.around):
        return True
    if difference.asked and wanted:
        held = wanted & (a.rest | a.around) & (b.rest | b.around)
        if wanted & (a.rest | b.rest) and len(held) >= ALIKE * len(wanted):
            return difference.own or (shares[1] >= 0.5 and shares[0] >= LEAST)
    if difference.way or len(wanted & (a.rest | a.around) & (b.rest | b.around)) < ALIKE_LARGE * len(wanted):
        return False  # the difference is beside what was asked
    return shares[0] >= ALIKE_LARGE and shares[1] >= ALIKE and len(a.rest & b.rest) >= 2
