"""The words of a sentence that deny, and how far each of them reaches.

`answer.denials` compares what two sentences deny; here one is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"[ctls]\d{1,2}\b|[a-z]+(?:['’][a-z]+)*|\d+(?:[.,]\d+)*|[^\sa-z\d]")
"""A word, a number, a spinal level or a mark of a text in lower case."""
UN = re.compile(
    r"(?:un(?=safe|certain|clear|known|proven|likely|able|usual|common|help|necessary|pleasant|comfort|affect|relat"
    r"|equal|healthy|tested|trained|treated|reliable|important|suitable|wise|stable|even|injured"
    r"|changed)|in(?=effective|advis"
    r"|sufficient|stab(?:le|ility)|complete|active|secure|accurate)|im(?=possible|mobile|mature|proper)|non)"
)
"""The beginning of a word that denies the rest of it."""
_SINGLE = re.compile(r"(?:[a-z]+n['’]t|not|cannot|never|no|none|nobody|nothing|neither|nor|without|nowhere)")
_SINGLES = frozenset(
    "avoid avoids avoided avoiding omit omits omitted omitting skip skips skipped skipping forbid forbids"
    " forbidden contraindicated lack lacks lacking"
    " absent absence missing refrain hardly barely scarcely unable refuse skip impossible"
    " except".split()
)
_PAIRS = frozenset(
    {
        ("instead", "of"),
        ("rather", "than"),
        ("leave", "out"),
        *(
            (verb, where)
            for verb in "keep keeps keeping kept stay stays staying stayed steer steering well".split()
            for where in ("off", "away", "clear")
        ),
        ("free", "of"),
        ("free", "from"),
        ("other", "than"),
        ("all", "but"),
    }
)
_BACKWARD = frozenset("avoided omitted contraindicated forbidden impossible missing absent lacking".split())
_EASE = frozenset("ease easing eases take cut let come fall falls back".split())
_KEEP = frozenset("keep keeps keeping kept stay stays staying leave".split())
_HINDER = frozenset("stop stops stopping stopped prevent prevents preventing prevented".split())
_HARD = frozenset("hard difficult harder impossible cannot".split())
_COMPARED = frozenset("more less better worse longer greater fewer other".split())
_FAR = 5  # words between "leave" and "out"
_HARMLESS = re.compile(
    r"\bno (?:harder|deeper|further|firmer|heavier|faster|sooner) than\b"
    r"|\b(?:no|not) (?:more|less|fewer|greater|longer|later|earlier) than\b|\bnot only\b|\bnot just\b|\bno matter\b"
    r"|\bnothing but\b|\bwith or without\b|\bnot all\b|\bwhether or not\b|\bor not\b|\bnot always\b|\bnot every\b"
)


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies, and the places of the words that it reaches."""

    text: str
    place: int
    reach: frozenset[int]


def read_negations(plain: str, tokens: Sequence[str], clauses: Sequence[int]) -> Iterator[Negation]:
    """The negations of a text in lower case, each reaching to the end of its clause or over all of it."""
    harmless = _harmless(plain)
    for index, word in enumerate(tokens):
        first = None if index in harmless else _first(index, tokens, clauses)
        if first is not None:
            if word == "no" and tokens[index + 1 : index + 2] and tokens[index + 1] not in _COMPARED and index:
                first = index - 1  # "use no oil"
            clause = (place for place, number in enumerate(clauses) if number == clauses[index])
            reach = frozenset(
                place for place in clause if place >= first and place != index and tokens[place][0].isalpha()
            )
            yield Negation(word, index, reach)
        elif UN.match(word):
            yield Negation(word, index, frozenset({index}))


def _first(index: int, tokens: Sequence[str], clauses: Sequence[int]) -> int | None:
    """The first place that a negation may reach, where the word there is one."""
    word = tokens[index]
    if word in _BACKWARD:
        return 0
    if (word, *tokens[index + 1 : index + 2]) in _PAIRS:
        return index + 2
    if word == "nor" and "neither" in tokens[:index]:
        return None  # one negation of two words
    if word in ("fail", "fails", "failed", "failing") and tokens[index + 1 : index + 2] == ["to"]:
        return index + 2
    if _SINGLE.fullmatch(word) or word in _SINGLES or _is_off(index, tokens, clauses):
        return index + 1
    return index + 1 if _keeps_from(index, tokens) or _too(index, tokens) else _left_out(index, tokens)


def _is_off(index: int, tokens: Sequence[str], clauses: Sequence[int]) -> bool:
    """Whether it is the "off" of "keep the ball off the neck"."""
    if tokens[index] == "off" and tokens[index - 1] == ",":
        return True
    if tokens[index] not in ("off", "away", "clear") or tokens[index - 1] in _EASE | _KEEP:
        return False
    return any(clauses[place] == clauses[index] and tokens[place] in _KEEP for place in range(index))


def _keeps_from(index: int, tokens: Sequence[str]) -> bool:
    """Whether it is the "from" of "keep the leg from hanging", or the "of" of "keep the hip out of adduction"."""
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    starts = tokens[index] == "from" and after.endswith("ing")
    if not starts and (tokens[index] != "of" or tokens[index - 1] != "out"):
        return False
    before = tokens[max(index - 2 * _FAR, 0) : index]
    return bool((_KEEP | _HINDER) & set(before)) and not _HARD & set(before)


def _too(index: int, tokens: Sequence[str]) -> bool:
    """Whether it is the "to" of "too deep to feel"."""
    return tokens[index] == "to" and "too" in tokens[max(index - 3, 0) : index - 1]


def _left_out(index: int, tokens: Sequence[str]) -> int | None:
    """Where "leave" stands of "leave the stretch out"."""
    if tokens[index] != "out":
        return None
    before = range(max(index - _FAR, 0), index - 1)
    return next((place + 1 for place in before if tokens[place].startswith(("leav", "left"))), None)


def _harmless(plain: str) -> frozenset[int]:
    """The places of negations that deny nothing: "no more than"."""
    found: set[int] = set()
    for match in _HARMLESS.finditer(plain):
        before = len(TOKEN.findall(plain[: match.start()]))
        found.update(range(before, before + len(TOKEN.findall(match[0]))))
    return frozenset(found)
