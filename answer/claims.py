"""A sentence read word by word for comparison with its source: senses, clauses, what is denied, how far it is hedged.

`answer.statements` reads a sentence for disagreements, where in doubt it finds none; here in doubt nothing is carried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from answer.meanings import load_meanings, opposed, root
from answer.quantities import VALUES
from index.analysis import STOP_WORDS, fold

REMEMBERED = 5_000
_TOKEN = re.compile(r"[ctls]\d{1,2}\b|[a-z]+(?:['’][a-z]+)*|\d+(?:[.,]\d+)*|[^\sa-z\d]")
_SOURCE = re.compile(r"\((?=[^()]*\b(?:1[89]|20)\d\d\b)[^()]*\)")
_NOT = re.compile(r"(?:[a-z]+n['’]t|not|cannot|never|no|none|nobody|nothing|neither|nor|without|nowhere)$")
_NOT_WORDS = frozenset(
    "avoid avoids avoided avoiding omit omits omitted forbid forbids forbidden contraindicated lack lacks lacking absent absence"
    " missing fail fails failed refrain hardly barely unable refuse skip impossible".split()
)
_BACKWARD = frozenset("avoided omitted contraindicated forbidden impossible missing absent lacking".split())
_KEEP = frozenset("keep keeps keeping kept stay stays staying leave".split())
_NO_SIDE = re.compile(
    r"\bright(?= (?:on|after|afterwards|before|away|there|at|now|down|up|through|into|in|angles?)\b)"
    r"|(?<=is )left\b|(?<=are )left\b|(?<=be )left\b|\bleft(?= out\b)|\ball right\b"
)
_NOT_PHRASES = (
    "rather than",
    "instead of",
    "leave out",
    "keep off",
    "keep away",
    "stay away",
    "stay clear",
    "keep clear",
    "clear of",
    "away from",
    "free of",
    "free from",
    "steer clear",
    "except",
    "other than",
)
_NOT_DENIED = re.compile(
    r"\b(?:no|not) (?:more|less|fewer|greater|longer|later|earlier) than\b|\bnot only\b|\bnot just\b|\bno matter\b"
    r"|\bnot all\b|\bno longer than\b|\bwhether or not\b|\bor not\b|\bnot always\b|\bnot every\b"
)
_UN = re.compile(
    r"(?:un(?=safe|certain|clear|known|proven|likely|able|usual|common|help|necessary|pleasant|comfort|affect|relat|equal|"
    r"healthy|tested|trained|treated|reliable|important|suitable|wise|stable|even|injured|changed)|in(?=effective|advis"
    r"|sufficient|complete|active|secure|accurate)|im(?=possible|mobile|mature|proper)|non)"
)
_LEVEL = re.compile(r"[ctls]\d")
_NO_MORE = re.compile(r"\bno (\w+) (more|less|longer|fewer|greater) than\b")
_BREAKS = frozenset(";.:?!—–")
_JOINS = frozenset(
    "but although though while whereas because which who that when if unless so since however".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `senses` are its own, `wider` those of phrases that it is part of, with their ends.

    `clause` counts the stretches between marks and joining words; `denied` holds where a negation reaches it.
    """

    text: str
    stem: str
    place: int
    clause: int
    senses: frozenset[str]
    wider: tuple[tuple[int, int, frozenset[str]], ...]
    light: bool
    body: bool
    denied: bool
    number: bool = False
    empty: bool = False
    order: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is a number that stands for how many of something there are."""
        return self.number and not _LEVEL.match(self.text) and self.text not in ("both", "once", "one", "pair", "couple")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as read. `negations` are the places of the words that each of them reaches."""

    text: str
    words: tuple[Word, ...]
    negations: tuple[frozenset[int], ...]
    stems: frozenset[str]
    senses: frozenset[str]
    own: frozenset[str] = field(default=frozenset())


