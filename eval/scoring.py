"""The measures of one answer: what it holds of the facts, what it cites, and whether it should have been given at all.

Every measure is a number for one question; `eval.answers` takes the means. One that has no meaning for a question is
left out of its measures and does not touch the mean, so nothing is ever divided by nothing:

    of every question
      right_status                  1 where the status is the expected one; 0 where no answer was given at all
      urgent_right                  1 where the notice is of the expected rule, or there is rightly none
      correct                       1 where the status is right and every vital fact is there
      crag                          1 correct, 0 nothing was answered, -1 wrong: the mean is (2 correct + missing)/n - 1
      disclaimer_right              1 where the disclaimer is the one that this audience must be shown
    of questions with a history, where the suite says whether they lean on it
      follow_up_resolved            1 where the question as searched is another than the one typed; of those that do
      topic_change_noticed          1 where it is the one typed, but for white space and mended spelling; of the others
    of questions that the library covers (the expected status is "answered"); silence counts 0
      strict_vital                  the share of the vital facts that the answer's sentences state
      all_vital                     1 where that share is 1
      all_nuggets                   the same share over all facts, vital or not
      citation_recall               the share of the vital facts of which a gold place is cited (see below)
      refused_though_covered        1 where nothing was answered
      disagreement_where_expected   1 where a disagreement is shown; of questions on which the notes disagree
      disagreement_where_not        the same, of the other covered questions, where it should be 0
    of questions that the library does not cover
      answered_though_not_covered   1 where something was answered
    of questions that were answered, so that silence neither helps nor harms
      units, words                  the length; the sentences of one list are one unit
      reading_grade                 how many years of school it takes to read it (`answer.reading`)
      hard_terms_explained          the share of the words of `hard-terms.txt` in it that are explained, in the
                                    glossary or where they stand; of answers to clients that hold any
      cited                         the share of the sentences that name a citation which is there; 0 without sentences
      quote_validity                the share of the citations with `document.text[start:end] == quote`; a sentence's
                                    reference to a citation that is not there is one more that does not hold
      strict_vital_when_answered    strict_vital, of covered questions only
      citation_precision            the share of the citations that match gold, 0 without any; of covered questions only
      unit_precision                the share of the units with a citation that matches gold; likewise. It is the fairer
                                    one to lists, whose lead-in and further items are cited too

A citation matches a gold place of the same document where its quote holds the gold words or lies within them, on
normalised text. Places that state the same fact are alternatives: one of them is enough. A place states the facts whose
wording stands in the sentence around it; where no place states any vital fact, citing any place makes the recall 1.
Facts are looked for in all sentences of an answer joined together, so how it is cut into sentences does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from answer.disclaimers import disclaimer_for
from answer.reading import grade
from answer.types import Status
from eval.hard_terms import explained
from eval.library import Place
from eval.risk import crag
from eval.suites import Case, Nugget
from eval.text import holds, normalise

Measures = dict[str, float]

MENDED = 3  # of so many letters one may have been mended
EXPLAINED, LONGEST_NAME = 3, 6  # names written in full that are looked for, and the words of one
_SHORT_NAME = re.compile(r"\(([^()]+)\)")

MEASURES = (
    "correct",
    "crag",
    "right_status",
    "strict_vital",
    "all_vital",
    "all_nuggets",
    "strict_vital_when_answered",
    "citation_precision",
    "unit_precision",
    "citation_recall",
    "quote_validity",
    "cited",
    "answered_though_not_covered",
    "refused_though_covered",
    "units",
    "words",
    "reading_grade",
    "hard_terms_explained",
    "disagreement_where_expected",
    "disagreement_where_not",
    "follow_up_resolved",
    "topic_change_noticed",
    "disclaimer_right",
    "urgent_right",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer. `citations` are places in the answer's citations, None for one that is not there."""

    text: str
    group: int | None
    citations: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What an answer cites: the document's id ("" for one that the library does not hold) and the words.

    `holds_true` says whether the words stand where the citation says; None where the citation names no place.
    """

    document: str
    quote: str
    holds_true: bool | None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is scored, whoever gave it. `status` None: there is no answer to this question at all.

    `disclaimer`, `rule`, `disagreements`, `interpreted` (the question as searched) and `glossary` (its terms) are None
    where the format has no such thing; `rule` is "" without a notice.
    """

    status: Status | None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Quoted, ...] = ()
    rule: str | None = None
    disagreements: int | None = None
    disclaimer: str | None = None
    confidence: float | None = None
    interpreted: str | None = None
    glossary: tuple[str, ...] | None = None

    @property
    def answered(self) -> bool:
        return self.status is Status.ANSWERED

    @property
    def text(self) -> str:
        """What is said in answer; nothing where the status says that nothing was answered."""
        return " ".join(claim.text for claim in self.claims) if self.answered else ""

    @property
    def units(self) -> list[list[Claim]]:
        """The sentences, those of one list together."""
        found: dict[tuple[bool, int], list[Claim]] = {}
        for number, claim in enumerate(self.claims):
            key = (False, number) if claim.group is None else (True, claim.group)
            found.setdefault(key, []).append(claim)
        return list(found.values())


def score(case: Case, places: Sequence[Place], given: Given) -> Measures:
    """The measures of one answer, in the order of MEASURES; those that do not apply are left out."""
    found = _status_measures(case, given) | _format_measures(case, given)
    if given.answered:
        found |= _length_measures(given) | _plain_measures(case, given)
    if case.status is Status.ANSWERED:
        found |= _fact_measures(case, given) | _citation_measures(case, places, given)
    correct = found["right_status"] == 1 and found.get("all_vital", 1.0) == 1
    found["correct"] = float(correct)
    found["crag"] = crag(int(correct), int(not correct and not given.answered), 1)
    return {name: found[name] for name in MEASURES if name in found}


