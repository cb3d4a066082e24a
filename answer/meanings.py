"""What words of a written sentence may stand for: rows of like words, opposites, and the names of the glossary.

`answer.synonyms` widens a search, where a word too many costs little; here each row says what may stand in place of
what in a claim, and which words exclude each other. The rows lie in `meanings.toml`, names of the body, of complaints
and of treatments in `plain_names.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from answer.question import is_name
from index.analysis import STOP_WORDS, stem
from index.extras import GLOSSARY

FILE = Path(__file__).with_name("meanings.toml")
NAMES = FILE.with_name("plain_names.toml")
MUSCLES = GLOSSARY.with_name("anatomy.toml")
_NOT_MUSCLES = frozenset(
    "head fascia scapula spina capiti sternal clavicular lata spini major minor muscl latera rotat cuff hiatus"
    " botulinum sura".split()
)
Phrase = tuple[str, ...]
_WHOSE = frozenset("my your his her our their".split())
_IZE = re.compile(r"(?<=[a-z]{3})iz(?=(?:e[sdr]?|ing|ations?)$)")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Meanings:
    """What each word and phrase may mean. A sense is a row (`same 12`), a pole (`axis 3 1`) or a name (`name atlas`).

    `kinds` says by axis which fault it is to say one pole for another; `named` are the stems of names of the body.
    """

    senses: Mapping[Phrase, frozenset[str]]
    longest: int
    kinds: Mapping[str, str]
    light: frozenset[str]
    soft: frozenset[str]
    named: frozenset[str]
    muscles: frozenset[str]
    plain: Mapping[str, frozenset[str]]
    headings: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    contrary: Mapping[Phrase, frozenset[tuple[int, int]]]

    def of(self, phrase: Phrase) -> frozenset[str]:
        """The senses of a word or phrase by its stems."""
        return self.senses.get(phrase, frozenset())

    def said_by(self, headings: Iterable[str]) -> frozenset[str]:
        """The stems that headings lend to the items below them."""
        text = " / ".join(headings).lower()
        return frozenset().union(*(words for pattern, words in self.headings if pattern.search(text)))


def opposed(one: Iterable[str], other: Iterable[str]) -> str:
    """The axis on which two words exclude each other, or "": they share no pole, and on this axis they differ."""
    ones = poles(one)
    others = poles(other) if ones else {}
    if any(ones[axis] & others[axis] for axis in ones.keys() & others.keys()):
        return ""
    return next((axis for axis in ones if axis in others), "")


def poles(senses: Iterable[str]) -> dict[str, frozenset[str]]:
    """The poles among some senses, by their axes."""
    found: dict[str, frozenset[str]] = {}
    for sense in senses:
        if sense.startswith("axis "):
            axis, pole = sense.rsplit(" ", 1)
            found[axis] = found.get(axis, frozenset()) | {pole}
    return found


def put_article(stem: str) -> str:
    """The article in place of a word that says whose: "the back of your knee" is "the back of the knee"."""
    return "the" if stem in _WHOSE else stem


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """The stem of a word in lower case, of irregular forms that of the plain one."""
    plain = word.replace("’", "'").removesuffix("'s").replace("'", "")
    return stem(_irregular().get(plain, _IZE.sub("is", plain)))


def roots(text: str) -> list[str]:
    """The stems of all words of a text, stop words too."""
    return [root(word) for word in _WORD.findall(text.lower().replace("-", " "))]


@cache
def _irregular() -> Mapping[str, str]:
    return dict(pair.split("=") for pair in _file()["irregular"]["forms"].split())  # type: ignore[index]


@cache
def _file() -> Mapping[str, object]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def load_meanings() -> Meanings:
    """Read the rows, the glossary and the table of muscles: once, with the first sentence that is checked."""
    rows: dict[str, Any] = dict(_file())
    senses: dict[Phrase, set[str]] = {}
    kinds = {}
    for number, axis in enumerate(rows["axis"]):
        kinds[f"axis {number}"] = axis["kind"]
        for pole, words in enumerate(axis["poles"]):
            _add(senses, f"axis {number} {pole}", words.split())
    for number, words in enumerate(rows["words"]["same"]):
        _add(senses, f"same {number}", words.split())
    names = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    for field, row in names["names"].items():
        for number, words in enumerate(row):
            _add(senses, f"plain {field} {number}", words.split())
    named: set[str] = set()
    muscles: set[str] = set()
    plain = {}
    for term in _terms():
        sense = f"name {term[0]}"
        _add(senses, sense, [name for name in term[1] if name not in names["loose"]])
        plain[sense] = frozenset(roots(term[2]))
        if " muscle" in term[2].partition(" is ")[2].split(",")[0] and is_name(term[0].split()[0].lower()):
            muscles.update(root(word) for word in term[0].lower().split() if is_name(word))
        if term[3]:
            named.update(stem for name in term[3] for stem in roots(name))
            muscles.update(stem for name in term[3] for stem in roots(name))
    parts = frozenset(root(word) for word in (rows["body"]["parts"] + rows["body"]["muscles"]).split())
    named.update(parts)
    muscles.update(root(word) for word in rows["body"]["muscles"].split())
    named = {
        word
        for word in named
        if word in parts or not any(sense.startswith("axis") for sense in senses.get((word,), ()))
    }
    light = frozenset(root(word) for word in (*rows["light"].split(), *STOP_WORDS))
    headings = tuple(
        (re.compile(one["heading"], re.IGNORECASE), frozenset(roots(one["words"]))) for one in rows["heading"]
    )
    return Meanings(
        {phrase: frozenset(found) for phrase, found in senses.items()},
        max(map(len, senses)),
        kinds,
        light,
        frozenset(root(word) for word in rows["soft"].split()),
        frozenset(named) - light | {root("muscle")},
        frozenset(muscles)
        - light
        - _NOT_MUSCLES
        - {key[0] for key, held in senses.items() if len(key) == 1 and _turns(held, kinds)},
        plain,
        headings,
        _contraries(rows["denied"]["poles"]),
    )


def _contraries(lines: Iterable[str]) -> Mapping[Phrase, frozenset[tuple[int, int]]]:
    """By word or phrase the lines, and which of their two sides, that it stands on."""
    found: dict[Phrase, set[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(tuple(roots(word.replace("_", " "))), set()).add((number, side))
    return {phrase: frozenset(places) for phrase, places in found.items()}


def _turns(senses: Iterable[str], kinds: Mapping[str, str]) -> bool:
    """Whether a word is one of direction, which are part of many names."""
    return any(kinds.get(sense.rsplit(" ", 1)[0]) == "side" for sense in senses)


def _add(senses: dict[Phrase, set[str]], sense: str, phrases: Sequence[str]) -> None:
    for phrase in phrases:
        key = tuple(map(put_article, roots(phrase.replace("_", " "))))
        if key:
            senses.setdefault(key, set()).add(sense)


def _terms() -> Iterable[tuple[str, list[str], str, list[str]]]:
    """Of each term its name, all it is called, its plain words, and its names of the body.

    A group of muscles is not called by the name of one of them.
    """
    terms = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["term"]
    names = {term["name"] for term in terms}
    for term in terms:
        yield term["name"], [term["name"], *term["synonyms"], *term.get("forms", []), *term["lay"]], term["plain"], []
    for muscle in tomllib.loads(MUSCLES.read_text(encoding="utf-8"))["muscle"]:
        called = [muscle["name"], *(name for name in muscle["also"] if name not in names)]
        yield muscle["slug"], called, "", [muscle["name"], *muscle.get("parts", [])]
