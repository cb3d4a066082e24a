"""How far a sentence holds: whether one says more surely, or of more cases, than its source.

Words of degree are ranked. A sentence may say less than its source, and never more; and where both name a degree, they
must be about the same one.
"""

from __future__ import annotations

import re

from answer.claims import Claim, twins
from index.analysis import fold

COVERED = 0.6
"""The share of a clause's words that the text has where it says what the clause says."""
RARE, SOME, OFTEN, MOST, PLAIN, ALL = range(1, 7)
_DEGREES: tuple[tuple[int, str], ...] = (
    (RARE, r"rarely|seldom|hardly ever|very few|hardly|scarcely|rare|uncommon|infrequent(?:ly)?|few"),
    (
        SOME,
        r"may|might|could|can|possibl[ey]|perhaps|maybe|sometimes|occasionally|at times|now and then|some|certain people|several"
        r"|(?:is|are|was|were|been) (?:said|thought|believed|held|reported|claimed|considered|supposed|described)"
        r"|seems?|appears?|suggests?|it is said|apparently|likely|unlikely|likelier|named for|contested|uncertain|not certain|unclear|"
        r"(?:little|low|limited|weak|poor)(?: to moderate)? (?:certainty|evidence|proof)|certainty (?:is|was) (?:very )?(?:low|little)"
        r"|(?:evidence|certainty|proof) (?:is|was) (?:very )?(?:weak|low|thin|poor|little)|sources differ|some sources|in some|by some|by many|contested|tends? to"
        r"|has been (?:linked|tied)|hard to tell|anyone's guess|(?:not|un)known|cannot tell|cannot be told|nobody (?:knows|can tell)",
    ),
    (OFTEN, r"often|frequent(?:ly)?|common(?:ly)?|many|a lot of|regularly|mostly in"),
    (MOST, r"most(?! of all)|mostly|usual(?:ly)?|mainly|chiefly|generally|typically|largely|as a rule|probabl[ey]|normally|nearly all|"
           r"almost all|nearly always|almost always|predominantly|in general"),
    (ALL, r"all(?! in all| of a| fours| over)|always|every(?! \w+ day| \d| time)|never|only|merely|solely|must|entirely|completely|exclusively|"
          r"definitely|certainly|reliably|proven|proves|guarantees?|without exception|sure to|undoubtedly|clearly|invariably"
          r"|nobody|none|cures?|fully|nothing but|alone|inevitably|in every case|best|ideal|perfect"),
)
_PATTERNS = tuple((rank, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for rank, words in _DEGREES)


def degrees(text: str) -> dict[int, list[str]]:
    """The words of degree in a text, by rank.

    >>> degrees("it may always hurt")
    {2: ['may'], 6: ['always']}
    """
    plain = fold(text)
    found: dict[int, list[str]] = {}
    for rank, pattern in _PATTERNS:
        words = pattern.findall(plain)
        if words:
            found[rank] = words
    return found


def overstates(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault where the text says more than its source, with the word, or None."""
    ours, theirs = degrees(said.text), degrees(given.text)
    hedge = min((rank for rank in theirs if rank < PLAIN), default=PLAIN)
    own = min((rank for rank in ours if rank < PLAIN), default=PLAIN)
    universal = {"all", "always", "every", "never", "only", "merely", "solely", "entirely", "completely", "exclusively", "invariably"}
    strong = [word for word in ours.get(ALL, []) if not _held(word, said, given)]
    if strong and ALL not in theirs:
        return "relation", strong[0]
    if hedge < own and own == PLAIN and ALL not in ours or (hedge < PLAIN and own == PLAIN):
        return "relation", theirs[hedge][0]
    if own == RARE and hedge != RARE:
        return "relation", ours[RARE][0]
    if hedge == RARE and own > RARE:
        return "relation", theirs[RARE][0]
    if hedge < PLAIN and own < PLAIN and own - hedge >= 1 and hedge not in ours:
        return "relation", ours[own][0]
    if _hedged(given, said) > sum(len(words) for rank, words in ours.items() if rank < PLAIN):
        return "relation", "a hedge is left out"
    return None


def _hedged(given: Claim, said: Claim) -> int:
    """How many clauses of the source are hedged whose words the text has, most of them."""
    count = 0
    for clause in {word.clause for word in given.words}:
        words = [word for word in given.words if word.clause == clause]
        telling = [word for word in words if not word.light]
        if min(degrees(" ".join(word.text for word in words)), default=PLAIN) < PLAIN and telling:
            count += sum(1 for word in telling if twins(word, said)) >= COVERED * len(telling)
    return count


def _held(word: str, said: Claim, given: Claim) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", fold(given.text)))
