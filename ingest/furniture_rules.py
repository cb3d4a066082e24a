"""The wordings by which furniture is known, as data: one pattern a line, under the reason that is reported.

Patterns are searched without regard to case, but for what stands in `(?-i:…)`. They speak of how web pages are made in
general; none names a page, a person or a product. `ingest.furniture` applies them.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_NEWNESS = r"(?:recent|related|popular|latest|featured|trending|other|similar|more|further|previous|next|recommended)"
_PAGES = (
    r"(?:posts?|articles?|stor(?:y|ies)|news|blogs?|entries|products?|videos?|pages?|topics?|conditions|services|courses)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?"
_NETWORK = r"(?:facebook|twitter|instagram|pinterest|linkedin|youtube|tiktok|whatsapp)"
_NAME = r"(?-i:[A-Z][\w.'’-]+)"

# Headings that open a part of the page which belongs to the site and not to the note.
PART_HEADING = _any(
    rf"^(?:(?:our|weekly|latest|most)\s+)*{_NEWNESS}\s+(?:featured\s+|blog\s+|health\s+)?{_PAGES}\b.*$",
    r"^you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested).*$",
    r"^(?:people|customers|readers)\s+also\b.*$",
    r"^customers\s+who\b.*$",
    r"^(?:more\s+(?:from|on)|up\s+next|frequently\s+bought|recently\s+viewed)\b.*$",
    r"^(?:read|see)\s+(?:also|next|more)\b.{0,20}$",
    r"^related(?:\s+(?:links?|reading|content|resources|searches))?$",
    r"^(?:shop|our\s+(?:products|shop|services|team|clinics?|courses|locations?|therapists))\b.{0,30}$",
    r"^(?:\d+\s+)?(?:comments?|responses?|replies|thoughts?\s+on|trackbacks?)\b(?!\s+(?:to|of|in)\b).{0,80}$",
    r"^(?:leave|post|write|add)\s+a\s+(?:comment|reply|review)\b.*$",
    r"^join\s+(?:the\s+)?(?:conversation|discussion)\b.*$",
    r"^(?:client|patient|customer)?\s*(?:testimonials?|reviews)(?:\s*\(\d+\))?$",
    r"^what\s+(?:our\s+)?(?:clients|patients|customers)\s+(?:say|are\s+saying)\b.*$",
    r"^(?:categories|archives?|tags|tag\s+cloud|blogroll|meta|search|sidebar|navigation|main\s+menu|menu|site\s*map)$",
    r"^(?:sign\s+up|subscribe|newsletter|join\s+our|get\s+our|stay\s+(?:in\s+touch|connected|up\s+to\s+date))\b.{0,60}$",
    r"^(?:follow\s+us|share\s+(?:this|on|via|with)|like\s+this|connect\s+with\s+us)\b.{0,60}$",
    r"^(?:about|meet)\s+(?:the\s+|our\s+)?(?:author|us|team|therapists?|clinic|practice|instructor)\b.*$",
    r"^author\s+(?:bio|profile)\b.*$",
    r"^(?:contact|find|visit|call|email|reach)\s+(?:us|me|details|information|the\s+clinic)\b.*$",
    r"^(?:opening|business|office|clinic)\s+(?:hours|times)\b.*$",
    r"^hours$",
    r"^(?:book|schedule|request)\s+(?:an?\s+|your\s+|now|online|today).{0,40}$",
    r"^(?:prices?|fees|insurance|payment)(?:\s+(?:and|&|we)\s+\w+)?$",
    r"^cookies?$|^(?:cookies?|privacy)\s*(?:policy|notice|settings|preferences)$",
    r"^(?:quick|useful|footer)\s+links$",
    r"^published\s+by$",
    r"^(?:my\s+)?(?:digital\s+)?business\s+card$",
    r"^(?:advertisement|sponsored|promoted)\b.*$",
)
# Such a part goes on to the end of the page, whatever headings it has: each teaser, each comment has its own.
TAIL_HEADING = _any(
    rf"^(?:(?:our|weekly|latest|most)\s+)*{_NEWNESS}\s+(?:blog\s+|health\s+)?{_PAGES}\b",
    r"^you\s+(?:may|might)\b",
    r"^(?:people|customers|readers)\s+(?:also|who)\b",
    r"^(?:\d+\s+)?(?:comments?|responses?|replies)\b",
    r"^(?:leave|post|write|add)\s+a\b",
    r"^more\s+from\b",
    r"^join\s+(?:the\s+)?(?:conversation|discussion)",
)

# Comments go on to the end of the page.
COMMENTS = _any(r"^(?:\d+\s+)?(?:comments?|responses?|replies)\b", r"^(?:leave|post|write|add)\s+a\b", r"^join\s+the\b")

# A sentence that speaks of an emergency or of a helpline is advice, whatever numbers stand in it.
ADVICE = _any(
    r"\b(?:call|ring|dial|phone|text)\b.{0,40}\b(?:9\s?9\s?9|9\s?1\s?1|1\s?1\s?2|0\s?0\s?0|1\s?1\s?1|988|116\s?123|13\s?11\s?14)\b",
    r"\b(?:emergenc(?:y|ies)|ambulance|samaritans|lifeline|helpline|crisis\s+line|nhs\s+111|poison\w*|A\s?&\s?E)\b",
)

PHONE = re.compile(
    r"(?<![\w.-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?\d{3,4}[\s.-]?\d{3,4}|1?[.-]?\d{3}[.-]\d{3}[.-]\d{4}"
    r"|\d{3}\s\d{3}\s\d{4}|0\d{2,4}[\s.-]\d{3,4}[\s.-]?\d{3,4}|0\d{9,10}|0\d{3,4}\s\d{5,6}|\d{3}-\d{4}"
    r"|\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){2,5})(?![\w-])"
)

LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "contact line",
        _any(
            r"[\w.+-]+@[\w-]+\.[a-z]{2,}",
            r"^(?:tel|telephone|phone|fax|mobile|e-?mail|call\s+us|text\s+us)\s*[:.]",
            r"\bcontact\s+(?:us|me|our\s+\w+|the\s+(?:clinic|office))\s+(?:at|on|via|by|to|for|if|today|now)\b",
            r"\b(?:call|phone|ring|email|text|whatsapp)\s+(?:us|me|our\s+(?:\w+\s+)?(?:office|clinic|reception|team))\b",
            r"\b(?:give\s+us\s+a\s+call|get\s+in\s+touch|drop\s+us\s+a\s+line)\b",
            r"\bfeel\s+free\s+to\s+(?:contact|ask|call|reach)\b",
            r"^\d+[a-z]?\s+[\w\s.]{2,40}\b(?:street|st|avenue|ave|road|rd|lane|drive|blvd|boulevard|suite)\b[.,]",
            rf"^{_DAY}\b.{{0,30}}(?:\b\d{{1,2}}(?:[:.]\d\d)?\s*(?:am|pm)\b|\b\d{{1,2}}[:.]\d\d\b|\bclosed\b|\bby\s+appointment\b)",
        ),
    ),
    (
        "licence number or credentials",
        _any(
            r"\blicen[sc]e\s*(?:#|no\b|number|nr\b|compact|:)",
            r"\blicen[sc]ed\s+as\s+an?\b",
            r"\bcontrol\s+no\b",
            r"\b(?:registered|reg\.?)\s+(?:charity|company|office)\b",
            r"\b(?:charity|company|VAT|HCPC|GOsC|NPI|ABN)\s*(?:registration\s*)?(?:no|number|nr|#|reg\w*)\b",
            r"\bregistration\s+(?:no|number)\b",
            r"\bpresently\s+matriculated\b",
            rf"^(?:Dr\.?\s+)?(?:{_NAME}\s+){{1,3}}(?-i:(?:[A-Z]{{2,7}}\*?[,\s]+){{2,}}[A-Z]{{2,7}}\*?)$",
            r"(?-i:(?:\b[A-Z]{2,6}\*?,\s*){2,}[A-Z]{2,6}\*)",
        ),
    ),
    (
        "affiliate or sales notice",
        _any(
            r"\baffiliates?\s+(?:links?|program\w*|commission|partner|disclosure)",
            r"\b(?:earn|receive|get|make)\s+(?:an?\s+)?(?:small\s+)?commissions?\b",
            r"\bcommissions?\s+(?:I|we)\s+(?:make|earn|receive)\b",
            r"\bamazon\s+associate|\bqualifying\s+purchases?\b",
            r"\bat\s+no\s+(?:additional|extra)\s+cost\b",
            r"\b(?:promo|discount|coupon|voucher)\s+code\b|\buse\s+(?:the\s+)?code\s+(?-i:[A-Z0-9]{4,})",
            r"\badd\s+to\s+(?:cart|basket|bag|wish)",
            r"\bfree\s+(?:shipping|delivery|consultation|quote)\b",
            r"\b(?:buy|shop|order)\s+(?:now|online|here|today)\b",
            r"[$£€]\s?\d+(?:[.,]\d\d)?\b",
            r"\b(?:in|out\s+of)\s+stock\b|\bsponsored\s+by\b|\bmoney[-\s]back\b|\b\d+\s?%\s+off\b",
            r"\b(?:first|new)\s+(?:session|visit|appointment)s?\s+(?:is|are)?\s*(?:free|half|\d+\s?%)",
            r"\b(?:advocate|recommend)\s+buying\b|^(?:rated|rating:?)\s+\d|\b\d(?:\.\d)?\s+out\s+of\s+5\b|\b\d+\s+(?:reviews|ratings)\b",
            r"^(?:check|compare|see)\s+(?:the\s+)?prices?\b|^our\s+top\s+pick\b|^(?:view|your)\s+(?:cart|basket)\b|^basket\s*\(\d+\)|^enrol+(?:l)?\s+now\b",
            r"\bbuy\s+the\s+(?:set|book|kit|bundle)\b|^(?:donate|give)\b.{0,50}$(?<![.])|\bdonate\s+[$£€]?\d|\bgift\s+in\s+your\s+will\b|^sign\s+our\s+petition\b|^get\s+involved$",
        ),
    ),
    (
        "booking line",
        _any(
            r"\b(?:book|schedule)\s+(?:an?\s+|your\s+)(?:free\s+|first\s+|next\s+)?(?:appointment|consultation|session|visit|"
            r"treatment|massage|call|place|spot|class)\b(?!.{0,30}\b(?:doctor|GP|physician|nurse|surgeon|specialist)\b)",
            r"^book\s+(?:now|online|today|here|in)\b",
            r"\b(?:our|my)\s+(?:clinic|office|practice|team|therapists|physiotherapists|studio|doors)\b.{0,60}\b"
            r"(?:open|locat|help\s+you|offer|provide|welcom|serv)\w*",
            r"\bour\s+office\s+has\b",
            r"\bwe\s+accept\s+(?:most\s+)?(?:insurance|cards|cash|walk-ins|all\s+major)",
            r"\bwe\s+are\s+here\s+to\s+help\b",
            r"\baccept(?:s|ing)?\s+new\s+(?:patients|clients)\b",
            r"\bgift\s+(?:cards?|certificates?|vouchers?)\b",
        ),
    ),
    (
        "site notice",
        _any(
            r"\b(?:this|our)\s+(?:web)?site\s+(?:is|uses|has\s+been|will|may|contains|was)\b",
            r"\b(?:we|this\s+site)\s+uses?\s+cookies\b|\bcookies?\s+(?:policy|settings|preferences|to\s+(?:improve|give|make|ensure))",
            r"\b(?:accept|reject|manage)\s+(?:all\s+)?cookies\b",
            r"\b(?:javascript|browser)\b.{0,40}\b(?:enable|disabled|required|support)",
            r"\ball\s+rights\s+reserved\b|©|\(c\)\s+\d{4}|^copyright\b",
            r"\bwe(?:['’]d|\s+would)\s+love\s+(?:your|to\s+hear)\b",
            r"\b(?:adding|converting|updating)\s+(?:the\s+)?(?:old\s+|new\s+)?posts\b|\bformat\s+of\s+the\s+posts\b",
            r"\b(?:posts|articles)\s+on\s+this\s+(?:site|blog)\b",
            r"^skip\s+to\b|^(?:go\s+)?back\s+to\s+(?:top\b|(?-i:[A-Z])|blog|home|all|list).{0,40}$|^(?:print|email|save)\s+this\b|^you\s+are\s+here\b",
            r"^(?:toggle|open|close)\s+(?:menu|navigation|search)|^loading\b|^advertisements?$|^jump\s+to\b",
            r"^table\s+of\s+contents$|^contents$|^(?:on|in)\s+this\s+(?:page|article|post)$",
            r"^(?:questions?|comments?|typos?|feedback|errors?)\?(?:\s|$)|\btypos?\b.{0,40}\b(?:let\s+(?:me|us)|report|tell)",
            r"^was\s+this\s+(?:page|article|information|post)\s+(?:helpful|useful)",
            r"^(?:page|last)\s+(?:last\s+)?(?:reviewed|updated|modified)\b.{0,30}\d",
            r"^\d+\s+(?:min(?:ute)?s?\s+read|views?|shares?|likes?|comments?)$|^page\s+\d+(?:\s+of\s+\d+)?$",
            r"^(?:image|photo)\s+(?:credit|source|by)\b|^powered\s+by\b|^(?:web)?site\s+(?:design\w*|by|development)\b",
            r"\bupdated\s+our\s+(?:terms|privacy)|^comments\s+are\s+closed\b|^(?:student\s+)?(?:log\s?in|register|sign\s+in)\b.{0,30}$",
            r"^listen\s+to\s+this\b|^(?:image\s+|photo\s+)?credits?\s*:|\b\d+\s+(?:minute|min)s?\s+read\b|^(?:next\s+)?review\s+(?:date|due)\b",
            r"^reading\s+time\b|^learning\s+time\b|^(?:viewed|views)\s+[\d.,]+[km]?\b|^issn\b|^download\s+(?:as\s+)?pdf\b|^(?:cite|export)\s+this\b",
            r"^(?:export\s+citation|rights\s+and\s+permissions|article\s+metrics)\b|^received\s*:.*\b(?:accepted|published)\b",
            r"^volume\s+\d+,\s+issue\b|^next\s+review\s+due\b|^story\s+continues\b|^(?:most|trending)\s+read$|\bimprove\s+this\s+question\b",
            r"^(?:bronze|silver|gold|\d+)\s+(?:bronze|silver|gold)?\s*badges?\b|^show\s+\d+\s+more\b|^highest\s+score\b|^random\s+(?:article|page)$|^what\s+links\s+here$",
        ),
    ),
    (
        "sharing or newsletter line",
        _any(
            r"^(?:share|tweet|pin(?:\s+it)?|follow)\s*(?:this|on|us|:|$)(?!\s+(?:weight|load|line|muscle|path))",
            rf"\b{_NETWORK}\b.{{0,50}}\b(?:{_NETWORK}|email)\b|\b{_NETWORK}\s+(?:page|channel|group|feed)\b",
            rf"^(?:{_NETWORK}|x|email|print|rss)$",
            r"\b(?:subscribe|sign\s+up)\s+(?:to|for|now|today|here|below)\b|\b(?:our|free|weekly|monthly|my)\s+(?:e-?)?newsletter\b",
            r"^(?:enter\s+)?your\s+(?:e-?mail|name)(?:\s+address)?\W*$|\byour\s+e-?mail\s+(?:address\s+)?(?:will\s+not|is\s+safe)",
            r"^pin\s+it\b|^join\s+[\d,]+\b|\bfollow\s+(?:us|me)\s+on\b|^enjoyed\s+this\b|^sign\s+me\s+up\b",
            r"\brequired\s+fields\b|\bunsubscribe\b|\bno\s+spam\b",
            r"\bdownload\s+(?:our|my|the)\s+(?:free\s+)?(?:e-?book|guide|app|pdf|leaflet)\b",
        ),
    ),
    (
        "link to another page",
        _any(
            r"(?:…|\.\.\.)?\s*\b(?:read|learn|find\s+out|see|view|show)\s+more\s*(?:[»›→>]|\.{3}|…|$)",
            r"^\W*(?:learn|read|find\s+out)\s+more\s+(?:about|on|at|here)\b",
            r"\b(?:click|tap)\s+(?:here|the\s+link|on\s+the\s+link|below)\b",
            r"^(?:https?://|www\.)\S+$",
            r"^(?:next|previous|older|newer)\s*(?:post|article|page|entries)?\s*[:«»‹›→←].{0,80}$|^(?:older|newer|next|previous)\s+(?:posts?|articles?|lessons?)$",
            r"^[«‹←].{0,80}$|^.{0,80}[»›→]$",
            r"^view\s+(?:all|full|our)\b.{0,40}$|^see\s+(?:all|our)\s+(?:posts|articles|products|services|\w+\s+page)\b.*$",
            r"^continue\s+reading\b",
            r"^\W*(?:also\s+)?(?:read|see|related)\s*:\s.{0,80}$(?<![.!])",
            r"^(?:check\s+out|see)\s+(?:our|my)\s+(?:other|latest|blog|post|article|guide|shop|range)\b",
        ),
    ),
    (
        "post details",
        _any(
            r"^(?:posted|published|written|filed|submitted|(?:medically\s+)?reviewed|edited|updated)\s+(?:by|on|in|under)\b.{0,80}$(?<!\.)",
            rf"^(?:by|author|contributors?)\s*:?\s+(?:dr\.?\s+)?{_NAME}(?:,?\s+(?:(?:and|&)\s+)?{_NAME}){{1,6}}\W*(?:\w+\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+\w+\s+\d{{4}})?$",
            r"^(?:tags?|tagged|categor(?:y|ies)|filed\s+under|keywords)\s*:\s",
            r"^(?:\w+\s+\d{1,2},\s+\d{4}|\d{1,2}\s+\w+\s+\d{4})\s*(?:[|·•,-]|at\s+\d).{0,60}$",
            r"^(?:reply|like|permalink|quote|report|edit|delete)$|\bsays:$|^(?:asked|modified|answered|updated|edited|active)\s+.{0,30}\bago$|^\d+\s+(?:hours?|days?|weeks?|months?|years?)\s+ago\b",
        ),
    ),
    (
        "about the author",
        _any(
            r"\b(?:has|runs|owns|operates|founded|opened)\s+(?:an?\s+|her\s+|his\s+|their\s+)?(?:own\s+)?(?:private\s+)?"
            r"(?:massage\s+|physio\w*\s+|clinical\s+)?(?:practice|clinic|studio)\b",
            r"\b(?:he|she|they)\s+(?:has|have)\s+(?:written|taught|been\s+(?:practi[sc]ing|treating|teaching|working))\b",
            r"\bsees?\s+(?:clients|patients)\s+(?:in|at)\b|\b(?:lives|live)\s+in\s+(?-i:[A-Z])\w+\s+with\b",
            rf"^(?:dr\.?\s+)?{_NAME}\s+(?:[A-Z]\.?\s+)?{_NAME}(?:,\s*(?-i:[A-Z]{{2,5}}))*\s+is\s+an?\s+(?:\w+\s+)?(?:licen[sc]ed|registered|"
            r"certified|chartered|qualified|massage|physical|sports|physiotherap|osteopath|chiropract|personal|freelance|writer|author)",
            r"\b(?:he|she)\s+(?:graduated|trained|qualified)\s+(?:from|at|in)\b",
        ),
    ),
)

CRUMBS = re.compile(
    r"^\W*(?:you are here:?\s*)?home\b(?:\s*[>»/›|→·-]\s*[\w&' ,-]+)+\W*$|^[\w&' -]+(?:\s[»›→>]\s[\w&' -]+)+$", re.IGNORECASE
)
LINK_BAR = re.compile(r"^(?:[\w&'’ -]{2,30}\s*[|•·/]\s*){2,}[\w&'’ -]{2,30}$")


def line_reason(text: str) -> str:
    """Why a sentence or a line is furniture, "" where it is not.

    >>> line_reason("Questions? Call us on (404) 555-0101.")
    'contact line'
    >>> line_reason("Call 999 if the leg turns cold.")
    ''
    """
    if ADVICE.search(text):
        return ""
    if PHONE.search(text) and not re.search(r"\b(?:reps?|sets?|seconds?|minutes?|cm|mm|kg)\b", text):
        return "contact line"
    return next((reason for reason, pattern in LINES if pattern.search(text)), "")
