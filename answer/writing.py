"""An answer written anew by a language model, of which nobody sees a sentence that the notes do not carry.

The extractive answer comes first and decides everything: whether there is an answer, what is evidence for it, what is
urgent or out of scope. Here its plain sentences are given to a model, and what comes back is held against them
(`answer.support`), sentence by sentence, before it is shown. What fails is replaced by the sentence it cites; what the
model leaves out is added as it stands in its note. Lists, steps and cautions are never reworded.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from answer.cautions import CAUTION
from answer.drafts import Draft, read_drafts
from answer.errors import ModelError
from answer.orders import find_order
from answer.prompt import Evidence, compose, load_prompt, pack
from answer.support import Cited, check
from answer.types import Answer, AnswerSentence, Citation, Said, Writing
from corpus.errors import PalpateError
from corpus.settings import LanguageModelSettings
from corpus.types import Kind, Role
from index.embedder import Embedder

if TYPE_CHECKING:
    from answer.language_model import LanguageModel

BUSY, REFUSED, UNSUPPORTED, NOT_REWORDED = "busy", "no answer", "unsupported", "not reworded"
WHY = {
    BUSY: "it is writing for others just now",
    REFUSED: "it found no answer in the notes",
    UNSUPPORTED: "nothing that it wrote is carried by the notes",
    NOT_REWORDED: "lists, steps and cautions are never reworded",
    "cut off": "it broke off",
    "garbled": "what it sent cannot be read",
    "rate limited": "it is being asked too often",
    "refused": "it refused what it was sent",
    "refused key": "it does not accept the key that it is given",
    "resting": "it failed several times and is left alone for a minute",
    "slow": "it took too long",
    "unreachable": "it cannot be reached",
}
UNSEEN = (BUSY, NOT_REWORDED, "resting")  # nothing was sent
LONGEST = 80  # words of one sentence that may be shown
KEPT, NEARLY, CLOSE = 0.7, 0.5, 0.8  # of the words of a note's sentence that are said anew, else it is shown beside
FOREIGN = re.compile(r"[<>{}|\[\]\\]|https?:|www\.")
_REFERENCE = re.compile(r"\s*\([^()]*\b(?:19|20)\d\d[a-z]?\)")  # (Moore et al. 2018)
_WORD, _NUMBER = re.compile(r"[^\W\d_]{4,}"), re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who waits for an answer: whether they have gone, and a call when nothing but waiting is left to do for them."""

    is_gone: Callable[[], bool] = lambda: False
    let_go: Callable[[], None] = lambda: None


NOBODY = Caller()


def load_writer(settings: LanguageModelSettings, embedder: Embedder) -> Writer | None:
    """What writes answers, where the settings name a language model; else None.

    Raises PalpateError where the client of language models is not installed.
    """
    model = load_model(settings)
    return Writer(model, settings, embedder) if model is not None else None


def load_model(settings: LanguageModelSettings) -> LanguageModel | None:
    """The language model that the settings name, if they name one. Raises PalpateError as `load_writer` does."""
    if not settings.address:
        return None
    try:
        from answer.language_model import LanguageModel
    except ModuleNotFoundError as error:
        remedy = "python -m pip install '.[language-model]'"
        raise PalpateError(f"language_model.address is set, but {error.name} is not installed: {remedy}") from None
    return LanguageModel(settings)


def say(answer: Answer) -> Iterator[Said]:
    """The sentences of an answer, each with the citations that it is the first to use."""
    desk = Desk(answer)
    for sentence in answer.sentences:
        yield desk.say(sentence)


class Desk:
    """What of one answer has been shown, in which order, and how much of it in the words of the notes."""

    def __init__(self, answer: Answer) -> None:
        self.sentences: list[AnswerSentence] = []
        self._answer = answer
        self._shown: set[int] = set()

    def say(self, sentence: AnswerSentence) -> Said:
        new = set(sentence.citations) - self._shown
        self._shown |= new
        self.sentences.append(sentence)
        return Said(sentence, tuple(citation for citation in self._answer.citations if citation.number in new))

    def holds(self, sentence: AnswerSentence) -> bool:
        return any(one is sentence for one in self.sentences)

    @property
    def verbatim(self) -> int:
        return sum(map(self.holds, self._answer.sentences))

    @property
    def written(self) -> list[AnswerSentence]:
        return [one for one in self.sentences if not any(one is other for other in self._answer.sentences)]


