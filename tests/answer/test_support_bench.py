"""The bench of verification: how a line of its file is read, and what its shares count."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from answer.support import Cited
from bench import support

TRUE = {
    "id": "1",
    "title": "Soleus",
    "heading": "Action",
    "quote": "It bends the ankle.",
    "text": "The ankle is bent by it.",
}
FALSE = TRUE | {"id": "2", "text": "It extends the ankle."}


def test_a_line_has_one_citation_or_several() -> None:
    several = {"quotes": ["A.", "B."], "titles": ["One", "Two"], "headings": [["Top", "Below"], "Other"]}
    assert support.cited(TRUE) == [Cited("It bends the ankle.", "Soleus", ("Action",))]
    assert support.cited(several) == [Cited("A.", "One", ("Top", "Below")), Cited("B.", "Two", ("Other",))]


def test_kept_and_caught_are_counted_by_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sentences.jsonl"
    lines = (TRUE | {"kind": "paraphrase"}, FALSE | {"kind": "paraphrase"}, FALSE | {"kind": "relation"})
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["support.py", str(file), "--show"])
    support.main()
    printed = capsys.readouterr().out
    assert "2 paraphrase: relation" in printed
    assert "paraphrase      1 of    2   50.0 %" in printed
    assert "all faults      1 of    1  100.0 %" in printed
