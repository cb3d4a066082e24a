"""Lines in, blocks out: the structure of a note that its format does not state.

Plain text that was once a web page, or the text of a PDF, knows only lines. Here lines wrapped in mid-sentence are
joined, list marks recognised, flattened tables kept by row, and unmarked headings told from captions and sentences.
What is furniture is decided afterwards, in `ingest.furniture`, for every format alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extraction import Block, BlockType
from ingest.furniture_rules import line_reason
from ingest.lines import LABEL, is_date, is_reference, looks_like_menu_word

BULLET = re.compile(r"^(?:[•▪●◦‣∙·■□*+➢➤►▶✓✔❖»]\s*|[-–—]\s+|o\s{2,})(?=\S)")
NUMBER = re.compile(r"^(?:(?P<number>\d{1,2})|[a-h])[.)]\s+(?=\S)")
STEP = re.compile(r"^(?:step\s+)(?P<number>\d{1,2})\s*[:.)–-]\s*(?=\S)", re.IGNORECASE)
DECIMAL = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
EDITOR_MARK = re.compile(r"\s*\[\s*(?:edit|citation needed)\s*\]\s*$", re.IGNORECASE)
UNWRAPPED = 140  # a line longer than this was not wrapped by whoever saved it
FULL = 0.6  # a line this share of the usual width, or more, may go on in the next one
HEADING_WORDS = 12
HEADING_LENGTH = 90
COMMON = frozenset("this that with from your have what when where which there their they you are can not all more it".split())
SMALL = frozenset(
    "a an and as at by for from in into is of on or the to vs with your how what why when which who do does i".split()
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together, before anything is called a heading.

    `start` leaves out the list mark; `gap` counts the blank lines above; `lines` counts the lines joined; `mark` is
    "" for text, "-" for a bullet, the number itself ("3", "1.2") for a numbered line.
    """

    start: int
    end: int
    text: str
    gap: int
    lines: int
    mark: str
    indent: int
    row: bool = False
    header: bool = False
    under: bool = False  # a continuation line under a label or a lead-in, without a mark of its own


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text that knows only lines. Offsets point into `text`; every word lies in one block."""
    chunks = _mark_lists(_join_lines(text))
    return tuple(_name_blocks(chunks))


def refine_blocks(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of a format with structure, where the writer marked structure by hand: a heading made of bold words, a
    list made of paragraphs that start with a dash or a number, an editor's mark behind a heading."""
    refined: list[Block] = []
    for index, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.type is BlockType.HEADING and (mark := EDITOR_MARK.search(words)):
            block = replace(block, end=block.start + mark.start())
        elif block.type is BlockType.PARAGRAPH and block.bold and _heads_below(text, blocks, index):
            level = max((b.level for b in refined if b.type is BlockType.HEADING and not b.bold), default=1)
            block = replace(block, type=BlockType.HEADING, level=min(level + 1, 6))
        elif block.type is BlockType.PARAGRAPH:
            block = _unmark(words, block)
        elif block.type is BlockType.ITEM and words.startswith("^ "):
            block = replace(block, start=block.start + 2)
        refined.append(block)
    return tuple(refined)


def _heads_below(text: str, blocks: Sequence[Block], index: int) -> bool:
    words = text[blocks[index].start : blocks[index].end].strip()
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return _short(words) and not words.endswith((".", ",", ";", "!")) and below is not None and not below.bold


def _unmark(words: str, block: Block) -> Block:
    mark, skip = _find_mark(words.strip())
    if not skip:
        return block
    skip += len(words) - len(words.lstrip())
    return replace(block, type=BlockType.ITEM, start=block.start + skip, level=1, ordered=mark != "-")


def _join_lines(text: str) -> list[Chunk]:
    lines = _read_lines(text)
    width = _usual_width([line.text for line in lines])
    often = Counter(re.sub(r"\d+", "#", line.text) for line in lines)
    apart = {line.start for line in lines if often[re.sub(r"\d+", "#", line.text)] >= 3}  # running heads stand alone
    chunks: list[Chunk] = []
    for line in lines:
        joins = bool(chunks) and line.gap == 0 and not line.mark and not {line.start, chunks[-1].start} & apart
        if joins and _goes_on(chunks[-1], line, width, text):
            chunks[-1] = _append(chunks[-1], line)
        else:
            chunks.append(line)
    return _mark_tables(_mark_continuations(chunks))


def _read_lines(text: str) -> list[Chunk]:
    lines: list[Chunk] = []
    gap = position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            gap += 1
        else:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            mark, skip = _find_mark(stripped)
            end = start + len(stripped)
            lines.append(Chunk(start + skip, end, stripped[skip:], gap, 1, mark, indent))
            gap = 0
        position += len(raw) + 1
    return lines


