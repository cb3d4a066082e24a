"""Whether what comes first still does, and whether cause and effect are still what they were.

`answer.roles` asks of one verb that both texts have what stands on its sides. Here any word that puts things in order
("then", "after", "until") may stand for any other, and any that names a cause ("leads to", "because of", "makes") too:
what is first, and what is second, is compared. `answer.signs` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.advice import tells
from answer.claims import Claim, Word
from answer.signs import CAUSES, ORDERS, Pair, find_signs, has, read_pairs, telling

BESIDE = 2
"""Telling words on either side of a "before" or an "after" that show what it stands between."""
_WITHIN = re.compile(r"(?<![^ ])(?:while|whilst|during|at the same time(?: as)?|simultaneously)(?![^ ])")
_NOT_UNTIL = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bnever\b|\bavoid|\bwait)[^.;]*\b(?:until|till|before|unless)\b", re.IGNORECASE
)
_NOT_ONCE = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bnever\b|\bavoid)[^.;]*\b(?:once|after|as soon as)\b"
    r"|(?:^|[.;] )(?:once|after|as soon as)\b[^.;]*(?:\bnot\b|n['’]t\b|\bnever\b|\bavoid)",
    re.IGNORECASE,
)
"""What is not done until something, and what is not done from then on."""
_ORDER = frozenset("then before after until till afterwards once prior following first later next".split())
"""Words that put things in order."""


def turned_round(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of a cause for its effect, or of what comes second for what comes first; or None.

    >>> from answer.claims import read_claim
    >>> turned_round(read_claim("Stretch it, then massage it."), read_claim("Massage it before you stretch it."))
    ('relation', 'order')
    """
    if _NOT_UNTIL.search(given.text) and not _NOT_UNTIL.search(said.text) and _NOT_ONCE.search(said.text):
        return "negation", "until"
    if _opposite(said, given):
        return "relation", "order"
    for signs, name in ((CAUSES, "cause"), (ORDERS, "order")):
        ours = list(read_pairs(said, signs))
        theirs = list(read_pairs(given, signs)) if ours else []
        if any(_is_turned(pair, theirs) for pair in ours):
            return "relation", name
        if name == "order" and ours and not theirs and (_against_text(said, given, ours) or _in_turn(given, ours)):
            return "relation", name
    return None


def _opposite(said: Claim, given: Claim) -> bool:
    """Whether "before" stands where the source has "after", between the same words, denied in both or in neither."""
    for one, other in (("before", "after"), ("after", "before")):
        ours = [_beside(word, said) for word in said.words if word.text == one]
        theirs = [_beside(word, given) for word in given.words if word.text == other]
        kept = [_beside(word, given) for word in given.words if word.text == one]
        for sides in ours:
            if any(_agree(sides, held) for held in theirs) and not any(_agree(sides, held) for held in kept):
                return True
    return False


def _agree(ours: tuple[Sequence[Word], Sequence[Word]], theirs: tuple[Sequence[Word], Sequence[Word]]) -> bool:
    same = [word.denied == other.denied for word in ours[0] for other in theirs[0] if word.stem == other.stem]
    return any(same) and any(word.stem == other.stem for word in ours[1] for other in theirs[1])


def _beside(sign: Word, claim: Claim) -> tuple[Sequence[Word], Sequence[Word]]:
    """The telling words that stand next to a word, before and behind it."""
    telling = [word for word in claim.words if not word.light or word.body or word.number]
    before = [word for word in telling if word.place < sign.place]
    behind = [word for word in telling if word.place > sign.place]
    return before[-BESIDE:], behind[:BESIDE] or [word for word in claim.words if word.place > sign.place]


def keeps_order(said: Claim, given: Claim) -> bool:
    """Whether a text that puts things in order puts them in the order of its source, which may be that of its words."""
    ours, theirs = list(read_pairs(said, ORDERS)), list(read_pairs(given, ORDERS))
    if not ours or any(_is_turned(pair, theirs) for pair in ours):
        return False
    return all(
        any(min(pair.agree(other)) for other in theirs) or (_steps(given) and _follows(pair, given)) for pair in ours
    )


def keeps_causes(said: Claim, given: Claim) -> bool:
    """Whether both texts name a cause and its effect, and the same ones."""
    ours, theirs = list(read_pairs(said, CAUSES)), list(read_pairs(given, CAUSES))
    agree = any(min(pair.agree(other)) for pair in ours for other in theirs)
    return agree and not any(_is_turned(pair, theirs) for pair in ours)


def is_order(word: Word) -> bool:
    """Whether a word puts things in order."""
    return word.text in _ORDER


def _is_turned(pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether a pair fits one of the others better the other way round, on both of its sides, than any as it is."""
    straight = max((sum(pair.agree(other)) for other in others), default=0)
    crossed = (pair.agree(other.turned()) for other in others)
    return any(min(found) and sum(found) > straight for found in crossed)


def _against_text(said: Claim, given: Claim, ours: Sequence[Pair]) -> bool:
    """Whether "then" joins what stands the other way round in a source that has no word of order."""
    if not any(word.text in ("then", "afterwards", "next") for word in said.words):
        return False
    if any(word.text in ("after", "before", "until") for word in given.words):
        return False  # "stop after two minutes"
    return any(_follows(pair.turned(), given) for pair in ours)


def _in_turn(given: Claim, ours: Sequence[Pair]) -> bool:
    """Whether the text has one after the other what the source has at the same time."""
    sides = [(words[: at[0]], words[at[1] :]) for words, at in find_signs(given, _WITHIN)]
    together = [Pair(telling(left), telling(right)) for left, right in sides]
    return any(min(pair.agree(other)) or min(pair.agree(other.turned())) for pair in ours for other in together)


def _follows(pair: Pair, given: Claim) -> bool:
    """Whether the words of the second stand behind those of the first in the source."""
    places = [
        [word.place for word in given.words if has(some, word) and not has(rest, word)]
        for some, rest in ((pair.first, pair.second), (pair.second, pair.first))
    ]
    pairs = [(one, other) for one in places[0] for other in places[1]]
    return bool(pairs) and 2 * sum(one < other for one, other in pairs) > len(pairs)


def _steps(given: Claim) -> bool:
    """Whether a source tells what to do, step by step, or names a first one."""
    return any(tells(part) for part in re.split(r"[:;,.] (?:and )?|\band ", given.text)) or "first" in given.stems
