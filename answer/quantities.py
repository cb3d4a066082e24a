"""The numbers of a sentence with their units and bounds, compared exactly; and the spinal levels.

`answer.figures` reads figures as ranges, to see whether two notes clash; here each number a sentence gives must stand
in its source with the same unit and the same bound, in digits or in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from answer.figures import read_roots, without_roots

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES = {word: float(number) for number, word in enumerate((_ONES + " eighteen nineteen").split())}
VALUES |= {word: 10.0 * number for number, word in enumerate(_TENS.split(), 2)}
VALUES |= {"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0, "twice": 2.0, "once": 1.0, "thrice": 3.0}
VALUES |= {"both": 2.0, "couple": 2.0, "pair": 2.0}
VALUES |= {"½": 0.5, "¼": 0.25, "¾": 0.75}
_WORDS = "|".join(sorted(VALUES, key=len, reverse=True))
_JOINED = f"(?:{_TENS.replace(' ', '|')})-(?:{_ONES.replace(' ', '|')})"
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\b(?:{_JOINED}|{_WORDS})\b)"
_BOUNDS = {
    "at least": (
        "at least",
        "minimum of",
        "a minimum of",
        "no less than",
        "not less than",
        "from",
        "more than",
        "over",
        "above",
        "no fewer than",
        "beyond",
        "longer than",
        "over the age of",
        "after the age of",
        "after age",
        "older than",
        "past the age of",
        "upwards of",
        "exceeds",
        "exceeding",
        "past",
    ),
    "at most": (
        "at most",
        "maximum of",
        "a maximum of",
        "no more than",
        "not more than",
        "up to",
        "less than",
        "under",
        "below",
        "no longer than",
        "within",
        "fewer than",
        "as many as",
        "as long as",
        "not over",
        "not exceed",
        "not exceeding",
        "not above",
        "limit of",
        "younger than",
        "before the age of",
        "before age",
    ),
    "about": ("about", "around", "roughly", "approximately", "nearly", "almost", "some", "close to"),
}
_BOUND_OF = {words: bound for bound, group in _BOUNDS.items() for words in group}
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
    ("mg milligram milligrams", "weight", 0.001),
    ("g gram grams", "weight", 1.0),
    ("kg kilo kilos kilogram kilograms", "weight", 1000.0),
    ("pound pounds lb lbs", "pounds", 1.0),
    ("% percent", "share", 1.0),
    ("time times occasion occasions repetition repetitions rep reps repeat repeats round rounds", "times", 1.0),
    ("set sets", "sets", 1.0),
    ("ml millilitre millilitres milliliter", "volume", 1.0),
    ("l litre litres liter liters", "volume", 1000.0),
    ("newton newtons n", "force", 1.0),
):
    for _name in _names.split():
        _UNITS[_name] = (_of, _size)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?:\b(?P<bound>{_BOUND})\s+)?(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|–|to|or|and|until)\s*(?P<high>{_NUMBER}))?"
    rf"(?:[\s-]*(?P<unit>(?:{_UNIT})(?![a-z]))"
    r"|(?: out of| in| of|,? on a scale (?:of|from 0 to))(?: every| the)? (?P<whole>10+|10?,000|100,000)(?![\d.,]\d))?"
    r"(?:\s*(?:each\s+|in all\s+)?(?P<open>(?:or|and) (?:more|longer|over|above|less|fewer|under|below)"
    r"|at (?:the )?(?:most|least)|maximum|minimum))?"
)
_ARTICLE = re.compile(
    r"\b(?:a|an|one|single)\s+(?P<unit>(?:second|minute|hour|day|week|month|year|metre|centimetre|inch|kilo"
    r"|kilogram)s?\b)"
    r"(?:\s*(?P<open>or (?:more|longer|less)))?"
)
_PER = re.compile(
    r"(?:\b(?:a|per|each|every|once a|twice a|times a) (?:day|week|month|year|hour|minute)\b)|\bthe same day\b"
)
_RATE = re.compile(
    r"(?:\b(?P<count>once|twice|one|two|three|four|five|six|seven|\d+)\b(?: times?| occasions?| days?| sessions?"
    r"| sets?)?\s+)?"
    r"(?:\b(?:a|per|each|every|in a) (?P<other>other |second )?(?P<span>day|week|month|hour|year)\b"
    r"|\b(?P<ly>daily|weekly|monthly|hourly)\b)"
)
_SPANS = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_YEAR = re.compile(r"\((?:[^()]*?)\b(?:1[89]|20)\d\d[a-z]?\b[^()]*\)")


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
    text = without_roots(text).replace("per cent", "percent").replace("half an hour", "30 minutes")
    text = re.sub(r"\bno (\w+) (more|less|longer|fewer) than\b", r"\1 no \2 than", text)
    text = re.sub(r"\b(a|one) (minute|hour|year) and a half\b", r"1.5 \2s", text)
    text = re.sub(r"\b(?:a|one) (second|minute|hour|day|week|month|year) or two\b", r"1 or 2 \1s", text)
    text = re.sub(r"\bboth (?=(?:\w+ ){1,3}and )", " ", text)
    text = re.sub(r"\bhalf a minute\b", "30 seconds", text)
    text = re.sub(r"\bon (\w+) days (?:of the|of each|each|every|per|a) week\b", r"\1 times a week", text)
    text = re.sub(
        rf"({_NUMBER}) out of (\d+),? (?:or (?:less|below|lower|under)|at (?:the )?most)", r"at most \1 out of \2", text
    )
    text = re.sub(r"\b(?:every|each) (?:second|other) (day|week|month)", r"alternate \1s", text)
    text = re.sub(rf"\b({_WORDS}) and a half\b", lambda found: f"{VALUES[found[1]] + 0.5:g}", text)
    text = re.sub(r"\b(?:out of|in) ten\b", "out of 10", text)
    text = re.sub(
        r"\b(?:from )?one \w+ (?:to|after) the (?:next|other)\b|\bone (?:another|by one)\b|\btwice over\b", " ", text
    )
    text = re.sub(r"\b(?:over|above|under|below|within|from) both\b", "both", text)
    text = re.sub(r"\bof the two(?: muscles)?,|\bthe two (?=did|do|were|are|have)", " ", text)
    text = _ARTICLE.sub(_one, text)
    text = re.sub(r"\bonce\b(?! (?:a|per|every|each|daily|weekly)\b)", " ", text)
    text = re.sub(r"\b(?:one|ones)\b(?! (?:" + _UNIT + r")\b| (?:or|to) two\b| in \d| of \d)", " ", text)
    return [_quantity(match) for match in _FIGURE.finditer(text)]


def _one(match: re.Match[str]) -> str:
    per = _PER.search(match.string, max(match.start() - 8, 0), match.end())
    before = match.string[: match.start()].rstrip().removesuffix(" in")
    if match[0].startswith("a") and (per and re.search(r"(?:once|twice|times|\d|sessions?|days?)$", before)):
        return match[0]
    return f"1 {match['unit']}" + (f" {match['open']}" if match["open"] else "")


def _quantity(match: re.Match[str]) -> Quantity:
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    unit, size = _UNITS.get(match["unit"] or ("times" if match["low"] in ("once", "twice") else ""), ("", 1.0))
    if match["whole"] and not unit:
        unit = f"of {match['whole']}"
    bound = _BOUND_OF.get(match["bound"] or "", "")
    if match["bound"] == "over" and unit in ("time", "months"):
        bound = "over"  # "stiffness over 30 minutes" is more, "better over four weeks" is during
    if match["bound"] == "within" and low != high:
        bound = ""  # "within one to two weeks"
    opened = match["open"] or ""
    if opened:
        bound = "at most" if re.search(r"less|fewer|under|below|most|maximum", opened) else "at least"
    return Quantity(low * size, high * size, unit, bound, match[0].strip())


def _value(number: str) -> float:
    if number in VALUES:
        return VALUES[number]
    if "-" in number:
        return sum(VALUES[part] for part in number.split("-"))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        return float(number.replace(",", ""))
    return float(number.replace(",", "."))


def is_unit(word: str) -> bool:
    """Whether a word in lower case is a unit."""
    return word in _UNITS


def unsupported_quantity(said: Iterable[Quantity], given: Iterable[Quantity]) -> str:
    """The fault of the first quantity said that is not given: "number", "unit", or "" where there is none."""
    said, given = list(said), list(given)
    if _used_up(said, given):
        return "number"
    for one in said:
        if any(_same(one, other) for other in given):
            continue
        if one.words == "both":
            continue
        if one.unit in ("", "times") and one.low == one.high == 1.0:
            continue
        unlike = any((one.low, one.high) == (other.low, other.high) for other in given)
        bare = any(_digits(one) == _digits(other) for other in given)
        return "unit" if bare and not unlike else "number"
    return ""


def counts_items(one: Quantity, given: str) -> bool:
    """Whether a number counts what the source, in lower case, only lists: "three muscles" of three that it names.

    Where the source has a number without a unit of its own, that may be the one meant.
    """
    plain = _YEAR.sub(" ", given)
    if (
        one.unit
        or one.bound
        or one.low != one.high
        or one.low < 2
        or any(not each.unit for each in read_quantities(plain))
    ):
        return False
    if one.low == 2:
        return "compared" in plain and "the other" in plain
    lists = (_ITEM_ENDS.split(part) for part in re.split(r"[;:.()]", plain))
    return any(len(items) in (one.low, one.low + (one.low > 2)) for items in lists)


_ITEM_ENDS = re.compile(r",? and |,? or |, ")
_VAGUE = re.compile(r"\b(?:few|several|couple of|some|many) (second|minute|hour|day|week|month|year)s\b")


def unsupported_span(said: str, given: str) -> str:
    """The fault of a span without a number, such as "a few days", whose unit is not given, or ""."""
    return "unit" if any(unit not in given for unit in _VAGUE.findall(said)) else ""


def _used_up(said: list[Quantity], given: list[Quantity]) -> bool:
    """Whether a text has one quantity more often than its source, and another one of that unit not at all."""
    for one in said:
        more = sum(_same(other, one) for other in said) > max(1, sum(_same(one, other) for other in given))
        if more and any(other.unit == one.unit and not any(_same(each, other) for each in said) for other in given):
            return True
    return False


def _digits(one: Quantity) -> tuple[str, ...]:
    return tuple(re.findall(_NUMBER, one.words))


def _same(one: Quantity, other: Quantity) -> bool:
    if one.unit == "months" and not other.unit:  # an age
        one = Quantity(one.low / 12, one.high / 12, "", one.bound, one.words)
    if (one.low, one.high) != (other.low, other.high):
        return False
    if one.unit and other.unit and one.unit != other.unit:
        return False
    loose = "times" in (one.unit, other.unit) or one.unit.startswith("of ")
    if bool(one.unit) != bool(other.unit) and not loose:
        return False
    return one.bound == other.bound or (one.bound, other.bound) in _FITTING


_FITTING = frozenset(
    {
        ("about", ""),
        ("", "about"),
        ("at most", ""),
        ("over", ""),
        ("", "over"),
        ("over", "at least"),
        ("at least", "over"),
    }
)
"""Bounds of a text, and of its source, that go together though they are not the same."""


def read_levels(text: str) -> frozenset[str]:
    """The spinal levels that a text in lower case names, ranges written out."""
    return read_roots(text)


def read_rates(text: str) -> frozenset[tuple[float, str]]:
    """How often a text in lower case says that something happens: a count, 0 where none is given, and a span.

    >>> sorted(read_rates("twice a day, or daily"))
    [(0.0, 'day'), (2.0, 'day')]
    """
    return frozenset(
        (
            (_value(match["count"]) if match["count"] else 0.0),
            (match["other"] or "").strip().replace("second", "other") + (match["span"] or _SPANS[match["ly"]]),
        )
        for match in _RATE.finditer(text)
        if match["ly"] or match["count"] or not match[0].startswith("a ")
    )


def unsupported_rate(said: str, given: str) -> str:
    """The fault of the first rate said that is not given, or ""."""
    ours, theirs = read_rates(said), read_rates(given)
    spans = {span for _, span in theirs} | {span for span in _SPANS.values() if re.search(rf"\b{span}\b", given)}
    for count, span in ours:
        if span not in spans:
            return "unit"
        counts = {other for other, of in theirs if of == span}
        if counts and count not in counts and not {count, *counts} & {0.0, 1.0}:
            return "number"
    return ""