def _find_mark(line: str) -> tuple[str, int]:
    if decimal := DECIMAL.match(line):
        return decimal.group().strip().rstrip("."), 0
    if number := NUMBER.match(line) or STEP.match(line):
        return number.groupdict().get("number") or number.group()[0], number.end()
    if bullet := BULLET.match(line):
        return "-", bullet.end()
    return "", 0


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if len(line) <= UNWRAPPED)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def _goes_on(before: Chunk, line: Chunk, width: int, text: str) -> bool:
    """Whether `line` carries on the sentence or the paragraph of the chunk above it."""
    last_line = text[text.rfind("\n", 0, before.end) + 1 : before.end].strip()
    if len(last_line) > UNWRAPPED or last_line.endswith(":") or re.search(r"\s[»›|>·]\s", last_line):
        return False
    if before.mark and before.lines == 1 and line.indent > before.indent:
        return not SENTENCE_END.search(last_line) or len(last_line) >= FULL * width
    if width < 45 or len(last_line) < FULL * width:
        return False
    starts_low = line.text[0].islower() or line.text[0] in "(,;"
    return starts_low or not SENTENCE_END.search(last_line) or len(last_line) >= 0.75 * width


def _append(before: Chunk, line: Chunk) -> Chunk:
    return replace(before, end=line.end, text=f"{before.text} {line.text}", lines=before.lines + 1)


def _mark_continuations(chunks: list[Chunk]) -> list[Chunk]:
    """Short unmarked lines right under a label line ("Action – …") or a lead-in ("…:") are its items."""
    marked: list[Chunk] = []
    opened = False
    for chunk in chunks:
        plain = not chunk.mark and len(chunk.text) <= UNWRAPPED
        if opened and chunk.gap == 0 and plain and not LABEL.match(chunk.text):
            marked.append(replace(chunk, under=True))
            continue
        opened = plain and bool(LABEL.match(chunk.text) or chunk.text.endswith(":"))
        marked.append(chunk)
    return marked


def _mark_tables(chunks: list[Chunk]) -> list[Chunk]:
    """Lines of a flattened table: a line of capitalised column names, then longer lines right under it."""
    marked = list(chunks)
    index = 0
    while index < len(marked) - 1:
        head, row = marked[index], marked[index + 1]
        if _names_columns(head) and _is_row(row, head.text):
            marked[index] = replace(head, row=True, header=True)
            index += 1
            while index < len(marked) and _is_row(marked[index], head.text):
                marked[index] = replace(marked[index], row=True)
                index += 1
        index += 1
    return marked


def _names_columns(chunk: Chunk) -> bool:
    words = re.findall(r"[^\W\d_][\w'-]*", chunk.text)
    return (
        not chunk.mark
        and not chunk.under
        and 3 <= len(words) <= 9
        and not SENTENCE_END.search(chunk.text)
        and all(word[0].isupper() or word in SMALL for word in words)
        and not re.search(r"[,:–—&]", chunk.text)
    )


def _is_row(chunk: Chunk, header: str) -> bool:
    words = chunk.text.split()
    return (
        chunk.gap == 0
        and not chunk.mark
        and len(chunk.text) > 1.2 * len(header)
        and len(words) >= 4
        and chunk.text[0].isupper()
        and not SENTENCE_END.search(chunk.text)
        and len(chunk.text) <= UNWRAPPED * 2
    )


def _mark_lists(chunks: list[Chunk]) -> list[Chunk]:
    """A lone dash before a sentence in running text is no list; nor is a number that starts a heading."""
    return [
        replace(chunk, mark="")
        if chunk.mark == "-" and chunk.text[:1].islower() and chunk.gap == 0 and _is_text(chunks, index - 1)
        else chunk
        for index, chunk in enumerate(chunks)
    ]


def _is_text(chunks: list[Chunk], index: int) -> bool:
    return index >= 0 and not chunks[index].mark and len(chunks[index].text) > HEADING_LENGTH


def _name_blocks(chunks: list[Chunk]) -> list[Block]:
    numbered = [index for index, chunk in enumerate(chunks) if _is_numbered_heading(chunks, index)]
    by_number = set(numbered) if len(numbered) >= 2 else set()
    plain = {index for index in range(len(chunks)) if index not in by_number and _may_be_heading(chunks, index)}
    title = _find_title(chunks)
    levels = _plain_levels(chunks, plain, by_number, title)
    blocks = []
    for index, chunk in enumerate(chunks):
        if title is not None and index < title:
            blocks.append(Block(BlockType.CAPTION, chunk.start, chunk.end, region="header"))
        elif index in by_number:
            decimal = DECIMAL.match(chunk.text)
            start = chunk.start + (decimal.end() if decimal else 0)
            blocks.append(Block(BlockType.HEADING, start, chunk.end, level=2 + chunk.mark.count(".")))
        elif index in levels:
            blocks.append(Block(BlockType.HEADING, chunk.start, chunk.end, level=levels[index]))
        elif index in plain and not _heads_list(chunks, index):
            blocks.append(Block(BlockType.CAPTION, chunk.start, chunk.end))
        elif chunk.row:
            blocks.append(Block(BlockType.ROW, chunk.start, chunk.end, header=chunk.header))
        elif chunk.mark and "." not in chunk.mark:
            level = 2 if chunk.indent >= 6 and _is_nested(chunks, index) else 1
            blocks.append(Block(BlockType.ITEM, chunk.start, chunk.end, level=level, ordered=chunk.mark != "-"))
        elif chunk.under:
            blocks.append(Block(BlockType.ITEM, chunk.start, chunk.end, level=1))
        else:
            blocks.append(Block(BlockType.PARAGRAPH, chunk.start, chunk.end))
    return blocks


