"""What Palpate is and is not, said with everything that it says: to each audience, in the words of the place.

The language is English everywhere, as that of the answers is. Whom to see instead, and how that is written, differs.
"""

from __future__ import annotations

from answer.places import region_of
from answer.types import DISCLAIMERS

_AMERICAN = {
    "a doctor or therapist who can": "a doctor, physical therapist or other licensed health professional who can",
    "your own examination and judgement": "your own examination and judgment within the scope of your license",
}
_CANADIAN = {
    "a doctor or therapist who can": "a doctor, physiotherapist or other regulated health professional who can",
    "your own examination and judgement": "your own examination and judgment within your scope of practice",
}
_AUSTRALASIAN = {
    "a doctor or therapist who can": "a GP, physiotherapist or other registered health practitioner who can",
    "your own examination and judgement": "your own examination and judgement within your scope of practice",
}
_WORDS = {
    **dict.fromkeys(("us", "pr", "gu", "vi", "as", "mp"), _AMERICAN),
    "ca": _CANADIAN,
    **dict.fromkeys(("au", "nz"), _AUSTRALASIAN),
}


def disclaimer_for(audience: str, locale: str) -> str:
    """The disclaimer for somebody who asks; that for clients where the audience is not known.

    >>> disclaimer_for("therapist", "en-US").endswith("judgment within the scope of your license.")
    True
    """
    text = DISCLAIMERS.get(audience, DISCLAIMERS["client"])
    for usual, local in _WORDS.get(region_of(locale), {}).items():
        text = text.replace(usual, local)
    return text
