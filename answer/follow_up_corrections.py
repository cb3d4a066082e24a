"""Questions that put the last one right ("no, I mean my calf") or say where what was told is ("on the outside").

What is new takes its place in the last question; `answer.follow_up_fragments` asks the last question of another.
"""

from __future__ import annotations

import re

from answer import follow_up_words as words
from answer.follow_up_context import Context, asked, is_asked, sentence

_BEFORE = re.compile(r"^(?:(?:for|in|on|of|with|about) )?(?:(?:the|a|an|my|your) )?", re.IGNORECASE)
_PART = re.compile(r"\b(?:side|part|bit|half|edge|outside|inside)\b", re.IGNORECASE)
_LOOSE = re.compile(
    r"^(?:mostly|mainly|only|just|usually|especially|always|sometimes|also|more|worse|worst|better|deep|sharp|dull|burning|constant|"
    r"shooting|going|running|spreading|radiating|travell?ing)\b"
)
_MOST = 24  # words of what was told, with all that was added to it


def swapped(body: str, context: Context) -> str | None:
    """The last question with one name for another: "not the medius, the minimus"."""
    plain = body.rstrip(" ?.!")
    if plain.lower() in words.ATTACHED:
        return _with_verb(plain.lower(), context)
    match = words.NOT_THIS.match(plain) or words.THIS_NOT.match(plain)
    if match is None or words.VERB.search(match["new"]):
        return None
    old, new = (_BEFORE.sub("", match[which]) for which in ("old", "new"))
    found = re.search(rf"\b{re.escape(old)}\b", context.question, re.IGNORECASE)
    if found is None:
        return None
    whole = context.question[: found.start()] + new + context.question[found.end() :]
    return asked(whole) if is_asked(context.question) else sentence(whole)


def _with_verb(verb: str, context: Context) -> str | None:
    """The last question with another verb of anatomy: "sorry, insert"."""
    for match in re.finditer(r"\w+", context.question):
        if match[0].lower() in words.ATTACHED:
            return asked(context.question[: match.start()] + verb + context.question[match.end() :])
    return None


def narrowed(body: str, context: Context) -> str | None:
    """What was told or asked, with the place or the time that is said of it now; None where the text says neither."""
    plain = body.rstrip(" ?.!")
    told = bool(words.STATED.match(context.main))
    if (side := words.SIDE.match(plain)) and (told or _PART.search(plain)):
        return _with(context, _placed(side["side"], context))
    more = words.TOLD.match(plain) if told else None
    if more is None or re.search(r"\b(?:what|how|which|why|where|should|can)\b", plain, re.IGNORECASE):
        return None
    text = more["more"] or more["hurts"]
    return _with(context, f", {text}" if more["hurts"] or _LOOSE.match(text.lower()) else f" {text}")


def _placed(side: str, context: Context) -> str | None:
    """A side with its preposition; None where the last question has another that it takes the place of."""
    said = side.lower().split()
    for row in words.DIRECTIONS:
        if any(word in row for word in said) and any(word in row for word in context.main.lower().split()):
            return None
    first = "in" if said[-1] in ("part", "bit", "half", "middle") else "at" if said[-1] in words.ENDS else "on"
    return f" {first} the {side}"


def _with(context: Context, more: str | None) -> str | None:
    """The last question with more of what it is about, before what was asked of it after a colon."""
    if more is None or len(f"{context.main}{more}".split()) > _MOST:
        return None
    _, colon, rest = context.question.partition(": ")
    whole = f"{context.main}{more}{colon}{rest}"
    return asked(whole) if colon or is_asked(context.question) else sentence(whole)
