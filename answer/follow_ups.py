"""A question that leans on earlier ones, made whole: "and its nerve?" becomes "What is the nerve of the soleus?".

What it lacks is looked for first (a subject, or what is asked of it), then the newest earlier question that has it;
that one is made whole before. The caller sends the earlier turns, so an answer is read only where the questions name
nothing, or ask for a name. `answer.subjects` finds what is named; nothing here searches. A question that names its own
subject, and says what it asks, is left as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import follow_up_words as words
from answer.follow_up_asks import put_plainly, with_noun
from answer.follow_up_context import (
    AUXILIARY,
    Context,
    asked,
    is_done,
    joined,
    line_of,
    name_given,
    nth_of,
    pair_of,
    prefixed,
    sentence,
    topic_of,
    with_injury,
)
from answer.follow_up_corrections import narrowed, swapped
from answer.follow_up_fragments import fragment, is_bare, of_the_nth
from answer.follow_up_pronouns import find_pronoun, with_pronoun
from answer.question import Ask, asks_of, is_light
from answer.subjects import Sort, Subject, Subjects
from answer.types import Turn
from corpus.settings import QUESTION_LIMIT
from index.analysis import stems

TURNS = 6  # earlier turns that are read
EARLIER = 400  # characters of an earlier question that are read, and of an answer
WHOLE = 300  # a question longer than this says itself what it is about
FOREIGN = 2  # words that the library lacks, in a question with "it", which make it one of its own
ITS_OWN = 2  # names that were not spoken of, or words of a clause before "it", which make a question one of its own
OF_ITS_OWN = 3  # words of no question in particular, by which one that names nothing is taken to be whole
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def resolve(question: str, history: Sequence[Turn], subjects: Subjects) -> str:
    """The question as it would be asked by itself; the same string where it needs nothing of the history.

    Only the last `TURNS` turns are read, and `EARLIER` characters of each.
    """
    if len(question) > WHOLE:
        return question
    context: Context | None = None
    for turn in history[-TURNS:]:
        context = _add(context, _plain(turn.question), _plain(turn.answer), subjects)
    if context is None:
        return question
    found = _resolve(_plain(question), context, subjects)
    return question if found is None or len(found) > QUESTION_LIMIT else found


def stripped(question: str) -> str:
    """The question without the words that only open it: "ok thanks, and how long?" is "how long?"."""
    body = _plain(question)
    return words.OPENER.sub("", body).strip() or body


def _plain(text: str) -> str:
    plain = _CONTROL.sub(" ", text[:EARLIER].encode("utf-8", "replace").decode("utf-8")).strip()
    for short, full in words.SHORT.items():
        plain = re.sub(short, full, plain, flags=re.IGNORECASE)
    return plain.lower() if plain.isupper() and " " in plain else plain


def _add(context: Context | None, question: str, answer: str, subjects: Subjects) -> Context | None:
    """The context after one more turn. One that asks nothing ("thanks!") changes nothing."""
    whole = None if context is None else _resolve(question, context, subjects)
    body = words.OPENER.sub("", question)
    if not re.search(r"\w{2}", body) or words.AGAIN.match(body):
        return context and replace(context, answer=answer or context.answer)
    found = tuple(sorted(subjects.find(whole or body), key=lambda each: each.sort is Sort.FOREIGN))
    found = with_injury(whole or body, found)
    if answer and (name := name_given(body, found, subjects.find(answer, foreign=False))):
        return Context(whole or body, (name, *found), name.text, context.subjects if context else (), answer)
    if context is not None and whole is not None:
        if whole.startswith(f"{sentence(context.topic)}:"):
            return replace(
                context, question=whole, answer=answer, subjects=_with_muscle(body, context, subjects) or found
            )
        if (more := whole.split(": ", 1)[0]) != context.main and _tells_more(more, context):
            return replace(context, question=whole, answer=answer, topic=more)
        if not words.VERB.search(words.ABOUT.sub("", body)):  # what it names is what was asked for anew
            new = {each.text.lower() for each in subjects.find(body)}
            found = tuple(sorted(found, key=lambda each: each.text.lower() not in new))
        line = line_of(context, whole, found)
        return Context(
            whole, found or context.subjects, topic_of(whole, found), context.subjects, answer, line, is_done(whole)
        )
    if not found and all(map(is_light, stems(body))):
        found = tuple(subjects.find(answer, foreign=False))[:1]
    line = line_of(None, body, found)
    older = context.subjects if context else ()
    return Context(body, found, topic_of(body, found), older, answer, line, is_done(body))


def _with_muscle(body: str, context: Context, subjects: Subjects) -> tuple[Subject, ...]:
    """The subjects of a context, after a muscle that was named as what it may be: "could it be the scalenes?"."""
    if not words.STATED.match(context.topic):
        return context.subjects
    new = [each for each in subjects.find(body, foreign=False) if each.is_latin]
    return (*new, *context.subjects)


def _tells_more(more: str, context: Context) -> bool:
    """Whether what was told is told again with more said of it."""
    return bool(words.STATED.match(more)) and more.lower().startswith(context.main.lower())


def _resolve(question: str, context: Context, subjects: Subjects) -> str | None:
    """The question made whole, None where it is whole already or nothing can be said."""
    if words.NEXT.match(question):
        return asked(f"{context.main}: what next")
    body = words.OPENER.sub("", question)
    opener = question[: len(question) - len(body)]
    body = words.IT_IS.sub("it is ", body)
    linked = bool(words.LINK.search(opener) or words.CORRECTS.search(opener))
    if not re.search(r"\w{2}", body) or words.CHANGE.search(question) or _is_resolved(body, context):
        return None
    if words.AGAIN.match(body):
        return context.question
    about = words.ABOUT.match(body)
    rest = words.OF.sub("", words.TAILS.sub("", body[about.end() :] if about else body))
    if found := swapped(rest, context) or narrowed(rest, context):
        return found
    if found := put_plainly(rest, context):
        return found
    named = subjects.find(rest)
    if (linked or about) and words.CLAUSE.match(rest):
        return joined(rest, context)
    if (place := words.ORDINAL.search(rest)) and (nth := nth_of(place["which"].lower(), context, subjects)):
        return of_the_nth(rest, place, nth, context)
    if _asks_why_this(rest, named):
        return asked(f"{context.main}: {rest}")
    if about or not words.VERB.search(rest):
        return fragment(rest.rstrip(" ?.!"), named, context, leans=linked or about is not None)
    return _whole_sentence(body, named, context, subjects)


def _asks_why_this(rest: str, named: Sequence[Subject]) -> bool:
    """Whether a question is "why", and what was named: "why the piriformis?"."""
    why = words.WHY_THIS.match(rest)
    if why is None or len(named) != 1 or named[0].sort is Sort.TREATMENT:
        return False
    moved = replace(named[0], start=named[0].start - why.end(), end=named[0].end - why.end())
    return is_bare(rest[why.end() :], [moved])


def _is_resolved(body: str, context: Context) -> bool:
    """Whether a question says the one before it, or its topic, already."""
    said, before = body.lower(), context.question.rstrip(" ?.!").lower()
    names = (context.topic, *(each.text for each in context.subjects))
    return (" " in before and before in said) or any(said.startswith(f"{each.lower()}:") for each in names)


def _whole_sentence(body: str, named: Sequence[Subject], context: Context, subjects: Subjects) -> str | None:
    """A question with a verb made whole, None where it is."""
    known = [each for each in named if each.certain]
    if len([each for each in named if each.sort is Sort.FOREIGN]) >= FOREIGN:
        return None
    if len(_new(known, context)) >= ITS_OWN:
        return None
    if _chooses(body, known) and (pair := pair_of(context)):
        both = " and " if re.search(r"\bboth\b", body, re.IGNORECASE) else " or "
        return f"{sentence(both.join(each.spoken for each in pair))}: {body}"
    if _of_a_study(body, known, context) or _says_the_same(body, known, context):
        return prefixed(context, body)
    if not known and (found := with_noun(body, context)):
        return found
    if match := find_pronoun(body, named):
        said = re.split(r"[,.;:!?]", body[: match.start()])[:-1]  # what "it" may be in a question of two clauses
        if subjects.has_content(" ".join(said), ITS_OWN):
            return None
        return with_pronoun(body, named, context, match)
    if (known and not _only_a_remedy(body, known, context, subjects)) or _defines(body, subjects):
        return None
    enough = 1 if words.EXPLETIVE.search(body) else OF_ITS_OWN
    return None if subjects.has_content(body, enough) else _without_subject(body, context)


def _new(known: Sequence[Subject], context: Context) -> list[Subject]:
    """The structures and complaints of a question that were not spoken of."""
    spoken = set(stems(f"{context.question} {context.topic}"))
    return [
        each for each in known if each.sort in (Sort.STRUCTURE, Sort.COMPLAINT) and not set(stems(each.text)) & spoken
    ]


def _chooses(body: str, known: Sequence[Subject]) -> bool:
    """Whether a question asks which of two, and does not say which two."""
    if words.PAIR.search(body) and not known:
        return True
    return bool(words.WHICH.match(body)) and len(known) < 2 and " or " not in body


def _of_a_study(body: str, known: Sequence[Subject], context: Context) -> bool:
    """Whether a question asks how a study was made, and names nothing that it was about."""
    design = [match.span() for match in words.STUDIED.finditer(body)]
    others = [each for each in known if not any(start < each.end and each.start < end for start, end in design)]
    return not others and bool(design or (words.PAST.search(body) and words.STUDY.search(context.topic)))


def _says_the_same(body: str, known: Sequence[Subject], context: Context) -> bool:
    """Whether what a question names is what was spoken of, by a part of its name, or the asker's own case of it."""
    if words.MY_CASE.match(body.rstrip(" ?.!")) and (context.done or _has_treatment(context)):
        return True
    if len(known) != 1 or not context.subjects or body[: known[0].start].lower()[-4:] != "the ":
        return False
    return set(stems(known[0].text)) < set(stems(context.subjects[0].text))


