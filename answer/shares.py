"""Shares of people and things, put as percentages: "one in four", "a quarter of", "three out of four people".

A part of a place ("the upper half of the muscle"), a scale ("5 out of 10") and a year ("two in 2018") are no shares.
"""

from __future__ import annotations

import re

from answer.numerals import COUNT, MEASURE, PARTS, SPAN, part, rewrite, rules, value, write

PEOPLE = (
    "people|persons?|men|man|women|woman|adults?|children|child|patients?|clients?|runners?|players?|athletes?"
    "|participants?|volunteers?|workers?|users?|boys?|girls?|students?|swimmers?|dancers?"
)
_MEMBERS = f"{PEOPLE}|them|those|cases?|treatments?"
_ANYBODY = re.compile(
    "people|persons?|adults?|patients?|clients?|participants?|individuals|cases?|them|those|all|these"
)
_PLACED = (
    "upper lower front back inner outer left right medial lateral top bottom first second last middle other the near"
    " far distal proximal anterior posterior this that each"
).split()
_NOT_PLACED = "".join(rf"(?<!\b{word} )" for word in _PLACED)
_NTH = "second third fourth fifth sixth seventh eighth ninth tenth".split()
_NO_MEMBER = rf"(?!(?:{MEASURE}|point|time|set)s?\b|percent\b|out\b|of\b|in\b|to\b|and\b|or\b)"
_SECOND = (
    r"(?: (?!in\b|out\b|of\b)[a-z]+(?<!s)(?= in (?:three|four|five|ten|\d+)\b"
    r"(?! (?!has|is|was|gets|goes|comes|needs|lasts|heals|hurts|turns|gives|shows|stays|recovers)[a-z]+s\b)))?"
)
"""The second word of what a ratio is of, "one tennis elbow in ten", unless it is one of several others."""
_BASE = re.compile(r"([\d.]+) percent of (?:the |all |these |those )?(\w+)")


def put_shares(text: str) -> str:
    """The text with its shares as percentages.

    >>> put_shares("One in four people, or half of the men")
    '25 percent of people, or 50 percent of the men'
    """
    text = rewrite(text, _RULES)
    return _WITHIN_A_SPAN.sub(r"in a \1", text) if "percent" in text else text


_WITHIN_A_SPAN = re.compile(rf"\b(?:with)?in (?:an?|one|any one|any given) ({SPAN})\b", re.IGNORECASE)


def other_base(said: str, given: str) -> bool:
    """Whether a share of people in general stands for one of certain people, both texts in lower case with percentages.

    >>> other_base("50 percent of people", "50 percent of men")
    True
    """
    ours, theirs = dict(_BASE.findall(said)), dict(_BASE.findall(given))
    return any(
        base.startswith("time") or (bool(_ANYBODY.fullmatch(base)) and not _ANYBODY.fullmatch(theirs[share]))
        for share, base in ours.items()
        if theirs.get(share, base) != base
    )


def _share(found: re.Match[str]) -> str:
    return f"{write(100 * part(found['count'], found['part']))} percent"


def _ratio(found: re.Match[str]) -> str:
    few, whole = value(found["few"]), value(found["whole"])
    noun = found["noun"] or found["after"] or ""
    is_scale = whole == 10 and found["of"].lower().startswith("out") and not re.fullmatch(_MEMBERS, noun, re.IGNORECASE)
    if not 0 < few <= whole or is_scale or re.fullmatch(r"(?:18|19|20)\d\d", found["whole"]):
        return found[0]
    return f"{write(100 * few / whole)} percent" + (f" of {noun}" if noun else "")


def _each_nth(found: re.Match[str]) -> str:
    nth = 2 if found["nth"].lower() == "other" else _NTH.index(found["nth"].lower()) + 2
    return f"{write(100 / nth)} percent of {found['noun']}"


