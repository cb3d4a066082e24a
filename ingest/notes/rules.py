"""The words and figures by which notes are checked, as data: the modules beside this one apply them.

They are those of notes in English on muscles, pain and manual therapy. A rule that is wrong for a note is mended here.
"""

from __future__ import annotations

import re

LONGEST = 28  # words of a sentence, citations not counted
SHOWN = 90  # characters of a finding's words
FIELDS = ("title", "authors", "licence", "audience", "reviewed", "references")
REFERENCE_FIELDS = ("authors", "title", "year")
READERS = ("client", "therapist", "both")  # the audiences that a note may be written for


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


# Sentences that begin with one of these point at the sentence before, which is not quoted with them.
POINTERS = re.compile(r"^(?:It|They|He|She|Him|Them|Its|Their|His|Her)\b(?!['’]s called)")
# "It is not known whether …": such an "it" stands for what follows, so nothing is missing.
_VERDICTS = (
    r"(?:un)?(?:clear|known|certain|likely|common|usual|safe|wise)|contested|disputed|debated|possible|impossible|"
    r"important|best|better|easy|hard|rare|normal|worth|open|said|thought|believed|held|shown|helpful|useful|vital|"
    r"enough|advisable|reasonable|sensible|tempting"
)
EXPLETIVE = re.compile(
    rf"^It (?:is|was|has been|remains|seems|may be|can be) (?:\w+ ){{0,2}}?(?:{_VERDICTS})\b"
    r".{0,30}?\b(?:that|whether|to|how|why|when|if|who|which|what|where)\b|^It (?:takes|helps to)\b"
)
DEMONSTRATIVE = re.compile(r"^(?P<word>This|That|These|Those)\b[,;]?\s*(?P<rest>.*)$", re.DOTALL)
# After "this" or "these" no noun follows where one of these does.
_VERBS = (
    "is are was were be been has have had can cannot could may might must will would shall should does do did not "
    "means mean makes make helps help causes cause leads lead gives give shows show happens happen occurs occur "
    "includes include allows allow keeps keep lets let needs need takes take comes come goes go lies lie often also "
    "usually then too again in on at by for from with to as of and or but so because when if where which that who "
    "differ vary hurt ache refer attach arise run work tend seem feel"
)
NO_NOUN = frozenset(_VERBS.split())
# Nouns that end in s and are not verbs: "This biceps …", "This process …".
SINGULAR_IN_S = re.compile(r"(?:ss|us|is|eps|oas|ias|eas|ens|nerves|news|series|species|pes)$")
# Nouns that name nothing: quoted alone, "This muscle …" could be any.
EMPTY_NOUNS = frozenset(
    """muscle muscles condition conditions problem problems complaint complaints disorder disorders area areas region
    regions part parts structure structures thing things one ones case cases way ways kind kinds type types reason
    reasons approach effect effects group groups""".split()
)

# What a treatment is said to do. Names of effects ("pain relief"), orders ("Reduce the load") and aims ("To ease heel
# pain, …") are no claims.
_FELT = (
    r"pain|aches?|soreness|symptoms?|headaches?|stiffness|tenderness|disability|function|cramps?|tension|spasms?|"
    r"recovery|healing|risks?|injur(?:y|ies)|range of (?:motion|movement)"
)
EFFECTS = _any(
    r"reduc(?:e|es|ed|ing)",
    r"improv(?:e|es|ed|ing)",
    r"reliev(?:e|es|ed|ing)",
    r"alleviat(?:e|es|ed|ing)",
    r"prevent(?:s|ed|ing)?",
    r"cur(?:e|es|ed|ing)",
    r"heal(?:s|ed)?",
    r"effective(?:ly|ness)?",
    r"beneficial|benefit(?:s|ed)? from",
    r"proven",
    r"works? (?:well|better|best|wonders)",
    r"(?:gives?|gave|brings?|brought|provides?|offers?) (?:[\w-]+ ){0,2}relief",
    rf"(?:eas(?:e|es|ed)|helps?|helped|lower(?:s|ed)?|rais(?:e|es|ed)|speeds?(?: up)?|shortens?|cuts?|lessen(?:s|ed)?) "
    rf"(?:[\w-]+ ){{0,3}}?(?:{_FELT})",
)
ORDER = re.compile(r"^(?:To \w+|Reduce|Improve|Relieve|Prevent|Ease|Lower|Raise|Help|Cut)\b")
# Who says that nothing is known needs no work to cite, nor who asks or sets a condition.
NO_CLAIM = _any(
    r"(?:no|few|little|hardly any) (?:[\w-]+ ){0,3}?(?:trials?|stud(?:y|ies)|evidence|research|proof|reviews?)",
    r"not (?:been )?(?:known|shown|proven|tested|studied)",
    r"un(?:known|proven|tested|clear)",
    r"whether",
)
CONDITION = re.compile(r"\b(?:if|unless|until|whether|what|when|where|how)\b[^,;:.]*$", re.IGNORECASE)

HELP = re.compile(
    r"\b(?:when|where|how) to (?:seek|see|get|call|ask for|contact)\b|\b(?:seek|get)(?:ing)? (?:medical )?help\b",
    re.IGNORECASE,
)
HELP_HEADING = "When to seek help"
# What warns before steps, in whichever words.
CAUTION = _any(
    r"contra-?indicat\w*",
    r"(?:pre)?cautions?",
    r"do not",
    r"don['’]t",
    r"avoid\w*",
    r"never",
    r"unless",
    r"not (?:be )?(?:suitable|used|done|given|for)",
    r"medical advice",
    r"(?:ask|see|tell|consult) (?:a|your|the) (?:doctor|gp|physician|midwife)",
    r"red flags?",
)