class Writer:
    """Writes answers with one model. Threads may share it."""

    def __init__(self, model: LanguageModel, settings: LanguageModelSettings, embedder: Embedder) -> None:
        self.model = model
        self._settings = settings
        self._embedder = embedder
        self._seats = threading.BoundedSemaphore(settings.at_once)

    def write(self, answer: Answer, caller: Caller = NOBODY) -> Generator[Said, None, Answer]:
        """The sentences of an answer as they are verified, then the answer that they make up."""
        desk = Desk(answer)
        plain = plain_sentences(answer)
        packed = pack((_evidence(answer, one) for one in plain), self._settings.evidence_tokens)
        if not packed:
            return (yield from self._as_it_was(answer, desk, NOT_REWORDED, 0))
        if not self._seats.acquire(blocking=False):
            return (yield from self._as_it_was(answer, desk, BUSY, 0))
        try:
            caller.let_go()
            return (yield from self._write(answer, desk, plain, packed, caller))
        finally:
            self._seats.release()

    def _write(
        self,
        answer: Answer,
        desk: Desk,
        plain: Sequence[AnswerSentence],
        packed: Sequence[Evidence],
        caller: Caller,
    ) -> Generator[Said, None, Answer]:
        for sentence in answer.sentences[: answer.sentences.index(plain[0])]:
            yield desk.say(sentence)
        proof = _Proof(answer, plain[: len(packed)], self._embedder)
        waiting: list[AnswerSentence] = []  # in place of what failed, until the model has written anything
        reason, dropped = "", 0
        pieces = self.model.write(
            compose(answer.interpreted_question, packed),
            deadline=time.monotonic() + self._settings.seconds,
            is_gone=caller.is_gone,
        )
        try:
            for draft in read_drafts(pieces):
                if load_prompt().refusal.casefold() in draft.text.casefold():
                    reason = REFUSED
                    break
                if written := proof.carried(draft, desk.sentences):
                    for sentence in (*waiting, written):
                        yield desk.say(sentence)
                    waiting = []
                    continue
                dropped += 1
                if (instead := proof.cited(draft)) and not desk.holds(instead) and instead not in waiting:
                    if desk.written:
                        yield desk.say(instead)
                    else:
                        waiting.append(instead)
        except ModelError as error:
            reason = error.reason
        finally:
            pieces.close()
        if not desk.written:
            return (yield from self._as_it_was(answer, desk, reason or UNSUPPORTED, dropped))
        for sentence in proof.missing(plain, desk.sentences):
            yield desk.say(sentence)
        for sentence in answer.sentences:
            if sentence not in plain and not desk.holds(sentence):
                yield desk.say(sentence)
        return self._finished(answer, desk, reason, dropped)

    def _as_it_was(self, answer: Answer, desk: Desk, reason: str, dropped: int) -> Generator[Said, None, Answer]:
        """The rest of the extractive answer, as it is."""
        for sentence in answer.sentences:
            if not desk.holds(sentence):
                yield desk.say(sentence)
        return replace(answer, writing=self._writing(desk, reason, dropped))

    def _finished(self, answer: Answer, desk: Desk, reason: str, dropped: int) -> Answer:
        used = {number for sentence in desk.sentences for number in sentence.citations}
        used |= {
            number for one in answer.disagreements for position in one["positions"] for number in position["citations"]
        }
        return replace(
            answer,
            sentences=tuple(desk.sentences),
            citations=tuple(citation for citation in answer.citations if citation.number in used),
            generator="language_model",
            writing=self._writing(desk, reason, dropped),
            answer_id=_identify(answer, desk.sentences),
        )

    def _writing(self, desk: Desk, reason: str, dropped: int) -> Writing:
        model = self.model
        return Writing(
            model=model.name,
            host=model.host,
            is_remote=model.is_remote,
            fell_back=reason,
            verbatim=desk.verbatim,
            dropped=dropped,
            note=self._note(reason, is_written=bool(desk.written)),
        )

    def _note(self, reason: str, *, is_written: bool) -> str:
        """What is said beside an answer: who wrote it, or why not, and where the question went."""
        model = f"a language model {self.where}"
        if not is_written:
            told = f"In the words of the notes: {model} wrote nothing, as {WHY[reason]}."
        elif reason:
            told = f"Begun by {model}, each sentence checked against its quotes; the rest is quoted, as {WHY[reason]}."
        else:
            told = f"Written by {model}; each sentence was checked against its quotes."
        is_sent = self.model.is_remote and reason not in UNSEEN
        return f"{told} The question was sent there." if is_sent else told

    @property
    def where(self) -> str:
        """Where the model is, for people."""
        return f"at {self.model.host}" if self.model.is_remote else "on the same machine as Palpate"

    @property
    def notice(self) -> str:
        """What whoever asks is told before."""
        told = f"A language model {self.where} words the answers; what the notes do not carry is not shown."
        if not self.model.is_remote:
            return told
        return f"{told} Your question is sent there: leave out what tells who you are."