_COUNT = rf"(?P<count>{COUNT}|an?)"
_PART = "|".join(PARTS)
_HALF = rf"(?=half\b){_NOT_PLACED}\b(?P<count>)(?P<part>half)"
_ROUGH = "about|around|roughly|nearly|almost|more than|at least"
_BOUND = rf"{_ROUGH}|up to|at most|less than|no more than|not more than|no less than|over|under"
_AFTER = (
    r"[.,;:)]|$| (?:in|over|after|within|at|and|or|when|with|for|to|on|each|every|per|a|daily|weekly|is|was"
    r"|gets?|recover"
    r"|more|less|\w{3,}er)\b"
)
"""What follows a share that stands by itself: "by a third", "no more than a tenth each week"."""
_TRIALS = r"(?:\w+ )?(?:trials|studies|reviews|sources|experiments)\b"
_RULES = rules(
    (rf"\b({COUNT}) (?:out )?of (?:the )?({COUNT}) (?={_TRIALS})", r"\1 of the \2 "),
    (
        (
            rf"\b(?P<few>{COUNT})(?: (?P<noun>{_NO_MEMBER}[a-z]+{_SECOND}))?"
            rf" (?P<of>in(?: every)?|out of(?: every)?|of every)"
            rf" (?P<whole>{COUNT})(?!\s?(?:(?:{MEASURE}|time|set|cm|mm|kg|percent)s?\b|to\b|or\b|and\b|-))"
            rf"(?: (?P<after>{_MEMBERS})\b)?"
        ),
        _ratio,
    ),
    (
        (
            rf"\b(?P<few>{COUNT}) (?P<of>of) (?P<noun>)(?P<whole>three|four|five|six|seven|eight|nine|ten|\d)"
            rf" (?P<after>{_MEMBERS})\b"
        ),
        _ratio,
    ),
    (
        (
            rf"\b(?P<few>{COUNT}) (?P<of>of) (?P<noun>)(?P<whole>100|1,?000|10,000|100,000)\b(?![\d,.]*\d)"
            rf"(?: (?P<after>{_MEMBERS})\b)?"
        ),
        _ratio,
    ),
    (rf"\bevery (?P<nth>other|{'|'.join(_NTH)}) (?P<noun>(?:\w+ )?(?:{PEOPLE}))\b", _each_nth),
    (rf"\b{_COUNT}[- ](?P<part>{_PART})s?(?= (?:or (?:more|less|fewer) )?of\b)", _share),
    (rf"\b(?P<count>{COUNT})[- ](?P<part>third|quarter|fifth|tenth)s\b", _share),
    (
        (
            rf"\bby (?P<bound>(?:(?:only|just) )?(?:(?:{_BOUND}) )?)(?:{_COUNT} )?(?P<part>{_PART})s?\b"
            rf"(?={_AFTER})"
        ),
        lambda found: f"by {found['bound']}{_share(found)}",
    ),
    (
        (
            rf"\b(?P<bound>{_BOUND}|only|just|another|extra) (?P<count>an?|one) (?P<part>fifth|tenth|third"
            rf"|quarter)\b(?={_AFTER})"
        ),
        lambda found: f"{found['bound']} {_share(found)}",
    ),
    (rf"{_HALF}(?= of\b(?! an?\b))", _share),
    (rf"{_HALF}(?= (?:the|these|those|their|its)\b)", lambda found: f"{_share(found)} of"),
    (rf"{_HALF}(?= (?:(?:still|also|already|never) )?(?:have|had|has|were|was|are|is|did|do|got|get)\b)", _share),
    (rf"\b({_ROUGH}) halve(s?|d)? (?=the\b|your\b|its\b|their\b|this\b|pain\b)", r"reduce\2 by \1 50 percent "),
    (r"\bhalved ((?:the|your|its|their|this) \w+)\b", r"reduced \1 by 50 percent"),
    (r"\bhalved\b", "reduced by 50 percent"),
    (r"\bhalve(s?)\b(?= (?:the|your|its|their|this|pain)\b)", r"reduce\1 by 50 percent"),
    (r"\bhalf (?=as [a-z]+\b)", "50 percent "),
    (
        r"\b(?:an? )?(?P<count>)(?P<part>third|quarter|fifth|tenth) (?=as (?:many|much|high|long)\b)",
        lambda found: f"{_share(found)} ",
    ),
    (r"\bdouble (?:the (?:number of )?|that of )", "2 times as many "),
    (r"\b(?:twice|two times) (?=as (?:many|much)\b|the (?:number|amount)\b)", "2 times "),
)
