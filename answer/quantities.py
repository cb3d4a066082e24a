"""The numbers of a sentence with their units and bounds, compared exactly; and the spinal levels.

`answer.figures` reads figures as ranges, to see whether two notes clash; here each number a sentence gives must stand
in its source with the same unit and the same bound, in digits or in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from answer.figures import without_roots
from answer.levels import without_levels
from answer.numerals import NUMBER, value

_UP = "more longer higher greater older further farther wider deeper heavier later larger bigger stronger".split()
_DOWN = "less shorter lower younger fewer smaller lighter earlier narrower".split()


def _compared(adverbs: Iterable[str], *before: str) -> str:
    return "|".join(f"{lead}{adverb} than" for adverb in adverbs for lead in before)


_BOUNDS = {
    "at least": "at least|minimum of|a minimum of|from|not under|not below|upwards of|not before|as little as|as few as"
    f"|{_compared(_DOWN, 'no ', 'not ')}",
    "more": f"over|above|beyond|exceeds|exceed|exceeding|past|in excess of|just over|{_compared(_UP, '')}",
    "at most": "at most|maximum of|a maximum of|up to|within|as many as|as long as|as much as|not over|not beyond"
    f"|not exceed|not exceeding|not above|limit of|limited to|max|{_compared(_UP, 'no ', 'not ')}",
    "less": f"under|below|just under|{_compared(_DOWN, '')}",
    "about": "about|around|roughly|approximately|nearly|almost|some|close to|circa|an estimated|in the region of",
    "every": "every",
    "by": "by",
    "to": "to",
}
_OPEN = {
    "at least": "(?:or|and) (?:more|longer|over|above|older|higher|up|upwards|greater)|at (?:the )?(?:very )?least"
    "|at (?:the )?earliest|(?:(?:at|as) a )?minimum|upwards|onwards",
    "at most": "(?:or|and) (?:less|fewer|under|below|younger|lower|shorter)|at (?:the )?(?:very )?most"
    "|at (?:the )?latest|(?:as a )?maximum|max|tops",
    "about": "or so|or thereabouts",
}
"""What stands before an amount, and after it, that says how far it goes."""
_BOUND_OF = {words: bound for bound, group in _BOUNDS.items() for words in group.split("|")}
_BOUND = "|".join(sorted(_BOUND_OF, key=len, reverse=True))
_UNITS: dict[str, tuple[str, float]] = {}
for _names, _of, _size in (
    ("second seconds sec secs s", "time", 1.0),
    ("minute minutes min mins", "time", 60.0),
    ("hour hours hr hrs h", "time", 3600.0),
    ("day days", "time", 86_400.0),
    ("week weeks", "time", 604_800.0),
    ("month months", "months", 1.0),
    ("year years", "months", 12.0),
    ("degree degrees °", "angle", 1.0),
    ("mm millimetre millimetres millimeter millimeters", "length", 1.0),
    ("cm centimetre centimetres centimeter centimeters", "length", 10.0),
    ("m metre metres meter meters", "length", 1000.0),
    ("km kilometre kilometres kilometer kilometers", "length", 1_000_000.0),
    ("inch inches", "length", 25.4),
    ("μg mcg ug microgram micrograms", "weight", 0.000001),
    ("mg milligram milligrams", "weight", 0.001),
    ("g gram grams", "weight", 1.0),
    ("kg kilo kilos kilogram kilograms", "weight", 1000.0),
    ("pound pounds lb lbs", "pounds", 1.0),
    ("% percent", "share", 1.0),
    ("time times occasion occasions round rounds", "times", 1.0),
    ("repetition repetitions rep reps repeat repeats", "repetitions", 1.0),
    ("set sets", "sets", 1.0),
    ("ml millilitre millilitres milliliter", "volume", 1.0),
    ("l litre litres liter liters", "volume", 1000.0),
    ("newton newtons n", "force", 1.0),
    ("celsius", "celsius", 1.0),
    ("fahrenheit", "celsius", 5 / 9),
    ("others", "others", 1.0),
):
    for _name in _names.split():
        _UNITS[_name] = (_of, _size)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_SYMBOL = (
    "[kmμcdhn]?(?:hz|pa|cal|mol|bar|nm|rpm|bpm)|mmhg|psi|mph|db|iu|oz|ft|yd|mi|dl|cl|k[nvawj]|m[avjw]|ms"
    r"|[avwjkufc](?=[.,;:)](?!m)|$| (?:of|for|at|and|or|with|in|to)\b)"
)
"""A unit that is only known to be one: "kHz", and "V" where no word of a sentence can stand."""
_LIKE = "full|whole|more|further|extra|additional|light|gentle|slow|easy|short|long|solid|straight|good|deep|hard|quiet"
_FIGURE = re.compile(
    rf"(?P<aged>\baged\s+)?(?:\b(?P<bound>{_BOUND})\s+)?(?P<low>{NUMBER})"
    rf"(?:[\s-]*(?P<low_unit>{_UNIT})(?![a-z])(?!\s*until\s+{NUMBER}\s+percent)(?=\s*(?:-|–|to|until)\s*{NUMBER}[\s-]*(?:{_UNIT})(?![a-z])))?"
    rf"(?:\s*(?:-|–|to|until)\s*(?P<high>{NUMBER}))?"
    rf"(?:[\s-]*(?:(?:{_LIKE}) )?(?P<unit>(?:{_UNIT})(?![a-z]))(?P<of>[23]\b)?"
    r"(?P<each>\s?/\s?[a-z]+[23]?\b| per (?:square |cubic )?[a-z]*(?:gram|kilo|kg|litre|liter|metre|meter)\b)?"
    rf"|[\s-]?(?P<symbol>{_SYMBOL})(?![a-z])"
    r"|(?: points?)?(?: out of| in| of|,? on a scale (?:of|from 0 to|of 0 to|0 to))(?: every| the)?"
    rf" (?P<whole>10+|10?,000|100,000)(?![\d.,]\d)(?!\s*(?:{_UNIT})\b))?"
    rf"(?:\s*(?:each\s+|in all\s+)?(?P<open>{'|'.join(_OPEN.values())})\b(?!\s+{NUMBER}))?"
)
_ANY = re.compile(rf"{NUMBER}|\b(?:an?|single) (?:{_UNIT})\b")
_ARTICLE = re.compile(
    r"\b(?:a|an|one|single)\s+(?P<unit>(?:second|minute|hour|day|week|month|year|metre|centimetre|inch|kilo"
    r"|kilogram)s?\b)"
    r"(?:\s*(?P<open>or (?:more|longer|less)))?"
)
_HOW_OFTEN = re.compile(
    rf"(?:once|twice|times|or (?:more|fewer|less)|\d|sessions?|days?|\b(?:one|{NUMBER}) (?!(?:{_UNIT})\b)[a-z]+)$"
)
_PER = re.compile(
    r"(?:\b(?:a|per|each|every|once a|twice a|times a) (?:day|week|month|year|hour|minute)\b)|\bthe same day\b"
)
_RATE = re.compile(
    rf"(?:\b(?P<count>once|{NUMBER})(?: times?| occasions?| days?| sessions?| sets?)?\s+)?"
    r"(?:\b(?:a|per|each|every|in a) (?P<span>minute|hour|day|week|month|year)\b"
    r"|\b(?P<ly>daily|weekly|monthly|hourly|yearly)\b)"
)
SPANS = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour", "yearly": "year"}
_OTHERS = re.compile(rf"\b(?:the|any|all)(?: of)?(?: the)? (?:other ({NUMBER})|({NUMBER}) others?)\b(?! (?:{_UNIT})\b)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range of what `unit` names ("" where none is known), in that unit's base, with its bound."""

    low: float
    high: float
    unit: str
    bound: str
    words: str


