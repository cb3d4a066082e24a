"""Points of words: how they add up, what they raise and keep quiet, and what a file of them must look like."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from answer.errors import SafetyError
from answer.safety import Gate, load_gate
from answer.safety_points import MANY, WINDOW, read_points
from answer.safety_rules import OWN_RULES, PointsRule, read_rules, read_version
from answer.types import Turn

URGENT = "I can't go for a wee and my back hurts"
START = "(start)\t1\t-1\tstroke:0 leg-clot:0"


def gate_with(tmp_path: Path, *lines: str, raised: float = 1.0, quiet: float = -2.0) -> Gate:
    file = tmp_path / "points.tsv"
    file.write_text("\n".join(["# words", START, *lines]) + "\n", encoding="utf-8")
    return Gate(read_rules(OWN_RULES), read_points(PointsRule(file, raised, quiet)))


def rules_with(tmp_path: Path, points: str) -> Path:
    """A copy of the rules with another table [points]."""
    text = OWN_RULES.read_text(encoding="utf-8")
    file = tmp_path / "rules.toml"
    file.write_text(
        text[: text.index("\n[points]\n") + 1] + points + text[text.index("\n[language]\n") :], encoding="utf-8"
    )
    return file


def rule_of(gate: Gate, question: str, *earlier: str) -> str | None:
    notice = gate.check(question, [Turn(each) for each in earlier])
    return None if notice is None else notice.rule


def test_a_word_with_many_points_raises_the_rule_that_it_speaks_for(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t7\t9\tstroke:9 leg-clot:1")
    assert rule_of(gate, "flibbert") == "stroke"


def test_words_that_nobody_knows_make_the_others_count_for_less(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t7\t5\tstroke:9")
    assert rule_of(gate, "flibbert") == "stroke"
    assert rule_of(gate, "flibbert gibbet on the table of my wimple in the grommet quibble brillig") is None


def test_a_denied_word_is_another_word(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t7\t9\tstroke:9")
    assert rule_of(gate, "no flibbert") is None


def test_two_neighbours_have_points_of_their_own(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t1\t0\t", "gibbet\t1\t0\t", "flibbert_gibbet\t7\t9\tstroke:9")
    assert rule_of(gate, "flibbert gibbet") == "stroke"
    assert rule_of(gate, "gibbet flibbert") is None
    assert rule_of(gate, "flibbert. Gibbet") is None, "they stand in two sentences"


def test_harmless_words_keep_a_sign_quiet(tmp_path: Path) -> None:
    assert rule_of(gate_with(tmp_path, "flibbert\t7\t-1\t"), URGENT + " flibbert") == "cauda-equina"
    assert rule_of(gate_with(tmp_path, "flibbert\t20\t-9\t"), URGENT + " flibbert") is None


def test_harmless_words_keep_no_sign_quiet_where_the_rules_do_not_say_below_what(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t20\t-9\t", quiet=-math.inf)
    assert rule_of(gate, URGENT + " flibbert") == "cauda-equina"


def test_harmless_words_in_another_sentence_or_question_hide_no_sign(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t20\t-9\t")
    assert rule_of(gate, f"Flibbert. {URGENT}") == "cauda-equina"
    assert rule_of(gate, f"{URGENT}. Flibbert?") == "cauda-equina"
    assert rule_of(gate, URGENT, "flibbert") == "cauda-equina"
    assert rule_of(gate, "flibbert", URGENT) == "cauda-equina"


def test_more_sentences_than_are_weighed_hide_no_sign(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t20\t-9\t")
    for count in (MANY // 2, MANY, 2 * MANY):
        assert rule_of(gate, "Flibbert. " * count + URGENT) == "cauda-equina"


def test_a_sign_is_quiet_only_where_every_reading_of_what_cannot_be_seen_is_harmless(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t20\t-9\t", "3.5\t7\t2\t")
    assert rule_of(gate, f"flibbert 3.5 {URGENT}") is None
    assert rule_of(gate, f"flibbert 3. 5 {URGENT}") == "cauda-equina"
    assert rule_of(gate, f"flibbert 3.\u200b5 {URGENT}") == "cauda-equina", "the second reading has two sentences"


def test_no_points_silence_the_notice_about_another_language(tmp_path: Path) -> None:
    question = "Warum tut mir die Hüfte weh, wenn ich darauf liege? flibbert"
    assert rule_of(gate_with(tmp_path, "flibbert\t20\t-9\t"), question) == "not-english"


def test_of_a_sign_and_of_points_the_more_urgent_rule_is_shown(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t20\t9\tstroke:9")
    assert rule_of(gate, "one calf is hot and swollen") == "leg-clot"
    assert rule_of(gate, "one calf is hot and swollen flibbert") == "stroke"


def test_a_long_text_is_weighed_in_parts(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t7\t40\tstroke:9")
    before, after = "grommet " * 5 * WINDOW, " wimple" * 5 * WINDOW
    assert rule_of(gate, before + "flibbert" + after) == "stroke"


def test_points_of_two_turns_add_up(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t7\t2.8\tstroke:9", "gibbet\t7\t2.8\tstroke:9")
    assert rule_of(gate, "gibbet") is None
    assert rule_of(gate, "gibbet", "flibbert") == "stroke"


def test_a_rule_that_the_rule_file_does_not_have_is_passed_over(tmp_path: Path) -> None:
    gate = gate_with(tmp_path, "flibbert\t7\t9\tgout:9 stroke:9")
    assert rule_of(gate, "flibbert") == "stroke"


@pytest.mark.parametrize(
    "line",
    [
        "flibbert",
        "flibbert\t1\t1",
        "flibbert\t1\t1\t\t",
        "flibbert\tx\t1\t",
        "flibbert\t-1\t1\t",
        "flibbert\t1\tnan\t",
        "flibbert\t1e9\t1\t",
        f"flibbert\t{'9' * 400}\t1\t",
        "flibbert\t1\t1\tstroke",
        "flibbert\t1\t1\tstroke:x",
        "flibbert\t1\t1\tstroke:1leg-clot:2",
        "\t1\t1\tflibbert:1",
    ],
)
def test_a_line_that_is_none_is_named_with_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(SafetyError, match=r"points\.tsv has in line 4 .*flibbert"):
        gate_with(tmp_path, "gibbet\t1\t1\t", line, "grommet\t1\t1\t")


def test_lines_end_as_on_any_machine_and_the_last_one_need_not(tmp_path: Path) -> None:
    file = tmp_path / "points.tsv"
    file.write_bytes(f"\ufeff# words\r\n\r\n{START}\r\nflibbert\t7\t9\tstroke:9 leg-clot:1 ".encode())
    assert rule_of(Gate(read_rules(OWN_RULES), read_points(PointsRule(file, 1.0))), "flibbert") == "stroke"


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "points.tsv"
    file.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(SafetyError, match=r"points\.tsv cannot be read"):
        read_points(PointsRule(file, 1.0))


def test_a_file_without_its_first_line_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "points.tsv"
    file.write_text("flibbert\t1\t1\t\n", encoding="utf-8")
    with pytest.raises(SafetyError, match="no line"):
        read_points(PointsRule(file, 1.0, -2.0))


def test_a_rule_file_may_do_without_points(tmp_path: Path) -> None:
    assert rule_of(load_gate(rules_with(tmp_path, "")), URGENT) == "cauda-equina"


def test_a_table_of_points_may_do_without_quiet(tmp_path: Path) -> None:
    file = rules_with(tmp_path, '[points]\nfile = "safety_points.tsv"\nraised = 1.0\n')
    harmless = "that yoga class beat me up, how long should I rest?"
    assert rule_of(load_gate(), harmless) is None
    assert rule_of(load_gate(file), harmless) == "abuse"


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ('file = "nowhere.tsv"\nraised = 1.0\nquiet = -2.0', "nowhere.tsv"),
        ('file = "no\\u0000where.tsv"\nraised = 1.0', r"rules\.toml: \[points\] file is 'no\\x00where.tsv'"),
        (f'file = "{"n" * 300}.tsv"\nraised = 1.0', r"rules\.toml: \[points\] file is 'n{300}\.tsv'"),
        ('file = "."\nraised = 1.0', r"rules\.toml: \[points\] file is '\.'"),
        ('file = "safety_points.tsv"', "'raised' is missing"),
        ('file = "safety_points.tsv"\nraised = nan', "raised is nan"),
        ('file = "safety_points.tsv"\nraised = -3.0\nquiet = -2.0', "-3.0"),
        ('file = "safety_points.tsv"\nraised = true\nquiet = -2.0', "True"),
    ],
)
def test_a_faulty_table_of_points_is_named(tmp_path: Path, table: str, named: str) -> None:
    file = rules_with(tmp_path, f"[points]\n{table}\n")
    with pytest.raises(SafetyError, match=named):
        load_gate(file)
    with pytest.raises(SafetyError, match=named):
        read_version(file)


def test_everyday_words_alone_are_not_raised_by_points_however_many_they_have(tmp_path: Path) -> None:
    file = tmp_path / "points.tsv"
    file.write_text("\n".join([START, "myself\t7\t9\tstroke:9", "gibbet\t7\t0\t"]) + "\n", encoding="utf-8")
    everyday = frozenset({"could", "i", "stretch", "it", "myself"})
    gate = Gate(read_rules(OWN_RULES), read_points(PointsRule(file, 1.0, -2.0, everyday)))
    assert rule_of(gate, "could I stretch it myself?") is None
    assert rule_of(gate, "could I stretch it myself, gibbet?") == "stroke"
    assert rule_of(gate, "could I stretch it myself?", "gibbet") == "stroke", "what was said before tells as well"
    assert rule_of(gate, "I can't stretch it myself") == "stroke", "a no is no everyday word"
    assert rule_of(gate, "could I stretch it myself, I can't wee and my back hurts") == "cauda-equina"


def test_everyday_words_of_the_rules_are_none_that_tell_how_somebody_is() -> None:
    points = read_rules(OWN_RULES).points
    assert points is not None
    assert points.everyday
    told = {"pain", "hurt", "hurts", "numb", "sore", "no", "not", "cant", "want", "end", "stop", "die"}
    assert not points.everyday & told