def _is_nested(chunks: list[Chunk], index: int) -> bool:
    return any(
        chunk.mark and chunk.indent + 2 <= chunks[index].indent for chunk in chunks[max(0, index - 8) : index]
    )


def _is_numbered_heading(chunks: list[Chunk], index: int) -> bool:
    chunk = chunks[index]
    if not chunk.mark or chunk.mark == "-" or chunk.lines > 1 or not _short(chunk.text):
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


def _short(text: str) -> bool:
    return len(text) <= HEADING_LENGTH and len(text.split()) <= HEADING_WORDS


def _may_be_heading(chunks: list[Chunk], index: int) -> bool:
    """Whether a chunk is set like a heading: short, alone, no full stop, capitals where headings have them."""
    chunk = chunks[index]
    text = chunk.text
    if chunk.mark or chunk.under or chunk.row or chunk.lines > 1 or not _short(text):
        return False
    if not text[0].isupper() and not text[0].isdigit() and text[0] not in "\"“‘'":
        return False
    if text.endswith(":"):
        return _closes(text) or (len(text.split()) <= 4 and _heads_text(chunks, index))
    if text.endswith((".", ",", ";", "!", "…")) or text.count("?") > 1 or is_reference(text):
        return False
    if re.search(r"@|https?:|www\.|©|\(\d{4}\)|^\W*\d[\d\s().-]{5,}$", text) or is_date(text):
        return False
    below = chunks[index + 1] if index + 1 < len(chunks) else None
    if below and below.gap == 0 and not below.mark and below.text[0].islower():
        return False
    if index and LABEL.match(text) and not text.isupper():
        return False
    alone = index == 0 or chunk.gap > 0 or chunks[index - 1].header
    if alone:
        return _is_capitalised(text) or len(text.split()) <= (7 if chunk.gap < 2 else 10)
    return text.isupper() and len(text) > 3 and _heads_text(chunks, index)


def _heads_list(chunks: list[Chunk], index: int) -> bool:
    """A short line right above a list leads it in, even where only numbered lines are headings."""
    below = chunks[index + 1] if index + 1 < len(chunks) else None
    return below is not None and bool(below.mark) and "." not in below.mark


def _heads_text(chunks: list[Chunk], index: int) -> bool:
    return index + 1 < len(chunks) and not chunks[index + 1].mark and len(chunks[index + 1].text) > 80


def _is_capitalised(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.lower() not in SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _plain_levels(chunks: list[Chunk], plain: set[int], by_number: set[int], title: int | None) -> dict[int, int]:
    """The levels of unnumbered headings below the title; a candidate without a level is a caption or a menu line.

    In a document whose headings are numbered no other line heads anything but a list of references. A heading right
    above another is its parent; of three or more in a row only the last heads anything.
    """
    levels: dict[int, int] = {} if title is None else {title: 1}
    parent: int | None = None
    for run in _runs(sorted(index for index in plain if title is None or index > title)):
        follows = run[-1] + 1
        if by_number:
            levels.update({index: 2 for index in run if _closes(chunks[index].text)})
            continue
        if follows >= len(chunks):
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
    return (1.4 if alone or index == 0 else 1.0) * sum(min(said[word], 4) for word in words) / (len(words) + 1) ** 0.5


def _lines_above_prose(chunks: list[Chunk]) -> list[int]:
    top = []
    often = Counter(re.sub(r"\d+", "#", chunk.text) for chunk in chunks)
    for index, chunk in enumerate(chunks[:30]):
        words = len(chunk.text.split())
        if (words >= 14 and SENTENCE_END.search(chunk.text)) or words > 25:
            if top:
                break
            continue
        line = often[re.sub(r"\d+", "#", chunk.text)] < 3 and not chunk.mark and chunk.lines <= 2 and words <= 16 and not chunk.row
        fits = not re.search(r"[.,;:]$|\s[»›|>·]\s|@|https?:", chunk.text) and not (index and LABEL.match(chunk.text))
        if line and fits and not line_reason(chunk.text) and not looks_like_menu_word(chunk.text) and not is_date(chunk.text):
            top.append(index)
    return top


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
    return bool(
        re.match(r"(?i)(conclusion|summary|references?|sources?|bibliography|further reading|when to|faq|about)\b", text)
    )
