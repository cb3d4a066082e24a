"""Collections in BEIR's layout: what is read, and what is refused and how."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eval.beir import HALVES, Text, half_of, read_collection
from eval.errors import EvalError
from tests.eval.collection import write_collection, write_lines

QRELS = "qrels/test.tsv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "muscles")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_collection_is_read_whole(folder: Path) -> None:
    collection = read_collection(folder)
    assert (collection.name, collection.split) == ("muscles", "test")
    assert [document.id for document in collection.documents] == ["d1", "d2", "d3", "d4", "d5", "d6"]
    assert collection.documents[5] == Text("d6", "Ankle", "The ankle is a joint of the leg and the foot.")
    assert list(collection.questions) == ["q1", "q2", "q6", "q4"]
    assert collection.judgements == {"q1": {"d2": 2, "d6": 1}, "q2": {"d3": 1}, "q6": {"d5": 1, "d3": 0}}
    assert collection.fingerprint == hashlib.sha256((folder / "corpus.jsonl").read_bytes()).hexdigest()


def test_the_title_comes_first_and_may_be_missing(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "muscles")
    write_lines(folder / "corpus.jsonl", [{"_id": f"d{n}", "text": "A text."} for n in range(7)])
    assert read_collection(folder).documents[0].whole == "A text."
    assert Text("d", "Soleus", "It flexes.").whole == "Soleus It flexes."


def test_the_header_of_judgements_may_be_missing(folder: Path) -> None:
    (folder / QRELS).write_text("q1\td2\t1\n", encoding="utf-8")
    assert read_collection(folder).judgements == {"q1": {"d2": 1}}


def test_separators_of_lines_inside_a_text_do_not_part_it(folder: Path) -> None:
    write_lines(folder / "corpus.jsonl", [{"_id": f"d{n}", "text": "One\u2028two\u0085three."} for n in range(7)])
    assert len(read_collection(folder).documents) == 7


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path) -> None:
    for path in (folder / "queries.jsonl", folder / QRELS):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    collection = read_collection(folder)
    assert next(iter(collection.questions)) == "q1"
    assert collection.judgements["q1"] == {"d2": 2, "d6": 1}


def test_halves_follow_the_hash_of_the_id() -> None:
    ids = [str(number) for number in range(200)]
    for identity in ids:
        assert HALVES.index(half_of(identity)) == int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2
    assert 70 < sum(half_of(identity) == "even" for identity in ids) < 130


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        pytest.param("corpus.jsonl", "{nonsense\n", "corpus.jsonl, line 7 is not JSON", id="no JSON"),
        pytest.param("corpus.jsonl", "[1]\n", "corpus.jsonl, line 7 is not an object", id="no object"),
        pytest.param("corpus.jsonl", '{"text": "x"}\n', "corpus.jsonl, line 7: '_id' is missing", id="no id"),
        pytest.param("corpus.jsonl", '{"_id": 7, "text": "x"}\n', "line 7: '_id' is 7", id="id no text"),
        pytest.param("corpus.jsonl", '{"_id": "a b", "text": "x"}\n', "line 7: '_id' is 'a b'", id="id of two words"),
        pytest.param("corpus.jsonl", '{"_id": "d9"}\n', "line 7: 'text' is missing", id="no text"),
        pytest.param("corpus.jsonl", '{"_id": "d9", "text": 3}\n', "line 7: 'text' is 3", id="text a number"),
        pytest.param(
            "corpus.jsonl", '{"_id": "d9", "text": "x", "title": []}\n', "line 7: 'title' is []", id="title a list"
        ),
        pytest.param(
            "corpus.jsonl", '{"_id": "d2", "text": "x"}\n', "line 7: '_id' 'd2' stands on line 2 too", id="id twice"
        ),
        pytest.param("queries.jsonl", '{"_id": "q9", "text": " "}\n', "line 5: 'text' is empty", id="empty question"),
        pytest.param("queries.jsonl", '{"_id": "q1", "text": "x"}\n', "'q1' stands on line 1 too", id="question twice"),
        pytest.param(QRELS, "q1 d1 1\n", "test.tsv, line 7 has 1 fields", id="parted by spaces"),
        pytest.param(QRELS, "q9\td1\t1\n", "line 7: query-id 'q9' is not in queries.jsonl", id="unknown question"),
        pytest.param(QRELS, "q1\td9\t1\n", "line 7: corpus-id 'd9' is not in corpus.jsonl", id="unknown document"),
        pytest.param(QRELS, "q1\td2\t1\n", "line 7: corpus-id 'd2' is judged twice for 'q1'", id="judged twice"),
        pytest.param(QRELS, "q1\td1\t0.5\n", "line 7: score is '0.5'", id="half a grade"),
        pytest.param(QRELS, "q1\td1\t100000\n", "line 7: score is 100000", id="grade too high"),
    ],
)
def test_a_bad_line_is_named(folder: Path, file: str, text: str, says: str) -> None:
    append(folder / file, text)
    with pytest.raises(EvalError) as caught:
        read_collection(folder)
    assert says in str(caught.value)
    assert str(folder / file) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("", "holds no relevant document", id="empty"),
        pytest.param("query-id\tcorpus-id\tscore\n", "holds no relevant document", id="header alone"),
        pytest.param("q1\td2\t0\nq2\td3\t-1\n", "holds no relevant document", id="nothing relevant"),
    ],
)
def test_judgements_without_a_relevant_document_are_refused(folder: Path, content: str, says: str) -> None:
    (folder / QRELS).write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=says):
        read_collection(folder)


@pytest.mark.parametrize("file", ["corpus.jsonl", "queries.jsonl", QRELS])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(EvalError, match=r"corpus\.jsonl|queries\.jsonl|qrels"):
        read_collection(folder)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / QRELS).write_bytes(b"q1\td2\t1\nq\xe9\td2\t1\n")
    with pytest.raises(EvalError, match=r"test\.tsv is not UTF-8"):
        read_collection(folder)


def test_an_unknown_split_says_which_there_are(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text("q1\td2\t1\n", encoding="utf-8")
    assert read_collection(folder, "dev").judgements == {"q1": {"d2": 1}}
    with pytest.raises(EvalError, match=r"no train\.tsv: choose --split dev or test"):
        read_collection(folder, "train")
    with pytest.raises(EvalError, match="choose --split"):
        read_collection(folder, "../qrels/test")


def test_no_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="nowhere is no folder"):
        read_collection(tmp_path / "nowhere")
