"""Amounts that English says in several ways, put in one: "half an hour" as 0.5 hours, "one in four" as 25 percent.

`answer.quantities` reads the numbers of a sentence; here the sentence is written anew so that two that say the same
amount hold the same number, unit and bound. Only what is exactly equal is put in one: two months stay apart from eight
weeks, and "over 60" from "60 or over".
"""

from __future__ import annotations

import re

from answer.levels import number_levels
from answer.limits import LIMITS, TIMES, WEEKS
from answer.numerals import COUNT, LARGE, MEASURE, NUMBER, SPAN, TENS, part, rewrite, rules, value, write
from answer.shares import PEOPLE, put_shares
from answer.units import supply_units

_DECADES = TENS.replace("y", "ies").replace(" ", "|")
_DAILY = {"day": "daily", "week": "weekly", "month": "monthly", "hour": "hourly", "year": "yearly"}
_SPANS = {word: span for span, word in _DAILY.items()}
_AGES = {"from": "from ", "until": "up to ", "by": "up to "}
_AGES |= dict.fromkeys("over above past after beyond".split(), "over ")
_AGES |= dict.fromkeys("under below before".split(), "under ")


def put_plainly(text: str) -> str:
    """The text with its amounts said in one way; all else stays as it is, and so does what is plain already.

    >>> put_plainly("Walk for half an hour, once every two days, as one in four people do.")
    'Walk for 0.5 hours, every 2 days, as 25 percent of people do.'
    """
    if not _TELLING.search(text):
        return number_levels(text)
    text = put_shares(rewrite(text, _SIGNS, _ROUND, _MEASURES))
    text = rewrite(text, TIMES, WEEKS, _RATES, LIMITS, _RANGES, _AGED)
    if not _IN_A_DAY.search(text):  # "twice a day, five days a week" is more often
        text = _DAYS_A_WEEK.sub(r"\1 times\2 a week", text)
    return number_levels(supply_units(text))


def _scale(found: re.Match[str]) -> str:
    return f"{found[1]} {found[3]} of {write(value(found[2]))}".replace("an scale", "a scale")


_TELLING = re.compile(
    rf"[\d½¼¾<>≥≤]|{NUMBER}|right angle"
    r"|\b(?:hal[fv]|quarter|double|times|every|each|alternate|fortnight|decade|million|tenth|fifth|third)"
    r"|\w+ties\b|the first (?:minute|hour|day|week|month|year)\b"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)fold|\b(?:longer|more|less|fewer|over|beyond)"
    r" than an? ",
    re.IGNORECASE,
)
"""What a text has that says an amount of any kind; most sentences have none."""
_SIGNS = rules(
    (r"(?<=\d)\s?½|(?<=\d)\s1/2\b", ".5"),
    (r"(?<=\d)\s?¼", ".25"),
    (r"(?<=\d)\s?¾", ".75"),
    (r"½", "0.5"),
    (r"¼", "0.25"),
    (r"¾", "0.75"),
    (r"≥\s?", "at least "),
    (r"≤\s?", "at most "),
    (r"(?<!\w)>\s?(?=\d)", "more than "),
    (r"(?<!\w)<\s?(?=\d)", "less than "),
    (r"\b(\d+)\s?\+(?=\s|$)", r"at least \1"),
    (r"\s?(?:[°º˚]\s?C|℃)(?![a-z])|(?<=\d)\s?(?-i:C)\b(?!\d)| degrees? (?:celsius|centigrade|C)\b", " celsius"),
    (r"\s?(?:[°º˚]\s?F|℉)(?![a-z])|(?<=\d)\s?(?-i:F)\b(?!\d)| degrees? (?:fahrenheit|F)\b", " fahrenheit"),
    (rf"\bsquare ({MEASURE})s?\b", r"\1s2"),
    (rf"\bcubic ({MEASURE})s?\b", r"\1s3"),
    (rf"(?<=times|hours)\s?/\s?({SPAN})\b", r" a \1"),
    (r"\b(?:0|zero)[ –-](?:to[ -])?(10|ten|100)(?:[- ]point)? (?=(?:pain )?scale\b)", r"0-to-\1 "),
    (r"\b(?:an? |the )?0-to-(10|ten|100) (pain )?scale\b", r"a \2scale of 0 to \1"),
    (r"\bscale (?:(?:going|running|that goes|that runs) )?(?:of|from) (?:0|zero) (?:to|–|-) ?(?=10)", "scale of 0 to "),
    (r"\bscale (?:(?:going|running|that goes|that runs) )?(?:of|from) (?:0|zero) to ten\b", "scale of 0 to 10"),
    (r"\bscale (?:of|from 0 to|to) (?:ten|(?=1000?\b))", lambda found: f"scale of {'10' if 'ten' in found[0] else ''}"),
    (r"\b(an?|the) (10|ten|100|hundred)[- ]point ((?:pain )?scale)\b", _scale),
    (
        (
            r"\b(?P<on>(?:rated |measured )?on an? (?:pain )?scale of (?:0 to )?10+),?"
            rf" (?P<rest>[^.;]*? (?:\S+ points?\b|{NUMBER}(?=[.;]|$)))"
            r"(?! (?:out of|on an?)\b)"
        ),
        r"\g<rest> \g<on>",
    ),
    (r"\bthree-sided\b", "triangular"),
    (r"\b(?:at|to) a right angle\b(?! to\b)", "to 90 degrees"),
    (r"\bper cent\b", "percent"),
    (r"(?<=\d)\s?%", " percent"),
    (r"\b(\d+(?:\.\d+)?)/(10|100)\b", r"\1 out of \2"),
    (
        (
            rf"\b({COUNT}) ?[x×] ?({COUNT})"
            rf"(?! ?(?:(?:a|per|each|every) (?:hour|week|month|session)|hourly|weekly|cm|mm|m|in)\b)"
        ),
        r"\1 sets of \2",
    ),
    needs=r"[½¼¾≥≤<>%°º˚℃℉+/x×]|\d ?[CF]\b|square|cubic|degree|right angle|per cent|scale|zero|three-sided",
)


