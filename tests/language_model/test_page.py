"""docs/language-model.md: it names every setting, and every reason why a model did not write."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from answer.writing import WHY
from corpus.settings import LanguageModelSettings

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "language-model.md").read_text(encoding="utf-8")


def test_the_page_names_every_setting() -> None:
    assert not [one.name for one in fields(LanguageModelSettings) if f"| `{one.name}` |" not in PAGE]


def test_the_page_names_every_reason() -> None:
    rows = "\n".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `"))
    assert not [reason for reason in WHY if f"`{reason}`" not in rows]


def test_the_page_says_what_is_set_unless_told_otherwise() -> None:
    """The last column of the table of settings."""
    rows = {line.split("`")[1]: line.split("|")[-2].strip() for line in PAGE.splitlines() if line.startswith("| `")}
    for one in fields(LanguageModelSettings):
        default = one.default
        shown = f"{default:g}" if isinstance(default, int | float) else str(default) or "empty"
        assert rows[one.name] == shown, one.name
