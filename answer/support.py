"""Whether a sentence that a language model wrote is carried by the sentences that it cites.

Numbers, units, sides, negations, structures and relations are compared exactly; every other word of weight must stand
in the cited sentence, its heading or its title, or be another word for one that does. A sentence is carried by one
citation as a whole, or in parts each of which one citation carries: never by the nerve of one and the muscle of
another.
`answer.agreement` asks whether two notes say the same; here the one text may say less than the other, and never more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer.abilities import misjudged_ability
from answer.advice import advises, steers
from answer.amounts import put_plainly
from answer.backing import Source, is_open, unbacked
from answer.both_sides import from_the_other_side
from answer.changes import changes_otherwise, loads, outdoes, turned_condition
from answer.claims import Claim, alike, read_claim
from answer.compared import ranked_otherwise
from answer.denials import favours, forbids, misdenied
from answer.exchanges import exchanged
from answer.hedges import overstates
from answer.idioms import put_idioms
from answer.left_to_title import said_whole, unframed
from answer.levels import unsupported_level
from answer.meanings import load_meanings, roots
from answer.measures import unsupported
from answer.movements import move_exactly
from answer.nearness import Reader
from answer.owners import misplaced
from answer.roles import swapped
from answer.sequences import turned_round
from answer.wider import name_exactly
from answer.wordnet import Kin, kin
from index.analysis import fold


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited sentence, word for word, and where it stands."""

    quote: str
    title: str = ""
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is carried, and if not, the first fault found.

    `reason` is "number", "unit", "side", "negation", "structure", "relation", "unsupported", "steering" or "advice";
    `detail` are the words that it was found in. `is_open` where nothing else speaks against the sentence than a few
    plain words without support.
    """

    is_carried: bool
    reason: str = ""
    detail: str = ""
    is_open: bool = False


CARRIED = Verdict(True)
_NOTHING = Claim("", (), (), frozenset(), frozenset())
Entails = Callable[[str, Cited], bool]
"""Whether a cited sentence says all that a text says, as a model judges it."""


def check(text: str, quotes: Sequence[Cited], read: Reader | None = None, entails: Entails | None = None) -> Verdict:
    """Whether the quotes carry the text; `read` is the embedder's, where it reads words.

    `entails` is asked last, at most once a quote, and only where every test holds but for a few plain words.

    >>> check("It ends at the heel.", [Cited("It does not end at the heel.")]).reason
    'negation'
    """
    if not quotes:
        return Verdict(False, "unsupported", "no citation")
    references = (found[1] for found in _REFERENCE.finditer(text))
    invented = next((one for one in references if not any(one in cited.quote for cited in quotes)), "")
    if invented:
        return Verdict(False, "unsupported", invented)
    if any(_plain(text) == _plain(cited.quote) for cited in quotes):
        return CARRIED
    steering = steers(text)
    if steering:
        return Verdict(False, "steering", steering)
    if text.rstrip().endswith("?") and not any("?" in cited.quote for cited in quotes):
        return Verdict(False, "unsupported", "a question")
    pointing = _BARE.search(text)
    if pointing and not any(_BARE.search(cited.quote) for cited in quotes):
        return Verdict(False, "structure", pointing[0])  # what it points to is written elsewhere
    asked, held = text, quotes
    text, quotes = _put(text), [replace(cited, quote=_put(cited.quote)) for cited in quotes]
    said = read_claim(text)
    found = [_check_one(said, cited, read) for cited in quotes]
    if any(verdict.is_carried for verdict in found):
        return CARRIED
    joined = [
        *_lists(quotes),
        *(replace(cited, quote=turned) for cited in quotes for turned in from_the_other_side(cited.quote, text)),
    ]
    quotes = [*quotes, *joined]
    wholes = [whole for cited in quotes for whole in _said_whole(cited, said)]
    if any(_check_one(said, cited, read).is_carried for cited in (*joined, *wholes)):
        return CARRIED
    parts = [*quotes, *wholes] if len(held) > 1 else quotes  # one sentence said in two ways is not two sentences
    moved = ((cited, move_exactly(text, cited.quote)) for cited in (*quotes, *wholes))
    if any(_check_one(read_claim(exact), cited, read).is_carried for cited, exact in moved if exact != text):
        return CARRIED
    if len(parts) > 1 and _check_parts(text, parts, read):
        return CARRIED
    opened = (cited for cited, verdict in zip(held, found, strict=True) if verdict.is_open)
    return CARRIED if entails and any(entails(asked, cited) for cited in opened) else found[0]


def _put(text: str) -> str:
    return put_plainly(put_idioms(text))


def _lists(quotes: Sequence[Cited]) -> list[Cited]:
    """Each item of a list together with the sentence that leads into it, where both are cited."""
    leads = [cited for cited in quotes if cited.quote.rstrip().endswith(":")]
    return [
        Cited(f"{lead.quote} {item.quote}", lead.title, lead.heading_path)
        for lead in leads
        for item in quotes
        if item not in leads and (item.title, item.heading_path) == (lead.title, lead.heading_path)
    ]


def _said_whole(cited: Cited, said: Claim) -> Iterator[Cited]:
    """A sentence with what it speaks of put in from above it, where the text names that."""
    own = frozenset(roots(cited.quote))
    for above in (cited.title, *cited.heading_path[-1:]):
        named = set(roots(above)) - own
        whole = said_whole(cited.quote, above) if any(word.stem in named for word in said.words) else ""
        if whole:
            yield replace(cited, quote=whole)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\((?=[^()]*\d{4})[^()]*\)", " ", fold(text))))


def _check_parts(text: str, quotes: Sequence[Cited], read: Reader | None) -> bool:
    """Whether the text falls into parts each of which one citation carries, all citations of a kind.

    A part that names no structure speaks of the one before it.
    """
    for match in _JOINT.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if len(left.split()) < 2 or len(right.split()) < 2 or _OPENING.search(left):
            continue
        first, second = read_claim(left), read_claim(right)
        for cited in quotes:
            if not _check_one(first, cited, read).is_carried:
                continue
            rest = [other for other in quotes if other is not cited]
            if any(_check_one(second, other, read, subject=first).is_carried for other in rest):
                return True
            if len(rest) > 1 and _check_parts(right, rest, read):
                return True
    return False


def _check_one(said: Claim, cited: Cited, read: Reader | None, *, subject: Claim | None = None) -> Verdict:
    """Whether one citation carries the text as a whole; `subject` is the part before it, of what it may speak."""
    plain = unframed(_told_apart(said.text, cited), cited.quote, cited.title, cited.heading_path)
    exact = name_exactly(plain, cited.quote, ". ".join((cited.title, *cited.heading_path)))
    said = said if exact == said.text else read_claim(exact)
    source = _read_source(cited, said)
    fault = _numbers(said.text, cited, source) or _advice(said.text, cited)
    if fault:
        return Verdict(False, *fault)
    lack = unbacked(said, source, read)
    if lack and not is_open(lack, said, source):
        return Verdict(False, lack.reason, lack.detail)
    fault = (
        _beside(said, source)
        or _subject(said, source, subject)
        or _other_of_title(said, source)
        or misdenied(said, source)
        or favours(said, source)
        or forbids(said, source)
        or loads(said, source.given)
        or changes_otherwise(said, source.given)
        or outdoes(said, source.given)
        or turned_condition(said, source.given)
        or overstates(said, source.given, source.lent)
        or swapped(said, source.given)
        or exchanged(said, source.given)
        or turned_round(said, source.given)
        or ranked_otherwise(said, source.given)
        or misplaced(said, source.given)
        or misjudged_ability(said, source.given)
    )
    if lack:
        return Verdict(False, lack.reason, lack.detail, is_open=not fault)
    return Verdict(False, *fault) if fault else CARRIED


def _told_apart(text: str, cited: Cited) -> str:
    """The text without what it tells apart from the title, below a heading that does: "rather than the piriformis"."""
    if not any(_ELSE.search(heading) for heading in cited.heading_path):
        return text
    title = {*roots(cited.title), *roots("pain the a an from of muscle trigger point")}
    return _RATHER.sub(lambda found: "" if set(roots(found["what"])) <= title else found[0], text)


_ELSE = re.compile(r"\b(?:what else|differential|mimic|confused with|other causes)\b", re.IGNORECASE)
_RATHER = re.compile(r",? (?:rather than|and not|instead of|not) (?P<what>[^,;.]+)")


def _read_source(cited: Cited, said: Claim) -> Source:
    quote = read_claim(cited.quote)
    around = read_claim(". ".join((cited.title, *cited.heading_path))) if _leans(cited, quote) else _NOTHING
    lent = load_meanings().said_by(cited.heading_path) if _is_item(cited.quote) else frozenset()
    relevant = _relevant(cited.quote, said)
    given = quote if relevant == cited.quote else read_claim(relevant)
    return Source(given, around, lent, _authors(cited.quote))


def _authors(quote: str) -> frozenset[str]:
    """The stems of the names in the one reference of a quote; of two references, who said what is open.

    A name that is a word of the dictionary, as Long is, may be meant as that word.
    """
    references = _REFERENCE.findall(quote)
    if len(references) != 1 or ";" in references[0]:
        return frozenset()
    names = roots(" ".join(re.findall(r"\b[A-Z][\w'’-]+", references[0])))
    team = roots("colleagues team") if "et al" in references[0] else []
    known = load_meanings().senses
    return frozenset([*(name for name in names if kin(name) == Kin() and (name,) not in known), *team])


_REFERENCE = re.compile(r"\(([^()]*\b(?:19|20)\d\d)\)")


def _leans(cited: Cited, given: Claim) -> bool:
    """Whether what a quote speaks of may stand over it only.

    So it is with items, labels, pronouns, and where it names neither a part of the body nor anything of its title. What
    has a subject of its own gets no second one from above: "worn discs are seen in many" says nothing of low back pain.
    What opens with a bare "this", "they" or "the three" speaks of the sentence before it, whatever stands above.
    """
    if _BARE.search(cited.quote) or _SEVERAL.match(cited.quote):
        return False
    if _is_item(cited.quote) or _LABELLED.search(cited.quote) or _POINTS.search(cited.quote):
        return True
    named = [word for word in given.words if not word.light]
    title = {word.stem for word in read_claim(cited.title).words if not word.light}
    if _THE.match(cited.quote):
        return not title <= given.stems
    return not any(word.body for word in named) and title.isdisjoint(word.stem for word in named)


def _is_item(quote: str) -> bool:
    """Whether a quote is the item of a list, of which the heading says what it is said of."""
    return quote[:1].islower() or quote[-1:] not in ".!?:"


_BARE = re.compile(
    r"^\W*(?:this|that|these|those) (?:(?:also|often|usually|sometimes|mostly|in turn) )?"
    r"(?:is|are|was|were|may|might|can|could|will|would|must|should|has|have|had|does|do|did|makes?|means?|happens?"
    r"|(?:(?<=this )|(?<=also ))\w+[^su\W]s\b)",
    re.IGNORECASE,
)
"""A demonstrative that stands for a whole sentence or its subject: "This prevents …", not "This muscle …"."""
_SEVERAL = re.compile(
    r"\W*(?:moreover, |in addition, |also, )?"
    r"(?:they|these|those|both|all (?:of )?(?:these|them|two|three|four|five)|the (?:two|three|four|five|other))\b",
    re.IGNORECASE,
)
"""What points to several things that were named before."""
_LABELLED = re.compile(r"^(?![^:]* (?:is|are|was|were|may|can|has|have|means|includes?)\b)[^.,;]{1,40}: ")
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|this|these|those(?! (?:aged|who|with|without|in|of|under|over|that)\b)|he|she)\b"
    r"|^(?:both|each)\b",
    re.IGNORECASE,
)
_THE = re.compile(r"the\b", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:^|[;,.]\s*)(?:and |but |while )?(?:for|in|on|at|with|after|before|during|when|if|while|as|to|from|under|over"
    r"|by)\b(?: [\w'-]+){0,5}$",
    re.IGNORECASE,
)
"""The opening of a clause, which belongs to what follows: "for the front fibres, …"."""
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


def _subject(said: Claim, source: Source, subject: Claim | None) -> tuple[str, str] | None:
    """Whether a part that names nobody may speak of whom the part before it names."""
    if subject is None or _names(said):
        return None
    wanted = _names(subject)
    missing = (
        wanted[:1] if wanted and not any(name in source.given.stems | source.around.stems for name in wanted) else []
    )
    return ("structure", " ".join(missing)) if missing else None


def _names(claim: Claim) -> list[str]:
    """The stems of the muscles that a claim names."""
    return [word.stem for word in claim.words if word.stem in load_meanings().muscles]


def _beside(said: Claim, source: Source) -> tuple[str, str] | None:
    """A text of which the quote itself has nothing: all that it says stands over the quote."""
    telling = [word for word in said.words if word.number or not word.light]
    above = [word for word in telling if any(alike(word, other) for other in source.around.words)]
    of_the_quote = [word for word in above if any(alike(word, other) for other in source.given.words)]
    if not telling or len(above) < len(telling) or of_the_quote:
        return None
    return "unsupported", said.text


def _other_of_title(said: Claim, source: Source) -> tuple[str, str] | None:
    """A muscle that only title or heading names, in place of the one that the quote speaks of."""
    here = set(_names(source.given))
    if not here or here & said.stems - _GROUPS:
        return None
    only = source.around.stems - source.given.stems
    return next((("structure", name) for name in _names(said) if name in only), None)


_GROUPS = frozenset(roots("gluteus adductor vastus psoas"))
"""Stems that several muscles share."""


def _advice(text: str, cited: Cited) -> tuple[str, str] | None:
    found = "" if _is_item(cited.quote) else advises(text, cited.quote)
    return ("advice", found) if found else None


def _numbers(text: str, cited: Cited, source: Source) -> tuple[str, str] | None:
    said, quote = fold(text), fold(source.given.text)
    about = fold(" ".join((cited.title, *cited.heading_path)))
    level = unsupported_level(said, quote, about)
    return ("number", level) if level else unsupported(said, quote, about)
