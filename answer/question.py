"""What a question asks for: the kind of fact, and the words that say about what.

A rule here speaks of how people ask, not of any one muscle. `answer.evidence` holds what sentences offer against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Protocol

from answer.synonyms import LIGHT, SYNONYMS
from index.analysis import stems
from index.thesaurus import NOTHING, Thesaurus


class Ask(StrEnum):
    """The kind of answer a question wants."""

    NERVE = "nerve"
    ORIGIN = "origin"
    INSERTION = "insertion"
    BLOOD = "blood supply"
    ACTION = "action"
    LOCATION = "location"
    DEFINITION = "definition"
    DURATION = "duration"
    FREQUENCY = "frequency"
    MEASURE = "measure"
    REASON = "reason"
    REFERRAL = "referral"
    EXERCISE = "exercise"
    STRETCH = "stretch"
    STEPS = "steps"
    LIST = "list"
    SYMPTOMS = "symptoms"
    MUSCLES = "muscles"
    TOOL = "tool"


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_MOVES = r"(?:refer|radiat|spread|travel|send|sent|shoot)\w*"

_MEANING = re.compile(r"\bwhat (?:does|do|is)\b.*\b(?:mean|meant by)\b", re.IGNORECASE)

_NO_ACTION = r"feel|look|mean|help|recommend|use|to do with|(?:i|you|one|we) do"

ASKS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (
        Ask.NERVE,
        _pattern(
            r"\bnerves?\b(?! (?:pain|compression|entrap))", r"\binnervat", r"\bnerve supply", r"\bwhat supplies\b"
        ),
    ),
    (Ask.BLOOD, _pattern(r"\barter(?:y|ies)\b", r"\bblood (?:supply|vessels?)\b", r"\bvascular")),
    (Ask.ORIGIN, _pattern(r"\borigin", r"\b(?:where|what)\b.*\b(?:start|begin|aris|proximal)\w*\b(?!.*\bpain)")),
    (
        Ask.INSERTION,
        _pattern(
            r"\binsert(?:s|ion|ed)?\b",
            r"\bwhere\b.*\b(?:attach|end|distal)\w*",
            r"\battachment",
            r"\battach(?:es|ed)? to\b",
        ),
    ),
    (
        Ask.REFERRAL,
        _pattern(
            rf"\bwhere\b.*\b(?:pain|ache|hurt)\w*\b.*\b(?:go|felt|feel|show|run|{_MOVES})",
            rf"\b{_MOVES}\b.*\b(?:pain|ache)\w*|\b(?:pain|ache)\w*\b.*\b{_MOVES}",
            r"\bwhere\b.*\b(?:refer|radiat|spread)\w*",
            r"\breferral\b|\breferred\b|\bpain pattern",
            r"\bwhere\b.*\b(?:feel|felt|pain|hurt)",
        ),
    ),
    (
        Ask.DURATION,
        _pattern(
            r"\bhow long\b",
            r"\bhow many (?:seconds?|minutes?|hours?|days?|weeks?|months?)\b",
            r"\bduration\b",
            r"\bwhat length of time\b",
        ),
    ),
    (
        Ask.FREQUENCY,
        _pattern(r"\bhow (?:often|frequent\w*|regularly)\b", r"\bhow many times\b", r"\btimes a (?:day|week)\b"),
    ),
    (
        Ask.MEASURE,
        _pattern(
            r"\bhow (?:high|far|deep|hard|much|many|big|large|heavy|thick|wide|strong)\b",
            r"\bwhat (?:size|weight|height|angle|degree|distance)\b",
            r"\bdos(?:e|age)\b",
        ),
    ),
    (
        Ask.REASON,
        _pattern(
            r"\bwhy\b",
            r"\bwhat (?:\w+ )?(?:causes?|makes?|leads?|brings? on|sets? off|triggers?)\b",
            r"\b(?:perpetuat|aggravat|worsen)\w*",
            r"\bcauses?\b|\breasons?\b|\bhow come\b",
            r"\bto do with\b",
            r"\bbecause of what\b",
        ),
    ),
    (Ask.MUSCLES, _pattern(r"\b(?:which|what|any)\b.{0,30}\bmuscles?\b(?!.{0,12}\b(?:do|does|is|are) (?:the|it)\b)")),
    (Ask.STRETCH, _pattern(r"\bstretch\w*")),
    (
        Ask.EXERCISE,
        _pattern(r"\bexercis\w*", r"\bstrengthen\w*", r"\b(?:build|get|make)\b.*\bstronger?\b", r"\bworkouts?\b"),
    ),
    (
        Ask.STEPS,
        _pattern(
            r"\bhow (?:do|should|can|could|would|to|does one)\b(?!.*\b(?:know|tell|feel)\b)",
            r"\bsteps?\b",
            r"\bwalk me through\b",
            r"\bshow me how\b",
            r"\binstructions?\b",
            r"\bwhat(?:'s| is) the (?:technique|protocol|procedure)\b",
        ),
    ),
    (
        Ask.SYMPTOMS,
        _pattern(
            r"\bsymptoms?\b",
            r"\bsigns?\b",
            r"\bwhat (?:does|would|do)\b.*\bfeel like\b",
            r"\bhow (?:do|would|can) (?:i|you|one) (?:know|tell)\b",
            r"\bcomplain\w*",
        ),
    ),
    (
        Ask.ACTION,
        _pattern(
            rf"\bwhat\b.*\b(?:do|does|job|role)\b(?!.*\b(?:{_NO_ACTION})\b)",
            r"\bfunctions?\b|\bactions?\b|\bmovements?\b|\bmotions?\b",
            r"\bresponsible for\b|\brole of\b|\bjob of\b",
        ),
    ),
    (
        Ask.TOOL,
        _pattern(
            r"\b(?:which|what)\b.{0,25}\b(?:ball|tool|roller|equipment|device|pillow|mattress|instrument)\b",
            r"\bwhat (?:do|should) i (?:use|need)\b",
        ),
    ),
    (
        Ask.LOCATION,
        _pattern(
            r"\bwhere (?:is|are|does|do|exactly)\b",
            r"\blocat\w*",
            r"\bwhat part of\b",
            r"\b(?:under|deep to|beneath) what\b",
            r"\bwhat (?:lies|sits|runs)\b.*\b(?:under|beneath|below|above|behind|between|deep to|next to)\b",
        ),
    ),
    (
        Ask.DEFINITION,
        _pattern(
            r"^\s*(?:what|who|wat|wot)(?:['’]?s| is| are)\b(?: (?:a|an|the|meant by))?(?: \(?[\w-]+\)?){1,5}\s*\??\s*$",
            r"\bwhat (?:does|do) .* mean\b",
            r"\bdefin(?:e|ition)\b",
            r"^\s*(?:tell me about|explain)\b",
        ),
    ),
    (
        Ask.LIST,
        _pattern(
            r"\b(?:which|what|list|name)\b.*\b\w+s\b",
            r"\bwhat else\b",
            r"\b(?:conditions|examples|ways|options|types|kinds)\b",
        ),
    ),
)
# A narrower kind of fact says enough; the broader ones are not asked for beside it.
NARROW = frozenset(
    {Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.DURATION, Ask.FREQUENCY, Ask.MEASURE, Ask.REFERRAL, Ask.TOOL}
)
# Endings of the Latin names of structures ("piriformis", "latae", "quadriceps"), and English names of muscle groups.
_LATIN = re.compile(
    r"^(?!.*(?:ous|sis)$)[a-z]{3,}(?:us|is|ae|um|eps|oids?|or|idi)$"
    r"|^(?:\w*psoas|scalenes?|masseters?|teres)$|^(?:hamstring|adductor|abductor|rotator|glute|pec|lat|quad)s?$"
)
_ENGLISH = frozenset(
    """this thus plus focus bonus virus versus minus campus status radius pelvis basis analysis arthritis bursitis
    tendonitis tendinitis
    for or nor doctor factor major minor posterior anterior superior inferior interior exterior color motor
    sensor floor door indoor outdoor minimum maximum optimum medium album premium forum humor labor favor error mirror
    neighbor monitor author actor editor visitor previous various serious discus circus census genus locus nervus hus
    tennis steroid steroids opioid opioids iris crisis chassis axis""".split()
)


Name = frozenset[str]
"""The stems of a name of one or more words."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question with the stems that count as the same, and how telling it is (its weight, above 0).

    `names` marks a word of a structure's name: evidence about another structure is none. `called` holds the other names
    of what the word belongs to ("ITB", "iliotibial tract"): each counts as the same where all of it is said.
    """

    stem: str
    alike: frozenset[str]
    weight: float
    names: bool = False
    called: frozenset[Name] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read: its text, what it asks for (most telling first), and its terms."""

    text: str
    asks: tuple[Ask, ...]
    terms: tuple[Term, ...]


