"""Bounds put right before their amount, and what is forbidden beyond a number as what is allowed at most.

Rules for `answer.amounts`, with those for what is doubled and for weeks by their number.
"""

from __future__ import annotations

import re

from answer.numerals import COUNT, MEASURE, NUMBER, rules, value, write


def _week(found: re.Match[str]) -> str:
    """A numbered week by its number: "the 20th week" is "week 20"."""
    number = found["digits"] or str(_ORDINALS.index(found["word"].lower()) + 2)
    return f"{found['span']} {number}"


_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
WEEKS = rules(
    (r"\bthe first (?=(?:minute|hour|day|week|month|year)\b)", "the first 1 "),
    (
        (
            rf"\b(?:the|her|his|their|your) (?:(?P<digits>\d+)(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))"
            r" (?P<span>week|month)\b(?! of each| of every)"
        ),
        _week,
    ),
    needs=r"week|month|the first",
)


def _double(found: re.Match[str]) -> str:
    return f"makes {found['what']} {_FOLD[found['times'].lower()]} times as high"


_FOLD = {"doubl": 2, "tripl": 3, "quadrupl": 4}


TIMES = rules(
    (
        rf"\b([a-z]+) (?:are|is) affected (?:about |around |roughly )?((?:{NUMBER})(?: times)?) as often as ([a-z]+)",
        r"it affects \2 as many \1 as \3",
    ),
    (rf"\b({COUNT})[- ]?fold\b", r"\1 times"),
    (
        r"\b(two|three|four|five|six|seven|eight|nine|ten)fold\b",
        lambda found: f"{write(value(found[1]))} times",
    ),
    (
        (
            r"\b(?P<times>doubl|tripl|quadrupl)(?:es?|ed)"
            r" (?P<what>(?:the |your |their |its )?(?:\w+ )?(?:risk|chance|odds|rate|likelihood|load|pressure"
            r"|number))\b"
        ),
        _double,
    ),
    (
        r"\b(?P<times>doubl|tripl|quadrupl)(?:es|ed)(?=[.,;]|$| (?:in|with|when|after|if|for|during|among)\b)",
        lambda found: f"is {_FOLD[found['times'].lower()]} times as high",
    ),
    (r"\b(is|are|was|were|be|been) doubled\b", r"\1 2 times as high"),
    (r"\b(is|are|was|were|be|been) tripled\b", r"\1 3 times as high"),
    (r"\btwice as (?=high|great|large|big|likely|strong|long|common|often|heavy|wide|thick)", "2 times as "),
    (r"\b50 percent (?:fewer|less) (?=[a-z]+s\b)", "50 percent as many "),
    needs=r"as often as|fold|doubl|tripl|quadrupl|twice|50 percent",
)


def _keep(found: re.Match[str]) -> str:
    """What is avoided beyond a number should be at most that: "rotation beyond 30 degrees is avoided"."""
    if not re.search(rf"\d|{COUNT}", found["number"]) or not re.search(r"[a-z°]$", found["number"]):
        return found[0]
    prep = re.match(r"(?:of|for|by) ", found["limit"])
    what = found["what"].strip()
    if found[0].lower().startswith("avoid"):
        verb = "Keep" if found[0][0].isupper() else "keep"
        return f"{verb} {what} {prep[0] if prep else ''}at most {found['number']}"
    return f"{what} should be {prep[0] if prep else ''}at most {found['number']}"


