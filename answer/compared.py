"""Whether two things that a sentence compares or contrasts have changed places.

"A helps more than B", "A, not B", "A rather than B": each sets one thing over another. `answer.roles` compares the two
sides of one "than" within one clause; here both things are found wherever they stand, and "less B than A" says the same
as "more A than B".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answer.claims import Claim, Word, alike
from answer.meanings import opposed, poles

_PLAIN = frozenset("more less fewer better worse".split())
_WHO = frozenset("who which that".split())
_PREPOSITIONS = frozenset("as by from on in with for to at of".split())
_AUXILIARIES = frozenset("is are was were do does did has have had can may might must should will would could".split())
_JOINED = frozenset("and or".split())
_REACH = 9
"""Words before "than" among which the comparative stands."""
_ANTECEDENT = 3
"""Words before "who" or "which" that name whom it means."""
_NOT_COMPARED = frozenset("other rather".split())
_NO_COMPARATIVES = frozenset(
    "after over under other either neither never ever together further later number shoulder upper lower inner outer"
    " finger whether another rather however anterior posterior superior inferior fever fewer disorder ulcer order"
    " border latter former bladder trochanter diameter".split()
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """What stands over what: by a comparative, or by a denial where there is none."""

    comparative: Word | None
    measured: tuple[Word, ...]
    first: tuple[Word, ...]
    second: tuple[Word, ...]


def ranked_otherwise(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of two things compared or contrasted that stand the other way round, with the word, or None.

    >>> from answer.claims import read_claim
    >>> ranked_otherwise(read_claim("Rest was used, not heat."), read_claim("Heat was used rather than rest."))
    ('relation', 'contrast')
    """
    ours = _pairs(said)
    theirs = _pairs(given) if ours else []
    for denied in _denied_alone(given):
        if not said.negations and all(any(alike(word, other) for other in said.words) for word in denied):
            return "negation", denied[-1].text
    for one in ours:
        found = [_agreement(one, other) for other in theirs]
        if found and min(found) < 0 and max(found) <= 0:
            return "relation", one.comparative.text if one.comparative else "contrast"
    return None


def says_converse(word: Word, said: Claim, given: Claim) -> bool:
    """Whether a comparative says the converse of its opposite in the source: "less B than A" for "more A than B"."""
    ours = [one for one in _pairs(said) if one.comparative and one.comparative.place == word.place]
    theirs = [one for one in _pairs(given) if one.comparative and opposed(word.senses, one.comparative.senses)]
    return any(_agreement(one, other) > 0 and _is_full(one, other) for one in ours for other in theirs)


def _pairs(claim: Claim) -> list[_Pair]:
    return [*_compared(claim), *_contrasted(claim)]


def _compared(claim: Claim) -> Iterator[_Pair]:
    """What is compared by "than", and by "as … as" where a comparative without "than" follows."""
    words = claim.words
    subject: tuple[Word, ...] = ()
    for than, word in enumerate(words):
        if word.text != "than" or than + 1 == len(words) or words[than + 1].number:
            continue
        found = [place for place in range(max(than - _REACH, 0), than) if _is_comparative(words, place)]
        found = [place for place in found if _is_one_clause(words, place, than)]
        if not found or words[than - 1].text in _NOT_COMPARED:
            continue
        second = _heavy(_after(words, than + 1))
        opening = 1 if words[0].text == words[than + 1].text and words[0].text in _PREPOSITIONS else 0
        for place in (found[0], *(other for other in found[1:] if words[other - 2].text in _JOINED)):
            measured = _heavy(words[place + 1 : than])
            split = _same_preposition(words, place + 1, than)
            if split:
                first, measured = _heavy(words[split:than]), _heavy(words[place + 1 : split])
            elif opening:
                first = _heavy(_after(words, opening))
            elif place and words[place - 1].text in _PREPOSITIONS:
                first, measured = measured, ()  # "in more women than men"
            else:
                subject = first = _heavy(_before(words, found[0])) or subject
                first, measured = (first, measured) if first else (measured, ())
            yield _Pair(words[place], measured, *_apart(first, second))
    yield from _equals_compared(words)


def _equals_compared(words: Sequence[Word]) -> Iterator[_Pair]:
    """What is longer than what in "A worked as well as B, and lasted longer"."""
    ases = [place for place, word in enumerate(words) if word.text == "as"]
    for start, end in pairwise(ases):
        if end != start + 2:
            continue
        first, second = _heavy(_before(words, start)), _heavy(_after(words, end + 1))
        later = range(end + 2, len(words))
        for place in later:
            rest = [word.text for word in words[place:] if word.clause == words[place].clause]
            if words[place].clause > words[end].clause and _is_comparative(words, place) and "than" not in rest:
                yield _Pair(words[place], (), *_apart(first, second))


def _contrasted(claim: Claim) -> Iterator[_Pair]:
    """What is said, and what is said not to be so: "A, not B", "A rather than B", "not B but A"."""
    words = claim.words
    for place, word in enumerate(words):
        after = words[place + 1].text if place + 1 < len(words) else ""
        if (word.text, after) in (("rather", "than"), ("instead", "of")):
            rest = _after(words, place + 2)
            chosen = _chosen(words, place) if place else _clause_after(words, rest)
        elif word.text == "not" and place and words[place - 1].clause < word.clause and after:
            rest, chosen = _after(words, place + 1), _clause(words, words[place - 1].clause)
        elif _is_left_short(words, place):
            rest, chosen = _clause(words, word.clause), _clause(words, word.clause - 1)
        elif word.text == "but" and place and words[place - 1].clause < word.clause:
            denied = _clause(words, words[place - 1].clause)
            turns = [order for order, one in enumerate(denied) if one.text == "not"]
            if not turns:
                continue
            rest, chosen = denied[turns[0] + 1 :], _clause(words, word.clause)
        else:
            continue
        yield _Pair(None, (), *_apart(_heavy(chosen), _heavy(rest)))


