"""Files of answers, ours or somebody else's: objects of the chat contract with an `id`, and TREC-RAG's.

Both are JSONL and told apart line by line: TREC-RAG names the question `topic_id`. Whatever stands in a file becomes
the `Given` that `eval.scoring` scores; fields that are not scored may be anything.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answer.types import Status
from eval.library import Library
from eval.lines import Line, read_lines
from eval.results import to_json
from eval.scoring import Claim, Given, Quoted
from eval.suites import STATUSES


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """Answers by question. `run` is the name that a TREC-RAG file gives itself, else that of the file."""

    run: str
    answers: dict[str, Given]


def read_answers(path: Path, library: Library, ids: Collection[str]) -> AnswerFile:
    """The answers in a file to questions with these ids.

    Raises EvalError naming the file, the line and the field; among others for an id that is not asked for or that
    stands twice.
    """
    answers: dict[str, Given] = {}
    run = path.stem
    for line in read_lines(path):
        field, read = ("topic_id", _trec_rag) if "topic_id" in line.fields else ("id", _contract)
        identity = line.text(field)
        if identity not in ids:
            line.refuse(field, f"is {identity!r}, which is no question of the suite: check which suite it answers")
        if identity in answers:
            line.refuse(field, f"is {identity!r} a second time: keep one answer to each question")
        answers[identity] = read(line, library)
        if field == "topic_id":
            run = line.text("run_id", run)
    return AnswerFile(run, answers)


def give(fields: Mapping[str, Any], library: Library) -> Given:
    """An answer of our own as it is scored: the same as if it had been written to a file and read again."""
    return _contract(Line(Path("answers.jsonl"), 1, json.loads(to_json(fields))), library)


def to_trec_rag(run: str, identity: str, answer: Mapping[str, Any]) -> str:
    """An answer of the contract as a line of TREC-RAG: the references are the passages that it quotes."""
    passages = {citation["number"]: citation["passage_id"] for citation in answer["citations"]}
    references = list(dict.fromkeys(passages.values()))
    sentences = [
        {
            "text": sentence["text"],
            "citations": [references.index(passages[number]) for number in sentence["citations"]],
        }
        for sentence in answer["sentences"]
    ]
    return to_json(
        {
            "run_id": run,
            "topic_id": identity,
            "topic": answer["interpreted_question"],
            "references": references,
            "response_length": sum(len(sentence["text"].split()) for sentence in sentences),
            "answer": sentences,
        }
    )


def _contract(line: Line, library: Library) -> Given:
    quoted: list[Quoted] = []
    places: dict[int, int] = {}
    for citation in line.objects("citations"):
        if (number := citation.whole("number")) in places:
            citation.refuse("number", f"is {number} a second time: number each citation once")
        places[number] = len(quoted)
        quoted.append(_quoted(citation, library))
    claims = [
        Claim(
            sentence.text("text"),
            None if sentence.fields.get("group") is None else sentence.whole("group"),
            tuple(places.get(number) for number in sentence.wholes("citations")),
        )
        for sentence in line.objects("sentences")
    ]
    return Given(
        status=Status(line.choice("status", STATUSES)),
        claims=tuple(claims),
        citations=tuple(quoted),
        rule=_rule(line),
        disagreements=len(line.objects("disagreements")),
        disclaimer=line.text("disclaimer", "", empty=True),
        confidence=_confidence(line),
        interpreted=line.text("interpreted_question") if "interpreted_question" in line.fields else None,
        glossary=tuple(entry.text("term") for entry in line.objects("glossary")) if "glossary" in line.fields else None,
    )


def _quoted(citation: Line, library: Library) -> Quoted:
    """A citation with its document's own id, and whether its words stand where it says."""
    name, quote = citation.text("document_id"), citation.text("quote", empty=True)
    start, end = citation.whole("start"), citation.whole("end")
    found = library.find(name)
    if len(found) != 1:
        return Quoted("", quote, holds_true=False)
    return Quoted(found[0], quote, 0 <= start <= end and library.document(found[0]).text[start:end] == quote)


def _rule(line: Line) -> str:
    return "" if line.fields.get("urgent") is None else line.object("urgent").text("rule")


def _confidence(line: Line) -> float | None:
    value = line.fields.get("confidence")
    if value is None:
        return None
    if type(value) not in {int, float}:
        line.refuse("confidence", f"is {value!r}; it must be a number")
    return float(value)


def _trec_rag(line: Line, library: Library) -> Given:
    """An answer of TREC-RAG. It has no status: one without sentences says that nothing was found."""
    references = line.texts("references")
    claims = []
    for sentence in line.objects("answer"):
        cited = [number if 0 <= number < len(references) else None for number in sentence.wholes("citations")]
        claims.append(Claim(sentence.text("text"), None, tuple(cited)))
    status = Status.ANSWERED if claims else Status.NOT_COVERED
    return Given(status, tuple(claims), tuple(_referred(name, library) for name in references))


def _referred(name: str, library: Library) -> Quoted:
    """A reference is a passage of ours, or a document, which then is cited as a whole."""
    if (passage := library.passage(name)) is not None:
        return Quoted(*passage, holds_true=None)
    found = library.find(name)
    if len(found) != 1:
        return Quoted("", "", holds_true=None)
    return Quoted(found[0], library.document(found[0]).text, holds_true=None)
