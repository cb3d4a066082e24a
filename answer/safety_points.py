"""Points of words: how much each speaks for an urgent sign or against one, learned from wordings of many writers.

`answer.safety_signs` finds the signs that somebody wrote down; people say the same in words that nobody thought of.
Here each word and each pair of neighbours has points, and a stretch of text is raised where they add up. The points are
data (`safety_points.tsv`, made by `bench/safety_points.py`), and a rule file may do without them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from answer.errors import SafetyError
from answer.safety_reader import Reading
from answer.safety_rules import PointsRule
from answer.safety_scope import Scopes

WINDOW = 60  # words that are weighed together, fillers not counted: a few sentences
STEP = 30  # words between the beginnings of two windows
LONG = 3_000  # words of a text; in a longer one windows do not overlap, and what is denied counts
SPARE = 2  # unknown words that every text counts as having, so that two or three words do not decide by themselves
UNKNOWN = 7.0  # how rare a word is that no wording had: it speaks for nothing, and makes the others count for less
TELLING = 3.0  # points for one rule that its words must have together: words that fit no rule raise none
MANY = 400  # sentences; those of a longer text are not weighed one by one, and it is never harmless
SHOWN = 80  # characters of a faulty line
START = "(start)"  # the line of the file that has what every text begins with
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]+)?"
_LINE = re.compile(
    rf"(?:#[^\n]*|[^\t\n#][^\t\n]*\t{_NUMBER}\t-?{_NUMBER}\t(?:[a-z0-9-]+:-?{_NUMBER}(?: |$))*)?"
)  # without possessive quantifiers: before Python 3.11.5 a group of them matches what it should not


@dataclass(frozen=True, slots=True)
class Weight:
    """What is known of a word: how rare it is (squared), its points, and what it gives single rules, as in the file.

    Its points are already times its rarity, those of the rules are not: few texts need them.
    """

    rarity: float
    points: float
    rules: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The points of the stretch that has most; where it is raised, the rules it speaks for, the likeliest first.

    `harmless`: so few that signs do not count. Every sentence by itself has so few too: harmless words beside a sign
    must not hide it.
    """

    points: float
    harmless: bool
    rules: tuple[str, ...]


class Points:
    """The points of words, ready to be added up. Nothing in it depends on the last text.

    From `raised` points on a text is raised; below `quiet` it is so harmless that signs found in it do not count. What
    is said in `everyday` words alone ("could I stretch my neck myself at home?") tells of nobody's harm, however many
    points such words have from the texts of people who came to harm: it is never raised.
    `lines` are those of the file, by their word. One is taken apart when a text first has its word: few are ever asked
    for, and all of them would take longer than anything else that a question on the command line waits for.
    """

    def __init__(
        self, lines: Mapping[str, str], *, raised: float, quiet: float, everyday: Set[str] = frozenset()
    ) -> None:
        self._everyday = everyday
        self._lines, self._weights = lines, dict[str, Weight]()
        self._start = self._weight(START)
        self._raised, self._quiet = raised, quiet

    def weigh(self, reading: Reading, scopes: Scopes) -> Weighed:
        """The points of the stretch that has most."""
        words, begins = marked(reading, scopes), set(reading.sentences)
        most, known, length = max((self._add_up(words, begins, *each) for each in _windows(reading)), key=_points)
        harmless = most < self._quiet and self._are_harmless(words, reading.sentences)
        telling = most > self._raised and not set(reading.words) <= self._everyday
        return Weighed(most, harmless, self._likeliest(known, length) if telling else ())

    def _are_harmless(self, words: Sequence[str], sentences: Sequence[int]) -> bool:
        """Whether each sentence of a harmless text is harmless; where it has only one, that is known."""
        if not 1 < len(sentences) <= MANY:
            return len(sentences) <= 1
        begins, ends = set(sentences), [*sentences[1:], len(words)]
        stretches = zip(sentences, ends, strict=True)
        return all(self._add_up(words, begins, *stretch)[0] < self._quiet for stretch in stretches)

    def _add_up(
        self, words: Sequence[str], begins: Set[int], start: int, end: int
    ) -> tuple[float, list[Weight], float]:
        """The points of a stretch, what is known of it, and its length. One of which nothing is known has none."""
        known, length = self._known(set(features(words, begins, start, end)))
        points = self._start.points + math.fsum(weight.points for weight in known) / length if known else 0.0
        return points, known, length

    def _known(self, found: set[str]) -> tuple[list[Weight], float]:
        """The weights of what is known, and the length of them all: words that nobody knows weigh too."""
        known, strange = list[Weight](), SPARE
        for word in found:
            if word in self._lines:
                known.append(self._weights.get(word) or self._weight(word))
            elif "_" not in word:
                strange += 1
        return known, math.sqrt(math.fsum(weight.rarity for weight in known) + strange * UNKNOWN**2)

    def _weight(self, word: str) -> Weight:
        _, rarity, points, rules = self._lines[word].split("\t")
        self._weights[word] = Weight(float(rarity) ** 2, float(rarity) * float(points), rules)
        return self._weights[word]

    def _likeliest(self, known: Sequence[Weight], length: float) -> tuple[str, ...]:
        given: dict[str, list[float]] = {}
        for weight, factor in [(self._start, length), *((each, math.sqrt(each.rarity)) for each in known)]:
            for part in weight.rules.split():
                rule, points = part.rsplit(":", 1)
                given.setdefault(rule, []).append(float(points) * factor)
        scores = {rule: math.fsum(points) / length for rule, points in given.items()}
        telling = [rule for rule, score in scores.items() if score >= TELLING]
        return tuple(sorted(telling, key=lambda rule: (-scores[rule], rule)))


