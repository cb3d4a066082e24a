"""The wordings by which furniture is known, as data: one pattern a line, under the reason that is reported.

Patterns are searched without regard to case, but for what stands in `(?-i:…)`. They speak of how web pages are made in
general; none names a page, a person or a product. Headings that take all below them along are in `ingest.part_rules`.
"""

from __future__ import annotations

import re


class Wordings:
    """Patterns of which one is enough. Those that begin with "^" are tried at the start only, which halves the time."""

    def __init__(self, *patterns: str) -> None:
        self.starts = _compile([pattern for pattern in patterns if pattern.startswith("^")])
        self.anywhere = _compile([pattern for pattern in patterns if not pattern.startswith("^")])

    def search(self, text: str) -> bool:
        """Whether a pattern is found in the text."""
        at_start = self.starts is not None and self.starts.match(text) is not None
        return at_start or (self.anywhere is not None and self.anywhere.search(text) is not None)


def _compile(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


_HELP = r"(?:9\s?9\s?9|9\s?1\s?1|1\s?1\s?2|0\s?0\s?0|1\s?1\s?1|988|116\s?123|13\s?11\s?14)"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?"
_BOOKED = r"(?:appointment|consultation|session|visit|treatment|massage|call|place|spot|class)"
_DOCTOR = r"(?:doctor|GP|physician|nurse|surgeon|specialist)"
_POSTED = r"(?:posted|published|written|filed|submitted|(?:medically\s+)?reviewed|edited|updated)"
_DATE = r"(?:\w+\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+\w+\s+\d{4})"
_WHOSE = r"(?:(?:an?|her|his|their)\s+)"
_WHICH = r"(?:own\s+)?(?:private\s+)?(?:massage\s+|physio\w*\s+|clinical\s+)?"
_TRADES = r"licen[sc]ed|registered|certified|chartered|qualified|massage|physical|sports|physiotherap|osteopath"
_TRADE = rf"(?:{_TRADES}|chiropract|personal|freelance|writer|author)"
_LARGE = r"[\d\s.,–-]*(?:k\b|m\b|bn\b|thousand|million|billion|trillion|/)|(?:[,\s]\d{3})"  # no price
_NETWORK = r"(?:facebook|twitter|instagram|pinterest|linkedin|youtube|tiktok|whatsapp)"
_NAME = r"(?-i:[A-Z][\w.'’-]+)"
_NAMES = rf"(?:,?\s+(?:(?:and|&)\s+)?{_NAME}){{1,6}}"
_LETTERS = r"(?:,\s*(?-i:[A-Z]{2,5}))*"

# A sentence that speaks of an emergency or of a helpline is advice, whatever numbers stand in it.
ADVICE = Wordings(
    rf"\b(?:call|ring|dial|phone|text)\b.{{0,40}}\b{_HELP}\b",
    r"\b(?:emergenc(?:y|ies)|ambulance|samaritans|lifeline|helpline|crisis\s+line|nhs\s+111|poison\w*|A\s?&\s?E)\b",
)

PHONE = re.compile(
    r"(?<![\w.-])(?<!\d\s)(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?\d{3,4}[\s.-]?\d{3,4}|1?[.-]?\d{3}[.-]\d{3}[.-]\d{4}"
    r"|\d{3}\s\d{3}\s\d{4}|0\d{2,4}[\s.-]\d{3,4}[\s.-]?\d{3,4}|0\d{9,10}|0\d{3,4}\s\d{5,6}|\d{3}-\d{4}"
    r"|\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){2,5})(?![\w-])"
)

_DIGITS = 7  # that a number to call has at least
_COUNTED = re.compile(
    r"\b(?:reps?|sets?|seconds?|minutes?|cm|mm|kg)\b|\bP\s*[<=>]\s*0?\.|\d\s*%|±|[≤≥]|\b(?:CI|SD|mean|median)\b"
)

LINES: tuple[tuple[str, Wordings], ...] = (
    (
        "contact line",
        Wordings(
            r"(?<![\w.+-])[\w.+-]++@[\w-]+\.[a-z]{2,}",
            r"^(?:tel|telephone|phone|fax|mobile|e-?mail|call\s+us|text\s+us)\s*[:.]",
            r"\bcontact\s+(?:us|me|our\s+\w+|the\s+(?:clinic|office))\s+(?:at|on|via|by|to|for|if|today|now)\b",
            r"\b(?:call|phone|ring|email|text|whatsapp)\s+(?:us|me)\b",
            r"\b(?:call|phone|ring|email|text|whatsapp)\s+our\s+(?:\w+\s+)?(?:office|clinic|reception|team)\b",
            r"\b(?:give\s+us\s+a\s+call|get\s+in\s+touch|drop\s+us\s+a\s+line)\b",
            r"\bfeel\s+free\s+to\s+(?:contact|ask|call|reach)\b",
            r"^\d+[a-z]?\s+[\w\s.]{2,40}\b(?:street|st|avenue|ave|road|rd|lane|drive|blvd|boulevard|suite)\b[.,]",
            rf"^{_DAY}\b.{{0,30}}\b(?:\d{{1,2}}(?:[:.]\d\d)?\s*(?:am|pm)|\d{{1,2}}[:.]\d\d|closed|by\s+appointment)\b",
        ),
    ),
    (
        "licence number or credentials",
        Wordings(
            r"\blicen[sc]e\s*(?:#|no\b|number|nr\b|compact|:)",
            r"\blicen[sc]ed\s+as\s+an?\b",
            r"\bcontrol\s+no\b",
            r"\b(?:registered|reg\.?)\s+(?:charity|company|office)\b",
            r"\b(?:charity|company|VAT|HCPC|GOsC|NPI|ABN)\s*(?:registration\s*)?(?:no|number|nr|#|reg\w*)\b",
            r"\bregistration\s+(?:no|number)\b",
            r"\bpresently\s+matriculated\b",
            rf"^(?:Dr\.?\s+)?(?:{_NAME}\s+){{1,3}}(?-i:(?:[A-Z]{{2,7}}\*?[,\s]+){{2,}}[A-Z]{{2,7}}\*?)$",
            r"(?-i:(?:\b[A-Z]{2,6}\*?,\s*){2,12}[A-Z]{2,6}\*)",
        ),
    ),
    (
        "affiliate or sales notice",
        Wordings(
            r"\baffiliates?\s+(?:links?|program\w*|commission|partner|disclosure)",
            r"\b(?:earn|receive|get|make)\s+(?:an?\s+)?(?:small\s+)?commissions?\b",
            r"\bcommissions?\s+(?:I|we)\s+(?:make|earn|receive)\b",
            r"\bamazon\s+associate",
            r"\bqualifying\s+purchases?\b",
            r"\bat\s+no\s+(?:additional|extra)\s+cost\b",
            r"\b(?:promo|discount|coupon|voucher)\s+code\b",
            r"\buse\s+(?:the\s+)?code\s+(?-i:[A-Z0-9]{4,})",
            r"\badd\s+to\s+(?:cart|basket|bag|wish)",
            r"\bfree\s+(?:shipping|delivery|consultation|quote)\b",
            r"\b(?:buy|shop|order)\s+(?:now|online|here|today)\b",
            rf"(?<![A-Za-z])[$£€]\s?\d+(?:[.,]\d\d)?\b(?!{_LARGE})",
            r"\b(?:in|out\s+of)\s+stock\b",
            r"\bsponsored\s+by\b",
            r"\bmoney[-\s]back\b",
            r"\b\d+\s?%\s+off\b",
            r"\b(?:first|new)\s+(?:session|visit|appointment)s?\s+(?:is|are)?\s*(?:free|half|\d+\s?%)",
            r"\b(?:advocate|recommend)\s+buying\b",
            r"^(?:rated|rating:?)\s+\d",
            r"\b\d(?:\.\d)?\s+out\s+of\s+5\b(?![.,]\d)",
            r"\b\d+\s+(?:reviews|ratings)\b(?=\W*$)",
            r"^(?:check|compare|see)\s+(?:the\s+)?prices?\b",
            r"^our\s+top\s+pick\b",
            r"^(?:view|your)\s+(?:cart|basket)\b",
            r"\b(?:basket|cart)\s*\(\d+\)",
            r"^enrol+(?:l)?\s+now\b",
            r"\bbuy\s+the\s+(?:set|book|kit|bundle)\b",
            r"^(?:donate|give)\b.{0,50}$(?<![.])",
            r"\bdonate\s+[$£€]?\d",
            r"\bgift\s+in\s+your\s+will\b",
            r"^sign\s+our\s+petition\b",
            r"^get\s+involved$",
        ),
    ),
    (
        "booking line",
        Wordings(
            rf"\b(?:book|schedule)\s+(?:an?|your)\s+(?:(?:free|first|next)\s+)?{_BOOKED}\b(?!.{{0,30}}\b{_DOCTOR}\b)",
            r"^book\s+(?:now|online|today|here|in)\b",
            r"\b(?:our|my)\s+(?:clinic|office|practice|team|therapists|physiotherapists|studio|doors)\b.{0,60}\b"
            r"(?:open|locat|help\s+you|offer|provide|welcom|serv)\w*",
            r"\bour\s+office\s+has\b",
            r"\bour\s+(?:\w+\s+)?(?:reception|front\s+desk)\b",
            r"\bwe\s+accept\s+(?:most\s+)?(?:insurance|cards|cash|walk-ins|all\s+major)",
            r"\bwe\s+are\s+here\s+to\s+help\b",
            r"\baccept(?:s|ing)?\s+new\s+(?:patients|clients)\b",
            r"\bgift\s+(?:cards?|certificates?|vouchers?)\b",
        ),
    ),
    (
        "site notice",
        Wordings(
            r"\b(?:this|our)\s+website\s+(?:is|uses|has\s+been|will|may|contains|was)\b",
            r"\bour\s+site\s+(?:is|uses|has\s+been|will|may|contains|was)\b",
            r"\bthis\s+site\s+(?:uses\s+cookies|(?:is|was)\s+(?:for|meant|designed|intended|made|run|owned|not))\b",
            r"\b(?:we|this\s+site)\s+uses?\s+cookies\b",
            r"\bcookies?\s+(?:policy|settings|preferences|to\s+(?:improve|give|make|ensure))",
            r"\b(?:accept|reject|manage)\s+(?:all\s+)?cookies\b",
            r"\b(?:javascript|browser)\b.{0,40}\b(?:enable|disabled|required|support)",
            r"\ball\s+rights\s+reserved\b",
            r"©",
            r"\(c\)\s+\d{4}",
            r"^copyright\b",
            r"\bwe(?:['’]d|\s+would)\s+love\s+(?:your|to\s+hear)\b",
            r"\b(?:adding|converting|updating)\s+(?:the\s+)?(?:old\s+|new\s+)?posts\b",
            r"\bformat\s+of\s+the\s+posts\b",
            r"\b(?:posts|articles)\s+on\s+this\s+(?:site|blog)\b",
            r"^skip\s+to\b",
            r"^(?:go\s+)?back\s+to\s+(?:top\b|(?-i:[A-Z])|blog|home|all|list).{0,40}$",
            r"^(?:print|email|save)\s+this\b",
            r"^you\s+are\s+here\b",
            r"^(?:toggle|open|close)\s+(?:menu|navigation|search)",
            r"^loading\b.{0,20}$(?<!\.)",
            r"^advertisements?$",
            r"^jump\s+to\b",
            r"^table\s+of\s+contents$",
            r"^contents$",
            r"^(?:on|in)\s+this\s+(?:page|article|post)$",
            r"^(?:questions?|comments?|typos?|feedback|errors?)\?(?:\s|$)",
            r"\btypos?\b.{0,40}\b(?:let\s+(?:me|us)|report|tell)",
            r"^was\s+this\s+(?:page|article|information|post)\s+(?:helpful|useful)",
            r"^(?:page|last)\s+(?:last\s+)?(?:reviewed|updated|modified)\b.{0,30}\d\W*$",
            r"^\d+\s+(?:min(?:ute)?s?\s+read|views?|shares?|likes?|comments?)$",
            r"^page\s+\d+$",
            r"\bpage\s+\d+\s+of\s+\d+$",
            r"\b(?:date\s+published|review\s+date)\s*:",
            r"^(?:image|photo)\s+(?:credit|source|by)\b",
            r"^powered\s+by\b",
            r"^(?:web)?site\s+(?:design\w*|by|development)\b",
            r"\bupdated\s+our\s+(?:terms|privacy)",
            r"^comments\s+are\s+closed\b",
            r"^(?:student\s+)?(?:log\s?in|register|sign\s+in)\b.{0,30}$",
            r"^listen\s+to\s+this\b",
            r"^(?:image\s+|photo\s+)?credits?\s*:",
            r"\b\d+\s+(?:minute|min)s?\s+read\b",
            r"^(?:next\s+)?review\s+(?:date|due)\b",
            r"^reading\s+time\b",
            r"^learning\s+time\b",
            r"^(?:viewed|views)\s+[\d.,]+[km]?\b",
            r"^issn\b",
            r"^download\s+(?:as\s+)?pdf\b",
            r"^(?:cite|export)\s+this\b",
            r"^(?:export\s+citation|rights\s+and\s+permissions|article\s+metrics)\b",
            r"^received\s*:.*\b(?:accepted|published)\b",
            r"^volume\s+\d+,\s+issue\b",
            r"^next\s+review\s+due\b",
            r"^story\s+continues\b",
            r"^(?:most|trending)\s+read$",
            r"\bimprove\s+this\s+question\b",
            r"\b(?:bronze|silver|gold|\d+)\s+(?:bronze|silver|gold)?\s*badges?\b",
            r"\bshow\s+\d+\s+more\b",
            r"^sorted\s+by\b",
            r"^highest\s+score\b",
            r"^random\s+(?:article|page)$",
            r"^what\s+links\s+here$",
        ),
    ),
    (
        "sharing or newsletter line",
        Wordings(
            r"^(?:share|tweet|pin(?:\s+it)?|follow)\s*(?:this|on|us|:|$)(?!\s+(?:weight|load|line|muscle|path))",
            rf"\b{_NETWORK}\b.{{0,50}}\b(?:{_NETWORK}|email)\b",
            rf"\b{_NETWORK}\s+(?:page|channel|group|feed)\b",
            rf"^(?:{_NETWORK}|x|email|print|rss)$",
            r"\b(?:subscribe|sign\s+up)\s+(?:to|for|now|today|here|below)\b",
            r"\b(?:our|free|weekly|monthly|my)\s+(?:e-?)?newsletter\b",
            r"^(?:enter\s+)?your\s+(?:e-?mail|name)(?:\s+address)?\W*$",
            r"\byour\s+e-?mail\s+(?:address\s+)?(?:will\s+not|is\s+safe)",
            r"^pin\s+it\b",
            r"^join\s+[\d,]+\b",
            r"\bfollow\s+(?:us|me)\s+on\b",
            r"^enjoyed\s+this\b",
            r"^sign\s+me\s+up\b",
            r"\brequired\s+fields\b",
            r"\bunsubscribe\b",
            r"\bno\s+spam\b",
            r"\bdownload\s+(?:our|my|the)\s+(?:free\s+)?(?:e-?book|guide|app|pdf|leaflet)\b",
        ),
    ),
    (
        "link to another page",
        Wordings(
            r"\b(?:read|learn|find\s+out|see|view|show)\s+more\s*(?:[»›→>]|\.{3}|…|$)",
            r"^\W*(?:learn|read|find\s+out)\s+more\s+(?:about|on|at|here)\b",
            r"\b(?:click|tap)\s+(?:here|the\s+link|on\s+the\s+link|below)\b",
            r"^(?:https?://|www\.)\S+$",
            r"^(?:next|previous|older|newer)\s*(?:post|article|page|lesson|chapter|entries)?\s*[:«»‹›→←].{0,80}$",
            r"^(?:older|newer|next|previous)\s+(?:posts?|articles?|lessons?)$",
            r"^[«‹←].{0,80}$",
            r"^.{0,80}[»›→]$",
            r"^view\s+(?:all|full|our)\b.{0,40}$",
            r"^see\s+(?:all|our)\s+(?:posts|articles|products|services|\w+\s+page)\b.*$",
            r"^continue\s+reading\b",
            r"^\W*discover\s+our\b",
            r"^\W*(?:also\s+)?(?:read|see|related)\s*:\s.{0,80}$(?<![.!])",
            r"^(?:check\s+out|see)\s+(?:our|my)\s+(?:other|latest|blog|post|article|guide|shop|range)\b",
        ),
    ),
    (
        "post details",
        Wordings(
            rf"^{_POSTED}\s+(?:by|on|in|under)\b.{{0,80}}$(?<!\.)",
            rf"^(?:by|author|contributors?)(?:\s*:)?\s+(?:dr\.?\s+)?{_NAME}{_NAMES}\W*{_DATE}?$",
            r"^(?:tags?|tagged|categor(?:y|ies)|filed\s+under|keywords)\s*:\s.{1,120}$(?<!\.)",
            r"^(?:\w+\s+\d{1,2},\s+\d{4}|\d{1,2}\s+\w+\s+\d{4})\s*(?:[|·•,-]|at\s+\d).{0,60}$",
            r"^(?:reply|like|permalink|quote|report|edit|delete)$",
            r"\bsays:$",
            r"\b(?:asked|modified|answered|updated|edited|active)\s+\d.{0,30}\bago$",
            r"^\d+\s+(?:hours?|days?|weeks?|months?|years?)\s+ago\b",
        ),
    ),
    (
        "about the author",
        Wordings(
            rf"\b(?:has|runs|owns|operates|founded|opened)\s+{_WHOSE}?{_WHICH}(?:practice|clinic|studio)\b",
            r"\b(?:he|she|they)\s+(?:has|have)\s+(?:written|taught)\b",
            r"\b(?:he|she|they)\s+(?:has|have)\s+been\s+(?:practi[sc]ing|treating|teaching|working)\b",
            r"\bsees?\s+(?:clients|patients)\s+(?:in|at)\b",
            r"\b(?:lives|live)\s+in\s+(?-i:[A-Z])\w+\s+with\b",
            rf"^(?:dr\.?\s+)?{_NAME}\s+(?:[A-Z]\.?\s+)?{_NAME}{_LETTERS}\s+is\s+an?\s+(?:\w+\s+)?{_TRADE}",
            r"\b(?:he|she)\s+(?:graduated|trained|qualified)\s+(?:from|at|in)\b",
        ),
    ),
)


def line_reason(text: str) -> str:
    """Why a sentence or a line is furniture, "" where it is not.

    >>> line_reason("Questions? Call us on (404) 555-0101.")
    'contact line'
    >>> line_reason("Call 999 if the leg turns cold.")
    ''
    """
    if ADVICE.search(text):
        return ""
    if _has_phone(text):
        return "contact line"
    return next((reason for reason, pattern in LINES if pattern.search(text)), "")


def _has_phone(text: str) -> bool:
    """Whether a number to call stands in the text. A study's figures look like one, and counts of exercises."""
    if _COUNTED.search(text):
        return False
    return any(sum(map(str.isdigit, found.group())) >= _DIGITS for found in PHONE.finditer(text))
