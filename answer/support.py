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

from answer.claims import Claim, Word, alike, read_claim, twins
from answer.hedges import overstates
from answer.meanings import load_meanings, opposed, poles
from answer.quantities import read_levels, read_quantities, unsupported_quantity, unsupported_rate
from answer.roles import swapped
from index.analysis import fold

Similarity = Callable[[str, str], float]
SOFT = 0.2
"""The share of a sentence's words that may be general ones without support."""
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
    if any(verdict.is_carried for verdict in found) or (len(quotes) > 1 and _check_parts(text, quotes, similarity)):
        return CARRIED
    return found[0]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\((?=[^()]*\d{4})[^()]*\)", " ", fold(text))))


def _check_parts(text: str, quotes: Sequence[Cited], similarity: Similarity | None) -> bool:
    """Whether the text falls into parts each of which one citation carries, all citations of a kind.

    A part that names no structure speaks of the one before it.
    """
    for match in _JOINT.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if len(left.split()) < 2 or len(right.split()) < 2:
            continue
        for cited in quotes:
            if not _check_one(left, cited, similarity).is_carried:
                continue
            rest = [other for other in quotes if other is not cited]
            if any(_check_one(right, other, similarity, subject=left).is_carried for other in rest):
                return True
            if len(rest) > 1 and _check_parts(right, rest, similarity):
                return True
    return False


def _check_one(text: str, cited: Cited, similarity: Similarity | None, *, subject: str = "") -> Verdict:
    """Whether one citation carries the text as a whole; `subject` is the part before it, of what it may speak."""
    said = read_claim(text)
    given = read_claim(_relevant(cited.quote, said))
    around = read_claim(". ".join((cited.title, *cited.heading_path)))
    lent = load_meanings().said_by(cited.heading_path)
    for test in (
        lambda: _numbers(text, cited),
        lambda: _words(said, given, around, lent, similarity),
        lambda: _subject(said, given, around, subject),
        lambda: _other_of_title(said, given, around),
        lambda: _negations(said, given, lent),
        lambda: overstates(said, given),
        lambda: swapped(said, given),
    ):
        fault = test()
        if fault is not None:
            return Verdict(False, *fault)
    return CARRIED


_JOINT = re.compile(r"\s*[;,]\s*(?:(?:and|but|while|whereas|or) )?|\s+(?:and|but|while|whereas)\s+")


def _relevant(quote: str, said: Claim) -> str:
    """Of a list of facts those about what the text names: "obturator nerve (gracilis); femoral nerve (pectineus)"."""
    lead, colon, rest = quote.partition(": ")
    parts = (rest if colon else quote).split("; ")
    if len(parts) < 2 or not any("(" in part for part in parts):
        return quote
    named = {word.stem for word in said.words if word.body}
    kept = []
    for part in parts:
        whose = [root for bracket in re.findall(r"\(([^()]*)\)", part) for root in _body(bracket)]
        if not whose or named & set(whose):
            kept.append(part)
    if not kept or len(kept) == len(parts):
        return quote
    return (lead + colon if colon else "") + "; ".join(kept)


def _body(text: str) -> list[str]:
    return [word.stem for word in read_claim(text).words if word.body]


def _subject(said: Claim, given: Claim, around: Claim, subject: str) -> tuple[str, str] | None:
    """Whether a part that names nobody may speak of whom the part before it names."""
    if not subject or _names(said):
        return None
    wanted = _names(read_claim(subject))
    missing = wanted[:1] if wanted and not any(name in given.stems | around.stems for name in wanted) else []
    return ("structure", " ".join(missing)) if missing else None


def _names(claim: Claim) -> list[str]:
    """The stems of the muscles that a claim names."""
    return [word.stem for word in claim.words if word.stem in load_meanings().muscles]


def _other_of_title(said: Claim, given: Claim, around: Claim) -> tuple[str, str] | None:
    """A muscle that only the title names, where the quote speaks of another one of the title's."""
    here = set(_names(given))
    for name in _names(said):
        if name not in given.stems and here & set(_names(around)) and not here & said.stems:
            return "structure", name
    return None


def _numbers(text: str, cited: Cited) -> tuple[str, str] | None:
    said, quote = fold(text), fold(cited.quote)
    about = fold(" ".join((cited.title, *cited.heading_path)))
    levels = read_levels(said) - read_levels(quote) - read_levels(about)
    if levels:
        return "number", " ".join(sorted(levels))
    fault = unsupported_quantity(read_quantities(said), [*read_quantities(quote), *read_quantities(about)])
    fault = fault or unsupported_rate(said, f"{quote} {about}")
    return (fault, "quantity") if fault else None


def _words(
    said: Claim, given: Claim, around: Claim, lent: frozenset[str], similarity: Similarity | None
) -> tuple[str, str] | None:
    """The fault of the first word without support; of general words that say little a few may be without."""
    found: list[tuple[str, str]] = []
    soft: list[str] = []
    for word in said.words:
        fault = _word_fault(word, said, given, around, lent, similarity)
        if fault == "unsupported" and word.stem in load_meanings().soft:
            soft.append(word.text)
        elif fault:
            found.append((fault, word.text))
    lesser = _lesser(said, given)
    if lesser:
        found.append(("relation", lesser))
    heavy = sum(1 for word in said.words if not word.light)
    if found and soft or len(soft) > max(1, SOFT * heavy):
        found += [("unsupported", word) for word in soft]
    order = ["side", "structure", "relation", "unit", "unsupported"]
    return min(found, key=lambda one: order.index(one[0]), default=None)


def _lesser(said: Claim, given: Claim) -> str:
    """A "less" for which the source has no word of the kind, or ""."""
    less = next((word for word in said.words if word.text in ("less", "least", "fewer")), None)
    if less is None or any(word.denied for word in given.words):
        return ""
    own = poles(less.senses)
    held = any(poles(other.senses).get(axis, frozenset()) & own[axis] for axis in own for other in given.words)
    return "" if held else less.text


def _word_fault(
    word: Word, said: Claim, given: Claim, around: Claim, lent: frozenset[str], similarity: Similarity | None
) -> str:
    if word.number or word.stem in given.stems or _covered(word, given, around):
        return ""  # numbers are compared by themselves
    meanings = load_meanings()
    for _, _, senses in word.wider:
        against_phrase = "" if senses & given.senses else opposed(senses, given.senses)
        if against_phrase and not word.denied:
            return meanings.kinds[against_phrase]
    if any(alike(word, other) for other in given.words):
        return ""
    against = {(opposed(word.senses, other.senses), word.denied != other.denied) for other in given.words} - {
        ("", True),
        ("", False),
    }
    if against and all(turned for _, turned in against):
        return ""  # "not long" for "short"
    if against and word.stem not in around.stems:
        return meanings.kinds[next(axis for axis, turned in sorted(against) if not turned)]
    if word.light or word.stem in lent:
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
    for one, other in ((said, given), (given, said)):
        if one is said and "not" in lent:
            continue  # the heading denies it all
        for reach in one.negations:
            scope = [word for word in one.words if word.place in reach and not word.light]
            scope = scope or [word for word in one.words if word.place in reach]
            shared = [(word, match) for word in scope for match in twins(word, other)]
            turned = any(
                opposed(word.senses, match.senses) and match.denied != word.denied
                for word in scope
                if not twins(word, other)
                for match in other.words
            )
            if turned:
                continue
            if one is given and len({word.place for word, _ in shared}) < 0.5 * len(scope):
                continue
            if not shared and one is given:
                continue
            if not any(match.denied == word.denied for word, match in shared):
                return "negation", " ".join(word.text for word in scope[:4])
    return None
