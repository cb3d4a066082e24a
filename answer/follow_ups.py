"""A question that leans on the ones before it, made whole: "and its nerve?" becomes "What is the nerve of the soleus?".

What it lacks is looked for first (a subject, or what is asked of it), then the newest earlier question that has it; that
one is made whole before. The caller sends the earlier turns, so an answer is trusted only where no question names
anything. `answer.subjects` finds what is named; nothing here searches. A question that names its own subject, and says what
it asks, is left as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer import follow_up_words as words
from answer.question import Ask, asks_of, is_light
from answer.subjects import Sort, Subject, Subjects
from answer.types import Turn
from corpus.settings import QUESTION_LIMIT
from index.analysis import stems

TURNS = 6  # earlier turns that are read
EARLIER = 400  # characters of an earlier question that are read, and of an answer
WHOLE = 300  # a question longer than this says itself what it is about
FOREIGN = 2  # words that the library lacks, in a question with "it", which make it one of its own
OF_ITS_OWN = 3  # words of no question in particular, by which one that names nothing is taken to be whole
_NAMED_IN_FULL = frozenset(
    {Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.ACTION, Ask.LOCATION, Ask.DEFINITION, Ask.REFERRAL, Ask.SYMPTOMS}
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_ANATOMY = frozenset({Ask.NERVE, Ask.BLOOD, Ask.ORIGIN, Ask.INSERTION, Ask.ACTION, Ask.LOCATION})
_HOW_MUCH = frozenset({Ask.DURATION, Ask.FREQUENCY, Ask.MEASURE})
_AGAINST = re.compile(r"\b(?:for|with|against|on)\s+$", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:(?:good|used|meant) )?(?:for|like|about|called)$", re.IGNORECASE)
_HELPS = re.compile(r"^(.{2,60}?) (?:help|work|good|useful|effective)s?(?: (?:with|for|against|on))? (.+)$", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"^(?:does|do|did|is|are|was|were|can|could|should|will|would|may|might|must|has|have|had)\b", re.IGNORECASE
)
_DETERMINER = re.compile(r"^(?:the|a|an|its|their|any|some|all|his|her|your|my)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Context:
    """What has been asked so far: the last question, made whole; what it is about; and the same, with what is done.

    `older` are the subjects of the question before.
    """

    question: str
    subjects: tuple[Subject, ...]
    topic: str
    older: tuple[Subject, ...] = ()
    answer: str = ""


def resolve(question: str, history: Sequence[Turn], subjects: Subjects) -> str:
    """The question as it would be asked by itself; the same string where it needs nothing of the history.

    Only the last `TURNS` turns are read, and `EARLIER` characters of each.
    """
    if len(question) > WHOLE:
        return question
    context: _Context | None = None
    for turn in history[-TURNS:]:
        context = _add(context, _plain(turn.question), _plain(turn.answer), subjects)
    if context is None:
        return question
    found = _resolve(_plain(question), context, subjects)
    return question if found is None or len(found) > QUESTION_LIMIT else found


def _plain(text: str) -> str:
    plain = _CONTROL.sub(" ", text[:EARLIER].encode("utf-8", "replace").decode("utf-8")).strip()
    return plain.lower() if plain.isupper() and " " in plain else plain


def _add(context: _Context | None, question: str, answer: str, subjects: Subjects) -> _Context | None:
    """The context after one more turn. One that asks nothing ("thanks!") changes nothing."""
    whole = None if context is None else _resolve(question, context, subjects)
    body = words.OPENER.sub("", question)
    if not re.search(r"\w{2}", body) or words.AGAIN.match(body):
        return context and replace(context, answer=answer or context.answer)
    found = tuple(sorted(subjects.find(whole or body), key=lambda each: each.sort is Sort.FOREIGN))
    if answer and (name := _name_given(body, found, subjects.find(answer, foreign=False))):
        return _Context(whole or body, (name, *found), name.text, context.subjects if context else (), answer)
    if context is not None and whole is not None:
        if whole.startswith(f"{_sentence(context.topic)}:"):
            return replace(context, question=whole, answer=answer, subjects=context.subjects or found)
        if not words.VERB.search(words.ABOUT.sub("", body)):  # what it names is what was asked for anew
            new = {each.text.lower() for each in subjects.find(body)}
            found = tuple(sorted(found, key=lambda each: each.text.lower() not in new))
        return _Context(whole, found or context.subjects, _topic(whole, found), context.subjects, answer)
    if not found and all(map(is_light, stems(body))):
        found = tuple(subjects.find(answer, foreign=False))[:1]
    return _Context(body, found, _topic(body, found), context.subjects if context else (), answer)


def _name_given(question: str, asked: Sequence[Subject], answered: Sequence[Subject]) -> Subject | None:
    """What the answer names where a question asks for a name: "which muscle is that?", "what could it be?"."""
    if not words.NAMELESS.search(question) or any(each.is_latin for each in asked):
        return None
    known = {each.text.lower() for each in asked}
    wanted = [each for each in answered if each.is_latin or (each.sort is Sort.COMPLAINT and "muscle" not in question)]
    return next((each for each in wanted if each.text.lower() not in known), None)


def _topic(question: str, found: Sequence[Subject]) -> str:
    """What a question is about, without the form of a question: "stretch the soleus", "low back pain"."""
    rest = question.rstrip(" ?.!")
    asks = set(asks_of(question))
    if match := words.FRAME.match(rest):
        done = rest[match.end() :]
        if 1 < len(done.split()) <= 14 and not asks & (_NAMED_IN_FULL - {Ask.DEFINITION}):
            return done
    if (stated := words.STATED.match(rest)) and len(stated[0].split()) <= 12:
        then = rest[stated.end() :].strip(" ,.;?!")
        done = words.FRAME.match(then)
        return f"{stated[0]}, {then[done.end() :]}" if done and " " in then[done.end() :] else stated[0]
    if (defined := words.DEFINED.match(rest)) and found and asks == {Ask.DEFINITION}:
        return _TRAILING.sub("", rest[defined.end() :])
    if len({each.sort for each in found}) > 1 and not asks & _NAMED_IN_FULL and (match := _AUXILIARY.match(rest)):
        return _HELPS.sub(r"\1 for \2", rest[match.end() :].strip())
    return found[0].text if found else rest


def _resolve(question: str, context: _Context, subjects: Subjects) -> str | None:
    """The question made whole, None where it is whole already or nothing can be said."""
    body = words.OPENER.sub("", question)
    linked = bool(words.LINK.search(question[: len(question) - len(body)]))
    if not re.search(r"\w{2}", body) or words.CHANGE.search(question) or _is_resolved(body, context):
        return None
    if words.AGAIN.match(body):
        return context.question
    about = words.ABOUT.match(body)
    rest = body[about.end() :] if about else body
    named = subjects.find(rest)
    if (linked or about) and words.CLAUSE.match(rest):
        return _joined(rest, context)
    if about or not words.VERB.search(rest):
        return _fragment(rest.rstrip(" ?.!"), named, context, leans=linked or about is not None)
    return _sentence_of(body, named, context, subjects)


def _is_resolved(body: str, context: _Context) -> bool:
    return any(body.lower().startswith(f"{each.lower()}:") for each in (context.topic, *(s.text for s in context.subjects)))


# Questions without a verb


def _fragment(rest: str, named: Sequence[Subject], context: _Context, *, leans: bool) -> str | None:
    if words.MODIFIER.match(rest) and (leans or len(rest.split()) <= 5):
        return _joined(rest, context)
    if all(_is_direction(each.text) for each in named) and (turned := _turned(rest, context)):
        return turned
    if match := _pronoun(rest, named):
        return _with_pronoun(rest, named, context, match)
    if not named:
        return _aspect(rest, context) if leans or len(rest.split()) <= 6 else None
    if not _is_bare(rest, named):
        return None
    return _of_another(rest, named[-1], context, leans=leans)


def _is_bare(rest: str, named: Sequence[Subject]) -> bool:
    """Whether a fragment is a name and nothing more; "the origin of the soleus" says what is asked of it."""
    left = rest
    for each in reversed(named):
        left = left[: each.start] + left[each.end :]
    return not any(word.lower() not in _SMALL for word in re.findall(r"\w+", left))


_SMALL = frozenset(
    """the a an my your his her their and or both other left right one ones muscle muscles too then as well instead upper
    lower front back deep superficial medial lateral anterior posterior long short head old stiff sore tight bad for
    with in on of please""".split()
)


def _of_another(rest: str, name: Subject, context: _Context, *, leans: bool) -> str | None:
    """What was asked before, asked of another: of two muscles, or two treatments, one takes the other's place."""
    like = [each for each in subjects_in(context) if _alike(each, name)]
    if not like:
        if not leans and name.sort is not Sort.STRUCTURE:
            return None
        if name.sort is Sort.TREATMENT and context.subjects:
            return f"{'Do' if rest.endswith('s') else 'Does'} {rest} help {context.subjects[0].spoken}?"
        return _prefixed(context, f"what about {rest}")
    old = like[-1] if like[-1].sort is name.sort else like[0]
    if old.text.lower() == name.text.lower():
        return None
    start, end = old.start, old.end
    if name.text.lower() in words.EPITHETS and " " in old.text:
        start += old.text.rindex(" ") + 1  # "gluteus medius", then "minimus"
        rest = name.text
    before = context.question[:start]
    if re.search(r"\b(?:the|my|your|a|an)\s+$", before, re.IGNORECASE):
        rest = _DETERMINER.sub("", rest)
    return _asked(before + rest + context.question[end:])


