"""The words of a sentence that deny, and how far each of them reaches.

`answer.denials` compares what two sentences deny; here one is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.advice import tells
from answer.numerals import VALUES

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
    " forbidden contraindicated lack lacks lacked lacking"
    " absent absence missing refrain refrains refrained refraining hardly barely scarcely unable"
    " inability incapable refuse skip impossible except excepting excluding shun".split()
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
        ("failure", "to"),
        ("apart", "from"),
        ("aside", "from"),
    }
)
_BACKWARD = frozenset("avoided omitted contraindicated forbidden impossible missing absent lacking".split())
_LISTS = frozenset(
    "avoid avoids avoided avoiding refrain refrains skip omit shun stay keep steer without no never not cannot".split()
)
"""What denies each thing of a list that follows."""
_NOUNS_ONLY = frozenset("avoid avoids avoided avoiding refrain refrains skip omit shun stay keep steer".split())
"""Of these what denies things and acts, never what somebody is told: "avoid pressure, breathe out and rest"."""
_OF_ALL = frozenset("all every everyone everybody everything anyone each no none nobody any whole only".split())
_IDLE = frozenset(
    "be been being is are was were do done doing use used using give given giving perform performed apply"
    " applied carry carried out try tried attempt attempted practise practised practice practiced permitted"
    " allowed recommended advised advisable suitable appropriate indicated undertaken administered for any"
    " here yet at all".split()
)
"""What says no more than that something is done: "must not be used" denies what stands before it."""
_DONE = _IDLE - frozenset("be been being is are was were do out any here yet".split())
_AFTER_IDLE = frozenset(
    "in on over for if when while during with by near before after until to until unless where among at as"
    " because".split()
)
_ITEM = 5
"""The most words of a thing in a list, up to the word that joins the last one to it."""
_STATES = frozenset(
    "is are was were be has have had may might can could will would should must does do did it they he she we"
    " you i this that these those there who which".split()
)
_EASE = frozenset("ease easing eases take cut let come fall falls back".split())
_KEEP = frozenset("keep keeps keeping kept stay stays staying leave".split())
_HINDER = frozenset("stop stops stopping stopped prevent prevents preventing prevented".split())
_HARD = frozenset("hard difficult harder impossible cannot".split())
_NOT = frozenset("not cannot never".split())
_MODAL = frozenset("may must can should will do does did is are was were has have had could would might".split())
_BE = frozenset("is are was were be being".split())
_MUST = frozenset("must should has have can be is are to".split())
_FREE = frozenset(
    "instead rather then but so although especially particularly at in during for on after before".split()
)
_ACTS = frozenset(
    "use press lift rest relax stretch massage roll push pull bend turn walk work start stop limit place hold"
    " keep stay try ask rub support raise lower release move sit lie stand sleep let make take put do exercise"
    " begin apply treat warm cool ice heat breathe relax repeat return reduce change choose prefer eat drink"
    " see check watch test tell explain".split()
)
"""Acts by bare words that are nouns as well: what follows is told, or may be."""
_COMPARED = frozenset("more less better worse longer greater fewer other".split())
_FAR = 5  # words between "leave" and "out"
_HARMLESS = re.compile(
    r"\bno (?:harder|deeper|further|firmer|heavier|faster|sooner) than\b"
    r"|\b(?:no|not) (?:more|less|fewer|greater|longer|later|earlier) than\b|\bnot only\b|\bnot just\b|\bno matter\b"
    r"|\bnothing but\b|\bwith or without\b|\bnot all\b|\bwhether or not\b|\bor not\b(?! at all)|\bnot always\b"
    r"|\bnot every\b|\bnot (?:\w+ ){0,2}(?:for|in|by|with|from|of) (?:all|every)\b"
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
            end = index - 1 if word in ("until", "till") else _told(index, tokens)
            clause = (place for place, number in enumerate(clauses[:end]) if number == clauses[index])
            reach = frozenset(
                place for place in clause if place >= first and place != index and tokens[place][0].isalpha()
            )
            items = _items(index, tokens, clauses) if word in _LISTS else []
            things = [frozenset(place for place in item if tokens[place][0].isalpha()) for item in items]
            if word in _NOUNS_ONLY:
                yield from (Negation(word, index, thing) for thing in things)
            else:
                reach = reach.union(*things)
            yield Negation(word, index, reach)
        elif UN.match(word):
            yield Negation(word, index, frozenset({index}))


def _first(index: int, tokens: Sequence[str], clauses: Sequence[int]) -> int | None:
    """The first place that a negation may reach, where the word there is one."""
    word = tokens[index]
    if word in _BACKWARD or _waits(index, tokens, clauses):
        return 0
    if word == "not" and tuple(tokens[index + 1 : index + 3]) == ("at", "all") and index + 3 >= _end(index, clauses):
        return 0  # "little or not at all"
    if (word, *tokens[index + 1 : index + 2]) in _PAIRS:
        if word in ("apart", "aside") and not _OF_ALL & set(tokens):
            return None  # "besides"
        return index + 2
    if (word in _NOT or word.endswith("n't")) and _is_idle(index, tokens, clauses):
        return 0
    if word == "nor" and "neither" in tokens[:index]:
        return None  # one negation of two words
    if word in ("fail", "fails", "failed", "failing") and tokens[index + 1 : index + 2] == ["to"]:
        return index + 2
    if _SINGLE.fullmatch(word) or word in _SINGLES or _is_off(index, tokens, clauses):
        return index + 1
    return index + 1 if _keeps_from(index, tokens) or _too(index, tokens) else _left_out(index, tokens)


def _told(index: int, tokens: Sequence[str]) -> int:
    """Where somebody is told something else behind "avoid": "avoid running and take short walks"."""
    if tokens[index] not in _NOUNS_ONLY:
        return len(tokens)
    ands = (place for place in range(index, len(tokens)) if tokens[place] == "and")
    return next(
        (at for at in ands if tells(" ".join(tokens[at + 1 : at + 4])) or tokens[at + 1 : at + 2] == ["have"]),
        len(tokens),
    )


def _end(index: int, clauses: Sequence[int]) -> int:
    """The first place behind the clause of a word."""
    return next((place for place in range(index, len(clauses)) if clauses[place] != clauses[index]), len(clauses))


def _waits(index: int, tokens: Sequence[str], clauses: Sequence[int]) -> bool:
    """Whether it is the "until" of "the massage must wait until the wound has healed"."""
    if tokens[index] not in ("until", "till"):
        return False
    before = [tokens[place] for place in range(index) if clauses[place] == clauses[index]]
    return len(before) > 1 and before[-1] in ("wait", "waits", "delayed", "postponed") and before[-2] in _MUST


def _is_idle(index: int, tokens: Sequence[str], clauses: Sequence[int]) -> bool:
    """Whether a "not" denies what stands before it: "must not be used in …", "is not for …", "others may not"."""
    after = [tokens[place] for place in range(index + 1, len(tokens)) if clauses[place] == clauses[index]]
    after = [word for word in after if word[0].isalnum()]
    idle = next((n for n, word in enumerate(after) if word not in _IDLE), len(after))
    rest = after[idle:]
    before = [
        tokens[place] for place in range(index) if clauses[place] == clauses[index] and tokens[place][0].isalpha()
    ]
    if not before or tokens[index - 1] in ("or", "if", "but", "though", "although", "whether", "and"):
        return False
    if not after:
        if any(_SINGLE.fullmatch(word) for word in before):
            return False  # "could not walk then and still cannot"
        return tokens[index - 1] in _MODAL or "n't" in tokens[index] or tokens[index] == "cannot"
    if after[:1] == ["for"] and tokens[index - 1] in _BE:
        return True
    return bool(_DONE & set(after[:idle])) and (not rest or rest[0] in _AFTER_IDLE) and not after[0].startswith("do")


def _items(index: int, tokens: Sequence[str], clauses: Sequence[int]) -> list[Sequence[int]]:
    """The places of each further thing of a list that a word denies: "avoid running, hard bread and wide yawning"."""
    found: list[Sequence[int]] = []
    last = max(place for place, number in enumerate(clauses) if number == clauses[index])
    while last + 2 < len(tokens) and "," in (tokens[last], tokens[last + 1]):
        begin = last + 1 + (tokens[last + 1] == ",")
        places = [place for place in range(begin, len(tokens)) if clauses[place] == clauses[begin]]
        joint = next((place for place in places if tokens[place] in ("and", "or", "nor")), None)
        before = [place for place in places if joint is None or place < joint]
        after = [place for place in places if joint is not None and place > joint]
        if len(before) > _ITEM or not (before or found):
            return []
        if not all(_is_thing([tokens[place] for place in some], tokens[index]) for some in (before, after) if some):
            return []
        found += [some for some in (before, after) if some]
        if joint is not None:
            return found if tokens[joint] != "and" or tokens[index] in _NOUNS_ONLY else []
        last = places[-1]
    return []


def _is_thing(words: Sequence[str], denial: str) -> bool:
    """Whether what opens a thing of a list opens no statement, and nothing that somebody is told to do."""
    told = denial in _NOUNS_ONLY and (tells(" ".join(words)) or (words[0] in _ACTS and len(words) > 1))
    return words[0][0].isalnum() and not told and words[0] not in _FREE and not _STATES & set(words[:_ITEM])


def _is_off(index: int, tokens: Sequence[str], clauses: Sequence[int]) -> bool:
    """Whether it is the "off" of "keep the ball off the neck"."""
    if tokens[index] == "off" and tokens[index - 1] == ",":
        return True
    if tokens[index] not in ("off", "away", "clear") or tokens[index - 1] in _EASE | _KEEP:
        return False
    return any(clauses[place] == clauses[index] and tokens[place] in _KEEP for place in range(index))


def _is_number(token: str) -> bool:
    return token[0].isdigit() or token in VALUES


def _keeps_from(index: int, tokens: Sequence[str]) -> bool:
    """Whether it is the "from" of "keep the leg from hanging", or the "of" of "keep the hip out of adduction"."""
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    starts = tokens[index] == "from" and after.endswith("ing")
    if not starts and (tokens[index] != "of" or tokens[index - 1] != "out" or _is_number(tokens[index - 2])):
        return False
    if tokens[index - 1] in ("away", "off", "clear", "back"):
        return False  # one denial: "stay away from running"
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
