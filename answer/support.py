"""Whether a sentence is carried by the quotes it cites: numbers compared, the rest by shared words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SHARED = 0.6  # of the words of a sentence, in what it cites
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Cited:
    """One quote with the title and the headings it stands under."""

    quote: str
    title: str
    heading_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is carried; else why not."""

    is_carried: bool
    reason: str = ""


def check(text: str, quotes: Sequence[Cited], similarity: Callable[[str, str], float] | None = None) -> Verdict:
    """Hold one sentence against the quotes it cites."""
    held = " ".join(" ".join((one.title, *one.heading_path, one.quote)) for one in quotes)
    if set(_NUMBER.findall(text)) - set(_NUMBER.findall(held)):
        return Verdict(False, "number")
    words, known = _stems(text), _stems(held)
    close = similarity is not None and similarity(text, held) > 0.8
    shared = len(words & known) / len(words) if words else 0.0
    return Verdict(True) if shared >= SHARED or (close and shared >= SHARED / 2) else Verdict(False, "unsupported")


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.lower())}
