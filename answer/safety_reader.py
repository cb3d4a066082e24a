"""From text to groups of words found in it, with the sentences and clauses they stand in.

`answer.safety_lexicon` has the groups. Which of them make a sign is for `answer.safety_signs`, which of them do not
count for `answer.safety_scope`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from answer.safety_lexicon import BREAK, CARRY_ON, FILLER, JOINER, OPENER, Lexicon, Words
from answer.safety_text import readings

Span = tuple[int, int]  # the first and the last word
Found = Mapping[int, Sequence[Span]]  # groups of words, and where they stand, in the order of the text

MANY = 400  # sentences of one text; behind them, several are read together
TOGETHER = 20
DIFFERENT = 3_000  # words of one text that are looked at for slips of spelling

_TOKEN = re.compile(r"[a-z0-9]+(?:\.[0-9]+[a-z]?)?|[.!?]+|\n[ \t\r\n]*\n|[,;:()\n]+| -+ ")
_MARKS = frozenset(".!?,;:() -\n")
_MASKED = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:[*@$!]+[a-z0-9]+)+|(?<![a-z*])[a-z]*\*+[a-z]+")
_SPELLED = re.compile(r"\b[a-z](?:[ .*_-][a-z]){3,}\b")  # "s u i c i d e"
_QUERIED = re.compile(r"(?<![^\s(])\?(?=[a-z])")  # "?DVT", as clinicians write
_NOT_LETTERS = re.compile(r"[^a-z]")


@dataclass(slots=True)
class Reading:
    """A text as the rules see it: its words without fillers, and what was found in each passage of it.

    A sentence that goes on with the one before ("It is hot too") is in one passage with it. A clause is the stretch
    that a "no" reaches over, a stretch that an "ago" does.
    """

    words: list[str] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)  # the first word of each, and so on
    sentences: list[int] = field(default_factory=list)
    passages: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    commas: set[int] = field(default_factory=set)  # words with a comma before them
    stretches: list[int] = field(default_factory=list)  # clauses, parted at commas too
    fillers: dict[int, list[str]] = field(default_factory=dict)  # those that stand before a word
    found: list[Found] = field(default_factory=list)  # for each passage

    def sentence_of(self, place: int) -> int:
        return bisect_right(self.sentences, place) - 1

    def clause_of(self, place: int) -> int:
        return bisect_right(self.clauses, place) - 1

    def stretch_of(self, place: int) -> int:
        return bisect_right(self.stretches, place) - 1

    def end_of_sentence(self, sentence: int) -> int:
        """The place behind its last word."""
        after = sentence + 1
        return self.sentences[after] if after < len(self.sentences) else len(self.words)

    def end_of_passage(self, start: int) -> int:
        """The place behind the last word of the passage that begins there."""
        after = bisect_right(self.passages, start)
        return self.passages[after] if after < len(self.passages) else len(self.words)

    def found_in(self, sentence: int, groups: Set[int] | None = None) -> Found:
        """What stands in one sentence, of all groups or of some."""
        start, end = self.sentences[sentence], self.end_of_sentence(sentence)
        passage = bisect_right(self.passages, start) - 1
        found = self.found[passage]
        if groups is not None:
            found = {number: found[number] for number in found.keys() & groups}
        if start == self.passages[passage] and end == self.end_of_passage(start):
            return found
        inside = {n: spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))] for n, spans in found.items()}
        return {number: spans for number, spans in inside.items() if spans}


def read(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Reading]:
    """The texts, one after the other, as one reading; as two where some characters cannot be seen."""
    folded = [readings(text) for text in texts]
    for way in range(max(map(len, folded), default=0)):
        scan = _Scan(lexicon)
        for each in folded:
            scan.take(each[min(way, len(each) - 1)])
        yield scan.finish()


class _Scan:
    """A text on its way to a reading."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._reading = Reading()
        self._spots: list[dict[str, list[int]]] = []  # for each passage: the words that mean something, and where
        self._corrected: dict[str, tuple[str, ...]] = {}

    def take(self, text: str) -> None:
        """Read on, in a new sentence. One long loop: a call for each word would cost more than all the rest."""
        reading, parts, meant = self._reading, self._lexicon.parts, self._lexicon.meant
        words, corrected, place = reading.words, self._corrected, len(reading.words)
        reading.texts.append(place)
        fresh, comma, parted = True, False, False  # a sentence ended; a comma stands before; a comma or an "and" does
        for token in _TOKEN.findall(self._clear(text)):
            if token not in corrected:
                if token[0] in _MARKS:
                    fresh = fresh or token[0] in ".!?" or token.count("\n") > 1
                    comma = parted = True
                    continue
                corrected[token] = self._correct(token)
            for word in corrected[token]:
                part = parts.get(word, 0)
                if fresh:
                    self._begin_sentence(place, part)
                    fresh = comma = False
                elif part & BREAK or (parted and part & OPENER):
                    reading.clauses.append(place)
                parted = part & JOINER > 0
                if word in meant:
                    self._spots[-1].setdefault(word, []).append(place)
                if part & FILLER:
                    reading.fillers.setdefault(place, []).append(word)
                    continue
                if comma:
                    reading.commas.add(place)
                    comma = False
                words.append(word)
                place += 1

    def _clear(self, text: str) -> str:
        """The text without the tricks of writing that hide words."""
        if "*" in text or "@" in text or "$" in text or "!" in text:
            text = _MASKED.sub(self._lexicon.spelling.unmask, text)
        if "?" in text:
            text = _QUERIED.sub(" query ", text)
        return _SPELLED.sub(lambda match: _NOT_LETTERS.sub("", match.group()), text)

    def _correct(self, token: str) -> tuple[str, ...]:
        return self._lexicon.spelling.correct(token) if len(self._corrected) < DIFFERENT else (token,)

    def _begin_sentence(self, place: int, part: int) -> None:
        self._reading.sentences.append(place)
        self._reading.clauses.append(place)
        count = len(self._reading.sentences)
        if not self._spots or (not part & CARRY_ON and (count < MANY or count % TOGETHER == 0)):
            self._reading.passages.append(place)
            self._spots.append({})

    def finish(self) -> Reading:
        """The reading, with what was found in each passage."""
        self._reading.stretches = sorted({*self._reading.clauses, *self._reading.commas})
        for spot in self._spots:
            self._reading.found.append(self._find(spot))
        return self._reading

    def _find(self, spot: Mapping[str, Sequence[int]]) -> Found:
        single, longer, exact = self._lexicon.single, self._lexicon.longer, self._lexicon.exact
        found: dict[int, list[Span]] = {}
        mixed: dict[int, list[Span]] = {}  # groups found in more ways than one, which are out of order
        for word, places in spot.items():
            spans = [(place, place) for place in places]
            for number in single.get(word, ()):
                if found.setdefault(number, spans) is not spans:
                    mixed.setdefault(number, []).extend(spans)
        for word in spot.keys() & longer.keys():
            self._find_longer(spot[word], longer[word], mixed)
        for word in spot.keys() & exact.keys():
            self._find_exact(spot[word], exact[word], mixed)
        for number, spans in mixed.items():
            found[number] = sorted(found.get(number, []) + spans)
        return self._without_idioms(found) if self._lexicon.number["idioms"] in found else found

    def _find_longer(
        self, places: Sequence[int], seconds: Mapping[str, Sequence[tuple[Words, int]]], found: dict[int, list[Span]]
    ) -> None:
        """Add the phrases that begin here. A phrase stands within one sentence."""
        words = self._reading.words
        for place in places:
            after = seconds.get(words[place + 1], ()) if place + 1 < len(words) else ()
            for rest, number in after:
                end = place + 1 + len(rest)
                fits = not rest or tuple(words[place + 2 : end + 1]) == rest
                if fits and end < self._reading.end_of_sentence(self._reading.sentence_of(place)):
                    found.setdefault(number, []).append((place, end))

    def _find_exact(
        self, places: Sequence[int], phrases: Sequence[tuple[Words, Words, int]], found: dict[int, list[Span]]
    ) -> None:
        fillers = self._reading.fillers
        for place in places:
            for before, after, number in phrases:
                led = fillers.get(place, [])[-len(before) :] if before else []
                followed = fillers.get(place + 1, [])[: len(after)]
                if tuple(led) == before and tuple(followed) == after:
                    found.setdefault(number, []).append((place, place))

    def _without_idioms(self, found: dict[int, list[Span]]) -> Found:
        idioms = found.pop(self._lexicon.number["idioms"])
        inside = {place for first, last in idioms for place in range(first, last + 1)}
        found = {n: [s for s in spans if s[0] not in inside or s[1] not in inside] for n, spans in found.items()}
        return {number: spans for number, spans in found.items() if spans}