def marked(reading: Reading, scopes: Scopes) -> list[str]:
    """The words of a reading, with "not" before those that are denied, long past or only thought of."""
    words = list(reading.words)
    for place in scopes.fallen() if len(words) <= LONG else ():
        words[place] = f"not {words[place]}"
    return words


def features(words: Sequence[str], begins: Set[int], start: int, end: int) -> Iterator[str]:
    """The words of a stretch, and the pairs of neighbours in one sentence, joined by "_". `begins`: first words."""
    yield from words[start:end]
    for place in range(start + 1, end):
        if place not in begins:
            yield f"{words[place - 1]}_{words[place]}"


def _points(added: tuple[float, list[Weight], float]) -> float:
    return added[0]


def _windows(reading: Reading) -> Iterator[tuple[int, int]]:
    """The stretches to weigh: each text in parts that overlap, and the end of all texts together."""
    count = len(reading.words)
    for start, end in zip(reading.texts, [*reading.texts[1:], count], strict=True):
        step = STEP if end - start <= LONG else WINDOW
        for begin in range(start, max(end - WINDOW + step, start + 1), step):
            yield begin, min(begin + WINDOW, end)
    if len(reading.texts) > 1 and count - reading.texts[-1] < WINDOW:
        yield max(count - WINDOW, 0), count


def read_points(rule: PointsRule) -> Points:
    """The points in a file: a word, its rarity, its points, and rules with theirs, parted by tabs.

    Raises SafetyError naming the file, the line and the remedy.
    """
    path = rule.file
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise SafetyError(f"{path} cannot be read ({error}): check [points] file in the safety rules") from None
    every = text.split("\n")
    number, wrong = next(((n, line) for n, line in enumerate(every, 1) if not _LINE.fullmatch(line)), (0, ""))
    if number:
        raise SafetyError(
            f"{path} has in line {number} {wrong[:SHOWN]!r}; it must be: word, rarity, points, rule:points …, with tabs"
        )
    lines = {line.split("\t", 1)[0]: line for line in every if line and line[0] != "#"}
    if START not in lines:
        raise SafetyError(f"{path} has no line {START!r}: make it anew with bench/safety_points.py")
    return Points(lines, raised=rule.raised, quiet=rule.quiet, everyday=rule.everyday)
