"""What a conversation is about so far: the last question, what it named, and words for asking of that again.

`answer.subjects` finds names in one text; here they are kept from one question to the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer import follow_up_words as words
from answer.question import Ask, asks_of
from answer.subjects import Sort, Subject, Subjects

NAMED_IN_FULL = frozenset(
    {
        Ask.NERVE,
        Ask.BLOOD,
        Ask.ORIGIN,
        Ask.INSERTION,
        Ask.ACTION,
        Ask.LOCATION,
        Ask.DEFINITION,
        Ask.REFERRAL,
        Ask.SYMPTOMS,
    }
)
_ANATOMY = frozenset({Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.ACTION, Ask.LOCATION})
HOW_MUCH = frozenset({Ask.DURATION, Ask.FREQUENCY, Ask.MEASURE})
HOW_MUCH = frozenset({Ask.DURATION, Ask.FREQUENCY, Ask.MEASURE})
AUXILIARY = re.compile(
    r"^(?:does|do|did|is|are|was|were|can|could|should|will|would|may|might|must|has|have|had)\b", re.IGNORECASE
)
_TRAILING = re.compile(r"\s+(?:(?:good|used|meant) )?(?:for|like|about|called)$", re.IGNORECASE)
_HELPS = re.compile(
    r"^(.{2,60}?) (?:help|work|good|useful|effective)s?(?: (?:with|for|against|on))? (.+)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Context:
    """What has been asked so far: the last question, made whole; what it is about; and the same, with what is done.

    `older` are the subjects of the question before.
    """

    question: str
    subjects: tuple[Subject, ...]
    topic: str
    older: tuple[Subject, ...] = ()
    answer: str = ""


def topic_of(question: str, found: Sequence[Subject]) -> str:
    """What a question is about, without the form of a question: "stretch the soleus", "low back pain"."""
    rest = question.rstrip(" ?.!")
    asks = set(asks_of(question))
    if match := words.FRAME.match(rest):
        done = rest[match.end() :]
        if 1 < len(done.split()) <= 14 and not asks & (NAMED_IN_FULL - {Ask.DEFINITION}):
            return done
    if (stated := words.STATED.match(rest)) and len(stated[0].split()) <= 12:
        then = rest[stated.end() :].strip(" ,.;?!")
        frame = words.FRAME.match(then)
        return f"{stated[0]}, {then[frame.end() :]}" if frame and " " in then[frame.end() :] else stated[0]
    if (defined := words.DEFINED.match(rest)) and found and asks == {Ask.DEFINITION}:
        return _TRAILING.sub("", rest[defined.end() :])
    if len({each.sort for each in found}) > 1 and not asks & NAMED_IN_FULL and (match := AUXILIARY.match(rest)):
        return _HELPS.sub(r"\1 for \2", rest[match.end() :].strip())
    return found[0].text if found else rest


def name_given(question: str, asked: Sequence[Subject], answered: Sequence[Subject]) -> Subject | None:
    """What the answer names where a question asks for a name: "which muscle is that?", "what could it be?"."""
    if not words.NAMELESS.search(question) or any(each.is_latin for each in asked):
        return None
    known = {each.text.lower() for each in asked}
    wanted = [each for each in answered if each.is_latin or (each.sort is Sort.COMPLAINT and "muscle" not in question)]
    return next((each for each in wanted if each.text.lower() not in known), None)


def main_subject(context: Context, asks: Sequence[Ask]) -> Subject:
    """The subject that is meant: the first one; a structure where the question is one of anatomy."""
    if set(asks) & _ANATOMY:
        return next((each for each in context.subjects if each.sort is Sort.STRUCTURE), context.subjects[0])
    return context.subjects[0]


def both_of(context: Context) -> str:
    """The two subjects that "they" stands for, "" where there is one."""
    if len(context.subjects) < 2 or context.subjects[0].sort is not context.subjects[1].sort:
        return ""
    return f"{context.subjects[0].spoken} and {context.subjects[1].spoken}"


def pair_of(context: Context) -> str:
    """The two that were last spoken of, of one question or of two."""
    found = list({each.text.lower(): each for each in (*context.older[:1], *context.subjects)}.values())
    inner = list({each.text.lower(): each for each in context.subjects}.values())
    two = inner[:2] if len(inner) > 1 else found[:2]
    return f"{two[0].spoken} or {two[1].spoken}" if len(two) > 1 else ""


def nth_of(which: str, context: Context, subjects: Subjects) -> Subject | None:
    """The first, second, … of what the last answer named; the question's own where it named as many."""
    place = words.ORDINALS[which]
    own = {each.text.lower() for each in context.subjects}
    named = [each for each in subjects.find(context.answer, foreign=False) if each.text.lower() not in own]
    for found in (named, context.subjects):
        if len(found) > max(place, 1):
            return found[place]
    return None


def subjects_in(context: Context) -> list[Subject]:
    """The subjects that stand in the last question itself."""
    return [each for each in context.subjects if context.question[each.start : each.end] == each.text]


def prefixed(context: Context, body: str) -> str | None:
    """A question with its topic before it: safe grammar, whatever the question is."""
    about = context.topic
    if context.subjects and set(asks_of(body)) & NAMED_IN_FULL:
        about = main_subject(context, asks_of(body)).text
    elif not set(asks_of(body)) & HOW_MUCH and not words.THAT.search(body) and not words.IT.search(body):
        ill = [each for each in context.subjects if each.sort in (Sort.COMPLAINT, Sort.STRUCTURE)]
        if ill and " for " in about and any(each.sort is Sort.TREATMENT for each in context.subjects):
            about = ill[0].text  # "does heat help?" was an aside
    said = re.findall(r"[a-z]+", body.lower())
    for row in words.DIRECTIONS:
        if any(word in row for word in said):
            about = " ".join(word for word in about.split() if word.lower() not in row)
    return asked(f"{sentence(about)}: {body[:1].lower()}{body[1:]}" if about else body)


def joined(rest: str, context: Context) -> str:
    """The last question with more said of it: "How do I stretch the calf" and "if it hurts"."""
    return asked(f"{context.question.rstrip(' ?.!')} {rest}")


def sentence(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def asked(text: str) -> str:
    """A text as a question."""
    return sentence(" ".join(text.split()).rstrip(" ?.!")) + "?"
