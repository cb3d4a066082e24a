"""Questions without a verb: "and the medius?", "its artery?", "the posterior ones?", "for runners?".

What they lack is what was asked, or of what; whole sentences are in `answer.follow_ups`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer import follow_up_words as words
from answer.follow_up_context import (
    NAMED_IN_FULL,
    Context,
    asked,
    is_asked,
    joined,
    main_subject,
    prefixed,
    sentence,
    subjects_in,
)
from answer.follow_up_pronouns import find_pronoun, of_it, with_pronoun
from answer.question import asks_of
from answer.subjects import Sort, Subject

_DETERMINER = re.compile(r"^(?:the|a|an|its|their|any|some|all|his|her|your|my)\s+", re.IGNORECASE)
_OWNED = re.compile(r"^(?P<name>[\w -]{2,40})['’]s (?P<noun>\w+)$")
# Words that may stand beside a name without saying what is asked of it.
_SMALL = frozenset(
    """the a an my your his her their and or both other left right one ones muscle muscles too then as well instead
    upper lower front back deep superficial medial lateral anterior posterior long short head old stiff sore tight
    bad for
    with in on of please""".split()
)


def fragment(rest: str, named: Sequence[Subject], context: Context, *, leans: bool) -> str | None:
    """A question without a verb made whole, None where it is; `leans` where "and" or "what about" stood before it."""
    if (applied := _applied(rest, named, context)) is not None:
        return applied
    if words.COMPARED.match(rest) or (context.done and _chooses_a_side(rest, named)):
        return prefixed(context, rest)
    if words.MODIFIER.match(rest) and (leans or len(rest.split()) <= 5):
        return joined(rest, context)
    if all(_is_direction(each.text) for each in named) and (turned := _turned(rest, context)):
        return turned
    if match := find_pronoun(rest, named):
        return with_pronoun(rest, named, context, match)
    if named and rest[named[-1].end :] in ("'s", "’s"):
        rest = rest[:-2]
    if not named:
        return _aspect(rest, context, leans=leans) if leans or len(rest.split()) <= 6 else None
    if (owned := _OWNED.match(rest)) and _is_owner(owned, named):
        return of_it(owned["noun"], owned["name"] if owned["name"].isupper() else named[-1].spoken)
    if not is_bare(rest, named) and not (leans and named[-1].sort is Sort.TREATMENT and len(rest.split()) <= 5):
        return None
    return _of_another(rest, named[-1], context, leans=leans)


def _applied(rest: str, named: Sequence[Subject], context: Context) -> str | None:
    """What "and for my neck?" means: what was asked, asked of another part of the body or of another complaint."""
    match = words.APPLIED_TO.match(rest)
    if match is None or words.POSED.match(rest) or len(named) != 1 or not is_bare(rest, named):
        return None
    if named[0].sort not in (Sort.STRUCTURE, Sort.COMPLAINT):
        return None
    spoken = subjects_in(context)
    if any(each.sort is named[0].sort for each in spoken):
        moved = replace(named[0], start=named[0].start - match.end(), end=named[0].end - match.end())
        return _of_another(rest[match.end() :], moved, context, leans=True)
    hurts = next((each for each in spoken if each.sort is Sort.STRUCTURE), None)
    if hurts is None or context.done or any(each.sort is Sort.TREATMENT for each in spoken):
        return None
    before = re.sub(r"\b(?:the|my|your|a)\s+$", "", context.question[: hurts.start], flags=re.IGNORECASE)
    after = re.sub(r"^\s+(?:pains?|aches?|trigger points?)\b", "", context.question[hurts.end :], flags=re.IGNORECASE)
    return asked(f"{before}{named[0].spoken}{after}")  # one complaint for another


def _chooses_a_side(rest: str, named: Sequence[Subject]) -> bool:
    """Whether a fragment chooses how something is done: "straight knee or bent", "both legs"."""
    plain = all(each.sort is Sort.STRUCTURE and not each.is_latin for each in named)
    return plain and len(rest.split()) <= 6 and bool(words.CHOOSES.search(rest))


def of_the_nth(rest: str, place: re.Match[str], nth: Subject, context: Context) -> str | None:
    """What "the second one's action?" means: what is asked of it, else the last question asked of it."""
    spoken = nth.spoken
    if words.VERB.search(rest):
        own = "'s" if place["own"] or place["its"] else ""
        return asked(f"{rest[: place.start()]}{spoken}{own}{rest[place.end() :]}")
    left = (rest[: place.start()] + rest[place.end() :]).strip(" ,?.!")
    if left:
        noun = re.sub(r"^(?:the\s+)?(.*?)\s+of$", r"\1", left, flags=re.IGNORECASE)
        return of_it(_DETERMINER.sub("", noun), spoken)
    moved = replace(nth, start=len(spoken) - len(nth.text), end=len(spoken))
    return _of_another(spoken, moved, context, leans=True)


def is_bare(rest: str, named: Sequence[Subject]) -> bool:
    """Whether a fragment is a name and nothing more; "the origin of the soleus" says what is asked of it."""
    left = rest
    for each in reversed(named):
        left = left[: each.start] + left[each.end :]
    return not any(word.lower() not in _SMALL for word in re.findall(r"\w+", left))


def _of_another(rest: str, name: Subject, context: Context, *, leans: bool) -> str | None:
    """What was asked before, asked of another: of two muscles, or two treatments, one takes the other's place."""
    ill = context.subjects[0] if context.subjects and context.subjects[0].sort is Sort.COMPLAINT else None
    told = bool(words.STATED.match(context.topic))
    leans = leans or (name.sort is Sort.TREATMENT and (told or ill is not None))
    if not leans and name.sort is Sort.FOREIGN:
        return None  # "pizza recipes?": nothing says that it has to do with what was before
    like = [each for each in subjects_in(context) if _alike(each, name)]
    if not like:
        if not leans and name.sort is not Sort.STRUCTURE:
            return None
        helps = f"{'do' if rest.endswith('s') else 'does'} {rest} help"
        if name.sort is Sort.TREATMENT and told:
            return prefixed(context, helps)
        if name.sort is Sort.TREATMENT and context.subjects:
            return f"{sentence(helps)} {_what_it_is(context)}?"
        return prefixed(context, f"what about {rest}")
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
    whole = before + rest + context.question[end:]
    return asked(whole) if is_asked(context.question) else sentence(whole.rstrip(" ?.!"))


