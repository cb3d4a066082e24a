"""The bench of verification: how a line of its file is read, and what its shares count."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from answer.support import Cited, check
from bench import support
from index.extras import GLOSSARY

LIBRARY = GLOSSARY.parent
SUITE = LIBRARY.parents[1] / "eval" / "suites" / "written.jsonl"

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


def test_one_half_is_judged_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sentences.jsonl"
    lines = (TRUE | {"kind": "paraphrase", "half": "test"}, FALSE | {"kind": "relation", "half": "tune"})
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["support.py", str(file), "--half", "test"])
    support.main()
    assert "all faults      0 of    0" in capsys.readouterr().out


def test_an_entailment_model_needs_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["support.py", str(tmp_path / "none.jsonl"), "--entailment-model", "judge"])
    with pytest.raises(SystemExit, match="--address"):
        support.main()


def test_each_quote_of_the_suite_stands_in_its_note_and_no_note_in_both_halves() -> None:
    lines = support.read_lines(SUITE)
    notes = {file.name: " ".join(file.read_text(encoding="utf-8").split()) for file in LIBRARY.glob("*.md")}
    halves: dict[str, set[str]] = {"tune": set(), "test": set()}
    for line in lines:
        documents = line.get("documents", [line["document"]])
        halves[line["half"]].update(documents)
        assert all(any(one.quote in notes[name] for name in documents) for one in support.cited(line)), line["id"]
    assert all(halves.values())
    assert not halves["tune"] & halves["test"]


def test_most_faults_of_the_half_that_no_rule_was_made_for_are_caught() -> None:
    lines = [line for line in support.read_lines(SUITE) if line["half"] == "test" and line["kind"] != support.TRUE]
    caught = sum(not check(line["text"], support.cited(line)).is_carried for line in lines)
    assert caught >= 0.95 * len(lines)
