"""Whether a rewording changes its source only in ways that leave what it says as it is.

`answer.support` looks for faults: that is the test of a sentence as such. What stands in the place of a note's sentence
has to pass another one as well. Read side by side, the two may differ by nothing but words that say the same, the title
in the place that is left to it, a label put as a sentence, clauses told one by one, and asides that are gone. What is
said otherwise may still be true, but nobody has shown that it is, and the note says it anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from answer.amounts import put_plainly
from answer.backing import is_common
from answer.claims import Word, read_claim
from answer.left_to_title import said_whole
from answer.meanings import load_meanings, opposed, roots
from answer.movements import move_exactly
from answer.support import Cited
from answer.wider import name_exactly

MOST = 64
"""Ways to say several sources together that are tried."""
LONGEST = 5
"""Words of a name that an abbreviation in brackets after it stands for."""
_ARTICLES = frozenset("a an the".split())
_GROUP = frozenset("muscle muscles".split())
_JOINS = frozenset("and but so because while whereas".split())
_MAY = frozenset("may might can could".split())
_SOME = frozenset("few little".split())
_AFTER = frozenset(
    "about above after among around as at before behind below beneath between by during especially for from in"
    " including inside into like near of on onto over particularly such than through to under which while who whose"
    " with within without".split()
)
"""Words that no sentence begins with that was part of another one, nor goes on with after "it"."""
_PRONOUNS = frozenset("it they".split())
_FREE = frozenset(["also"])
_PARTS = frozenset(roots("belly tendon fibre fiber section portion part bulk border edge layer head"))
_BINDS = re.compile(
    r"\b(?:not|no|never|nor|neither|cannot|\w+n't|without|seldom|rarely|hardly|only|except|unless|may|might|can|could"
    r"|should|must|will|would|to|if|when|some|most|many|few|often|sometimes|usually|mostly|mainly|perhaps|probably"
    r"|likely|about|least)\b"
)
"""What holds of the words after it, and would not where these are said anew without it."""
_SUFFIXES = ("ed", "ing", "ness", "ity", "ions", "ion", "ment", "ic", "al", "ive", "ous", "er", "or", "en")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_REFERENCE = re.compile(r"\s*\([^()]*\b(?:19|20)\d\d\b[^()]*\)")
_MUSCLE = re.compile(r"\b(?:this|the) muscle\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\band\b|,|&|/")
_CLAUSE = re.compile(r"[;:]\s|\.\s(?=[A-Z])")
_OPENING = re.compile(
    r"^(?P<opening>(?:after|among|as|at|because|before|by|during|following|for|from|if|in|on|once|under|when|while|with"
    r"|within)\b[^,;:.]+), (?P<rest>[^;:]+)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[A-Z][a-z]+(?: [a-z]+)?)\s?(?::| [–—-]) (?P<value>[^;]+?)\.?$")
_KINDS = {
    "nerve": "nerve",
    "innervation": "nerve",
    "nerve supply": "nerve",
    "nerves": "nerve",
    "artery": "artery",
    "arteries": "artery",
    "blood supply": "artery",
    "origin": "origin",
    "insertion": "insertion",
}
_SUPPLIES = (
    r"(?P<value>.+?) (?:suppl(?:ies|y)|innervates?|feeds?|serves?) (?P<title>.+)",
    r"(?P<title>.+?) (?:is|are) (?:supplied|innervated|fed|served) by (?P<value>.+)",
)
_SENTENCES = {
    "nerve": _SUPPLIES,
    "artery": _SUPPLIES,
    "origin": (r"(?P<title>.+?) (?:originates?|arises?|starts?|begins?) (?:from|at|on|in) (?P<value>.+)",),
    "insertion": (
        (
            r"(?P<title>.+?) (?:inserts?|attach(?:es)?|ends?|(?:is|are) (?:attached|inserted))"
            r" (?:on|onto|into|at|to|in) (?P<value>.+)"
        ),
    ),
}
"""How a sentence says, without the label's word, what a label line says of its title."""


