"""What a sentence claims, taken apart: its values in each respect, its figures, for or against, and what is left.

Two sentences can be compared only on equal terms; `answer.disagreement` does that. Here one sentence is read by itself,
under its heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from answer.figures import Figure, read_figures, read_roots, without_roots
from answer.question import is_name
from answer.respects import DISPUTES, POLAR, SCOPES, Respect, Values
from index.analysis import fold, stems

REMEMBERED = 5_000
_SOURCE = re.compile(r"\([^()]*\d{4}[^()]*\)")
_REASON = re.compile(
    r",? (?:as (?!well\b|far\b|long\b|much\b|hard\b|deep\b|often\b|a\b|an\b|soon\b|possible\b"
    r"|little\b)|because|since|so that|which|who|whose"
    r"|in order to)\b.*|,? to (?:ease|reliev\w+|reduce|help|calm|lessen|avoid|prevent|let|make|bring|speed|release)\b.*"
    r"|, (?:with|making|giving|leaving|causing)\b.*|, so (?!that).*"
)
_CONDITION = re.compile(
    r"\b(?:if|when|unless|while|whenever|as long as|in case|only where|provided)\b[^,;.]*"
    r"|\bfor (?=people|those|anyone|clients|patients|somebody|someone)[^,;.]*|\b(?:people|those) (?:who|with)\b[^,;.]*"
)
_NEGATION = re.compile(
    r"\b(?:not|cannot|never|neither|nor|without|hardly|no longer|rather than|instead of|[a-z]+n['’]t)\b"
    r"(?! (?:only|all|every\w*|always|just|necessarily|usually|often)\b)"
)
_BREAK = re.compile(r"[,;:.]|\bbut\b|\band\b")
_IMPERATIVE = re.compile(
    r"^(?:to be |then |next |now |first )?(?:put|use|place|press|hold|massage|stretch|roll|apply|do|take|sleep|keep|lie"
    r"|rest|rub|wear|train|start|begin|try|give|treat|move|ice|heat|cool|warm|exercise|strengthen|stay|walk|run)\b"
)
_ALLOWED = re.compile(
    r"\b(?:you|clients?|people|patients?|one|they|therapists?) (?:can|may)\b|\b(?:can|may) be (?:used|done|given)\b"
)
_GENERIC = (
    "use put take give do make get go come muscle people usual most also good thing call healthy well about some main"
    " part whole way lie run find say tell important often time note source text each every other another enough mostly"
    " chiefly begin start want help need able against recommend advise hand hands person client patient life lives kind"
    " type evidence study trial show shown found least"
)
_ALIKE = (
    "pain painful ache aching hurt hurts sore soreness discomfort tender tenderness",
    "spot point place knot",
    "rotate rotation rotates rotator turn turns turning turned",
    "supply supplies supplied innervate innervates innervated innervation",
    "root roots arise arises",
    "tibia shin",
    "press pressing pressure",
    "palpate feel felt touch palpation",
    "foot sole",
    "arm humerus",
    "thigh femur leg",
    "abdominal belly abdomen",
    "skull head",
    "injection injections shot",
    "train training exercise exercises workout sport",
    "wait return back again",
    "massage massaging",
    "roll rolling",
    "cushion pillow",
    "neck cervical",
    "heal healing recover recovery",
    "last lasts",
    "attach attaches attachment insert inserts insertion",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence taken apart.

    `scopes` say of what it speaks, `values` what it says in each disputed respect, `polar` whether it is for or
    against; `negated` holds where a negation is left that turns none of these. `rest` are the stems of what is
    left, `all` those of the whole sentence, `around` those of the heading and title, `names` the structures
    that are named there or, where none is, above.
    """

    scopes: Mapping[str, Values]
    values: Mapping[int, Values]
    polar: Mapping[str, bool]
    figures: tuple[Figure, ...]
    roots: frozenset[str]
    nerves: frozenset[frozenset[str]]
    negated: bool
    condition: frozenset[str]
    rest: frozenset[str]
    all: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def read_statement(text: str, heading: tuple[str, ...], title: str) -> Statement:
    """Take a sentence apart that stands under this heading path in a document of this title."""
    plain = _SOURCE.sub(" ", fold(text))
    core = _REASON.sub(" ", plain)
    names = structures(core) or structures(fold(heading[-1] if heading else "")) or structures(fold(title))
    roots = read_roots(core)
    core = without_roots(core)
    conditions = " ".join(match[0] for match in _CONDITION.finditer(core))
    core = _CONDITION.sub(" ", core)
    scopes, core = _read(SCOPES, core, also=conditions)
    if roots:
        scopes.pop("end", None)  # a nerve arises from its roots
    nerves: frozenset[frozenset[str]] = frozenset()
    if _SUPPLIES.search(core):
        nerves, core = _nerves(core), _NERVE.sub(" nerve ", core)
    figures, core = read_figures(core)
    polar, core = _polar(core)
    values: dict[int, Values] = {}
    for number, respect in enumerate(DISPUTES):
        said, core = _take(respect, core)
        if said:
            values[number] = said
    negated = bool(_NEGATION.search(core))
    if "what is said for and against" not in polar:
        advice = _IMPERATIVE.search(core.strip()) or _ALLOWED.search(core)
        tells_not = re.search(r"^\W*(?:do not|don['’]t|never)\b|\b(?:should|must|may|can|ought) (?:not|never)\b", core)
        if advice or tells_not:
            polar["what is said for and against"] = not negated
    return Statement(
        scopes=scopes,
        values=values,
        polar=polar,
        figures=tuple(figures),
        roots=roots,
        nerves=nerves,
        negated=negated,
        condition=topic_stems(conditions),
        rest=topic_stems(core) | (frozenset().union(*nerves) if roots else frozenset()),
        all=topic_stems(plain),
        around=topic_stems(" ".join((*heading, title))),
        names=names,
    )


