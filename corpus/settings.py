"""What can be chosen, in one place: a settings file, the environment above it, flags above both.

Every field has a default that works. `palpate.toml` uses the same names, grouped in tables ([search], [answer],
[ingest]); the environment writes them in capitals: PALPATE_EMBEDDER, PALPATE_SEARCH_DENSE_WEIGHT.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
    """How hits are found. `dense_weight` 0 is lexical only, 1 is vectors only; `reranker` "" is none."""

    dense_weight: float = 0.6
    candidates: int = 150  # per list, before fusion
    reranker: str = ""  # a cross-encoder by hub name or path


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How answers are chosen. `confidence` is that of `answer.judge`."""

    passages: int = 20  # read for each question
    units: int = 8  # a list counts as one
    words: int = 180
    nearest: int = 3  # shown when the library does not hold the answer
    confidence: float = 0.45  # below it the library is said not to hold the answer
    keep: float = 0.3  # further sentences are at least this likely an answer, the best one being 1


@dataclass(frozen=True, slots=True)
class SafetySettings:
    """Which signs stop everything, and what is out of scope: files of a clinic's own; "" is what comes with Palpate."""

    rules: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Who may do what over HTTP, and how much. Lists are separated by commas.

    With `admin_key` "" nobody may change or export; with `key` "" everybody may ask.
    """

    admin_key: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    hosts: str = ""  # names that the server goes by; "" is any, or this machine alone where only it can connect
    origins: str = ""  # other sites whose pages may call the API, such as https://clinic.example
    proxies: str = ""  # addresses of proxies that are believed in who asks
    rate: int = 120  # requests a minute of one client; 0 is no limit
    answers_at_once: int = 2
    queue: int = 32  # requests that wait for their turn
    wait: float = 2.0  # seconds until one of them is refused
    connections: int = 500
    patience: float = 30.0  # seconds that a client may take to send a request, or not read what it is sent
    feedback: str = "off"  # "on" keeps what people send about an answer, for 30 days
    log: str = "text"  # or "json", one object a line


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """A language model that writes answers from what was found; with `address` "" none does."""

    address: str = ""  # of an OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1
    model: str = ""  # what it is called there; a server of one model needs no name
    key: str = field(default="", repr=False)
    seconds: float = 15.0  # until an answer must be whole, however far the model is
    evidence_tokens: int = 700  # of the notes that it is given
    answer_tokens: int = 300  # that it may write
    at_once: int = 2  # answers written at once; all others come as they are in the notes
    entailment_model: str = ""  # at the same address, asked last whether a note says what was written; "" is none
    rewrite_follow_ups: str = "off"  # "on" lets it make a question whole that leans on earlier ones


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of Palpate. `embedder` "" is the built-in model."""

    embedder: str = ""
    audience: str = "client"
    locale: str = "en-GB"
    ingest: IngestSettings = field(default_factory=IngestSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)
    safety: SafetySettings = field(default_factory=SafetySettings)
    server: ServerSettings = field(default_factory=ServerSettings)
    language_model: LanguageModelSettings = field(default_factory=LanguageModelSettings)


AUDIENCES = ("client", "therapist")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "audience": AUDIENCES,
    "feedback": ("off", "on"),
    "log": ("text", "json"),
    "rewrite_follow_ups": ("off", "on"),
}
QUESTION_LIMIT = 4_000  # characters
RANGES: Mapping[str, tuple[float, float]] = {
    "file_limit": (1, math.inf),
    "fetch_timeout": (0.1, 3600),
    "passage_tokens": (1, math.inf),
    "dense_weight": (0, 1),
    "candidates": (1, math.inf),
    "passages": (1, math.inf),
    "units": (1, math.inf),
    "words": (1, math.inf),
    "nearest": (0, math.inf),
    "confidence": (0, 1),
    "keep": (0, 1),
    "rate": (0, 1_000_000),
    "answers_at_once": (1, 64),
    "queue": (0, 10_000),
    "wait": (0, 60),
    "connections": (10, 10_000),
    "patience": (0.1, 3600),
    "seconds": (1, 600),
    "evidence_tokens": (50, 100_000),
    "answer_tokens": (20, 10_000),
    "at_once": (1, 64),
}
ADDRESS = r"[0-9a-fA-F.:]+(/\d{1,3})?"
HOST = r"(\*\.)?[A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\]"
FORMS: Mapping[str, tuple[str, str]] = {  # of text that is not free, or of each entry where it is a list
    "admin_key": (r"[!-~]+", "printable ASCII characters without spaces"),
    "key": (r"[!-~]+", "printable ASCII characters without spaces"),
    "hosts": (HOST, "names of hosts without a port, as notes.example, *.clinic.example"),
    "origins": (r"https?://[^/\s*]+", "origins without a path, as https://clinic.example"),
    "proxies": (ADDRESS, "addresses or networks, as 10.0.0.1, 10.0.0.0/8"),
    "address": (r"https?://[^\s/@?#]+(/[^\s@?#]*)?", "an address without user or query, as http://127.0.0.1:8080/v1"),
}
LISTS = ("hosts", "origins", "proxies")
SECRETS = ("admin_key", "key")
NAMES = {int: "a whole number", float: "a number", str: "text"}