def unexplained(texts: Sequence[str], sources: Sequence[Cited], exchanged: int = 0) -> str:
    """A word of the texts or of their sources that no such change explains; "" where all are explained.

    So many plain words may stand for others besides, as a model has judged that they do.

    >>> unexplained(["The soleus bends the ankle."], [Cited("The muscle bends the ankle (Moore 2018).", "Soleus")])
    ''
    >>> unexplained(["Training raises the leg."], [Cited("Raise the leg.", "Training")])
    'training'
    """
    if len(texts) == len(sources) == 1 and _puts_label(_plain(texts[0]), sources[0]):
        return ""
    above = ". ".join(part for cited in sources for part in (cited.title, *cited.heading_path))
    given = " ".join(cited.quote for cited in sources)
    names = [name for cited in sources for name in _names(cited.title)]
    said = [_open_last(name_exactly(move_exactly(_plain(text), given), given, above)) for text in texts]
    failed = ("", -1)
    for written in dict.fromkeys((tuple(said), tuple(_without_names(text, names) for text in said))):
        for version in islice(product(*(_versions(cited) for cited in sources)), MOST):
            reading = _Reading(written, version, names, exchanged)
            if reading.is_explained:
                return ""
            failed = max(failed, reading.failed, key=lambda one: one[1])
    return failed[0]


def _plain(text: str) -> str:
    return _REFERENCE.sub("", put_plainly(text)).strip().rstrip(".")


def _open_last(text: str) -> str:
    """A sentence with what opens it at its end, where it says the same."""
    opened = _OPENING.match(text)
    return f"{opened['rest']} {opened['opening']}" if opened else text


def _names(title: str) -> Sequence[str]:
    """What a title names: what stands before a dash, a colon or a bracket, or else the muscle anywhere in it."""
    name = re.split(r" \(|: | [–-] ", title)[0].strip()
    muscles = load_meanings().muscles
    named = " ".join(word for word in re.findall(r"[\w'-]+", title) if set(roots(word)) & muscles)
    is_inside = named in title and not _SEVERAL.search(title)
    is_longer = len(name.split()) > len(named.split()) + 1  # more than "the" or "muscle" besides
    return [
        one for one in dict.fromkeys((name, named if is_inside and (is_longer or named not in name) else "")) if one
    ]


def _without_names(text: str, names: Sequence[str]) -> str:
    """The text without other names in brackets for what stands before them: "the tensor fasciae latae (TFL)"."""

    def leave(found: re.Match[str]) -> str:
        before = re.findall(r"[\w'-]+", text[: found.start()])
        things = [*names, *(" ".join(before[-length:]) for length in range(1, LONGEST + 1))]
        return "" if any(_says_same(found[1], thing) for thing in things) else found[0]

    return _BRACKETS.sub(leave, text)


def _says_same(text: str, other: str) -> bool:
    return _Reading([text], [other]).is_explained


def _puts_label(text: str, cited: Cited) -> bool:
    """Whether a text says as a sentence what a label line says: "the nerve of the sartorius is the femoral nerve"."""
    found = _LABEL.match(_plain(cited.quote))
    if found is None:
        return False
    label = re.escape(found["label"])
    be = f"(?:(?:is|are)(?: (?:at|on|in{'|from' if found['label'] == 'Origin' else ''}))?)"
    ways = (
        rf"(?:the )?{label}s? (?:of|for) (?P<title>.+?) {be} (?P<value>.+)",
        rf"(?P<value>.+?) (?:is|are) (?:the )?{label}s? (?:of|for) (?P<title>.+)",
        rf"(?:the )?{label}s? that suppl(?:ies|y) (?P<title>.+?) {be} (?P<value>.+)",
        rf"(?P<title>.+?)(?:'s)? {label}s? {be} (?P<value>.+)",
        *_SENTENCES.get(_KINDS.get(found["label"].lower(), ""), ()),
    )
    values = dict.fromkeys((found["value"], _without_asides(found["value"])))
    for way in ways:
        put = re.fullmatch(way, text, re.IGNORECASE)
        if put and any(_says_same(put["value"], value) for value in values):
            names = _names(cited.title)
            return any(_says_same(_without_names(put["title"], names), name) for name in names)
    return False


