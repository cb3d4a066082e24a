"""What Palpate does not answer although nothing is urgent: verdicts on the asker, doses, harm, and the like.

The gate of `answer.safety` says what is urgent and comes first; this says what is out of scope. Both look for signs in
the same way. The rules are data (`scope_rules.toml`, or a clinic's own file).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from answer.safety_lexicon import Lexicon
from answer.safety_points import Points, read_points
from answer.safety_reader import Reading, read
from answer.safety_rules import Rule, RuleFile, SignSet, read_rules
from answer.safety_scope import Scopes
from answer.safety_signs import Signs
from answer.types import Refusal, Turn

OWN_SCOPE = Path(__file__).with_name("scope_rules.toml")
TURNS = 6  # earlier questions that a follow-up may lean on
_Read = tuple[Reading, Scopes]


class Scope:
    """A rule set, ready to be asked. Threads may share it; nothing in it depends on the last question.

    `version` names the rules, `rules` their ids in the order in which they are tried.
    """

    def __init__(self, rules: RuleFile, points: Points | None = None) -> None:
        self.version = rules.version
        self.rules = tuple(rule.id for rule in rules.rules)
        self._rules = rules.rules
        self._lexicon = Lexicon(rules)
        self._signs = Signs(rules, self._lexicon)
        self._points = points

    def check(self, question: str, history: Sequence[Turn] = (), *, audience: str = "client") -> Refusal | None:
        """The refusal of the first rule that this question falls under; None where it may be answered.

        What is declined stands in the question itself. Earlier questions only say what it speaks of: in "and how many
        can I take?" the medicine. So one declined question does not decline those after it.
        """
        readings = self._read([question])
        rule = self._by_signs(readings, history) or self._by_points(readings)
        return None if rule is None else Refusal(rule.id, rule.messages.get(audience, rule.messages["client"]))

    def _by_signs(self, readings: Sequence[_Read], history: Sequence[Turn]) -> Rule | None:
        now = self._find(readings)
        if not now:
            return None
        for rule in self._rules:
            if any(_is_met(each, now) for each in rule.sign_sets):
                return rule
        earlier = [turn.question for turn in history[-TURNS:]]
        if not earlier or not any(_may_be_met(each, now) for rule in self._rules for each in rule.sign_sets):
            return None
        said = now | self._find(self._read(earlier))
        for rule in self._rules:
            if any(_may_be_met(each, now) and _is_met(each, said) for each in rule.sign_sets):
                return rule
        return None

    def _by_points(self, readings: Sequence[_Read]) -> Rule | None:
        """The rule that the words speak for most, where they have points enough."""
        if self._points is None:
            return None
        likely = max((self._points.weigh(*each) for each in readings), key=lambda weighed: weighed.points).rules
        return next((rule for id in likely for rule in self._rules if rule.id == id), None)

    def _read(self, texts: Sequence[str]) -> list[_Read]:
        return [(reading, self._signs.scopes(reading)) for reading in read(texts, self._lexicon)]

    def _find(self, readings: Iterable[_Read]) -> set[str]:
        return {sign for reading, scopes in readings for sign in self._signs.find(reading, scopes)}


def load_scope(path: Path | None = None) -> Scope:
    """The scope by the rules in this file (those that come with Palpate, where there is none).

    Raises SafetyError naming the file, the place in it and the remedy.
    """
    rules = read_rules(path or OWN_SCOPE, of_scope=True)
    return Scope(rules, None if rules.points is None else read_points(rules.points))


def _is_met(signs: SignSet, found: set[str]) -> bool:
    return found.issuperset(signs.all_of) and found.isdisjoint(signs.none_of)


def _may_be_met(signs: SignSet, found: set[str]) -> bool:
    """Whether the first sign of several is there, which says what is asked; the rest may have been said before."""
    return len(signs.all_of) > 1 and signs.all_of[0] in found and found.isdisjoint(signs.none_of)
