"""Lines in, blocks out: the structure of a note that its format does not state.

Plain text that was once a web page, or the text of a PDF, knows only lines; what belongs together is worked out in
`ingest.lists`, what heads it in `ingest.headings`, and here both are put together. Blocks of a format that has a
structure are refined where the writer set it by hand. What is furniture is decided afterwards, in
`ingest.furniture`, for every format alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extraction import Block, BlockType
from ingest.headings import find_headings, is_short
from ingest.lists import DECIMAL, Chunk, find_mark, join_chunks

EDITOR_MARK = re.compile(r"[ \t]?\[\s*(?:edit|citation needed)\s*\][ \t]*$", re.IGNORECASE | re.MULTILINE)


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text that knows only lines. Offsets point into `text`; every word lies in one block."""
    chunks = join_chunks(text)
    levels, plain = find_headings(chunks)
    title = next((index for index, level in levels.items() if level == 1), 0)
    above = [Block(BlockType.CAPTION, chunk.start, chunk.end, region="header") for chunk in chunks[:title]]
    return (*above, *(_name_block(chunks, index, levels, plain) for index in range(title, len(chunks))))


def refine_blocks(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of a format with structure, with the structure that the writer set by hand.

    That is a heading made of bold words, a list made of paragraphs that start with a dash or a number, an editor's mark
    behind a heading.
    """
    refined: list[Block] = []
    for index, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.type is BlockType.HEADING and (mark := EDITOR_MARK.search(words)):
            block = replace(block, end=block.start + len(words[: mark.start()].rstrip()))
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
    return is_short(words) and not words.endswith((".", ",", ";", "!")) and below is not None and not below.bold


def _unmark(words: str, block: Block) -> Block:
    mark, skip = find_mark(words.strip())
    if not skip:
        return block
    skip += len(words) - len(words.lstrip())
    return replace(block, type=BlockType.ITEM, start=block.start + skip, level=1, ordered=mark != "-")


def _name_block(chunks: list[Chunk], index: int, levels: dict[int, int], plain: set[int]) -> Block:
    chunk = chunks[index]
    if index in levels:
        decimal = DECIMAL.match(chunk.text) if "." in chunk.mark else None
        start = chunk.start + (decimal.end() if decimal else 0)
        return Block(BlockType.HEADING, start, chunk.end, level=levels[index])
    if index in plain and not _heads_list(chunks, index):
        return Block(BlockType.CAPTION, chunk.start, chunk.end)
    if chunk.row:
        return Block(BlockType.ROW, chunk.start, chunk.end, header=chunk.header)
    if chunk.mark and "." not in chunk.mark:
        level = 2 if _is_nested(chunks, index) else 1
        return Block(BlockType.ITEM, chunk.start, chunk.end, level=level, ordered=chunk.mark != "-")
    if chunk.under:
        return Block(BlockType.ITEM, chunk.start, chunk.end, level=1)
    return Block(BlockType.PARAGRAPH, chunk.start, chunk.end)


def _heads_list(chunks: list[Chunk], index: int) -> bool:
    """A short line right above a list leads it in, even where only numbered lines are headings."""
    below = chunks[index + 1] if index + 1 < len(chunks) else None
    return below is not None and bool(below.mark) and "." not in below.mark


def _is_nested(chunks: list[Chunk], index: int) -> bool:
    indent = chunks[index].indent
    return indent >= 6 and any(chunk.mark and chunk.indent + 2 <= indent for chunk in chunks[max(0, index - 8) : index])
