"""Whether what comes first still does, and whether cause and effect are still what they were.

`answer.roles` asks of one verb that both texts have what stands on its sides. Here any word that puts things in order
("then", "after", "until") may stand for any other, and any that names a cause ("leads to", "because of", "makes") too:
what is first, and what is second, is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.advice import tells
from answer.claims import Claim, Word, alike, read_claim
from answer.quantities import is_unit

_Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The telling words of what comes first or brings about, and of what comes second or is brought about."""

    first: _Words
    second: _Words

    def agree(self, other: _Pair) -> tuple[int, int]:
        """How many words stand first in both, and how many second; what one of them has twice tells nothing."""
        return _shared(self.first, other.first, other.second), _shared(self.second, other.second, other.first)

    def turned(self) -> _Pair:
        """The other way round."""
        return _Pair(self.second, self.first)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What stands between the first and the second, what between the second and the first, and what opens the first."""

    onward: re.Pattern[str]
    backward: re.Pattern[str]


def _signs(onward: Sequence[str], backward: Sequence[str]) -> _Signs:
    first, second = "|".join(onward), "|".join(backward)
    return _Signs(re.compile(rf"(?<![^ ])(?:{first})(?! by )(?![^ ])"), re.compile(rf"(?<![^ ])(?:{second})(?![^ ])"))


_BE = "(?:is|are|was|were|be|been|being)"
_MOVES = (
    "increas|rais|lower|reduc|lessen|eas|reliev|worsen|aggravat|improv|heighten|strengthen|weaken|stiffen|irritat|compress"
    "|calm|sooth|sensitis|shorten|dampen|intensif|inflam|trigger|provok|caus|produc|damag|overload|disturb"
)
_HELPS = (
    "slow|delay|limit|restrict|boost|hinder|inhibit|disrupt|promote|injure|speed|hasten|prevent|protect"
    "|affect|flatten|tilt"
)
_ENDS = "(?:e|es|s|ed|y|ies|ied)?"
_VERB = "".join(f"(?<! {word} )" for word in "a an the no this that usual common main from of by with in".split())
_AFTER = "(?<!\\| )" + "".join(f"(?<! {word} )" for word in "and to not then be is are was were".split())
_OBJECT = (  # points are no object of "trigger"; and what a verb that has one is not followed by
    "(?! (?:points?|with|when|while|after|before|by|from|on|in|at|over|during|within|and|or|if|again|slowly"
    "|gradually|quickly|once|as|until|then|but|through|because|without|more|most|less|somewhat|slightly|clearly|well"
    "|much|best|a little|of)\\b)(?! \\||$)"
)
_CAUSES = _signs(
    (
        rf"{_VERB}(?:{_MOVES}){_ENDS}{_OBJECT}",
        rf"{_VERB}(?:{_HELPS})(?:s|es|ed|d){_OBJECT}",
        "(?:lead|leads|led|leading) to|(?:result|results|resulted|resulting) in|(?:bring|brings|brought) (?:about|on)",
        "(?:give|gives|gave|giving) rise to|(?:set|sets) off|(?:turn|turns|turned) (?:up|down)(?! \\|)",
        rf"{_AFTER}(?:makes?|made|lets?)(?! sure)",
        "(?:contribute|contributes|contributed|add|adds) to|responsible for|to blame for",
        "reasons? (?:why|for)",
        "(?:a|the|one|another|usual|common|frequent|main|possible|often|likely) (?:causes?|triggers?) of|which is why",
        "(?<=\\| )(?:and )?so(?! (?:that|much|many|far|long|as|it)\\b)|therefore|consequently|as a result(?! of)",
    ),
    (
        rf"(?:{_MOVES})ed by|(?:{_HELPS})e?d by|brought (?:about|on) by|set off by|turned (?:up|down) by",
        "made (?:\\w+ ){1,2}by|due to|because(?: of)?|owing to|thanks to|(?:result|results|resulted|resulting) from",
        "results? of|consequences? of",
        "(?:come|comes|came|coming|stem|stems|stemming) from|put down to|blamed on|attributed to",
        rf"(?:{_MOVES}){_ENDS} (?:with|from|through)",
    ),
)
"""What brings about what."""
_ORDERS = _signs(
    (
        "then|before|until|till|prior to|followed by|(?:and )?(?:only )?after (?:that|this|which)|(?:and )?next",
        "(?:and )?(?:afterwards|subsequently|later)(?! \\|)(?!$)",
        "(?:and )?(?:finish|finishing|end|ending|conclude) with",
    ),
    ("after(?! (?:that|this|which)\\b)", "once", "as soon as", "following"),
)
"""What comes before what."""
_WITHIN = re.compile(r"(?<![^ ])(?:while|whilst|during|at the same time(?: as)?|simultaneously)(?![^ ])")
_LAST = re.compile(r"(?<![^ ])(?:afterwards|after that|later|subsequently)(?= \||$)")
_NAMED = re.compile(r"(?<![^ ])(?:causes?|reasons?|results?|consequences?) (?:of|for)(?![^ ])")
_IS = re.compile(r"(?<![^ ])(?:is|are|was|were)(?![^ ])")
_BREAK = re.compile(
    r"(?<=[.;:?])\s+(?!(?i:(?:and )?(?:then|after that|afterwards|next|therefore|consequently|so)\b))|(?<=[?])\s+"
)
_LIMITS = frozenset(("until", "till", "before", "prior to"))
_NOT_UNTIL = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bnever\b|\bavoid|\bwait)[^.;]*\b(?:until|till|before|unless)\b", re.IGNORECASE
)
_NOT_ONCE = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bnever\b|\bavoid)[^.;]*\b(?:once|after|as soon as)\b"
    r"|(?:^|[.;] )(?:once|after|as soon as)\b[^.;]*(?:\bnot\b|n['’]t\b|\bnever\b|\bavoid)",
    re.IGNORECASE,
)
"""What is not done until something, and what is not done from then on."""
_ORDER = frozenset("then before after until till afterwards once prior following first later next".split())
"""Words that put things in order."""


def turned_round(said: Claim, given: Claim) -> tuple[str, str] | None:
    """The fault of a cause for its effect, or of what comes second for what comes first; or None.

    >>> turned_round(read_claim("Stretch it, then massage it."), read_claim("Massage it before you stretch it."))
    ('relation', 'order')
    """
    if _NOT_UNTIL.search(given.text) and not _NOT_UNTIL.search(said.text) and _NOT_ONCE.search(said.text):
        return "negation", "until"
    for signs, name in ((_CAUSES, "cause"), (_ORDERS, "order")):
        ours = list(_read(said, signs))
        theirs = list(_read(given, signs)) if ours else []
        if any(_is_turned(pair, theirs) for pair in ours):
            return "relation", name
        if name == "order" and ours and not theirs and (_against_text(said, given, ours) or _in_turn(given, ours)):
            return "relation", name
    return None


def keeps_order(said: Claim, given: Claim) -> bool:
    """Whether a text that puts things in order puts them in the order of its source, which may be that of its words."""
    ours, theirs = list(_read(said, _ORDERS)), list(_read(given, _ORDERS))
    if not ours or any(_is_turned(pair, theirs) for pair in ours):
        return False
    return all(
        any(min(pair.agree(other)) for other in theirs) or (_steps(given) and _follows(pair, given)) for pair in ours
    )


def keeps_causes(said: Claim, given: Claim) -> bool:
    """Whether both texts name a cause and its effect, and the same ones."""
    ours, theirs = list(_read(said, _CAUSES)), list(_read(given, _CAUSES))
    agree = any(min(pair.agree(other)) for pair in ours for other in theirs)
    return agree and not any(_is_turned(pair, theirs) for pair in ours)


def is_order(word: Word) -> bool:
    """Whether a word puts things in order."""
    return word.text in _ORDER


def _is_turned(pair: _Pair, others: Sequence[_Pair]) -> bool:
    """Whether a pair fits one of the others better the other way round, on both of its sides, than any as it is."""
    straight = max((sum(pair.agree(other)) for other in others), default=0)
    crossed = (pair.agree(other.turned()) for other in others)
    return any(min(found) and sum(found) > straight for found in crossed)


def _against_text(said: Claim, given: Claim, ours: Sequence[_Pair]) -> bool:
    """Whether "then" joins what stands the other way round in a source that has no word of order."""
    if not any(word.text in ("then", "afterwards", "next") for word in said.words):
        return False
    return any(_follows(pair.turned(), given) for pair in ours)


def _in_turn(given: Claim, ours: Sequence[_Pair]) -> bool:
    """Whether the text has one after the other what the source has at the same time."""
    sides = [(words[: at[0]], words[at[1] :]) for words, at in _found(given, _WITHIN)]
    together = [_Pair(_telling(left), _telling(right)) for left, right in sides]
    return any(min(pair.agree(other)) or min(pair.agree(other.turned())) for pair in ours for other in together)


def _follows(pair: _Pair, given: Claim) -> bool:
    """Whether the words of the second stand behind those of the first in the source."""
    places = [
        [word.place for word in given.words if _has(some, word) and not _has(rest, word)]
        for some, rest in ((pair.first, pair.second), (pair.second, pair.first))
    ]
    pairs = [(one, other) for one in places[0] for other in places[1]]
    return bool(pairs) and 2 * sum(one < other for one, other in pairs) > len(pairs)


def _steps(given: Claim) -> bool:
    """Whether a source tells what to do, step by step, or names a first one."""
    return any(tells(part) for part in re.split(r"[:;,.] (?:and )?|\band ", given.text)) or "first" in given.stems


def _read(claim: Claim, signs: _Signs) -> Iterator[_Pair]:
    """What comes first and what second, for each sign of it."""
    if signs is _ORDERS:
        for words, at in _found(claim, _LAST):
            cut = _last_break(words[: at[0]])
            yield _Pair(_telling(words[:cut]), _telling(words[cut : at[0]]))
    for pattern, is_turned in ((signs.onward, False), (signs.backward, True)):
        for words, (start, end) in _found(claim, pattern):
            left, right = words[:start], words[end:]
            sign = " ".join(word.text for word in words[start:end])
            if _is_span(words, start, end):
                continue  # "a year later", "after two hours"
            if sign == "then" and {"if", "when"} & {word.text for word in left}:
                continue  # a condition
            if signs is _ORDERS and not left and words[start].text in ("then", "next", "afterwards"):
                continue
            if not _telling(left) or (signs is _ORDERS and _opens(words, start)):
                left, right, turn = _opened(words, end, sign)
                if not left or left[0].text not in ("and", "but"):  # else where the opening ends is not seen
                    pair = _Pair(_telling(left), _telling(right))
                    yield pair.turned() if turn ^ is_turned else pair
                continue
            turn = is_turned
            if is_turned:
                left = left[_last(left, signs.onward) :]
                right = right[: next((n for n, word in enumerate(right) if n and word.text == "and"), len(right))]
            elif signs is _CAUSES:
                left, right = left[_last(left, signs.backward) :], right[: _next(words, end)]
            elif sign in _LIMITS and _is_denied(left):
                turn = True  # "not before …" is after it
            pair = _Pair(_telling(left), _telling(right))
            yield pair.turned() if turn else pair


def _is_denied(words: _Words) -> bool:
    """Whether the part of a sentence before "until" says that something is not done, or has to wait."""
    marks = [n for n in range(1, len(words)) if words[n].place - words[n - 1].place > 1]
    part = [word.text for word in words[marks[-1] if marks else 0 :]]
    waits = part[-1:] == ["wait"] and bool({"must", "should", "can", "to"} & set(part[-2:-1]))
    return waits or any(word in ("not", "never", "cannot", "avoid") or word.endswith("n't") for word in part)


def _last(words: _Words, pattern: re.Pattern[str]) -> int:
    """Where the words behind the last sign begin."""
    line, starts = _line(words)
    ends = [match.end() for match in pattern.finditer(line)]
    return next((n for n, at in enumerate(starts) if ends and at >= ends[-1]), 0)


def _next(words: _Words, end: int) -> int:
    """How many words stand between a sign of a cause and a "because" behind it."""
    line, starts = _line(words[end:])
    found = _CAUSES.backward.search(line)
    return next((n for n, at in enumerate(starts) if found and at >= found.start()), len(words))


def _opened(words: _Words, end: int, sign: str) -> tuple[_Words, _Words, bool]:
    """The two sides of a sign that opens its sentence, "after the walk, rest", and whether they come in that order.

    What "the cause of" opens says the effect first: "the cause of pain is rest".
    """
    rest = words[end:]
    if _NAMED.search(sign):
        cut = next((n for n, word in enumerate(rest) if _IS.fullmatch(word.text)), len(rest))
        return rest[cut + 1 :], rest[:cut], False
    cut = next((n for n in range(1, len(rest)) if rest[n].place - rest[n - 1].place > 1), len(rest))
    return rest[cut:], rest[:cut], sign in ("then", "afterwards", "next")


def _opens(words: _Words, start: int) -> bool:
    """Whether a sign stands at the beginning of its sentence or behind a mark that another one follows."""
    if words[start].text in ("then", "and", "afterwards", "next", "followed", "subsequently", "later"):
        return False
    before = words[:start]
    return all(word.light and not word.number for word in before[-2:]) and len(before) < 2


def _is_span(words: _Words, start: int, end: int) -> bool:
    """Whether a sign of order says how long after something: "a year later", "after two hours", "shortly after"."""
    if words[start].text not in ("after", "later", "afterwards", "before"):
        return False
    before = [word.text for word in words[:start]]
    if words[start].text == "before" and before[-1:] and before[-1] in ("any", "ever", "than", "as", "like"):
        return True
    if before and (
        before[-1] in ("shortly", "soon", "long", "right") or (is_unit(before[-1]) and "for" not in before[-4:])
    ):
        return True
    behind = words[end : end + 4]
    unit = next((n for n, word in enumerate(behind) if is_unit(word.text)), len(behind))
    counted = any(word.number or word.text in ("a", "an") for word in behind[:unit])
    return unit < len(behind) and counted and (unit + 1 >= len(behind) or behind[unit + 1].text != "of")


def _last_break(words: _Words) -> int:
    """Where the last part of some words begins: behind a mark or "and"."""
    breaks = (
        n for n in range(len(words) - 1, 0, -1) if words[n].text == "and" or words[n].place - words[n - 1].place > 1
    )
    return next(breaks, 0)


def _found(claim: Claim, pattern: re.Pattern[str]) -> Iterator[tuple[_Words, tuple[int, int]]]:
    """Each sentence of a claim in which a pattern is found, its words, and from which to which of them."""
    if not pattern.search(_line(claim.words)[0]):
        return
    for part in _BREAK.split(claim.text):
        words = read_claim(part).words
        line, starts = _line(words)
        for match in pattern.finditer(line):
            start = starts.index(match.start()) if match.start() in starts else -1
            if start >= 0:
                end = next((n for n, at in enumerate(starts) if at >= match.end()), len(words))
                yield words, (start, end)


def _line(words: _Words) -> tuple[str, list[int]]:
    """The words with a bar where a mark stands, and where each of them begins."""
    line, starts = "", []
    for number, word in enumerate(words):
        line += " | " if number and word.place - words[number - 1].place > 1 else " "
        starts.append(len(line))
        line += word.text
    return line, starts


def _telling(words: _Words) -> _Words:
    return tuple(word for word in words if not word.light)


def _has(words: _Words, word: Word) -> bool:
    return any(alike(one, word) for one in words)


def _shared(ours: _Words, theirs: _Words, rest: _Words) -> int:
    """How many words stand among theirs, and not among the rest."""
    known = {word.stem for word in (*theirs, *rest)}
    here, there = {word.stem for word in theirs}, {word.stem for word in rest}
    return len(
        {
            word.stem
            for word in ours
            if (word.stem in here - there if word.stem in known else _has(theirs, word) and not _has(rest, word))
        }
    )
