"""What comes first and what second in a sentence, and what brings about what, by the words that say so.

`answer.sequences` compares two sentences; here one is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.claims import Claim, Word, alike, read_claim
from answer.quantities import is_unit

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The telling words of what comes first or brings about, and of what comes second or is brought about."""

    first: Words
    second: Words

    def agree(self, other: Pair) -> tuple[int, int]:
        """How many words stand first in both, and how many second; what one of them has twice tells nothing."""
        return _shared(self.first, other.first, other.second), _shared(self.second, other.second, other.first)

    def turned(self) -> Pair:
        """The other way round."""
        return Pair(self.second, self.first)


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands between the first and the second, and what between the second and the first."""

    onward: re.Pattern[str]
    backward: re.Pattern[str]


def _signs(onward: Sequence[str], backward: Sequence[str]) -> Signs:
    first, second = "|".join(onward), "|".join(backward)
    # Both sides of a sign are spaces: a mark stands as a word of its own.
    return Signs(re.compile(rf"(?<![^ ])(?:{first})(?! by )(?![^ ])"), re.compile(rf"(?<![^ ])(?:{second})(?![^ ])"))


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
CAUSES = _signs(
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
ORDERS = _signs(
    (
        "then|before|until|till|prior to|followed by|(?:and )?(?:only )?after (?:that|this|which)",
        "(?:and )?next(?! to\\b)",
        "(?:and )?(?:afterwards|subsequently|later)(?! \\|)(?!$)",
        "(?:and )?(?:finish|finishing|end|ending|conclude) with",
    ),
    (
        "after(?! (?:that|this|which)\\b)",
        "(?<! at )once(?! (?:a|an|per|every|daily|weekly|or|more|again)\\b)",
        "as soon as",
        "following",
    ),
)
"""What comes before what."""
_LAST = re.compile(r"(?<![^ ])(?:afterwards|after that|later|subsequently)(?= \||$)")
_NAMED = re.compile(r"(?<![^ ])(?:causes?|reasons?|results?|consequences?) (?:of|for)(?![^ ])")
_IS = re.compile(r"(?<![^ ])(?:is|are|was|were)(?![^ ])")
_BREAK = re.compile(
    r"(?<=[.;:?])\s+(?!(?i:(?:and )?(?:then|after that|afterwards|next|therefore|consequently|so)\b))|(?<=[?])\s+"
)
_CLAUSES = frozenset(("which", "so", "but", "while", "whereas", "although"))
"""Words that join another clause."""
_LIMITS = frozenset(("until", "till", "before", "prior to"))


def read_pairs(claim: Claim, signs: Signs) -> Iterator[Pair]:
    """What comes first and what second, for each sign of it."""
    if signs is ORDERS:
        for words, at in find_signs(claim, _LAST):
            cut = _last_break(words[: at[0]])
            yield Pair(telling(words[:cut]), telling(words[cut : at[0]]))
    for pattern, is_turned in ((signs.onward, False), (signs.backward, True)):
        for words, (start, end) in find_signs(claim, pattern):
            left, right = words[:start], words[end:]
            sign = " ".join(word.text for word in words[start:end])
            if _is_span(words, start, end):
                continue  # "a year later", "after two hours"
            if sign == "then" and {"if", "when"} & {word.text for word in left}:
                continue  # a condition
            if signs is ORDERS and not left and words[start].text in ("then", "next", "afterwards"):
                continue
            if not telling(left) or (signs is ORDERS and _opens(words, start)):
                left, right, turn = _opened(words, end, sign)
                if not left or left[0].text not in ("and", "but"):  # else where the opening ends is not seen
                    pair = Pair(telling(left), telling(right))
                    yield pair.turned() if turn ^ is_turned else pair
                continue
            turn = is_turned
            if signs is CAUSES:
                left, right = _clause(left, right)
            if is_turned:
                left = left[_last(left, signs.onward) :]
                right = right[: next((n for n, word in enumerate(right) if n and word.text == "and"), len(right))]
            elif signs is CAUSES:
                left, right = left[_last(left, signs.backward) :], right[: _next(words, end)]
            elif sign in _LIMITS and _is_denied(left):
                turn = True  # "not before …" is after it
            pair = Pair(telling(left), telling(right))
            yield pair.turned() if turn else pair


def _clause(left: Words, right: Words) -> tuple[Words, Words]:
    """The two sides of a sign as far as their clause goes."""
    start = max((n + 1 for n, word in enumerate(left) if word.text in _CLAUSES), default=0)
    end = next((n for n, word in enumerate(right) if word.text in _CLAUSES), len(right))
    return left[start:] or left, right[:end] or right


def _is_denied(words: Words) -> bool:
    """Whether the part of a sentence before "until" says that something is not done, or has to wait."""
    marks = [n for n in range(1, len(words)) if words[n].place - words[n - 1].place > 1]
    part = [word.text for word in words[marks[-1] if marks else 0 :]]
    waits = part[-1:] == ["wait"] and bool({"must", "should", "can", "to"} & set(part[-2:-1]))
    able = {"can", "cannot", "can't", "could", "couldn't"} & set(part)  # of an ability, nothing waits
    return waits or (not able and any(word in ("not", "never", "avoid") or word.endswith("n't") for word in part))


def _last(words: Words, pattern: re.Pattern[str]) -> int:
    """Where the words behind the last sign begin."""
    line, starts = _line(words)
    ends = [match.end() for match in pattern.finditer(line)]
    return next((n for n, at in enumerate(starts) if ends and at >= ends[-1]), 0)


def _next(words: Words, end: int) -> int:
    """How many words stand between a sign of a cause and a "because" behind it."""
    line, starts = _line(words[end:])
    found = CAUSES.backward.search(line)
    return next((n for n, at in enumerate(starts) if found and at >= found.start()), len(words))


def _opened(words: Words, end: int, sign: str) -> tuple[Words, Words, bool]:
    """The two sides of a sign that opens its sentence, "after the walk, rest", and whether they come in that order.

    What "the cause of" opens says the effect first: "the cause of pain is rest".
    """
    rest = words[end:]
    if _NAMED.search(sign):
        cut = next((n for n, word in enumerate(rest) if _IS.fullmatch(word.text)), len(rest))
        return rest[cut + 1 :], rest[:cut], False
    cut = next((n for n in range(1, len(rest)) if rest[n].place - rest[n - 1].place > 1), len(rest))
    return rest[cut:], rest[:cut], sign in ("then", "afterwards", "next")


def _opens(words: Words, start: int) -> bool:
    """Whether a sign stands at the beginning of its sentence or behind a mark that another one follows."""
    if words[start].text in ("then", "and", "afterwards", "next", "followed", "subsequently", "later"):
        return False
    before = words[:start]
    return all(word.light and not word.number for word in before[-2:]) and len(before) < 2


def _is_span(words: Words, start: int, end: int) -> bool:
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


def _last_break(words: Words) -> int:
    """Where the last part of some words begins: behind a mark or "and"."""
    breaks = (
        n for n in range(len(words) - 1, 0, -1) if words[n].text == "and" or words[n].place - words[n - 1].place > 1
    )
    return next(breaks, 0)


def find_signs(claim: Claim, pattern: re.Pattern[str]) -> Iterator[tuple[Words, tuple[int, int]]]:
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


def _line(words: Words) -> tuple[str, list[int]]:
    """The words with a bar where a mark stands, and where each of them begins."""
    line, starts = "", []
    for number, word in enumerate(words):
        line += " | " if number and word.place - words[number - 1].place > 1 else " "
        starts.append(len(line))
        line += word.text
    return line, starts


def telling(words: Words) -> Words:
    """The words that say something by themselves, else those that say a little: "then move on"."""
    heavy = tuple(word for word in words if not word.light)
    return heavy or tuple(word for word in words if not (word.empty or word.number or is_unit(word.text)))


def has(words: Words, word: Word) -> bool:
    """Whether one of some words may stand for a word."""
    return any(alike(one, word) for one in words)


def _shared(ours: Words, theirs: Words, rest: Words) -> int:
    """How many words stand among theirs, and not among the rest."""
    known = {word.stem for word in (*theirs, *rest)}
    here, there = {word.stem for word in theirs}, {word.stem for word in rest}
    return len(
        {
            word.stem
            for word in ours
            if (word.stem in here - there if word.stem in known else has(theirs, word) and not has(rest, word))
        }
    )
