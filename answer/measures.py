"""Whether the numbers that a sentence gives stand in its source: unit, bound and rate, and what they are said of.

`answer.quantities` reads the numbers; here those of a text and of its source, both in lower case and put plainly
(`answer.amounts`), are held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from math import isclose
from operator import and_

from answer.meanings import load_meanings, root
from answer.numerals import NUMBER, value
from answer.quantities import SPANS, Quantity, read_quantities, read_rates
from answer.shares import other_base
from index.analysis import stems

NEAR = 1e-5
"""How near two numbers are that are equal, as thirds are rounded."""
ROUNDED = 0.5
"""How near, in percent, a rough share in whole percents is to the one that it rounds."""
WHOLES = (3, 6, 7, 8, 9, 11, 12)
"""What shares are parts of that come to no whole percents."""
_FITTING = frozenset(
    {("about", ""), ("over", ""), ("", "over"), ("over", "more"), ("more", "over")}
    | {("by", ""), ("", "by"), ("to", ""), ("", "to")}
)
"""Bounds of a text, and of its source, that go together though they are not the same."""
ITEM = 3
"""Words of a short item of a list."""
MOST = 6
"""Items that are looked for in each order."""
_COUNTED = ("times", "repetitions")
"""Units that a number may leave out: "3 sets of 10"."""
_YEAR = re.compile(r"\((?:[^()]*?)\b(?:1[89]|20)\d\d[a-z]?\b[^()]*\)")
_ITEM_ENDS = re.compile(r",? and |,? or |, ")
_VAGUE = re.compile(
    r"\b(?:few|several|couple of|some|many|for|over|after|within|last|lasts|take|takes) (second|minute|hour|day"
    r"|week|month|year)s\b"
)
_STOPS = r"[;:()]|\.(?!\d)"
_JOINTS = re.compile(rf"{_STOPS}|,(?!\d)| and | but | while | whereas ")
_AGAINST = re.compile(r"\b(?:against|versus|compared (?:with|to)|rather than|instead of)\b")
_WAYS = re.compile(r"\b(?:in|out|up|down|on|off|with|without|before|after)\b")
"""Small words that tell two parts of a sentence apart."""
_LONGER = re.compile(
    r"(?:^|[,;] )(?:if|when|should) [^,;.]*?\b(?:lasts?|goes on|go on|stays?|still|persists?|remains?)\b[^,;.]*"
    r"\b(?:longer|more) than\b"
)
_STOP = re.compile(r"\bstop (?:after|at) ([^.;,]*)")
_ROUGHLY = (
    (re.compile(r"(?<!at )(?<!at the )(?<!the )\bmost\b|\bmajority\b|\b(?:nearly|almost) all\b"), 50.0, 100.0),
    (re.compile(r"\bminority\b|(?<!a )\bfew\b|\bhardly any\b"), 0.0, 50.0),
)
"""Words for shares, and the percentages between which they hold."""
_CHANGES = re.compile(
    r"\b(?:rises?|rose|rising|falls?|fell|falling|drops?|dropp\w+|goes|go|went|grows?|grew|increas\w+|decreas\w+|reduc\w+"
    r"|lower\w*|rais\w+|brings?|brought|cuts?|shrinks?|shrank|declin\w+|climb\w*|add\w*|improv\w+|should)\b[^.;,:]{0,40}?"
    rf"\b(by|(?<!up )to) (?:(?:an average of|up to|only|just|at least|at most|about|around|roughly|(?:no |not"
    rf" )?(?:more|less) than) )*({NUMBER})"
    r"(?= (?:percent|points?|kg|cm|mm|degrees?)\b)"
)
"""What something changes by, or to."""
_AS_MUCH = re.compile(
    r"\b(?:is|are|was|were) (?:(?:about|around|roughly|only|just|at least|at most|up to|more than|less than) )*"
    rf"({NUMBER}) percent"
    r"(?: (less|fewer|more|\w{3,}er)\b|(?=[.,;]|$))"
)
"""What is so much lower, or so much."""
_LEFT = re.compile(
    rf"\b({NUMBER}) percent of [^.;,:]{{1,40}}? (?:(?:is|are|was|were|gets?|has been|have been) )?(lost|remains?"
    rf"|remained|left|kept)\b"
)
_ONE = re.compile(r"\b(one|a single|both)((?: (?!of\b|and\b|in\b|on\b|to\b|that\b|which\b|another\b)[a-z]+){1,2})")
_SOME_OF = re.compile(rf"\b(one|{NUMBER}) of (?:the |these |those )?({NUMBER})(?= [a-z])")
_ANOTHER = re.compile(r"\b(?:another|the other|the second|each|either)\b")


def unsupported(said: str, given: str, around: str) -> tuple[str, str] | None:
    """The fault of the first number said that the source, or what stands around it, does not give, with words."""
    held = read_quantities(given)
    told = [one for one in read_quantities(said) if not counts_items(one, said, given)]
    fault = unsupported_quantity(told, [*held, *read_quantities(around), *_otherwise(said, given)])
    fault = fault or _unsupported_rate(said, f"{given} {around}") or _unsupported_span(said, f"{given} {around}")
    if fault:
        return fault, "quantity"
    if other_base(said, given):
        return "number", "a share of others"
    if _goes_otherwise(said, given):
        return "number", "by or to"
    if _is_misjudged(said, given, held):
        return "number", "a share in words"
    if _is_miscounted(said, given):
        return "number", "one or both"
    if _some_of(given) and not _some_of(said) <= _some_of(given):
        return "number", "some of them"
    return ("number", "numbers exchanged") if len(told) > 1 and _are_exchanged(said, given) else None


def unsupported_quantity(said: Iterable[Quantity], given: Iterable[Quantity]) -> str:
    """The fault of the first quantity said that is not given: "number", "unit", or "" where there is none."""
    said, given = list(said), list(given)
    if _used_up(said, given):
        return "number"
    for one in said:
        if one.words == "both" or any(_is_same(one, other) for other in given):
            continue
        if one.low == one.high == 1.0 and one.unit in {"", "times"} - {other.unit for other in given if other.unit}:
            continue  # "it is done once", of which the source gives no number
        unlike = any((one.low, one.high) == (other.low, other.high) for other in given)
        bare = any(_digits(one) == _digits(other) for other in given)
        return "unit" if bare and not unlike else "number"
    return ""


def counts_items(one: Quantity, said: str, given: str) -> bool:
    """Whether a number counts what one of the two texts only lists: "three muscles" of three that are named.

    Where the source has a number without a unit of its own, that may be the one meant.
    """
    plain = _YEAR.sub(" ", given)
    if one.unit or one.bound not in ("", "over") or one.low != one.high or one.low < 2:
        return False  # "over two joints" is across them
    if any(not each.unit for each in read_quantities(plain)):
        return False
    noun = re.search(rf"\b{re.escape(one.words)}((?: [a-z-]+){{1,3}})", said)
    named = (*_announced(said), *_sharing(noun[1], plain)) if noun and not _lists_more(plain, one.low) else ()
    if not one.bound and any(len(items) == one.low for items in named):
        return True
    apposed = _apposed(one, said)
    if len(apposed) == one.low <= MOST:
        return _is_all(apposed, plain)
    if one.bound:
        return False
    if one.low == 2:
        return ("compared" in plain and "the other" in plain) or _are_two(noun[1] if noun else "", plain)
    return any(len(items) in (one.low, one.low + 1) for items in _lists(plain))


def _are_two(noun: str, given: str) -> bool:
    """Whether a text names just two joints, or begins with two muscles, which "the two joints" or "muscles" count."""
    words = noun.split()
    if "joints" in words:
        return len({root(found) for found in _JOINT.findall(given)}) == 2
    first, _, rest = given.partition(" and ")
    named = (frozenset(map(root, re.findall(r"[a-z]+", part))) for part in (first, " ".join(rest.split()[:ITEM])))
    is_pair = len(first.split()) <= ITEM and "," not in first and "both" not in given
    return words[:1] == ["muscles"] and is_pair and all(load_meanings().muscles & part for part in named)


_JOINT = re.compile(r"\b(?:hip|knee|ankle|shoulder|elbow|wrist|jaw|neck|spine|thumb|finger|toe|foot)s?\b")


def _otherwise(said: str, given: str) -> Iterator[Quantity]:
    """What holds "if not": after "it should be gone within ten minutes; if not", more than ten minutes.

    And what to stop after is a limit: "stop after two minutes" is at most two.
    """
    for stop in _STOP.finditer(given):
        yield from (replace(one, bound="at most") for one in read_quantities(stop[1])[:1])
    before, turn, _ = given.partition("if not")
    if turn and _LONGER.search(said):
        bounded = (one for one in read_quantities(before) if one.bound == "at most" and one.unit == "time")
        yield from (replace(one, bound="more") for one in bounded)


def _goes_otherwise(said: str, given: str) -> bool:
    """Whether something changes to a number by which it changes in the source, or the other way round."""
    ours, theirs = _ways(said), _ways(given)
    return any(theirs.get(number, ways) != ways for number, ways in ours.items())


def _ways(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for way, number in _CHANGES.findall(text):
        found.setdefault(number, set()).add(way)
    for number, than in _AS_MUCH.findall(text):
        found.setdefault(number, set()).add("by" if than else "to")
    for number, gone in _LEFT.findall(text):
        found.setdefault(number, set()).add("by" if gone == "lost" else "to")
    return found


def _lists(text: str) -> Iterator[list[str]]:
    return (_ITEM_ENDS.split(part) for part in re.split(_STOPS, text))


def _lists_more(text: str, count: float) -> bool:
    """Whether a text lists more short items than so many, the last of which its predicate may follow."""
    return any(sum(len(one.split()) <= ITEM for one in items[:-1]) + 1 > count for items in _lists(text))


def _announced(text: str) -> Iterator[list[str]]:
    """The items that a text announces: "two lines: the upper and the lower one"."""
    for after in text.split(": ")[1:]:
        yield next(_lists(after))


def _apposed(one: Quantity, said: str) -> list[str]:
    """The items that a number counts and that follow it: "two joints, the hip and the knee"."""
    found = re.search(
        rf"\b{re.escape(one.words)}(?: [a-z-]+){{1,5}}?(?:, | \()(?:those of |namely )?"
        rf"(?P<items>(?:[^,;:.()]+, ){{{min(int(one.low), 9) - 2}}}[^,;:.()]+?,? and [^,;:.()]+)",
        said,
    )
    return _ITEM_ENDS.split(found["items"]) if found else []


def _is_all(items: Sequence[str], text: str) -> bool:
    """Whether a text lists these items side by side, in any order, and no other one with them."""
    telling, count = [frozenset(stems(item)) for item in items], len(items)
    for part in re.split(_STOPS, text):
        listed, joints = _ITEM_ENDS.split(part), [*_ITEM_ENDS.findall(part)]
        if len(listed) < count or "and" not in joints[count - 2]:
            continue
        goes_on = len(listed) > count and joints[count - 1] != ", " and len(listed[count].split()) <= ITEM
        orders = permutations(frozenset(stems(each)) for each in listed[:count])
        if not goes_on and any(all(map(and_, telling, order)) for order in orders):
            return True
    return False


def _sharing(noun: str, text: str) -> Iterator[list[str]]:
    """The items that share a noun: "the anterior and inferior gluteal lines", "a long and a short head"."""
    for word in noun.split():
        if word.endswith("s"):
            item = r"(?:(?:the|an?) )?[\w-]+"
            shared = rf"((?:{item}, ){{0,8}}{item},? and {item}) (?:[\w-]+ )?{_singular(word)}s?\b"
            for found in re.finditer(shared, text):
                yield _ITEM_ENDS.split(found[1])


def _unsupported_span(said: str, given: str) -> str:
    """The fault of a span without a number, such as "a few days", whose unit is not given, or ""."""
    return "unit" if any(unit not in given for unit in _VAGUE.findall(said)) else ""


def _unsupported_rate(said: str, given: str) -> str:
    """The fault of the first rate said that is not given, or ""."""
    theirs = read_rates(given)
    spans = {span for _, span in theirs} | {span for span in SPANS.values() if re.search(rf"\b{span}\b", given)}
    for count, span in read_rates(said):
        counts = {other for other, of in theirs if of == span}
        if span not in spans:
            return "unit"
        if count and count not in counts and not (count == 1.0 and 0.0 in counts):
            return "number"
    return ""


def _used_up(said: Sequence[Quantity], given: Sequence[Quantity]) -> bool:
    """Whether a text has one quantity more often than its source, and another one of that unit not at all."""
    for one in said:
        more = sum(_is_same(other, one) for other in said) > max(1, sum(_is_same(one, other) for other in given))
        if more and any(other.unit == one.unit and not any(_is_same(each, other) for each in said) for other in given):
            return True
    return False


def _digits(one: Quantity) -> tuple[str, ...]:
    return tuple(re.findall(NUMBER, one.words))


def _is_same(one: Quantity, other: Quantity) -> bool:
    if one.unit == "age" and not other.unit:
        one = replace(one, unit="")
    if one.unit == "others" and not other.unit:  # the other three of four
        one = replace(one, low=one.low + 1, high=one.high + 1, unit="")
    near = ROUNDED if _is_rounded(one, other) else 0.0
    if not all(isclose(a, b, rel_tol=NEAR, abs_tol=near) for a, b in ((one.low, other.low), (one.high, other.high))):
        return False
    fits = one.bound == other.bound or (one.bound, other.bound) in _FITTING
    return fits and _are_alike(one.unit, other.unit)


def _is_rounded(one: Quantity, other: Quantity) -> bool:
    """Whether one is a rough share in whole percents, and the other one in thirds, sixths or the like."""
    shares = [each.low for each in (one, other) if each.unit == "share"]
    parts = [share for share in shares if share % 1]
    return (
        len(shares) == 2
        and one.bound == "about"
        and len(parts) == 1
        and any(isclose(parts[0] * whole / 100, round(parts[0] * whole / 100), abs_tol=0.0001) for whole in WHOLES)
    )


def _are_alike(one: str, other: str) -> bool:
    """Whether two units are the same, or one of them may be left out."""
    if not (one and other):
        return one == other or one in _COUNTED or other in (*_COUNTED, "others") or one.startswith("of ")
    return one == other or {one, other} == set(_COUNTED)


def _is_misjudged(said: str, given: str, held: Iterable[Quantity]) -> bool:
    """Whether a text says in words, such as "most", a share that its source has in numbers, all of them others."""
    shares = [one for one in held if one.unit == "share"]
    return any(
        bool(words.search(said)) and not words.search(given) and not any(low < one.low < high for one in shares)
        for words, low, high in _ROUGHLY
        if shares
    )


def _some_of(text: str) -> set[tuple[float, float]]:
    """How many of how many a text names: "two of the three trials"."""
    return {(value(some), value(whole)) for some, whole in _SOME_OF.findall(text)}


def _is_miscounted(said: str, given: str) -> bool:
    """Whether one is said of what the source has several of, or both of what it has one or more than two of."""
    if _ANOTHER.search(said) or ("one or both" in given and "or both" in said):
        return False
    for count, words in _ONE.findall(said):
        for noun in words.split():
            if count == "both":
                others = rf"(?:one|a single|(?!2\b|two\b|both\b|pair\b|couple\b|once\b|twice\b){NUMBER})"
                known = re.search(rf"\b(?:both|two|2|pair|either|each)\b(?: \w+)? {noun[:-1]}", given)
                if noun.endswith("s") and not known and re.search(rf"\b{others} (?:\w+ )?{_singular(noun)}s?\b", given):
                    return True
            elif re.search(rf"\b(?:both|(?!once\b|one\b|1\b){NUMBER}) (?:\w+ )?{re.escape(_plural(noun))}\b", given):
                return not re.search(rf"\b{re.escape(noun)}\b", given)
    return False


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _are_exchanged(said: str, given: str) -> bool:
    """Whether two numbers of a unit have changed places: each stands with the words that the other one has."""
    if _are_turned(said, given):
        return True
    ours, theirs = list(_parts(said)), list(_parts(given))
    for (one, with_one), (two, with_two) in permutations(ours, 2):
        if one.unit != two.unit or _is_same(one, two):
            continue
        own = next((words for each, words in theirs if _is_same(one, each)), None)
        other = next((words for each, words in theirs if _is_same(two, each)), None)
        if own is None or other is None:
            continue
        crossed = len(with_one & other) > len(with_one & own) and len(with_two & own) > len(with_two & other)
        if crossed:
            return True
    return False


def _are_turned(said: str, given: str) -> bool:
    """Whether two numbers that are held against each other stand the other way round: "28 days against 51 days"."""
    return any(
        _is_same(one, last) and _is_same(two, first) and not _is_same(one, two)
        for one, two in _opposed(said)
        for first, last in _opposed(given)
    )


def _opposed(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """The numbers of a text that are held against each other."""
    for found in _AGAINST.finditer(text):
        before, after = read_quantities(text[: found.start()]), read_quantities(text[found.end() :])
        if before and after and before[-1].unit == after[0].unit:
            yield before[-1], after[0]


def _parts(text: str) -> Iterator[tuple[Quantity, frozenset[str]]]:
    """Each part of a text that has one quantity, and the stems of its other words."""
    for part in _JOINTS.split(text):
        found = read_quantities(part)
        if len(found) == 1:
            yield found[0], (frozenset(stems(part)) | {*_WAYS.findall(part)}) - frozenset(stems(found[0].words))
