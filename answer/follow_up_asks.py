"""Short questions in everyday words, asked as notes answer them: "any proof" is "How good is the evidence for …?".

`answer.follow_ups` puts a topic before a question and leaves its words; here the words say too little to be searched.
"""

from __future__ import annotations

import re

from answer.follow_up_context import Context, asked
from answer.follow_up_words import STATED, THE_SAME
from answer.question import Ask, asks_of
from answer.subjects import Sort

_THIS = r"(?:it|that|this|they|these|those)"
_RED_FLAGS = (
    r"^(?:(?:(?:are|is) there )?(?:any |what (?:are )?(?:the )?)?(?:red flags?|warning signs?)"
    r"|when (?:should|do|must) (?:i|we|you) (?:worry|panic|be (?:worried|concerned|alarmed)))$"
)
_PROOF = (
    r"^(?:(?:is there |what(?:['’]?s| is) the |any )(?:good |real |much )?(?:proof|evidence)"
    rf"(?: (?:for|of|behind) {_THIS})?"
    r"|how (?:sure|certain|reliable|solid|well proven|trustworthy) (?:is|are) "
    rf"(?:{_THIS}|you|we)(?: of {_THIS})?|(?:who )?says who|who says(?: so)?)$"
)
_FORBIDDEN = (
    r"^(?:when (?:not to|(?:should|must) (?:i|we|you) not|shouldn['’]?t (?:i|we|you))(?: (?:do|use|try|have))?"
    rf"(?: {_THIS})?|(?:who|where|when) (?:should|must) {_THIS} not be (?:done|used|given))$"
)
_NOT = r"(?:(?:does|do|did|is|are|has|have)(?:n['’]?t| not)|won['’]?t|will not|never)"
_BETTER = (
    r"(?:help(?:s|ed|ing)?|work(?:s|ed|ing)?|(?:get(?:s|ting)? )?(?:any )?better|go(?:es|ing|ne)? away|enough|"
    r"improv(?:e|es|ed|ing)|eas(?:e|es|ed|ing)|settl(?:e|es|ed|ing)|heal(?:s|ed|ing)?|stop(?:s|ped|ping)?)"
)
_NO_BETTER = re.compile(
    rf"^(?:what )?(?:if|when) (?:(?:{_THIS}|the pain) (?:still |just )?{_NOT}|nothing|none of {_THIS}) "
    rf"(?:really |ever |just )?{_BETTER}$",
    re.IGNORECASE,
)
# The words that are typed, and how a note says them.
_PLAINLY = (
    (re.compile(_RED_FLAGS, re.IGNORECASE), "what are the red flags of"),
    (re.compile(_PROOF, re.IGNORECASE), "how good is the evidence for"),
    (re.compile(_FORBIDDEN, re.IGNORECASE), "what are the contraindications of"),
)
_TESTED = re.compile(
    r"^how (?:do|would|can|could|will) (?:they|you|doctors?|physios?|therapists?) "
    rf"(?:test|check|diagnose)(?: for)? {_THIS}$",
    re.IGNORECASE,
)
_REACHES = re.compile(
    rf"^(?P<verb>does|do|can|could|will|might|may) {_THIS} (?P<more>(?:ever |also |sometimes )?"
    r"(?:go|reach|spread|travel|get|extend|radiate|shoot|run)\b.*)$",
    re.IGNORECASE,
)
_HOW_FAR = re.compile(
    r"^(?P<far>how far(?: (?:up|down|out|along|forwards?|backwards?))?)(?: does (?:it|that) (?:go|reach))?$",
    re.IGNORECASE,
)
_AGAIN_AND_AGAIN = re.compile(r"^(?:how (?:often|hard|many times|deep)|when)$", re.IGNORECASE)


def put_plainly(body: str, context: Context) -> str | None:
    """The question in the words of a note, None where it has words enough of its own."""
    plain = body.rstrip(" ?.!")
    if context.done and _AGAIN_AND_AGAIN.match(plain):
        return asked(f"{plain} should I {context.topic[:1].lower()}{context.topic[1:]}")
    if context.subjects and Ask.REFERRAL in asks_of(context.question) and (pain := _of_the_pain(plain, context)):
        return pain
    if not context.subjects or STATED.match(context.topic):
        return None
    if _NO_BETTER.match(plain) and (ill := _what_is_ill(context)):
        return asked(f"what should I do if {ill} does not improve")
    if _TESTED.match(plain):
        return asked(f"how is {context.subjects[0].spoken} tested")
    said = next((said for typed, said in _PLAINLY if typed.match(plain)), None)
    return said and asked(f"{said} {context.subjects[0].spoken}")


def _what_is_ill(context: Context) -> str:
    """The complaint that was spoken of, or the pain of what was; "" where there is neither."""
    ill = next((each.spoken for each in context.subjects if each.sort is Sort.COMPLAINT), "")
    hurts = next((each.spoken for each in context.subjects if each.sort is Sort.STRUCTURE), "")
    return ill or (hurts and f"{hurts} pain")


def _of_the_pain(plain: str, context: Context) -> str | None:
    """How far pain spreads, after a question of where it does: what goes below the knee is not the muscle."""
    first = context.subjects[0]
    if first.sort is not Sort.STRUCTURE:
        return None
    if match := _REACHES.match(plain):
        return asked(f"{match['verb']} {first.text} pain {match['more']}")
    if match := _HOW_FAR.match(plain):
        return asked(f"{match['far']} does {first.text} pain spread")
    return None


def with_noun(body: str, context: Context) -> str | None:
    """The question with the name for "the muscle" or "the condition", where one was named."""
    for match in THE_SAME.finditer(body):
        sorts = {"muscle": Sort.STRUCTURE, "condition": Sort.COMPLAINT}
        sort = sorts.get(match["noun"].lower(), Sort.TREATMENT)
        if found := next((each for each in context.subjects if each.sort is sort), None):
            return asked(f"{body[: match.start()]}{found.spoken}{body[match.end() :]}")
    return None
