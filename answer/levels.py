"""The numbered parts of the body that a sentence names: spinal levels, ribs, fingers and toes, as `c5` and `rib3`.

`answer.quantities` reads how many there are of something; here each has a number of its own, which it may be called by
in several ways: "the third and fourth ribs", "ribs 3 and 4"; "the upper two ribs", "the first two ribs".
"""

from __future__ import annotations

import re

from answer.figures import read_roots

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: number for words in (_ORDINALS, _CARDINALS) for number, word in enumerate(words, 1)}
_SPINAL = "vertebrae|vertebra|nerve roots?|spinal nerves?|nerves?|roots?|levels?|segments?"
_SERIES = {"rib": 12, "toe": 5, "finger": 5, "metatarsal": 5, "metacarpal": 5}
_REGIONS = {"cervical": 8, "thoracic": 12, "lumbar": 5, "sacral": 5}
_NOUN = (
    rf"(?:(?P<part>{'|'.join(_SERIES)})s?|(?P<region>{'|'.join(_REGIONS)}) (?P<spinal>{_SPINAL})"
    rf"(?: of the (?:spine|neck|back))?)"
)
_NAMED = re.compile(_NOUN, re.IGNORECASE)
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_CARDINAL = rf"(?:{'|'.join(_CARDINALS)}|\d{{1,2}})"
_JOINT = r"(?: ?(?:-|–|,|, and|, or|/) ?| (?:to(?: the)?|through(?: the)?|and(?: the)?|or(?: the)?) )"
_END = "first|upper|top|uppermost|topmost|highest|last|lower|lowest|lowermost|bottom"
_ENDS = re.compile(
    rf"\b(?:(?P<end>{_END}) (?P<count>{_CARDINAL})|(?P<count_before>{_CARDINAL}) (?P<end_after>{_END})) {_NOUN}\b",
    re.IGNORECASE,
)
_BY_ORDINAL = re.compile(rf"\b(?P<numbers>{_ORDINAL}(?:{_JOINT}{_ORDINAL}){{0,11}}) {_NOUN}\b", re.IGNORECASE)
_BY_CARDINAL = re.compile(
    rf"\b{_NOUN} (?P<numbers>{_CARDINAL}(?:{_JOINT}{_CARDINAL}){{0,11}})\b(?!%|[.,]\d)", re.IGNORECASE
)
_LEFT_OUT = re.compile(
    rf"\b((?:on|to|at|from|over|under|below|above|between|into|onto|of|with) the {_ORDINAL})"
    r"(?=[.,;:)]|$| \(| (?:and|but|while|whereas)\b)",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"\b({'|'.join(_SERIES)})(\d{{1,2}})\b(?: to \1(\d{{1,2}})\b)?")
_RANGE = re.compile(r"\b[a-z]+\d{1,2}\s*(?:-|–|to)\s*[a-z]*\d{1,2}\b")


def number_levels(text: str) -> str:
    """The text with each numbered part of the body called by its number.

    >>> number_levels("the upper two ribs and the fifth cervical nerve")
    'the rib1 to rib2 ribs and the c5 nerve'
    """
    if not _NAMED.search(text):
        return text
    text = _BY_ORDINAL.sub(_by_number, _ENDS.sub(_by_end, _name_all(text)))
    return _BY_CARDINAL.sub(_by_number, text)


def _name_all(text: str) -> str:
    """The text with what an ordinal leaves out: "on the first rib, the others on the second"."""
    names = {(found["part"] or "").lower() for found in _NAMED.finditer(text)} - {""}
    return _LEFT_OUT.sub(rf"\1 {names.pop()}", text) if len(names) == 1 else text


def read_levels(text: str) -> frozenset[str]:
    """The numbered parts that a text in lower case names, ranges written out."""
    return read_roots(text) | {
        f"{part}{number}"
        for part, first, last in _TOKEN.findall(text)
        for number in range(int(first), int(last or first) + 1)
    }


def unsupported_level(said: str, given: str, around: str = "") -> str:
    """The numbered parts that a text names and its source does not, or the range that it names in part, or "".

    >>> unsupported_level("l4 to l5", "l4 to s1")
    'l4 l5'
    """
    ours, held = read_levels(said), read_levels(given) | read_levels(around)
    if ours - held:
        return " ".join(sorted(ours - held))
    elsewhere = read_levels(around) | read_levels(_RANGE.sub(" ", given))
    for found in _RANGE.finditer(given):
        members = read_levels(found[0])
        if len(members) > 1 and ours & members - elsewhere and not members <= ours:
            return " ".join(sorted(ours & members))
    return ""


def tells_level(word: str, given: str) -> bool:
    """Whether a word only tells what the numbered levels of a source in lower case are: of what region, bones or roots.

    >>> tells_level("vertebrae", "the spines of t2 to t5"), tells_level("vertebrae", "the nerve (t2)")
    (True, False)
    """
    regions = {level[0] for level in read_roots(given)}
    if word in _REGIONS:
        return word[0] in regions
    bones = ("vertebra", "vertebrae")
    return bool(regions) and word in (("root", "roots", "spinal") if _NERVES.search(given) else bones)


_NERVES = re.compile(r"\b(?:nerves?|roots?|plexus|ramus|rami|dermatomes?|myotomes?|suppl\w+|innervat\w+)\b")


def without_levels(text: str) -> str:
    """The text in lower case without the tokens of numbered parts but the spinal ones."""
    return _TOKEN.sub(" ", text)


def _name(found: re.Match[str]) -> tuple[str, str, int]:
    """What the parts are called by, the noun that stays, and how many there are."""
    if found["part"]:
        return found["part"].lower(), found["part"] + "s", _SERIES[found["part"].lower()]
    region = found["region"].lower()
    is_bone = region == "cervical" and found["spinal"].lower().startswith("vert")
    return region[0], found["spinal"], _REGIONS[region] - is_bone


def _by_end(found: re.Match[str]) -> str:
    name, noun, total = _name(found)
    count = _value(found["count"] or found["count_before"])
    is_last = (found["end"] or found["end_after"]).lower() in ("last", "lower", "lowest", "lowermost", "bottom")
    first, last = (total - count + 1, total) if is_last else (1, count)
    return f"{name}{first} to {name}{last} {noun}" if 1 <= first < last <= total else found[0]


def _by_number(found: re.Match[str]) -> str:
    name, noun, total = _name(found)
    if any(not 1 <= _value(number) <= total for number in re.findall(r"\w+", found["numbers"]) if _is_one(number)):
        return found[0]
    joined = re.sub(r"\bto the\b|\bthrough(?: the)?\b|(?<=\w) ?[-–] ?(?=\w)", " to ", found["numbers"].lower())
    words = (f"{name}{_value(word)}" if _is_one(word) else word for word in re.findall(r"\w+|,", joined))
    return f"{' '.join(words)} {noun}".replace(" ,", ",")


def _is_one(word: str) -> bool:
    return word.lower() in _NUMBERS or word[0].isdigit()


def _value(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(re.sub(r"\D", "", word))