def _large(found: re.Match[str]) -> str:
    return write(value(found["few"] or "one") * LARGE[found["size"].lower()] + value(found["rest"] or "zero"))


_ROUND = rules(
    (
        rf"\b(?:(?P<few>{COUNT}|an?) )?(?P<size>hundred|thousand|million)\b(?:(?: and)? (?P<rest>{COUNT}))?",
        _large,
    ),
    (r"\bhalf a dozen\b|\ba half[- ]dozen\b", "6"),
    (rf"\b(?P<few>{COUNT}|a) (?P<size>dozen)\b(?P<rest>)", _large),
    needs=r"hundred|thousand|million|dozen",
)


def _measure(number: float, unit: str) -> str:
    factor, unit = {"fortnight": (2, "week"), "decade": (10, "year")}.get(unit.lower(), (1, unit))
    if unit.lower() == "year" and number % 1 and number * 12 % 1 == 0:
        factor, unit = 12, "month"
    return f"{write(number * factor)} {unit}s"


def _mixed(found: re.Match[str]) -> str:
    return write(value(found["whole"]) + part(found["count"], found["part"]))


def _mixed_measure(found: re.Match[str]) -> str:
    return _measure(value(found["whole"]) + part(found["count"], found["part"]), found["unit"])


def _part_measure(found: re.Match[str]) -> str:
    return _measure(part(found["count"], found["part"]), found["unit"])


def _spans(found: re.Match[str]) -> str:
    return _measure(value(found["whole"]), found["unit"])


_AND = rf"and (?P<count>an?|{COUNT})[- ](?P<part>half|quarter)s?\b(?! of\b)"
_MEASURES = rules(
    (rf"\b(?P<whole>{COUNT}) {_AND}", _mixed),
    (rf"\b(?P<whole>{COUNT}|an?)[- ](?P<unit>{MEASURE})s? {_AND}", _mixed_measure),
    (rf"\b(?P<count>)(?P<part>half)(?: of)?(?: an?| one)[- ](?P<unit>{MEASURE})\b", _part_measure),
    (
        rf"\b(?:(?P<count>{COUNT}|an?)[- ])?(?P<part>third|quarter|fifth|tenth)s? of (?:an?|one) (?P<unit>{MEASURE})\b",
        _part_measure,
    ),
    (r"\b(?:an? )?(?P<count>)(?P<part>half|quarter)[- ](?P<unit>hour|minute|year|day)\b", _part_measure),
    (r"\b(?:every|each|per|once a|once every) fortnight\b|\bfortnightly\b", "every 2 weeks"),
    (rf"\b(?P<whole>{COUNT}|an?) (?P<unit>fortnight|decade)s?\b", _spans),
    (rf"\b(?:a|one) ({SPAN}) or two\b", r"1 to 2 \1s"),
    needs=r"half|quarter|third|fifth|tenth|fortnight|decade|or two",
)