def subjects_in(context: _Context) -> list[Subject]:
    """The subjects that stand in the last question itself."""
    return [each for each in context.subjects if context.question[each.start : each.end] == each.text]


def _alike(one: Subject, other: Subject) -> bool:
    """Whether one could stand where the other does. What is known by name alone may be anything."""
    return one.sort is other.sort or bool({one.sort, other.sort} & {Sort.OTHER, Sort.FOREIGN})


def _aspect(rest: str, context: _Context) -> str | None:
    """A fragment that names nothing: a modifier ("for runners"), a part ("the posterior ones"), or what is asked."""
    lower = rest.lower()
    asks = asks_of(rest)
    anatomical = set(asks) & _NAMED_IN_FULL or re.match(r"(?:its|their|the) \w+$", lower)
    if anatomical and len(rest.split()) <= 5 and context.subjects:
        noun = _DETERMINER.sub("", rest)
        noun = noun if noun[:2].isupper() else noun[:1].lower() + noun[1:]
        return f"What {'are' if noun.endswith('s') else 'is'} the {noun} of {_main(context, asks).spoken}?"
    return _prefixed(context, rest)


def _is_direction(word: str) -> bool:
    return any(word.lower() in row for row in words.DIRECTIONS)


def _turned(rest: str, context: _Context) -> str | None:
    """The last question with another side or part: "and the posterior ones?" after one on the anterior fibres."""
    said = re.findall(r"[a-z]+", rest.lower())
    if len(said) > 5:
        return None
    for row in words.DIRECTIONS:
        new = next((word for word in said if word in row), None)
        old = new and next((m for m in re.finditer(r"[a-z]+", context.question.lower()) if m[0] in row and m[0] != new), None)
        if new and old:
            return _asked(context.question[: old.start()] + new + context.question[old.end() :])
    if (any(word in row for row in words.DIRECTIONS for word in said) or "side" in said) and not asks_of(rest):
        return _asked(f"{context.question.rstrip(' ?.!')}: {rest}")
    return None