def topic_stems(text: str) -> frozenset[str]:
    """The stems of a text that say what it is about, one stem for words that mean the same."""
    return frozenset(_alike().get(stem, stem) for stem in stems(text)) - _generic()


_MODIFIERS = frozenset("major minor medius maximus minimus longus brevis anterior posterior lateralis medialis".split())


def structures(text: str) -> frozenset[str]:
    """The words in a text in lower case that name structures, with what tells one from its twin ("teres major").

    >>> sorted(structures("the teres major and a major tear"))
    ['major', 'teres']
    """
    words = re.findall(r"[a-z]+", text)
    found = {word for word in words if is_name(word)}
    for before, word in pairwise(words):
        if word in _MODIFIERS and (
            is_name(before) or before in ("pectoralis", "tibialis", "adductor", "rhomboid", "serratus")
        ):
            found |= {before, word}
    return frozenset(found - {"medially", "nervus"})


_NERVE = re.compile(
    r"\b((?:(?!the\b|a\b|and\b|or\b|by\b|from\b|of\b|which\b|this\b|same\b|its\b"
    r"|own\b|one\b|single\b)[a-z]+ ){1,3}(?:nerve|artery))\b"
)


_SUPPLIES = re.compile(
    r"\b(?:suppl|innervat|serve[sd]?\b|nourish|driven|motor|fed by)|^\W*(?:nerve|artery|blood)[ \w]*[:–-]"
)


def _nerves(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(stems(name)) for name in _NERVE.findall(text))


def _read(respects: tuple[Respect, ...], text: str, *, also: str) -> tuple[dict[str, Values], str]:
    found: dict[str, Values] = {}
    for respect in respects:
        values, text = _take(respect, text)
        more, _ = _take(respect, also)
        if values | more:
            found[respect.topic] = values | more
    return found, text


def _take(respect: Respect, text: str) -> tuple[Values, str]:
    """The values that a text has in a respect, and the text without their words."""
    found = set()
    if not respect.any_value.search(text):
        return frozenset(), text
    for value, pattern in respect.values.items():
        cut = pattern.sub(" ", text)
        if cut != text:
            found.add(value)
            text = cut
    return frozenset(found), text


def _polar(text: str) -> tuple[dict[str, bool], str]:
    """For each respect with a for and an against what the text says, if only one of them; and the text without."""
    found: dict[str, bool] = {}
    for respect in POLAR:
        said = set()
        for value in ("no", "yes") if respect.any_value.search(text) else ():
            for match in reversed(list(respect.values[value].finditer(text))):
                start, turned = _negation_before(text, match.start())
                said.add((value == "yes") != turned)
                text = f"{text[:start]} {text[match.end() :]}"
        if len(said) == 1:
            found[respect.topic] = said.pop()
    return found, text


def _negation_before(text: str, place: int) -> tuple[int, bool]:
    """Where a negation begins that turns the word at this place, and whether there is one."""
    clause = max((match.end() for match in _BREAK.finditer(text, 0, place)), default=0)
    before = list(_NEGATION.finditer(text, clause, place))
    if before and len(text[before[-1].end() : place].split()) <= 4:
        return before[-1].start(), True
    return place, False


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem for word in _GENERIC.split() for stem in stems(word))


@cache
def _alike() -> Mapping[str, str]:
    return {stem: stems(row)[0] for row in _ALIKE for stem in stems(row)}
