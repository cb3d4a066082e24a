"""Whether two things on either side of a preposition have changed places: what lies under what, from where to where.

`answer.roles` asks that of verbs and comparisons and needs the clauses for it; here the words on the two sides of one
preposition are compared, wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.claims import Claim, read_claim
from index.analysis import fold

_NEVER = r"(?!)"
_PLACES = tuple(
    re.compile(rf"\b(?:(?P<one>{one})|(?P<other>{other}))\b")
    for one, other in (
        (
            "under|beneath|underneath|deep to|covered by|below",
            "over|on top of|superficial to|overlies|overlie|covers|cover|above",
        ),
        ("behind|posterior to|dorsal to", "in front of|anterior to|ventral to"),
        ("lateral to|outside|on the outer side of", "medial to|inside|on the inner side of"),
        ("distal to|beyond", "proximal to"),
        ("through|pierces|pierce|piercing|perforates?", "pierced by|perforated by"),
        ("across|crosses|crossing", "crossed by"),
        ("between", _NEVER),
        ("around|round", _NEVER),
    )
)
"""What says where one thing lies to another, and what says the same from the other one's side."""
_LIES = re.compile(
    r"\b(?:deep|superficial|posterior|dorsal|anterior|ventral|lateral|medial|distal|proximal|caudal|cranial) to\b"
)
"""What puts one thing into a place by another, made of a word that may stand in a name: the deep branch of a vessel."""
_FROM = re.compile(r"\bfrom (?P<start>[^;.:]+?) (?:to|into|as far as) (?P<end>[^;.:,]+)")
_AS_MANY = re.compile(r"\bas (?:many|much) (?P<start>[^;.:,]+?) as (?P<end>[\w-]+(?: [\w-]+)?)")
_AFTER = 6
"""Words after the preposition in which the other thing is named."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """The stems on the two sides of a preposition, those alone that stand on one side."""

    first: frozenset[str]
    second: frozenset[str]

    def agree(self, other: _Sides) -> int:
        """How many words stand on the same side in both."""
        return len(self.first & other.first) + len(self.second & other.second)

    def crosses(self, other: _Sides) -> bool:
        """Whether a word of each side stands on the other one there."""
        return bool(self.first & other.second and self.second & other.first)

    def turned(self) -> _Sides:
        """The two sides exchanged."""
        return _Sides(self.second, self.first)


def exchanged(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of two things that have changed places, with the preposition, or None.

    >>> exchanged(read_claim("The psoas lies under the iliacus."), read_claim("The iliacus lies under the psoas."))
    ('relation', 'under')
    """
    found = _LIES.search(fold(said.text))
    if found and not any(places.search(fold(given.text)) for places in _PLACES):
        return "relation", found[0]
    for places in _PLACES:
        ours, theirs = _lies(said, places), _lies(given, places)
        if ours and theirs and (ours.crosses(theirs) or (ours.agree(theirs.turned()) and not ours.agree(theirs))):
            return "relation", "; ".join(found[0] for found in places.finditer(fold(said.text)))
    for pattern, word in ((_FROM, "from"), (_AS_MANY, "as")):
        ours, theirs = _goes(said, pattern), _goes(given, pattern)
        if ours and theirs and ours.agree(theirs.turned()) > max(1, ours.agree(theirs)):
            return "relation", word
    return None


def _lies(claim: Claim, places: re.Pattern[str]) -> _Sides | None:
    """What lies under, and what over it, of a text with one word for that; parts of the body only."""
    text = fold(claim.text)
    found = list(places.finditer(text))
    if len(found) != 1:
        return None
    before = re.split(r"[;.:]", text[: found[0].start()])[-1]
    after = " ".join(re.split(r"[;.:,]", text[found[0].end() :])[0].split()[:_AFTER])
    sides = _sides(before, after, is_body=True)
    if not (sides.first and sides.second):
        return None
    return sides.turned() if found[0]["other"] else sides


def _goes(claim: Claim, pattern: re.Pattern[str]) -> _Sides | None:
    found = pattern.search(fold(claim.text))
    return _sides(found["start"], found["end"], is_body=False) if found else None


def _sides(first: str, second: str, *, is_body: bool) -> _Sides:
    one, two = (
        frozenset(word.stem for word in read_claim(part).words if (word.body if is_body else not word.light))
        for part in (first, second)
    )
    return _Sides(one - two, two - one)
