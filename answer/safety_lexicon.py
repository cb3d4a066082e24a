"""The lists of words of a rule file, ready to be looked up: in all their forms, and with the part each plays.

`answer.safety_rules` has the lists as they are written, `answer.safety_reader` looks for them in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from answer.safety_rules import LANGUAGE, RuleFile
from answer.safety_spelling import Spelling

_ROLES = ("fillers", "breaks", "joiners", "openers", "subjects", "carry_on")
_NO_GROUPS = frozenset((*_ROLES, "spelling", "ordinary", "english", "foreign"))


Words = tuple[str, ...]

# What a word does in a sentence beside what it means, each a bit. An enum would cost more than all the rest.
FILLER, BREAK, JOINER, OPENER, SUBJECT, CARRY_ON = (1 << place for place in range(len(_ROLES)))


class Lexicon:
    """The groups of words of a rule file. Their names become numbers, in the order of the file."""

    def __init__(self, rules: RuleFile) -> None:
        self.parts = _parts(rules)
        self._fillers = frozenset(rules.phrases["fillers"])
        denials = (*rules.phrases["negation"], *rules.phrases["denial"])
        self._denying = frozenset(phrase.split()[0] for phrase in denials)
        self.number = {name: place for place, name in enumerate(n for n in rules.phrases if n not in _NO_GROUPS)}
        self.single: dict[str, tuple[int, ...]] = {}  # a word: the groups it is in
        # The first word of a phrase, the second: the rest, and the group.
        self.longer: dict[str, dict[str, list[tuple[Words, int]]]] = {}
        # A word with fillers around it, as in "dying to": the fillers before it, those behind it, and the group.
        self.exact: dict[str, list[tuple[Words, Words, int]]] = {}
        self.says_no = {
            number for name, number in self.number.items() if self._denying.intersection(rules.phrases[name])
        }
        for name, number in self.number.items():
            for phrase in rules.phrases[name]:
                if " " in phrase or phrase.endswith("+"):
                    self._learn(phrase, number)
                else:
                    self._add_word(phrase, number)
        self.meant = {*self.single, *self.longer, *self.exact}
        self.has_own_no = frozenset(_with_own_no(rules, self.number))
        limiting = ("negation", "denial", "past", "now", "present", "hypothetical")
        self.limits = self.has_own_no.union(self.number[name] for name in limiting)
        words = (form for word in rules.phrases["spelling"] for form in _forms(word))
        self.spelling = Spelling(self._known(), words, rules.phrases["ordinary"])

    def _learn(self, phrase: str, number: int) -> None:
        words = phrase.split()
        if not self._denying.isdisjoint(words):
            self.says_no.add(number)
        if len(words) == 1:
            for form in _inflect(phrase[:-1]):
                self._add_word(form, number)
        elif self._fillers.isdisjoint(words) and "+" not in phrase:
            self._add(tuple(words), number)
        else:
            self._learn_parts(words, number)

    def _learn_parts(self, words: list[str], number: int) -> None:
        kept = [word for word in words if word not in self._fillers]
        if len(kept) == 1:
            place = words.index(kept[0])
            for form in _forms(kept[0]):
                around = (tuple(words[:place]), tuple(words[place + 1 :]), number)
                self.exact.setdefault(form, []).append(around)
        else:
            for forms in product(*(_forms(word) for word in kept or words)):
                self._add(forms, number)

    def _add_word(self, word: str, number: int) -> None:
        numbers = self.single.get(word, ())
        if number not in numbers:
            self.single[word] = (*numbers, number)

    def _add(self, words: Words, number: int) -> None:
        seconds = self.longer.setdefault(words[0], {})
        tails = seconds.setdefault(words[1], [])
        tail = (words[2:], number)
        if tail not in tails:
            tails.append(tail)

    def _known(self) -> set[str]:
        """All words that mean something as they are."""
        known = {*self.meant, *self.parts}
        for seconds in self.longer.values():
            known.update(seconds)
            for tails in seconds.values():
                for rest, _ in tails:
                    known.update(rest)
        return known


def _parts(rules: RuleFile) -> dict[str, int]:
    parts: dict[str, int] = {}
    for place, name in enumerate(_ROLES):
        for word in rules.phrases[name]:
            parts[word] = parts.get(word, 0) | 1 << place
    return parts


def _with_own_no(rules: RuleFile, number: dict[str, int]) -> Iterator[int]:
    """The groups whose phrases may begin with a "no" that denies nothing else, as it is part of a sign."""
    yield number["not_negation"]
    for patterns in rules.signs.values():
        for pattern in patterns:
            for element in pattern.elements:
                yield from (number[name] for name in element.names if name not in LANGUAGE)


def _forms(word: str) -> Iterable[str]:
    return _inflect(word[:-1]) if word.endswith("+") else (word,)


def _inflect(word: str) -> list[str]:
    """A word and its forms, the "g" that many do not say left out too. Some that nobody uses come along.

    >>> _inflect("sag")
    ['sag', 'sags', 'saged', 'saging', 'sagin', 'sagged', 'sagging', 'saggin']
    """
    if _ON_Y.search(word):
        return [word, word[:-1] + "ies", word[:-1] + "ied", word + "ing", word + "in"]
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else word
    past = word + "d" if word.endswith("ee") else stem + "ed"
    forms = [word, word + "s", past, stem + "ing", stem + "in"]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        forms.append(word + "es")
    if _ON_ONE_CONSONANT.search(word):
        forms += [word + word[-1] + end for end in ("ed", "ing", "in")]
    return forms


_ON_Y = re.compile(r"[^aeiou]y\Z")
_ON_ONE_CONSONANT = re.compile(r"\A[^aeiou]*[aeiou][bdgklmnprt]\Z")
