"""What a question is after that notes keep in places of their own: what else it may be, harm, effect, steps, causes.

`answer.question` reads the kind of fact that one sentence holds; an aim is met by a section ("What else it could be")
or by a sentence that speaks of such things. `answer.evidence` adds to what the judge gave where an aim is met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from answer.question import Question, Term, is_name
from corpus.store import Headed
from corpus.types import Kind, Passage, Role, Sentence
from index.analysis import stems

READ = 300  # characters of a question that say what it is after; a longer one tells a story
SECTION, SENTENCE = 1.0, 0.75
"""How far an aim is met by what stands in a section for it, and by what says so elsewhere."""


class Aim(StrEnum):
    """What a question is after."""

    WHAT_ELSE = "what else it may be"
    RISK = "harm"
    EFFECT = "effect"
    STEPS = "steps"
    CAUSES = "causes"


WEIGHTS = {Aim.CAUSES: 1.0, Aim.RISK: 3.0}
"""What it weighs beside the judge's score that a unit meets an aim: less for causes, which all kinds of notes tell."""
USUAL = 2.0
FLAT = {Aim.STEPS: 2.0}
"""What it weighs on any topic: nothing but steps is an answer to how something is done."""
DONE = frozenset({Kind.TECHNIQUE, Kind.TREATMENT, Kind.SELF_CARE, Kind.EXERCISE, Kind.OTHER})
OF_METHODS = frozenset({Aim.STEPS, Aim.RISK})
"""Aims that what is said of a method in general meets for each muscle."""

TOLD = frozenset({Aim.WHAT_ELSE, Aim.CAUSES})
"""Aims that no order meets: nothing to do says why it hurts."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_HURTS = r"(?:pains?|painful|hurt(?:s|ing)?|aches?|aching|achy|sore|stiff|tingl\w+|numb|headaches?|cramps?)"
_WORKS = r"(?:works?|helps?|effective|any (?:good|use)|useful|worth|proven|do(?:es)? anything|eases?|relieves?|beats?)"

ASKED: tuple[tuple[Aim, re.Pattern[str]], ...] = (
    (
        Aim.WHAT_ELSE,
        _any(
            r"\bdifferentials?(?: diagnos[ei]s)?\b",
            r"\bor (?:is it |could it be )?(?:something|anything) else\b",
            r"\bbe (?:something|anything) else\b",
            r"\bwhat else\b.*\b(?:be|is (?:it|this))\b",
            r"\bmimic(?:s|ked)?\b|\b(?:confused|mistaken) (?:with|for)\b",
            r"\brule(?:d)? out\b",
        ),
    ),
    (
        Aim.RISK,
        _any(
            r"\b(?:danger(?:s|ous)?|harm(?:s|ful)?|risky|risks?(?! factors?)|unsafe|safe|safety|side[- ]effects?)\b",
            r"\badverse\b",
            r"\bcan\b.*\b(?:damage|injure)\b",
        ),
    ),
    (
        Aim.EFFECT,
        _any(
            rf"^(?:do|does|did|is|are|can|could|will|would|has|have)\b(?! (?:i|you|we|he|she|they)\b).*\b{_WORKS}\b",
            r"\b(?:evidence|proof)\b",
            r"\bhow (?:well|effective)\b",
        ),
    ),
    (
        Aim.STEPS,
        _any(
            r"(?<!first )(?<!few )\bsteps? (?:of|for|in|to)\b|\bstep[- ]by[- ]step\b|\bwalk me through\b",
            r"\b(?:protocol|procedure|technique) (?:of|for)\b",
            r"\bhow (?:do|should|can|would) (?:i|you|we|one|therapists?) (?:do|perform|give|apply|use|treat|release)\b",
            r"\bhow (?:is|are)\b.*\b(?:done|performed|carried out|given|applied)\b",
            r"\bhow to (?:do|perform|give|apply|use|treat|release)\b",
        ),
    ),
    (
        Aim.CAUSES,
        _any(
            rf"\b(?:why|how come|what (?:causes?|makes|brings on|happened))\b.*\b{_HURTS}\b",
            rf"\b{_HURTS}\b.*\b(?:why|how come|what (?:causes?|happened|brings))\b",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where notes speak of an aim: headings, kinds of section, and words of sentences."""

    headings: re.Pattern[str]
    says: re.Pattern[str] | None = None
    kinds: frozenset[Kind] = frozenset()


