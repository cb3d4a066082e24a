"""Who does what to whom: whether the parts of a sentence belong together as they do in its source.

Three tests, all of them without a grammar. A side, a number or a structure must not stand where the source has a rival
of it; two words of two clauses must not fit better the other way round; and what stands on either side of a verb or a
comparison must not have changed places. A passive turns its sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.changes import is_of_complaint
from answer.claims import Claim, Word, alike, twins
from answer.companions import parted
from answer.compared import says_converse
from answer.meanings import load_meanings, opposed, poles, root
from answer.numerals import VALUES
from answer.quantities import is_unit
from answer.sequences import is_order, keeps_causes, keeps_order

PIVOTS = frozenset(
    root(word)
    for word in "than supply innervate serve cause lead produce provoke refer send cover overlie cross compress"
    " replace follow precede ease relieve worsen support protect bend flex extend straighten lift raise"
    " lower oppose resist rather instead stabilise steady mimic resemble become suggest indicate threaten".split()
)
LISTED = 3
"""Pieces from one thing to the next where things are listed: "the side and the front"."""
MIXED = 3
"""Words out of place from which on two facts count as mixed."""
_BE = frozenset(root(word) for word in "is are was were be been being gets get".split())


@dataclass(frozen=True, slots=True)
class _Match:
    """A word of the text, the clauses of the source that have it, and its places there."""

    word: Word
    clauses: frozenset[int]
    places: tuple[int, ...]


def swapped(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of parts exchanged, with the words, or None."""
    ours, theirs = _join_openings(said), _join_openings(given)
    parts = parts_of(said)
    clauses = {word.place: ours[word.clause] for word in said.words}
    matches = [_match(word, given, theirs) for word in said.words if _counts(word)]
    matches = [one for one in matches if one.places]
    return (
        (_rival(said, matches, given, clauses, theirs) and _rival(said, matches, given, parts, theirs))
        or _crossed(matches, parts)
        or _crossed([_within(one, given) for one in matches], parts, least=MIXED)
        or _mixed(matches, parts)
        or _turned(said, given, matches)
        or _paired(said, given)
        or parted(said, given)
        or _used_up(said, given)
    )


def _are_listed(one: _Match, two: _Match) -> bool:
    """Whether two words stand side by side in the source, as things that are listed do: "calf and hamstring"."""
    return any(abs(a - b) <= LISTED for a in one.places for b in two.places)


def _within(one: _Match, given: Claim) -> _Match:
    """The same word with the parts of the source, which fall apart at "and", in place of its clauses."""
    parts = parts_of(given)
    return _Match(one.word, frozenset(parts[place] for place in one.places), one.places)


def _counts(word: Word) -> bool:
    return not word.empty or word.body or any(sense.startswith("axis") for sense in word.senses)


def _match(word: Word, given: Claim, joined: Mapping[int, int]) -> _Match:
    exact = [other for other in given.words if other.stem == word.stem or _is_same_number(word, other)]
    found = exact or [other for other in given.words if _counts(other) and alike(word, other)]
    return _Match(word, frozenset(joined[one.clause] for one in found), tuple(one.place for one in found))


def _join_openings(said: Claim) -> Mapping[int, int]:
    """The clause that each clause belongs to: one that opens with "when" or "for" belongs to the next one."""
    joined: dict[int, int] = {}
    first: dict[int, str] = {}
    for word in said.words:
        first.setdefault(word.clause, word.text)
    for clause in sorted(first, reverse=True):
        joined[clause] = joined[clause + 1] if first[clause] in _OPENERS and clause + 1 in joined else clause
    return joined


_OPENERS = frozenset("when if while for in on with after before during as at among".split())


