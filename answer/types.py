"""What an answer is made of. `as_json` gives the object that the command line and the server send."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from corpus.types import Kind, Role


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_COVERED = "not_covered"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words an answer quotes: `document.text[start:end] == quote`, inside the passage named."""

    number: int
    passage_id: str
    document_id: str
    title: str
    authors: tuple[str, ...]
    url: str
    licence: str
    heading_path: tuple[str, ...]
    kind: Kind
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer and the numbers of its citations. A list's lead-in and items share a group."""

    text: str
    role: Role
    group: int | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A place in the library that comes near a question which it does not answer."""

    document_id: str
    title: str
    heading_path: tuple[str, ...]
    quote: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: sentences with citations, a status, notices, a disclaimer."""

    status: Status
    interpreted_question: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Nearest, ...]
    disclaimer: str
    generation: str
    answer_id: str
    urgent: dict[str, Any] | None = None
    disagreements: tuple[dict[str, Any], ...] = ()
    glossary: tuple[dict[str, str], ...] = ()
    generator: str = "extractive"
    rules_version: str = ""
    confidence: float = 0.0  # for measuring; no part of the contract

    def as_json(self) -> dict[str, Any]:
        """The answer as the contract has it, ready for `json.dumps`."""
        fields = asdict(self)
        fields.pop("confidence")
        return fields


DISCLAIMERS = {
    "client": (
        "This is general information, quoted by software from the sources named above. It is not written by a "
        "clinician, cannot assess you, and does not replace advice from a doctor or therapist who can."
    ),
    "therapist": (
        "General information, quoted by software from the sources named above; not written or checked by a clinician "
        "for this case. It cannot assess a client and does not replace your own examination and judgement."
    ),
}
