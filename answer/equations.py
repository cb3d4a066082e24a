"""Whether a sentence says what something is where its source does not: "is a form of", "is another name for", "is a".

All the words of "dry needling is a kind of acupuncture" may stand in a sentence that says something else of the two.
"""

from __future__ import annotations

import re

from index.analysis import fold

_IS = r"\b(?:is|are|was|were|be|being) (?:(?:also|both|all|just|simply|only|really) )*"
_OTHER = r"(?:by|under) another name|another (?:name|word|term) for|(?:the same|identical) (?:thing )?(?:as|to|with)"
_FORM = r"(?:forms?|kinds?|types?|sorts?|variants?|versions?|examples?) of\b"
_CALLED = r"\b(?:names?|named|called|known|means?|meaning|terms?|termed)\b|\("
_STATED = rf"\b(?:is|are|was|were|be|being)\b|:|{_CALLED}"
_SIGN = r"(?:[\w-]+ )?(?:signs?|indications?|hints?|pointers?|symptoms?) (?:of|that|for)\b"
_POINTS = (
    r"\b(?:point(?:s|ing)? (?:to|towards)|indicat\w+|suggest\w*|suspect\w*|suspicion|signs?|symptoms?"
    r"|signals?|means?|hints?|shows?)\b"
)
_DANGER = r"(?:[\w-]+ )?(?:danger|threat|hazard) (?:to|for)\b"
_ORDER, _CHOICE = r"(?:\w+ )?(?:reason|sign|cue) to\b", r"(?:\w+ )?(?:alternative|option|possibility)\b"
_FRAME = f"{_ORDER}|{_CHOICE}|{_SIGN}|{_DANGER}"
# What a text says of the kind, and what its source must have for that.
_PAIRS = (
    (rf"{_IS}(?:an? |one |the )?(?:[\w-]+ ){{0,2}}{_FORM}", rf"{_IS}(?:an?|one|the)\b|{_CALLED}"),
    (
        r"\b(?:names? (?:for|of)|(?<!be )called(?! (?:for|in|off|on|upon|back)\b)|known as)\b",
        rf"\b(?:same|or|also|calls?)\b|{_CALLED}",
    ),
    (
        rf"\b(?:{_OTHER})\b",
        rf"\b(?:names?|named|called|known as|words?|terms?|identical|synonyms?)\b|{_IS}the same\b",
    ),
    (rf"(?<!there ){_IS}an? (?!{_FRAME})\w+", _STATED),
    (rf"{_IS}an? {_SIGN}", rf"{_POINTS}|{_STATED}"),
    (rf"{_IS}an? {_DANGER}", rf"\b(?:threat|endanger|danger|hazard|risk|harm)|{_STATED}"),
    (rf"{_IS}an? {_ORDER}", rf"\b(?:if|when|for|unless)\b|{_STATED}"),
    (rf"{_IS}an? {_CHOICE}", rf"\b(?:or|may|can|could|possible|instead)\b|{_STATED}"),
)
_OF_ITEMS = 3
"""How many of these hold of the item of a list, too."""
_CLAIMS = tuple((re.compile(claim), re.compile(backing)) for claim, backing in _PAIRS)


def equates(text: str, quote: str, *, is_item: bool = False) -> tuple[str, str] | None:
    """The fault where the text says what something is, and the quote nothing of the sort; or None.

    What an item of a list is, "a contraindication" or "a possible cause", its heading says.

    >>> equates("Dry needling is a form of acupuncture.", "Dry needling uses the same kind of needle as acupuncture.")
    ('relation', 'is a form of')
    """
    said, given = fold(text), fold(quote)
    for claim, backing in _CLAIMS[:_OF_ITEMS] if is_item else _CLAIMS:
        found = claim.search(said)
        if found and not backing.search(given):
            return "relation", found[0]
    return None
