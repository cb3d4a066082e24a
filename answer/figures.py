"""The figures that a sentence gives, as ranges: how long, how often, how many, how far, and which nerve roots.

`answer.offers` only knows whether a sentence holds a figure of some kind; here it is read, so that two can be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from index.analysis import stems

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen"
).split()
_NUMBERS = {word: float(number) for number, word in enumerate(_WORDS, 1)} | {
    "a": 1.0,
    "an": 1.0,
    "once": 1.0,
    "twice": 2.0,
    "half a": 0.5,
    "half an": 0.5,
    "a single": 1.0,
    "single": 1.0,
    "a couple of": 2.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "forty-five": 45.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "ninety": 90.0,
    "a quarter of": 25.0,
    "half of": 50.0,
}
_DAY = 86_400.0
_UNITS: tuple[tuple[str, str, float], ...] = (
    ("time", r"seconds?|secs?|s", 1.0),
    ("time", r"minutes?|mins?", 60.0),
    ("time", r"hours?|hrs?|h", 3600.0),
    ("time", r"days?", _DAY),
    ("time", r"weeks?", 7 * _DAY),
    ("time", r"months?", 30 * _DAY),
    ("time", r"years?", 365 * _DAY),
    ("angle", r"degrees?|°", 1.0),
    ("length", r"mm|millimet(?:re|er)s?", 1.0),
    ("length", r"cm|centimet(?:re|er)s?", 10.0),
    ("length", r"inch(?:es)?", 25.4),
    ("length", r"m|met(?:re|er)s?", 1000.0),
    ("weight", r"g|grams?", 1.0),
    ("weight", r"kg|kilos?|kilograms?", 1000.0),
    ("share", r"%|per ?cent|percent", 1.0),
    ("times", r"repetitions?|repeats?|reps?|times", 1.0),
)
_NUMBER = r"\d+(?:[.,]\d+)?|(?:" + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True)) + r")\b"
_FIGURE = re.compile(
    r"(?:\b(?P<bound>at least|at most|no more than|more than|less than|not more than|up to|over|under|within|about|"
    r"around|"
    r"roughly|some|nearly|almost|as little as|as long as|only|minimum of|maximum of) )?"
    rf"(?<![\w.])(?P<low>{_NUMBER})(?:\s*(?:-|–|to|or|and)\s*(?P<high>{_NUMBER}))?(?:\s*or (?P<open>more|less))?"
    r"(?:-|\s*)(?P<unit>%|°|[a-z]+)",
)
_RATE = re.compile(
    rf"(?P<number>once|twice|(?:{_NUMBER})(?:\s*(?:-|–|to|or)\s*(?:{_NUMBER}))? (?:times|x|sessions|days))?\s*"
    r"\b(?:(?:a|per|each|every|in a)\s+(?P<other>other |second )?(?P<span>day|week|month|hour)\b"
    r"|(?P<ly>daily|weekly|monthly)\b)",
)
_SPANS = {"hour": 24.0, "day": 1.0, "week": 1 / 7, "month": 1 / 30, "daily": 1.0, "weekly": 1 / 7, "monthly": 1 / 30}
_ROOT = re.compile(r"\b([ctls])\s?(\d{1,2})(?:\s*(?:-|–|to)\s*([ctls])?\s?(\d{1,2}))?\b")
_ROOTS = [
    f"{region}{number}" for region, count in (("c", 8), ("t", 12), ("l", 5), ("s", 5)) for number in range(1, count + 1)
]
ABOUT = 0.1  # "about 20" is 18 to 22
_AT_LEAST = frozenset({"at least", "more than", "over", "minimum of"})
_AT_MOST = frozenset(
    {"at most", "no more than", "less than", "not more than", "up to", "under", "within", "maximum of"}
)
_NO_NOUN = frozenset("the a an of in on to at by for from with and or than more less is are was side hand way".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A range, both ends included, of what `of` names: "time" (in seconds), "rate" (a day), or a noun's stem.

    `words` is how the sentence says it.
    """

    of: str
    low: float
    high: float
    words: str

    def clashes(self, other: Figure) -> bool:
        """Whether no value lies in both ranges."""
        return self.high < other.low or other.high < self.low


def read_figures(text: str) -> tuple[list[Figure], str]:
    """The figures of a text in lower case, and the text without them.

    >>> [(figure.of, figure.low, figure.high) for figure in read_figures("hold for 20 to 30 seconds, twice a day")[0]]
    [('rate', 2.0, 2.0), ('time', 20.0, 30.0)]
    """
    found = [_rate(match) for match in _RATE.finditer(text)]
    text = _RATE.sub(" ", text)
    kept: list[str] = []
    end = 0
    for match in _FIGURE.finditer(text):
        figure = _figure(match)
        if figure is not None:
            found.append(figure)
            kept.append(text[end : match.start()])
            end = match.end() if figure.of in _NAMES else match.start("unit")
    return found, " ".join((*kept, text[end:]))


def read_roots(text: str) -> frozenset[str]:
    """The spinal roots that a text in lower case names, ranges written out.

    >>> sorted(read_roots("nerve roots l4 to s1"))
    ['l4', 'l5', 's1']
    """
    roots: set[str] = set()
    for region, first, to_region, last in _ROOT.findall(text):
        ends = (f"{region}{first}", f"{to_region or region}{last}" if last else f"{region}{first}")
        if all(end in _ROOTS for end in ends):
            roots.update(_ROOTS[_ROOTS.index(ends[0]) : _ROOTS.index(ends[1]) + 1])
    return frozenset(roots)


def without_roots(text: str) -> str:
    """The text in lower case without the spinal roots that it names."""
    return _ROOT.sub(" ", text)


_NAMES = frozenset(name for name, _, _ in _UNITS)


def _figure(match: re.Match[str]) -> Figure | None:
    unit = next(((of, size) for of, names, size in _UNITS if re.fullmatch(names, match["unit"])), None)
    article = match["low"] in ("a", "an")
    if unit is None:
        noun = stems(match["unit"])
        if article or not noun or match["unit"] in _NO_NOUN:
            return None
        unit = (f"number of {noun[0]}", 1.0)
    elif match["low"] in ("once", "twice") or (article and unit[0] != "time"):
        return None
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    low, high = _bounded(match["bound"] or "", min(low, high), max(low, high), match["open"])
    return Figure(unit[0], low * unit[1], high * unit[1], match[0].strip())


def _bounded(bound: str, low: float, high: float, opened: str | None) -> tuple[float, float]:
    if bound in _AT_LEAST or opened == "more":
        return low, inf
    if bound in _AT_MOST or opened == "less":
        return 0.0, high
    if bound in ("about", "around", "roughly", "some", "nearly", "almost"):
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def _rate(match: re.Match[str]) -> Figure:
    span = _SPANS[match["span"] or match["ly"]] / (2 if match["other"] else 1)
    numbers = [_value(number) for number in re.findall(rf"\b(?:{_NUMBER})\b", match["number"] or "once")]
    return Figure("rate", min(numbers) * span, max(numbers) * span, match[0].strip())


def _value(number: str) -> float:
    return _NUMBERS[number] if number in _NUMBERS else float(number.replace(",", "."))
