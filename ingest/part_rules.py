"""The wordings that open a part of the page which is not the note: related posts, comments, the team, link bars.

`ingest.furniture_rules` knows single lines and sentences; the patterns here know headings, and what is taken away with
them is all that stands below. One pattern a line, searched without regard to case. `ingest.page_parts` applies them.
"""

from __future__ import annotations

import re

_NEWNESS = r"(?:recent|related|popular|latest|featured|trending|other|similar|more|further|previous|next|recommended)"
_THINGS = r"posts?|articles?|stor(?:y|ies)|news|blogs?|entries|products?|videos?|pages?|topics?"
_PAGES = rf"(?:{_THINGS}|conditions|services|courses)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


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
    r"^(?:sign\s+up|subscribe|newsletter|join\s+our|get\s+our)\b.{0,60}$",
    r"^stay\s+(?:in\s+touch|connected|up\s+to\s+date)\b.{0,60}$",
    r"^(?:follow\s+us|share\s+(?:this|on|via|with)|like\s+this|connect\s+with\s+us)\b.{0,60}$",
    r"^(?:about|meet)\s+(?:the\s+|our\s+)?(?:author|us|team|therapists?|clinic|practice|instructor)\b.*$",
    r"^author\s+(?:bio|profile)\b.*$",
    r"^(?:contact|find|visit|call|email|reach)\s+(?:us|me|details|information|the\s+clinic)\b.*$",
    r"^(?:opening|business|office|clinic)\s+(?:hours|times)\b.*$",
    r"^hours$",
    r"^upcoming\s+(?:courses?|events?|workshops?|classes)\b.{0,30}$",
    r"^mark\s+(?:\w+\s+)?(?:as\s+)?complete$",
    r"^(?:book|schedule|request)\s+(?:an?\s+|your\s+|now|online|today).{0,40}$",
    r"^(?:prices?|fees|insurance|payment)(?:\s+(?:and|&|we)\s+\w+)?$",
    r"^cookies?$",
    r"^(?:cookies?|privacy)\s*(?:policy|notice|settings|preferences)$",
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

# A table of contents, and the lines of a menu set side by side.
CONTENTS = _any(
    r"^(?:table of )?contents:?$",
    r"^(?:on|in) this (?:page|article|post|guide):?$",
    r"^jump to:?$",
    r"^quick links:?$",
)
CRUMBS = _any(
    r"^\W*(?:you are here:?\s*)?home\b\s*[>»/›|→·-][\w&' ,>»/›|→·-]++\W*$",
    r"^[\w&' -]+(?:\s[»›→>]\s[\w&' -]+)+$",
)
LINK_BAR = re.compile(r"^[\w&'’ -]{2,30}(?:[|•·/][\w&'’ -]{2,32}){2,}$")