def plain_sentences(answer: Answer) -> list[AnswerSentence]:
    """What may be reworded: sentences and label lines, but for lists, warnings and what sources differ about."""
    citations = {citation.number: citation for citation in answer.citations}
    disputed = {
        number for one in answer.disagreements for position in one["positions"] for number in position["citations"]
    }
    return [
        sentence
        for sentence in answer.sentences
        if sentence.role in (Role.SENTENCE, Role.LABEL)
        and sentence.group is None
        and not disputed.intersection(sentence.citations)
        and citations[sentence.citations[0]].kind is not Kind.SAFETY
        and not CAUTION.search(sentence.text)
        and not _speaks_to_writers(sentence, citations[sentence.citations[0]])
    ]


def _speaks_to_writers(sentence: AnswerSentence, citation: Citation) -> bool:
    """Whether the sentence, or what it stands under, holds an order to whoever writes."""
    return bool(find_order(sentence.text, citation.title, *citation.heading_path))


class _Proof:
    """Holds what a model wrote against the evidence that it was given."""

    def __init__(self, answer: Answer, given: Sequence[AnswerSentence], embedder: Embedder) -> None:
        self._citations = {citation.number: citation for citation in answer.citations}
        self._given = {sentence.citations[0]: sentence for sentence in given}
        self._embed = cache(embedder.embed_question)

    def carried(self, draft: Draft, shown: Sequence[AnswerSentence]) -> AnswerSentence | None:
        """The sentence to show, where the evidence carries the draft and nothing shown says it already."""
        keys = [key for key in draft.keys if key in self._given]
        is_odd = FOREIGN.search(draft.text) or len(draft.text.split()) > LONGEST
        if not keys or is_odd or any(_same(draft.text, one.text) for one in shown):
            return None
        if len(keys) == 1 and _same(draft.text, self._given[keys[0]].text):
            return self._given[keys[0]]
        if not self._carries(draft.text, keys):
            return None
        return AnswerSentence(draft.text, Role.SENTENCE, None, (*keys, *self._repeats(draft.text, keys)))

    def cited(self, draft: Draft) -> AnswerSentence | None:
        """The sentence of a note that a draft cites first."""
        return next((self._given[key] for key in draft.keys if key in self._given), None)

    def missing(self, plain: Sequence[AnswerSentence], shown: Sequence[AnswerSentence]) -> list[AnswerSentence]:
        """The sentences of the notes of which something is said nowhere."""
        cited = {number for sentence in shown for number in sentence.citations}
        said = " ".join(sentence.text for sentence in shown)
        return [
            one
            for one in plain
            if not any(one is other for other in shown)
            and (one.citations[0] not in cited or not self._says(said, one.text))
        ]

    def _says(self, said: str, quote: str) -> bool:
        """Whether all numbers of a quote and most of its words are said, or nearly most where the sense is close."""
        quote = _REFERENCE.sub("", quote)
        if set(_NUMBER.findall(quote)) - set(_NUMBER.findall(said)):
            return False
        words = _stems(quote)
        share = len(words & _stems(said)) / max(1, len(words))
        return share >= KEPT or (share >= NEARLY and self._similarity(quote, said) >= CLOSE)

    def _carries(self, text: str, numbers: Sequence[int]) -> bool:
        quotes = [_cited(self._citations[number]) for number in numbers]
        return check(text, quotes, self._similarity).is_carried

    def _similarity(self, one: str, other: str) -> float:
        return float(np.dot(self._embed(one), self._embed(other)))

    def _repeats(self, text: str, keys: Sequence[int]) -> Iterator[int]:
        """Other places that say the same, as far as each carries the written sentence in its place."""
        for key in keys:
            for other in self._given[key].citations[1:]:
                if self._carries(text, [other if one == key else one for one in keys]):
                    yield other


def _stems(text: str) -> set[str]:
    return {word[:5].lower() for word in _WORD.findall(text)}


def _same(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _evidence(answer: Answer, sentence: AnswerSentence) -> Evidence:
    citation = next(one for one in answer.citations if one.number == sentence.citations[0])
    return Evidence(citation.number, citation.title, citation.heading_path, sentence.text)


def _cited(citation: Citation) -> Cited:
    return Cited(citation.quote, citation.title, citation.heading_path)


def _identify(answer: Answer, sentences: Sequence[AnswerSentence]) -> str:
    """An id of what is shown, as that of the extractive answer is."""
    parts = [answer.answer_id, *(sentence.text for sentence in sentences)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
