"""What goes up or down, in words that mean that of certain things only: pain that "gets worse" "increases".

`answer.meanings` has what words mean of whatever is spoken of; here a word is backed by what it is said of.
"""

from __future__ import annotations

import re
from functools import cache

from answer.claims import Claim, Word, read_claim
from answer.meanings import opposed, roots
from index.analysis import fold

_COMPLAINTS = (
    "pain ache headache migraine symptom complaint discomfort soreness tingling numbness dizziness vertigo"
    " nausea stiffness"
    " swelling tenderness spasm cramp burning itching breathlessness fatigue tension sensitivity irritation"
    " inflammation"
)
_GOODS = "function strength sleep mobility range movement motion balance performance flexibility quality mood endurance"
_WAYS = (
    (
        "worse worsen increase stronger strong intense intensify grow rise mount aggravate exacerbate flare heighten"
        " climb more worst greatest strongest"
    ),
    (
        "better improve ease lessen decrease reduce less lower weaker fade subside relieve soothe diminish drop"
        " fall milder abate"
        " settle calm shrink go_down"
    ),
)
_NO_BETTER = re.compile(r"\b(?:no|not)(?: any| much)? (?:better|more effective|more helpful)(?: \w+){0,3}? than\b")
_NO_DIFFERENCE = re.compile(
    r"\b(?:no|not (?:find |show )?an?y?) (?:\w+ )?difference\b(?! in (?!pain|function|symptom|relief|benefit"
    r"|effect|outcome))"
)
_BENEFITS = re.compile(
    r"\b(?:pain|aches?|headaches?|function|relief|symptoms?|recovery|healing|outcomes?|effects?|benefits?|disability|strength)\b"
)
_HARMS = re.compile(r"\b(?:side effects?|adverse|harms?|events?|injur\w+|risks?|costs?|deaths?|infections?)\b")
_PUTS = re.compile(
    r"\b(?:puts?|putting|places?|placing|exerts?|creates?|brings?|adds?) (?:\w+ ){0,2}?(load|weight|pressure"
    r"|strain|stress|tension)\b"
    r"|\b(?:press(?:es)?|compress(?:es)?|squeez(?:es?)|loads|strains|burdens) (?:on |the |your )"
)
_LOAD = "(?:load|weight|pressure|strain|stress|tension)"
_BARS = re.compile(r"(?<!help )(?<!helps )(?<!help to )(?<!helps to )\b(?:stops?|rules? out|eliminates?|excludes?) ")
_TAKES = (
    r"\b(?:reduc\w+|lower\w*|less\w*|decreas\w+|reliev\w+|eas(?:es?|ed|ing)|tak\w+|took|diminish\w*|cuts?)"
    r" (?:\w+ ){0,6}?"
)
_KINDS = frozenset("problem condition matter event thing complaint issue occurrence finding phenomenon".split())
_DANGERS = frozenset("risk danger hazard complication".split())
_GRAVE = re.compile(r"\b(?:serious|severe|dangerous|grave|fatal|life-threatening|harm\w*|injur\w+|safe)\b")


def says_change(word: Word, said: Claim, given: Claim) -> bool:
    """Whether a word only says of a complaint, or of a benefit, how it changes, as its source does in other words.

    >>> from answer.claims import read_claim
    >>> said, given = read_claim("It increases on stairs."), read_claim("Pain that gets worse on stairs")
    >>> says_change(said.words[1], said, given)
    True
    """
    if word.text in ("better", "effective", "helpful") and _NO_BETTER.search(fold(said.text)):
        source = fold(given.text)
        return bool(_NO_DIFFERENCE.search(source) and _BENEFITS.search(source)) and not _HARMS.search(source)
    complaints, goods, ways = _tables()
    if not complaints & given.stems or goods & (given.stems | said.stems):
        return False
    return any(
        word.stem in way and any(other.stem in way and not opposed(other.senses, word.senses) for other in given.words)
        for way in ways
    )


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], tuple[frozenset[str], ...]]:
    return frozenset(roots(_COMPLAINTS)), frozenset(roots(_GOODS)), tuple(frozenset(roots(way)) for way in _WAYS)


def is_of_complaint(claim: Claim) -> bool:
    """Whether a claim speaks of a complaint, such as pain."""
    return bool(_tables()[0] & claim.stems)