def _without_asides(text: str) -> str:
    """The text without brackets that hold no number and bind nothing."""
    return _BRACKETS.sub(lambda found: found[0] if re.search(r"\d", found[1]) or _BINDS.search(found[1]) else "", text)


def _versions(cited: Cited) -> Sequence[str]:
    """The ways to say a source that say the same."""
    quote = _plain(cited.quote)
    texts = dict.fromkeys((quote, _without_asides(quote)))
    whole = [
        version
        for text in texts
        for name in _names(cited.title)
        for version in (_name_muscle(text, name), said_whole(text, name))
        if version and version != text
    ]
    return [_open_last(text) for text in (*texts, *whole)]


def _name_muscle(text: str, name: str) -> str:
    """The text with a muscle's name for "this muscle", where it names no other one before."""
    found, muscles = _MUSCLE.search(text), load_meanings().muscles
    if (
        found is None
        or _SEVERAL.search(name)
        or not muscles & set(roots(name))
        or muscles & set(roots(text[: found.start()]))
    ):
        return ""
    return _MUSCLE.sub(f"the {name}", text)


class _Reading:
    """Two texts side by side, word by word; a step goes on in one or in both of them.

    `is_explained` where steps lead to the end of both. `failed` is the word that the longest way ends at, and how far
    that is.
    """

    def __init__(
        self, texts: Sequence[str], sources: Sequence[str], names: Sequence[str] = (), exchanged: int = 0
    ) -> None:
        self._said, self._begun = _words(texts)
        self._given, self._clauses = _words(sources)
        self._names = [read_claim(name).words for name in names]
        left = {(0, 0): exchanged}  # by the places reached, how many words may yet be exchanged
        todo = [(0, 0)]
        while todo:
            here, there = todo.pop()
            steps = [(step, left[here, there]) for step in self._steps(here, there)]
            if left[here, there] and self._are_plain(here, there):
                steps.append(((here + 1, there + 1), left[here, there] - 1))
            for step, rest in steps:
                if left.get(step, -1) < rest:
                    left[step] = rest
                    todo.append(step)
        self.is_explained = (len(self._given), len(self._said)) in left
        here, there = max(left, key=sum)
        word = self._said[there] if there < len(self._said) else self._given[here] if here < len(self._given) else None
        self.failed = (word.text if word else "", here + there)

    def _steps(self, here: int, there: int) -> Iterator[tuple[int, int]]:
        given, said = self._given[here : here + 1], self._said[there : there + 1]
        if there in self._begun and there and here not in self._clauses and self._is_fragment(there):
            return
        if given and self._may_go(given[0], here, there):
            yield here + 1, there
        if said and self._may_come(said[0], here, there):
            yield here, there + 1
        if said and there in self._begun and there:
            yield from ((here, end) for end in self._said_again(here, there))
        if said and here and self._given[here - 1].stem in _PARTS:
            yield from ((here, end) for end in self._of_title(there))
        if given and said:
            yield from ((here + one, there + other) for one, other in _matches(self._given[here:], self._said[there:]))

    def _is_fragment(self, there: int) -> bool:
        """Whether a new sentence lacks its verb: "Especially on stairs.", "It partly under the calf."."""
        words = [word.text for word in self._said[there:] if word.text not in _FREE and not word.text.endswith("ly")]
        opening = words[1:2] if words[:1] and words[0] in _PRONOUNS else words[:1]
        return self._said[there].text in _AFTER or bool(_AFTER & set(opening))

    def _are_plain(self, here: int, there: int) -> bool:
        pair = [*self._given[here : here + 1], *self._said[there : there + 1]]
        return len(pair) == 2 and all(is_common(word) and not word.empty for word in pair)

    def _may_go(self, word: Word, here: int, there: int) -> bool:
        if word.text in _ARTICLES:
            return not _tells_some(self._given, here)
        if word.text in _GROUP:
            return _is_group(self._given, here)
        begins = here in self._clauses or there in self._begun
        if word.text == "or":  # what may be one or the other may be either
            return begins and any(one.text in _MAY for one in self._given[:here])
        return word.text in _FREE or (word.text in _JOINS and begins) or (word.text == "this" and here == 0)

    def _may_come(self, word: Word, here: int, there: int) -> bool:
        if word.text in _ARTICLES:
            return not _tells_some(self._said, there)
        if word.text in _GROUP:
            return _is_group(self._said, there)
        begins = there > 0 and there in self._begun
        is_joined = word.text == "and" and here > 0 and here in self._clauses
        return word.text in _FREE or is_joined or (word.text in _PRONOUNS and begins)

    def _said_again(self, here: int, there: int) -> Iterator[int]:
        """Where a new sentence ends saying again how the clause of its source begins: "It can be injured from …"."""
        begin = max(place for place in self._clauses if place <= here)
        is_pronoun = self._said[there].text in _PRONOUNS
        for start in range(begin, here if is_pronoun else begin + 1):
            if self._binds(begin, start):
                return
            ahead, place = start, there + is_pronoun
            while ahead < here and place < len(self._said):
                if self._said[place].text in _FREE:
                    place += 1
                    continue
                if (1, 1) not in _matches(self._given[ahead:], self._said[place:]):
                    break
                ahead, place = ahead + 1, place + 1
                if not self._binds(ahead, here):
                    yield place

    def _binds(self, begin: int, end: int) -> bool:
        return any(_BINDS.fullmatch(word.text) for word in self._given[begin:end])

    def _of_title(self, there: int) -> Iterator[int]:
        """Where "of the …" ends, which says whose part it is."""
        words = [word.text for word in self._said[there : there + 2]]
        if words[:1] != ["of"]:
            return
        begin = there + (2 if words[1:] == ["the"] else 1)
        for name in self._names:
            end = begin + len(name)
            if [word.stem for word in self._said[begin:end]] == [word.stem for word in name]:
                yield end


