"""Where one thing lies to another, said from the other one's side: what lies under a muscle is covered by it."""

from __future__ import annotations

import re

from answer.claims import read_claim

_IS = "(?:lies|is|sits|runs|lie|are|run|passes|pass|stands) (?:just |directly |partly )?"
_BELOW = (f"{_IS}(?:under|beneath|underneath|deep to|below)", "lies under")
_COVERED = (f"{_IS}covered by", "is covered by")
_PLACES = (
    (_BELOW, _COVERED, False),
    (_BELOW, ("covers?|overlies?", "covers"), True),
    (_BELOW, (f"{_IS}(?:over|on top of|above|superficial to)", "lies over"), True),
    ((f"{_IS}(?:behind|posterior to)", "lies behind"), (f"{_IS}(?:in front of|anterior to)", "lies in front of"), True),
    ((f"{_IS}lateral to", "lies lateral to"), (f"{_IS}medial to", "lies medial to"), True),
    ((f"{_IS}distal to", "lies distal to"), (f"{_IS}proximal to", "lies proximal to"), True),
)
"""Two ways to say where a thing lies, and whether the second is said of the other thing."""
_NAME = r"(?!(?:where|which|that|it|when|if|and|or)\b)[\w-]+"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,7}}"
_CONVERSE = tuple(
    (
        re.compile(rf"(?P<first>{_NAMES}) (?:{way}) (?P<second>{_NAMES})(?: \([^()]*\))?\.?", re.IGNORECASE),
        re.compile(rf"\b(?:{ways})\b", re.IGNORECASE),
        other,
        is_turned,
    )
    for one, two, is_turned in _PLACES
    for (way, _), (ways, other) in ((one, two), (two, one))
)


def from_the_other_side(quote: str, text: str) -> list[str]:
    """What a quote says of where a thing lies, as it can be said of the other thing, where a text says it so.

    >>> from_the_other_side("The soleus lies under the gastrocnemius.", "The gastrocnemius covers the soleus.")
    ['the gastrocnemius covers the soleus.']
    """
    found = []
    for part in re.split(r"[;,.] (?:and )?", quote):
        for given, ways, other, is_turned in _CONVERSE:
            match, said = given.fullmatch(part), ways.search(text)
            if not (match and said):
                continue
            things = match["first"], match["second"]
            left, right = things[::-1] if is_turned else things
            if (
                _stands(left, text[: said.start()])
                and _stands(right, text[said.end() :])
                and (_body(left) or _body(right))
            ):
                found.append(f"{left} {other} {right[:1].lower()}{right[1:]}.")
    return found


def _stands(thing: str, text: str) -> bool:
    """Whether a part of the body, where a thing has one, stands in a text."""
    parts = _body(thing)
    return not parts or bool(set(parts) & set(_body(text)))


def _body(text: str) -> list[str]:
    return [word.stem for word in read_claim(text).words if word.body]