_SPAN_OF = rf"{NUMBER}(?:[ -]?(?:{MEASURE})s?|\s?(?:°|mm|cm|kg|km|ml|percent)|(?: degree)? celsius)?"
_LIMIT = (
    r"(?:beyond|over|above|past|exceeding|(?:of |for |by )?(?:more|over|longer|further|farther|higher|deeper"
    r"|wider|heavier"
    r"|greater)(?: than)?)"
)
_MORE = "more|longer|higher|greater|older|further|farther|wider|deeper|heavier|later|larger|bigger|stronger"
_LESS = "less|shorter|lower|younger|fewer|smaller|lighter|earlier|narrower"
LIMITS = rules(
    (rf"\b(?:but )?(?:no|not) (?:{_MORE}) than (?={NUMBER})", "at most "),
    (rf"\b(?:but )?(?:no|not) (?:{_LESS}) than (?={NUMBER})", "at least "),
    (rf"\b(?:an?|the) (?:upper )?(?:limit|maximum) is (?={NUMBER})|\blimits of (?={NUMBER})", "at most "),
    (rf"\b(?:the|a) minimum is (?={NUMBER})", "at least "),
    (
        (
            rf"\b({_SPAN_OF}|{COUNT} [a-z]+s) (?:is|are)"
            r" (?:the (?:longest|furthest|farthest|deepest|highest|heaviest|most)"
            r"|as (?:long|far|deep|high|much|many|heavy) as)(?: that)? (?=(?:[a-z]+ ){1,3}(?:should|may|must|can)\b)"
        ),
        r"at most \1 ",
    ),
    (
        (
            rf"\b({COUNT} [a-z]+s(?: (?:a|per|each|every) (?:day|week|session))?) (?:is|are)"
            r" the (?:limit|maximum)\b(?! of)"
        ),
        r"at most \1",
    ),
    (rf"\b({COUNT} [a-z]+s['’]? [a-z]+) (?:is|are) the minimum\b(?! of)", r"at least \1"),
    (rf"\bat or (?:below|under) (?={NUMBER})", "at most "),
    (rf"\bat or (?:above|over) (?={NUMBER})", "at least "),
    (
        (
            rf"\b(?P<modal>must|should|may|can)(?: not|not|n['’]t) (?:exceed|go beyond|go above|be (?:more"
            rf"|longer|higher|greater) than|be over)"
            rf" (?={NUMBER})"
        ),
        lambda found: f"{'must' if found['modal'].lower() in ('may', 'can') else found['modal']} be at most ",
    ),
    (
        (
            rf"\b(at (?:the )?(?:very )?(?:most|least)|no (?:more|less|longer) than|not (?:more|less|longer)"
            rf" than|up to|(?:more|less) than"
            rf"|a (?:maximum|minimum) of) (?:about|around|roughly|approximately|some) (?={NUMBER})"
        ),
        r"\1 ",
    ),
    (
        (
            rf"\b(at (?:the )?(?:very )?(?:most|least))"
            rf"((?: (?:it|this|they|one|you)(?: [a-z]+)?)?(?: (?:for|by|to|on|with|of|in|after|every))?) (?={NUMBER})"
        ),
        lambda found: f"{found[2].strip()} {found[1]} ".lstrip(),
    ),
    (
        (
            rf"\b({_SPAN_OF}(?: of [a-z]+)?) (?:is|are|being) the (?:(?P<most>maximum|upper limit|limit|most)"
            rf"|minimum|least)\b(?! of)"
        ),
        lambda found: f"{'at most' if found['most'] else 'at least'} {found[1]}",
    ),
    (
        rf"\bavoid (?P<what>(?:[a-z-]+ ){{1,6}}?)(?P<limit>{_LIMIT}) (?P<number>{_SPAN_OF})(?=[\s.,;)]|$)",
        _keep,
    ),
    (
        (
            rf"\b(?P<what>(?:[a-z-]+ ){{1,6}}?)(?P<limit>{_LIMIT}) (?P<number>{_SPAN_OF})"
            r" (?:is|are|should be|must be|has to be|have to be|is to be|are to be) (?:avoided|forbidden|not"
            r" allowed|prohibited)\b"
        ),
        _keep,
    ),
    needs=r"at or|most|est\b|er than|as |least|more|less|longer|up to|imum|limit|avoid|forbidden|not allowed|prohibited"
    r"|exceed|beyond|above|over|higher|great",
)
