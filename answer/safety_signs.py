"""Signs found in a reading: groups of words near each other, in any order.

`answer.safety_rules` has the patterns as they are written, `answer.safety_scope` what does not count. A question holds
a few groups of words; a text made to hold thousands is looked at up to a limit, and beyond it every sign counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.safety_lexicon import Lexicon
from answer.safety_reader import Found, Reading, Span
from answer.safety_rules import Pattern, RuleFile
from answer.safety_scope import Scopes

FEW = 60  # words of one group that are looked at one by one
EFFORT = 600  # combinations of words looked at; a question of a few lines has some ten


@dataclass(frozen=True, slots=True)
class _Place:
    numbers: tuple[int, ...]
    mask: int
    after: bool


@dataclass(frozen=True, slots=True)
class _Shape:
    """A pattern by numbers. A mask has a bit for each group, so that one look says whether a pattern can be there."""

    sign: str
    places: tuple[_Place, ...]
    without: tuple[int, ...]
    window: int
    ever: bool
    says_no: bool  # a "no" can be part of it, as in "no feeling"

    def may_be_in(self, mask: int) -> bool:
        return all(place.mask & mask for place in self.places)


class Signs:
    """The patterns of a rule file, indexed by the rarest of their groups of words."""

    def __init__(self, rules: RuleFile, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_rarest: dict[int, list[_Shape]] = {}
        for sign, patterns in rules.signs.items():
            for pattern in patterns:
                shape = self._shape(sign, pattern)
                rarest = min(shape.places, key=lambda place: len(place.numbers))
                for number in rarest.numbers:
                    self._by_rarest.setdefault(number, []).append(shape)
        self._frames = {name: [self._shape(name, p) for p in patterns] for name, patterns in rules.frames.items()}

    def _shape(self, sign: str, pattern: Pattern) -> _Shape:
        number = self._lexicon.number
        places = []
        for element in pattern.elements:
            numbers = tuple(number[name] for name in element.names)
            places.append(_Place(numbers, _mask(numbers), element.after))
        says_no = any(not self._lexicon.says_no.isdisjoint(place.numbers) for place in places)
        return _Shape(
            sign, tuple(places), tuple(number[name] for name in pattern.without), pattern.window, pattern.ever, says_no
        )

    def scopes(self, reading: Reading) -> Scopes:
        """What does not count in a reading."""
        return Scopes(self._lexicon, reading, self._is_general)

    def find(self, reading: Reading, scopes: Scopes) -> set[str]:
        """The signs that count."""
        search = _Search(scopes)
        signs: set[str] = set()
        candidates: dict[int, list[_Shape]] = {}
        for found in reading.found:
            mask = _mask(found)
            if mask not in candidates:
                candidates[mask] = self._candidates(found, mask)
            for shape in candidates[mask]:
                if shape.sign not in signs and search.finds(shape, found):
                    signs.add(shape.sign)
        return signs

    def _candidates(self, found: Found, mask: int) -> list[_Shape]:
        """The patterns all of whose groups are there, near each other or not."""
        shapes = (shape for number in found.keys() & self._by_rarest.keys() for shape in self._by_rarest[number])
        return [shape for shape in shapes if shape.may_be_in(mask)]

    def _is_general(self, found: Found) -> bool:
        """Whether a sentence asks about the world and nobody in it."""
        return self._is_framed(found, "general") and not self._is_framed(found, "personal")

    def _is_framed(self, found: Found, frame: str) -> bool:
        mask = _mask(found)
        return any(shape.may_be_in(mask) and _Search(None).finds(shape, found) for shape in self._frames[frame])


class _Search:
    """A search, and how much effort is left. Where it knows no scopes, everything counts."""

    def __init__(self, scopes: Scopes | None) -> None:
        self._scopes = scopes
        self._effort = EFFORT
        self._counting: dict[Span, bool] = {}
        self._sure = False  # all that is left to choose from counts

    def finds(self, shape: _Shape, found: Found) -> bool:
        """Whether the pattern is there and counts."""
        choices = [_merge([found[number] for number in place.numbers if number in found]) for place in shape.places]
        if shape.without and self._effort > 0 and self._kept_off(shape, choices, found):
            return False
        self._sure = not (shape.ever or shape.says_no) and max(map(len, choices)) <= FEW
        if self._sure:
            choices = [self._that_count(spans) for spans in choices]
            if not all(choices):
                return False
        order = sorted(range(len(choices)), key=lambda place: len(choices[place]))
        return self._choose(shape, choices, order, {})

    def _that_count(self, spans: Sequence[Span]) -> Sequence[Span]:
        """Those that no "no", no "ago" and no question about the world takes out."""
        if self._scopes is None or self._effort < 0:
            return spans
        known = self._counting
        for span in spans:
            if span not in known:
                self._effort -= 1
                known[span] = not self._scopes.discounts((span,))
        return [span for span in spans if known[span]]

    def _kept_off(self, shape: _Shape, choices: Sequence[Sequence[Span]], found: Found) -> bool:
        """Whether there is something that the pattern must not be near. "Behind the knee" is a leg and no knee."""
        own = {place for spans in choices for first, last in spans if last > first for place in range(first, last + 1)}
        spans = [span for number in shape.without for span in found.get(number, ()) if span[0] not in own]
        return any(self._scopes is None or not self._scopes.denies(span) for span in spans[:EFFORT])

    def _choose(
        self, shape: _Shape, choices: Sequence[Sequence[Span]], order: Sequence[int], chosen: dict[int, Span]
    ) -> bool:
        if len(chosen) == len(order):
            return self._counts(shape, [chosen[place] for place in range(len(order))])
        place = order[len(chosen)]
        for span in _near(choices[place], chosen.values(), shape.window):
            if self._choose(shape, choices, order, {**chosen, place: span}):
                return True
        return False

    def _counts(self, shape: _Shape, spans: Sequence[Span]) -> bool:
        self._effort -= 1
        for before, (place, span) in zip(spans, list(zip(shape.places, spans, strict=True))[1:], strict=False):
            if place.after and span[0] <= before[0]:
                return False
        if self._scopes is None or self._sure or self._effort < 0:
            return True
        return not (self._scopes.are_denied(spans) if shape.ever else self._scopes.discounts(spans))


def _mask(numbers: Iterable[int]) -> int:
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def _merge(lists: Sequence[Sequence[Span]]) -> Sequence[Span]:
    """The spans of all lists, in the order of the text."""
    return lists[0] if len(lists) == 1 else sorted({span for spans in lists for span in spans})


def _near(spans: Sequence[Span], chosen: Iterable[Span], window: int) -> Sequence[Span]:
    """Those that lie within the window together with what is chosen."""
    chosen = list(chosen)
    if not chosen:
        return spans
    first, last = min(span[0] for span in chosen), max(span[1] for span in chosen)
    near = spans[bisect_left(spans, (last - window + 1, 0)) : bisect_right(spans, (first + window, 0))]
    return [span for span in near if max(last, span[1]) - min(first, span[0]) < window]