TELLING = 0.1
"""A word tells what a question is about where it weighs this share of one that the library does not hold."""


def is_telling(question: Question, unknown: float) -> bool:
    """Whether a question says what it is about: "it hurts" does not, where half of all passages speak of pain.

    `unknown` is the weight of a word that the library does not hold, the greatest there is.
    """
    return any(term.names or term.weight >= TELLING * unknown for term in question.terms)


class Words(Protocol):
    """What a question needs to know of a library's words. A `Searcher` knows it; so do small ones in tests."""

    def weight(self, stem: str) -> float: ...
    def knows(self, stem: str) -> bool: ...
    def closest(self, stem: str) -> str: ...


def read_question(text: str, words: Words, thesaurus: Thesaurus = NOTHING) -> Question:
    """Read a question against the words of the library that is asked, and against what else they are called."""
    return Question(text, asks_of(text), tuple(_terms(text, words, thesaurus)))


def asks_of(text: str) -> tuple[Ask, ...]:
    """The kinds of fact that a question asks for, the most telling first."""
    found = [ask for ask, pattern in ASKS if pattern.search(text)]
    if _MEANING.search(text):
        found = [Ask.DEFINITION]  # "referred pain" is then the word asked about, not the fact
    narrow = [ask for ask in found if ask in NARROW]
    broad = [ask for ask in found if ask is not Ask.LIST]  # a list of what: the other kind says it
    return tuple(narrow or broad or found)


