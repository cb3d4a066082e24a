"""The gate: from a question and the turns before it to a notice, by rules, before anything is retrieved.

The rules are data (`safety_rules.toml`, or a clinic's own file). The modules beside it, in the order they are used:
`safety_rules` reads the file and `safety_lexicon` takes up its words; `safety_text` and `safety_spelling` make plain
what was typed, `safety_reader` finds the words in it, `safety_signs` the signs; `safety_scope` says which do not count.
`safety_language` knows a question that is not in English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from answer.safety_language import Language
from answer.safety_lexicon import Lexicon
from answer.safety_reader import read
from answer.safety_rules import ANOTHER_LANGUAGE, OTHER, OWN_RULES, Rule, RuleFile, read_rules
from answer.safety_signs import Signs
from answer.types import Contact, Level, Notice, Turn

TURNS = 6  # earlier questions that count


class Gate:
    """A rule set, ready to be asked. Threads may share it; nothing in it depends on the last question.

    `version` names the rules, `levels` the level of each by its id.
    """

    def __init__(self, rules: RuleFile) -> None:
        self.version = rules.version
        self.levels = {rule.id: rule.level for rule in rules.rules}
        self._contacts = rules.contacts
        urgency = list(Level)
        self._rules = sorted(rules.rules, key=lambda rule: urgency.index(rule.level))
        self._lexicon = Lexicon(rules)
        self._signs = Signs(rules, self._lexicon)
        self._language = Language(rules.phrases["english"], rules.phrases["foreign"], self._lexicon.spelling.known)

    def check(
        self, question: str, history: Sequence[Turn] = (), *, locale: str = "en-GB", audience: str = "client"
    ) -> Notice | None:
        """The notice that this question raises, the most urgent where there are several; None where there is none.

        The questions of the last `TURNS` turns count as well; their answers are not read.
        """
        texts = [*(turn.question for turn in history[-TURNS:]), question]
        signs: set[str] = set()
        for reading in read(texts, self._lexicon):
            signs |= self._signs.find(reading)
        if self._language.is_another(question):
            signs.add(ANOTHER_LANGUAGE)
        raised = next((rule for rule in self._rules if _is_raised(rule, signs)), None)
        return None if raised is None else self._notice(raised, locale, audience)

    def _notice(self, rule: Rule, locale: str, audience: str) -> Notice:
        message = rule.messages.get(audience, rule.messages["client"])
        lists = contacts_for(locale, self._contacts)
        return Notice(rule.level, rule.id, message, lists.get(rule.contacts, lists[Level.EMERGENCY]))


def load_gate(path: Path | None = None) -> Gate:
    """The gate over the rules in this file (those that come with Palpate, where there is none).

    Raises SafetyError naming the file, the place in it and the remedy.
    """
    return Gate(read_rules(path or OWN_RULES))


def contacts_for(
    locale: str, contacts: Mapping[str, Mapping[str, tuple[Contact, ...]]]
) -> Mapping[str, tuple[Contact, ...]]:
    """The contacts of a place: by the whole tag, else by its region, else those for all others."""
    tag = locale.lower().replace("_", "-").partition(".")[0].partition("@")[0].strip()
    regions = [part for part in tag.split("-")[1:] if len(part) == 2]
    for key in (tag, *regions[:1]):
        if key in contacts and "-" in tag:
            return contacts[key]
    return contacts[OTHER]


def _is_raised(rule: Rule, signs: set[str]) -> bool:
    return any(signs.issuperset(each.all_of) and signs.isdisjoint(each.none_of) for each in rule.sign_sets)