def _has_treatment(context: Context) -> bool:
    return any(each.sort is Sort.TREATMENT for each in context.subjects)


def _only_a_remedy(body: str, named: Sequence[Subject], context: Context, subjects: Subjects) -> bool:
    """Whether a question asks if something helps, and not against what."""
    ill = any(each.sort in (Sort.COMPLAINT, Sort.STRUCTURE) for each in context.subjects)
    rest = body
    for each in reversed(named):
        rest = rest[: each.start] + rest[each.end :]
    return (
        ill
        and bool(words.REMEDY.match(body))
        and all(each.sort is Sort.TREATMENT for each in named)
        and not subjects.has_content(rest, 2)
    )


def _defines(body: str, subjects: Subjects) -> bool:
    """Whether a question asks what some word means, which needs nothing before it."""
    if asks_of(body) != (Ask.DEFINITION,) or words.RESULT.search(body):
        return False
    if re.search(r"\bthe \w+ of \w+", body, re.IGNORECASE) and subjects.has_content(body, 2):
        return True  # "what is the capital of France?"
    if re.search(r"\b(?:the|that|this)\b", body, re.IGNORECASE):
        return False
    return subjects.has_content(body) or bool(re.search(r"\ban?\b", body, re.IGNORECASE))


def _without_subject(body: str, context: Context) -> str | None:
    plain = body.rstrip(" ?.!").lower()
    if ": " in context.question and plain in ("why", "why is that", "how come", "why not"):
        return prefixed(context, body)
    if plain in ("why", "why is that", "how come", "why not") and AUXILIARY.match(context.question):
        return asked(f"Why {context.question[0].lower()}{context.question[1:]}")
    if re.match(r"(?:what|who|where|when|how|which|why) (?:else|other)\b", plain) or plain in ("why", "how come"):
        return f"{sentence(context.main)}: {body}"
    return prefixed(context, body)
