"""Whether two things on either side of a preposition have changed places: what lies under what, from where to where.

`answer.roles` asks that of verbs and comparisons and needs the clauses for it; here the words on the two sides of one
preposition are compared, wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.claims import Claim, read_claim
from answer.meanings import roots
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
_WHAT = r"(?: (?:the|your|his|her|its|their|that|this|any|a|an))?(?P<what>(?: [\w-]+){1,3})"
_FROM_SIDE = re.compile(rf"\baway from{_WHAT}")
_TOWARDS = re.compile(rf"\b(?:to|towards?|onto|close to|up to|into){_WHAT}")
_AWAY = re.compile(r"\b(?:away|off|opposite|other|contralateral|clear|apart|out of)\b|\bfrom\b")
_ARTICLES = frozenset(roots("the your his her its their that this any a an and or to in of on at with you is are it"))
_KEPT = frozenset("keep keeps keeping kept stay stays staying stayed steer steers away off clear well".split())
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
    if _leaves(said, given) or _leaves(given, said):
        return "side", "away from"
    for places in _PLACES:
        theirs = _lies(given, places)
        if any(_has_changed(ours, theirs) for ours in _lies(said, places)):
            return "relation", "; ".join(found[0] for found in places.finditer(fold(said.text)))
    for pattern, word in ((_FROM, "from"), (_AS_MANY, "as")):
        way, back = _goes(said, pattern), _goes(given, pattern)
        if way and back and way.agree(back.turned()) > max(1, way.agree(back)):
            return "relation", word
    return None


def _has_changed(ours: _Sides, theirs: list[_Sides]) -> bool:
    """Whether the two things have changed places against a statement of the source, and stand so in no other one."""
    changed = [one for one in theirs if ours.crosses(one) or (ours.agree(one.turned()) and not ours.agree(one))]
    return bool(changed) and not any(ours.agree(one) for one in theirs if one not in changed)


def _leaves(one: Claim, other: Claim) -> bool:
    """Whether the one moves something away from what the other moves it to."""
    left, right = fold(one.text), fold(other.text)
    if _TOWARDS.search(left) or _AWAY.search(right) or bool(one.negations) != bool(other.negations):
        return False
    if any(negation.text in _KEPT for negation in one.negations):
        return False  # "keep away from" denies that it is done there
    gone = {stem for found in _FROM_SIDE.finditer(left) for stem in roots(found["what"])}
    near = {stem for found in _TOWARDS.finditer(right) for stem in roots(found["what"])}
    return bool((gone & near) - _ARTICLES)


def _lies(claim: Claim, places: re.Pattern[str]) -> list[_Sides]:
    """What lies under, and what over it, in each statement with one word for that; parts of the body, if it has any."""
    found = []
    for text in re.split(r"(?<=[;.:])\s", fold(claim.text)):
        words = list(places.finditer(text))
        if len(words) != 1:
            continue
        before = text[: words[0].start()]
        after = " ".join(re.split(r"[;.:,]", text[words[0].end() :])[0].split()[:_AFTER])
        read = (_sides(before, after, is_body=is_body) for is_body in (True, False))
        sides = next((one for one in read if one.first and one.second), None)
        if sides:
            found.append(sides.turned() if words[0]["other"] else sides)
    return found


def _goes(claim: Claim, pattern: re.Pattern[str]) -> _Sides | None:
    found = pattern.search(fold(claim.text))
    return _sides(found["start"], found["end"], is_body=False) if found else None


def _sides(first: str, second: str, *, is_body: bool) -> _Sides:
    one, two = (
        frozenset(word.stem for word in read_claim(part).words if (word.body if is_body else not word.light))
        for part in (first, second)
    )
    return _Sides(one - two, two - one)