def _interval(found: re.Match[str]) -> str:
    numbers = " to ".join(write(value(number)) for number in re.findall(NUMBER, found["count"], re.IGNORECASE))
    return f"every {numbers} {found['unit'].removesuffix('s')}s"


def _sets(found: re.Match[str]) -> str:
    return f"{write(value(found['sets'].split()[0]))} sets of {found['few']}"


_IN_ANY = r"in (?:every|each|an?|any)(?: one| single| given)?"
_EVERY = rf"(?P<count>{NUMBER}(?: ?(?:to|or|-|–) ?{NUMBER})?)"
_RATES = rules(
    (r"\b(once|twice|thrice)-(?=daily|weekly|monthly|hourly|yearly)", r"\1 "),
    (r"\bthrice\b", "3 times"),
    (r"\bonce or twice\b", "1 to 2 times"),
    (r"\bonce an hour\b", "hourly"),
    (rf"\b((?:{COUNT}) days) {_IN_ANY} (week|month)\b(?!')", r"\1 a \2"),
    (rf"(?<!sets of )\b({NUMBER}(?: times)?) (?:each|every|per|{_IN_ANY}) ({'|'.join(_DAILY)})\b(?!')", r"\1 a \2"),
    (
        rf"\b(?:once )?(?:every|each) (?:other|second) ({SPAN})\b|\b(?:on )?alternate ({SPAN})s\b",
        lambda found: f"every 2 {found[1] or found[2]}s",
    ),
    (rf"\b(?:once )?(?:every|in every|once in) {_EVERY}[- ](?P<unit>(?:{SPAN})s)\b", _interval),
    (rf"\bat {_EVERY}[- ](?P<unit>{SPAN}) intervals\b", _interval),
    (rf"\bat intervals of {_EVERY} (?P<unit>(?:{SPAN})s)\b", _interval),
    (rf"\b(?P<count>{COUNT})-(?P<unit>week|month|hour)ly\b", _interval),
    (rf"\b(times|once|twice) ({'|'.join(_SPANS)})\b", lambda found: f"{found[1]} a {_SPANS[found[2].lower()]}"),
    (
        rf"\bevery(?: single)? ({'|'.join(_DAILY)})\b(?! before| after)",
        lambda found: _DAILY[found[1].lower()],
    ),
    (
        (
            rf"\b(?P<few>{COUNT}) (?:repetitions|reps|times),? (?P<sets>twice|{COUNT} times)(?: over)?"
            r"(?! (?:a|per|each|every|daily|weekly|in|on (?:two|three|four|five|six|\d) days)\b)"
        ),
        _sets,
    ),
    (rf"\b({COUNT}) (?:rounds|lots|series|bouts|blocks) of (?={COUNT})", r"\1 sets of "),
    needs=r"ly\b|every|each|per |alternate|once|twice|thrice|times|intervals| in an?y? |reps|repetitions|of ",
)
_IN_A_DAY = re.compile(r"\b(?:a|per) (?:day|hour)\b|\bdaily\b|\bhourly\b", re.IGNORECASE)
_DAYS_A_WEEK = re.compile(
    rf"\b(?:on )?({COUNT}(?: (?:to|or) {COUNT})?) days( or (?:more|fewer|less))?"
    rf" (?:a|per|each|every|of the|of each|{_IN_ANY}) week\b(?!')",
    re.IGNORECASE,
)


def _never_more(found: re.Match[str]) -> str:
    """What is not to be more is at most so much: "do not press for more than 5 seconds"."""
    bound = "at least" if found["bound"].lower() in ("less", "fewer", "shorter") else "at most"
    words = " ".join(filter(None, (found["modal"], found["verb"])))
    words = words.capitalize() if found[0][0].isupper() else words
    return f"{words}{found['rest']} {bound} {found['number']}"


