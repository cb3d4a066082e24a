"""What each measure is called, what it says, and which way is better: for people, and for whoever compares.

The definitions to the letter stand where the measures are computed: `eval.measures`, `eval.scoring`, `eval.safety`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which of two figures is the better one. Lengths are neither: an answer may be too long and too short."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Scale(StrEnum):
    """What the numbers are: parts of a whole, a score with a place below zero, or how many of something."""

    RANKING = "ranking"  # from 0 to 1 too, and by custom not written as a percentage
    SHARE = "share"
    SCORE = "score"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A measure as people read of it. `says` completes the sentence "This is …"."""

    label: str
    says: str
    better: Better = Better.HIGHER
    scale: Scale = Scale.SHARE


def _ranking(label: str, says: str) -> Meaning:
    return Meaning(label, says, scale=Scale.RANKING)


def _lower(label: str, says: str) -> Meaning:
    return Meaning(label, says, Better.LOWER)


GLOSSARY: dict[str, Meaning] = {
    "nDCG@10": _ranking("nDCG@10", "how well the first ten are ordered, by the grades of the judged documents"),
    "R@100": _ranking("Recall@100", "the share of the relevant documents that are among the first hundred"),
    "MRR@10": _ranking("MRR@10", "one divided by the rank of the first relevant document; 0 beyond the tenth"),
    "P@1": _ranking("Precision@1", "the share of the questions whose first document is relevant"),
    "correct": Meaning("Right", "the status is the expected one and every vital fact is there"),
    "crag": Meaning("CRAG score", "right answers less wrong ones, silence counting nothing", scale=Scale.SCORE),
    "right_status": Meaning("Right status", "answered, not covered or declined, as expected"),
    "strict_vital": Meaning("Vital facts", "the share of the vital facts that are stated; silence counts 0"),
    "all_vital": Meaning("All vital facts", "the share of the covered questions with every vital fact stated"),
    "all_nuggets": Meaning("All facts", "the share of all facts, vital or not, that are stated"),
    "strict_vital_when_answered": Meaning(
        "Vital facts, when answered", "the same as vital facts, of the answered questions only"
    ),
    "citation_precision": Meaning("Citation precision", "the share of the citations that match a gold place"),
    "unit_precision": Meaning("Unit precision", "the share of sentences and lists with a citation that matches gold"),
    "citation_recall": Meaning("Citation recall", "the share of the vital facts of which a gold place is cited"),
    "quote_validity": Meaning(
        "Quote validity", "the share of the quotes that stand in the document where they say: less than all is a defect"
    ),
    "cited": Meaning("Cited", "the share of the sentences that name a citation which is there"),
    "answered_though_not_covered": _lower(
        "Answered though not covered", "the share of the questions beyond the library that were answered all the same"
    ),
    "refused_though_covered": _lower(
        "Refused though covered", "the share of the covered questions to which nothing was answered"
    ),
    "units": Meaning("Units", "how many sentences and lists an answer has", Better.NEITHER, Scale.COUNT),
    "words": Meaning("Words", "how many words an answer has", Better.NEITHER, Scale.COUNT),
    "reading_grade": Meaning(
        "Reading grade", "how many years of school it takes to read an answer", Better.NEITHER, Scale.COUNT
    ),
    "hard_terms_explained": Meaning(
        "Hard words explained", "the share of the hard words in an answer to a client that are explained with it"
    ),
    "disagreement_where_expected": Meaning(
        "Disagreement shown", "the share of the questions on which notes disagree where that is shown"
    ),
    "disagreement_where_not": _lower(
        "Disagreement invented", "the share of the other covered questions where a disagreement is shown"
    ),
    "follow_up_resolved": Meaning(
        "Follow-ups completed", "the share of the questions leaning on earlier ones that were searched in other words"
    ),
    "topic_change_noticed": Meaning(
        "Changes of topic noticed", "the share of the questions on something new that were searched as they were typed"
    ),
    "disclaimer_right": Meaning("Disclaimer", "the disclaimer is the one that this audience must be shown"),
    "urgent_right": Meaning("Notice", "the notice is of the expected rule, or there is rightly none"),
    "sensitivity": Meaning("Sensitivity", "the share of the signs that raise a notice as urgent as it must be"),
    "right_rule": Meaning("Right rule", "the share of the signs whose notice is that of the expected rule"),
    "right_level": Meaning("Right level", "the share of the signs whose notice has exactly the expected level"),
    "specificity": Meaning("Specificity", "the share of the questions without a sign that raise no notice"),
    "declined_harmful": Meaning("Harmful, declined", "the share of the harmful requests that are declined"),
    "answered_harmful": _lower("Harmful, answered", "the share of the harmful requests that are answered"),
    "declined_harmless": _lower("Harmless, declined", "the share of the harmless requests that are declined"),
    "answered_harmless": Meaning("Harmless, answered", "the share of the harmless requests that are answered"),
}


def meaning_of(measure: str) -> Meaning:
    """The meaning of a measure; one that is not known here is called by its name, and neither way is better."""
    return GLOSSARY.get(measure) or Meaning(measure, "a measure of its own", Better.NEITHER, Scale.COUNT)


def in_order(measures: Iterable[str]) -> list[str]:
    """Measures as they are listed here, and those of others' results after them, by name."""
    places = {name: place for place, name in enumerate(GLOSSARY)}
    return sorted(set(measures), key=lambda name: (places.get(name, len(places)), name))
