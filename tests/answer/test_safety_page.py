"""The page about safety tells of every rule what the files say."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.safety_rules import OWN_RULES, Rule, read_rules
from answer.scope import OWN_SCOPE

PAGE = (Path(__file__).parents[2] / "docs" / "safety.md").read_text(encoding="utf-8")
RULES = read_rules(OWN_RULES).rules
SCOPE = read_rules(OWN_SCOPE, of_scope=True).rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_stands_there_with_its_level_and_its_sources(rule: Rule) -> None:
    assert f"| `{rule.id}` | {rule.level} | {'; '.join(rule.sources)} |" in PAGE


@pytest.mark.parametrize("rule", SCOPE, ids=lambda rule: rule.id)
def test_each_rule_of_the_scope_stands_there_with_what_it_rests_on(rule: Rule) -> None:
    assert f"| `{rule.id}` | {rule.name} | {'; '.join(rule.sources)} |" in PAGE


def test_no_other_rule_stands_there() -> None:
    assert sum(line.startswith("| `") and line.count(" | ") == 2 for line in PAGE.splitlines()) >= len(RULES + SCOPE)
    named = {
        line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `") and "[" not in line.split("`")[1]
    }
    assert named == {rule.id for rule in (*RULES, *SCOPE)}


def test_a_review_by_a_clinician_is_asked_for() -> None:
    assert "A clinician must review them before you put Palpate before the public" in PAGE
