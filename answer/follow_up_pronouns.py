"""Words that stand for something said before ("it", "its", "that one"), and the question with that in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import follow_up_words as words
from answer.follow_up_context import HOW_MUCH, NAMED_IN_FULL, Context, asked, both_of, main_subject, prefixed
from answer.question import Ask, asks_of
from answer.subjects import Sort, Subject

_THEY = re.compile(r"\bthey\b")
_AGAINST = re.compile(r"\b(?:for|with|against|on)\s+$", re.IGNORECASE)


def find_pronoun(body: str, named: Sequence[Subject]) -> re.Match[str] | None:
    """The first word that stands for something said before; None where what it stands for is in the question."""
    bare = body
    for pattern in (words.EXPLETIVE, *([words.TAKES] if any(each.certain for each in named) else [])):
        bare = pattern.sub(lambda found: " " * len(found[0]), bare)
    bare = words.OF_PEOPLE.sub(lambda found: found["before"] + " " * len(found["they"]), bare)
    found = [match for pattern in (words.ITS, words.IT, words.THAT) if (match := pattern.search(bare))]
    first = min(found, key=lambda match: match.start(), default=None)
    if first is None or any(_may_be_meant(each, body, first) for each in named):
        return None
    if any(each.certain for each in named) and words.OWN_ACCOUNT.match(body[: first.start()]):
        return None  # "My X-ray showed a spur. Is that why my heel hurts?"
    if any(each.is_latin for each in named) and words.ON_ITS_WAY.match(body):
        return None  # "On its way into the thigh, the iliopsoas …"
    own = re.match(r"\s*(?:\w+\s+)?", body[first.end() :])
    beyond = first.end() + (own.end() if own else 0)
    if first.re is words.THAT and any(first.end() <= each.start <= beyond for each in named):
        return None  # "is that knot dangerous": it says itself what it means
    return first


def _may_be_meant(name: Subject, body: str, pronoun: re.Match[str]) -> bool:
    """Whether a pronoun may stand for a name of the same question: one before it, but no remedy "for it"."""
    between = body[name.end : pronoun.start()]
    against = name.sort is Sort.TREATMENT and _AGAINST.search(between)
    apart = bool(re.search(r"[,.;:!?]", between))
    placed = words.PLACED.search(body[: name.start]) and name.start > 0
    return name.end <= pronoun.start() and name.certain and (apart or not (against or placed))


def with_pronoun(body: str, named: Sequence[Subject], context: Context, match: re.Match[str]) -> str | None:
    """The question with what is meant in the pronoun's place, or before all of it where that is no sure grammar."""
    if (done := _done(body, context)) or (done := _helped(body, context)):
        return done
    acted = (
        words.ACTED_ON.search(body)
        or (context.done and words.FELT.search(body))
        or (
            context.subjects
            and context.topic != context.subjects[0].text
            and " or " not in context.topic
            and _asks_how(body)
        )
    )
    if match.re is words.THAT or not context.subjects or (acted and match.re is words.IT):
        return prefixed(context, body)
    if words.STATED.match(context.topic) and match.re is words.IT and not _is_anatomy(body) and _is_told(context):
        return prefixed(context, body)  # what hurts was told, so it is not the part of the body that is meant
    if match.re is words.IT and words.STUDY.search(context.question):
        return prefixed(context, body)  # "who was in it?" asks about the study
    subject = main_subject(context, asks_of(body))
    main = subject.spoken
    if subject.sort is Sort.TREATMENT and main.endswith("s") and match.re is words.IT:
        body, match = _several(body, match)
    if _AGAINST.search(body[: match.start()]):
        main = next((each.spoken for each in context.subjects if each.sort is not Sort.TREATMENT), main)
    if match[0].lower() in ("they", "them", "their", "theirs") and (pair := both_of(context)):
        main = pair
    if match.re is words.ITS:
        noun = body[match.end() :].strip(" ?.!")
        if noun and not words.VERB.search(body) and match.start() == 0 and not any(each.certain for each in named):
            return of_it(noun, main)
        return asked(f"{body[: match.start()]}{main}'s{body[match.end() :]}")
    return asked(body[: match.start()] + main + body[match.end() :])


def _is_anatomy(body: str) -> bool:
    return bool(set(asks_of(body)) & (NAMED_IN_FULL - {Ask.DEFINITION}))


def _is_told(context: Context) -> bool:
    """Whether the subject is only where it hurts; a muscle that was named since is what is meant."""
    return context.subjects[0].text.lower() in context.topic.lower()


def _several(body: str, match: re.Match[str]) -> tuple[str, re.Match[str]]:
    """The words "does it" as they are said of several: "do they"."""
    said = re.sub(
        r"\bdoes it\b", "do they", re.sub(r"\bis it\b", "are they", body, flags=re.IGNORECASE), flags=re.IGNORECASE
    )
    return said, _THEY.search(said, max(match.start() - len("es"), 0)) or match


def of_it(noun: str, name: str) -> str:
    """What is asked of a name in a word: "What is the nerve of the soleus?"."""
    noun = noun.strip(" ?.!")
    return f"What {'are' if noun.endswith('s') else 'is'} the {noun} of {name}?"


def _done(body: str, context: Context) -> str | None:
    """The question with what is done in the place of "do it", where the topic is that."""
    if context.done and (match := words.DOES.search(body)):
        return asked(body[: match.start()] + context.topic + body[match.end() :])
    treatment = next(iter(context.subjects), None)
    if treatment is None or treatment.sort is not Sort.TREATMENT or len(context.topic.split()) > 3:
        return None
    if not context.topic.lower().endswith(treatment.text.lower()):
        return None
    match = words.GETS.search(body)
    return match and asked(f"{body[: match.start()]}{match['verb']} {_within(context.topic)}{body[match.end() :]}")


def _within(text: str) -> str:
    """A name as it stands within a sentence: "Ball massage" is "ball massage", but "MET" stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _helped(body: str, context: Context) -> str | None:
    """What is asked by "does it work?", with the treatment and what it is for, or after the topic."""
    match = words.WORKS.search(body)
    if match is None:
        return None
    if not context.subjects or context.subjects[0].sort is not Sort.TREATMENT:
        return prefixed(context, body)
    ill = next((each for each in context.subjects if each.sort in (Sort.COMPLAINT, Sort.STRUCTURE)), None)
    what = re.sub(r"\b(?:it|they)\b", context.subjects[0].spoken, body.rstrip(" ?.!"), count=1, flags=re.IGNORECASE)
    return asked(f"{what} for {ill.spoken}" if ill else what)


def _asks_how(body: str) -> bool:
    return bool(set(asks_of(body)) & HOW_MUCH)
