"""Which sentences are the steps of a professional technique: what a client is told about and not taught.

Decided by words that are data (`audience.toml`): who is addressed, whether a sentence orders or tells, what kind of
section it stands in and under which headings. `answer.cautions` knows which sentences warn; a warning is for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from answer.cautions import CAUTION
from answer.offers import DEFINITION
from corpus.types import Kind, Passage, Role, Sentence, Source

OWN = frozenset({Kind.SELF_CARE, Kind.EXERCISE})
HANDS_ON = frozenset({Kind.TECHNIQUE, Kind.TREATMENT, Kind.OTHER})
HANDS_ON_WORK = "hands-on work"  # a technique that has no name
DEFINED = 80  # characters of a text within which the thing that it defines is named
UNTOUCHED = frozenset({Kind.SAFETY, Kind.ASSESSMENT})  # warnings, and tests, which treat nobody
OBJECT = (
    r"(?:\s+(?:the|an?|your|his|her|its|their|each|every|this|that|these|those|it|them|both|one|two|all|any|along|across|"
    r"down|up|gently|slowly|lightly|firmly|again|until|through|around|towards?|from|into|only)\b"
    r"|\s+\w{3,}(?:us|is|or|um|ae|eps|oids?)\b)"  # "Release pectoralis minor"
)
NO_NOUN = r"(?!\s+(?:of|is|are|was|were|may|can|could|will|has|had|does|do|should|might|helps?)\b|-)"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the table as patterns."""

    techniques: tuple[tuple[str, re.Pattern[str]], ...]
    professional: re.Pattern[str]
    procedure: re.Pattern[str]
    test: re.Pattern[str]
    own: re.Pattern[str]
    patient: re.Pattern[str]
    told: re.Pattern[str]
    hands: re.Pattern[str]
    strokes: re.Pattern[str]
    invasive: re.Pattern[str]
    dose: re.Pattern[str]
    describes: re.Pattern[str]
    evidence: re.Pattern[str]
    imperative: re.Pattern[str]
    goes_on: re.Pattern[str]
    enumerated: re.Pattern[str]
    addressed: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Words:
        """The patterns of a table as `tomllib` reads it. Raises KeyError naming what is missing, or re.error."""
        words, headings, orders = table["words"], table["headings"], table["imperative"]
        before = "|".join(orders["before"])
        verbs, nouns = "|".join(orders["verbs"]), "|".join(orders["noun_verbs"])
        return cls(
            techniques=tuple((name, _any(patterns)) for name, patterns in table["techniques"].items()),
            professional=_any(headings["professional"]),
            procedure=_any(headings["procedure"]),
            test=_any(headings["test"]),
            own=_any(headings["self"]),
            patient=_any(words["patient"]),
            told=re.compile(
                rf"\b(?:{'|'.join(words['practitioner'])})\b[^.;:]*?\b(?:{'|'.join(words['hand_verbs'])})\b",
                re.IGNORECASE,
            ),
            hands=_any([*words["hands"], *words["strokes"]]),
            strokes=_any(words["strokes"]),
            invasive=_any(words["invasive"]),
            dose=_any(words["dose"]),
            describes=_any(words["describes"]),
            evidence=_any(words["evidence"]),
            imperative=re.compile(
                rf"^(?:[\w ]{{1,40}}: )?(?:(?:{before})[\s,.:–-]+)*(?:(?:{verbs})\b{NO_NOUN}|(?:{nouns}){OBJECT})",
                re.IGNORECASE,
            ),
            goes_on=_any(words["goes_on"]),
            enumerated=_any(words["enumerated"]),
            addressed=_any(words["addressed"]),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A section as a whole: its sentences, the headings from the nearest up to the title, and for whom it is."""

    kind: Kind
    headings: tuple[str, ...]
    audience: str
    sentences: tuple[Sentence, ...]


class Techniques:
    """Says of sentences whether they are steps for professionals. What it learned of a section is kept."""

    def __init__(
        self, words: Words, passages_of: Callable[[str], Sequence[Passage]], source_of: Callable[[str], Source]
    ) -> None:
        self._words, self._passages_of, self._source_of = words, passages_of, source_of
        self._steps: dict[tuple[str, int], frozenset[int]] = {}

    def is_step(self, passage: Passage, sentence: Sentence) -> bool:
        """Whether this sentence is a step of a professional technique, or what such steps hang on."""
        key = (passage.document_id, sentence.section)
        if key not in self._steps:
            self._steps[key] = find_steps(self._section(passage, sentence.section), self._words)
        return sentence.start in self._steps[key]

    def name(self, passage: Passage, sentence: Sentence) -> str:
        """The technique that a step belongs to."""
        members = self._section(passage, sentence.section).sentences
        leads = [one.text for one in members if one.role is Role.LEAD_IN and one.group == sentence.group]
        for text in (*leads, *reversed(passage.heading_path), passage.title, sentence.text):
            for name, pattern in self._words.techniques:
                if pattern.search(text):
                    return name
        return HANDS_ON_WORK

    def says_what_is(self, technique: str, text: str) -> bool:
        """Whether a text says what the technique of this name is."""
        named = any(name == technique and pattern.search(text[:DEFINED]) for name, pattern in self._words.techniques)
        return named and bool(DEFINITION.search(text))

    def speaks_to_professionals(self, sentence: Sentence) -> bool:
        """Whether a sentence tells a professional what to do with somebody else: "Refer a client to …"."""
        return bool(self._words.addressed.match(sentence.text))

    def _section(self, passage: Passage, number: int) -> Section:
        passages = [one for one in self._passages_of(passage.document_id) if one.sentences[0].section == number]
        sentences = {one.start: one for each in passages for one in each.sentences}
        return Section(
            passage.kind,
            (*reversed(passage.heading_path), passage.title),
            self._source_of(passage.document_id).audience,
            tuple(sentences[start] for start in sorted(sentences)),
        )


def find_steps(section: Section, words: Words) -> frozenset[int]:
    """Where the steps of a section begin, counted as its sentences are.

    A list of steps is withheld whole: some of them without the others would be worse than all. So are orders that
    follow one another, and a sentence that goes on with a step ("Pressure is held for 30 seconds").
    """
    if section.kind in UNTOUCHED or words.test.search(section.headings[0]):
        return frozenset()
    reader = _Reader(section, words)
    steps: set[int] = set()
    run: list[int] = []  # orders by themselves, right before this place, that were not taken for steps
    before = False
    for members in _blocks(section.sentences):
        found = reader.steps_of(members, before=before)
        before = members[-1].start in found
        steps.update(found, run if found else ())
        run = [*run, members[0].start] if not found and reader.is_unclear(members) else []
    return frozenset(steps)


def _blocks(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Lists with their lead-ins, and every other sentence by itself."""
    lists: dict[int, list[Sentence]] = {}
    blocks: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.group in lists:
            lists[sentence.group].append(sentence)
            continue
        blocks.append([sentence])
        if sentence.group is not None:
            lists[sentence.group] = blocks[-1]
    return blocks


class _Reader:
    """Reads the sentences of one section; whether somebody else is worked on in it is settled once."""

    def __init__(self, section: Section, words: Words) -> None:
        self._section, self._words = section, words
        orders = [one.text for one in section.sentences if words.imperative.search(one.text)]
        self._worked_on = section.kind not in OWN and any(words.patient.search(text) for text in orders)

    def steps_of(self, members: Sequence[Sentence], *, before: bool) -> set[int]:
        """Where the steps among these begin; `before` says that the sentence before them was one."""
        lead = " ".join(one.text for one in members if one.role is Role.LEAD_IN)
        if CAUTION.search(lead):
            return set()
        rest = [one for one in members if one.role is not Role.LEAD_IN]
        acts = self._is_professional(lead)
        found = {one.start for one in rest if self._is_step(one.text, professional=acts, before=before)}
        above = "\n".join((lead, *self._section.headings))
        listed = len(rest) > 1 and (rest[0].role is Role.STEP or bool(acts and self._words.procedure.search(above)))
        return {one.start for one in members} if found and (listed or len(found) == len(rest)) else found

    def is_unclear(self, members: Sequence[Sentence]) -> bool:
        """Whether this is an order by itself of which nothing says whom it is for."""
        text = members[0].text
        alone = len(members) == 1 and bool(self._words.imperative.search(text)) and not _YOURS.search(text)
        return alone and self._is_professional("") is not False and not CAUTION.search(text)

    def _is_professional(self, lead: str) -> bool | None:
        """Whether those who act are professionals: the nearest heading that says who decides, None where none does."""
        for text in (lead, *self._section.headings):
            if self._words.own.search(text):
                return False
            if self._words.professional.search(text):
                return True
        if self._section.kind in OWN:
            return False
        return {"therapist": True, "client": False}.get(self._section.audience)

    def _is_step(self, text: str, *, professional: bool | None, before: bool) -> bool:
        words, own = self._words, self._section.kind in OWN or professional is False
        if CAUTION.search(text):
            return False
        if words.imperative.search(text):
            if words.invasive.search(text) or words.patient.search(text):
                return True
            unsaid = professional is None and bool(words.hands.search(text)) and not _YOURS.search(text)
            return self._section.kind in HANDS_ON and not own and bool(professional or self._worked_on or unsaid)
        if words.describes.search(text) or words.evidence.search(text):
            return False
        if words.told.search(text):
            return bool(words.dose.search(text) or words.hands.search(text))
        if before and words.goes_on.search(text):
            return True
        return (
            self._section.kind in HANDS_ON and not own and self._tells(text, professional=professional, before=before)
        )

    def _tells(self, text: str, *, professional: bool | None, before: bool) -> bool:
        """Whether a sentence tells how hands or tools are used, so closely that one could do it after them."""
        words, heading = self._words, self._section.headings[0]
        strokes, hands = set(words.strokes.findall(text)), words.hands.search(text)
        if professional and words.procedure.search(heading) and (hands or words.enumerated.search(text)):
            return True
        if professional and (strokes or (hands and words.patient.search(text))):
            return True
        names = [pattern for _, pattern in words.techniques]
        dosed = words.dose.search(text) and any(pattern.search(heading) for pattern in names)
        goes_on = before and any(pattern.search(text) for pattern in names)
        return len(strokes) > 1 or bool(dosed) or goes_on


_YOURS = re.compile(r"\b(?:your|yourself)\b", re.IGNORECASE)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