def _rival(
    said: Claim, matches: Sequence[_Match], given: Claim, groups: Mapping[int, object], theirs: Mapping[int, int]
) -> tuple[str, str] | None:
    """A word whose neighbours stand, in the source, with a rival of it and not with it.

    `groups` says by place what stands together in the text, `theirs` by clause what does in the source.
    """
    for one in matches:
        rivals = frozenset(theirs[other.clause] for other in given.words if _rivals(one.word, other)) - one.clauses
        if not rivals or _is_named(one.word, said, given) or _is_merged(one, said, groups):
            continue
        mates = [
            mate
            for mate in matches
            if groups[mate.word.place] == groups[one.word.place]
            and mate.word.stem != one.word.stem
            and not opposed(mate.word.senses, one.word.senses)
        ]
        own = sum(1 for mate in mates if mate.clauses & one.clauses and not mate.clauses & rivals)
        other = sum(1 for mate in mates if mate.clauses & rivals and not mate.clauses & one.clauses)
        if other > (own and own + 1):
            axis = next((sense.rsplit(" ", 1)[0] for sense in one.word.senses if sense.startswith("axis")), "")
            kind = load_meanings().kinds.get(axis, "structure" if one.word.body else "relation")
            return kind, one.word.text
    return None


def _is_merged(one: _Match, said: Claim, groups: Mapping[int, object]) -> bool:
    """Whether a number stands with another one: two clauses of the source are made one."""
    return one.word.counts and any(
        other.counts and other.text != one.word.text and groups[other.place] == groups[one.word.place]
        for other in said.words
    )


def _is_named(word: Word, said: Claim, given: Claim) -> bool:
    """Whether a word is part of a name that the source has as a whole: "anterior superior iliac spine"."""
    return any(
        sense in given.senses and sense.startswith("name ")
        for start, end, senses in word.wider
        if any(other.body for other in said.words[start:end])
        for sense in senses
    )


def _rivals(word: Word, other: Word) -> bool:
    if alike(word, other):
        return False
    if opposed(word.senses, other.senses):
        return word.denied == other.denied
    return word.counts and other.counts and not _is_same_number(word, other)


def _is_same_number(word: Word, other: Word) -> bool:
    """Whether one number stands in digits and in letters."""
    return word.counts and other.counts and _value(word.text) == _value(other.text)


def _value(text: str) -> float | str:
    return VALUES.get(text) or (float(text) if text.isdigit() else text)


def _crossed(matches: Sequence[_Match], part: Mapping[int, int], *, least: int = 2) -> tuple[str, str] | None:
    """Two words of different clauses each of which fits better into the clause of the other, by `least` other words."""
    telling = [one for one in matches if len(one.clauses) == 1]
    clauses = sorted({part[one.word.place] for one in telling})
    if len(clauses) < 2:
        return None
    fit: dict[tuple[int, int], int] = {}
    for number, one in enumerate(telling):
        for clause in clauses:
            fit[number, clause] = sum(
                1
                for other in telling
                if other is not one and part[other.word.place] == clause and other.clauses == one.clauses
            )
    for first, one in enumerate(telling):
        for second in range(first + 1, len(telling)):
            two = telling[second]
            here, there = part[one.word.place], part[two.word.place]
            if here == there or one.clauses == two.clauses or _are_listed(one, two):
                continue
            gains = (fit[first, there] - fit[first, here], fit[second, here] - fit[second, there])
            apart = not fit[first, here] and not fit[second, there]
            if min(gains) >= 1 and sum(gains) >= (least if apart else MIXED):
                return "relation", f"{one.word.text} / {two.word.text}"
    return None


def _mixed(matches: Sequence[_Match], part: Mapping[int, int]) -> tuple[str, str] | None:
    """Two parts each made of the same two clauses of the source."""
    held: dict[int, Counter[int]] = {}
    for match in matches:
        again = any(
            part[one.word.place] != part[match.word.place] and one.word.stem == match.word.stem for one in matches
        )
        if len(match.clauses) == 1 and not again:  # what is said of each is of both
            held.setdefault(part[match.word.place], Counter()).update(match.clauses)
    parts = sorted(held)
    for first, one in enumerate(parts):
        for two in parts[first + 1 :]:
            for a in held[one]:
                for b in held[one]:
                    counts = (held[one][a], held[one][b], held[two][a], held[two][b])
                    if a < b and min(counts) >= 1 and min(counts[:2]) + min(counts[2:]) >= MIXED:
                        return "relation", "two facts mixed"
    return None


