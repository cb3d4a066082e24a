"""Whether each word of a sentence stands in its source, in these or in other words.

`answer.meanings` and `answer.wordnet` hold the other words. A word whose opposite stands there is a fault of the axis
that they share; what is left over must be little: a general word or two, none of direction, structure or number, or one
word that `answer.nearness` takes for one that was left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.changes import classes, says_change
from answer.claims import Claim, Word, alike, contraries, twins
from answer.compared import says_converse
from answer.levels import tells_level
from answer.meanings import load_meanings, opposed, poles, root
from answer.nearness import Reader, is_near
from answer.quantities import is_unit, read_quantities
from answer.roles import of_one_thing
from answer.sequences import is_order, keeps_order
from answer.wordnet import Kin, kin
from index.analysis import fold

SOFT = 0.2
"""The share of a sentence's words that may be general ones without support; one may be if it has `FEWEST` words."""
FEWEST = 4
FREE = 0.34
"""The share that may be, where as many words of the source are left out, as when they say those in other words."""
MOST = 2
"""The words without support of which a model may be asked."""
SHORTEST, STEM, BEGIN = 3, 5, 0.6
"""Letters of a word that says something, letters that words of a family share, and their share of the longer one."""
NAME = 2
"""Words from one of direction to the noun of its name."""
_NAMING = frozenset("superior inferior lateral medial anterior posterior".split())
_NAMED = frozenset("nerve nerves artery arteries vein veins".split())
_FRACTIONS = frozenset("half halves third thirds quarter quarters fifth fifths tenth tenths second fourth".split())
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PIECE = re.compile(r"[\s/-]+|(?<=[a-z])(?=\d)")
_PAST = frozenset("had previous previously earlier past ever formerly once".split())
_PRONOUNS = frozenset("it they this these".split())
_ADDING = frozenset("also too even besides additionally moreover".split())
_CONDITIONS = frozenset("until unless without first".split())
_ORDER = ("number", "negation", "side", "structure", "relation", "unit")


@dataclass(frozen=True, slots=True)
class Source:
    """A cited sentence as read, what stands over it, the stems a heading lends to its items, and its authors' stems."""

    given: Claim
    around: Claim
    lent: frozenset[str]
    authors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lack:
    """The first fault among the words, and all words without support where nothing else is wrong with any."""

    reason: str
    detail: str
    new: tuple[Word, ...] = ()


def unbacked(said: Claim, source: Source, read: Reader | None) -> Lack | None:
    """What the words of a text lack in its source; of general words that say little a few may be without support."""
    found: list[tuple[str, str]] = []
    new: list[Word] = []
    measured = {unit for one in read_quantities(fold(said.text)) for unit in _PIECE.split(one.words)}
    for word in said.words:
        # Quantities are compared by themselves.
        fault = "" if word.text in measured else _fault(word, said, source)
        if fault == "unsupported":
            new.append(word)
        elif fault:
            found.append((fault, word.text))
    lesser = _lesser(said, source.given)
    if lesser:
        found.append(("relation", lesser))
    if found:
        return Lack(*min(found, key=lambda one: _ORDER.index(one[0])))
    return Lack("unsupported", new[0].text, tuple(new)) if new and _too_much(new, said, source, read) else None


def is_open(lack: Lack, said: Claim, source: Source) -> bool:
    """Whether a lack is of a few plain words, so that a model may be asked whether they say what the source says.

    It is fooled by whatever can be told exactly, so none may be rare, a name, a part of the body, a measure or opposed;
    and as many such words of the source must be left out, which what is added to a source leaves none of.
    """
    if not 0 < len(lack.new) <= MOST or not all(_is_plain(word, said, source.given) for word in lack.new):
        return False
    left = [word for word in source.given.words if not word.light and not twins(word, said)]
    return sum(map(is_common, left)) >= len(lack.new)


def _is_plain(word: Word, said: Claim, given: Claim) -> bool:
    senses = word.senses.union(*(senses for _, _, senses in word.wider))
    is_turned = word.denied or word.text in _CONDITIONS or kin(word.stem).opposite & given.stems
    return (
        is_common(word)
        and not is_turned
        and not any(sense.startswith(("axis", "name")) for sense in senses)
        and not re.search(rf"(?<!^)\b{re.escape(word.text.capitalize())}\b", said.text)
    )


def is_common(word: Word) -> bool:
    """Whether it is a word of general English, and no number or part of the body."""
    return kin(word.stem) != Kin() and not (word.body or word.number or is_unit(word.text))


def _too_much(new: Sequence[Word], said: Claim, source: Source, read: Reader | None) -> bool:
    """Whether words without support say something new.

    General words may say in other words what the text leaves out of its source; what comes on top is new, but for one
    or two of them. Of other words one may, if the embedder says so.
    """
    heavy = sum(1 for word in said.words if not word.light)
    special = [word for word in new if word.stem not in load_meanings().soft]
    missing = sum(1 for word in source.given.words if not word.light and not twins(word, said))
    free = 2 if source.lent else 1 if heavy >= FEWEST else 0
    if any(_is_added(word, new, said, source.given) for word in new):
        return True
    if not special and len(new) <= max(free, SOFT * heavy):
        return False
    if len(new) > min(missing, max(1, FREE * heavy)) or len(special) > 1:
        return True
    return bool(special) and (read is None or not is_near(special[0], said, source.given, read))


