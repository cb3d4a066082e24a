"""docs/evaluate.md: what it gives as an example works, and it defines what there is to measure."""

from __future__ import annotations

import re
from pathlib import Path

from eval.gate import read_floors
from eval.glossary import GLOSSARY
from eval.suites import read_safety_suite, read_suite

PAGE = Path(__file__).parents[2] / "docs" / "evaluate.md"
RULES = ("cauda-equina",)


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_its_suites_can_be_read(tmp_path: Path) -> None:
    answers, safety = examples("json")
    assert len(read_suite(write(tmp_path / "mine.jsonl", answers), RULES).cases) == 4
    assert len(read_safety_suite(write(tmp_path / "signs.jsonl", safety), RULES).cases) == 3


def test_the_words_of_its_suite_stand_in_its_note(tmp_path: Path) -> None:
    note = " ".join(examples("markdown")[0].split())
    for case in read_suite(write(tmp_path / "mine.jsonl", examples("json")[0]), RULES).cases:
        assert all(gold.quote in note for gold in case.gold)
        assert all(nugget.stands_in(note) for nugget in case.nuggets)


def test_its_floors_can_be_read(tmp_path: Path) -> None:
    floors = read_floors(write(tmp_path / "floors.toml", examples("toml")[-1]))
    assert len(floors.floors) == 5
    assert floors.drops == {"correct": 0.02}


def test_it_defines_every_measure_and_which_way_is_better() -> None:
    defined = {
        measure: line.split("|")[3].strip()
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.count("|") == 4
        for measure in re.findall("`([^`]+)`", line.split("|")[1])
        if measure in GLOSSARY
    }
    assert defined == {measure: meaning.better.value for measure, meaning in GLOSSARY.items()}
