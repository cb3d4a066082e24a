"""The gate: from a question and the turns before it to a notice, by rules, before anything is retrieved.

The rules are data (`safety_rules.toml`, or a clinic's own file). The modules beside it, in the order they are used:
`safety_rules` reads the file and `safety_lexicon` takes up its words; `safety_text` and `safety_spelling` make plain
what was typed, `safety_reader` finds the words in it, `safety_signs` the signs; `safety_scope` says which do not count.
`safety_language` knows a question that is not in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from answer.places import region_of, tag_of
from answer.safety_language import Language
from answer.safety_lexicon import Lexicon
from answer.safety_points import Points, Weighed, read_points
from answer.safety_reader import read
from answer.safety_rules import ANOTHER_LANGUAGE, OTHER, OWN_RULES, Rule, RuleFile, read_rules
from answer.safety_signs import Signs
from answer.types import Contact, Level, Notice, Turn

TURNS = 6  # earlier questions that count


class Gate:
    """A rule set, ready to be asked. Threads may share it; nothing in it depends on the last question.

    `version` names the rules, and those of the scope where they are told; `rules` are their ids in the order of the
    file, `levels` the level of each.
    """

    def __init__(self, rules: RuleFile, points: Points | None = None, *, scope_version: str = "") -> None:
        self.version = f"{rules.version}, scope {scope_version}" if scope_version else rules.version
        self.levels = {rule.id: rule.level for rule in rules.rules}
        self.rules = tuple(self.levels)
        self._contacts = rules.contacts
        self._rules = _by_urgency(rules.rules)
        self._lexicon = Lexicon(rules)
        self._signs = Signs(rules, self._lexicon)
        self._points = points
        self._language = Language(rules.phrases["english"], rules.phrases["foreign"], self._lexicon.spelling.known)

    def check(
        self, question: str, history: Sequence[Turn] = (), *, locale: str = "en-GB", audience: str = "client"
    ) -> Notice | None:
        """The notice that this question raises, the most urgent where there are several; None where there is none.

        The questions of the last `TURNS` turns count as well; their answers are not read.
        """
        texts = [*(turn.question for turn in history[-TURNS:]), question]
        signs: set[str] = set()
        weighed: list[Weighed] = []
        for reading in read(texts, self._lexicon):
            scopes = self._signs.scopes(reading)
            signs |= self._signs.find(reading, scopes)
            if self._points is not None:
                weighed.append(self._points.weigh(reading, scopes))
        if self._language.is_another(question):
            signs.add(ANOTHER_LANGUAGE)
        raised = self._raised(signs, weighed)
        return self._notice(raised, locale, audience) if raised else None

    def _raised(self, signs: set[str], weighed: Sequence[Weighed]) -> list[Rule]:
        """The rules that signs or points raise, the most urgent first; of equally urgent ones those by signs.

        `weighed` are the readings. Signs do not count where all of them are harmless.
        """
        if weighed and all(each.harmless for each in weighed):
            signs = signs & {ANOTHER_LANGUAGE}
        raised = [rule for rule in self._rules if signs and _is_raised(rule, signs)]  # none is raised without a sign
        if weighed:
            likely = max(weighed, key=lambda each: each.points).rules
            raised += [rule for id in likely for rule in self._rules if rule.id == id][:1]
        return _by_urgency(raised)

    def _notice(self, raised: Sequence[Rule], locale: str, audience: str) -> Notice:
        rule = raised[0]
        message = rule.messages.get(audience, rule.messages["client"])
        return Notice(rule.level, rule.id, message, _whom_to_call(raised, contacts_for(locale, self._contacts)))


def load_gate(path: Path | None = None, *, scope_version: str = "") -> Gate:
    """The gate over the rules in this file (those that come with Palpate, where there is none).

    Raises SafetyError naming the file, the place in it and the remedy.
    """
    rules = read_rules(path or OWN_RULES)
    points = None if rules.points is None else read_points(rules.points)
    return Gate(rules, points, scope_version=scope_version)


def contacts_for(
    locale: str, contacts: Mapping[str, Mapping[str, tuple[Contact, ...]]]
) -> Mapping[str, tuple[Contact, ...]]:
    """The contacts of a place: by the whole tag, else by its region, else those for all others."""
    tag = tag_of(locale)
    for key in (tag, region_of(locale)):
        if key in contacts and "-" in tag:
            return contacts[key]
    return contacts[OTHER]


def _whom_to_call(raised: Sequence[Rule], lists: Mapping[str, tuple[Contact, ...]]) -> tuple[Contact, ...]:
    """The contacts of the first rule, then those of every other that stops answers, none twice.

    So somebody with chest pain who also writes of suicide reads of the crisis line. Beside an emergency, the number for
    what can wait until tonight is left out.
    """
    rules = [raised[0], *(rule for rule in raised[1:] if rule.level.stops_answers)]
    return tuple(dict.fromkeys(each for rule in rules for each in lists.get(rule.contacts, lists[Level.EMERGENCY])))


def _by_urgency(rules: Iterable[Rule]) -> list[Rule]:
    """The most urgent first; equally urgent ones stay in their order."""
    urgency = list(Level)
    return sorted(rules, key=lambda rule: urgency.index(rule.level))


def _is_raised(rule: Rule, signs: set[str]) -> bool:
    return any(signs.issuperset(each.all_of) and signs.isdisjoint(each.none_of) for each in rule.sign_sets)