def _is_added(word: Word, new: Sequence[Word], said: Claim, given: Claim) -> bool:
    """Whether a word is all that a second statement adds: "and it also improved balance"."""
    opening = next((one.order for one in reversed(said.words[: word.order]) if one.text == "and"), -1)
    if opening < 0:
        return False
    part = [one for one in said.words[opening + 1 :] if one.clause <= word.clause]
    telling = [one for one in part if not one.light][1:]
    adds = part[0].text in _PRONOUNS or any(one.text in _ADDING for one in part)
    places = {one.place for one in new}
    return (
        adds
        and bool(telling)
        and all(one.place in places for one in telling)
        and not any(one.text in _ADDING for one in given.words)
    )


def _lesser(said: Claim, given: Claim) -> str:
    """A "less" for which the source has no word of the kind, or ""."""
    if re.search(r"\b(?:or less|at least)\b", said.text):
        return ""  # a bound
    less = next((word for word in said.words if word.text in ("less", "least", "fewer")), None)
    than = any(word.text == "than" for word in said.words) and any(word.text == "than" for word in given.words)
    if less is None or than or says_change(less, said, given) or any(word.denied for word in given.words):
        return ""
    own = poles(less.senses)
    held = any(poles(other.senses).get(axis, frozenset()) & own[axis] for axis in own for other in given.words)
    return "" if held else less.text


def _fault(word: Word, said: Claim, source: Source) -> str:
    """The fault that a word is where it stands, "" where the source backs it."""
    given, around = source.given, source.around
    if word.number or word.stem in given.stems or _covered(word, source) or _denies(word, said, given):
        return ""  # numbers are compared by themselves
    fault = _phrase_against(word, given)
    if fault and says_converse(word, said, given):
        return ""  # "less B than A" for "more A than B"
    if fault or any(alike(word, other) and not _names(other, given) for other in given.words):
        return fault
    contrary = [match for one, match in contraries(said, given) if one is word]
    if any(match.denied != word.denied and of_one_thing(word, match, said, given) for match in contrary):
        return ""  # "apart" for "not touch"
    if any(of_one_thing(word, match, said, given, unknown=False) for match in contrary):
        return "relation"
    axes = _against(word, given)
    if axes and all(turned for _, turned in axes):
        return ""  # "not long" for "short"
    if axes and says_converse(word, said, given):
        return ""
    is_condition = word.text == "before" and any(other.text == "if" for other in given.words)
    in_time = {axis for axis, _ in axes} <= {_time()} and not is_condition
    if is_order(word) and (axes or word.text == "before") and in_time and keeps_order(said, given):
        return ""  # "first … then" for "before"
    if axes and word.stem not in around.stems:
        return load_meanings().kinds[min(axis for axis, turned in axes if not turned)]
    if (
        word.text == "before"
        and not _is_earlier(word, said, given)
        and not _CONDITIONS & {other.text for other in given.words}
        and word.stem not in around.stems | source.lent
    ):
        return "relation"
    if word.light or word.stem in source.lent | around.stems or any(alike(word, other) for other in around.words):
        return ""
    return _new(word, said, source)


def _time() -> str:
    """The axis of "before" and "after"."""
    meanings = load_meanings()
    return opposed(meanings.of((root("before"),)), meanings.of((root("after"),)))


def _is_earlier(word: Word, said: Claim, given: Claim) -> bool:
    """Whether it is the "before" of "have had it before", of which the source speaks as of something past."""
    after = next((one for one in said.words if one.order == word.order + 1), None)
    ends = after is None or after.place > word.place + 1 or after.text in ("and", "or")
    return ends and bool(_PAST & {one.text for one in given.words})


def _names(word: Word, given: Claim) -> bool:
    """Whether a word of direction is part of a name, as of the superior gluteal nerve, and so tells no direction."""
    after = [other.text for other in given.words if word.order < other.order <= word.order + NAME]
    return word.text in _NAMING and bool(_NAMED & set(after))


def _denies(word: Word, said: Claim, given: Claim) -> bool:
    """Whether it is a word that denies, as the source does in its own words: what is denied is compared by itself."""
    return bool(given.negations) and any(one.place == word.place for one in said.negations)


