"""Whether a sentence says that something can be done of which its source says that it cannot, or the reverse.

`answer.denials` compares negations by the words that they reach; here the act itself is asked for: what it is
"impossible to feel" nobody "is able to feel", whatever else the two sentences say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from answer.claims import Claim
from answer.meanings import root
from index.analysis import fold

_CANNOT = (
    r"cannot|can ?not|can't|can hardly|(?:un|not )able to|in ?ability to|(?:not possible|impossible)"
    r"(?: for (?:\w+ ){1,2}?| )to|no (?:way|chance) (?:of|to)|too (?:\w+ ){1,2}?to"
)
_CAN = r"can|able to|ability to|possible(?: for (?:\w+ ){1,2}?| )to|possible by"
_ACT = re.compile(
    rf"\b(?:(?P<not>{_CANNOT})|(?P<can>{_CAN})) (?:(?:also|still|even|only|just|often|usually|readily|easily|be|been"
    r"|reliably|hardly|well|in fact) )*(?P<act>[a-z]+)"
)
_NOBODY = re.compile(r"\b(?:no|nobody|none|neither|nothing|not (?:a|one|any)|hardly any|few)\b[^.;:,]*$")
_EMPTY = frozenset(map(root, "be have do get make go come take help cause lead occur happen the it you use".split()))


def misjudged_ability(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of an act that can be done in the one and not in the other, with the act, or None."""
    ours, theirs = _acts(said), _acts(given)
    wrong = (act for act, can in ours.items() if len(can) == 1 and len(theirs.get(act, ())) == 1)
    return next((("negation", act) for act in wrong if ours[act] != theirs[act]), None)


def _acts(claim: Claim) -> Mapping[str, frozenset[bool]]:
    """The acts that a text says can be done, and those that cannot."""
    found: dict[str, frozenset[bool]] = {}
    text = fold(claim.text).replace("’", "'")
    for match in _ACT.finditer(text):
        act = root(match["act"])
        nobody = _NOBODY.search(text[: match.start()])
        if act not in _EMPTY:
            found[act] = found.get(act, frozenset()) | {match["not"] is None and nobody is None}
    return found
