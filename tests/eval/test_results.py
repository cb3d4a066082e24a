"""Result folders: written whole or not at all, and read back with the place of what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.errors import EvalError
from eval.results import read_results, to_json, write_results

SUMMARY: dict[str, Any] = {"task": "retrieval", "queries": 2}
ROWS = [{"id": "q1", "system": "dense", "measures": {"P@1": 1.0}}, {"id": "q2", "system": "dense", "measures": {}}]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    write_results(folder, SUMMARY, ROWS, {"runs/dense.trec": "q1 Q0 d1 1 0.5 dense\n"})
    read = read_results(folder)
    assert (read.folder, read.summary, read.rows) == (folder, SUMMARY, ROWS)
    assert names(folder) == ["questions.jsonl", "runs/dense.trec", "summary.json"]
    assert (folder / "runs" / "dense.trec").read_text(encoding="utf-8") == "q1 Q0 d1 1 0.5 dense\n"


def test_separators_of_lines_inside_a_text_do_not_part_a_row(tmp_path: Path) -> None:
    rows = [{"id": "q1", "measures": {}, "question": "One\u2028two\u0085three\x0bfour"}]
    write_results(tmp_path / "out", SUMMARY, rows, {})
    assert read_results(tmp_path / "out").rows == rows


def test_the_same_results_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_results(tmp_path / name, SUMMARY, ROWS, {"extra.txt": "Ménière\n"})
    for name in names(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_earlier_results_are_replaced_whole(tmp_path: Path) -> None:
    write_results(tmp_path / "out", SUMMARY, ROWS, {"runs/old.trec": "x"})
    write_results(tmp_path / "out", {"task": "safety"}, [], {})
    assert names(tmp_path / "out") == ["questions.jsonl", "summary.json"]
    assert read_results(tmp_path / "out").summary == {"task": "safety"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_results(tmp_path / "out", {"mean": float("nan")}, ROWS, {})
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_fails_leaves_earlier_results_alone(tmp_path: Path) -> None:
    write_results(tmp_path / "out", SUMMARY, ROWS, {})
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_results(tmp_path / "out", SUMMARY, [{"mean": float("inf")}], {})
    assert read_results(tmp_path / "out").rows == ROWS


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("mine", encoding="utf-8")
    with pytest.raises(EvalError, match="--out"):
        write_results(tmp_path, SUMMARY, ROWS, {})
    assert names(tmp_path) == ["note.md"]


def test_an_empty_folder_may_be_used_and_a_file_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_results(tmp_path / "empty", SUMMARY, ROWS, {})
    assert read_results(tmp_path / "empty").summary == SUMMARY
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EvalError, match="--out"):
        write_results(tmp_path / "file", SUMMARY, ROWS, {})


def test_letters_of_all_alphabets_stay_readable() -> None:
    assert to_json({"text": "Ménière – боль"}) == '{"text": "Ménière – боль"}'


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        pytest.param("summary.json", "{", r"summary\.json, line 1 is not JSON", id="half a summary"),
        pytest.param("summary.json", "[]", r"summary\.json, line 1 is not an object", id="a list for a summary"),
        pytest.param("questions.jsonl", '{"id": "q1", "measures": {}}\n{', r"line 2 is not JSON", id="half a row"),
        pytest.param("questions.jsonl", '{"id": "q1"}\n', r"line 1: no 'id' and 'measures'", id="no measures"),
        pytest.param("questions.jsonl", '{"id": 1, "measures": {}}\n', r"line 1: no 'id'", id="id no text"),
    ],
)
def test_a_damaged_folder_is_named(tmp_path: Path, file: str, text: str, says: str) -> None:
    write_results(tmp_path / "out", SUMMARY, ROWS, {})
    (tmp_path / "out" / file).write_text(text, encoding="utf-8")
    with pytest.raises(EvalError, match=says):
        read_results(tmp_path / "out")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"nowhere/summary\.json cannot be read"):
        read_results(tmp_path / "nowhere")
