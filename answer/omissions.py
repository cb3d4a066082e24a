"""What a sentence that was written anew may not leave out of the one in whose place it stands.

`answer.support` asks that nothing is added. Shorter is plainer, so words may go, and whole asides; but never a number,
a "not", a word of degree, a part of the body, a condition or exception, nor all of what one side of a semicolon says.
What title and headings name stands over the sentence all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.amounts import put_plainly
from answer.claims import Claim, Word, read_claim, twins
from answer.hedges import degrees
from answer.levels import read_levels
from answer.measures import unsupported_quantity
from answer.movements import move_exactly
from answer.quantities import read_quantities
from answer.support import Cited
from answer.wider import name_exactly
from index.analysis import fold

_TURNS = re.compile(
    r"\b(?:but|unless|except|although|though|however|only if|provided|until|without|if|when|while|once|whether"
    r"|first|then|as long as|depends|depending|in case)\b"
)
_OPENING = re.compile(
    r"(?:^|[.;:] )((?:after|among|at|before|by|during|following|for|from|in|of|on|under|with|within)\b[^,;:.]+),",
    re.IGNORECASE,
)
"""What stands before a sentence and says of whom or of when it holds: "after a tear, …"."""
_ATTRIBUTED = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|reviews?|experiments?|dissections?|surveys?|cadavers?|anecdotal(?:ly)?|experience"
    r"|(?:we|i) (?:have )?(?:found|find|think|believe)|(?:some|many|most) (?:therapists?|authors?|texts?)"
    r"|sources?|textbooks?|said to|thought to|believed to|according to)\b",
    re.IGNORECASE,
)
"""What says on whose word, or in which study, something holds."""
_PARTS = re.compile(r"[;:]")
TOLD = 0.34  # the least share of a part's telling words that stand for it
HALF = 0.5  # of a phrase that says of whom or when the sentence holds
WHOLE = 0.8  # and of all that the sentence says
_REFERENCE = re.compile(r"\([^()]*\b(?:19|20)\d\d\b[^()]*\)")


def left_out(texts: Sequence[str], cited: Cited) -> str:
    """What the texts together leave out of the cited sentence that must not go, or "" where nothing is missed.

    >>> left_out(["Hold it."], Cited("Hold it for 30 seconds."))
    'number'
    """
    above = ". ".join((cited.title, *cited.heading_path))
    told = name_exactly(move_exactly(". ".join(texts), cited.quote), cited.quote, above)
    said, given = (read_claim(put_plainly(_REFERENCE.sub("", text))) for text in (told, cited.quote))
    around = read_claim(above)
    checks = (
        ("number", _misses_number(said.text, given.text)),
        ("negation", _denials(given) > _denials(said)),
        ("degree", not set(degrees(given.text)) <= set(degrees(said.text))),
        ("structure", any(not twins(word, said) and not twins(word, around) for word in _body(given))),
        ("part", any(_told(part, said) < TOLD for part in _PARTS.split(given.text))),
        ("condition", len(_TURNS.findall(fold(given.text))) > len(_TURNS.findall(fold(said.text)))),
        ("opening", any(_told(part, said, around) < HALF for part in _OPENING.findall(given.text))),
        ("source", bool(_ATTRIBUTED.search(given.text)) and not _ATTRIBUTED.search(said.text)),
        ("words", _told(given.text, said, around) < WHOLE),
    )
    return next((name for name, missed in checks if missed), "")


def _denials(claim: Claim) -> int:
    """How many words of a claim deny; that of a list denies each thing of it."""
    return len({negation.place for negation in claim.negations})


def _misses_number(said: str, given: str) -> bool:
    is_missed = unsupported_quantity(read_quantities(given), read_quantities(said))
    return bool(is_missed) or not read_levels(given) <= read_levels(said)


def _told(part: str, *claims: Claim) -> float:
    """The share of a part's telling words that stand in the claims, in these or in other words.

    A word that denies is compared by itself: "do not" says what "avoid" says.
    """
    claim = read_claim(part)
    denials = {negation.place for negation in claim.negations}
    telling = [word for word in claim.words if not word.light and word.place not in denials]
    told = sum(1 for word in telling if any(twins(word, claim) for claim in claims))
    return told / len(telling) if telling else 1.0


def _body(claim: Claim) -> list[Word]:
    """The words for parts of the body."""
    return [word for word in claim.words if word.body and not word.light]