def loads(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault where load is put on what the source takes it off, or None."""
    text, source = fold(said.text), fold(given.text)
    if re.search(_TAKES, text):
        return None
    found = _PUTS.search(text)
    if found and re.search(_TAKES + (found[1] or _LOAD), source):
        return "relation", found[0]
    found = _BARS.search(text)
    return ("relation", found[0]) if found and re.search(rf"{_TAKES}(?:risk|chance)", source) else None


def changes_otherwise(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault where a complaint is said to grow that eases in the source, or the other way round; or None."""
    complaints, goods, ways = _tables()
    if (
        not complaints & given.stems & said.stems
        or goods & (given.stems | said.stems)
        or said.negations
        or given.negations
    ):
        return None
    ours, theirs = ({number for number, way in enumerate(ways) if way & claim.stems} for claim in (said, given))
    if len(ours) == len(theirs) == 1 and ours != theirs:
        return "relation", next(word.text for word in said.words if word.stem in ways[min(ours)])
    return None


def outdoes(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault where one thing does better than another in the one text and is level with it in the other, or None."""
    text, source = fold(said.text), fold(given.text)
    better, even = _find_better(text), _EVEN.search(text)
    if better and _LEVEL.search(source) and " than " not in source:
        return "relation", better
    if even and _find_better(source) and not _LEVEL.search(source) and " than " not in text:
        return "relation", even[0]
    return None


def _find_better(text: str) -> str:
    found = None if _NO_BETTER.search(text) else _BETTER.search(text)
    return found[0] if found else ""


_EVEN = re.compile(
    r"\bequally (?!important|likely to)\w+|\bno difference\b|\b(?:did|does|do|work|works|worked|perform\w*) alike\b"
    r"|\bthe same (?:effect|result|relief|benefit)s?\b"
)
_BETTER = re.compile(
    r"(?<!no )(?<!not )\b(?:better|worse|(?:more|less) (?:\w+ )?|\w{3,}er )(?:\w+ ){0,3}?than\b(?! \d)"
)
_LEVEL = re.compile(
    r"(?<!times )(?<!twice )\bas (?:well|good|much|effective|strong|useful|safe|often|likely|helpful|fast|long)"
    r" (?:\w+ ){0,4}?as\b|\bno difference\b"
)


def turned_condition(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault where what comes of something has become its condition: "if the arch flattens, the tendon fails"."""
    source = fold(given.text)
    condition, verbs = _IF.search(fold(said.text)), list(_CAUSES.finditer(source))
    if condition is None or len(verbs) != 1 or _IF.search(source):
        return None
    (verb,) = verbs
    sides = (_telling(source[: verb.start()]), _telling(source[verb.end() :]))
    cause, effect = sides[0] - sides[1], sides[1] - sides[0]
    under, rest = _telling(condition["under"]), _telling(fold(said.text).replace(condition[0], " "))
    fits, turned = len(under & cause) + len(rest & effect), min(len(under & effect), len(rest & cause))
    return ("relation", condition["under"].strip()) if turned and 2 * turned >= fits else None


def _telling(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(word.stem for word in read_claim(text).words if word.body or not word.light)


_IF = re.compile(
    r"(?<!ask )(?<!asks )(?<!see )(?<!check )(?<!tell )(?<!know )\b(?:if|when|whenever|once) (?P<under>[^,;.]+)"
)
_CAUSES = re.compile(
    r"\b(?:causes?|leads? to|produces?|provokes?|triggers?|lets|makes|weakens?|brings?|results? in|means|gives"
    r" rise to|is an? (?:\w+ )?(?:reason|indication|cause) (?:for|of)|calls for|tilts?|allows?"
    r"|limits?|reduces?|increases?|changes?|hinders?|impairs?|worsens?|eases?|relieves?|irritates?|compresses?|lowers?|blocks|damages|injures"
    r"|stretches|strains|pulls|opens|closes)\b(?! (?:in|with|when|on|by|after|at|during|over)\b)"
)


def classes(word: Word, said: Claim, given: Claim) -> bool:
    """Whether a noun only carries the adjective before it: "is a rare problem" of what "is rare", "fibrous tissue".

    That something is a risk is said of what its source calls grave only.
    """
    before = next((other for other in said.words if other.order == word.order - 1), None)
    if before is None or before.stem not in given.stems or before.body:
        return False
    if word.text == "tissue":
        return bool(_MATERIAL.search(before.text))
    if not re.search(
        rf"\b(?:is|are|was|were) (?:also |still )?(?:an? |the )?(?:[\w-]+,? ){{0,4}}{word.text}\b", fold(said.text)
    ):
        return False
    return word.text in _KINDS or (word.text in _DANGERS and bool(_GRAVE.search(fold(given.text))))


_MATERIAL = re.compile(r"(?:ous|ty|ny|lar|ic)$")
