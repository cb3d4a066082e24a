"""What a sentence offers: how well it holds the kind of fact that a question asks for, from 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Mapping

from answer.question import Ask
from corpus.types import Kind, Role


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_RANGE = r"\d+(?:[.,]\d+)?(?:\s*(?:-|–|to)\s*\d+(?:[.,]\d+)?)?"
_NUMBER = rf"(?:{_RANGE}|one|two|three|four|five|six|seven|eight|ten|several|a few|half an?|an?)"
_TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|breaths?)"
_UNIT = r"(?:degrees?|°|cm|mm|m|inch(?:es)?|kg|g|mg|lbs?|%|percent|repetitions?|reps?|times|sets?)"

DURATION = _any(rf"\b{_NUMBER}\s*(?:or (?:so|more)\s*)?{_TIME}\b")
FREQUENCY = _any(
    rf"\b(?:{_NUMBER}\s*(?:times|x)|once|twice|each|per)\b.{{0,25}}\b(?:{_TIME}|session)\b",
    r"\b(?:daily|weekly|every)\b",
)
MEASURE = _any(
    rf"\b{_NUMBER}\s*(?:-|–)?\s*{_UNIT}(?:\b|$)",
    r"\bas (?:far|high|low|hard|much|deep) as\b",
    r"\b(?:hard|large|small|thick|thin|big|heavy|light|deep)\b",
)
REASON = _any(
    r"\b(?:because|due to|caused? by|causes?|leads? to|results? (?:in|from)|as a result|so that|since)\b",
    r"\b(?:therefore|thus)\b",
    r"\b(?:reason|factors?|perpetuat\w+|overload\w*|overus\w*|injured (?:from|by)|makes? it|often (?:cause|lead))\b",
    r"\b(?:by stabili\w+|from falling)\b",
)
REFERRAL = _any(
    r"\b(?:refer(?:s|red|ral)?|radiat\w+|spread\w*|send\w*|travels?|extends? (?:down|to)|all the way)\b",
    r"\b(?:lead to|cause) pain\b",
)
ACTION = _any(
    r"\b(?:abduct\w*|adduct\w*|flex\w*|exten(?:d|ds|sion)|rotat\w*|stabili[sz]\w*|prevents?|supports?|raise[sd]?)\b",
    r"\b(?:lifts?|swing\w*|functions?|actions?|bends?|straightens?|turns?|tilts?|draws?|stead(?:y|ies))\b",
)
LOCATION = _any(
    r"\b(?:located|lies|lie|beneath|underneath|under|below|above|behind|between|deep|runs? from|spanning|situated)\b",
    r"\b(?:near|start in|attaches|area|location|position\w*)\b",
)
IMPERATIVE = _any(
    r"^\(?you (?:can|should)\b",
    r"^(?:slowly|then|now|next|once|gently|first|after|always|try to|start|to get|propped)\b",
    r"^(?:lie|lay|lying|laying|sit|stand|place|put|roll|hold|press|move|raise|lift|keep|flex|bend|use|do|let)\b",
    r"^(?:control|massage|shift|lower|pause|breathe|find|seek|stretch|cross|pull|push|repeat|rest|apply)\b",
)
MUSCLE = _any(
    r"\b\w+us (?:medius|maximus|minimus|femoris|lumborum|major|minor)\b",
    r"\b(?:piriformis|\w*psoas|sartorius|gracilis|soleus|trapezius|deltoid|multifid\w+|rhomboid\w*|gastrocnemius)\b",
    r"\b(?:latae|lumborum|scapulae|hamstrings?|quadriceps|adductors?|rotators?|gluteals?|muscles?)\b",
)
EXERCISE = _any(
    r"\b(?:clamshells?|abductions?|walks?|squats?|bridges?|raises?|lunges?|planks?|step-?ups?|band)\b",
    r"\b(?:exercis\w*|strengthen\w*|builds strength)\b",
)
TOOL = _any(
    r"\b(?:ball|roller|band|pillow|mattress|t-bar|thumbs?|needles?|cane|knob|tool|towel|chair|wall|table)\b",
    r"\b(?:forearm|elbow|wedge|block)\b",
)
DEFINITION = _any(
    r"^(?:the |an? )?[\w\s()-]{3,50}?\b(?:is|are) (?:an?|the|one of|as)\b",
    r"\b(?:known as|called)\b",
)
SYMPTOM = _any(
    r"\b(?:pain\w*|ache\w*|aching|weak\w*|numb\w*|tingl\w*|stiff\w*|tender\w*|tight\w*|sore\w*|limp\w*|difficult\w*)\b",
    r"\brestricted\b",
)
NERVE = _any(r"\bnerves?\b|\bnervus\b|\binnervat\w+", r"\brami\b|\bramus\b|\bplexus\b")
BLOOD = _any(r"\barter\w+|\bblood (?:supply|vessels?)|\bveins?\b")
ORIGIN = _any(r"\borigin\w*|\bstart(?:s|ing)?\b|\baris\w+", r"\b(?:runs|spanning) from\b|\bfrom (?:the|your)\b")
INSERTION = _any(r"\binsert\w*|\battach\w*|\b(?:runs|spanning) from\b")
STRETCH = _any(r"\bstretch\w*")


PATTERNS: Mapping[Ask, re.Pattern[str]] = {
    Ask.NERVE: NERVE,
    Ask.BLOOD: BLOOD,
    Ask.ORIGIN: ORIGIN,
    Ask.INSERTION: INSERTION,
    Ask.ACTION: ACTION,
    Ask.LOCATION: LOCATION,
    Ask.DEFINITION: DEFINITION,
    Ask.DURATION: DURATION,
    Ask.FREQUENCY: FREQUENCY,
    Ask.MEASURE: MEASURE,
    Ask.REASON: REASON,
    Ask.REFERRAL: REFERRAL,
    Ask.EXERCISE: EXERCISE,
    Ask.STRETCH: STRETCH,
    Ask.STEPS: IMPERATIVE,
    Ask.SYMPTOMS: SYMPTOM,
    Ask.MUSCLES: MUSCLE,
    Ask.TOOL: TOOL,
}

# The kinds of section in which a fact of the kind asked for is at home.
HOMES: Mapping[Ask, frozenset[Kind]] = {
    Ask.NERVE: frozenset({Kind.ANATOMY}),
    Ask.BLOOD: frozenset({Kind.ANATOMY}),
    Ask.ORIGIN: frozenset({Kind.ANATOMY}),
    Ask.INSERTION: frozenset({Kind.ANATOMY}),
    Ask.LOCATION: frozenset({Kind.ANATOMY}),
    Ask.ACTION: frozenset({Kind.ACTION}),
    Ask.REFERRAL: frozenset({Kind.REFERRAL, Kind.SYMPTOMS}),
    Ask.SYMPTOMS: frozenset({Kind.SYMPTOMS}),
    Ask.REASON: frozenset({Kind.CAUSES, Kind.SYMPTOMS}),
    Ask.EXERCISE: frozenset({Kind.EXERCISE}),
    Ask.STRETCH: frozenset({Kind.EXERCISE}),
    Ask.STEPS: frozenset({Kind.SELF_CARE, Kind.EXERCISE, Kind.TECHNIQUE, Kind.TREATMENT}),
    Ask.TOOL: frozenset({Kind.SELF_CARE, Kind.TECHNIQUE, Kind.EXERCISE}),
    Ask.DURATION: frozenset({Kind.SELF_CARE, Kind.TECHNIQUE, Kind.EXERCISE}),
}


# Facts that are stated, never told as a thing to do: an instruction that mentions them does not hold them.
STATED = frozenset(
    {Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.ACTION, Ask.LOCATION, Ask.DEFINITION, Ask.REFERRAL}
)
HOLDS, AT_HOME, LISTED = 0.75, 0.25, 0.5


def offer(ask: Ask, text: str, kind: Kind, role: Role) -> float:
    """How well a sentence holds the kind of fact asked for: 0 it does not, 1 it does and stands where such facts do.

    >>> offer(Ask.NERVE, "Nerve – Superior gluteal nerve (L4-S1)", Kind.ANATOMY, Role.LABEL)
    1.0
    """
    if ask is Ask.LIST:
        return LISTED if role in (Role.ITEM, Role.STEP, Role.LEAD_IN) else 0.0
    holds = bool(PATTERNS[ask].search(text)) or (ask is Ask.STEPS and role is Role.STEP)
    if ask in STATED and IMPERATIVE.search(text):
        return 0.0
    if holds and role is Role.LABEL:
        return 1.0
    return HOLDS * holds + AT_HOME * (kind in HOMES.get(ask, frozenset()))
