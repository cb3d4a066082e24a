"""What goes over the wire: the bodies of requests and responses, as `/openapi.json` publishes them.

Requests are read into these models. Responses are made by the rooms themselves (`Answer.as_json`) and are sent as
they are; the models below say what they look like, and tests hold every response against them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from answer.respond import Inquiry
from answer.types import DISCLAIMERS, Turn
from corpus.settings import QUESTION_LIMIT, Settings
from corpus.types import Kind
from index.search import Filters

TURNS = 50  # of one history
ANSWER_LIMIT = 20_000  # characters of an answer that comes back in a history
NAMES = 100  # documents or kinds that one filter may name
HITS = 100  # of one search

QUESTION = "Which nerve supplies the gluteus minimus?"


def _whole(value: object) -> object:
    """53.0 is a whole number in JSON, whatever the parser makes of it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Audience = Annotated[Literal["client", "therapist"], Field(description="Who asks; it changes what is shown.")]
KindName = Literal[
    "anatomy", "action", "symptoms", "referral", "causes", "assessment", "technique", "self-care", "exercise",
    "treatment", "safety", "other",
]  # fmt: skip
DocumentId = Annotated[str, Field(min_length=1, max_length=200)]
NOT_BLANK = r"[^\s\x1c-\x1f\x85\ufeff]"  # the languages of patterns differ in what \s is; this is no space in any
QuestionText = Annotated[str, Field(min_length=1, max_length=QUESTION_LIMIT, pattern=NOT_BLANK)]
LocaleTag = Annotated[
    str,
    Field(
        max_length=35,
        pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$",
        description="Language and region as in BCP 47, such as en-AU: whose emergency numbers a notice names.",
    ),
]
History = Annotated[
    list["TurnIn"],
    Field(max_length=TURNS, description="The earlier turns of the conversation, oldest first: the server keeps none."),
]
Stream = Annotated[bool, Field(description="Send the answer as server-sent events.")]
Limit = Annotated[int, Field(ge=1, le=HITS, description="How many passages at most."), BeforeValidator(_whole)]
NoticeLevel = Literal["emergency", "urgent", "crisis"]


class Request(BaseModel):
    """A body that comes in: no field but those named, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FiltersIn(Request):
    """What to keep to; an empty list keeps everything."""

    documents: Annotated[list[DocumentId], Field(max_length=NAMES)] = []
    kinds: Annotated[list[KindName], Field(max_length=NAMES)] = []

    def filters(self) -> Filters:
        return Filters(frozenset(self.documents), frozenset(Kind(kind) for kind in self.kinds))


class TurnIn(Request):
    """One earlier question, and what was answered."""

    question: Annotated[str, Field(max_length=QUESTION_LIMIT)]
    answer: Annotated[str, Field(max_length=ANSWER_LIMIT)] = ""


class ChatRequest(Request):
    """A question. Only `question` is required."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": QUESTION}]})

    question: QuestionText
    audience: Audience | None = None
    locale: LocaleTag | None = None
    history: History = []
    filters: FiltersIn = FiltersIn()
    stream: Stream = False

    def inquiry(self, settings: Settings) -> Inquiry:
        """The question with what the settings say where the body is silent."""
        return Inquiry(
            self.question,
            audience=self.audience or settings.audience,
            locale=self.locale or settings.locale,
            history=tuple(Turn(turn.question, turn.answer) for turn in self.history),
            filters=self.filters.filters(),
        )