def _is_one_clause(words: Sequence[Word], place: int, than: int) -> bool:
    """Whether a comparative and its "than" stand in one clause, but for "who …" between them."""
    between = {word.clause for word in words[place : than + 1]}
    opened = [next(word for word in words if word.clause == clause) for clause in between - {words[place].clause}]
    return all(word.text in _WHO for word in opened)


def _same_preposition(words: Sequence[Word], start: int, than: int) -> int:
    """The place of the preposition that also follows "than": "more as a sensor than as a mover"; or 0."""
    after = words[than + 1].text
    places = (place for place in range(start, than) if words[place].text == after)
    return next(places, 0) if after in _PREPOSITIONS else 0


def _is_left_short(words: Sequence[Word], place: int) -> bool:
    """Whether it is the "not" of "doctors may needle, and therapists may not"."""
    word = words[place]
    if word.clause == 0 or (place + 1 < len(words) and words[place + 1].clause == word.clause):
        return False
    return word.text.endswith("n't") or (word.text == "not" and words[place - 1].text in _AUXILIARIES)


def _denied_alone(claim: Claim) -> Iterator[tuple[Word, ...]]:
    """Those of whom alone a claim denies what it says of others: "and therapists may not"."""
    for place, word in enumerate(claim.words):
        denied = _heavy(_clause(claim.words, word.clause)) if _is_left_short(claim.words, place) else ()
        if denied:
            yield denied


def _is_comparative(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.text in _PLAIN:
        return True
    return word.text.endswith("er") and word.text not in _NO_COMPARATIVES and bool(poles(word.senses))


def _after(words: Sequence[Word], start: int) -> list[Word]:
    """The words of a thing named from a place on, with the clause that says whom "those who" means."""
    found: list[Word] = []
    for word in words[start:]:
        if found and word.clause != found[-1].clause and _heavy(found):
            break
        found.append(word)
    return found


def _before(words: Sequence[Word], end: int) -> list[Word]:
    """The words of a clause before a place; where it opens with "which", the words that this means as well."""
    clause = [word for word in words[:end] if word.clause == words[end].clause]
    if clause and clause[0].text in _WHO:
        start = clause[0].order
        own = [word for word in words[:start] if word.clause == words[start - 1].clause] if start else []
        return [*own[-_ANTECEDENT:], *clause]
    return clause


def _chosen(words: Sequence[Word], place: int) -> list[Word]:
    """What stands before "rather than": in its clause, else in the one before."""
    return _before(words, place) or _clause(words, words[place - 1].clause)


def _clause(words: Sequence[Word], number: int) -> list[Word]:
    return [word for word in words if word.clause == number]


def _clause_after(words: Sequence[Word], rest: Sequence[Word]) -> list[Word]:
    return _clause(words, rest[-1].clause + 1) if rest else []


def _heavy(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that may name what is compared: none of degree."""
    return tuple(word for word in words if _names(word) and not word.text.endswith("ly"))


def _names(word: Word) -> bool:
    return not word.light or word.body or (word.text.endswith("ing") and bool(poles(word.senses)))


def _apart(first: tuple[Word, ...], second: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Two things without the words that both have."""
    stems = {word.stem for word in first} & {word.stem for word in second}
    one, two = (tuple(word for word in words if word.stem not in stems) for words in (first, second))
    return one, two


def _agreement(one: _Pair, other: _Pair) -> int:
    """Above 0 where two pairs stand the same way round, below where the other one, 0 where neither can be told."""
    if (one.comparative is None) != (other.comparative is None):
        return 0
    turn = 1
    if one.comparative and other.comparative:
        if opposed(one.comparative.senses, other.comparative.senses):
            turn = -1
        elif not alike(one.comparative, other.comparative):
            return 0
        if one.measured and other.measured and not _shared(one.measured, other.measured, ()):
            return 0
    straight = (_shared(one.first, other.first, other.second), _shared(one.second, other.second, other.first))
    across = (_shared(one.first, other.second, other.first), _shared(one.second, other.first, other.second))
    if all(across) and (not all(straight) or sum(across) > sum(straight) + 1):
        return -turn
    if all(straight) and (not all(across) or sum(straight) > sum(across) + 1):
        return turn
    if one.comparative and any(across) and not any(straight):
        return -turn
    return turn if any(straight) and not any(across) else 0


def _is_full(one: _Pair, other: _Pair) -> bool:
    """Whether both things of a pair are named in the other one, each in the other place."""
    return bool(_shared(one.first, other.second, other.first) and _shared(one.second, other.first, other.second))


def _shared(words: Sequence[Word], here: Sequence[Word], there: Sequence[Word]) -> int:
    """How many words stand here; one that stands there in these very words does not stand here in others."""
    stems, others = {word.stem for word in here}, {word.stem for word in there}
    return sum(
        word.stem in stems or (word.stem not in others and any(alike(word, match) for match in here)) for word in words
    )
