"""Sentences that an answer could not quote alone: they point elsewhere, run on, or claim an effect without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.types import Role, Sentence
from ingest.notes.citations import find_citations, without_citations
from ingest.notes.note import Finding, Note
from ingest.notes.rules import (
    CONDITION,
    DEMONSTRATIVE,
    EFFECTS,
    EMPTY_NOUNS,
    EXPLETIVE,
    LONGEST,
    NO_CLAIM,
    NO_NOUN,
    ORDER,
    POINTERS,
    SINGULAR_IN_S,
)

_LIST_MARK = re.compile(r"(?:- |\w{1,2}[.)] )")


def check_pronouns(note: Note) -> Iterator[Finding]:
    """Sentences that begin with a pronoun whose noun stands in the sentence before."""
    for sentence in note.quoted():
        if points_back(sentence.text):
            yield note.finding(
                note.line(sentence.start),
                "pronoun",
                sentence.text,
                f"name what {sentence.text.split()[0]!r} stands for: the sentence is quoted alone",
            )


def points_back(sentence: str) -> bool:
    """Whether the first words of a sentence mean nothing without the sentence before.

    >>> points_back("It lies deep."), points_back("It is not known whether needling helps.")
    (True, False)
    >>> points_back("This muscle lies deep."), points_back("This stretch lengthens the calf.")
    (True, False)
    """
    if POINTERS.match(sentence):
        return not EXPLETIVE.match(sentence)
    found = DEMONSTRATIVE.match(sentence)
    if found is None or sentence.endswith(":"):
        return False  # what ends with a colon points at what follows
    words = re.findall(r"[\w'’-]+", found["rest"].lower())
    if not words or words[0] in NO_NOUN or words[0] in EMPTY_NOUNS or words[0].endswith("ly"):
        return True
    one = found["word"] in ("This", "That")
    return one and words[0].endswith("s") and not SINGULAR_IN_S.search(words[0])


def check_length(note: Note) -> Iterator[Finding]:
    """Sentences that are too long to be read at once. The facts of a label line are no sentence."""
    for sentence in note.quoted():
        words = [word for word in without_citations(sentence.text).split() if any(map(str.isalnum, word))]
        if len(words) > LONGEST and sentence.role is not Role.LABEL:
            remedy = f"{len(words)} words: part it, so that no sentence has more than {LONGEST}"
            yield note.finding(note.line(sentence.start), "long-sentence", sentence.text, remedy)


def check_claims(note: Note) -> Iterator[Finding]:
    """Sentences that say what a treatment does, without a work that shows it in them or in their paragraph."""
    for sentence in note.quoted():
        claim = find_claim(sentence.text)
        if claim and sentence.role is not Role.STEP and not find_citations(_surroundings(note, sentence)):
            remedy = f"{claim!r} claims an effect: cite the work that shows it, as in (Moore et al. 2018), or say less"
            yield note.finding(note.line(sentence.start), "claim", sentence.text, remedy)


def find_claim(sentence: str) -> str:
    """The words that claim an effect, "" where none do.

    >>> find_claim("Massage relieves pain."), find_claim("No trial shows that massage relieves pain.")
    ('relieves', '')
    """
    if NO_CLAIM.search(sentence) or ORDER.match(sentence) or sentence.endswith("?"):
        return ""
    claims = [found for found in EFFECTS.finditer(sentence) if not CONDITION.search(sentence[: found.start()])]
    return claims[0][0] if claims else ""


def _surroundings(note: Note, sentence: Sentence) -> str:
    """The paragraph that a sentence stands in; for an item of a list the item and what leads the list in."""
    text = note.document.text
    start = text.rfind("\n\n", 0, sentence.start) + 1
    end = text.find("\n\n", sentence.end)
    paragraph = text[start : end if end >= 0 else len(text)].strip("\n")
    if sentence.role not in (Role.ITEM, Role.STEP):
        return paragraph
    first, own = paragraph.split("\n")[0], text[text.rfind("\n", 0, sentence.start) + 1 :].split("\n")[0]
    return own if _LIST_MARK.match(first) else f"{first} {own}"
