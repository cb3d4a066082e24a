"""Whether a sentence that a language model wrote is carried by the sentences that it cites.

Numbers, units, sides, negations, structures and relations are compared exactly; every other word of weight must stand in
the cited sentence, its heading or its title, or be another word for one that does. A sentence is carried by one citation
as a whole, or in parts each of which one citation carries: never by the nerve of one and the muscle of another.
`answer.agreement` asks whether two notes say the same; here the one text may say less than the other, and never more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.claims import Claim, Word, alike, read_claim
from answer.hedges import overstates
from answer.meanings import load_meanings, opposed, roots
from answer.quantities import read_levels, read_quantities, unsupported_quantity
from answer.roles import swapped
from index.analysis import fold

Similarity = Callable[[str, str], float]
NEAR = 0.6
"""From this cosine on a word counts as another word for one of the source."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited sentence, word for word, and where it stands."""

    quote: str
    title: str = ""
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is carried, and if not, which fault was found: "number", "unit", "side", "negation",
    "structure", "relation", "unsupported", "steering" or "advice". `detail` are the words it was found in.
    """

    is_carried: bool
    reason: str = ""
    detail: str = ""


CARRIED = Verdict(True)
_STEERING = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions?|prompts?|rules?|above|previous)\b"
    r"|\bas an? (?:ai|assistant|language model)\b|\bsystem prompt\b|\blanguage model\b|https?://|\bwww\.|<[a-z/]|```|@\w+\.\w"
)


def check(text: str, quotes: Sequence[Cited], similarity: Similarity | None = None) -> Verdict:
    """Whether the quotes carry the text; `similarity` is the cosine of two words or phrases, where there is an embedder.

    >>> check("It ends at the heel.", [Cited("It does not end at the heel.")]).reason
    'negation'
    """
    if not quotes:
        return Verdict(False, "unsupported", "no citation")
    if any(_plain(text) == _plain(cited.quote) for cited in quotes):
        return CARRIED
    steering = _STEERING.search(fold(text))
    if steering:
        return Verdict(False, "steering", steering[0])
    found = [_check_one(text, cited, similarity) for cited in quotes]
    return next((verdict for verdict in found if verdict.is_carried), found[0])


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\((?=[^()]*\d{4})[^()]*\)", " ", fold(text))))


def _check_one(text: str, cited: Cited, similarity: Similarity | None) -> Verdict:
    """Whether one citation carries the text as a whole."""
    said, given = read_claim(text), read_claim(cited.quote)
    around = read_claim(". ".join((cited.title, *cited.heading_path)))
    lent = load_meanings().said_by(cited.heading_path)
    for test in (
        lambda: _numbers(text, cited),
        lambda: _words(said, given, around, lent, similarity),
        lambda: _negations(said, given, lent),
        lambda: overstates(said, given),
        lambda: swapped(said, given),
    ):
        verdict = test()
        if verdict is not None:
            return verdict if isinstance(verdict, Verdict) else Verdict(False, *verdict)
    return CARRIED


def _numbers(text: str, cited: Cited) -> tuple[str, str] | None:
    said, quote = fold(text), fold(cited.quote)
    about = fold(" ".join((cited.title, *cited.heading_path)))
    levels = read_levels(said) - read_levels(quote) - read_levels(about)
    if levels:
        return "number", " ".join(sorted(levels))
    fault = unsupported_quantity(read_quantities(said), [*read_quantities(quote), *read_quantities(about)])
    return (fault, "quantity") if fault else None


def _words(
    said: Claim, given: Claim, around: Claim, lent: frozenset[str], similarity: Similarity | None
) -> tuple[str, str] | None:
    """The fault of the first word without support."""
    found: list[tuple[str, str]] = []
    for word in said.words:
        fault = _word_fault(word, said, given, around, lent, similarity)
        if fault:
            found.append((fault, word.text))
    order = ["side", "structure", "relation", "unit", "unsupported"]
    return min(found, key=lambda one: order.index(one[0]), default=None)


def _word_fault(
    word: Word, said: Claim, given: Claim, around: Claim, lent: frozenset[str], similarity: Similarity | None
) -> str:
    if word.number or word.stem in given.stems or word.stem in lent or _covered(word, given, around):
        return ""
    if any(alike(word, other) for other in given.words):
        return ""
    meanings = load_meanings()
    against = next((axis for other in given.words if (axis := opposed(word.senses, other.senses))), "")
    if against and not (word.stem in around.stems):
        return meanings.kinds[against]
    if word.light:
        return ""
    if word.stem in around.stems or any(alike(word, other) for other in around.words):
        return ""
    if any(sense.startswith("axis") and meanings.kinds[sense.rsplit(" ", 1)[0]] == "side" for sense in word.senses):
        return "side"
    if word.body:
        return "structure"
    if len(word.text) < 3:
        return ""
    if any(word.stem in meanings.plain[name] for name in given.senses if name in meanings.plain):
        return ""
    if _kin(word, given) or _kin(word, around):
        return ""
    if similarity is not None and not any(s.startswith("axis") for s in word.senses) and _near(word, given, similarity):
        return ""
    return "unsupported"


def _covered(word: Word, given: Claim, around: Claim) -> bool:
    """Whether a phrase that the word is part of stands in the source in these or in other words."""
    return any(senses & (given.senses | around.senses) for _, _, senses in word.wider)


def _kin(word: Word, given: Claim) -> bool:
    """Whether the source has a word that begins alike: "palpation" for "palpable"."""
    return any(
        not other.body and _common(word.text, other.text) >= max(5, 0.6 * max(len(word.text), len(other.text)))
        for other in given.words
    )


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _near(word: Word, given: Claim, similarity: Similarity) -> bool:
    return any(similarity(word.text, other.text) >= NEAR for other in given.words if not other.light)


def _negations(said: Claim, given: Claim, lent: frozenset[str]) -> tuple[str, str] | None:
    """Whether each negation of the one stands in the other, reaching at least one word that both have."""
    if "not" in lent:
        return None
    for one, other in ((said, given), (given, said)):
        for reach in one.negations:
            scope = [word for word in one.words if word.place in reach and not word.light]
            shared = [(word, match) for word in scope for match in other.words if alike(word, match)]
            if not shared and one is given:
                continue
            if one is given and len({word.place for word, _ in shared}) < 0.5 * len(scope):
                continue
            if not any(match.denied for _, match in shared):
                return "negation", " ".join(word.text for word in scope[:4])
    return None
