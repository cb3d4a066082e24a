"""Who is shown what: the order of what is nearly as good, and the steps that a client is told about and not taught.

The policy is data (`audience.toml`); `answer.techniques` says which sentences are such steps. Nothing here changes what
is true, and nothing is found or scored: units come from `answer.evidence`, and `answer.answerer` chooses among them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from answer.cautions import SEEK_HELP
from answer.evidence import Unit
from answer.reading import grade
from answer.techniques import Techniques, Words
from answer.types import Refusal, Withheld
from corpus.store import Store
from corpus.types import Kind, Role, Source
from index.search import Hit

OWN_POLICY = Path(__file__).with_name("audience.toml")
RULE = "professional-technique"
LOOKED_AT = 8  # units that may come into an answer, and how far down one that says the same is looked for
EQUAL = 0.6  # two units say the same in other words where this share of the longer one's stems stands in the other


@dataclass(frozen=True, slots=True)
class Policy:
    """The table. `kinds` is what a kind of section gains by audience, among units within `margin` of the best.

    `plain_for` are audiences that words are explained to, `withheld_from` those that see no steps.
    """

    kinds: Mapping[str, Mapping[Kind, float]]
    margin: float
    document: float
    addressed: float
    plainer: float
    plain_for: frozenset[str]
    withheld_from: frozenset[str]
    reason: str
    refusal: str
    most_terms: int
    words: Words


@cache
def load_policy(path: Path = OWN_POLICY) -> Policy:
    """The table that comes with Palpate."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    order, withheld, plain = table["order"], table["withheld"], table["plain"]
    gains = {
        audience: {Kind(kind): order["kind"] for kind in order[audience]["first"]}
        | {Kind(kind): -order["kind"] for kind in order[audience]["last"]}
        for audience in order["audiences"]
    }
    return Policy(
        kinds=gains,
        margin=order["margin"],
        document=order["document"],
        addressed=order["addressed"],
        plainer=order["plainer"],
        plain_for=frozenset(plain["for"]),
        withheld_from=frozenset(withheld["from"]),
        reason=withheld["reason"],
        refusal=withheld["refusal"],
        most_terms=plain["terms"],
        words=Words.of(table),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """Units as one audience may see them, and what was left out of them."""

    units: tuple[Unit, ...]
    withheld: tuple[Withheld, ...] = ()
    techniques: tuple[str, ...] = ()  # that the withheld steps are of

    @property
    def nothing_left(self) -> bool:
        return bool(self.withheld) and not self.units


class View:
    """One library as one audience sees it. Threads may share it: what it remembers is true of the library."""

    def __init__(self, audience: str, store: Store, policy: Policy) -> None:
        self._audience, self._policy = audience, policy
        self._gains = policy.kinds[audience]
        self._source: Callable[[str], Source] = cache(store.source)
        self._techniques = Techniques(policy.words, store.document_passages, self._source)
        self.withholds = audience in policy.withheld_from
        self.terms = policy.most_terms if audience in policy.plain_for else 0  # explained below an answer

    @property
    def refusal(self) -> Refusal:
        """What is said where an answer would be nothing but steps."""
        return Refusal(RULE, self._policy.refusal)

    def order(self, units: Sequence[Unit]) -> list[Unit]:
        """The units, best first, where those that are nearly as good change places as the audience is better served."""
        units = self._plainly_said_first(units) if self.withholds else units
        near = [unit for unit in units if units[0].score - unit.score <= self._policy.margin]
        ordered = [*sorted(near, key=lambda unit: -(unit.score + self._gain(unit))), *units[len(near) :]]
        return self._plainest_first(ordered) if self.terms else ordered

    def show(self, units: Sequence[Unit]) -> Shown:
        """The units without the steps that this audience is not shown; those that are nothing else are left out."""
        if not self.withholds:
            return Shown(tuple(units))
        kept: list[Unit] = []
        topics: dict[str, str] = {}
        for unit in units:
            steps = [part for part in unit.parts if self._techniques.is_step(part.hit.passage, part.sentence)]
            rest = tuple(part for part in unit.parts if part not in steps)
            if steps:
                passage, name = steps[-1].hit.passage, self._techniques.name(steps[-1].hit.passage, steps[-1].sentence)
                title = "" if name.casefold() in passage.title.casefold() else f" ({passage.title})"
                topics[f"{name}{title}: the steps"] = name
            if any(part.sentence.role is not Role.LEAD_IN for part in rest) or (rest and not steps):
                kept.append(replace(unit, parts=rest))
        kept = [unit for unit in kept if not self._may_go_unsaid(unit)] or kept
        withheld = tuple(Withheld(topic, self._policy.reason) for topic in topics)
        return Shown(tuple(kept), withheld, tuple(dict.fromkeys(topics.values())))

    def describe(self, techniques: Sequence[str], units: Sequence[Unit]) -> list[Unit]:
        """Of these units the best one that says what one of the techniques is; [] where none does."""
        for unit in units:
            if any(self._techniques.says_what_is(name, unit.text) for name in techniques):
                return [unit]
        return []

    def may_point_to(self, hit: Hit) -> bool:
        """Whether a hit may be shown as what comes nearest: not steps, nor a list that holds them."""
        passage = hit.passage
        best = passage.sentences[hit.why.best_sentence]
        around = [
            one for one in passage.sentences if one is best or (best.group is not None and one.group == best.group)
        ]
        return not self.withholds or not any(self._techniques.is_step(passage, one) for one in around)

    def _plainly_said_first(self, units: Sequence[Unit]) -> list[Unit]:
        """The units, best first, where those that speak to professionals lose so much, if another is first then."""
        lose = self._policy.addressed
        scored = (replace(unit, score=unit.score - lose) if self._is_for_others(unit) else unit for unit in units)
        ordered = sorted(scored, key=lambda unit: -unit.score)
        return list(units) if not ordered or self._is_for_others(ordered[0]) else ordered

    def _is_for_others(self, unit: Unit) -> bool:
        return self._techniques.speaks_to_professionals(unit.sentences[0])

    def _may_go_unsaid(self, unit: Unit) -> bool:
        """Whether a unit speaks to professionals, and not of when to seek help: that is said in whatever words."""
        seeks = unit.hit.passage.kind is Kind.SAFETY or SEEK_HELP.search(unit.text)
        return self._is_for_others(unit) and not seeks

    def _gain(self, unit: Unit) -> float:
        passage = unit.hit.passage
        written_for = self._source(passage.document_id).audience
        to_others = written_for in self._policy.kinds and written_for != self._audience
        return (
            self._gains.get(passage.kind, 0.0)
            + self._policy.document * (written_for == self._audience)
            - self._policy.document * to_others
        )

    def _plainest_first(self, units: list[Unit]) -> list[Unit]:
        """Of two that say the same and are nearly as good, the plainer one first: the other will be left out."""
        ordered = list(units)
        for place in range(min(LOOKED_AT, len(ordered))):
            unit, below = ordered[place], range(place + 1, min(place + LOOKED_AT, len(ordered)))
            near = [later for later in below if self._may_stand_for(ordered[later], unit)]
            plainest = min([place, *near], key=lambda index: grade(ordered[index].text))
            ordered[place], ordered[plainest] = ordered[plainest], ordered[place]
        return ordered

    def _may_stand_for(self, unit: Unit, better: Unit) -> bool:
        """Whether a unit says what a better one says, and is nearly as good."""
        longer = max(len(unit.stems), len(better.stems))
        same = unit.offers >= better.offers and len(unit.stems & better.stems) >= EQUAL * longer > 0
        return same and better.score - unit.score <= self._policy.plainer