def parts_of(said: Claim) -> Mapping[int, int]:
    """The part that each word stands in, by its place: clauses fall apart at "and"."""
    parts: dict[int, int] = {}
    ands = 0
    for before, word, after in zip((None, *said.words), said.words, (*said.words[1:], None), strict=False):
        ands += word.text == "and" and not (before and after and before.body and after.body)  # "hip and knee" are one
        parts[word.place] = word.clause + ands
    return parts


def of_one_thing(word: Word, match: Word, one: Claim, other: Claim, *, unknown: bool = True) -> bool:
    """Whether two words stand with the same thing; `unknown` is said where nothing of both texts stands with them."""
    ours, theirs = parts_of(one), parts_of(other)
    mates = [
        twin
        for mate in one.words
        if ours[mate.place] == ours[word.place] and mate is not word and not mate.light
        for twin in twins(mate, other)
        if twin is not match
    ]
    return any(theirs[mate.place] == theirs[match.place] for mate in mates) if mates else unknown


def _turned(said: Claim, given: Claim, matches: Sequence[_Match]) -> tuple[str, str] | None:
    """A verb or a comparison whose two sides have changed places."""
    for pivot in said.words:
        if pivot.stem not in PIVOTS or pivot.text.endswith((*_NOUNS, "ing")) or _is_noun(said, pivot):
            continue
        like = [
            word
            for word in given.words
            if word.stem == pivot.stem and not _is_noun(given, word) and not word.text.endswith(_NOUNS[:3])
        ]
        if len(like) != 1 or sum(1 for word in said.words if word.stem == pivot.stem) != 1:
            continue
        (twin,) = like
        if pivot.text == "than" and any(word.number and word.order == pivot.order + 1 for word in said.words):
            continue  # a bound: "more than two days"
        turn = _is_passive(said, pivot) != _is_passive(given, twin)
        telling = [
            one for one in matches if len(one.places) == 1 and one.word.stem != pivot.stem and not one.word.light
        ]
        if pivot.text == "than":
            turn ^= _comparison(said, pivot, given, twin)
            if _sole_turned(said, pivot, given, twin) == (not turn):
                return "relation", "alone"
        near = {word.place for word in given.words if word.clause == twin.clause} - _measured(given, twin)
        telling = [one for one in telling if one.word.clause == pivot.clause and one.places[0] in near]
        if pivot.text != "than" and not turn and not any(_after(said, pivot, one.word.place) for one in telling):
            continue  # "the elbow straightens" has no object
        if _is_agentless(said, pivot) and not _is_agentless(given, twin) and not turn:
            turn = True  # what is raised stands before; what follows may stand after both
            telling = [one for one in telling if not _after(said, pivot, one.word.place)]
        same = sum(1 for one in telling if _after(said, pivot, one.word.place) == _after(given, twin, one.places[0]))
        other = len(telling) - same
        if turn:
            same, other = other, same
        if other > same and other >= 2 and not keeps_causes(said, given):
            return "relation", pivot.text
    return None


def _is_agentless(claim: Claim, verb: Word) -> bool:
    """Whether it is a passive that names nobody: "the heel is raised"."""
    before = [word.stem for word in claim.words if verb.order - 3 <= word.order < verb.order]
    participle = verb.text.endswith(("ed", "t", "n")) and verb.text != "than"
    return participle and bool(_BE & set(before)) and not _is_passive(claim, verb)


