"""Movements in plain words put into those of the source: "moves the leg out to the side" as "abducts the hip".

Only where the source says that very movement of that very part; what is put there is then checked like any other word.
The table lies in `movements.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import takewhile
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("movements.toml")
_NOUNS = {
    "flex": "flexion",
    "extend": "extension",
    "abduct": "abduction",
    "adduct": "adduction",
    "rotate": "rotation",
    "elevate": "elevation",
    "depress": "depression",
    "protract": "protraction",
    "retract": "retraction",
    "protrude": "protrusion",
    "oppose": "opposition",
}
_HOW = {
    "medially": r"(?:medial|internal|inward)(?:ly|s)?",
    "laterally": r"(?:lateral|external|outward)(?:ly|s)?",
}
_MOVEMENT = "|".join(
    (*(rf"{verb.removesuffix('e')}(?:e|es|s|ing|ed)?" for verb in _NOUNS), *_NOUNS.values(), *_HOW.values())
)
_VERBS = re.compile(r"<([a-z|]+)>")


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as notes state it (of a part that `stated` catches), as people say it, and what stands for that."""

    stated: re.Pattern[str]
    said: re.Pattern[str]
    term: str
    how: str

    @property
    def root(self) -> str:
        """How the verb and the noun of anatomy begin."""
        same = takewhile(lambda pair: pair[0] == pair[1], zip(self.term, _NOUNS[self.term], strict=False))
        return "".join(letter for letter, _ in same)


def move_exactly(text: str, quote: str) -> str:
    """The text with movements in plain words put into the terms of a quote that has the same ones.

    >>> move_exactly("It moves the leg out to the side.", "Abducts the hip.")
    'It abducts the hip.'
    >>> move_exactly("It moves the leg out to the side.", "Adducts the hip.")
    'It moves the leg out to the side.'
    """
    for movement in load_movements():
        if movement.root not in quote.lower():
            continue
        stated = movement.stated.search(quote)
        if stated:
            put = partial(_put, part=next(filter(None, stated.groups())), movement=movement)
            text = movement.said.sub(put, text)
    return text


def _put(found: re.Match[str], part: str, movement: Movement) -> str:
    verb = _bend(movement.term, found[0].split()[0])
    moved = f"{verb} the {part.lower()}"
    return f"{moved} {movement.how}" if movement.how else moved


def _bend(verb: str, like: str) -> str:
    """A verb in the form of another one."""
    if like.endswith("ing"):
        return verb.removesuffix("e") + "ing"
    if like.endswith("s"):
        return verb + ("es" if verb.endswith("x") else "s")
    if like.endswith("ed") or like in ("brought", "drew", "drawn", "swung", "took", "taken", "held"):
        return verb.removesuffix("e") + "ed"
    return verb


@cache
def load_movements() -> Sequence[Movement]:
    """Read the table: once, with the first sentence that is checked."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [_read(row, table["words"]) for row in table["movement"]]


def _read(row: Mapping[str, Any], words: Mapping[str, str]) -> Movement:
    forms = {name: _in_any_form(held) if name in ("move", "turn") else f"(?:{held})" for name, held in words.items()}
    said = "|".join(_VERBS.sub(lambda found: _in_any_form(found[1]), each).format(**forms) for each in row["said"])
    how = row.get("how", "")
    return Movement(
        _stated(row["of"], row["term"], how), re.compile(rf"\b(?:{said})\b", re.IGNORECASE), row["term"], how
    )


def _in_any_form(verbs: str) -> str:
    """Verbs, parted by bars, in any form."""
    return f"(?:{'|'.join(form for verb in verbs.split('|') for form in _inflected(verb))})"


def _inflected(verb: str) -> Iterator[str]:
    yield verb
    yield rf"{verb.removesuffix('e').removesuffix('y')}(?:es|s|ies|ied|ying|{verb[-1]}?ed|{verb[-1]}?ing)"
    yield verb + "s"


def _stated(of: str, term: str, how: str) -> re.Pattern[str]:
    verb = rf"{term.removesuffix('e')}(?:e|es|s|ing|ed|{term[-1]}?ors?)?"
    act = rf"(?<!lateral )(?<!side )(?:{verb}|{_NOUNS[term]})"
    between = (
        rf"(?: and|,|,? or|/| of| (?:{_MOVEMENT})| to some extent| the| both| its| at| in| slightly| weakly| also)*"
    )
    parts = rf"({of})"
    if how:
        act, way = rf"(?:{verb}|{_NOUNS[term]})", _HOW[how]
        return re.compile(
            rf"\b{way}(?: and| or|,|/)* (?:{_HOW['medially']} |{_HOW['laterally']} )?{act}{between} {parts}\b"
            rf"|\b{act}{between} {parts}(?: [a-z]+)? {way}\b|\b{parts} {way} {act}\b",
            re.IGNORECASE,
        )
    return re.compile(rf"\b{act}{between} {parts}\b|\b{parts} (?:(?:{_MOVEMENT}|and|,) )*{act}\b", re.IGNORECASE)
