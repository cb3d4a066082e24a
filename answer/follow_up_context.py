"""What a conversation is about so far: the last question, what it named, and words for asking of that again.

`answer.subjects` finds names in one text; here they are kept from one question to the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
AUXILIARY = re.compile(
    r"^(?:does|do|did|is|are|was|were|can|could|should|will|would|may|might|must|has|have|had)\b", re.IGNORECASE
)
_THERE = re.compile(r"^there (?:been )?(?:(?:a|an|any|some|much|good|big|recent) )*", re.IGNORECASE)
_VESSELS = re.compile(r"\b(?:nerve|artery|vein)$", re.IGNORECASE)
_JOINED = re.compile(r"^(?:[\s,&/]|\b(?:and|or|vs|versus|from|with|to|the|my|a|an)\b)+$", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:(?:good|used|meant) )?(?:for|like|about|called)$", re.IGNORECASE)
_HELPS = re.compile(
    r"^(.{2,60}?) (?:help|work|good|useful|effective)s?(?: (?:with|for|against|on))? (.+)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Context:
    """What has been asked so far: the last question, made whole; what it is about; and the same, with what is done.

    `older` are the subjects of the question before; `line` those of which the same was asked, in their order; `done`
    says whether the topic is something that is done ("stretch the soleus").
    """

    question: str
    subjects: tuple[Subject, ...]
    topic: str
    older: tuple[Subject, ...] = ()
    answer: str = ""
    line: tuple[Subject, ...] = ()
    done: bool = False

    @property
    def main(self) -> str:
        """The last question without what was asked of it after a colon."""
        return self.question.split(": ", 1)[0].rstrip(" ?.!")


def topic_of(question: str, found: Sequence[Subject]) -> str:
    """What a question is about, without the form of a question: "stretch the soleus", "low back pain"."""
    rest = question.rstrip(" ?.!")
    asks = set(asks_of(question))
    if match := words.FRAME.match(rest):
        done = rest[match.end() :]
        if 1 < len(done.split()) <= 14 and not asks & (NAMED_IN_FULL - {Ask.DEFINITION}):
            return re.sub(r"^do (?=\w)", "", done) if found and found[0].sort is Sort.TREATMENT else done
    if (stated := words.STATED.match(rest)) and len(stated[0].split()) <= 12:
        then = rest[stated.end() :].strip(" ,.;?!")
        frame = words.FRAME.match(then)
        return f"{stated[0]}, {then[frame.end() :]}" if frame and " " in then[frame.end() :] else stated[0]
    if (together := rest.split(": ", 1))[1:] and re.search(r"\b(?:or|and)\b", together[0]):
        return together[0]  # "the soleus or the gastrocnemius"
    if not words.VERB.search(rest) and found and " for " in rest and len(rest.split()) <= 8:
        return rest
    if (defined := words.DEFINED.match(rest)) and asks == {Ask.DEFINITION}:
        meant = _TRAILING.sub("", rest[defined.end() :])
        if found or len(meant.split()) <= 3:
            return meant
    if len({each.sort for each in found}) > 1 and not asks & NAMED_IN_FULL and (match := AUXILIARY.match(rest)):
        return _HELPS.sub(r"\1 for \2", _THERE.sub("", rest[match.end() :].strip()))
    if not found:
        return rest.split(": ", 1)[0]
    side = words.ON_A_SIDE.match(question, found[0].end)
    return f"{found[0].text}{side[0] if side else ''}"


def with_injury(question: str, found: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """The subjects of a question, after what is wrong with one: "gluteus minimus tear", "tear of the soleus"."""
    for each in found:
        if each.sort is not Sort.STRUCTURE:
            continue
        after = re.match(rf"\s+{words.INJURY}\b", question[each.end :], re.IGNORECASE)
        before = re.search(rf"\b{words.INJURY} (?:of|in|to) (?:(?:the|my|a) )?$", question[: each.start], re.IGNORECASE)
        if not after and not before:
            continue
        start, end = (before.start(), each.end) if before else (each.start, each.end + (after.end() if after else 0))
        article = bool(re.search(r"\b(?:the|a|an|my)\s+$", question[:start], re.IGNORECASE))
        ill = Subject(question[start:end], Sort.COMPLAINT, start, end, noun=True, article=article)
        return (ill, *(other for other in found if other is each or other.end <= start or end <= other.start))
    return found


def is_done(question: str) -> bool:
    """Whether the topic of a question is something that one does: "How do I stretch the soleus?"."""
    match = words.FRAME.match(question)
    if match is None or re.match(r"(?:what|which|why|where)\b(?!.* way\b)", match[0], re.IGNORECASE):
        return False
    return bool(re.search(r"\b(?:i|you|we|one|client|people|to|safely|best)\s+$", match[0], re.IGNORECASE))


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


def pair_of(context: Context) -> list[Subject]:
    """The two that were last spoken of, of one question or of two; none where they are not alike."""
    for found in (context.line, context.subjects, (*context.older[:1], *context.subjects)):
        two = _distinct(found)[:2]
        if len(two) > 1 and _are_alike(*two) and not any(_VESSELS.search(each.text) for each in two):
            return two
    return []


def line_of(context: Context | None, question: str, found: Sequence[Subject]) -> tuple[Subject, ...]:
    """Those of which the same is asked: what a question names together, after those before where it goes on."""
    first = found[0] if found else None
    together = [each for each in found[:1] if not _VESSELS.search(each.text)]
    for each in sorted(found, key=lambda each: each.start):
        if together and _are_alike(each, found[0]) and _JOINED.search(question[together[-1].end : each.start]):
            together.append(each)
    before = [each for each in (context.line if context else ()) if first and _are_alike(each, first)]
    return tuple(_distinct((*before, *together)))[:6]


def _are_alike(one: Subject, other: Subject) -> bool:
    return one.sort is other.sort or Sort.OTHER in (one.sort, other.sort)


def _distinct(found: Sequence[Subject]) -> list[Subject]:
    return list({each.text.lower(): each for each in found}.values())


def nth_of(which: str, context: Context, subjects: Subjects) -> Subject | None:
    """The first, second, … of those asked about in one line, else of what the last answer named; or the other one."""
    if which == "other":
        spoken = {each.text.lower() for each in context.subjects[:1]}
        return next((each for each in pair_of(context) if each.text.lower() not in spoken), None)
    place = words.ORDINALS[which]
    own = {each.text.lower() for each in context.subjects}
    named = [each for each in subjects.find(context.answer, foreign=False) if each.text.lower() not in own]
    for found in (context.line, named, context.subjects, pair_of(context)):
        if len(found) > max(place, 1):
            return found[place]
    return None


def subjects_in(context: Context) -> list[Subject]:
    """The subjects that stand in the last question itself, with their places there."""
    found = ((each, context.question.lower().find(each.text.lower())) for each in context.subjects)
    return [replace(each, start=at, end=at + len(each.text)) for each, at in found if at >= 0]


def prefixed(context: Context, body: str) -> str | None:
    """A question with its topic before it: safe grammar, whatever the question is."""
    about = context.topic
    if words.STATED.match(about):
        pass  # what was told is needed, whatever is asked: "what should I do?"
    elif context.subjects and set(asks_of(body)) & NAMED_IN_FULL:
        about = main_subject(context, asks_of(body)).text
    elif not set(asks_of(body)) & HOW_MUCH and not words.THAT.search(body) and not words.IT.search(body):
        study = words.STUDY.search(body) or words.STUDIED.search(body)
        ill = [each for each in context.subjects if each.sort in (Sort.COMPLAINT, Sort.STRUCTURE)]
        if (
            ill
            and not study
            and not words.OF_THE_CURE.search(body)
            and " for " in about
            and any(each.sort is Sort.TREATMENT for each in context.subjects)
        ):
            about = ill[0].text  # "does heat help?" was an aside
    said = re.findall(r"[a-z]+", body.lower())
    for row in words.DIRECTIONS:
        if any(word in row for word in said):
            about = " ".join(word for word in about.split() if word.lower() not in row)
    within = body if re.match(r"I\b", body) else f"{body[:1].lower()}{body[1:]}"
    return asked(f"{sentence(about)}: {within}" if about else body)


def joined(rest: str, context: Context) -> str:
    """The last question with more said of it: "How do I stretch the calf" and "if it hurts"."""
    whole = f"{context.question.rstrip(' ?.!')} {rest}"
    return asked(whole) if is_asked(context.question) else sentence(whole.rstrip(" ?.!"))


def is_asked(question: str) -> bool:
    """Whether something is asked, and not only told ("my hip hurts")."""
    return question.endswith("?") or not words.STATED.match(question)


def sentence(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def asked(text: str) -> str:
    """A text as a question."""
    return sentence(" ".join(text.split()).rstrip(" ?.!")) + "?"
