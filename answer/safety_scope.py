"""What is said not to be, to have been long ago, to be only thought of, or to be asked about in general.

`answer.safety_signs` asks of every sign that it finds whether it counts. In doubt it does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.safety_lexicon import JOINER, OPENER, SUBJECT, Lexicon
from answer.safety_reader import Found, Reading, Span

REACH = 6  # words that a "no" reaches over, and again after each "or"
_LEADING = 3  # words into its clause at which an "ago" still speaks for the clause after it
_LIST = 30  # words behind a comma that are looked at for the end of a list
_BEFORE_MY = 3  # "no feeling in my leg" is one statement, "not slept well lately my chest hurts" two


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What does not count in a sentence: words with the "no" that denies them, stretches, and the words from one on."""

    denied: dict[int, int]
    past: set[int]
    supposed: int


class Scopes:
    """What does not count in one reading. A sentence is looked at when the first sign in it is found."""

    def __init__(self, lexicon: Lexicon, reading: Reading, is_general: Callable[[Found], bool]) -> None:
        self._lexicon, self._reading, self._asks_in_general = lexicon, reading, is_general
        self._needed = lexicon.limits
        self._limiting = {lexicon.number[name] for name in ("negation", "denial", "past", "hypothetical")}
        self._sentences: dict[int, _Sentence] = {}
        self._general: dict[int, bool] = {}

    def discounts(self, spans: Sequence[Span]) -> bool:
        """Whether a sign made of these words does not count."""
        return any(self._discounts(span, spans) for span in spans) or any(self._is_general(span) for span in spans)

    def fallen(self) -> set[int]:
        """The words that are denied, of long ago or only thought of."""
        reading, places = self._reading, set[int]()
        for start, found in zip(reading.passages, reading.found, strict=True):
            if self._limiting.isdisjoint(found):
                continue
            end = self._reading.end_of_passage(start)
            for first in reading.sentences[reading.sentence_of(start) : bisect_left(reading.sentences, end)]:
                places |= self._fallen_in(first)
        return places

    def _fallen_in(self, first: int) -> set[int]:
        """Those of the sentence that begins with this word."""
        sentence = self._sentence((first, first))
        end = self._reading.end_of_sentence(self._reading.sentence_of(first))
        fallen = {*sentence.denied, *range(sentence.supposed, end)}
        if sentence.past:
            fallen |= {place for place in range(first, end) if self._reading.stretch_of(place) in sentence.past}
        return fallen

    def are_denied(self, spans: Sequence[Span]) -> bool:
        """Whether a "no" that is none of these words reaches over some of them."""
        return any(self._denies(span, spans) for span in spans)

    def denies(self, span: Span) -> bool:
        """Whether a "no" outside these words reaches over them."""
        denied = self._sentence(span).denied
        return any(not span[0] <= denied.get(place, place) <= span[1] for place in range(span[0], span[1] + 1))

    def _discounts(self, span: Span, spans: Sequence[Span]) -> bool:
        sentence = self._sentence(span)
        if span[0] >= sentence.supposed or self._reading.stretch_of(span[0]) in sentence.past:
            return True
        return self._denies(span, spans)

    def _denies(self, span: Span, spans: Sequence[Span]) -> bool:
        sentence = self._sentence(span)
        by = {sentence.denied[place] for place in range(span[0], span[1] + 1) if place in sentence.denied}
        return any(not any(first <= place <= last for first, last in spans) for place in by)

    def _is_general(self, span: Span) -> bool:
        number = self._reading.sentence_of(span[0])
        if number not in self._general:
            self._general[number] = self._asks_in_general(self._reading.found_in(number))
        return self._general[number]

    def _sentence(self, span: Span) -> _Sentence:
        number = self._reading.sentence_of(span[0])
        if number not in self._sentences:
            found, end = self._reading.found_in(number, self._needed), self._reading.end_of_sentence(number)
            supposed = min((last + 1 for _, last in self._in(found, "hypothetical")), default=end)
            self._sentences[number] = _Sentence(self._denied(found, end), self._past(found), supposed)
        return self._sentences[number]

    def _in(self, found: Found, name: str) -> Sequence[Span]:
        return found.get(self._lexicon.number[name], ())

    def _denied(self, found: Found, end: int) -> dict[int, int]:
        """The words that a "no" reaches over, and where it stands. As part of a longer phrase it reaches nowhere."""
        own: dict[int, int] = {}  # where a phrase begins, and the end of the longest
        for number in self._lexicon.has_own_no & found.keys():
            for first, last in found[number]:
                if last > own.get(first, -1):
                    own[first] = last
        denied: dict[int, int] = {}
        lists = set(self._in(found, "denial"))
        denials = [span for span in sorted({*self._in(found, "negation"), *lists}) if own.get(span[0], 0) <= span[1]]
        ends = [*(first for first, _ in denials[1:]), end]  # the next "no" speaks for itself
        for (first, last), after in zip(denials, ends, strict=False):
            for place in self._reached(last + 1, max(after, last + 1), over_commas=(first, last) in lists):
                denied[place] = first
        return denied

    def _reached(self, start: int, end: int, *, over_commas: bool) -> list[int]:
        reading, parts = self._reading, self._lexicon.parts
        left, reached, clause = REACH, list[int](), reading.clause_of(start - 1)
        for place in range(start, end):
            part = parts.get(reading.words[place], 0)
            if part & SUBJECT or reading.clause_of(place) != clause:
                break
            if place in reading.commas and place > start:
                over_commas = over_commas or self._is_list(place, end)
                left = REACH if over_commas else 0
            if left == 0 or (place - start >= _BEFORE_MY and self._is_opened(place)):
                break
            left = REACH if part & JOINER else left - 1
            reached.append(place)
        return reached

    def _is_opened(self, place: int) -> bool:
        """Whether a filler that begins a statement stands before a word: "my", "the"."""
        return any(self._lexicon.parts[word] & OPENER for word in self._reading.fillers.get(place, ()))

    def _is_list(self, comma: int, end: int) -> bool:
        """Whether what follows a comma goes on with a list: "no fever, numbness or weakness"."""
        reading, parts = self._reading, 1
        for place in range(comma, min(end, comma + _LIST)):
            if reading.clause_of(place) != reading.clause_of(comma):
                break
            if reading.words[place] in {"or", "nor"}:
                return True
            parts += place in reading.commas
        return parts > 2

    def _past(self, found: Found) -> set[int]:
        """The stretches that tell of long ago. One that begins so speaks for the next, unless that is about now."""
        clause, stretch = self._reading.clause_of, self._reading.stretch_of
        now = {clause(first) for first, _ in self._in(found, "now")}
        present = {stretch(first) for name in ("now", "present") for first, _ in self._in(found, name)}
        past: set[int] = set()
        for first, _ in self._in(found, "past"):
            here = stretch(first)
            if clause(first) not in now:
                leading = first - self._reading.stretches[here] < _LEADING
                past |= {here, here + 1} if leading and here + 1 not in present else {here}
        return past