def listed(value: str) -> list[str]:
    """The entries of a setting that is a list."""
    return [entry.strip() for entry in value.split(",") if entry.strip()]


def load_settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Settings from `path` (or ./palpate.toml where it exists), then from PALPATE_… variables.

    Raises SettingsError naming the file or variable, the value and what is possible.
    """
    if path is not None and not path.is_file():
        raise SettingsError(f"no settings file at {path}: check --config, or leave it out for the defaults")
    file = path or Path("palpate.toml")
    settings = Settings()
    if file.is_file():
        settings = _apply(settings, _read(file), str(file))
    changed: Settings = _apply_environment(settings, environment, "PALPATE")
    return changed


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}): check its permissions") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not valid TOML ({error}): mend that line") from None


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
            _refuse_other_type(value, type(known[name]), f"{where}: {name}")
            changes[name] = _convert(name, value, type(known[name]), f"{where}: {name}")
    return replace(settings, **changes)


def _apply_environment(settings: Any, environment: Mapping[str, str], prefix: str) -> Any:
    changes: dict[str, Any] = {}
    for item in fields(settings):
        value, variable = getattr(settings, item.name), f"{prefix}_{item.name}".upper()
        if is_dataclass(value):
            changes[item.name] = _apply_environment(value, environment, variable)
        elif variable in environment:
            changes[item.name] = _convert(item.name, environment[variable], type(value), variable)
    return replace(settings, **changes)


def _refuse_other_type(value: object, wanted: type, where: str) -> None:
    """A file can say what type it means, so "3" is no number there, and 3.7 no whole one."""
    shown = "something else" if where.endswith(SECRETS) else repr(value)
    fits = isinstance(value, (int, float) if wanted is float else wanted) and not isinstance(value, bool)
    if not fits:
        raise SettingsError(f"{where} is {shown}; it must be {NAMES[wanted]}")


def _refuse_other_form(name: str, value: str, where: str) -> None:
    form, described = FORMS[name]
    for entry in listed(value) if name in LISTS else [value]:
        if entry and not (re.fullmatch(form, entry) and (name != "address" or _names_host(entry))):
            shown = "" if name in SECRETS or "@" in entry else f" {entry!r}"  # an address may hold a password
            raise SettingsError(f"{where} holds{shown} what it must not; it must be {described}")


def _names_host(address: str) -> bool:
    """Whether an address has a host, and a port where it says so: brackets may hold what is no IPv6."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _convert(name: str, value: Any, wanted: type, where: str) -> object:
    """The value in the type of the setting, within its range."""
    try:
        converted = wanted(value)
    except ValueError:
        raise SettingsError(f"{where} is {value!r}; it must be {NAMES[wanted]}") from None
    if name in CHOICES and converted not in CHOICES[name]:
        raise SettingsError(f"{where} is {value!r}; it must be one of {', '.join(CHOICES[name])}")
    if name in FORMS and isinstance(converted, str):
        _refuse_other_form(name, converted, where)
    least, most = RANGES.get(name, (-math.inf, math.inf))
    if wanted is not str and not least <= converted <= most:
        limits = f"at least {least:g}" if most == math.inf else f"from {least:g} to {most:g}"
        raise SettingsError(f"{where} is {value!r}; it must be {limits}")
    return converted
