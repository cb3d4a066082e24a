"""Collections in BEIR's layout: documents, questions, and which documents answer which question.

    corpus.jsonl       {"_id", "title", "text"}, one document a line; the title may be missing
    queries.jsonl      {"_id", "text"}, one question a line
    qrels/SPLIT.tsv    query-id, corpus-id and score, parted by tabs, below a header that may be missing

All of it is read and checked before anything is measured. Rankings of such a collection are read in `eval.runs`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.errors import EvalError
from eval.lines import Line, read_lines
from index.files import sha256_of

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
HEADER = ("query-id", "corpus-id", "score")
HIGHEST_GRADE = 1_000  # tools keep a table as long as the highest grade
HALVES = ("even", "odd")

Judgements = dict[str, dict[str, int]]
"""Grades by question and document; 0 and less is not relevant."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a collection."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """What whole-document systems see: the title first."""
        return f"{self.title} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection with the judgements of one split.

    `questions` are all of queries.jsonl, in its order. `fingerprint` is the SHA-256 of corpus.jsonl.
    """

    name: str
    split: str
    documents: tuple[Text, ...]
    questions: dict[str, str]
    judgements: Judgements
    fingerprint: str


def read_collection(folder: Path, split: str = "test") -> Collection:
    """Read a folder in BEIR's layout. Raises EvalError naming the file, the line and the field that is wrong."""
    if not folder.is_dir():
        raise EvalError(f"{folder} is no folder: name one with {CORPUS}, {QUERIES} and {QRELS}/{split}.tsv")
    qrels = _find_split(folder, split)
    documents = tuple(
        Text(identity, line.text("title", "", empty=True), line.text("text", empty=True))
        for identity, line in _by_id(folder / CORPUS).items()
    )
    questions = {identity: line.text("text") for identity, line in _by_id(folder / QUERIES).items()}
    judgements = _read_judgements(qrels, {document.id for document in documents}, questions)
    return Collection(folder.resolve().name, split, documents, questions, judgements, sha256_of(folder / CORPUS))


def half_of(identity: str) -> str:
    """Which half a question belongs to, by the SHA-256 of its id: the same on every machine, whatever the order.

    >>> half_of("3"), half_of("5")
    ('even', 'odd')
    """
    return HALVES[int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2]


def text_lines(path: Path, remedy: str) -> Iterator[tuple[str, str]]:
    """The lines of a UTF-8 file that are not blank, each with its place: "FILE, line 3"."""
    number = 0
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path}, line {number}", line.rstrip("\n")
    except UnicodeDecodeError:
        raise EvalError(f"{path} is not UTF-8 somewhere after line {number}: save it as UTF-8") from None
    except OSError as error:
        raise EvalError(f"{path} cannot be read ({error.strerror}): {remedy}") from None


def _find_split(folder: Path, split: str) -> Path:
    there = {path.stem: path for path in sorted((folder / QRELS).glob("*.tsv"))}
    if not there:
        raise EvalError(f"{folder / QRELS} holds no judgements: put {split}.tsv there, one line a judged document")
    if split not in there:
        raise EvalError(f"{folder / QRELS} has no {split}.tsv: choose --split {' or '.join(there)}")
    return there[split]


def _by_id(path: Path) -> dict[str, Line]:
    """The lines of a JSONL file by their ids. Each comes once, and is one word, as run files part fields by spaces."""
    found: dict[str, Line] = {}
    for line in read_lines(path):
        identity = line.text("_id")
        if identity.split() != [identity]:
            line.refuse("_id", f"is {identity!r}: write an id without white space")
        if identity in found:
            line.refuse("_id", f"{identity!r} stands on line {found[identity].number} too: give every line its own id")
        found[identity] = line
    return found


def _read_judgements(path: Path, documents: set[str], questions: dict[str, str]) -> Judgements:
    judgements: Judgements = {}
    for where, line in text_lines(path, "check --split"):
        fields = tuple(field.strip() for field in line.split("\t"))
        if fields == HEADER and not judgements:
            continue
        if len(fields) != len(HEADER):
            raise EvalError(f"{where} has {len(fields)} fields: write {', '.join(HEADER)}, parted by tabs")
        question, document, grade = fields
        if question not in questions:
            raise EvalError(f"{where}: query-id {question!r} is not in {QUERIES}: add it there, or drop the line")
        if document not in documents:
            raise EvalError(f"{where}: corpus-id {document!r} is not in {CORPUS}: add it there, or drop the line")
        judged = judgements.setdefault(question, {})
        if document in judged:
            raise EvalError(f"{where}: corpus-id {document!r} is judged twice for {question!r}: keep one of the lines")
        judged[document] = _grade(grade, where)
    if not any(grade > 0 for judged in judgements.values() for grade in judged.values()):
        raise EvalError(f"{path} holds no relevant document: there is nothing to find, so judge some above 0")
    return judgements


def _grade(text: str, where: str) -> int:
    try:
        grade = int(text)
    except ValueError:
        raise EvalError(f"{where}: score is {text!r}: write a whole number, 0 for not relevant") from None
    if grade > HIGHEST_GRADE:
        raise EvalError(f"{where}: score is {grade}: write at most {HIGHEST_GRADE}")
    return grade
