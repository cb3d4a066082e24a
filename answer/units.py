"""The unit of a number that leaves it to another one: "in for 4 seconds and out for six".

`answer.amounts` puts in one way what an amount is called; here a number gets the unit that stands with the one before
it, where nothing else can be meant: it is followed by no noun, and is led in as the other was or by a word that
carries on.
"""

from __future__ import annotations

import re

from answer.numerals import COUNT, MEASURE, NUMBER, SPAN
from answer.shares import PEOPLE

_SHORT = "s|secs?|mins?|h|hrs?|mm|cm|m|km|mg|g|kg|ml|l|percent|celsius|fahrenheit"
_FOLLOWS = (
    "and|or|but|to|with|without|when|while|whereas|after|before|against|versus|than|then|in|on|if|later|each|instead"
    "|through|long|wide|thick|deep|high"
)
_NUMBERED = re.compile(
    rf"(?<![\w.,:/–-])(?P<number>{COUNT})(?:[ -]?(?P<unit>(?:{MEASURE})(?:e?s)?|{_SHORT})\b"
    rf"|(?P<share>(?= of (?:the )?(?:{PEOPLE})\b))"
    rf"|(?P<bare>(?=[.,;:)](?!\d)|$| \(| (?:{_FOLLOWS})\b(?! (?:{NUMBER}|an?\b)))))?",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(\w+),? (?:(?:about|around|roughly|only|just|at least|at most|up to|more than|less than) )?$")
_TIMED = frozenset("for over after within until lasts lasting took takes take".split())
"""What leads a time in."""
_CARRIES_ON = frozenset("then against versus than to or and but".split())
_RANGE = re.compile(rf"\s?(?:to|or|and|-|–)\s?{NUMBER}", re.IGNORECASE)
_AGED = ("aged", "week", "month")
_AGE = re.compile(r"\baged (?:over|under|above|below|up to|from|at least|at most|more than|less than) $")
_YEAR = re.compile(r"(?:18|19|20)\d\d")


def supply_units(text: str) -> str:
    """The text with each number that leaves its unit out given the one it is meant in.

    >>> supply_units("Breathe in for 4 seconds and out for six.")
    'Breathe in for 4 seconds and out for six seconds.'
    """
    if not _MEASURED.search(text):
        return text
    pieces, end, is_sole = [], 0, True  # no other number counts anything else
    unit = time = led = ""
    for found in _NUMBERED.finditer(text):
        before = _LEAD.search(text, end, found.start())
        lead = before[1].lower() if before else ""
        is_bare = found["bare"] is not None or (found["share"] is not None and unit == "percent")
        if found["unit"]:
            unit, led = found["unit"], lead
            time = unit if re.fullmatch(rf"(?:{SPAN})s?", unit, re.IGNORECASE) else time
        elif not is_bare or found[0].lower() == "one" or _YEAR.fullmatch(found[0]):
            unit, is_sole = "", is_sole and bool(_RANGE.match(text, found.end()))
        else:
            if lead in _AGED or _AGE.search(text, 0, found.start()):
                continue
            carries_on = is_sole and (lead in _CARRIES_ON or (lead and lead == led))
            meant = time if lead in _TIMED else unit if carries_on else ""
            pieces += [text[end : found.end()], f" {_plural(meant)}" if meant else ""]
            end = found.end()
    return "".join((*pieces, text[end:]))


_MEASURED = re.compile(rf"\b(?:(?:{MEASURE})(?:e?s)?|{_SHORT})\b", re.IGNORECASE)


def _plural(unit: str) -> str:
    is_whole = re.fullmatch(rf"(?:{SPAN}|[a-z]*(?:metre|gram|litre|kilo|pound|degree))", unit, re.IGNORECASE)
    return f"{unit}s" if is_whole else unit
