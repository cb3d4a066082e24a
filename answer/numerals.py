"""Numbers and measures as English writes them, and rules that write a text anew; for `answer.amounts`, `answer.shares`.

`answer.figures` has a table of its own, with the articles ("a week"), which here are read with what they stand before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_COUNTS = {word: float(number) for number, word in enumerate(f"zero {_ONES} {_TEENS}".split())}
_COUNTS |= {word: 10.0 * number for number, word in enumerate(TENS.split(), 2)}
LARGE = {"hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0, "dozen": 12.0}
VALUES = _COUNTS | LARGE | {"twice": 2.0, "once": 1.0, "thrice": 3.0, "both": 2.0, "couple": 2.0, "pair": 2.0}
"""What each word for a number stands for."""
_JOINED = f"(?:{TENS.replace(' ', '|')})[- ](?:{_ONES.replace(' ', '|')})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


NUMBER = rf"(?:{_DIGITS}|\b(?:{_JOINED}|{_longest_first(VALUES)})\b)"
"""A number in digits or words."""
COUNT = rf"(?:(?:{_DIGITS})(?![\d.,]*\d)|\b(?:{_JOINED}|{_longest_first(_COUNTS)})\b)"
"""A number that counts from zero on: neither "twice" nor "both"."""
SPAN = "second|minute|hour|day|week|month|year"
MEASURE = (
    f"{SPAN}|fortnight|decade|millimetre|centimetre|metre|kilometre|inch|degree|gram|kilogram|kilo|pound|litre"
    "|millilitre|celsius|fahrenheit"
)
PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fourth": 0.25, "fifth": 0.2, "tenth": 0.1}


@dataclass(frozen=True, slots=True)
class Rules:
    """What is written anew, and how, in texts that hold what `needs` finds."""

    needs: re.Pattern[str]
    pairs: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]


def rules(*pairs: tuple[str, str | Callable[[re.Match[str]], str]], needs: str = "") -> Rules:
    """Rules from patterns, which hold for capitals too; `needs` says what each text has that one of them fits."""
    flag = re.IGNORECASE
    return Rules(re.compile(needs, flag), tuple((re.compile(pattern, flag), plain) for pattern, plain in pairs))


def rewrite(text: str, *groups: Rules) -> str:
    """The text written anew by one rule after the other."""
    for group in groups:
        if group.needs.search(text):
            for pattern, plain in group.pairs:
                text = pattern.sub(plain, text)
    return text


def value(number: str) -> float:
    """The value of a number in digits or words; an article is one.

    >>> value("twenty-five"), value("1,000"), value("0,5"), value("a")
    (25.0, 1000.0, 0.5, 1.0)
    """
    number = number.lower()
    if number in VALUES:
        return VALUES[number]
    if number in ("a", "an"):
        return 1.0
    if number[0].isalpha():
        return sum(VALUES[part] for part in re.split("[- ]", number))
    return float(number.replace(",", "" if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number) else "."))


def part(count: str | None, name: str) -> float:
    """The value of a fraction.

    >>> part("three", "quarter"), part(None, "half")
    (0.75, 0.5)
    """
    return value(count or "one") * PARTS[name.lower()]


def write(number: float) -> str:
    """A number in digits.

    >>> write(2.0), write(100 / 3), write(1500.0)
    ('2', '33.3333', '1500')
    """
    return f"{number:.6g}" if number < 100_000 else f"{number:.0f}"