def _sole_turned(said: Claim, pivot: Word, given: Claim, twin: Word) -> bool | None:
    """Whether what stands alone on one side of a comparison stands on the other in its source; None if nothing is."""
    ours, theirs = (
        [word.place > than.place for word in claim.words if word.text in _SOLE]
        for claim, than in ((said, pivot), (given, twin))
    )
    return ours != theirs if len(ours) == len(theirs) == 1 else None


_SOLE = frozenset("alone only itself solely themselves".split())


def _measured(given: Claim, twin: Word) -> set[int]:
    """The places of what two things are compared by: "more movement than"."""
    by = _comparative(given, twin) if twin.text == "than" else None
    return {word.place for word in given.words if by is not None and by.place <= word.place < twin.place}


def _is_noun(claim: Claim, word: Word) -> bool:
    """Whether a word stands right after an article: "the cause", "a bent neck"."""
    return word.order > 0 and claim.words[word.order - 1].text in _ARTICLES


def _comparison(said: Claim, pivot: Word, given: Claim, twin: Word) -> bool:
    """Whether the words compared by are opposites: "better than" for "worse than"."""
    one, other = _comparative(said, pivot), _comparative(given, twin)
    if one is None or other is None:
        return False
    if {one.text, other.text} <= _GROWN and ("worse" not in (one.text, other.text) or is_of_complaint(given)):
        return False  # pain that is worse is stronger
    return bool(opposed(one.senses, other.senses)) or (one.text in _LESS) != (other.text in _LESS)


def _comparative(claim: Claim, than: Word) -> Word | None:
    """The word by which two things are compared: "more", else "longer"."""
    before = [word for word in claim.words if word.place < than.place and word.clause == than.clause]
    plain = (word for word in reversed(before) if word.text in _COMPARE)
    ending = (word for word in reversed(before) if word.text.endswith("er") and poles(word.senses))
    return next(plain, None) or next(ending, None)


_ARTICLES = frozenset("a an the its their your this that".split())
_GROWN = frozenset("more worse stronger greater higher".split())
_LESS = frozenset("less fewer worse smaller lower weaker".split())
_NOUNS = ("ion", "ment", "ure", "er", "ors")
_COMPARE = frozenset("more less worse better fewer".split())


def _after(claim: Claim, pivot: Word, place: int) -> bool:
    """Whether a place is right of the pivot. Of one that opens its sentence the right side ends with its clause."""
    if pivot.place == claim.words[0].place and pivot.clause != claim.words[-1].clause:
        return next((word.clause for word in claim.words if word.place == place), -1) == pivot.clause
    return place > pivot.place


def _is_passive(claim: Claim, verb: Word) -> bool:
    order = [word.place for word in claim.words].index(verb.place)
    before = [word.stem for word in claim.words[max(order - 3, 0) : order]]
    after = [word.text for word in claim.words[order + 1 : order + 5]]
    participle = verb.text.endswith(("ed", "t", "n")) and verb.text != "than"
    return participle and (
        "by" in after[:2] or after[:1] == ["from"] or (bool(_BE & set(before)) and ("by" in after or "from" in after))
    )


def _paired(said: Claim, given: Claim) -> tuple[str, str] | None:
    """Two pairs of opposites that are joined the other way round: "worse lying, better standing"."""
    ours, theirs = _opposites(said), _opposites(given)
    axes = sorted(ours.keys() & theirs.keys())
    for number, one in enumerate(axes):
        for two in axes[number + 1 :]:
            if one == two or set(ours[one]) != set(theirs[one]) or set(ours[two]) != set(theirs[two]):
                continue
            here, there = _joined(ours[one], ours[two]), _joined(theirs[one], theirs[two])
            if here * there < 0:
                return load_meanings().kinds[two], f"{one} / {two}"
    return None