def read_quantities(text: str) -> list[Quantity]:
    """The quantities of a text in lower case, in digits or words, times in seconds and lengths in millimetres.

    >>> [(one.low, one.high, one.unit, one.bound) for one in read_quantities("hold for up to a minute, 8 to 12 times")]
    [(60.0, 60.0, 'time', 'at most'), (8.0, 12.0, 'times', '')]
    """
    if not _ANY.search(text):
        return []
    text = without_levels(without_roots(text))
    text = re.sub(r"\bboth (?=(?:\w+ ){1,3}and )", " ", text)
    text = re.sub(
        rf"({NUMBER}) out of (\d+),? (?:or (?:less|below|lower|under)|at (?:the )?most)", r"at most \1 out of \2", text
    )
    text = re.sub(r"\b(?:out of|in) ten\b", "out of 10", text)
    text = re.sub(
        r"\b(?:from )?one \w+ (?:to|after) the (?:next|other)\b|\bone (?:another|by one)\b|\btwice over\b", " ", text
    )
    text = re.sub(r"\b(?:over|above|under|below|within|from) both\b", "both", text)
    text = re.sub(r"\b(either|each|neither) of (?:the|these|those) (?:two|2)\b", r"\1", text)
    text = re.sub(r"\bof the two(?: muscles)?,|\bthe two (?=did|do|were|are|have)", " ", text)
    text = re.sub(rf"\b(?:an? )?single (?=(?:{_UNIT})\b)", "1 ", text)
    text = _ARTICLE.sub(_one, text)
    text = _OTHERS.sub(lambda found: f"{found[1] or found[2]} others", text)
    text = re.sub(r"(?<!at )\bonce\b(?! (?:a|per|every|each|daily|weekly)\b|[.;]|$)|\bat once\b", " ", text)
    text = re.sub(
        r"\b(?:one|ones)\b(?! (?:" + _UNIT + rf")\b| (?:or|to) {NUMBER}| in \d| of \d| points? (?:on|out)\b)", " ", text
    )
    return [_quantity(match) for match in _FIGURE.finditer(text)]


