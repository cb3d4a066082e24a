"""Disagreements that a note declares itself: "Sources differ …: some …, others …", "… is contested.", "Some advise …".

`answer.disagreement` compares two sentences; here one note tells of both sides, in one sentence or in neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.statements import topic_stems
from corpus.types import Sentence
from index.analysis import fold

_SAYS = (
    r"(?:say|says|said|advise|advises|give|gives|hold|holds|name|names|describe|describes|recommend|recommends|place|list|lists"
    r"|teach|teaches|prefer|prefers|report|reports|find|finds|found|state|states|claim|claims|argue|argues|add|adds|call|calls"
    r"|count|counts|let|put|warn|suggest|suggests|leave|leaves|use|have|believe|doubt|think|treat|show|showed|draw|see|tell)"
)
_SOURCES = (
    r"(?:sources|texts|textbooks?|books|authors?|writers?|studies|trials|guides|guidelines?|therapists?|experts?|teachers?|clinicians?|"
    r"anatomists?|manuals|reviews?|tables|researchers|schools|notes|surgeons?|physiotherapists?|critics|atlases)"
)
_DECLARES = re.compile(
    rf"\b(?:{_SOURCES}|opinions?|views?|results(?: of \w+)?|findings|accounts|reports|advice|evidence)"
    r" (?:also |still |often )?"
    r"(?:differs?|disagrees?|var(?:y|ies)|conflicts?|(?:is|are) (?:divided|split|mixed|conflicting))\b"
    r"|\b(?:is|are|remains?|itself|themselves) (?:still |much |hotly )?(?:contested|disputed|debated|controversial)\b"
    r"|\bno (?:agreement|consensus)\b|\bdo not agree\b",
    re.IGNORECASE,
)
_ONE_SIDE = re.compile(
    rf"\b(?:some|many|most|certain|several|one|older|a few)(?: \w+){{0,3}}? (?:{_SOURCES} )?{_SAYS}\b", re.IGNORECASE
)
_OTHER_SIDE = re.compile(
    r"[,;:]? ?(?:\b(?:while|whereas|but|and|though)\b )?"
    rf"\b(others?|other {_SOURCES}|another|the rest|newer {_SOURCES})\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:some|many|most|one)\b", re.IGNORECASE)
_OTHER = re.compile(r"(?:some|others?|experts|critics|another)\b", re.IGNORECASE)
_OTHERS = re.compile(r"others?\b", re.IGNORECASE)
_WORK = re.compile(r"([A-Z][\w’'-]+)[^()]{0,60}?\(?(\d{4})\)?")
_PEOPLE = re.compile(
    r"^(?:some|many|most|other)s? (?:people|clients?|patients?|women|men|runners|muscles?|fib(?:re|er)s)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the sentence that tells it, and its words, the whole sentence or a clause of it."""

    sentence: Sentence
    text: str


def find_declared(sentences: Sequence[Sentence], sentence: Sentence, heading: str) -> tuple[Side, Side] | None:
    """The two sides of a disagreement that a section declares, of which this sentence declares or tells one.

    `sentences` are those of the section that were found, in the order of the text. Two that share no more than words of
    its heading speak of different things.
    """
    place, known = sentences.index(sentence), topic_stems(fold(heading))
    for start in range(max(place - 2, 0), place + 1):
        sides = _sides(sentences, start, known)
        if sides is not None and (place == start or any(side.sentence == sentence for side in sides)):
            return sides
    return None


def declares(text: str) -> bool:
    """Whether a sentence says that there is no agreement on something.

    >>> declares("Sources differ on the roots: some add L4.")
    True
    """
    return bool(_DECLARES.search(text))


def _sides(sentences: Sequence[Sentence], place: int, known: frozenset[str]) -> tuple[Side, Side] | None:
    first, after = sentences[place], sentences[place + 1 : place + 3]
    within = _in_one(first)
    if within is not None:
        return within
    if declares(first.text):
        tells = ":" in first.text  # one side, or what the disagreement is about
        if tells and not _works(first.text):
            return None
        return _pair((first, *after[:1]) if tells else after, first, known)
    goes_on = after and _ONE_SIDE.match(first.text) and _OTHERS.match(after[0].text)
    return _pair((first, after[0]), first, known) if goes_on else None


def _in_one(sentence: Sentence) -> tuple[Side, Side] | None:
    """Both sides in one sentence: "some name L3, others L4"."""
    text = sentence.text
    start = _ONE_SIDE.search(text)
    if start is None or _PEOPLE.match(text[start.start() :]):
        return None
    other = _OTHER_SIDE.search(text, start.end())
    if other is None:
        return None
    return Side(sentence, text[start.start() : other.start()].strip(" ,;")), Side(sentence, text[other.start(1) :])


def _pair(two: Sequence[Sentence], first: Sentence, known: frozenset[str]) -> tuple[Side, Side] | None:
    """Two neighbouring sentences of one list item or paragraph, each of which is somebody else's."""
    if len(two) < 2 or any(one.group != first.group for one in two):
        return None
    a, b = two
    works_a, works_b = _works(a.text), _works(b.text)
    shared = topic_stems(fold(a.text)) & topic_stems(fold(b.text)) - known
    parted = works_a and works_b and not works_a & works_b and shared
    speak = _ONE.match(a.text) and _OTHER.match(b.text) and not _PEOPLE.match(a.text)
    return (Side(a, a.text), Side(b, b.text)) if parted or speak else None


def _works(text: str) -> set[tuple[str, str]]:
    """The works that a sentence leans on, by first name and year."""
    return {(name, year) for name, year in _WORK.findall(text)}
