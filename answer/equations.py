"""Whether a sentence says what something is where its source does not: "is a form of", "is another name for", "is a".

All the words of "dry needling is a kind of acupuncture" may stand in a sentence that says something else of the two.
"""

from __future__ import annotations

import re

from index.analysis import fold

_IS = r"\b(?:is|are|was|were|be|being) (?:(?:also|both|all|just|simply|only|really) )*"
_FORM = r"(?:forms?|kinds?|types?|sorts?|variants?|versions?|examples?) of\b"
_CALLED = r"\b(?:names?|named|called|known|means?|meaning|terms?|termed)\b|\("
# What a text says of the kind, and what its source must have for that.
_PAIRS = (
    (rf"{_IS}(?:an? |one |the )?(?:[\w-]+ ){{0,2}}{_FORM}", rf"{_IS}(?:an?|one|the)\b|{_CALLED}"),
    (r"\b(?:names? (?:for|of)|(?:called|known as))\b", rf"\b(?:same|or|also)\b|{_CALLED}"),
    (
        r"\b(?:(?:by|under) another name|another (?:name|word|term) for|(?:the same|identical) (?:thing )?(?:as|to|with))\b",
        rf"\b(?:names?|named|called|known as|words?|terms?|identical|synonyms?)\b|{_IS}the same\b",
    ),
    (rf"(?<!there ){_IS}an? \w+", rf"\b(?:is|are|was|were|be|being)\b|:|{_CALLED}"),
)
_CLAIMS = tuple((re.compile(claim), re.compile(backing)) for claim, backing in _PAIRS)


def equates(text: str, quote: str, *, is_item: bool = False) -> tuple[str, str] | None:
    """The fault where the text says what something is, and the quote nothing of the sort; or None.

    What an item of a list is, "a contraindication" or "a possible cause", its heading says.

    >>> equates("Dry needling is a form of acupuncture.", "Dry needling uses the same kind of needle as acupuncture.")
    ('relation', 'is a form of')
    """
    said, given = fold(text), fold(quote)
    for claim, backing in _CLAIMS[:-1] if is_item else _CLAIMS:
        found = claim.search(said)
        if found and not backing.search(given):
            return "relation", found[0]
    return None