@lru_cache(maxsize=REMEMBERED)
def read_claim(text: str) -> Claim:
    """Read a sentence; references in brackets are left out.

    >>> [word.text for word in read_claim("It does not hurt.").words if word.denied]
    ['hurt']
    """
    plain = _NO_MORE.sub(r"\1 no \2 than", fold(text)).replace("years old", "years").replace("years of age", "years")
    plain = _NO_SIDE.sub(" ", _SOURCE.sub(" ", plain).replace("-", " ").replace("’", "'"))
    tokens = [match[0] for match in _TOKEN.finditer(plain)]
    clauses = list(_clauses(tokens))
    reached = list(_negations(plain, tokens, clauses))
    times = Counter(place for places_of in reached for place in places_of)
    denied = frozenset(place for place, count in times.items() if count % 2)  # not without: with
    meanings = load_meanings()
    places = [index for index, token in enumerate(tokens) if token[0].isalnum()]
    stems = [root(tokens[index]) if tokens[index][0].isalpha() else tokens[index] for index in places]
    wider = _phrases(stems)
    words = []
    for order, index in enumerate(places):
        word = tokens[index]
        stem, un = stems[order], _UN.match(word)
        senses = meanings.of((stem,))
        if un:
            bare = root(word[un.end() :])
            senses |= meanings.of((bare,))
        words.append(
            Word(
                word,
                stem,
                index,
                clauses[index],
                senses,
                tuple(wider.get(order, ())),
                stem in meanings.light,
                stem in meanings.named,
                index in denied,
                is_number(word),
                word in STOP_WORDS,
                order,
            )
        )
    own = frozenset().union(*(word.senses for word in words)) if words else frozenset()
    phrases = frozenset().union(*(senses for found in wider.values() for _, _, senses in found)) if wider else frozenset()
    return Claim(text, tuple(words), tuple(reached), frozenset(stems), own | phrases, own)


def _clauses(tokens: list[str]) -> Iterator[int]:
    """The number of each token's clause. What stands in brackets belongs to what stands before them."""
    number = depth = 0
    for index, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        joined = token in _JOINS or (index > 0 and tokens[index - 1] == ",")
        if depth <= 0 and index and (token in _BREAKS or joined):
            number += 1
        yield number


def _negations(plain: str, tokens: list[str], clauses: list[int]) -> Iterator[frozenset[int]]:
    """The words that each negation reaches: to the end of its clause, or of all of it."""
    harmless = _harmless(plain, tokens)
    for index, token in enumerate(tokens):
        if index in harmless:
            continue
        off = token == "off" and any(
            clauses[place] == clauses[index] and tokens[place] in _KEEP for place in range(index)
        )
        out = token == "out" and next(
            (place for place in range(max(index - 5, 0), index) if tokens[place].startswith(("leav", "left"))), None
        )
        pair = f"{token} {tokens[index + 1]}" if index + 1 < len(tokens) else token
        if _NOT.fullmatch(token) or token in _NOT_WORDS or pair in _NOT_PHRASES or token in _NOT_PHRASES or off or out:
            skip = 2 if pair in _NOT_PHRASES else 1
            backward = token in _BACKWARD
            yield frozenset(
                place
                for place in range(len(tokens))
                if clauses[place] == clauses[index]
                and tokens[place][0].isalpha()
                and (place >= index + skip or (out and place > out) or (backward and place < index))
            )
        elif _UN.match(token):
            yield frozenset({index})


def _harmless(plain: str, tokens: list[str]) -> frozenset[int]:
    found = set()
    for match in _NOT_DENIED.finditer(plain):
        before = len(_TOKEN.findall(plain[: match.start()]))
        found.update(range(before, before + len(_TOKEN.findall(match[0]))))
    return frozenset(found)


def is_number(word: str) -> bool:
    """Whether a word is a number, in digits or letters."""
    return any(letter.isdigit() for letter in word) or word in VALUES


def alike(word: Word, other: Word) -> bool:
    """Whether one word may stand for the other."""
    if word.stem == other.stem:
        return True
    own = other.senses.union(*(senses for _, _, senses in other.wider))
    return bool(word.senses & own) and not opposed(word.senses, own)


def twins(word: Word, claim: Claim) -> list[Word]:
    """The words of a claim that a word stands for: the same ones, or else like ones."""
    same = [other for other in claim.words if other.stem == word.stem]
    return same or [other for other in claim.words if alike(word, other)]


def _phrases(stems: list[str]) -> dict[int, list[tuple[int, int, frozenset[str]]]]:
    """For each word the phrases of two words or more that it is part of."""
    meanings = load_meanings()
    found: dict[int, list[tuple[int, int, frozenset[str]]]] = {}
    for start in range(len(stems)):
        for end in range(start + 2, min(start + meanings.longest, len(stems)) + 1):
            senses = meanings.of(tuple(stems[start:end]))
            if start and stems[start - 1] in ("no", "not") and all(sense.startswith("axis") for sense in senses):
                continue  # "no more than" is not "more than"
            if senses:
                for place in range(start, end):
                    found.setdefault(place, []).append((start, end, senses))
    return found