def _one(match: re.Match[str]) -> str:
    per = _PER.search(match.string, max(match.start() - 8, 0), match.end())
    before = match.string[: match.start()].rstrip().removesuffix(" in")
    if match[0].startswith("a") and (per and _HOW_OFTEN.search(before)):
        return match[0]
    return f"1 {match['unit']}" + (f" {match['open']}" if match["open"] else "")


def _quantity(match: re.Match[str]) -> Quantity:
    low = value(match["low"])
    high = value(match["high"]) if match["high"] else low
    unit, size = _UNITS.get(match["unit"] or ("times" if match["low"] in ("once", "twice") else ""), ("", 1.0))
    unit = f"symbol {match['symbol']}" if match["symbol"] else unit + (match["of"] or "") + (match["each"] or "")
    if match["low_unit"]:
        low *= _UNITS[match["low_unit"]][1] / size
    if match["whole"] and not unit:
        unit = f"of {match['whole']}"
    bound = _BOUND_OF.get(match["bound"] or "", "")
    around = f"{match['bound'] or ''} {match['open'] or ''}"
    if unit in ("", "months") and (match["aged"] or re.search(r"\b(?:age|older|younger)\b", around)):
        unit, size = "age", size / 12 if unit else 1.0
    if match["bound"] == "over" and unit in ("", "time", "months"):
        bound = "over"  # "stiffness over 30 minutes" is more, "better over four weeks" is during
    if _is_no_bound(match["bound"], unit, is_range=low != high):
        bound = ""
    if match["open"]:
        bound = next(name for name, words in _OPEN.items() if re.fullmatch(words, match["open"]))
    if match["unit"] == "fahrenheit" and match["bound"] != "by":
        low, high = low - 32, high - 32
    return Quantity(low * size, high * size, unit, bound, match[0].strip())


def _is_no_bound(word: str | None, unit: str, *, is_range: bool) -> bool:
    """Whether a word that may set a bound sets none: "within one to two weeks", "from two muscles"."""
    if word in ("by", "to"):
        return unit != "share"
    return unit == "others" or (word in ("within", "from") and is_range) or (word == "from" and not unit)


def is_unit(word: str) -> bool:
    """Whether a word in lower case is a unit."""
    return word in _UNITS


def read_rates(text: str) -> frozenset[tuple[float, str]]:
    """How often a text in lower case says that something happens: a count, 0 where none is given, and a span.

    >>> sorted(read_rates("twice a day, or daily"))
    [(0.0, 'day'), (2.0, 'day')]
    """
    return frozenset(
        (value(match["count"]) if match["count"] else 0.0, match["span"] or SPANS[match["ly"]])
        for match in _RATE.finditer(text)
        if match["ly"] or match["count"] or not match[0].startswith("a ")
    )
