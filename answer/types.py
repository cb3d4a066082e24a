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


class Level(StrEnum):
    """How urgent a notice is. An emergency comes before a crisis, a crisis before what is urgent only."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    URGENT = "urgent"

    @property
    def stops_answers(self) -> bool:
        """Whether nothing but the notice is shown."""
        return self is not Level.URGENT


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, and the number as it is dialled or written."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What comes before anything else where a question tells of an urgent sign."""

    level: Level
    rule: str
    message: str
    contacts: tuple[Contact, ...]

    def as_json(self) -> dict[str, Any]:
        """The notice as the contract has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is declined that is not urgent: the rule's id, and what to say instead of an answer."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation, and what was answered."""

    question: str
    answer: str = ""


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
class Covered:
    """A document that comes near a question which it does not answer, and the headings that it does have."""

    document_id: str
    title: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What the library holds and this audience is not shown, and why."""

    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of an answer, with the citations that it is the first to use."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What a language model had to do with an answer; `note` says it to people.

    `fell_back` says in a few words why it wrote nothing, or not to the end; "" where it did. `verbatim` counts the
    sentences that are shown in the words of their notes, `dropped` those that the model wrote and nobody sees.
    """

    model: str
    host: str
    is_remote: bool
    fell_back: str
    verbatim: int
    dropped: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: sentences with citations, a status, notices, a disclaimer."""

    status: Status
    urgent: Notice | None = None
    refusal: Refusal | None = None
    interpreted_question: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[dict[str, Any], ...] = ()
    nearest: tuple[Nearest, ...]
    covered: tuple[Covered, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    glossary: tuple[dict[str, str], ...] = ()
    disclaimer: str
    generator: str = "extractive"  # or "language_model", where it wrote one sentence or more
    writing: Writing | None = None  # None where no model is set up, or the answer is none to write
    generation: str
    rules_version: str = ""
    answer_id: str
    confidence: float = 0.0  # for measuring; no part of the contract

    def as_json(self) -> dict[str, Any]:
        """The answer as the contract has it, ready for `json.dumps`."""
        fields = asdict(self)
        fields.pop("confidence")
        return fields


# By audience, for places without words of their own; `answer.disclaimers` has those.
DISCLAIMERS = {
    "client": (
        "This is general information, put together by software from the sources it names. It is not written by a "
        "clinician, cannot assess you, and does not replace advice from a doctor or therapist who can."
    ),
    "therapist": (
        "General information, put together by software from the sources it names; not written or checked by a "
        "clinician for this case. It cannot assess a client and does not replace your own examination and judgement."
    ),
}
