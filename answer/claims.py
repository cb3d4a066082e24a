"""A sentence read word by word for comparison with its source: senses, clauses, what is denied, how far it is hedged.

`answer.statements` reads a sentence for disagreements, where in doubt it finds none; here in doubt nothing is carried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.directions import idle_particles, put_directions
from answer.meanings import load_meanings, opposed, put_article, root
from answer.negations import TOKEN, UN, Negation, read_negations
from answer.numerals import VALUES
from answer.turns import turn
from index.analysis import STOP_WORDS, fold

NEAR = 3
"""Words from a negation to the one that it turns, as in "not very long"."""
LABEL = 2
"""Words of a label before a colon."""
_SOURCE = re.compile(r"\((?=[^()]*\b(?:1[89]|20)\d\d\b)[^()]*\)")
_BASES = {"sorer": "sore", "steadier": "steady"}
_MORE = re.compile(rf"\b({'|'.join(_BASES)})\b")
_FAR = re.compile(r"\bas far (?:as\b|(?=(?:\w+ ){1,5}as\b))")
_BEND_BACK = re.compile(
    r"\b(?:bend(?:s|ing)?|bent) (the|your|their|his|her) (wrists?|hands?|head|neck) back(?:wards?)?\b(?! (?:to|up))"
)
"""To extend, said by a word for flexion: the knee, which bends backwards, is not among these."""
_RECENT = re.compile(r"\b(?:the )?(?:last|past) (?:few|couple of) (?=(?:days|weeks|months|years)\b)")
_SHORT_FORM = re.compile(r"(?<=[a-z])'(?:ll|re|ve|d)\b")
UNKNOWN = re.compile(
    r"\b(?:nobody|no one) (?:knows|can (?:tell|say))\b|\b(?:cannot|can't) be (?:told|said|known)\b(?! apart)"
    r"|\banyone's guess\b|\bnot (?:clear|known|certain)\b|\bunsettled\b"
    r"|\bhard to (?:tell|say|know)\b(?! (?:[\w-]+ ){0,5}(?:apart|from)\b)"
    r"|\bremains? to be seen\b|\b(?:an )?open question\b"
)
"""What is said in many ways, each with a negation of its own: that something is unclear."""
_FREE = re.compile(
    r"\b(\w+)-free\b(?=[^\w\s]|\s*$| (?:and|or|but|in|on|at|after|for|with|while|when|again|within|during|by|if|until"
    r"|as|than|from|since|before|both|to|people|persons?|patients?|clients?|adults?|men|women|runners?)\b)"
)
"""A word that denies the one before it: people who are pain-free have no pain."""
_LEVEL = re.compile(r"[a-z]+\d")
_NO_MORE = re.compile(r"\bno (\w+) (more|less|longer|fewer|greater) than\b")
_BREAKS = frozenset(";.:?!—–")
_JOINS = frozenset(
    "but although though while whereas because which who that whether when if unless so since however".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `senses` are its own, `wider` those of phrases that it is part of, with their ends.

    `place` counts words and marks, `order` words. `light` words say little, `empty` ones nothing. `clause` counts the
    stretches between marks and joining words; `denied` holds where a negation reaches it, `near` where it stands just
    before it.
    """

    text: str
    stem: str
    place: int
    order: int
    clause: int
    senses: frozenset[str]
    wider: tuple[tuple[int, int, frozenset[str]], ...]
    light: bool
    empty: bool
    body: bool
    number: bool
    denied: bool
    near: bool

    @property
    def counts(self) -> bool:
        """Whether it is a number that stands for how many of something there are."""
        return (
            self.number and not _LEVEL.match(self.text) and self.text not in ("both", "once", "one", "pair", "couple")
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as read."""

    text: str
    words: tuple[Word, ...]
    negations: tuple[Negation, ...]
    stems: frozenset[str]
    senses: frozenset[str]


def read_claim(text: str) -> Claim:
    """Read a sentence; references in brackets are left out. Not remembered: it may be a question, or an answer's.

    >>> [word.text for word in read_claim("It does not hurt.").words if word.denied]
    ['hurt']
    """
    plain = _simplify(text)
    tokens = [match[0] for match in TOKEN.finditer(plain)]
    clauses = list(_clauses(tokens))
    negations = tuple(read_negations(plain, tokens, clauses))
    words = tuple(_words(tokens, clauses, negations))
    held = [word.senses for word in words] + [senses for word in words for _, _, senses in word.wider]
    return Claim(text, words, negations, frozenset(word.stem for word in words), frozenset().union(*held))


def _simplify(text: str) -> str:
    """The text in lower case, without references and hyphens, and with what reads in two ways put in one."""
    plain = (
        _NO_MORE.sub(r"\1 no \2 than", fold(text))
        .replace("years old", "years")
        .replace("straight away", "at once")
        .replace("years of age", "years")
    )
    plain = _MORE.sub(lambda found: f"more {_BASES[found[1]]}", plain)
    plain = _RECENT.sub("recent ", plain)
    plain = _BEND_BACK.sub(r"extend \1 \2", plain)
    plain = _FREE.sub(r"without \1", _SOURCE.sub(" ", plain)).replace("-", " ").replace("’", "'")
    return put_directions(UNKNOWN.sub("unclear", _SHORT_FORM.sub("", _FAR.sub(" until ", turn(plain)))))


def _words(tokens: Sequence[str], clauses: Sequence[int], negations: Sequence[Negation]) -> Iterator[Word]:
    meanings = load_meanings()
    places = [index for index, piece in enumerate(tokens) if piece[0].isalnum()]
    stems = [root(tokens[index]) if tokens[index][0].isalpha() else tokens[index] for index in places]
    wider = _phrases([put_article(stem) for stem in stems])
    idle = idle_particles(tokens)
    for place, verb in idle.items():
        _add_phrase(wider, places.index(verb), places.index(place), stems)
    times = Counter(place for negation in negations for place in negation.reach)
    for order, (index, stem) in enumerate(zip(places, stems, strict=True)):
        word = tokens[index]
        showing = index not in idle
        yield Word(
            text=word,
            stem=stem if showing else f"{stem} idle",
            place=index,
            order=order,
            clause=clauses[index],
            senses=_senses(word, stem) if showing else frozenset(),
            wider=tuple(wider.get(order, ())),
            light=not showing or stem in meanings.light,
            empty=not showing or word in STOP_WORDS,
            body=stem in meanings.named,
            number=is_number(word),
            denied=times[index] % 2 == 1,  # "not without" is "with"
            near=any(index in one.reach and index - one.place <= NEAR for one in negations),
        )


def _add_phrase(
    wider: dict[int, list[tuple[int, int, frozenset[str]]]], verb: int, particle: int, stems: Sequence[str]
) -> None:
    """Read a verb and its particle as one phrase where other words stand between them: "write it down"."""
    senses = load_meanings().of((stems[verb], stems[particle]))
    if senses and particle > verb + 1:
        for place in (verb, particle):
            wider.setdefault(place, []).append((verb, particle + 1, senses))


def _senses(word: str, stem: str) -> frozenset[str]:
    meanings = load_meanings()
    un = UN.match(word)
    return meanings.of((stem,)) | (meanings.of((root(word[un.end() :]),)) if un else frozenset())


def _clauses(tokens: Sequence[str]) -> Iterator[int]:
    """The number of each piece's clause. What stands in brackets belongs to what stands before them."""
    number = depth = begun = 0
    for index, piece in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        opens = piece in _JOINS and not (piece == "that" and tokens[index - 1] == "not")
        joined = opens or (index > 0 and tokens[index - 1] == "," and not _is_listed(index, tokens))
        if depth <= 0 and index and (piece in _BREAKS or joined):
            if piece == ":" and index - begun <= LABEL:
                yield number
                continue  # "Origin: the ribs" is one clause
            number += 1
            begun = index + (piece in _BREAKS)
        yield number


def _is_listed(index: int, tokens: Sequence[str]) -> bool:
    """Whether a piece after a comma is one of several things side by side: "sweating, breathlessness or spread"."""
    after = tokens[index + 1 : index + 2]
    return after == ["or"] and tokens[index][0].isalpha() and tokens[index] not in _JOINS


def is_number(word: str) -> bool:
    """Whether a word is a number, in digits or letters."""
    return any(letter.isdigit() for letter in word) or word in VALUES


def alike(word: Word, other: Word) -> bool:
    """Whether one word may stand for the other."""
    if word.stem == other.stem:
        return True
    own = other.senses.union(*(senses for _, _, senses in other.wider))
    return bool(word.senses & own) and not opposed(word.senses, own)


def twins(word: Word, claim: Claim) -> list[Word]:
    """The words of a claim that a word stands for: the same ones, or else like ones."""
    same = [other for other in claim.words if other.stem == word.stem]
    return same or [other for other in claim.words if alike(word, other)]


def contraries(one: Claim, other: Claim) -> list[tuple[Word, Word]]:
    """The words of two claims of which one may be denied in place of the other: "touch" and "apart"."""
    found = []
    for word, places in _sided(one):
        for match, others in _sided(other):
            if any((line, 1 - side) in others for line, side in places) and not places & others:
                found.append((word, match))
    return found


def _sided(claim: Claim) -> list[tuple[Word, frozenset[tuple[int, int]]]]:
    """The first words of what stands in the table of what may be denied in place of what."""
    table, stems = load_meanings().contrary, [word.stem for word in claim.words]
    found = []
    for number, word in enumerate(claim.words):
        places = table.get((stems[number],), frozenset()) | table.get(tuple(stems[number : number + 2]), frozenset())
        if any(other.text.endswith("ing") for other in claim.words[number + 1 : number + 2]):
            places |= table.get((stems[number], "ing"), frozenset())
        if places:
            found.append((word, places))
    return found


def _phrases(stems: list[str]) -> dict[int, list[tuple[int, int, frozenset[str]]]]:
    """For each word the phrases of two words or more that it is part of."""
    meanings = load_meanings()
    found: dict[int, list[tuple[int, int, frozenset[str]]]] = {}
    for start in range(len(stems)):
        for end in range(start + 2, min(start + meanings.longest, len(stems)) + 1):
            senses = meanings.of(tuple(stems[start:end]))
            if start and stems[start - 1] in ("no", "not") and all(sense.startswith("axis") for sense in senses):
                continue  # "no more than" is not "more than"
            if senses:
                for place in range(start, end):
                    found.setdefault(place, []).append((start, end, senses))
    return found