# Questions with a verb


def _sentence_of(body: str, named: Sequence[Subject], context: _Context, subjects: Subjects) -> str | None:
    known = [each for each in named if each.certain]
    if len([each for each in named if each.sort is Sort.FOREIGN]) >= FOREIGN:
        return None
    if words.PAIR.search(body) and not known and (pair := _pair(context)):
        together = re.search(r"\bboth\b", body, re.IGNORECASE)
        return f"{_sentence(pair.replace(' or ', ' and ') if together else pair)}: {body}"
    if (ordinal := words.ORDINAL.search(body)) and (nth := _nth(ordinal[1].lower(), context, subjects)):
        return _asked(body[: ordinal.start()] + nth.spoken + body[ordinal.end() :])
    if match := _pronoun(body, named):
        return _with_pronoun(body, named, context, match)
    if (known and not _only_a_remedy(body, known, context, subjects)) or _defines(body, subjects):
        return None
    enough = 1 if words.EXPLETIVE.search(body) else OF_ITS_OWN
    return None if subjects.has_content(body, enough) else _without_subject(body, context)


def _pronoun(body: str, named: Sequence[Subject]) -> re.Match[str] | None:
    """The first word that stands for something said before; None where what it stands for is in the question."""
    bare = body
    for pattern in (words.EXPLETIVE, *([words.TAKES] if any(each.certain for each in named) else [])):
        bare = pattern.sub(lambda found: " " * len(found[0]), bare)
    found = [match for pattern in (words.ITS, words.IT, words.THAT) if (match := pattern.search(bare))]
    first = min(found, key=lambda match: match.start(), default=None)
    if first is None or any(_may_be_meant(each, body, first) for each in named):
        return None
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


def _with_pronoun(body: str, named: Sequence[Subject], context: _Context, match: re.Match[str]) -> str | None:
    acted = words.ACTED_ON.search(body) or (context.subjects and context.topic != context.subjects[0].text and _asks_how(body))
    if match.re is words.THAT or not context.subjects or (acted and match.re is words.IT):
        return _prefixed(context, body)
    if words.STATED.match(context.topic) and match.re is words.IT and not set(asks_of(body)) & _NAMED_IN_FULL:
        return _prefixed(context, body)  # what hurts was told, so it is not the part of the body that is meant
    main = _main(context, asks_of(body)).spoken
    if _AGAINST.search(body[: match.start()]):
        main = next((each.spoken for each in context.subjects if each.sort is not Sort.TREATMENT), main)
    if match[0].lower() in ("they", "them", "their", "theirs") and (pair := _both(context)):
        main = pair
    if match.re is words.ITS:
        after = body[match.end() :].rstrip(" ?.!")
        if not words.VERB.search(body) and not named:
            return f"What {'are' if after.endswith('s') else 'is'} the{after} of {main}?"
        return _asked(f"{body[: match.start()]}{main}'s{body[match.end() :]}")
    return _asked(body[: match.start()] + main + body[match.end() :])


