"""Errors of answering. Every message names the limit and the remedy, never the question."""

from __future__ import annotations

from corpus.errors import PalpateError


class QuestionError(PalpateError):
    """A question that cannot be answered as it stands: empty, or too long."""


class SafetyError(PalpateError):
    """A rule file of the safety gate that cannot be used. The message names the file, the place and the remedy."""


class GateError(PalpateError):
    """The check for urgent signs failed, so the answer is withheld."""


class WordingError(PalpateError):
    """What questions are reworded with cannot be had."""


class ModelError(PalpateError):
    """A language model that does not answer. `reason` is one of `answer.language_model.REASONS`, a few plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the language model does not answer: {reason}")
        self.reason = reason
