"""Where sentences begin and end, as offsets. syntok splits; what it does not know of notes is mended here."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import syntok.segmenter
from syntok.tokenizer import Tokenizer

# A parenthesis of its own ("(Travell 1983)") belongs to the sentence that it follows.
_APART = re.compile(r"^\((?:[a-z][^()]*|(?:\S+\s){0,5}\S*)\)\.?$")
# A sentence never ends after these, whatever syntok says: they go on with a name or a number.
_GOES_ON = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|approx|ca|vs|cf|incl|e\.g|i\.e|"
    r"Figs?|Nos?|pp?|Mm?|Nn?|Aa?|V|Lig|Vol|Ch|eds?)\.$"
)
# A sentence may end after these although syntok goes on: an abbreviation, then a capitalised word that opens one.
_STOPS = re.compile(r"\b(?:mins?|secs?|hrs|etc|lbs|oz|cm|mm|kg)\.(\s+)(?=[A-Z])")


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return Tokenizer(replace_not_contraction=False)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as offsets into `text`, white space at their edges left out.

    >>> words = "Hold for 20 secs. or so. Dr. Lewis agrees (see p. 4). (Travell 1983) Rest."
    >>> [words[a:b] for a, b in split_sentences(words, 0, len(words))]
    ['Hold for 20 secs. or so.', 'Dr. Lewis agrees (see p. 4). (Travell 1983)', 'Rest.']
    """
    spans = _split(text[start:end].replace("\n", " "))
    return [(start + first, start + last) for first, last in spans]


@lru_cache(maxsize=4096)  # a paragraph is split twice: when furniture is looked for, and when it is set
def _split(flat: str) -> tuple[tuple[int, int], ...]:
    if not flat.strip():
        return ()
    spans: list[tuple[int, int]] = []
    ends = [
        tokens[-1].offset + len(tokens[-1].value) for tokens in syntok.segmenter.segment(_tokenizer().tokenize(flat))
    ]
    # Each begins where the last one ended, and the last ends with the text: syntok skips characters without width.
    for first, last in pairwise([0, *ends[:-1], len(flat)]):
        _add(spans, flat, first, last)
    return tuple(spans)


def _add(spans: list[tuple[int, int]], flat: str, first: int, last: int) -> None:
    while first < last and flat[first].isspace():
        first += 1
    while last > first and flat[last - 1].isspace():
        last -= 1
    if first >= last:
        return
    piece = flat[first:last]
    if spans and (_APART.match(piece) or _GOES_ON.search(flat[spans[-1][0] : spans[-1][1]])):
        spans[-1] = (spans[-1][0], last)
        return
    if spans and not any(letter.isalnum() for letter in piece):
        spans[-1] = (spans[-1][0], last)
        return
    position = first
    for stop in _STOPS.finditer(piece):
        spans.append((position, first + stop.start(1)))
        position = first + stop.end(1)
    spans.append((position, last))
