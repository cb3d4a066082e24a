"""What a sentence says only in part, under a condition, to somebody or on somebody's word, taken for the thing itself.

Each word of such a text stands in its source, and still it says something else: "the calf hurts" of "massage of the
calf hurts", "the muscle is tense" of "if the muscle is tense", "the muscle raises the leg" of "raise the leg".
"""

from __future__ import annotations

import re

from answer.advice import tells
from answer.claims import Claim, Word, alike, read_claim, twins
from index.analysis import fold

_LABEL = re.compile(r"^[^.,;:]{1,40}: ")
_HEAD = re.compile(
    r"^\W*(?:(?:an?|the|some|most|many|any|each) )?(?P<head>[a-z][\w-]*(?: [a-z][\w-]*)?) (?:of|in|within) "
    r"(?:the |your |a )?(?P<whole>[\w-]+)"
)
_KINDS = re.compile(r"\b(?:absence|lack|kinds?|types?|forms?|groups?|names?|rest|area|region|cases?)$")
"""What stands before "of" and is no other thing."""
_IF = re.compile(
    r"\b(?:if|unless|whether|in case|provided(?: that)?) (?P<under>[^,;.]+?)(?=[,;.]| (?:is|are) (?:un\w+|not)\b|$)"
)
_SUPPOSES = re.compile(
    r"\b(?:if|when|whenever|unless|whether|in case|provided|should|with|where|un(?:certain|clear|known|proven)|not)\b"
)
_TO_SOMEBODY = re.compile(r"\b(?:you|we|i)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:you|your|we|our|i|one|people|persons?|clients?|patients?|therapists?|authors?|those|someone|anyone)\b",
    re.IGNORECASE,
)
_SUPPLY = re.compile(
    r"^\W*(?:nerves?|innervation|nerve supply|arter(?:y|ies)|blood supply|blood)\b[^.;:]{0,20}[:–-] ", re.IGNORECASE
)
_COURSE = re.compile(
    r"\b(?:pass|run|travel|cross|wind|pierce|lie|end|begin|start|arise|attach|insert)(?:es|s)?\b"
    r"|\b(?:root|nerve)s (?:the|your|this)\b"
)
"""What is said of where something runs: a label of what supplies a muscle says nothing of that."""
_THAN = re.compile(r"(?<!more )(?<!longer )(?<!less )(?<!fewer )(?<!rather )(?<!other )\bthan\b(?! (?:\w+ )?\d)")
_COMPARES = re.compile(
    r"\b(?:than|compar\w+|versus|against|differ\w*|rather|exceed\w*|beats?|as \w+ as|instead|relative|prefer\w*|more"
    r"|less|over|only|most|least|no better|superior|inferior|not|n['’]t|within|after|before|seldom|rarely|half|times"
    r"|\w{3,}est)\b"
)

_GONE = re.compile(r"\b(?:clear(?:s|ed|ing)? up|resolv\w+|disappear\w*|vanish\w*|cur(?:e[sd]?|ing)|overcom\w+)\b")
_ENDS = re.compile(
    r"\b(?:clear\w*|go|goes|went|gone|resol\w+|disappear\w*|vanish\w*|cur\w+|recover\w*|heal\w*|stop\w*|end\w*|free|subsid\w+"
    r"|settl\w+|fad\w+|pass\w*|overcom\w+|no longer|no more|self-limit\w+|without|rid|transient)\b"
)
"""What says that a complaint is over, and of what that may be said: what eases is not gone."""


def uprooted(said: Claim, given: Claim, around: Claim) -> tuple[str, str] | None:
    """The fault of a text that takes something out of what it is said in, with the words, or None.

    >>> text, quote = "The vasti include the hip.", "An examination of the vasti includes the hip."
    >>> uprooted(read_claim(text), read_claim(quote), read_claim(""))
    ('relation', 'examination')
    """
    text, source = fold(said.text), fold(given.text)
    if _SUPPLY.search(source) and _COURSE.search(text):
        return "relation", _COURSE.search(text)[0]  # type: ignore[index]
    if _THAN.search(text) and not _COMPARES.search(source):
        return "relation", "than"
    if _GONE.search(text) and not _ENDS.search(source):
        return "relation", _GONE.search(text)[0]  # type: ignore[index]
    return _headless(said, given, source) or _supposed(said, given, text, source) or _acts(said, given, around)


def _headless(said: Claim, given: Claim, source: str) -> tuple[str, str] | None:
    """A thing in place of the part, the state or the act of it that the source speaks of."""
    found = _HEAD.search(_LABEL.sub("", source))
    first = next((word for word in said.words if not word.light or word.body), None)
    if found is None or first is None or _KINDS.search(found["head"]) or first.order > 1:
        return None
    whole = next((word for word in given.words if word.text == found["whole"]), None)
    heads = [word for word in given.words if word.text in found["head"].split() and (word.number or not word.light)]
    if whole is None or not heads or whole.stem != first.stem or any(twins(word, said) for word in heads):
        return None
    return "relation", found["head"]


def _supposed(said: Claim, given: Claim, text: str, source: str) -> tuple[str, str] | None:
    """What the source only supposes, or leaves open, told as it were so."""
    found = _IF.search(source)
    if found is None or _SUPPOSES.search(text):
        return None
    under = read_claim(found["under"])
    rest = read_claim(source.replace(found[0], " "))
    shared = [word for word in said.words if (not word.light or word.body) and twins(word, given)]
    if len(shared) < 2 or any(not twins(word, under) or word.stem in rest.stems for word in shared):
        return None
    return "relation", found[0].split()[0]


def _acts(said: Claim, given: Claim, around: Claim) -> tuple[str, str] | None:
    """What only the title names, doing what the source tells its reader to do."""
    telling = [word for word in said.words if not word.light or word.body]
    opening: list[Word] = []
    for word in telling:
        if word.stem in given.stems or not any(alike(word, other) for other in around.words):
            break
        opening.append(word)
    if not opening or _SOMEBODY.search(" ".join(word.text for word in said.words[: opening[-1].order + 2])):
        return None
    is_told = tells(given.text) and not tells(said.text)
    verb = next((word for word in said.words if word.order == opening[-1].order + 1), None)
    if is_told and verb is not None and verb.stem == given.words[0].stem:
        return "relation", opening[0].text
    if _TO_SOMEBODY.search(given.text) and not _SOMEBODY.search(said.text):
        return "relation", opening[0].text
    return None
