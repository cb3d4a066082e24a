"""A question in, an answer out: verbatim sentences, each with its citation, or the nearest places where none answers.

`answer.evidence` scores what was found; here is decided whether that is enough, what is shown, and in which order.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from math import exp

import numpy as np

from answer.agreement import find_repeats
from answer.aims import Aim, aim_of, complaint_of, is_place, put_plainly, words_of_topic
from answer.audience import Shown, View, load_policy
from answer.bare import asks_nothing, is_about, read_bare
from answer.candidates import share
from answer.cautions import find_cautions
from answer.comparison import add_sides, answer_each, read_both, read_sides
from answer.coverage import find_covered
from answer.errors import QuestionError
from answer.evidence import Evidence, Part, Unit, find_evidence
from answer.follow_ups import EARLIER, TURNS, resolve
from answer.hanging import ground_all
from answer.judge import confidence, load_jury, read_words
from answer.positions import Disagreement, as_json, find_disagreements
from answer.question import Ask, Question, is_telling, read_question
from answer.readings import (
    BESIDE_A_NAME,
    BESIDE_A_WHOLE,
    BY_NOTE,
    BY_WORDS,
    Reading,
    asks_what_is_next,
    end_of_answer,
    is_likelier,
    names_what_no_note_has,
    read_by_note,
    read_by_words,
    weigh,
)
from answer.scope import Scope
from answer.stopwatch import Stopwatch
from answer.subjects import Sort, Subjects
from answer.types import DISCLAIMERS, Answer, AnswerSentence, Citation, Nearest, Refusal, Status, Turn
from answer.wording import Wording
from corpus.settings import AUDIENCES, QUESTION_LIMIT, AnswerSettings
from corpus.types import Passage, Role, Sentence, Source
from index.analysis import stems
from index.embedder import Vector, WordStates
from index.search import EVERYTHING, Filters, Hit, Searcher

FACTS = frozenset(
    {
        Ask.NERVE,
        Ask.BLOOD,
        Ask.ORIGIN,
        Ask.INSERTION,
        Ask.LOCATION,
        Ask.DURATION,
        Ask.FREQUENCY,
        Ask.MEASURE,
        Ask.TOOL,
        Ask.DEFINITION,
    }
)
OF_A_FACT, MOST = 3, 4  # units of an answer to a question for one plain fact, and to any other
ABOUT = 8  # passages that are read for the topic of a question by itself
AIMED_AT = 6  # notes whose sections for what the question is after are read
_GOES_ON = re.compile(r"[- ]and[- ](?!for\b|the\b)\w+")  # "ice and stretch" is one method
NEIGHBOURED = 3  # hits whose whole section is read
SPEAKS = 0.5  # a further unit names at least this share of what the best one names of the question
SAME = 0.75  # two units say the same where this share of the shorter one's stems stands in the other


class Answerer:
    """Answers from one searcher. Threads may share it; nothing in it depends on the last question."""

    def __init__(self, searcher: Searcher, settings: AnswerSettings | None = None, scope: Scope | None = None) -> None:
        """Without a `scope` nothing is declined: so it is where only the choice of sentences is looked at."""
        self._searcher = searcher
        self._settings = settings or AnswerSettings()
        self._scope = scope
        store = searcher.generation.store
        self._views = {audience: View(audience, store, load_policy()) for audience in AUDIENCES}
        self._wording = Wording(searcher, searcher.thesaurus)
        titles = (source.title for source in searcher.generation.store.sources().values())
        self._subjects = Subjects(searcher, titles, searcher.thesaurus)

    def interpret(self, question: str, history: Sequence[Turn] = ()) -> str:
        """The question by itself: misspelt words put right, and made whole where it leans on earlier ones.

        The gate and the scope read this beside the question as typed. Raises QuestionError for an empty question or
        one over the limit.
        """
        mend = self._wording.mend
        mended = mend(check_question(question))
        earlier = self._mended(history)
        return resolve(mended, earlier, self._subjects) if earlier else mended

    def _mended(self, history: Sequence[Turn]) -> list[Turn]:
        """The turns that are read, with their misspelt words put right."""
        mend = self._wording.mend
        return [replace(turn, question=mend(turn.question[:EARLIER])) for turn in history[-TURNS:]]

    def answer(
        self,
        question: str,
        *,
        audience: str = "client",
        history: Sequence[Turn] = (),
        filters: Filters = EVERYTHING,
        watch: Stopwatch | None = None,
        interpreted: str | None = None,
    ) -> Answer:
        """The answer to one question; a stopwatch, where given, learns what each stage took.

        `interpreted` is what `interpret` gave for the question, where the caller has asked already. What is out of
        scope, as typed or as interpreted, is declined before anything is looked for.

        Raises QuestionError for an empty question or one over the limit, and for an unknown audience.
        """
        typed = check_question(question)
        if audience not in AUDIENCES:
            raise QuestionError(f"audience is {audience!r}; it must be one of {', '.join(AUDIENCES)}")
        watch = watch or Stopwatch()
        interpreted = self.interpret(typed, history) if interpreted is None else interpreted
        refusal = self._refuse(dict.fromkeys((typed, interpreted)), history, audience)
        question, is_wanted = self._word(interpreted, filters)
        if history and names_what_no_note_has(self._wording.mend(typed), self._searcher, self._subjects):
            is_wanted = _none
        watch.lap("scope")
        if refusal is not None:
            return _decline(self._compose(question, audience, [], [], 0.0), refusal, audience)
        reading = self._look(question, filters, watch)
        if history:
            reading = self._weighed(
                reading, typed, interpreted, history, partial(self._look, filters=filters, watch=watch)
            )
        # The note that answered may be about what is out of scope.
        if reading.text != question and (refusal := self._refuse((reading.text,), history, audience)):
            return _decline(self._compose(reading.text, audience, [], [], 0.0), refusal, audience)
        interpreted = interpreted if reading.text == question else reading.text
        question, read, hits, sure = reading.text, reading.question, reading.hits, reading.sure
        view = self._views[audience]
        found = view.order(reading.units)
        chosen = choose(read, found, self._settings) if sure >= self._settings.confidence else []
        chosen, question = (chosen, question) if chosen else self._by_part(question, filters)
        chosen, things = self._with_sides(interpreted, [unit for unit in chosen if is_wanted(unit)], filters, watch)
        chosen, differing = find_disagreements(read, found, chosen)
        shown = self._show(read, _in_order(chosen), found, view)
        # Where no word can be searched for, nothing comes near either.
        near = [hit for hit in hits if shown.units or (read.terms and view.may_point_to(hit))]
        answer = self._compose(
            question, audience, self._with_cautions(shown.units, things), near, sure, differing, found
        )
        answer = replace(answer, withheld=shown.withheld)
        if shown.nothing_left:
            answer = _decline(answer, view.refusal, audience)
        watch.lap("compose")
        return answer

    def _show(self, question: Question, chosen: Sequence[Unit], units: Sequence[Unit], view: View) -> Shown:
        """What is chosen of the units, as this audience may see it.

        Where steps are withheld, it is chosen anew of what may be shown, if something of the first choice is left or
        the rest is sure enough to be an answer by itself. Else what says what the technique is stands for its steps.
        """
        shown = view.show(self._ground(chosen))
        if not shown.withheld:
            return shown
        others = view.show(units).units
        scores = np.array([unit.score for unit in others], dtype=np.float32)
        if shown.units or (others and confidence(scores) >= self._settings.confidence):
            rest = choose(question, others, self._settings)
        else:
            rest = view.describe(shown.techniques, others)
        return replace(shown, units=view.show(self._ground(rest)).units)

    def _ground(self, units: Sequence[Unit]) -> list[Unit]:
        return ground_all(units, self._settings.words, max(MOST, len(units)))

    def _refuse(self, wordings: Iterable[str], history: Sequence[Turn], audience: str) -> Refusal | None:
        """The refusal of the first wording that is out of scope: as typed, or as interpreted."""
        if self._scope is None:
            return None
        refusals = (self._scope.check(wording, history, audience=audience) for wording in wordings)
        return next((refusal for refusal in refusals if refusal is not None), None)

    def _judge(
        self, question: Question, hits: Sequence[Hit], all_hits: Sequence[Hit], vector: Vector, words: WordStates | None
    ) -> Evidence:
        jury, asked, sentences = load_jury(known_embedder=words is not None), None, None
        if words is not None:
            asked, sentences = read_words(question, vector, words), self._searcher.sentence_vectors(all_hits)
        score = partial(jury.scores, asked=asked, sentences=sentences)
        return find_evidence(question, all_hits, len(hits), score, unknown=self._searcher.weight(""))

    def _weighed(
        self, first: Reading, typed: str, interpreted: str, history: Sequence[Turn], look: Callable[[str], Reading]
    ) -> Reading:
        """The readings of a question after others, weighed: as `interpret` gave it, by the last note, by the words."""
        typed, earlier = self._wording.mend(typed), self._mended(history)
        by_note = read_by_note(typed, interpreted, history, self._searcher, self._subjects)
        place = by_note[1] if by_note else None
        # Where both say the same, one look is enough.
        says_more = by_note is not None and set(stems(by_note[0])) != set(stems(interpreted))
        second = look(self._wording.explain(by_note[0])) if by_note and says_more else first
        if interpreted == typed:
            if not is_likelier(first, second, enough=self._settings.confidence):
                return first
            return weigh([(first, 1.0), (second, BESIDE_A_WHOLE)], place)
        readings = [(first, 1.0)]
        if by_note is not None:
            readings.append((second, BY_NOTE if ": " in interpreted else BESIDE_A_NAME))
        before = [resolve(turn.question, earlier[:end], self._subjects) for end, turn in enumerate(earlier)]
        if by_words := read_by_words(typed, interpreted, before):
            found = look(self._wording.explain(by_words))
            readings.append((replace(found, text=first.text), BY_WORDS))  # what is shown is no row of words
        after = end_of_answer(place, history) if place and asks_what_is_next(typed) else None
        return weigh(readings, place, after)

    def _look(self, question: str, filters: Filters, watch: Stopwatch) -> Reading:
        """What is found for one wording of the question."""
        searcher = self._searcher
        vector, words = searcher.embed_words(question)
        watch.lap("embed")
        hits = searcher.search(question, self._settings.passages, filters, vector=vector)
        watch.lap("search")
        read = read_question(question, searcher, searcher.thesaurus)
        around = with_neighbours(searcher, hits, question, vector)
        if aim := aim_of(question):
            around += searcher.read(self._meant(aim, question, around, filters), question, vector)
        evidence = self._judge(read, hits, around, vector, words)
        watch.lap("evidence")
        sure = confidence(evidence.scores) if is_telling(read, searcher.weight("")) else 0.0
        named = [unit for unit in evidence.units if unit.named]  # of another muscle is no evidence
        return Reading(question, read, hits, sure, named)

    def _meant(self, aim: Aim, question: str, held: Sequence[Hit], filters: Filters) -> list[int]:
        """Passages beside those held: the best about the topic by itself, and where the best notes meet the aim."""
        topic = words_of_topic(question)
        about = self._searcher.search(topic, ABOUT, filters) if topic else []
        documents = dict.fromkeys(hit.passage.document_id for hit in (*about, *held))
        store, known = self._searcher.generation.store, {hit.ordinal for hit in held}
        passages = [one for each in list(documents)[:AIMED_AT] for one in store.headed(each)]
        meant = [one for one in passages if is_place(aim, one) and (not filters.kinds or one.kind in filters.kinds)]
        found = dict.fromkeys((*(hit.ordinal for hit in about), *(one.ordinal for one in meant)))
        return [ordinal for ordinal in found if ordinal not in known]

    def _units_for(self, question: str, filters: Filters) -> list[Unit]:
        """The units that answer one side of a comparison, best first; [] where it is not covered."""
        return self._read_for(question, filters)[1]

    def _answer_for(self, question: str, filters: Filters) -> list[Unit]:
        """The units that one question by itself is answered with; [] where it is not covered."""
        return choose(*self._read_for(question, filters), self._settings)

    def _read_for(self, question: str, filters: Filters) -> tuple[Question, list[Unit]]:
        reading = self._look(self._wording.explain(question), filters, Stopwatch())
        return reading.question, reading.units if reading.sure >= self._settings.confidence else []

    def _with_sides(
        self, question: str, chosen: Sequence[Unit], filters: Filters, watch: Stopwatch
    ) -> tuple[list[Unit], int]:
        """The chosen units, where the question names several things with units about each; and of how many they are."""
        units_for = partial(self._units_for, filters=filters)
        both = (
            () if (sides := read_sides(question)) else read_both(question, self._subjects.find(question, foreign=False))
        )
        if not sides and not both:
            return list(chosen), 1
        each = answer_each(both, partial(self._answer_for, filters=filters))
        all_sides = each or add_sides(sides or both, chosen, units_for, most=self._settings.units)
        watch.lap("sides")
        return all_sides, len(both) if each else 1

    def _word(self, interpreted: str, filters: Filters) -> tuple[str, Callable[[Unit], bool]]:
        """The question as it is searched, and which units may answer it.

        A name by itself asks what that is, where the notes tell; else one of several words is searched as it is.
        """
        question = self._wording.explain(interpreted)
        bare = read_bare(interpreted, question, self._subjects)
        nothing = asks_nothing(interpreted, self._subjects) or self._wording.is_gibberish(interpreted)
        if bare is None:
            return put_plainly(question), lambda _: not nothing
        asked = self._wording.explain(bare.question)
        read, units = self._read_for(asked, filters)
        is_wanted = partial(is_about, name=read, named=bare.known)
        told = any(map(is_wanted, choose(read, units, self._settings)))
        return (asked, is_wanted) if told or " " not in bare.name.text else (question, lambda _: not nothing)

    def _by_part(self, question: str, filters: Filters) -> tuple[list[Unit], str]:
        """What notes tell of a part of the question, which is asked by itself then, where the whole is not answered.

        For the steps of a method on one muscle those of the method, which notes tell once for all muscles; for why it
        hurts after this or that what is known to cause such pain. [] and the question as it is where there are none.
        """
        aim = aim_of(question)
        part = complaint_of(question) if aim is Aim.CAUSES else ""
        if aim is Aim.STEPS and (method := self._method_of(question)):
            part = f"What are the steps of {method}?"
        best = self._units_for(part, filters)[:1] if part else []
        return (best, part) if any(unit.serves for unit in best) else ([], question)

    def _method_of(self, question: str) -> str:
        """The method that a question names beside something else; "" where it names none, or nothing else."""
        named = self._subjects.find(question, foreign=False)
        methods = [each for each in named if each.sort in (Sort.TREATMENT, Sort.OTHER)]
        if not methods or len(methods) == len(named):
            return ""
        more = _GOES_ON.match(question[methods[0].end :])
        return methods[0].text + (more[0] if more else "")

    def _with_cautions(self, chosen: Sequence[Unit], things: int) -> list[Unit]:
        """The chosen units, and before them the cautions that belong to them.

        Each of several things that were asked of has the words of an answer. Where it gets too long, the least of the
        chosen units goes, never a caution. The best one and its cautions stay, even where they alone are longer than
        answers should be.
        """
        kept = list(chosen)
        passages_of = cache(self._searcher.generation.store.document_passages)
        while True:
            cautions = find_cautions(kept, passages_of)
            words = sum(unit.words for unit in (*cautions, *kept))
            fits = words <= self._settings.words * things and len(cautions) + len(kept) <= self._settings.units
            if fits or len(kept) <= 1:
                return [*cautions, *kept]
            kept.remove(min(kept, key=lambda unit: unit.score))  # the order of the others stays

    def _compose(
        self,
        question: str,
        audience: str,
        units: Sequence[Unit],
        hits: Sequence[Hit],
        sure: float,
        differing: Sequence[Disagreement] = (),
        found: Sequence[Unit] = (),
    ) -> Answer:
        """The answer of these units; what else was found may say the same as they do."""
        source_of = cache(self._searcher.generation.store.source)
        citations: list[Citation] = []
        sentences: list[AnswerSentence] = []
        groups: dict[tuple[str, int], int] = {}
        numbers: dict[tuple[str, int], int] = {}
        # By place, as items of one long list are units of their own, each with the lead-in.
        parts = {(part.hit.passage.document_id, part.sentence.start): part for unit in units for part in unit.parts}
        for part in parts.values():
            repeats = find_repeats(part, found, parts)
            for passage, quoted in ((one.hit.passage, one.sentence) for one in (part, *repeats)):
                place = (passage.document_id, quoted.start)
                if numbers.setdefault(place, len(citations) + 1) > len(citations):
                    citations.append(_cite(numbers[place], passage, quoted, source_of(passage.document_id)))
            cited = tuple(numbers[one.hit.passage.document_id, one.sentence.start] for one in (part, *repeats))
            group = _group(groups, part.hit.passage, part.sentence)
            sentences.append(AnswerSentence(part.sentence.text, part.sentence.role, group, cited))
        status = Status.ANSWERED if sentences else Status.NOT_COVERED
        nearest = () if sentences else tuple(_near(hit) for hit in hits[: self._settings.nearest])
        generation = self._searcher.generation.name
        texts = [sentence.text for sentence in sentences]
        terms = self._searcher.glossary.explain(question, texts, self._views[audience].terms)
        return Answer(
            status=status,
            interpreted_question=question,
            sentences=tuple(sentences),
            citations=tuple(citations),
            disagreements=as_json(differing, citations, source_of),
            nearest=nearest,
            covered=tuple(find_covered((near.document_id for near in nearest), self._searcher.generation.store)),
            glossary=tuple({"term": entry.shown, "plain": entry.plain} for entry in terms),
            disclaimer=DISCLAIMERS[audience],
            generation=generation,
            answer_id=_identify(generation, status, audience, citations),
            confidence=sure,
        )


def with_neighbours(searcher: Searcher, hits: Sequence[Hit], question: str, vector: Vector) -> list[Hit]:
    """The hits, and the rest of some sections.

    Of the best hits, as an answer often stands in the next passage; and of those that begin or end within a list,
    as its items say nothing without their lead-in, and steps nothing without the last ones.
    """
    asked = [hit for rank, hit in enumerate(hits) if rank < NEIGHBOURED or _within_list(hit)]
    held = {hit.ordinal for hit in hits}
    others = [ordinal for ordinal in searcher.neighbours(asked) if ordinal not in held]
    return [*hits, *searcher.read(others, question, vector)]


def _none(_: Unit) -> bool:
    return False


def _within_list(hit: Hit) -> bool:
    first, last = hit.passage.sentences[0], hit.passage.sentences[-1]
    return (first.group is not None and first.role is not Role.LEAD_IN) or last.group is not None


def check_question(question: str) -> str:
    """The question without white space at its ends; raises QuestionError where nothing is left or it is too long."""
    question = " ".join(question.encode("utf-8", "replace").decode("utf-8").split())
    if not question:
        raise QuestionError('the question is empty: ask something, such as "Which nerve supplies the gluteus minimus?"')
    if len(question) > QUESTION_LIMIT:
        raise QuestionError(
            f"the question has {len(question):,} characters; the limit is {QUESTION_LIMIT:,}: shorten it"
        )
    return question


def choose(question: Question, units: Sequence[Unit], settings: AnswerSettings) -> list[Unit]:
    """The units to show: the best, then others nearly as good that add something, within units and words."""
    most = OF_A_FACT if set(question.asks) & FACTS else MOST
    chosen: list[Unit] = []
    words = 0
    for unit in units:
        if len(chosen) >= min(most, settings.units) or (chosen and exp(unit.score - chosen[0].score) < settings.keep):
            break
        if any(_same(unit, other) for other in chosen) or (chosen and words + unit.words > settings.words):
            continue
        if chosen and not _adds(question, unit, chosen[0]):
            continue
        chosen.append(_shorten(unit, settings.words))
        words += chosen[-1].words
    return _in_order(chosen)


def _adds(question: Question, unit: Unit, best: Unit) -> bool:
    """Whether a further unit speaks of the same thing as the best one and holds the kind of fact asked for."""
    names, needed = share(question.terms, unit.found), share(question.terms, best.found)
    if not unit.named or names < SPEAKS * needed or unit.serves < best.serves:
        return False
    leads_up = unit.hit.passage.id == best.hit.passage.id and names > needed  # says what the best one speaks of
    return leads_up or not question.asks or unit.offers >= min(0.5, best.offers)


def _same(unit: Unit, other: Unit) -> bool:
    smaller = min(len(unit.stems), len(other.stems))
    return smaller == 0 or len(unit.stems & other.stems) >= SAME * smaller


def _shorten(unit: Unit, limit: int) -> Unit:
    """A unit within the limit of words; a longer one keeps the sentences that fit, in their order."""
    if unit.words <= limit:
        return unit
    kept: list[Part] = []
    words = 0
    for part in unit.parts:
        words += len(part.sentence.text.split())
        if words <= limit or not kept:
            kept.append(part)
    return replace(unit, parts=tuple(kept))


def _in_order(units: Sequence[Unit]) -> list[Unit]:
    """Grouped by document, the best document first, in the order of its text."""
    documents = list(dict.fromkeys(unit.hit.passage.document_id for unit in units))
    return sorted(
        units,
        key=lambda u: (documents.index(u.hit.passage.document_id), u.sentences[0].start, u.sentences[-1].start),
    )


def _cite(number: int, passage: Passage, sentence: Sentence, source: Source) -> Citation:
    return Citation(
        number=number,
        passage_id=passage.id,
        document_id=passage.document_id,
        title=passage.title,
        authors=source.authors,
        url=source.url,
        licence=source.licence,
        heading_path=passage.heading_path,
        kind=passage.kind,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
    )


def _group(groups: dict[tuple[str, int], int], passage: Passage, sentence: Sentence) -> int | None:
    if sentence.group is None:
        return None
    return groups.setdefault((passage.document_id, sentence.group), len(groups) + 1)


def _near(hit: Hit) -> Nearest:
    """The best sentence of a hit; in a list, all from its lead-in on, as an item alone may say the contrary."""
    passage = hit.passage
    best = passage.sentences[hit.why.best_sentence]
    start, end = best.start, best.end
    if best.group is not None:
        members = [one for one in passage.sentences if one.group == best.group]
        start = members[0].start
        end = members[-1].end if best.role is Role.LEAD_IN else best.end
    return Nearest(
        document_id=passage.document_id,
        title=passage.title,
        heading_path=passage.heading_path,
        quote=passage.text[start - passage.start : end - passage.start],
        start=start,
        end=end,
        score=round(hit.score, 4),
    )


def _decline(answer: Answer, refusal: Refusal, audience: str) -> Answer:
    identity = _identify(answer.generation, refusal.rule, audience, ())
    return replace(answer, status=Status.DECLINED, refusal=refusal, nearest=(), covered=(), answer_id=identity)


def _identify(generation: str, outcome: str, audience: str, citations: Sequence[Citation]) -> str:
    """An id of what is shown. It leaves the question out, or whoever holds one could try out which question it was."""
    parts = [generation, outcome, audience, *(f"{c.document_id}:{c.start}:{c.end}" for c in citations)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
