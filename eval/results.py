"""Result folders: a summary, one line for each question and system, and whatever files other tools read.

    summary.json       the figures, and what they were made with
    questions.jsonl    {"id", "system", "kind", "audience", "half", "measures": {…}, …}, one object a line
    …                  run files, answers of others' formats, the report

A folder is written beside its place and moved there whole, so that a run that fails leaves nothing half-written.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.errors import EvalError

SUMMARY, QUESTIONS = "summary.json", "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Results:
    """What a result folder holds."""

    folder: Path
    summary: dict[str, Any]
    rows: list[dict[str, Any]]


def write_results(
    folder: Path, summary: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], files: Mapping[str, str]
) -> None:
    """Write a result folder, in the place of an earlier one. `files` are further files: name and text.

    Raises EvalError where `folder` is there and is no result folder.
    """
    if folder.exists() and not (folder / SUMMARY).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise EvalError(f"{folder} is there and holds no results: name another folder with --out")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        lines = "".join(to_json(row) + "\n" for row in rows)
        for name, text in {SUMMARY: to_json(summary, indent=2) + "\n", QUESTIONS: lines, **files}.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_text(text, encoding="utf-8")
        beside.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def read_results(folder: Path) -> Results:
    """A result folder. Raises EvalError naming the file and line that cannot be read."""
    summary = _parse(folder / SUMMARY, _text(folder / SUMMARY), 1)
    lines = _text(folder / QUESTIONS).split("\n")
    rows = [_parse(folder / QUESTIONS, line, number) for number, line in enumerate(lines, 1) if line.strip()]
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("id"), str) or not isinstance(row.get("measures"), dict):
            raise EvalError(f"{folder / QUESTIONS}, line {number}: no 'id' and 'measures': run `palpate eval` again")
    return Results(folder, summary, rows)


def to_json(value: object, *, indent: int | None = None) -> str:
    """JSON as every file of the bench has it; NaN is a defect of ours and raises ValueError."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise EvalError(f"{path} cannot be read ({reason}): name a folder that `palpate eval` wrote") from None


def _parse(path: Path, line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise EvalError(f"{path}, line {number} is not JSON ({error}): run `palpate eval` again") from None
    if not isinstance(value, dict):
        raise EvalError(f"{path}, line {number} is not an object: run `palpate eval` again")
    return value