def _either(found: re.Match[str]) -> str:
    """One or two days are one to two days; "8 or 12" are two amounts, and so are "5 and 10"."""
    if found["joint"].lower() == "or" and value(found["last"]) - value(found["first"]) == 1:
        return f"{found['first']} to {found['last']}"
    return f"{found['first']} {found['unit']} {found['joint']} {found['last']}" if found["unit"] else found[0]


def _years(found: re.Match[str]) -> str:
    months = value(found["months"])
    return found[0] if months % 12 or not months else f"{write(months / 12)}{found['gap']}year{found['s']}"


def _bounded(found: re.Match[str]) -> str:
    """What has its bound behind it, with the bound before it: "ten sessions at most"."""
    bound = next(name for name, words in _BEHIND.items() if re.fullmatch(words, found["open"], re.IGNORECASE))
    return f"{bound} {found['count']} {found['noun']}"


_BEHIND = {
    "at least": "or (?:more|longer)|at (?:the )?(?:very )?least",
    "at most": "or (?:less|fewer|shorter)|at (?:the )?(?:very )?most|tops",
    "about": "or so",
}
_BACK = "|".join(_BEHIND.values())
_NOUN = (
    rf"(?!(?:{MEASURE}|time|repetition|rep|set|point)s?\b|percent\b|aged?\b|years?\b|in\b|out\b|or\b|and\b|of\b|to\b)"
    r"[a-z]+"
)
_LOW = rf"({NUMBER}(?:[ -](?:{MEASURE})s?)?)"
_RANGES = rules(
    (
        (
            r"\b(?:do not|does not|don['’]t|never|(?P<modal>should|must) (?:not|never)) (?P<verb>[a-z]+)"
            r"(?P<rest>(?: (?!and\b|or\b|but\b|if\b|more\b|less\b|longer\b|fewer\b|over\b)[a-z]+){0,5}?)"
            r" (?P<bound>more|longer|over|beyond|above|further|farther|higher|deeper|past|less|fewer|shorter)(?: than)?"
            rf" (?P<number>(?:{NUMBER}|an?)(?:\s?°| out of \d+)?"
            r"(?: [a-z]+){0,3}?)(?=[.;,)]|$| (?:at a time|in a row|at once|per|each|daily|weekly|a (?:day|week"
            r"|month))\b"
            r"| (?:to|on|onto|from|during) (?:the|your|their|his|her|it)\b| until\b| for (?:the first|at least"
            r"|\d|the next))"
        ),
        _never_more,
    ),
    (
        r"\b(?:but )?not ((?:for|by|to|on|in|with|at) )(?:more|longer|higher|greater|further|later) than (?=\d|\w)",
        r"\1at most ",
    ),
    (r"\b(?:but )?not ((?:for|by|to|on|in|with|at) )(?:less|shorter|lower|fewer|earlier) than ", r"\1at least "),
    (rf"\b(?P<count>{COUNT}) (?P<open>or (?:more|fewer|less|longer)) (?P<noun>(?!than\b)[a-z]+s)\b", _bounded),
    (
        (
            rf"(?<!to )(?<!or )(?<!and )(?<![-–.])\b(?P<count>{COUNT})"
            rf" (?P<noun>{_NOUN}(?: (?!{NUMBER})(?!or\b|and\b|at\b)[a-z]+){{0,2}}?)"
            rf" (?P<open>{_BACK})\b(?! (?:{NUMBER}|an?|than|in)\b)"
        ),
        _bounded,
    ),
    (
        rf"\bat least ({NUMBER}(?: [a-z]+)?),? (?:and|but) (?:at most|no more than|not more than|up to) (?={NUMBER})",
        r"\1 to ",
    ),
    (rf"\b(?:anywhere |somewhere |anything )?between {_LOW} and (?={NUMBER}|an? (?:{MEASURE})\b)", r"\1 to "),
    (rf"\b(?:anywhere |somewhere |anything )?from {_LOW} to (?={NUMBER}|an? (?:{MEASURE})\b)", r"\1 to "),
    (
        (
            rf"\b(?P<first>{COUNT}) (?P<joint>or|and) (?P<last>{COUNT})"
            rf"(?=(?:[- ](?P<unit>(?:{MEASURE}|repetition|rep|time|set|cm|mm)s?)\b)?)"
        ),
        _either,
    ),
    (r"\bno (\w+) (more|less|longer|fewer) than\b", r"\1 no \2 than"),
    (rf"\b(for|of|in|by|lasts?|lasting|takes?|took) (?:well |just )?over (?={NUMBER})", r"\1 more than "),
    (
        rf"(?<!to )(?<![-–])\b(?P<months>{COUNT})(?P<gap>[- ])month(?P<s>s?)\b(?! to {COUNT}| or (?!more|less|longer))",
        _years,
    ),
)


