"""Questions that are a name and nothing else: "sciatica?" is asked as "What is sciatica?".

`answer.question` says whether words tell what a question is about; here nothing is asked of it. A bare word that names
no thing ("test", "steps") could mean anything, so nothing is answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.aims import aim_of, words_of_topic
from answer.candidates import stems_of
from answer.definitions import defines
from answer.evidence import Unit
from answer.question import Question, is_light
from answer.subjects import Sort, Subject, Subjects
from index.analysis import WORD, stems

BEGINS = 6  # words of a sentence in which its subject stands
_SHORT = re.compile(r" \([^()]*\)$")
_ARTICLE = re.compile(r"^(?:the|an?|my|your) ", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:[^suipa]s|ti)$")
_CALLED = re.compile(r"\b(?:called|known as|means|names? for)\b(.{3,60})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bare:
    """A name by itself. `known` says whether it names a muscle, a complaint or a treatment, or is any word."""

    name: Subject
    known: bool

    @property
    def question(self) -> str:
        """What a name by itself asks.

        >>> Bare(Subject("hamstrings", Sort.STRUCTURE, 0, 10), known=True).question
        'What are the hamstrings?'
        """
        return f"What {'are' if _SEVERAL.search(self.name.text) else 'is'} {self.name.spoken}?"


def read_bare(typed: str, explained: str, subjects: Subjects) -> Bare | None:
    """The name that a question consists of, as typed or by its full name; None where it says more, or names nothing.

    A single word that not every question has is one, too.
    """
    text = _SHORT.sub("", _bare(explained))
    if text not in typed:
        text = text[:1].lower() + text[1:]
    named = subjects.find(text, foreign=False)
    if len(named) == 1 and named[0].text == text:
        return Bare(named[0], known=True)
    if not _without_verb(text):
        return None
    alone = len(text.split()) == 1 and subjects.has_content(text)
    name = Subject(text, Sort.OTHER, 0, len(text))
    return Bare(name, known=False) if alone or subjects.is_term(text) else None


def asks_nothing(question: str, subjects: Subjects) -> bool:
    """Whether a question is nothing but words that any question may have: "test test", "differential diagnosis?"."""
    if aim_of(question) is not None and all(map(is_light, stems(words_of_topic(question)))):
        return True
    return (
        _without_verb(_bare(question))
        and not subjects.has_content(question)
        and not subjects.find(question, foreign=False)
    )


def is_about(unit: Unit, name: Question, *, named: bool) -> bool:
    """Whether a unit tells what the thing of this name is: says so, or calls something by it.

    Where it is `named` as muscles and complaints are, its note, or a sentence that begins with it, does too.
    """
    text = unit.sentences[0].text
    said = [unit.hit.passage.title, " ".join(text.split()[:BEGINS])] if named else []
    called = any(_names(name, stems_of(each)) for each in (*said, *_CALLED.findall(unit.text)))
    return called or any(defines(name, sentence) for sentence in unit.sentences)


def _names(name: Question, said: frozenset[str]) -> bool:
    return all(term.alike & said or any(other <= said for other in term.called) for term in name.terms)


def _without_verb(text: str) -> bool:
    """Whether a text has words, and none of those that every question has ("how", "is", "of")."""
    words = [match[0] for match in WORD.finditer(text)]
    return bool(words) and all(stems(word) for word in words)


def _bare(question: str) -> str:
    """The question without an article before it, and without marks and pictures around it."""
    words = list(WORD.finditer(question))
    if not words:
        return ""
    end = words[-1].end()
    closed = ")" if question[end : end + 1] == ")" else ""
    return _ARTICLE.sub("", question[words[0].start() : end] + closed)