def missing_nuggets(case: Case, given: Given) -> list[Nugget]:
    """The facts that the answer does not state."""
    return [nugget for nugget in case.nuggets if not nugget.stands_in(given.text)]


def matches(citation: Quoted, place: Place) -> bool:
    """Whether the citation is of this place: the same document, and one's words lie within the other's."""
    same = citation.document == place.document
    return same and (holds(citation.quote, place.quote) or holds(place.quote, citation.quote))


def _status_measures(case: Case, given: Given) -> Measures:
    found = {"right_status": float(given.status is case.status)}
    if case.status is Status.ANSWERED:
        found["refused_though_covered"] = float(not given.answered)
    elif case.status is Status.NOT_COVERED:
        found["answered_though_not_covered"] = float(given.answered)
    return found


def _format_measures(case: Case, given: Given) -> Measures:
    """What depends on the answer's format having the field."""
    found: Measures = {}
    if given.disclaimer is not None:
        found["disclaimer_right"] = float(given.disclaimer == disclaimer_for(case.asked.audience, case.asked.locale))
    if given.rule is not None:
        found["urgent_right"] = float(given.rule == (case.urgent or ""))
    if given.disagreements is not None and case.status is Status.ANSWERED:
        name = "disagreement_where_expected" if case.disagreement else "disagreement_where_not"
        found[name] = float(given.disagreements > 0)
    if given.interpreted is not None and case.follows is not None:
        same = is_as_typed(given.interpreted, case.asked.question)
        found["topic_change_noticed" if not case.follows else "follow_up_resolved"] = float(same is not case.follows)
    return found


def is_as_typed(interpreted: str, typed: str) -> bool:
    """Whether a question was searched as it was typed: word for word, apart from case, punctuation and mended slips.

    What was typed short may stand in full before it: "iliotibial band (ITB)".

    >>> is_as_typed("Where does the biceps insert?", "wher does the bicpes  insret?")
    True
    >>> is_as_typed("What is the nerve of the soleus?", "and its nerve?")
    False
    >>> is_as_typed("Stretch the iliotibial band (ITB)?", "stretch the itb?")
    True
    """
    return any(_alike(normalise(each).split(), normalise(typed).split()) for each in _unexplained(interpreted))


def _unexplained(question: str, most: int = EXPLAINED) -> Iterator[str]:
    """The question as it may have been before names were written in full: without up to so many words before each."""
    match = _SHORT_NAME.search(question)
    if match is None or not most:
        yield question
        return
    words = question[: match.start()].split()
    for place in range(max(len(words) - LONGEST_NAME, 0), len(words) + 1):
        yield from _unexplained(f"{' '.join(words[:place])} {match[1]}{question[match.end() :]}", most - 1)


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(ours) != len(theirs):
        return "".join(ours) == "".join(theirs)
    return all(
        DamerauLevenshtein.distance(one, other) <= max(1, len(other) // MENDED)
        for one, other in zip(ours, theirs, strict=True)
    )


def _length_measures(given: Given) -> Measures:
    known = [any(place is not None for place in claim.citations) for claim in given.claims]
    found = {
        "units": float(len(given.units)),
        "words": float(sum(len(claim.text.split()) for claim in given.claims)),
        "cited": _share(known),
    }
    dangling = sum(claim.citations.count(None) for claim in given.claims)
    placed = [citation.holds_true for citation in given.citations if citation.holds_true is not None]
    if placed or dangling:
        found["quote_validity"] = _share(placed + [False] * dangling)
    return found


def _plain_measures(case: Case, given: Given) -> Measures:
    found = {"reading_grade": grade(" ".join(f"{claim.text.rstrip(' .:;')}." for claim in given.claims))}
    if given.glossary is not None and case.asked.audience == "client":
        flags = explained([claim.text for claim in given.claims], given.glossary)
        found |= {"hard_terms_explained": _share(flags)} if flags else {}
    return found


def _fact_measures(case: Case, given: Given) -> Measures:
    stated = [nugget.stands_in(given.text) for nugget in case.nuggets]
    vital = _share([there for nugget, there in zip(case.nuggets, stated, strict=True) if nugget.vital])
    found = {"strict_vital": vital, "all_vital": float(vital == 1), "all_nuggets": _share(stated)}
    return found | ({"strict_vital_when_answered": vital} if given.answered else {})


def _citation_measures(case: Case, places: Sequence[Place], given: Given) -> Measures:
    if not given.answered:
        return {"citation_recall": 0.0}
    good = [any(matches(citation, place) for place in places) for citation in given.citations]
    units = [
        any(good[number] for claim in unit for number in claim.citations if number is not None) for unit in given.units
    ]
    return {
        "citation_precision": _share(good),
        "unit_precision": _share(units),
        "citation_recall": _citation_recall(case, places, given.citations),
    }


def _citation_recall(case: Case, places: Sequence[Place], citations: Sequence[Quoted]) -> float:
    cited = [any(matches(citation, place) for citation in citations) for place in places]
    facts = []
    for number, nugget in enumerate(case.nuggets):
        stating = [there for place, there in zip(places, cited, strict=True) if number in place.states]
        if nugget.vital and stating:
            facts.append(any(stating))
    return _share(facts) if facts else float(any(cited))


def _share(flags: Sequence[bool]) -> float:
    """The share of true ones; 0 where there are none at all."""
    return sum(flags) / len(flags) if flags else 0.0