class SearchRequest(Request):
    """Words or a question to find passages for. Only `query` is required."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"query": "trigger points lateral thigh", "filters": {"kinds": ["referral"]}}]}
    )

    query: QuestionText
    audience: Audience | None = None
    locale: LocaleTag | None = None
    filters: FiltersIn = FiltersIn()
    limit: Limit = 10

    def inquiry(self, settings: Settings) -> Inquiry:
        """The query with what the settings say where the body is silent."""
        return Inquiry(
            self.query,
            audience=self.audience or settings.audience,
            locale=self.locale or settings.locale,
            filters=self.filters.filters(),
        )


class Response(BaseModel):
    """A body that goes out: exactly the fields named."""

    model_config = ConfigDict(extra="forbid")


class ContactOut(Response):
    """Whom to call."""

    name: str
    number: str


class NoticeOut(Response):
    """What comes before everything else where a question tells of an urgent sign."""

    level: NoticeLevel
    rule: str
    message: str
    contacts: list[ContactOut]


class RefusalOut(Response):
    """Why a question that is not urgent is declined, and what Palpate can do instead."""

    rule: str
    message: str


class SentenceOut(Response):
    """One sentence of an answer. `citations` are numbers; items and steps share a `group` with their lead-in."""

    text: str
    role: Literal["sentence", "lead_in", "item", "step", "label"]
    group: int | None
    citations: list[int]


class CitationOut(Response):
    """The exact words quoted: the `text` of the document, from `start` to `end`, is the `quote`."""

    number: int
    passage_id: str
    document_id: str
    title: str
    authors: list[str]
    url: str
    licence: str
    heading_path: list[str]
    kind: str
    quote: str
    start: int
    end: int


class PositionOut(Response):
    """What one side of a disagreement says, and the date of its source ("" where the source gives none)."""

    text: str
    citations: list[int]
    date: str


class DisagreementOut(Response):
    """Where sources differ."""

    topic: str
    positions: list[PositionOut]


class NearestOut(Response):
    """A place in the library that comes near a question which it does not answer."""

    document_id: str
    title: str
    heading_path: list[str]
    quote: str
    start: int
    end: int
    score: float


class CoveredOut(Response):
    """A document that comes near a question which it does not answer, and the headings that it does have."""

    document_id: str
    title: str
    headings: list[str]


class WithheldOut(Response):
    """What the library holds and this audience is not shown, such as the steps of a professional technique."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "topic": "dry needling (Shoulder notes): the steps",
                    "reason": "The library holds this, but it is work for a trained professional.",
                }
            ]
        }
    )

    topic: str
    reason: str


class TermOut(Response):
    """A word of the trade that a text uses, in plain words; in answers for clients only."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"term": "greater trochanter", "plain": "The greater trochanter is the bony knob at the hip."}]
        }
    )

    term: str
    plain: str


class WritingOut(Response):
    """What a language model had to do with an answer.

    `fell_back` is "" where it wrote to the end; else it says why not. `verbatim` counts the sentences shown in the
    words of their notes, `dropped` those that it wrote and that are not shown, as their citations do not carry them.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": "qwen2.5-1.5b-instruct",
                    "host": "127.0.0.1",
                    "is_remote": False,
                    "fell_back": "",
                    "verbatim": 2,
                    "dropped": 1,
                    "note": "Written by a language model; each sentence was checked against its quotes.",
                }
            ]
        }
    )

    model: str
    host: str
    is_remote: bool
    fell_back: Literal[
        "", "busy", "copied", "cut off", "garbled", "no answer", "not answered", "not reworded", "rate limited",
        "refused", "refused key", "resting", "slow", "unreachable", "unsupported",
    ]  # fmt: skip
    verbatim: int
    dropped: int
    note: Annotated[str, Field(description="All this in words, to be shown beside the answer.")]


class ChatAnswer(Response):
    """An answer. With an emergency, a crisis or a refusal the status is `declined` and there are no sentences."""

    status: Literal["answered", "not_covered", "declined"]
    urgent: NoticeOut | None
    refusal: RefusalOut | None
    interpreted_question: str
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    disagreements: list[DisagreementOut]
    nearest: list[NearestOut]
    covered: list[CoveredOut]
    withheld: list[WithheldOut]
    glossary: list[TermOut]
    disclaimer: str
    generator: Literal["extractive", "language_model"]
    writing: WritingOut | None
    generation: str
    rules_version: str
    answer_id: str