def _opposites(claim: Claim) -> dict[str, dict[str, int]]:
    """The axes of which a claim has two poles, each by one word, with their places."""
    found: dict[str, dict[str, list[int]]] = {}
    for word in claim.words:
        for sense in word.senses:
            if sense.startswith("axis"):
                axis, pole = sense.rsplit(" ", 1)
                found.setdefault(axis, {}).setdefault(pole, []).append(word.place)
    return {
        axis: {pole: places[0] for pole, places in held.items()}
        for axis, held in found.items()
        if len(held) == 2
        and all(len(places) == 1 for places in held.values())
        and len({places[0] for places in held.values()}) == 2
    }


def _joined(one: Mapping[str, int], two: Mapping[str, int]) -> int:
    """Above 0 where the first poles stand nearer to one another than to the second ones, below where farther."""
    (a, b), (c, d) = (one[pole] for pole in sorted(one)), (two[pole] for pole in sorted(two))
    if len({a, b, c, d}) < 4:
        return 0
    straight, across = abs(a - c) + abs(b - d), abs(a - d) + abs(b - c)
    return across - straight


def _used_up(said: Claim, given: Claim) -> tuple[str, str] | None:
    """A pole that the text has more often than its source, and its opposite less often; the same of structures."""
    ours, theirs = _poles(said, given), _poles(given, said)
    for (sense, denied), count in ours.items():
        axis = sense.rsplit(" ", 1)[0]
        rivals = [key for key in theirs if key[0].rsplit(" ", 1)[0] == axis and key[0] != sense and key[1] == denied]
        is_side = load_meanings().kinds[axis] == "side"
        if not is_side and not theirs.get((sense, denied)) and _is_said_otherwise(said, given, sense):
            continue
        words = [word for word in said.words if sense in word.senses]
        if words and all(map(is_order, words)) and keeps_order(said, given):
            continue
        own = [word for word in said.words if sense in word.senses.union(*(one for _, _, one in word.wider))]
        own = [word for word in own if word.text != "than"]
        if own and all(says_converse(word, said, given) for word in own):
            continue
        if count > theirs.get((sense, denied), 0) and any(ours.get(rival, 0) < theirs[rival] for rival in rivals):
            return load_meanings().kinds[axis], sense
    names, source = _names(said), _names(given)
    more = [stem for stem in names if 0 < source[stem] < names[stem]]
    if more and any(stem not in said.stems for stem in source):
        return "structure", more[0]
    return None


def _is_said_otherwise(said: Claim, given: Claim, sense: str) -> bool:
    """Whether the words of a pole stand for others that the text leaves out of its source: "lessened" for "eased"."""
    left_out = [word for word in given.words if word.stem not in said.stems]
    phrases = (senses for word in left_out for _, _, senses in word.wider)
    gone = frozenset().union(*(word.senses for word in left_out), *phrases)
    words = [word for word in said.words if sense in word.senses]
    return bool(words) and all(any(one.startswith("same") and one in gone for one in word.senses) for word in words)


def _names(claim: Claim) -> Counter[str]:
    """How often a claim names each muscle."""
    return Counter(word.stem for word in claim.words if word.stem in load_meanings().muscles)


def _poles(claim: Claim, other: Claim) -> dict[tuple[str, bool], int]:
    """How often a claim has each pole; words of a name that the other claim has, too, count as that name only."""
    found: dict[tuple[str, bool], int] = {}
    for word in claim.words:
        if is_unit(word.text) and word.order and claim.words[word.order - 1].number:
            continue  # "36 months" for "three years": quantities are compared by themselves
        phrases = frozenset().union(*(senses for start, _, senses in word.wider if word.order == start))
        inside = any(_is_one_name(sense, other) for _, _, senses in word.wider for sense in senses)
        for sense in phrases if inside else word.senses:
            if sense.startswith("axis"):
                found[sense, word.denied] = found.get((sense, word.denied), 0) + 1
    return found


def _is_one_name(sense: str, other: Claim) -> bool:
    return sense.startswith("axis") or (sense.startswith("plain") and sense in other.senses)
