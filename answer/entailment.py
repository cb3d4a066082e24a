"""Whether a cited sentence says all that a written one says, as a language model judges it: the last resort.

`answer.support` asks only where every exact test holds and nothing but a few plain words is without support. What goes
wrong on the way, be it the model, the time or the form of what comes, counts as "no".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from answer.errors import ModelError
from answer.prompt import compose_judging
from answer.support import Cited, Entails

if TYPE_CHECKING:
    from answer.language_model import LanguageModel

LEAST = 0.6
"""The log-odds of "yes" against "no" from which a sentence counts as said.

Found with Qwen2.5-Coder 1.5B on the tuning suites: of five true sentences that get this far three lie above (0.78 to
1.08), both faults lie below nought; of eleven true sentences with a word exchanged at random eight lie below (-0.70 to
0.51), and three far above (`docs/decisions/0019-an-entailment-model.md`).
"""


def judge_with(model: LanguageModel, *, deadline: float, is_gone: Callable[[], bool] = lambda: False) -> Entails:
    """What asks a model until a time of `time.monotonic`, of each sentence and quote once."""

    @cache
    def entails(text: str, cited: Cited) -> bool:
        odds = odds_of(model, text, cited, deadline=deadline, is_gone=is_gone)
        return odds is not None and odds >= LEAST

    return entails


def odds_of(
    model: LanguageModel, text: str, cited: Cited, *, deadline: float, is_gone: Callable[[], bool] = lambda: False
) -> float | None:
    """The log-odds that a cited sentence says all of the text, or None where the model does not tell them."""
    asked = compose_judging(text, cited.quote, (cited.title, *cited.heading_path))
    try:
        return model.judge(asked, deadline=deadline, is_gone=is_gone)
    except ModelError:
        return None
