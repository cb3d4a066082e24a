"""What can be chosen, in one place: a settings file, the environment above it, flags above both.

Every field has a default that works. `palpate.toml` uses the same names, grouped in tables ([search], [answer],
[ingest]); the environment writes them in capitals: PALPATE_EMBEDDER, PALPATE_SEARCH_DENSE_WEIGHT.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import PalpateError


class SettingsError(PalpateError):
    """A settings file, variable or value that cannot be used."""


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """How sources are read and split. Sizes in bytes and in tokens of the embedder."""

    file_limit: int = 50_000_000
    fetch_timeout: float = 20.0  # seconds
    passage_tokens: int = 140  # a passage grows to this size, heading not counted


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How hits are found. `dense_weight` 0 is lexical only, 1 is vectors only."""

    dense_weight: float = 0.5
    candidates: int = 100  # per list, before fusion


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How answers are chosen. Thresholds are on the scales explained in `answer.evidence`."""

    passages: int = 12  # read for each question
    units: int = 8  # a list counts as one
    words: int = 180
    nearest: int = 3  # shown when the library does not hold the answer
    coverage: float = 0.62  # least share of what was asked that the evidence names
    strong_coverage: float = 0.8
    similarity: float = 0.4  # least cosine of question and best sentence
    keep: float = 0.8  # further sentences score at least this share of the best one


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of Palpate. `embedder` "" is the built-in model."""

    embedder: str = ""
    audience: str = "client"
    locale: str = "en-GB"
    ingest: IngestSettings = field(default_factory=IngestSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)


AUDIENCES = ("client", "therapist")
QUESTION_LIMIT = 4_000  # characters


def load_settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Settings from `path` (or ./palpate.toml where it exists), then from PALPATE_… variables.

    Raises SettingsError naming the file or variable, the value and what is possible.
    """
    if path is not None and not path.is_file():
        raise SettingsError(f"no settings file at {path}: check --config, or leave it out for the defaults")
    file = path or Path("palpate.toml")
    settings = Settings()
    if file.is_file():
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file} is not valid TOML ({error}): mend that line") from None
        settings = _apply(settings, table, str(file))
    return _check(_apply_environment(settings, environment))


def _apply(settings: Any, table: Mapping[str, Any], where: str) -> Any:
    known = {item.name: getattr(settings, item.name) for item in fields(settings)}
    changes: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise SettingsError(f"{where}: unknown setting {name!r}; there are {', '.join(sorted(known))}")
        if is_dataclass(known[name]):
            if not isinstance(value, Mapping):
                raise SettingsError(f"{where}: {name!r} is a table; write [{name}]")
            changes[name] = _apply(known[name], value, f"{where} [{name}]")
        else:
            changes[name] = _convert(value, type(known[name]), f"{where}: {name}")
    return replace(settings, **changes)


def _convert(value: object, wanted: type, where: str) -> object:
    try:
        if isinstance(value, bool) or (wanted is str and not isinstance(value, str)):
            raise ValueError
        return wanted(value)  # type: ignore[call-arg]
    except (TypeError, ValueError):
        raise SettingsError(f"{where} is {value!r}; it must be of type {wanted.__name__}") from None


def _apply_environment(settings: Settings, environment: Mapping[str, str]) -> Settings:
    table: dict[str, Any] = {}
    for item in fields(settings):
        value = getattr(settings, item.name)
        if is_dataclass(value):
            inner = {
                part.name: environment[variable]
                for part in fields(value)
                if (variable := f"PALPATE_{item.name}_{part.name}".upper()) in environment
            }
            if inner:
                table[item.name] = inner
        elif (variable := f"PALPATE_{item.name}".upper()) in environment:
            table[item.name] = environment[variable]
    changed: Settings = _apply(settings, table, "environment PALPATE_…")
    return changed


def _check(settings: Settings) -> Settings:
    if settings.audience not in AUDIENCES:
        raise SettingsError(f"audience is {settings.audience!r}; it must be one of {', '.join(AUDIENCES)}")
    if not 0 <= settings.search.dense_weight <= 1:
        raise SettingsError(f"search.dense_weight is {settings.search.dense_weight}; it must lie between 0 and 1")
    for name in ("passages", "units", "words"):
        if getattr(settings.answer, name) < 1:
            raise SettingsError(f"answer.{name} is {getattr(settings.answer, name)}; it must be at least 1")
    return settings
