"""Whether a sentence says what something is, and whether a line of facts is about something else.

`answer.offers` knows how sentences that define look, whatever they define; here it has to be what was asked about.
"""

from __future__ import annotations

import re

from answer.candidates import stems_of
from answer.question import Question, is_name
from corpus.types import Role, Sentence

_IS = re.compile(
    r"^(?P<said>.{2,90}?)\s(?:(?:is|are)\s(?P<what>\w+)|means?\s|refers? to\s|stands? for\s)", re.IGNORECASE
)
_OTHER_NAME = re.compile(r"\([^)]*\)|,? or [^,]*,?")
_SAYS_HOW = re.compile(  # "is thought to", "is often", "is more": what is said of it, not what it is
    r"\w+ed|\w+ly|thought|felt|found|seen|known|often|more|less|most|not|no|likely|common|rare|better|worse|best|worst"
    r"|in|on|at|from|under|above|below|between|behind|deep|close|due|to",
    re.IGNORECASE,
)
_OF_ANY_NAME = stems_of("muscle muscles term word name")
_AT_END = re.compile(r"\(([^()]+)\)\.?$")


def defines(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence says what the thing is that the question names: nothing else is its subject."""
    match = _IS.match(sentence.text)
    if match is None or (match["what"] and _SAYS_HOW.fullmatch(match["what"])) or not question.terms:
        return False
    said = stems_of(match["said"])
    named: set[str] = set()
    for term in question.terms:
        names = [name for name in term.called if name <= said]
        named |= (term.alike & said).union(*names)
        if not names and not term.alike & said:
            return False
    return stems_of(_OTHER_NAME.sub(" ", match["said"])) <= named | _OF_ANY_NAME


def is_of_another(question: Question, sentence: Sentence) -> bool:
    """Whether a label line names in brackets whose fact it is, and that is nothing the question names.

    One note on several muscles has a line for each: "Origin: ischial spine (superior gemellus)".
    """
    match = _AT_END.search(sentence.text) if sentence.role is Role.LABEL else None
    if match is None or not any(is_name(word) for word in re.findall(r"[a-z]+", match[1].lower())):
        return False
    said = stems_of(sentence.text)
    return any(term.names for term in question.terms) and not any(
        term.names and (term.alike & said or any(name <= said for name in term.called)) for term in question.terms
    )
