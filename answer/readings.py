"""The readings of a follow-up: by what was named before, by the note that answered last, by the words asked before.

`answer.follow_ups` makes the first. It has little to go by where somebody said "it hurts here": what that is called
stands in the note that answered. And a topic is less than what was asked of it. Which reading is meant, and which
sentence answers it, the judge's scores decide: a sentence is as likely an answer as it is in all readings together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from answer import follow_up_words as words
from answer.aims import words_of_topic
from answer.evidence import Unit
from answer.follow_up_context import sentence
from answer.follow_up_fragments import is_bare
from answer.follow_ups import EARLIER, stripped
from answer.question import Question, read_question
from answer.subjects import Sort, Subject, Subjects
from answer.types import Turn
from corpus.settings import QUESTION_LIMIT
from corpus.types import Passage
from index.analysis import stems
from index.search import Hit, Searcher

QUOTED = 0.6  # an answer was quoted from a passage that has this share of its stems
RECENT, ASKED = 3, 0.5  # questions that say which of two like passages was meant, and what their words weigh
BY_NOTE = 1.0  # how likely the reading by the note is meant, the first one being 1,
BESIDE_A_NAME = 0.6  # where the first one put a name in the place of a word,
BESIDE_A_WHOLE = 0.4  # and where the question seemed whole
BY_WORDS = 0.3  # the same for the reading by the words of the question before
CLEARLY = 0.8  # so much surer, in log odds, is the note's reading of a question that seems whole and is not
HERE = 0.4  # what a unit of the section that answered last counts more, in scores
NEXT = 4.0  # and what stands after the last answer, where it is asked what comes next
SURE = 0.001, 0.999  # no reading is surer than that, or less sure
_Place = tuple[str, int, int]  # of a unit: its note, where it begins, and its last sentence
_PARTS = re.compile(r"[:(?–—|)]|\s-\s")


@dataclass(frozen=True, slots=True)
class Reading:
    """A wording of the question and what was found for it: hits, how sure an answer is among them, units best first."""

    text: str
    question: Question
    hits: list[Hit]
    sure: float
    units: list[Unit]


def read_by_note(
    typed: str, whole: str, history: Sequence[Turn], searcher: Searcher, subjects: Subjects
) -> tuple[str, Passage] | None:
    """The question with the name of the note before it that the last answer is from, and the passage of that answer.

    None where the note cannot be meant. `whole` is the question as `answer.follow_ups` made it whole, the same as
    `typed` where it did not.
    """
    body = stripped(typed)
    named = [each for each in subjects.find(body) if each.certain]
    place = _find_place(history, searcher)
    if place is None or not body:
        return None
    name = _name_of(place, subjects)
    if _names_its_own(named, name, leans=whole != typed, prefixed=": " in whole or bool(words.VERB.search(body))):
        return None
    if not _speaks_of(searcher, place.document_id, [each for each in named if not _is_in(each, name)]):
        return None
    text = f"{name}: {body}"
    return (text, place) if len(text) <= QUESTION_LIMIT else None


def _names_its_own(named: Sequence[Subject], name: str, *, leans: bool, prefixed: bool) -> bool:
    """Whether a question is asked of what it names itself, so that the note before cannot be meant."""
    if leans:
        return bool(named) and not prefixed
    return any(each.is_latin or each.sort is Sort.FOREIGN for each in named if not _is_in(each, name))


def _is_in(subject: Subject, name: str) -> bool:
    return set(stems(subject.text)) <= set(stems(name))


def _speaks_of(searcher: Searcher, document_id: str, named: Sequence[Subject]) -> bool:
    """Whether a note has each of these somewhere: who asks of gout after a hip does not mean the hip."""
    lexical, rows = searcher.generation.lexical, [one.ordinal for one in searcher.generation.store.headed(document_id)]
    heads = (each.text.split()[-1] for each in named)  # the last word of a name says what it is
    return all(lexical.scores(head)[rows].any() for head in heads)


def names_what_no_note_has(typed: str, searcher: Searcher, subjects: Subjects) -> bool:
    """Whether a question without a verb names something of which the library has no word: "and for gout?".

    What was asked before may be answered by itself then, but that is no answer to this question.
    """
    body = words.OPENER.sub("", typed)
    about = words.ABOUT.match(body)
    leans = bool(about or words.LINK.search(typed[: len(typed) - len(body)]))
    rest = words.TAILS.sub("", body[about.end() :] if about else body)
    named = subjects.find(rest)
    if words.VERB.search(rest) or len(named) != 1 or not is_bare(rest, named):
        return False
    is_meant = named[0].sort is Sort.COMPLAINT or (named[0].sort is Sort.FOREIGN and (leans or named[0].certain))
    return is_meant and not _is_known(named[0], searcher)


def _is_known(subject: Subject, searcher: Searcher) -> bool:
    """Whether the library has a word of a name, or of what else it is called."""
    terms = read_question(subject.text, searcher, searcher.thesaurus).terms
    return any(
        searcher.knows(stem) for term in terms for stem in term.alike | {s for name in term.called for s in name}
    )


def _find_place(history: Sequence[Turn], searcher: Searcher) -> Passage | None:
    """The passage that the newest answer was quoted from; of those that say it alike, the one nearest the questions."""
    end = next((end for end in range(len(history), 0, -1) if history[end - 1].answer.strip()), 0)
    if not end:
        return None
    lexical, store = searcher.generation.lexical, searcher.generation.store
    said = history[end - 1].answer[:EARLIER]
    asked = " ".join(turn.question[:EARLIER] for turn in history[max(0, end - RECENT) : end])
    scores = lexical.scores(said) + ASKED * lexical.scores(asked)
    if not len(scores) or scores.max() <= 0:
        return None
    (passage,) = store.passages([int(scores.argmax())])
    known = set(stems(said))
    return passage if len(known & set(stems(f"{passage.heading} {passage.text}"))) >= QUOTED * len(known) else None


def _name_of(place: Passage, subjects: Subjects) -> str:
    """What the note of a passage is about: the first part of its title, or of its headings, that names something."""
    title = re.sub(r"\.(?:md|txt)$", "", place.title)
    title = title if title == place.title else re.sub(r"[-_]", " ", title)
    parts = [part.strip() for text in (title, *place.heading_path) for part in _PARTS.split(text) if part.strip()]
    named = (part for part in parts if any(each.sort is not Sort.OTHER for each in subjects.find(part, foreign=False)))
    name = next(named, parts[0] if parts else title)
    return name.capitalize() if name.isupper() else name


def read_by_words(typed: str, whole: str, before: Sequence[str]) -> str | None:
    """The question after the words of the newest one before it that has any of its own, each of them made whole.

    None where `whole`, the question as `answer.follow_ups` made it, is more than a topic and the question.
    """
    body = stripped(typed)
    if ": " not in whole or whole == typed or not body or asks_what_is_next(typed):
        return None
    asked = (words_of_topic(words.OPENER.sub("", each)) for each in reversed(before))
    words_before = next(filter(None, asked), "")
    text = f"{sentence(words_before)}: {body}"
    return text if words_before and len(text) <= QUESTION_LIMIT else None


def is_likelier(first: Reading, other: Reading, *, enough: float) -> bool:
    """Whether another reading is so much surer that a question which seems whole is not; `enough` is for an answer."""
    return other.sure >= enough and _log_odds(other.sure) - _log_odds(first.sure) >= CLEARLY


def asks_what_is_next(typed: str) -> bool:
    """Whether a question asks for what follows on the last answer: "and then what?"."""
    return bool(words.NEXT.match(typed))


def end_of_answer(place: Passage, history: Sequence[Turn]) -> int | None:
    """Where the newest answer ends in the note that it is from; None where its end is not found."""
    said = next((turn.answer for turn in reversed(history) if turn.answer.strip()), "")
    ends = (one.end for one in place.sentences if one.text in said or said in one.text)
    return max(ends, default=None)


def weigh(readings: Sequence[tuple[Reading, float]], place: Passage | None, after: int | None = None) -> Reading:
    """The reading that found the likeliest answer, with what all of them found; beside each, how likely it is meant.

    `place` is where the last answer stands, and `after` where it ends, if what comes next is asked. How sure an answer
    is says the surest reading.
    """
    likely: dict[_Place, list[tuple[float, Reading, Unit]]] = {}
    for reading, meant in readings:
        for unit in reading.units:
            share = meant * exp(unit.score) * (1.0 - min(reading.sure, SURE[1]))
            likely.setdefault(_place_of(unit), []).append((share, reading, unit))
    score = {where: _score(found, place, after) for where, found in likely.items()}
    order = sorted(likely, key=lambda where: (-score[where], where))
    if not order:
        return readings[0][0]
    chosen = max(likely[order[0]], key=lambda each: each[0])[1]
    sure = max(reading.sure for reading, _ in readings)
    lift = -log(1.0 - min(sure, SURE[1]))  # scores as of one reading that is so sure
    units = [replace(_of_reading(likely[where], chosen), score=score[where] + lift) for where in order]
    return replace(chosen, units=units, sure=sure)


def _score(found: Sequence[tuple[float, Reading, Unit]], last: Passage | None, after: int | None) -> float:
    """The logarithm of how likely a unit answers, with what it counts more beside the last answer."""
    unit = found[0][2]
    likely = log(sum(share for share, _, _ in found))
    if last is None or not _is_beside(unit.hit.passage, last):
        return likely
    comes_next = after is not None and unit.sentences[0].start >= after
    return likely + HERE + NEXT * comes_next


def _of_reading(found: Sequence[tuple[float, Reading, Unit]], chosen: Reading) -> Unit:
    """A unit as one reading found it, else as another one did, with what it holds of the terms of that one."""
    own = next((unit for _, reading, unit in found if reading is chosen), None)
    return own or _as_read(found[0][2], found[0][1].question, chosen.question)


def _is_beside(passage: Passage, last: Passage) -> bool:
    """Whether a passage stands in the same section as another."""
    return (passage.document_id, passage.heading_path) == (last.document_id, last.heading_path)


def _as_read(unit: Unit, question: Question, other: Question) -> Unit:
    """A unit that was found for one wording, with what it holds of the terms of another."""
    held = dict(zip((term.stem for term in question.terms), unit.found, strict=True))
    return replace(unit, found=tuple(held.get(term.stem, 0.0) for term in other.terms))


def _place_of(unit: Unit) -> _Place:
    return unit.hit.passage.document_id, unit.sentences[0].start, unit.sentences[-1].start


def _log_odds(sure: float) -> float:
    sure = min(max(sure, SURE[0]), SURE[1])
    return log(sure / (1 - sure))