class WhyOut(Response):
    """The evidence for a hit: its BM25 score, its cosine with the query, the stems they share, its best sentence."""

    lexical: float
    dense: float
    terms: list[str]
    best_sentence: str


class HitOut(Response):
    """A passage with its score, comparable within one search only."""

    passage_id: str
    document_id: str
    title: str
    heading_path: list[str]
    kind: str
    text: str
    start: int
    end: int
    score: float
    why: WhyOut


class FacetsOut(Response):
    """How many of the passages found are of each kind and from each document."""

    kinds: dict[str, int]
    documents: dict[str, int]


class SearchResults(Response):
    """What a search found; no hits with an emergency or a crisis."""

    urgent: NoticeOut | None
    hits: list[HitOut]
    facets: FacetsOut
    disclaimer: str
    generation: str
    rules_version: str


class DocumentSummary(Response):
    """One document of the library. Dates are as its source gives them, "" where it gives none."""

    id: str
    key: str
    title: str
    authors: list[str]
    url: str
    licence: str
    audience: str
    published: str
    reviewed: str
    format: str
    kinds: dict[str, int]


class DocumentList(Response):
    """The library, by id."""

    documents: list[DocumentSummary]
    disclaimer: str
    generation: str


class SectionOut(Response):
    """A stretch of a document under one heading: its `text` from `start` to `end`."""

    heading_path: list[str]
    kind: str
    start: int
    end: int


class DropOut(Response):
    """What cleaning left out, and why. `start` and `end` count in the text as it was read, not in the cleaned one."""

    start: int
    end: int
    reason: str
    text: str


class DocumentOut(Response):
    """A document with its text, which is what citations count in. Characters are counted as Unicode code points."""

    id: str
    version: str
    key: str
    title: str
    authors: list[str]
    url: str
    licence: str
    audience: str
    published: str
    reviewed: str
    format: str
    tokens: int
    text: str
    sections: list[SectionOut]
    dropped: list[DropOut]
    warnings: list[str]
    glossary: list[TermOut]
    disclaimer: str
    generation: str


class Examples(Response):
    """Questions that this library answers."""

    audience: Audience
    questions: list[str]
    disclaimer: str


class Health(Response):
    """How the server is."""

    status: Literal["live", "ready", "not_ready"]
    generation: str
    problem: str


class ErrorDetail(Response):
    """What went wrong and what to do. It names fields and limits and never repeats what was sent."""

    code: str
    message: str
    hint: str


class ErrorBody(Response):
    """An error; with `urgent`, where the question in a refused body tells of an urgent sign."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "error": {
                        "code": "invalid_field",
                        "message": "question: String should have at most 4000 characters",
                        "hint": "/openapi.json describes every route, field and limit",
                    },
                    "disclaimer": DISCLAIMERS["client"],
                }
            ]
        }
    )

    urgent: NoticeOut | None = None
    error: ErrorDetail
    disclaimer: str


EVENT_SCHEMA = {
    "type": "object",
    "description": "`data` is JSON: a notice, a sentence with `new_citations`, the whole answer, or the error body.",
    "properties": {
        "event": {"type": "string", "enum": ["urgent", "sentence", "done", "error"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may end in these statuses."""
    described = {
        400: "The body is not JSON, or the header Host names no host.",
        401: "The key is missing, or another.",
        403: "This is switched off here.",
        404: "No such thing, or an id in the filters that the library does not hold.",
        408: "The body did not arrive in time.",
        413: "The body is larger than the route takes.",
        415: "The body is not declared as JSON.",
        421: "The server does not go by the name in the header Host.",
        422: "A field is missing, unknown, or outside its limits.",
        429: "This address asks more often than is allowed; `Retry-After` says when it may again.",
        500: "Something went wrong here. Nothing is shown that the gate has not let pass.",
        503: "No library is open, or more is asked than can be answered at once; `Retry-After` says when to try again.",
        507: "There is no room for it. Nothing was stored.",
    }
    return {status: {"model": ErrorBody, "description": described[status]} for status in statuses}
