"""Whether a sentence denies what its source denies, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.advice import tells
from answer.backing import Source
from answer.claims import Claim, Word, contraries, twins
from answer.hedges import NOT_ALL
from answer.meanings import opposed, roots
from answer.negations import Negation
from answer.roles import of_one_thing
from index.analysis import fold

FIRST = 3
"""The words after a "not" among which one must be denied in both texts."""
STATED = 0.5
"""The share of the words that the source denies which a text must have to be bound by it."""


def misdenied(said: Claim, source: Source) -> tuple[str, str] | None:
    """Whether each negation of the one stands in the other, reaching at least one word that both have."""
    given = source.given
    for one, other in ((said, given), (given, said)):
        of_heading: set[int] = set()
        for negation in one.negations:
            reached = [word for word in one.words if word.place in negation.reach]
            if negation.place in of_heading:
                continue  # another thing of the same list
            scope = [word for word in reached if not word.empty]
            if not scope and other.negations:
                continue  # of a pronoun: the other text denies something as well
            if _denies_pronoun(other):
                continue
            if one is given:
                scope = [word for word in scope if not _is_stated_too(word, given)]
            scope = scope or reached
            if negation.text == "rather" and any(word.text in ("than", "instead") for word in other.words):
                continue  # compared in both
            if negation.text in _TURNED and any(word.stem in _HINDERS for word in other.words):
                continue  # "prevents" needs no negation
            if _is_condition(negation, one, other) or _needs(negation, one, other):
                continue
            if _are_level(one.text, other.text) or _is_of_some(negation, one, other):
                continue
            if negation.text in _SCARCE and any(word.text in _FEW for word in other.words):
                continue
            if one is said and "not" in source.lent and _by_heading(negation, reached, source):
                of_heading.add(negation.place)
                continue
            if _turned_into_opposite(scope, other) or _denies_contrary(scope, one, other):
                continue
            shared = [(word, match) for word in scope for match in twins(word, other)]
            if one is given and (not shared or len({word.place for word, _ in shared}) < STATED * len(scope)):
                continue  # the text leaves it out
            told = shared[: _telling(negation)]
            if not any(match.denied == word.denied for word, match in told) or _denies_there(negation, one, other):
                return "negation", " ".join(word.text for word in scope[:4])
    return None


def _is_stated_too(word: Word, given: Claim) -> bool:
    """Whether the source has a word once denied and once not: the text may have it from there."""
    return word.denied and any(other.stem == word.stem and not other.denied for other in given.words)


def _needs(negation: Negation, one: Claim, other: Claim) -> bool:
    """Whether what "cannot be done without" something is said to need it."""
    if negation.text not in ("cannot", "not", "without", "can't", "unable", "never"):
        return False
    texts = {word.text for word in one.words}
    return "without" in texts and len(one.negations) > 1 and any(word.stem in _NEEDS for word in other.words)


def _is_condition(negation: Negation, one: Claim, other: Claim) -> bool:
    """Whether a negation sets a condition, which the other text sets by a word of time: "not yet" is "before"."""
    ours, theirs = ({word.text for word in claim.words} for claim in (one, other))
    if {"not", "without"} <= ours or {"never", "without"} <= ours:
        return bool(theirs & {"before", "first", "unless", "until", "only"})
    if negation.text == "without":
        return bool(theirs & {"unless", "until", "before"})
    return "yet" in ours and bool(theirs & {"before", "until"}) and negation.text in ("not", "no", "never")


def _are_level(one: str, other: str) -> bool:
    """Whether what the one says is no more than another is as much in the other text."""
    return bool((_EXCEEDS.search(one) or _NO_DIFFERENCE.search(one)) and _EQUALS.search(other))


def _is_of_some(negation: Negation, one: Claim, other: Claim) -> bool:
    """Whether a negation holds of some where the other text says that something does not hold of all."""
    clause = {word.clause for word in one.words if word.place in negation.reach}
    return bool(NOT_ALL.search(fold(other.text))) and any(
        word.text in _SOME and (word.clause in clause or not clause) for word in one.words
    )


def _denies_pronoun(claim: Claim) -> bool:
    """Whether a claim denies what only a pronoun names: "rather than on them"."""
    return any(all(word.empty for word in claim.words if word.place in negation.reach) for negation in claim.negations)


def _telling(negation: Negation) -> int | None:
    """How many words must hold one denied in both texts: "not" turns what follows, "no" and "neither" all there is."""
    return FIRST if negation.text in ("not", "never", "cannot") or negation.text.endswith("n't") else None


def _by_heading(negation: Negation, reached: Sequence[Word], source: Source) -> bool:
    """Whether a text denies what the heading denies of all its items: an act that the item does not name.

    Under "What to avoid" that may be the act itself that opens an item: "standing on one leg".
    """
    given = source.given
    acts = [word for word in reached if not word.empty or word.text in _DONE]
    if acts and _TO_AVOID.search(source.around.text):
        opening = (word for word in given.words if not word.order or word.place - given.words[word.order - 1].place > 1)
        if any(word.text.endswith("ing") and word.stem == acts[0].stem for word in opening):
            return True
    return not acts or negation.text in _LEAVE or any(word.stem not in given.stems for word in acts)


_TO_AVOID = re.compile(r"\b(?:avoid\w*|don['’]t|do not|not to do|leave out)\b", re.IGNORECASE)
_AGAINST = re.compile(rf"{_TO_AVOID.pattern}|\bcontra-?indicat", re.IGNORECASE)
_DONE = frozenset("do done doing".split())


def _turned_into_opposite(scope: Sequence[Word], other: Claim) -> bool:
    """Whether the other text says the opposite without a negation: "short" for "not long"."""
    return any(
        opposed(word.senses, match.senses) and match.near != word.near
        for word in scope
        if not twins(word, other)
        for match in other.words
        if match.order or match.text != "stop"  # who is told to stop is kept from nothing
    )


def _denies_contrary(scope: Sequence[Word], one: Claim, other: Claim) -> bool:
    """Whether the other text plainly says the contrary of what is denied of one thing: "apart" for "not touch"."""
    first = [word.place for word in scope[:FIRST]]
    return any(
        word.place in first and word.denied and not match.denied and of_one_thing(word, match, one, other)
        for word, match in contraries(one, other)
    )


def _denies_there(negation: Negation, one: Claim, other: Claim) -> bool:
    """Whether what a "no" says is not there is there in the other text: no trial known, and trials of no effect."""
    after = [word for word in one.words if word.place > negation.place and word.place in negation.reach]
    if negation.text != "no" or not after or _compares(after[0]):
        return False
    end = next((n for n, word in enumerate(after) if word.empty or word.text in _OF), len(after))
    told = [word for word in after[:end] if not word.light]
    if any(match.denied for word in told for match in other.words if match.stem == word.stem):
        return False
    head = told[-1] if told else None
    found = [match for match in other.words if head is not None and match.stem == head.stem]
    if not found or any(match.denied for match in found):
        return False
    return all(_is_of_another(one, other, match.clause) for one in other.negations for match in found)


def _is_of_another(negation: Negation, claim: Claim, clause: int) -> bool:
    """Whether a negation denies a thing of its own: the "no" of "no effect"."""
    after = next((word for word in claim.words if word.place > negation.place), None)
    is_here = any(word.clause == clause and word.place in negation.reach for word in claim.words)
    return not is_here or (negation.text == "no" and after is not None and not _compares(after))


def _compares(word: Word) -> bool:
    return word.text in ("more", "less", "other", "longer") or word.text.endswith("er")


def forbids(said: Claim, source: Source) -> tuple[str, str] | None:
    """What is forbidden where the source only says that it is not needed, or not advised.

    >>> from answer.claims import read_claim
    >>> given = Source(read_claim("It need not be done daily."), read_claim(""), frozenset())
    >>> forbids(read_claim("It must not be done daily."), given)
    ('negation', 'must not')
    """
    ours, theirs = fold(said.text).replace("’", "'"), fold(source.given.text).replace("’", "'")
    banned, barred = _BANS.search(ours), _BARS.search(ours)
    if banned and "not" not in source.lent and not (_BANS.search(theirs) or _BARS.search(theirs)):
        return "negation", banned[0]
    needless = _NEEDLESS.search(theirs) and not _NEEDLESS.search(ours)
    if barred and needless and not (_BARS.search(theirs) or _BANS.search(theirs)):
        return "negation", barred[0]
    spared = _NEEDLESS.search(ours)
    if spared and _BARS.search(theirs) and not (_NEEDLESS.search(theirs) or _BARS.search(ours) or source.lent):
        return "negation", spared[0]  # nor is what is forbidden only not needed
    return None


_NEEDLESS = re.compile(
    r"\b(?:need not|needn't|no need|needs? no|unnecessary|optional"
    r"|(?:not|n't) (?:\w+ )?(?:need|needed|necessary|required|have to|obligatory|essential))\b"
)
_BARS = re.compile(
    r"\b(?:must|should|may|can|ought to|are to|is to) (?:not|never)\b|\b(?:mustn't|shouldn't|cannot|never)\b"
    r"|\b(?:avoid\w*|refrain\w*|leave|keep|do not|not for)\b|(?:^|[,;] (?:but |and )?)don't\b"
    r"|\bno (?!need|reason|problem|harm)\w+"
)
_BANS = re.compile(r"\b(?:forbid(?:s|den)?|prohibit(?:s|ed)?|banned|contra-?indicated)\b")


def favours(said: Claim, source: Source) -> tuple[str, str] | None:
    """A word in favour of what the heading advises against, where nothing in the text is against it."""
    if "not" in source.lent and _NO_BAR.search(said.text):
        return "negation", "no reason"
    if "not" not in source.lent or said.negations or _WARY & {word.text for word in said.words}:
        return None
    if tells(said.text) and _AGAINST.search(source.around.text):
        return "negation", said.words[0].text
    return next((("negation", word.text) for word in said.words if word.stem in _IN_FAVOUR), None)


_NO_BAR = re.compile(r"\bno (?:reason|need|problem|bar|obstacle|objection) (?:to|for|with|in)\b", re.IGNORECASE)
_WARY = frozenset(
    "ask first avoid careful caution care contraindicated risk stop wait leave check see doctor if before until"
    " instead".split()
)
_IN_FAVOUR = frozenset(roots("suit suitable recommended safe fine good helpful useful should can ideal best allowed"))
_OF = frozenset("of for in on at to from by with that which who than".split())
_TURNED = frozenset("from of to".split())
_EXCEEDS = re.compile(
    r"\b(?:no|not|n['’]t) (?:\w+ ){0,3}?(?:more|less|better|worse|greater)\b.*\bthan\b", re.IGNORECASE
)
_NO_DIFFERENCE = re.compile(
    r"\bno (?:\w+ )?difference\b|\b(?:not|n['’]t) (?:\w+ )?differ\b|\bneither\b.*\b(?:more|better|\w+er)\b.*\bthan\b",
    re.IGNORECASE,
)
_SOME = frozenset("some sometimes certain few".split())
_EQUALS = re.compile(
    r"\bas (?:much|little|well|good|bad|great|effective) (?:\w+ ){0,4}as\b|\b(?:the same|equal(?:ly)?|alike)\b",
    re.IGNORECASE,
)
_NEEDS = frozenset(roots("need require must depend rely"))
_SCARCE = frozenset("hardly barely scarcely".split())
_FEW = frozenset("little few low weak slight".split())
_HINDERS = frozenset(roots("prevent stop guard protect save spare"))
_LEAVE = frozenset("avoid avoided contraindicated leave left keep kept omit stay".split())