def _terms(text: str, words: Words, thesaurus: Thesaurus) -> Iterator[Term]:
    asked = stems(text)
    light, alike, called = _light(), _alike(), _called(asked, thesaurus)
    names = {stem for word in re.findall(r"[a-z]+", text.lower()) if is_name(word) for stem in stems(word)}
    for stem in dict.fromkeys(asked):
        others = alike.get(stem, frozenset({stem}))
        held = frozenset(name for name in called.get(stem, frozenset()) if all(map(words.knows, name)))
        if not held and not any(map(words.knows, others)):
            others |= {words.closest(stem)} - {""}  # a typing slip or a shortened word ("glute min")
        of_names = (max(map(words.weight, name)) for name in held)
        heavy = min(chain(map(words.weight, others), of_names))
        weight = max(heavy * (0.15 if stem in light else 1.0), 0.05)
        yield Term(stem, others, weight, names=stem in names, called=held)


def _called(question: Sequence[str], thesaurus: Thesaurus) -> Mapping[str, frozenset[Name]]:
    """For each stem of a phrase that goes by other names, those names."""
    found: dict[str, frozenset[Name]] = {}
    for equivalent in thesaurus.find(question):
        names = frozenset(map(frozenset, equivalent.others))
        for stem in equivalent.said:
            found[stem] = found.get(stem, frozenset()) | names
    return found


def is_name(word: str) -> bool:
    """Whether a word looks like part of a structure's Latin name.

    >>> [word for word in ("piriformis", "latae", "various", "doctor", "hamstrings") if is_name(word)]
    ['piriformis', 'latae', 'hamstrings']
    """
    return word not in _ENGLISH and bool(_LATIN.match(word))


def is_light(stem: str) -> bool:
    """Whether a stem shapes a question and says little about its topic."""
    return stem in _light()


# Half a thousand words to stem: once, with the first question.
@cache
def _light() -> frozenset[str]:
    return frozenset(stem for word in LIGHT for stem in stems(word))


@cache
def _alike() -> Mapping[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in SYNONYMS:
        group = frozenset(stem for word in row.split() for stem in stems(word.replace("_", " ")))
        for stem in group:
            table[stem] = table.get(stem, frozenset()) | group
    return table