_PLACES = {
    Aim.WHAT_ELSE: _Place(
        _any(r"\bwhat else\b", r"\bdifferential", r"\bmimics?\b", r"\bconfused\b", r"\btell\w* .*apart\b"),
        _any(
            r"\b(?:tell|told) apart\b|\btell it apart\b",
            r"\b(?:mistaken|taken) for\b|\bconfused with\b|\bmimic\w*",
            r"\b(?:can|may) feel like\b|\blooks? (?:similar|like)\b",
            r"\bother (?:causes|conditions|problems)\b|\brule[ds]? out\b",
        ),
    ),
    Aim.RISK: _Place(
        _any(
            r"\brisks?\b(?! factors?)",
            r"\bsafety\b",
            r"\bside[- ]effects?\b",
            r"\bcontra-?indicat",
            r"\bnot treat\b",
            r"\bbefore you start\b",
            r"\bwho should not\b",
        ),
        _any(
            r"\brisks? (?:of|is)\b|\brisky\b|\bside[- ]effects?\b|\bharm\w*|\bunsafe\b|\bsafer?\b",
            r"\bdanger\w*|\badverse\b|\bcontra-?indicat\w*|\bnot for (?:you|those|people)\b|\bskip it\b",
            r"\bdo not (?:use|press|treat|needle|massage|give)\b",
        ),
    ),
    Aim.EFFECT: _Place(
        _any(r"\bevidence\b", r"\bwhat (?:may )?helps?\b", r"\bdoes it (?:work|help)\b", r"\bresearch\b"),
        _any(
            r"\b(?:trials?|stud(?:y|ies)|reviews?|evidence|meta-analys[ei]s|guidelines?)\b",
            r"\b(?:tested|proven|placebo|sham|dummy|recommended)\b",
        ),
    ),
    Aim.STEPS: _Place(_any(r"\bsteps? of\b", r"^steps$")),
    Aim.CAUSES: _Place(
        _any(
            r"\bcauses?\b", r"\bperpetuating\b", r"\bbrings? .*\bon\b", r"^why\b", r"\brisk factors\b", r"\bat risk\b"
        ),
        _any(
            r"\b(?:because|due to|caused? by|causes?|linked with|brings? .*\bon|brought on)\b",
            r"\b(?:leads? to|sets? off|makes? .*\b(?:hurt|ache|numb|sore))\b",
            r"\bworse (?:after|with|on|in|when)\b|\bmay bring\b",
        ),
        kinds=frozenset({Kind.CAUSES}),
    ),
}


def aim_of(question: str) -> Aim | None:
    """What a question is after, None where that is some other thing.

    >>> aim_of("Is dry needling dangerous?"), aim_of("Where does the soleus attach?")
    (<Aim.RISK: 'harm'>, None)
    """
    question = question[:READ]
    found = next((aim for aim, pattern in ASKED if pattern.search(question)), None)
    return None if found is Aim.EFFECT and _ACTS.search(question) and _of_a_muscle(question) else found


_ACTS = re.compile(r"^(?:do|does|can)\b", re.IGNORECASE)
# The words by which questions say what they are after: they tell nothing of its topic.
_TOLD_BY = """differential differentials diagnosis diagnoses something anything else mimic mimics confused mistaken
rule ruled danger dangerous dangers harm harmful risk risks risky safe safety unsafe side effect effects adverse damage
injure work works help helps effective good useful worth proven evidence proof step steps protocol procedure technique
do perform why cause causes makes brings happened what how"""


_EVERYDAY = {
    "anterior": "front",
    "posterior": "back",
    "lateral": "outer",
    "medial": "inner",
    "superior": "upper",
    "inferior": "lower",
}
_IT = r"(?:it|this|that)"
_ELSE = r"(?:something|anything) else"
_DIFFERENTIALS = r"differentials?(?: diagnos[ei]s)?"
_MAY = r"(?:could|can|might|may)"
_OF = r"(?P<of>(?!(?:it|this|that|he|she|they|i|we|you|there)\b)[^,:;?]{3,80}?)"
# Questions of what else it may be in few words of their own, and what they are about.
_PUT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:what (?:is|are) |give me )?(?:the |any |a )?{_DIFFERENTIALS} (?:of|for|in|with) {_OF}$",
        rf"^{_OF}[:,]? {_DIFFERENTIALS}$",
        rf"^(?:is|{_MAY}) {_IT} (?:be )?{_OF},? or (?:is it |could it be )?{_ELSE}$",
        rf"^{_OF},? or (?:is it |could it be )?{_ELSE}$",
        rf"^{_MAY} {_OF} be {_ELSE}$",
        rf"^{_OF}(?:[,:;–-]| [-–]) ?what else {_MAY} {_IT} be$",
        rf"^what(?: else)? mimics {_OF}$",
        rf"^what {_MAY} {_OF} be (?:confused with|mistaken for)$",
        rf"^what (?:do|should|must) (?:i|we) rule out (?:with|in|for) {_OF}$",
    )
)
_VERB = re.compile(r"\b(?:hurts?|aches?|is|are|has|have|does|do|was)\b", re.IGNORECASE)


