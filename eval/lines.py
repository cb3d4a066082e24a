"""Files of one JSON object a line, read so that every complaint names the file, the line and the field.

Knows nothing of what the fields mean: `eval.suites` and `eval.answer_files` say which there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as shorten
from typing import Any, NoReturn

from eval.errors import EvalError


@dataclass(frozen=True, slots=True)
class Line:
    """One object: a whole line, or one that stands inside it, where `within` is its place such as `gold[0].`."""

    path: Path
    number: int
    fields: Mapping[str, Any]
    within: str = ""

    def refuse(self, field: str, problem: str) -> NoReturn:
        """Raise EvalError about one field."""
        raise EvalError(f"{self.path}, line {self.number}: '{self.within}{field}' {problem}")

    def check_fields(self, known: Collection[str], required: Collection[str] = ()) -> None:
        """Raise EvalError for a field that is not known or one that is missing."""
        for field in self.fields:
            if field not in known:
                self.refuse(field, f"is not known; there are {', '.join(known)}")
        for field in required:
            if field not in self.fields:
                self.refuse(field, "is missing: add it")

    def text(self, field: str, default: str | None = None, *, empty: bool = False) -> str:
        """The text of a field; `default` where the line has none, and an empty text only where that is allowed."""
        if field not in self.fields and default is not None:
            return default
        value = self._of(field, str, "text")
        if not empty and not value.strip():
            self.refuse(field, "is empty: write something")
        try:
            value.encode()
        except UnicodeEncodeError:
            self.refuse(field, "holds half a character (a lone surrogate): write the whole one")
        return str(value)

    def choice(self, field: str, choices: Sequence[str], default: str | None = None) -> str:
        """A text that must be one of a few."""
        value = self.text(field, default)
        if value not in choices:
            self.refuse(field, f"is {shorten(value)}; it must be one of {', '.join(choices)}")
        return value

    def flag(self, field: str, *, default: bool = False) -> bool:
        """Whether a field is true."""
        return bool(self._of(field, bool, "true or false")) if field in self.fields else default

    def whole(self, field: str, default: int | None = None) -> int:
        """A whole number."""
        if field not in self.fields and default is not None:
            return default
        return int(self._of(field, int, "a whole number"))

    def wholes(self, field: str) -> list[int]:
        """A list of whole numbers, empty where the line has none."""
        values = self._list(field)
        if not all(type(value) is int for value in values):
            self.refuse(field, f"is {shorten(values)}; it must be a list of whole numbers")
        return values

    def texts(self, field: str) -> list[str]:
        """A list of texts, none of them empty."""
        members = self._members(field)
        return [members.text(name) for name in members.fields]

    def object(self, field: str) -> Line:
        """The object of a field."""
        return Line(self.path, self.number, self._of(field, dict, "an object"), f"{self.within}{field}.")

    def objects(self, field: str) -> list[Line]:
        """The objects of a list, empty where the line has none."""
        members = self._members(field)
        return [members.object(name) for name in members.fields]

    def _members(self, field: str) -> Line:
        """The members of a list, by their places."""
        members = {f"{field}[{place}]": value for place, value in enumerate(self._list(field))}
        return Line(self.path, self.number, members, self.within)

    def _list(self, field: str) -> list[Any]:
        return list(self._of(field, list, "a list")) if field in self.fields else []

    def _of(self, field: str, wanted: type, name: str) -> Any:
        if field not in self.fields:
            self.refuse(field, "is missing: add it")
        value = self.fields[field]
        if type(value) is not wanted:  # true is an int in Python, and no number here
            self.refuse(field, f"is {shorten(value)}; it must be {name}")
        return value


def read_lines(path: Path) -> list[Line]:
    """The objects of a file. Raises EvalError where it cannot be read, holds none, or a line is no object."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EvalError(f"{path} cannot be read ({error.strerror}): check its name and its permissions") from None
    except UnicodeDecodeError as error:
        raise EvalError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8") from None
    # By line feeds only: other separators of lines may stand inside a text.
    lines = [_parse(path, number, line) for number, line in enumerate(content.split("\n"), 1) if line.strip()]
    if not lines:
        raise EvalError(f"{path} holds no lines: write one JSON object a line")
    return lines


def _parse(path: Path, number: int, line: str) -> Line:
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise EvalError(f"{path}, line {number} is not JSON ({error}): mend that line") from None
    if not isinstance(value, dict):
        raise EvalError(f"{path}, line {number} is not an object: write one JSON object a line")
    return Line(path, number, value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