def _is_owner(owned: re.Match[str], named: Sequence[Subject]) -> bool:
    """Whether what is before the "'s" is a name by itself, as in "MET's inventor" but not in "golfer's elbow"."""
    return owned["name"].isupper() or all(each.end <= owned.end("name") for each in named)


def _what_it_is(context: Context) -> str:
    """What something should help, with its side where one was told: "jaw pain on the right"."""
    first = context.subjects[0]
    sided = words.ON_A_SIDE.fullmatch(context.topic[len(first.text) :])
    return f"{first.spoken}{sided[0]}" if sided and context.topic.startswith(first.text) else first.spoken


def _alike(one: Subject, other: Subject) -> bool:
    """Whether one could stand where the other does. What is known by name alone may be anything."""
    return one.sort is other.sort or bool({one.sort, other.sort} & {Sort.OTHER, Sort.FOREIGN})


def _aspect(rest: str, context: Context, *, leans: bool) -> str | None:
    """A fragment that names nothing: a modifier ("for runners"), a part ("the posterior ones"), or what is asked."""
    lower = rest.lower()
    asks = asks_of(rest)
    anatomical = set(asks) & NAMED_IN_FULL or _is_a_part(lower)
    if anatomical and len(rest.split()) <= 5 and context.subjects:
        noun = _DETERMINER.sub("", rest)
        noun = noun if noun[:2].isupper() else noun[:1].lower() + noun[1:]
        return of_it(noun, main_subject(context, asks).spoken)
    plain = leans and not asks and not words.MODIFIER.match(rest) and not words.QUANTIFIED.match(rest)
    return prefixed(context, f"what about {rest}" if plain else rest)


def _is_a_part(text: str) -> bool:
    """Whether a fragment is a part that any subject may have ("the tendon?"), not a name of its own."""
    match = re.match(r"(its|their|the) (\w+)$", text)
    return match is not None and (match[1] != "the" or match[2] in words.ASPECT_WORDS)


def _is_direction(word: str) -> bool:
    return any(word.lower() in row for row in words.DIRECTIONS)


def _turned(rest: str, context: Context) -> str | None:
    """The last question with another side or part: "and the posterior ones?" after one on the anterior fibres."""
    said = re.findall(r"[a-z]+", rest.lower())
    if len(said) > 5:
        return None
    for row in words.DIRECTIONS:
        new = next((word for word in said if word in row), None)
        old = new and next(
            (m for m in re.finditer(r"[a-z]+", context.question.lower()) if m[0] in row and m[0] != new), None
        )
        if new and old:
            return asked(context.question[: old.start()] + new + context.question[old.end() :])
    if (any(word in row for row in words.DIRECTIONS for word in said) or "side" in said) and not asks_of(rest):
        return asked(f"{context.main}: {rest}")
    return None
