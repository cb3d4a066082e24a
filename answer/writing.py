"""An answer written anew by a language model, of which nobody sees a sentence that the notes do not carry.

The extractive answer comes first and decides everything: whether there is an answer, what is evidence for it, what is
urgent or out of scope. Here its plain sentences are given to a model, and what comes back is held against them
(`answer.support`), sentence by sentence, before it is shown. What fails, or changes more than can be explained
(`answer.edits`), is replaced by the sentence it cites; what the model passes over is added as it stands in its note.
Lists, steps and cautions are never reworded.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from answer.backing import MOST
from answer.cautions import CAUTION
from answer.drafts import Draft, read_drafts
from answer.edits import unexplained
from answer.entailment import judge_with
from answer.errors import ModelError
from answer.orders import find_order
from answer.prompt import Evidence, compose, compose_rewriting, load_prompt, pack
from answer.support import Cited, Entails, check
from answer.types import Answer, AnswerSentence, Citation, Said, Status, Turn, Writing
from corpus.errors import PalpateError
from corpus.settings import LanguageModelSettings
from corpus.types import Kind, Role
from index.embedder import Embedder, ReadsWords

if TYPE_CHECKING:
    from answer.language_model import LanguageModel

BUSY, COPIED, REFUSED, UNSUPPORTED, NOT_REWORDED = "busy", "copied", "no answer", "unsupported", "not reworded"
NOT_ANSWERED = "not answered"
WHY = {
    BUSY: "it is writing for others just now",
    COPIED: "it only copied them",
    REFUSED: "it found no answer in the notes",
    UNSUPPORTED: "what it wrote does not say the same as the notes",
    NOT_ANSWERED: "was asked only what the question means",
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
UNSEEN = (BUSY, NOT_ANSWERED, NOT_REWORDED, "resting")  # nothing was sent to be worded
REWRITING, REWRITTEN = 1 / 3, 60  # of the seconds, and tokens, for one question
LONGEST = 80  # words of one sentence that may be shown
FOREIGN = re.compile(r"[<>{}|\[\]\\]|https?:|www\.")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who waits for an answer, and for whom others wait.

    `is_gone` says whether they have left. `let_go` is called when there is nothing to do for them but to wait, and
    `take_up` when there is something again: where that is False, there is no room for it.
    """

    is_gone: Callable[[], bool] = lambda: False
    let_go: Callable[[], None] = lambda: None
    take_up: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What came of asking a model for a question made whole: that, or "", and whether anything was sent to it."""

    question: str = ""
    is_sent: bool = False


NOBODY, NOT_ASKED = Caller(), Rewriting()


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

    def __init__(self, answer: Answer, rewriting: Rewriting = NOT_ASKED) -> None:
        self.rewriting = rewriting
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
        self._rewrites = settings.rewrite_follow_ups == "on"  # then both together have the time that the settings give
        self._seconds = settings.seconds * (1 - REWRITING if self._rewrites else 1)
        self._seats = threading.BoundedSemaphore(settings.at_once)

    def write(
        self, answer: Answer, caller: Caller = NOBODY, rewriting: Rewriting = NOT_ASKED
    ) -> Generator[Said, None, Answer]:
        """The sentences of an answer as they are verified, then the answer that they make up.

        Nothing is worded that stands under a notice, or answers nothing. `rewriting` is how the question was read.
        """
        desk = Desk(answer, rewriting)
        if answer.status is not Status.ANSWERED or answer.urgent is not None:
            return (yield from self._as_it_was(answer, desk, NOT_ANSWERED, 0))
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

    def rewrite(self, question: str, history: Sequence[Turn], caller: Caller = NOBODY) -> Rewriting:
        """A question that leans on earlier ones, made whole; "" where the model does not, or says what nobody said.

        It is also "" where there is no room for answering it. While others wait for that, the seat is kept, so that no
        more of them wait than may write.
        """
        if not history or not self._rewrites or not self._seats.acquire(blocking=False):
            return NOT_ASKED
        try:
            caller.let_go()
            pieces = self.model.write(
                compose_rewriting(question, history),
                deadline=time.monotonic() + REWRITING * self._settings.seconds,
                most=REWRITTEN,
                is_gone=caller.is_gone,
            )
            written = "".join(pieces).strip()
            is_used = _is_made_of(written, question, history) and caller.take_up()
        except ModelError as error:
            return Rewriting(is_sent=error.reason not in UNSEEN)
        finally:
            self._seats.release()
        return Rewriting(written if is_used else "", is_sent=True)

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
        deadline = time.monotonic() + self._seconds
        entails = judge_with(self.model, deadline=deadline, is_gone=caller.is_gone)
        judged = entails if self._settings.entailment_model else None
        proof = _Proof(answer, plain[: len(packed)], self._embedder, judged)
        pieces = self.model.write(
            compose(answer.interpreted_question, packed),
            deadline=deadline,
            is_gone=caller.is_gone,
        )
        waiting: list[AnswerSentence] = []  # in the words of the notes, until anything is written
        try:
            for verified in proof.verify(read_drafts(pieces)):
                waiting += verified
                if any(each not in plain for each in waiting):
                    yield from map(desk.say, waiting)
                    waiting = []
        finally:
            pieces.close()
        if not desk.written:
            return (yield from self._as_it_was(answer, desk, proof.reason or proof.fault, proof.dropped))
        rest = [*waiting, *(one for one in plain if not proof.is_settled(one)), *answer.sentences]
        for sentence in rest:
            if not desk.holds(sentence) and not proof.is_written(sentence):
                yield desk.say(sentence)
        return self._finished(answer, desk, proof.reason, proof.dropped)

    def _as_it_was(self, answer: Answer, desk: Desk, reason: str, dropped: int) -> Generator[Said, None, Answer]:
        """The rest of the extractive answer, as it is."""
        for sentence in answer.sentences:
            if not desk.holds(sentence):
                yield desk.say(sentence)
        is_told = reason != NOT_ANSWERED or self._sent(desk, reason)
        return replace(answer, writing=self._writing(desk, reason, dropped)) if is_told else answer

    def _finished(self, answer: Answer, desk: Desk, reason: str, dropped: int) -> Answer:
        used = {number for sentence in desk.sentences for number in sentence.citations} | _disputed(answer)
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
            note=self._note(desk, reason),
        )

    def _note(self, desk: Desk, reason: str) -> str:
        """What is said beside an answer: who wrote it, or why not, and what left this machine."""
        model = f"a language model {self.where}"
        if reason == NOT_ANSWERED:
            told = f"A language model {self.where} {WHY[reason]}."
        elif not desk.written:
            told = f"In the words of the notes: {model} wrote nothing, as {WHY[reason]}."
        elif reason:
            told = f"Begun by {model}, each sentence checked against its quotes; the rest is quoted, as {WHY[reason]}."
        else:
            told = f"Written by {model}; each sentence was checked against its quotes."
        sent = self._sent(desk, reason)
        return f"{told} {sent} sent there." if sent else told

    def _sent(self, desk: Desk, reason: str) -> str:
        """What of a conversation has left this machine, for people; "" where nothing has."""
        if not self.model.is_remote:
            return ""
        if desk.rewriting.is_sent:
            return "The question and what was said before it were"
        return "" if reason in UNSEEN else "The question was"

    @property
    def where(self) -> str:
        """Where the model is, for people."""
        return f"at {self.model.host}" if self.model.is_remote else "on the same machine as Palpate"

    @property
    def notice(self) -> str:
        """What whoever asks is told before."""
        if not self.model.is_remote:
            return f"A language model {self.where} words the answers."
        sent = "Your questions and the answers before them are" if self._rewrites else "Your question is"
        return f"A language model {self.where} words the answers. {sent} sent there: do not say who you are."


def plain_sentences(answer: Answer) -> list[AnswerSentence]:
    """What may be reworded: sentences and label lines, but for lists, warnings and what sources differ about.

    A label line that holds the facts of several things is a list, too.
    """
    citations = {citation.number: citation for citation in answer.citations}
    disputed = _disputed(answer)
    return [
        sentence
        for sentence in answer.sentences
        if (sentence.role is Role.SENTENCE or (sentence.role is Role.LABEL and not _OF_SEVERAL.search(sentence.text)))
        and sentence.group is None
        and not disputed.intersection(sentence.citations)
        and citations[sentence.citations[0]].kind is not Kind.SAFETY
        and not CAUTION.search(sentence.text)
        and not _speaks_to_writers(sentence, citations[sentence.citations[0]])
    ]


_OF_SEVERAL = re.compile(r";|\((?:[^()]*\b)?(?:heads?|fibres|parts?|muscles?|[a-z]+us|[a-z]+is)\b[^()]*\)")
"""What tells several facts apart in one line: "condyle (medial head); tibia (soleus)"."""


def _disputed(answer: Answer) -> set[int]:
    """The numbers of the citations that stand side by side as what sources differ about."""
    positions = (position for one in answer.disagreements for position in one["positions"])
    return {number for position in positions for number in position["citations"]}


def _speaks_to_writers(sentence: AnswerSentence, citation: Citation) -> bool:
    """Whether the sentence, or what it stands under, holds an order to whoever writes."""
    return bool(find_order(sentence.text, citation.title, *citation.heading_path))


class _Proof:
    """Holds what a model wrote against the evidence that it was given.

    What is written of one sentence of a note stands in its place: so it must be carried by it, and differ from it in
    ways only that `answer.edits` explains. Else that sentence itself is shown.
    """

    def __init__(
        self, answer: Answer, given: Sequence[AnswerSentence], embedder: Embedder, entails: Entails | None
    ) -> None:
        self.reason = ""  # why the model did not write to the end
        self.dropped = 0
        self._citations = {citation.number: citation for citation in answer.citations}
        self._given = {sentence.citations[0]: sentence for sentence in given}
        self._settled: dict[int, bool] = {}  # by number, whether it is written anew or stands as in its note
        self._read = cache(embedder.embed_words) if isinstance(embedder, ReadsWords) else None
        self._entails = entails

    def verify(self, drafts: Iterable[Draft]) -> Iterator[list[AnswerSentence]]:
        """What may be shown, as soon as the model has gone on to another sentence of the notes."""
        texts: list[str] = []
        keys: tuple[int, ...] = ()
        for draft in self._until_it_fails(drafts):
            cited = tuple(key for key in draft.keys if key in self._given and key not in self._settled)
            if not cited:
                self.dropped += 1
                continue
            if keys and not set(cited) & set(keys):
                yield self._settle(texts, keys)
                texts, keys = [], ()
            texts.append(draft.text)
            keys = tuple(dict.fromkeys((*keys, *cited)))
        if keys:
            yield self._settle(texts, keys)

    def _until_it_fails(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        refusal = load_prompt().refusal.casefold()
        try:
            for draft in drafts:
                if refusal in draft.text.casefold():
                    self.reason = REFUSED
                    return
                yield draft
        except ModelError as error:
            self.reason = error.reason

    @property
    def fault(self) -> str:
        """Why nothing that a model wrote to the end is shown."""
        return COPIED if self._settled and not self.dropped else UNSUPPORTED

    def is_settled(self, sentence: AnswerSentence) -> bool:
        return sentence.citations[0] in self._settled

    def is_written(self, sentence: AnswerSentence) -> bool:
        return self._settled.get(sentence.citations[0], False) and self._given[sentence.citations[0]] is sentence

    def _settle(self, texts: Sequence[str], keys: Sequence[int]) -> list[AnswerSentence]:
        """What is shown of these sentences of the notes: the texts written of them, or themselves."""
        notes = [self._given[key] for key in keys]
        is_same = len(texts) == len(notes) == 1 and _same(texts[0], notes[0].text)
        is_kept = not is_same and all(self._carries(text, keys) for text in texts) and self._says(texts, keys)
        self._settled |= dict.fromkeys(keys, is_kept)
        if not is_kept:
            self.dropped += 0 if is_same else len(texts)
            return notes
        return [AnswerSentence(text, Role.SENTENCE, None, self._places(text, keys)) for text in texts]

    def _places(self, text: str, keys: Sequence[int]) -> tuple[int, ...]:
        """Of several, those that carry the text alone, if any does; and other places that say the same."""
        alone = [key for key in keys if self._carries(text, [key])] or list(keys)
        others = [other for key in alone for other in self._given[key].citations[1:]]
        return (*alone, *(other for other in others if self._carries(text, [other], is_sent=False)))

    def _says(self, texts: Sequence[str], numbers: Sequence[int]) -> bool:
        """Whether the texts together say what these citations say, and no more; a model may judge of plain words."""
        cited = [_cited(self._citations[number]) for number in numbers]
        is_judged = self._entails and not all(check(text, cited, self._read).is_carried for text in texts)
        return not unexplained(texts, cited, exchanged=MOST if is_judged else 0)

    def _carries(self, text: str, numbers: Sequence[int], *, is_sent: bool = True) -> bool:
        """Whether these citations carry a text. A model judges of those only that it was sent before."""
        if FOREIGN.search(text) or len(text.split()) > LONGEST:
            return False
        cited = [_cited(self._citations[number]) for number in numbers]
        return check(text, cited, self._read, self._entails if is_sent else None).is_carried


def _is_made_of(written: str, question: str, history: Sequence[Turn]) -> bool:
    """Whether what was written is one line, and made of words of the conversation."""
    said = " ".join([question, *(f"{turn.question} {turn.answer}" for turn in history)])
    is_plain = bool(written) and "\n" not in written and not FOREIGN.search(written)
    return is_plain and _stems(written) <= _stems(said)


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