def _decade(found: re.Match[str]) -> str:
    word = (found["decade"] or found["late"]).lower()
    low = int(word[:2]) if word[0].isdigit() else 10 * _DECADES.split("|").index(word) + 20
    return f"aged {low} to {low + 9}" if found["decade"] else f"the 19{low}s"


def _aged(found: re.Match[str]) -> str:
    return f"{(found['of'] or '').removesuffix('of ')}aged {found['bound'] or ''}{found['ages']}"


_UNITS = rf"(?:{MEASURE}|time|repetition|rep|set|cm|mm|kg|km|ml|min|point)s?|percent|out of|in"
_AGE_BOUND = "at least|at most|more than|less than|over|under|above|below|older than|younger than|up to|about"
_AGED = rules(
    (
        (
            rf"\b(?:aged )?between (?:the )?ages? (?:of )?({COUNT}) and ({COUNT})(?: years)?\b|\baged between"
            rf" ({COUNT}) and ({COUNT})\b"
        ),
        lambda found: f"aged {found[1] or found[3]} to {found[2] or found[4]}",
    ),
    (
        rf"\b({PEOPLE}|those) of (?={COUNT}(?:[.,;:)]|$| (?:show|have|had|with|without|and|or|but|in|is|are|who)\b))",
        r"\1 aged ",
    ),
    (r"(?<=percent) (?=aged \d)", " of those "),
    (rf"\bin (?:their|his|her|your) (?P<decade>[2-9]0s|{_DECADES})\b|\bthe (?P<late>{_DECADES})\b", _decade),
    (
        (
            rf"(?P<of>\b(?:{PEOPLE}) of )?(?P<bound>\b(?:{_AGE_BOUND}) )?(?P<ages>{COUNT}(?: to {COUNT})?)[- ]years?"
            r"(?(of)|[- ](?:old|of age)s?)\b"
        ),
        _aged,
    ),
    (r"\b(?:the )?(over|under)[- ](\d\d)s\b", r"people aged \1 \2"),
    (
        rf"\b(?:the |an )?ages? (?:of )?(?P<bound>(?:{_AGE_BOUND}) )(?={COUNT}(?!\s?(?:{_UNITS})\b)| {COUNT} years)",
        r"aged \g<bound>",
    ),
    (rf"\bbeing (?P<bound>(?:{_AGE_BOUND}) )(?={COUNT}(?: years)?(?!\s?(?:{_UNITS})\b))", r"aged \g<bound>"),
    (
        (
            rf"\b((?:{PEOPLE}|those|anyone)(?: [a-z-]+){{0,6}} (?:are|is|were|was)(?: (?:typically|usually|often"
            rf"|mostly|mainly"
            rf"|all|both))?) (?=(?:over|under|above|below|older than|younger than) {COUNT}(?:[.,;:)]|$| (?:and"
            rf"|or|with|who|when)\b))"
        ),
        r"\1 aged ",
    ),
    (
        rf"\b(?:(?P<bound>{'|'.join(_AGES)}|at) )?(?:the )?ages? (?:of )?(?={COUNT})",
        lambda found: f"aged {_AGES.get((found['bound'] or '').lower(), '')}",
    ),
    (
        (
            rf"\b(?P<who>(?:{PEOPLE}|any(?:one|body)|some(?:one|body))(?: (?:who|that) (?:are|is))?)"
            rf" (?P<bound>over|under|above|below|past|beyond) (?={COUNT}(?!\s?(?:{_UNITS})\b))"
        ),
        lambda found: f"{found['who']} aged {_AGES[found['bound'].lower()]}",
    ),
    needs=r"age|old|years?|in (?:their|his|her|your)|\d0s|ties\b|over|under|above|below|past|beyond| of ",
)