def _tells_some(words: Sequence[Word], place: int) -> bool:
    """Whether an article makes some of nearly none: "a few", "a little"."""
    return any(word.text in _SOME for word in words[place + 1 : place + 2])


def _is_group(words: Sequence[Word], place: int) -> bool:
    """Whether "muscle" stands after a muscle's name, and says nothing new."""
    return any(word.stem in load_meanings().muscles for word in words[max(place - 1, 0) : place])


def _words(texts: Sequence[str]) -> tuple[Sequence[Word], frozenset[int]]:
    """The words of some sentences, and the places where a sentence or a part of it begins."""
    words: list[Word] = []
    begun = {0}
    for text in texts:
        for part in _CLAUSE.split(text):
            begun.add(len(words))
            words += read_claim(part).words
    return words, frozenset(begun)


def _matches(given: Sequence[Word], said: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """How many words of each text say the same, beginning with the first of these.

    A glossary has some names of two things in one entry, the anterior and the posterior rami: no word of a name may be
    the opposite of one of the other.
    """
    one, other = given[0], said[0]
    if _is_same(one, other):
        yield 1, 1
    if one.number or other.number:
        return
    for (long, senses), (length, others) in product(_phrases(one), _phrases(other)):
        pairs = product(given[:long], said[:length])
        if senses & others and not any(opposed(word.senses, match.senses) for word, match in pairs):
            yield long, length


def _phrases(word: Word) -> Iterator[tuple[int, frozenset[str]]]:
    """The word and the phrases that it opens: how many words each has, and its senses."""
    yield 1, word.senses
    yield from ((end - start, senses) for start, end, senses in word.wider if start == word.order)


def _is_same(one: Word, other: Word) -> bool:
    if one.text == other.text:
        return True
    return one.stem == other.stem and not one.number and _suffix(one.text) == _suffix(other.text)


def _suffix(word: str) -> str:
    return next((suffix for suffix in _SUFFIXES if word.endswith(suffix)), "")
