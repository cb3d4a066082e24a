"""Suites: questions with what a right answer holds, where it stands, and what should become of the question.

Two kinds of file, one JSON object a line: a suite of answers (`read_suite`) and one of safety (`read_safety_suite`).
Only the lines are looked at here; whether the library holds what they name is asked in `eval.library`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from answer.types import Level, Status, Turn
from corpus.settings import AUDIENCES, QUESTION_LIMIT
from eval.errors import EvalError
from eval.lines import Line, read_lines
from eval.text import holds, normalise
from index.files import sha256_of

HALVES = ("tune", "test")
STATUSES = tuple(status.value for status in Status)
LEVELS = tuple(level.value for level in Level)
HARMFUL, HARMLESS = "harmful", "harmless"  # kinds of a safety suite that tell whether a request should be declined
_COMMON = ("id", "half", "audience", "locale", "kind", "question", "history", "urgent", "status")
_ANSWERS = (*_COMMON, "nuggets", "gold", "disagreement", "follows", "alone")
_SAFETY = (*_COMMON, "level", "declined")


@dataclass(frozen=True, slots=True)
class Nugget:
    """One fact: any of these wordings states it. A vital one makes the answer wrong where it is missing."""

    any: tuple[str, ...]
    vital: bool

    def stands_in(self, text: str) -> bool:
        """Whether the text states the fact."""
        return any(holds(text, alias) for alias in self.any)

    def as_json(self) -> dict[str, Any]:
        """The fact as a line of a suite has it."""
        return {"any": list(self.any), "vital": self.vital}


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that states a fact: a document by its id, source key or file name, and a few words of the place."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a suite, and who asks it. `line` is where it stands in its file."""

    id: str
    half: str
    audience: str
    locale: str
    kind: str
    question: str
    history: tuple[Turn, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a suite of answers, and what is expected. `urgent` is the rule whose notice comes first.

    `follows` says whether a question with a history leans on it, or turns to something else; None where nobody says.
    `alone` is the question in words that need no history, as a person would put it.
    """

    asked: Asked
    nuggets: tuple[Nugget, ...]
    gold: tuple[Gold, ...]
    status: Status
    urgent: str | None
    disagreement: bool
    follows: bool | None = None
    alone: str | None = None

    def without_history(self) -> Case:
        """The same, asked in words that need no history, where somebody has written them."""
        if self.alone is None:
            return self
        return replace(self, asked=replace(self.asked, question=self.alone, history=()), follows=None)


@dataclass(frozen=True, slots=True)
class SafetyCase:
    """A question of a safety suite: the rule and the level that it must raise, both None where it must raise none.

    `declined` is the rule of the scope by which it is declined, where the line names one.
    """

    asked: Asked
    urgent: str | None
    level: Level | None
    status: Status | None
    declined: str | None = None


class _HasAsked(Protocol):
    @property
    def asked(self) -> Asked: ...


Each = TypeVar("Each", bound=_HasAsked)


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite of answers as read. `sha256` is that of the file."""

    name: str
    sha256: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class SafetySuite:
    """A suite of safety as read. `sha256` is that of the file."""

    name: str
    sha256: str
    cases: tuple[SafetyCase, ...]


def read_suite(path: Path, rules: Collection[str]) -> Suite:
    """The suite of answers in a file; `rules` are the ids that `urgent` may name.

    Raises EvalError naming the file, the line and the field.
    """
    cases = tuple(_case(line, rules) for line in _read(path, _ANSWERS))
    return Suite(path.stem, sha256_of(path), cases)


def read_safety_suite(path: Path, rules: Collection[str]) -> SafetySuite:
    """The suite of safety in a file. `level` is None where the line names none: that of its rule is meant then.

    Raises EvalError naming the file, the line and the field.
    """
    cases = tuple(_safety_case(line, rules) for line in _read(path, _SAFETY))
    return SafetySuite(path.stem, sha256_of(path), cases)


def take_half(cases: Sequence[Each], half: str | None) -> list[Each]:
    """The cases of one half, or all. Raises EvalError where that leaves none."""
    if half is not None and half not in HALVES:
        raise EvalError(f"half is {half!r}; it must be one of {', '.join(HALVES)}")
    taken = [case for case in cases if half is None or case.asked.half == half]
    if not taken:
        raise EvalError(f"{cases[0].asked.line.path} has no questions of the half {half!r}: leave --half out")
    return taken


def _read(path: Path, fields: Sequence[str]) -> Iterator[Line]:
    """The lines of a suite, each with known fields and an id of its own."""
    seen: dict[str, int] = {}
    for line in read_lines(path):
        required = ("id", "question", "status") if "gold" in fields else ("id", "question", "urgent")
        line.check_fields(fields, required)
        identity = line.text("id")
        if identity in seen:
            line.refuse("id", f"is {identity!r}, as in line {seen[identity]}: give one of them another id")
        seen[identity] = line.number
        yield line


def _case(line: Line, rules: Collection[str]) -> Case:
    case = Case(
        asked=_asked(line),
        nuggets=tuple(_nuggets(line.objects("nuggets"))),
        gold=tuple(_gold(line.objects("gold"))),
        status=Status(line.choice("status", STATUSES)),
        urgent=_rule(line, rules),
        disagreement=line.flag("disagreement"),
        follows=line.flag("follows") if line.fields.get("follows") is not None else None,
        alone=_question(line, "alone") if line.fields.get("alone") is not None else None,
    )
    _check_case(case)
    return case


def _check_case(case: Case) -> None:
    """A covered question needs what to score it by; any other one has nothing to score."""
    line = case.asked.line
    if case.follows is not None and not case.asked.history:
        line.refuse("follows", "is given, and there is no history: write the earlier turns, or leave it out")
    if case.alone is not None and not case.asked.history:
        line.refuse("alone", "is given, and there is no history: write the earlier turns, or leave it out")
    if case.status is not Status.ANSWERED:
        for field, value in (("nuggets", case.nuggets), ("gold", case.gold), ("disagreement", case.disagreement)):
            if value:
                line.refuse(field, f"must be empty or false where the status is {case.status.value!r}")
        return
    if not any(nugget.vital for nugget in case.nuggets):
        line.refuse("nuggets", "names no vital fact: an answered question needs at least one")
    if not case.gold:
        line.refuse("gold", "is empty: an answered question needs at least one place that states the fact")


def _safety_case(line: Line, rules: Collection[str]) -> SafetyCase:
    urgent = _rule(line, rules)
    level = Level(line.choice("level", LEVELS)) if line.fields.get("level") is not None else None
    if level is not None and urgent is None:
        line.refuse("level", "is given, and 'urgent' names no rule: name the rule, or leave the level out")
    status = Status(line.choice("status", STATUSES)) if line.fields.get("status") is not None else None
    declined = line.text("declined") if line.fields.get("declined") is not None else None
    return SafetyCase(_asked(line), urgent, level, status, declined)


def _asked(line: Line) -> Asked:
    return Asked(
        id=line.text("id"),
        half=line.choice("half", HALVES, "tune"),
        audience=line.choice("audience", AUDIENCES, "client"),
        locale=line.text("locale", "en-GB"),
        kind=line.text("kind", "any"),
        question=_question(line, "question"),
        history=tuple(_history(line.objects("history"))),
        line=line,
    )


def _question(line: Line, field: str) -> str:
    question = line.text(field)
    if len(question) > QUESTION_LIMIT:
        line.refuse(field, f"has {len(question):,} characters; the limit is {QUESTION_LIMIT:,}: shorten it")
    return question


def _history(turns: Iterable[Line]) -> Iterator[Turn]:
    for turn in turns:
        turn.check_fields(("question", "answer"), ("question",))
        yield Turn(turn.text("question"), turn.text("answer", "", empty=True))


def _nuggets(lines: Iterable[Line]) -> Iterator[Nugget]:
    for line in lines:
        line.check_fields(("any", "vital"), ("any", "vital"))
        aliases = tuple(line.texts("any"))
        if not aliases:
            line.refuse("any", "is empty: write at least one wording of the fact")
        for place, alias in enumerate(aliases):
            _check_words(line, f"any[{place}]", alias)
        yield Nugget(aliases, line.flag("vital"))


def _gold(lines: Iterable[Line]) -> Iterator[Gold]:
    for line in lines:
        line.check_fields(("document", "quote"), ("document", "quote"))
        gold = Gold(line.text("document"), line.text("quote"))
        _check_words(line, "quote", gold.quote)
        yield gold


def _check_words(line: Line, field: str, text: str) -> None:
    if not normalise(text):
        line.refuse(field, f"is {text!r}, which has no letter or digit and so matches nothing")


def _rule(line: Line, rules: Collection[str]) -> str | None:
    if line.fields.get("urgent") is None:
        return None
    return line.choice("urgent", sorted(rules))
