"""Which chunks of a text that knows only lines are headings, which of them is its title, and how deep each one lies.

`ingest.lists` has joined the lines and read the marks; here short lines that stand alone are told from captions, menu
lines and lead-ins. A reader that knows its headings (Markdown, HTML, Word) never comes here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from ingest.furniture_rules import line_reason
from ingest.lines import LABEL, is_date, is_reference, looks_like_menu_word
from ingest.lists import SENTENCE_END, SMALL, Chunk

HEADING_WORDS = 12
HEADING_LENGTH = 90
_ADDRESS = re.compile(r"@|https?:|www\.|©|\(\d{4}\)|^\W*\d[\d\s().-]{5,}$")
_NO_TITLE = re.compile(r"[.,;:]$|\s[»›|>·]\s|@|https?:|\bsince \d{4}$")
_CLOSES = re.compile(
    r"(?:conclusion|summary|references?|sources?|bibliography|further reading|when to|faq|about)\b", re.IGNORECASE
)
COMMON = frozenset(
    "this that with from your have what when where which there their they you are can not all more it".split()
)


def find_headings(chunks: list[Chunk]) -> tuple[dict[int, int], set[int]]:
    """The headings by their index, each with its level, 1 for the title; and the lines that only look like headings."""
    numbered = [index for index in range(len(chunks)) if _is_numbered_heading(chunks, index)]
    by_number = set(numbered) if len(numbered) >= 2 else set()
    plain = {index for index in range(len(chunks)) if index not in by_number and _may_be_heading(chunks, index)}
    levels = _plain_levels(chunks, plain, by_number, _find_title(chunks))
    levels.update({index: 2 + chunks[index].mark.count(".") for index in by_number})
    return levels, plain - levels.keys()


def is_short(text: str) -> bool:
    """Whether a line is as short as headings are."""
    return len(text) <= HEADING_LENGTH and len(text.split()) <= HEADING_WORDS


def _is_numbered_heading(chunks: list[Chunk], index: int) -> bool:
    chunk = chunks[index]
    if not chunk.mark or chunk.mark == "-" or chunk.lines > 1 or not is_short(chunk.text):
        return False
    if "." in chunk.mark:
        return not SENTENCE_END.search(chunk.text)
    if not chunk.mark.isdigit() or chunk.indent or chunk.text.endswith((".", ";", ",", ":")):
        return False
    alone = (index == 0 or chunk.gap > 0) and index + 1 < len(chunks) and chunks[index + 1].gap > 0
    in_list = any(
        0 <= near < len(chunks) and chunks[near].mark.isdigit() and abs(int(chunks[near].mark) - int(chunk.mark)) == 1
        for near in (index - 1, index + 1)
    )
    return alone and not in_list


def _may_be_heading(chunks: list[Chunk], index: int) -> bool:
    """Whether a chunk is set like a heading: short, alone, no full stop, capitals where headings have them."""
    chunk = chunks[index]
    text = chunk.text
    if chunk.mark or chunk.under or chunk.row or chunk.lines > 1 or not is_short(text) or not _opens(text):
        return False
    if text.endswith(":"):
        return _closes(text) or (len(text.split()) <= 4 and _heads_text(chunks, index))
    if text.endswith((".", ",", ";", "!", "…")) or text.count("?") > 1 or is_reference(text):
        return False
    if _ADDRESS.search(text) or is_date(text) or _runs_on(chunks, index):
        return False
    if index and LABEL.match(text) and not text.isupper():
        return False
    if index == 0 or chunk.gap > 0 or chunks[index - 1].header:
        return _is_capitalised(text) or len(text.split()) <= (7 if chunk.gap < 2 else 10)
    return text.isupper() and len(text) > 3 and _heads_text(chunks, index)


def _opens(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit() or text[0] in "\"“‘'"


def _runs_on(chunks: list[Chunk], index: int) -> bool:
    below = chunks[index + 1] if index + 1 < len(chunks) else None
    return below is not None and below.gap == 0 and not below.mark and below.text[0].islower()


def _heads_text(chunks: list[Chunk], index: int) -> bool:
    return index + 1 < len(chunks) and not chunks[index + 1].mark and len(chunks[index + 1].text) > 80


def _is_capitalised(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.lower() not in SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _plain_levels(chunks: list[Chunk], plain: set[int], by_number: set[int], title: int | None) -> dict[int, int]:
    """The levels of the title and of the unnumbered headings below it.

    In a document whose headings are numbered no other line heads anything but a list of references. A heading right
    above another is its parent; of three or more in a row only the last heads anything.
    """
    levels: dict[int, int] = {} if title is None else {title: 1}
    parent: int | None = None
    for run in _runs(sorted(index for index in plain if title is None or index > title)):
        if by_number:
            levels.update({index: 2 for index in run if _closes(chunks[index].text)})
            continue
        if run[-1] + 1 >= len(chunks):
            continue
        if len(run) >= 3 or (len(run) == 2 and looks_like_menu_word(chunks[run[0]].text)):
            run = run[-1:]
        if len(run) == 2:
            parent = run[0]
            levels[run[0]] = 2
        elif parent is not None and _closes(chunks[run[-1]].text):
            parent = None
        levels[run[-1]] = 3 if parent is not None else 2
    return levels


def _find_title(chunks: list[Chunk]) -> int | None:
    """The line among those above the first prose whose words the text goes on to speak of.

    Pages open with the name of the site, menus, trails of links or a category; none of them says what the text is
    about as well as its title does. In doubt the earlier line is taken.
    """
    top = _lines_above_prose(chunks)
    prose = [chunk.text for chunk in chunks if len(chunk.text.split()) >= 12 or chunk.mark]
    said = Counter(word for text in prose for word in set(_topic_words(text)))
    scores = {index: _fitness(chunks, index, said) for index in top}
    if not scores:
        return None
    best = max(scores.values())
    return next(index for index in top if scores[index] >= 0.75 * best)


def _fitness(chunks: list[Chunk], index: int, said: Counter[str]) -> float:
    """How much of a line the text below speaks of: its topic words, by how many paragraphs hold them.

    A line between blank lines counts more, as a masthead's lines stand close together.
    """
    words = set(_topic_words(chunks[index].text))
    alone = chunks[index].gap > 0 and index + 1 < len(chunks) and chunks[index + 1].gap > 0
    weight = 1.4 if alone or index == 0 else 1.0
    return weight * sum(min(said[word], 4) for word in words) / math.sqrt(len(words) + 1)


def _lines_above_prose(chunks: list[Chunk]) -> list[int]:
    often = Counter(re.sub(r"\d+", "#", chunk.text) for chunk in chunks)
    top: list[int] = []
    for index, chunk in enumerate(chunks[:30]):
        if _is_prose(chunk):
            if top:
                break
        elif often[re.sub(r"\d+", "#", chunk.text)] < 3 and _may_be_title(chunk, first=index == 0):
            top.append(index)
    return top


def _is_prose(chunk: Chunk) -> bool:
    words = len(chunk.text.split())
    return words > 25 or (words >= 14 and bool(SENTENCE_END.search(chunk.text)))


def _may_be_title(chunk: Chunk, *, first: bool) -> bool:
    text = chunk.text
    if chunk.mark or chunk.row or chunk.lines > 2 or len(text.split()) > 16 or _NO_TITLE.search(text):
        return False
    if not first and LABEL.match(text):
        return False
    return not (line_reason(text) or looks_like_menu_word(text) or is_date(text))


def _topic_words(text: str) -> list[str]:
    """Words that carry a topic, cut to six letters so that "muscle" and "muscles" count as one."""
    return [word[:6] for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in SMALL and word not in COMMON]


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in indexes:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _closes(text: str) -> bool:
    """Whether a heading is one of those that close a note: conclusion, references, when to see someone."""
    return bool(_CLOSES.match(text))