def _new(word: Word, said: Claim, source: Source) -> str:
    """The fault of a word that neither the source nor what stands around it has in these or like words."""
    if word.text in _FRACTIONS:
        return "" if _is_between(word.text, source.given) else "number"
    meanings = load_meanings()
    if tells_level(word.text, fold(source.given.text)):
        return ""
    side = any(meanings.kinds.get(sense.rsplit(" ", 1)[0]) == "side" for sense in word.senses)
    if side and _bends_forward(word, said, source.given):
        return ""
    if side or word.body:
        general = word.stem in meanings.soft
        return "unsupported" if general else "side" if side else "structure"
    explained = any(word.stem in meanings.plain.get(sense, ()) for sense in source.given.senses)
    if says_change(word, said, source.given) or classes(word, said, source.given):
        return ""
    if (
        len(word.text) < SHORTEST
        or word.stem in source.authors
        or explained
        or _is_doer(word, source.given)
        or _kin(word, source.given)
        or _kin(word, source.around)
    ):
        return ""
    return _by_dictionary(word, said, source)


def _bends_forward(word: Word, said: Claim, given: Claim) -> bool:
    """Whether it is the "forward" of a trunk that bends, which the source says to bend and no other way."""
    if word.text not in ("forward", "forwards") or _OTHERWISE.search(f"{fold(given.text)} {fold(said.text)}"):
        return False
    near = {one.text for one in said.words if 0 < word.order - one.order <= _BENT}
    return any(_BENDS.fullmatch(text) for text in near) and any(_BENDS.fullmatch(one.text) for one in given.words)


_BENT = 4
"""Words from "bend" to its "forward"."""
_BENDS = re.compile(r"bend(?:s|ing)?|bent|flex(?:es|ion|ed|ing)?|stoop(?:s|ing|ed)?|lean(?:s|ing|ed|t)?")
_OTHERWISE = re.compile(
    r"\b(?:knees?|elbows?|wrists?|fingers?|toes?|thumbs?|ankles?|foot|feet|arms?|shoulders?|sides?|sideways|lateral\w*"
    r"|back|backwards?|exten\w+|outwards?|inwards?)\b"
)


def _by_dictionary(word: Word, said: Claim, source: Source) -> str:
    """The fault of a word that stands in the source neither in other words of the dictionary nor as its opposite.

    A wider word, "cushion" for a pillow, stands for a word that the text leaves out only.
    """
    others = [other for other in source.given.words if not (other.body or other.number or is_unit(other.text))]
    stems = {other.stem for other in others}
    own = kin(word.stem)
    if is_unit(word.text):
        return "unsupported"
    if own.same & stems or any(word.stem in kin(stem).same for stem in stems):
        return ""
    return "" if own.narrower & {other.stem for other in others if not twins(other, said)} else "unsupported"


def _is_between(word: str, given: Claim) -> bool:
    """Whether an ordinal lies in a range of the source: the fourth of "third to fifth"."""
    ends = re.search(rf"\b({'|'.join(_ORDINALS)}) to ({'|'.join(_ORDINALS)})\b", given.text)
    if ends is None or word not in _ORDINALS:
        return False
    return _ORDINALS.index(ends[1]) < _ORDINALS.index(word) < _ORDINALS.index(ends[2])


def _phrase_against(word: Word, given: Claim) -> str:
    """The fault of a phrase whose opposite the source has: "advises against" for "allows"."""
    for _, _, senses in word.wider:
        axis = "" if senses & given.senses or word.denied else opposed(senses, given.senses)
        if axis:
            return load_meanings().kinds[axis]
    return ""


def _against(word: Word, given: Claim) -> set[tuple[str, bool]]:
    """The axes on which the source has the opposite of a word, and whether just one of the two is denied."""
    found = {
        (opposed(word.senses, other.senses), word.near != other.near) for other in given.words if not _is_order(other)
    }
    return {(axis, turned) for axis, turned in found if axis}


def _is_order(word: Word) -> bool:
    """Whether it is the "stop" that tells somebody to stop: what is stopped is not prevented."""
    return word.order == 0 and word.text == "stop"


def _covered(word: Word, source: Source) -> bool:
    """Whether a phrase that the word is part of stands in the source in these or in other words."""
    return any(senses & (source.given.senses | source.around.senses) for _, _, senses in word.wider)


def _kin(word: Word, given: Claim) -> bool:
    """Whether the source has a word that begins alike: "palpation" for "palpable"."""
    return any(
        not other.body
        and (
            (len(other.text) >= STEM and other.text in word.text)
            or _common(word.text, other.text) >= max(STEM, BEGIN * max(len(word.text), len(other.text)))
        )
        for other in given.words
    )


def _is_doer(word: Word, given: Claim) -> bool:
    """Whether the source has what somebody is called after: "rowing" for "rowers", "typing" for "typists"."""
    doer = _DOERS.fullmatch(word.text)
    if doer is None:
        return False
    verb = doer["verb"]
    stems = {root(verb), root(f"{verb}e"), root(verb[:-1] if verb[-2:-1] == verb[-1] else verb)}
    return any(other.text.endswith("ing") and other.stem in stems and not other.body for other in given.words)


_DOERS = re.compile(r"(?P<verb>[a-z]{2,})(?:ers|ors|ists)")


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
