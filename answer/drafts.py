"""From pieces of a model's text to sentences with the numbers they cite, each as soon as it is whole.

A model writes what it likes: Markdown, thoughts aloud, numbers in the wrong place, half a sentence at the end. Here it
is only read; whether a sentence may be shown is decided in `answer.writing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import syntok.segmenter
from syntok.tokenizer import Tokenizer

_NUMBERS = r"\^?\d{1,3}(?:\s*(?:[,;&–-]|and)\s*\^?\d{1,3})*"
_KEY = re.compile(rf"[\[【]\s*(?:note\s*)?({_NUMBERS})\s*[\]】]", re.IGNORECASE)
_KEYS = re.compile(rf"(?:\s*{_KEY.pattern})+", re.IGNORECASE)
_CANDIDATE = re.compile(rf"{_KEYS.pattern}|[\n.!?]", re.IGNORECASE)
_POINT_FIRST = re.compile(rf"([.!?])({_KEYS.pattern})", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)(?:\s*[–-]\s*\^?(\d+))?")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)|<\|[^>]*(?:\|>|\Z)", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"<[a-z|/]{0,9}\Z", re.IGNORECASE)  # may become a mark with the next piece
_MARK = re.compile(r"^\s*(?:(?:[-*•>]|#+|\d{1,2}[.)])\s+)+|^\s*(?:answer|note)\s*:\s*", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")
_END = ".!?"
LONGEST_RANGE = 8  # "[1-400]" cites nothing
LONGEST_RUN = 2_000  # characters without an end that are looked at again with each piece


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence as a model wrote it, without Markdown, and the numbers that it cites, in their order."""

    text: str
    keys: tuple[int, ...]


def read_drafts(pieces: Iterable[str]) -> Iterator[Draft]:
    """The sentences, each as soon as what follows shows that it has ended. Numbers count for all before them.

    What cites nothing has no keys; so has what broke off.

    >>> [draft.keys for draft in read_drafts(["It aches [1", "]. It is wi", "de [1, 2]. And th"])]
    [(1,), (1, 2), ()]
    """
    rest = ""
    for piece in _without_thoughts(pieces):
        rest += piece
        while end := _end_of(rest):
            yield from _sentences(rest[:end])
            rest = rest[end:]
        if len(rest) > LONGEST_RUN:
            yield from _sentences(rest)
            rest = ""
    yield from _sentences(rest)


def _without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without what a model thinks aloud, and without its own marks."""
    said, given = "", 0
    for piece in pieces:
        said += piece
        plain = _OPENING.sub("", _THOUGHT.sub("", said))
        if len(plain) > given:
            yield plain[given:]
            given = len(plain)


def _end_of(text: str) -> int:
    """Where the first run of sentences ends that its numbers, or a new line, close for certain; 0 where none does."""
    for found in _CANDIDATE.finditer(text):
        before, after = text[: found.start()].rstrip(), text[found.end() :]
        following = after.lstrip()
        if not following:
            return 0  # more may follow, numbers for one
        if following[0] in "[【":
            continue
        if found[0] == "\n":
            if before and not following[0].islower():
                return found.end()
        elif found[0] in _END:
            apart = after[0].isspace() or before.endswith(("]", "】"))
            if apart and following[0].isupper() and _KEY.search(before):
                return found.end()
        elif _closes(before, after, following):
            return found.end()
    return 0


def _closes(before: str, after: str, following: str) -> bool:
    """Whether numbers between these stand at the end of a sentence: some stand amid one."""
    if following[0] in _END:
        return False  # the point after them does
    opens = following[0].isupper() or following[0] in "-*•#>"
    return opens or before.endswith(tuple(_END)) or "\n" in after[: len(after) - len(following)]


def _sentences(run: str) -> Iterator[Draft]:
    """The sentences of a run. Numbers count for the sentence they stand in, and for those before it without any."""
    marked = " ".join(_EMPHASIS.sub("", _MARK.sub("", run)).split())
    sentences = list(_split(_POINT_FIRST.sub(r"\2\1", marked)))
    for number, sentence in enumerate(sentences):
        keys = next((keys for one in sentences[number:] if (keys := _keys(one))), ())
        is_whole = sentence.endswith(tuple(_END)) or not re.search(r"\w", _after_keys(sentence))
        text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(_KEYS.sub("", sentence).split()))
        if re.search(r"\w", text):
            closed = text if text.endswith(tuple(_END)) else f"{text.rstrip(',;:')}."
            yield Draft(closed, keys if is_whole else ())


def _after_keys(sentence: str) -> str:
    """What stands after the last number; all of it where there is none."""
    ends = [found.end() for found in _KEYS.finditer(sentence)]
    return sentence[ends[-1] :] if ends else sentence


def _keys(run: str) -> tuple[int, ...]:
    """The numbers that stand in brackets, each once.

    >>> _keys("It aches [2] [1, 4-6].")
    (2, 1, 4, 5, 6)
    """
    keys: dict[int, None] = {}
    for found in _KEY.finditer(run):
        for start, end in _RANGE.findall(found[1]):
            last = int(end or start)
            if int(start) <= last < int(start) + LONGEST_RANGE:
                keys.update(dict.fromkeys(range(int(start), last + 1)))
    return tuple(keys)


def _split(plain: str) -> Iterator[str]:
    sentences = syntok.segmenter.segment(_tokenizer().tokenize(plain))
    ends = [tokens[-1].offset + len(tokens[-1].value) for tokens in sentences]
    for start, end in pairwise([0, *ends]):
        yield plain[start:end].strip()


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(replace_not_contraction=False)