def _asks_how(body: str) -> bool:
    return bool(set(asks_of(body)) & _HOW_MUCH)


def _only_a_remedy(body: str, named: Sequence[Subject], context: _Context, subjects: Subjects) -> bool:
    """Whether a question asks if something helps, and not against what."""
    ill = any(each.sort in (Sort.COMPLAINT, Sort.STRUCTURE) for each in context.subjects)
    rest = body
    for each in reversed(named):
        rest = rest[: each.start] + rest[each.end :]
    return ill and bool(words.REMEDY.match(body)) and all(each.sort is Sort.TREATMENT for each in named) and not subjects.has_content(rest, 2)


def _defines(body: str, subjects: Subjects) -> bool:
    """Whether a question asks what some word means, which needs nothing before it."""
    if asks_of(body) != (Ask.DEFINITION,) or re.search(r"\b(?:the|that|this)\b", body, re.IGNORECASE):
        return False
    return subjects.has_content(body) or bool(re.search(r"\ban?\b", body, re.IGNORECASE))


def _without_subject(body: str, context: _Context) -> str | None:
    plain = body.rstrip(" ?.!").lower()
    if plain in ("why", "why is that", "how come", "why not") and _AUXILIARY.match(context.question):
        return _asked(f"Why {context.question[0].lower()}{context.question[1:]}")
    if re.match(r"(?:what|who|where|when|how|which|why) (?:else|other)\b", plain) or plain in ("why", "how come"):
        return f"{_sentence(context.question.rstrip(' ?.!'))}: {body}"
    return _prefixed(context, body)


# Wording


def _main(context: _Context, asks: Sequence[Ask]) -> Subject:
    """The subject that is meant: the first one; a structure where the question is one of anatomy."""
    if set(asks) & _ANATOMY:
        return next((each for each in context.subjects if each.sort is Sort.STRUCTURE), context.subjects[0])
    return context.subjects[0]


def _both(context: _Context) -> str:
    if len(context.subjects) < 2 or context.subjects[0].sort is not context.subjects[1].sort:
        return ""
    return f"{context.subjects[0].spoken} and {context.subjects[1].spoken}"


def _pair(context: _Context) -> str:
    """The two that were last spoken of, of one question or of two."""
    found = list({each.text.lower(): each for each in (*context.older[:1], *context.subjects)}.values())
    inner = list({each.text.lower(): each for each in context.subjects}.values())
    two = inner[:2] if len(inner) > 1 else found[:2]
    return f"{two[0].spoken} or {two[1].spoken}" if len(two) > 1 else ""


def _nth(which: str, context: _Context, subjects: Subjects) -> Subject | None:
    """The first, second, … of what the last answer named; the question's own where it named as many."""
    place = words.ORDINALS[which]
    own = {each.text.lower() for each in context.subjects}
    named = [each for each in subjects.find(context.answer, foreign=False) if each.text.lower() not in own]
    for found in (named, context.subjects):
        if len(found) > max(place, 1):
            return found[place]
    return None


def _prefixed(context: _Context, body: str) -> str | None:
    """A question with its topic before it: safe grammar, whatever the question is."""
    about = context.topic
    if context.subjects and set(asks_of(body)) & _NAMED_IN_FULL:
        about = _main(context, asks_of(body)).text
    elif not set(asks_of(body)) & _HOW_MUCH and not words.THAT.search(body) and not words.IT.search(body):
        ill = [each for each in context.subjects if each.sort in (Sort.COMPLAINT, Sort.STRUCTURE)]
        if ill and " for " in about and any(each.sort is Sort.TREATMENT for each in context.subjects):
            about = ill[0].text  # "does heat help?" was an aside
    said = re.findall(r"[a-z]+", body.lower())
    for row in words.DIRECTIONS:
        if any(word in row for word in said):
            about = " ".join(word for word in about.split() if word.lower() not in row)
    return _asked(f"{_sentence(about)}: {body[:1].lower()}{body[1:]}" if about else body)


def _joined(rest: str, context: _Context) -> str:
    return _asked(f"{context.question.rstrip(' ?.!')} {rest}")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _asked(text: str) -> str:
    return _sentence(" ".join(text.split()).rstrip(" ?.!")) + "?"