def put_plainly(question: str) -> str:
    """A question of what else something may be as notes head it; every other as it is.

    >>> put_plainly("Differential diagnosis of lateral hip pain")
    'What else could lateral hip pain be?'
    """
    plain = question[: READ + 1].rstrip(" ?.!")  # nothing so long is a question in few words
    for pattern in _PUT:
        match = pattern.match(plain)
        if match and not _VERB.search(match["of"]):
            named = match["of"]
            return f"What else could {named[0].lower() if named[1:2].islower() else named[0]}{named[1:]} be?"
    return question


_AFTER = re.compile(
    r"\b(?:my|the|our) (?P<part>(?:[\w'’-]+ ){0,4}?[\w'’-]+) "
    r"(?P<ill>hurts?|hurting|aches?|aching|"
    r"(?:is |are |gets? |feels? |getting )?(?:so |always )?(?:sore|stiff|tight|painful))"
    r" (?:after|when|whenever|from|while|since|on|in|if|during|at|by|because)\b",
    re.IGNORECASE,
)


def complaint_of(question: str) -> str:
    """What causes a complaint by itself, for a question of why it comes in some circumstance; "" for any other.

    >>> complaint_of("Why does my elbow hurt after using a screwdriver all day?")
    'What causes elbow pain?'
    """
    match = _AFTER.search(question[:READ])
    if match is None:
        return ""
    part, ill = match["part"], "stiffness" if "stiff" in match["ill"].lower() else "pain"
    return f"What causes {part} {ill}?" if len(part.split()) < 3 else f"What causes {ill} at the {part}?"


def _of_a_muscle(question: str) -> bool:
    """Whether a yes/no question has a muscle for its subject: what the soleus helps to do is its action."""
    words = re.findall(r"[a-z]+", question.lower())[1:4]
    return any(is_name(word) for word in words)


def topic_of(question: Question) -> tuple[Term, ...]:
    """The terms of a question without those by which it says what it is after."""
    return tuple(term for term in question.terms if term.names or term.stem not in _told_by())


def words_of_topic(question: str) -> str:
    """The words of a question without those by which it says what it is after, to look for its topic by itself.

    Words of place are the everyday ones, in which notes tell of complaints.

    >>> words_of_topic("What else could posterior thigh pain be?")
    'back thigh pain'
    """
    words = (word for word in re.findall(r"[\w'’-]+", question) if set(stems(word)) - _told_by())
    return " ".join(_EVERYDAY.get(word.lower(), word) for word in words)


@cache
def _told_by() -> frozenset[str]:
    return frozenset(stem for word in _TOLD_BY.split() for stem in stems(word))


_SEVERAL = re.compile(r",|&|\band\b")  # a heading above others that are about one each


def is_place(aim: Aim, passage: Passage | Headed) -> bool:
    """Whether a section is one for this aim: by its headings below the title, or by its kind."""
    place = _PLACES[aim]
    below = [heading for heading in passage.heading_path if heading != passage.title]
    of_one_thing = [heading for heading in below[:-1] if not _SEVERAL.search(heading)]
    return passage.kind in place.kinds or any(map(place.headings.search, (*of_one_thing, *below[-1:])))


def serves(aim: Aim, passage: Passage, sentence: Sentence) -> float:
    """How far a sentence meets an aim, 0 to 1."""
    if aim is Aim.STEPS:
        return float(sentence.role is Role.STEP and passage.kind in DONE)
    if is_place(aim, passage):
        return SECTION
    says = _PLACES[aim].says
    return SENTENCE if says is not None and says.search(sentence.text) else 0.0
