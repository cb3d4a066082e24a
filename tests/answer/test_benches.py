"""The benches of answers: what counts as right in a review question, and what the shares of statuses are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from answer.answerer import Answerer
from answer.types import Answer, AnswerSentence
from bench.off_topic import read_texts, report
from bench.review_questions import FEW, Review, ask_review, count_units, read_reviews
from corpus.types import Role
from index.search import Searcher

QUESTION = "Which nerve supplies the soleus?"
REVIEW = Review("1", QUESTION, "tibial nerve", "soleus.md")


@pytest.fixture(scope="module")
def answered(answerer: Answerer) -> Answer:
    return answerer.answer(QUESTION)


def test_a_review_question_is_right_where_a_short_answer_holds_the_words(
    five_notes: Searcher, answered: Answer
) -> None:
    reply = ask_review(REVIEW, five_notes, lambda _: answered)
    assert (reply.answered, reply.right) == (True, True)


def test_a_review_question_is_wrong_where_the_words_are_missing(five_notes: Searcher, answered: Answer) -> None:
    assert not ask_review(replace(REVIEW, answer="axillary nerve"), five_notes, lambda _: answered).right


def test_a_review_question_is_wrong_where_the_answer_is_long(five_notes: Searcher, answered: Answer) -> None:
    padding = tuple(AnswerSentence("More.", Role.SENTENCE, None, (1,)) for _ in range(FEW))
    long = replace(answered, sentences=(*answered.sentences, *padding))
    assert not ask_review(REVIEW, five_notes, lambda _: long).right


def test_the_sentences_of_one_list_are_one_unit(answered: Answer) -> None:
    listed = tuple(AnswerSentence("One.", Role.ITEM, group, (1,)) for group in (1, 1, 2, None))
    assert count_units(replace(answered, sentences=listed)) == 3


def test_only_short_answers_that_stand_in_their_module_are_asked_for(tmp_path: Path) -> None:
    rows = [
        ("kept", "multiple_choice", "tibial nerve"),
        ("too long", "multiple_choice", "The tibial nerve supplies the soleus"),
        ("elsewhere", "multiple_choice", "axillary nerve"),
        ("free", "free_response", "tibial nerve"),
    ]
    lines = [json.dumps({"_id": i, "type": t, "text": QUESTION, "answer": a, "doc": "m.md"}) for i, t, a in rows]
    (tmp_path / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "m.md").write_text("The tibial nerve supplies the soleus.", encoding="utf-8")
    assert [one.id for one in read_reviews(tmp_path)] == ["kept"]


def test_the_shares_of_what_a_library_is_not_about_are_printed(
    answerer: Answerer, answered: Answer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "asked.jsonl"
    file.write_text(f"{json.dumps({'text': QUESTION})}\n\n{json.dumps({'text': 'Who won the World Cup?'})}\n")
    questions = read_texts(file)
    report(questions, [answered, answerer.answer(questions[1])], show=True)
    printed = capsys.readouterr().out
    assert "2 questions" in printed
    assert "not covered or declined 0.500" in printed
    assert answered.sentences[0].text in printed
