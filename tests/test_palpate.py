"""The command line as users run it: a process of its own, its two streams, its exit status. And the starter library."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answer.answerer import Answerer
from answer.disclaimers import disclaimer_for
from answer.safety import load_gate
from answer.scope import load_scope
from answer.types import DISCLAIMERS, Answer, Nearest, Status, Withheld
from corpus.settings import AUDIENCES
from index.search import Searcher
from present import number_ranges, print_answer
from tests.answer.notes import write_notes
from tests.conftest import FIRST_QUESTION, ROOT, STARTER_NOTES, First, Ran, run_palpate
from tests.ingest.make import encrypted_pdf, pdf

Run = Callable[..., Ran]


@pytest.fixture
def data(first: First, tmp_path: Path) -> Path:
    """A folder of this test's own with the starter library in it; the exported model is shared."""
    place = tmp_path / "data"
    shutil.copytree(first.data, place, ignore=shutil.ignore_patterns("models", "lock"))
    (place / "models").symlink_to(first.data / "models")
    return place


@pytest.fixture
def run(data: Path, tmp_path: Path) -> Run:
    """Run a command on that folder, from the folder above it."""

    def run_one(command: str, *arguments: str | Path, **environment: str) -> Ran:
        return run_palpate(command, "--data", data, *arguments, folder=tmp_path, environment=environment)

    return run_one


@pytest.fixture
def ask_first(first: First, tmp_path: Path) -> Run:
    """Ask without changing anything, so on the shared folder."""

    def ask(*arguments: str, **environment: str) -> Ran:
        return run_palpate("ask", "--data", first.data, *arguments, folder=tmp_path, environment=environment)

    return ask


def error(ran: Ran, *, status: int = 1) -> str:
    """The one line that an error is told in."""
    assert ran.status == status, ran.err
    assert "Traceback" not in ran.err
    (line,) = [line for line in ran.err.splitlines() if line.startswith("palpate")]
    return line


def load(ran: Ran) -> Any:
    """The one JSON object that is all of standard output."""
    assert ran.out.startswith("{")
    assert ran.out.endswith("}\n")
    return json.loads(ran.out)


# Asking


def test_the_first_question_builds_a_library_from_the_starter_notes_and_says_so(first: First) -> None:
    assert first.ran.status == 0
    assert f"No library in {first.data} yet: building one from the starter notes." in first.ran.err
    assert "No library" not in first.ran.out
    assert (first.data / "CURRENT").is_file()


def test_the_first_question_is_answered_with_citation_and_disclaimer(first: First) -> None:
    text = " ".join(first.ran.out.split())
    assert "superior gluteal nerve (L4, L5, S1)" in text
    assert "[1]" in text
    assert "Gluteus minimus: anatomy and action › Facts at a glance. Palpate contributors. CC BY 4.0." in text
    assert text.endswith(DISCLAIMERS["client"])
    assert "\033" not in first.ran.out


def test_later_questions_find_the_library_and_say_nothing_else(ask_first: Run) -> None:
    ran = ask_first(FIRST_QUESTION)
    assert (ran.status, ran.err) == (0, "")
    assert "superior gluteal nerve" in ran.out


def test_json_is_one_object_and_nothing_else(ask_first: Run) -> None:
    ran = ask_first("--json", "--audience", "therapist", FIRST_QUESTION)
    answer = load(ran)
    assert ran.err == ""
    assert answer["status"] == "answered"
    assert "superior gluteal nerve" in answer["sentences"][0]["text"]
    assert answer["citations"][0]["quote"] == answer["sentences"][0]["text"]
    assert answer["disclaimer"] == DISCLAIMERS["therapist"]
    assert "confidence" not in answer


def test_a_question_that_the_library_does_not_answer_is_told_so(ask_first: Run) -> None:
    ran = ask_first("Who won the World Cup?")
    assert ran.status == 0
    assert ran.out.startswith("The library does not answer this.\n")
    assert "What comes nearest" in ran.out
    assert "[1]" not in ran.out
    assert " ".join(ran.out.split()).endswith(DISCLAIMERS["client"])


def test_a_question_need_not_stand_in_quotes(ask_first: Run) -> None:
    assert load(ask_first("--json", *FIRST_QUESTION.split()))["interpreted_question"] == FIRST_QUESTION


def test_a_question_may_hold_what_no_terminal_should_send(ask_first: Run) -> None:
    ran = ask_first("--json", os.fsdecode(b"nerve \xff \xf0"))
    assert ran.status == 0
    load(ran)


HEAVY = ["torch", "transformers", "sentence_transformers", "pydantic", "onnx", "pypdfium2", "httpx", "rich", "tiktoken"]


def test_asking_imports_nothing_heavy(first: First) -> None:
    """These take seconds to import; a question on a library that is there takes less than one."""
    code = (
        "import sys, palpate\n"
        f"assert palpate.main(['ask', '--data', {str(first.data)!r}, {FIRST_QUESTION!r}]) == 0\n"
        f"sys.exit(', '.join(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert "superior gluteal nerve" in done.stdout
    assert done.stderr.strip() == ""


# The other commands


def test_notes_are_ingested_listed_shown_found_and_removed(run: Run, tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes")
    ran = run("ingest", notes)
    assert ran.status == 0
    assert "added soleus.md as soleus-d9a04ad4: Soleus" in ran.out
    assert f"5 added. The library holds {STARTER_NOTES + 5} documents" in ran.out

    assert "5 unchanged." in run("ingest", notes).out
    listed = run("sources")
    assert "soleus-d9a04ad4  Soleus" in listed.out
    assert listed.out.endswith(f"{STARTER_NOTES + 5} documents\n")

    assert "Anatomy: 4 sentences (anatomy)" in run("sources", "show", "soleus").out
    found = load(run("search", "--json", "--limit", "2", "soleus heel"))
    assert [hit["document_id"] for hit in found["hits"]] == ["soleus-d9a04ad4"] * 2
    assert set(found) == {"urgent", "hits", "facets", "disclaimer", "generation", "rules_version"}
    assert set(found["hits"][0]["why"]) == {"lexical", "dense", "terms", "best_sentence"}

    assert "'sol' is too short an id to remove by" in error(run("sources", "remove", "sol"))
    removed = run("sources", "remove", "soleus")
    assert (removed.status, "removed soleus.md" in removed.out) == (0, True)
    assert "soleus-d9a04ad4" not in run("sources").out
    kept = load(run("search", "--json", "soleus heel"))["hits"]
    assert all(hit["document_id"] != "soleus-d9a04ad4" for hit in kept)


def test_rollback_goes_back_to_the_library_before(run: Run, data: Path, tmp_path: Path) -> None:
    before = (data / "CURRENT").read_text(encoding="utf-8").strip()
    assert run("ingest", write_notes(tmp_path / "notes")).status == 0
    ran = run("rollback", "--json")
    assert load(ran) == {"generation": before}
    assert len(load(run("sources", "--json"))["documents"]) == STARTER_NOTES
    assert "there is nothing to go back to" in error(run("rollback"))


def test_sources_as_json_say_where_each_document_came_from(run: Run) -> None:
    documents = load(run("sources", "--json"))["documents"]
    assert len(documents) == STARTER_NOTES
    assert {document["licence"] for document in documents} == {"CC BY 4.0"}
    assert all(document["sections"] and document["authors"] for document in documents)


def test_a_dry_run_shows_what_would_be_dropped_and_stores_nothing(run: Run, data: Path, tmp_path: Path) -> None:
    note = tmp_path / "calf.md"
    note.write_text("# Calf\n\nThe soleus aches.\n\n## References\n\n- Gray 1918.\n", encoding="utf-8")
    before = sorted(data.rglob("*"))
    ran = run("ingest", "--dry-run", note)
    assert ran.status == 0
    assert "References: 1 sentence (references, never quoted)" in ran.out
    assert "Dry run, nothing stored: 1 added." in ran.out
    preview = load(run("ingest", "--dry-run", "--json", note))
    assert (preview["dry_run"], preview["documents"], len(preview["previews"])) == (True, 1, 1)
    assert sorted(data.rglob("*")) == before


def test_ingest_as_json_tells_of_failures_too(run: Run, tmp_path: Path) -> None:
    ran = run("ingest", "--json", write_notes(tmp_path / "notes"), tmp_path / "missing.md")
    assert ran.status == 1
    outcomes = load(ran)["outcomes"]
    assert [outcome["status"] for outcome in outcomes].count("added") == 5
    assert [outcome["key"] for outcome in outcomes if outcome["status"] == "failed"] == ["missing.md"]


def test_search_keeps_to_kinds_and_documents(run: Run) -> None:
    hits = load(run("search", "--json", "--kind", "safety", "pain"))["hits"]
    assert {hit["kind"] for hit in hits} == {"safety"}
    hits = load(run("search", "--json", "--document", "gluteus-minimus-self", "pain"))["hits"]
    assert {hit["title"] for hit in hits} == {"Gluteus minimus: self-care"}
    assert run("search", "pain at night").out.startswith("1. ")


def test_doctor_finds_nothing_wrong(run: Run) -> None:
    ran = run("doctor", "--json")
    assert ran.status == 0
    checks = {check["name"]: check for check in load(ran)["checks"]}
    assert set(checks) == {
        "python", "memory", "port", "data folder", "permissions", "disk", "safety rules", "scope rules", "embedder",
        "generation", "generation before", "language model",
    }  # fmt: skip
    assert checks["generation"]["status"] == checks["embedder"]["status"] == "ok"
    for name, version in (("safety rules", load_gate().version), ("scope rules", load_scope().version)):
        assert checks[name]["status"] == "ok"
        assert checks[name]["detail"].startswith(f"{version}, ")


@pytest.mark.parametrize("kind", ["rules", "scope"])
def test_doctor_names_the_place_in_rules_that_cannot_be_read(kind: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('version = ""\n', encoding="utf-8")
    ran = run("doctor", "--json", **{f"PALPATE_SAFETY_{kind.upper()}": "ours.toml"})
    assert ran.status == 1
    checks = {check["name"]: check for check in load(ran)["checks"]}
    failed = {name for name, check in checks.items() if check["status"] == "failed"}
    assert failed == {"safety rules" if kind == "rules" else "scope rules"}
    assert "ours.toml" in str(checks)


def test_doctor_builds_nothing_and_names_what_is_damaged(run: Run, data: Path) -> None:
    _damage(data)
    ran = run("doctor")
    assert ran.status == 1
    assert "XX  generation" in ran.out
    assert "palpate rollback" in ran.out


def test_settings_come_from_file_and_environment(run: Run, tmp_path: Path) -> None:
    (tmp_path / "palpate.toml").write_text('audience = "therapist"\n[answer]\nconfidence = 1.0\n', encoding="utf-8")
    answer = load(run("ask", "--json", FIRST_QUESTION))
    assert (answer["status"], answer["disclaimer"]) == ("not_covered", DISCLAIMERS["therapist"])
    answer = load(run("ask", "--json", "--audience", "client", FIRST_QUESTION, PALPATE_ANSWER_CONFIDENCE="0.5"))
    assert (answer["status"], answer["disclaimer"]) == ("answered", DISCLAIMERS["client"])


def test_the_data_folder_comes_from_the_environment(first: First, tmp_path: Path) -> None:
    ran = run_palpate("sources", folder=tmp_path, environment={"PALPATE_DATA": str(first.data)})
    assert (ran.status, ran.out.endswith(f"{STARTER_NOTES} documents\n")) == (0, True)


# Errors


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _damage(data: Path) -> None:
    store = data / "generations" / (data / "CURRENT").read_text(encoding="utf-8").strip() / "store.sqlite"
    content = bytearray(store.read_bytes())
    content[len(content) // 2] ^= 1
    store.write_bytes(content)


def test_each_file_that_cannot_be_read_is_named_in_a_line_of_its_own(run: Run, data: Path, tmp_path: Path) -> None:
    files = {
        "missing.md": None,
        "empty.md": b"",
        "blank.md": b" \n\n",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "locked.pdf": encrypted_pdf(),
        "cut.pdf": pdf([[(72, 700, "Hip")]])[:150],
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    }
    for name, content in files.items():
        if content is not None:
            _write(tmp_path / name, content)
    current = (data / "CURRENT").read_text(encoding="utf-8")
    ran = run("ingest", *files)
    assert (ran.status, "Traceback" in ran.err) == (1, False)
    lines = [line.removeprefix("palpate: ") for line in ran.err.splitlines() if line.startswith("palpate: ")]
    assert [line.split(" ")[0] for line in lines] == list(files)
    assert all(": " in line for line in lines)
    assert "missing.md does not exist: check the path" in lines
    assert (data / "CURRENT").read_text(encoding="utf-8") == current


def test_a_file_over_the_limit_is_named_with_both_sizes(run: Run, tmp_path: Path) -> None:
    path = _write(tmp_path / "large.txt", b"word " * 500)
    line = error(run("ingest", path, PALPATE_INGEST_FILE_LIMIT="1000"))
    assert "large.txt is 2,500 bytes, over the limit of 1,000: split it" in line


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/hip", "ftp://127.0.0.1/hip"])
def test_an_address_that_cannot_be_reached_is_named(run: Run, address: str) -> None:
    assert address in error(run("ingest", address))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", ""), "the question is empty"),
        (("ask", " \t "), "the question is empty"),
        (("search", ""), "empty"),
        (("ask", "z" * 4001), "has 4,001 characters; the limit is 4,000"),
        (("sources", "show", "nothing"), "no document with id 'nothing': `palpate sources` lists what there is"),
        (("sources", "remove", "nothing"), "no document with id 'nothing'"),
        (("sources", "remove", "gluteus-minimus"), "'gluteus-minimus' begins 3 ids"),
        (("search", "--document", "nothing", "pain"), "no document with id 'nothing'"),
        (("rollback",), "there is nothing to go back to"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run(*arguments)
    assert message in error(ran)
    assert ran.out == ""
    assert "zz" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (("--config", "none.toml"), {}, "no settings file at none.toml"),
        (("--config", "bad.toml"), {}, "bad.toml is not valid TOML"),
        (("--config", "unknown.toml"), {}, "unknown.toml: unknown setting 'audiense'"),
        ((), {"PALPATE_AUDIENCE": "dog"}, "PALPATE_AUDIENCE is 'dog'; it must be one of client, therapist"),
        ((), {"PALPATE_EMBEDDER": "/no/such/folder"}, "/no/such/folder"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], message: str
) -> None:
    _write(tmp_path / "bad.toml", b"audience = ")
    _write(tmp_path / "unknown.toml", b"audiense = 'client'")
    assert message in error(run("ask", *arguments, FIRST_QUESTION, **environment))


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "file", b"")
    for command in (("ask", FIRST_QUESTION), ("sources",), ("rollback",)):
        assert str(path) in error(run_palpate(command[0], "--data", path, *command[1:], folder=tmp_path))
    ran = run_palpate("doctor", "--data", path, folder=tmp_path)
    assert (ran.status, "Traceback" in ran.err, "is not a folder" in ran.out) == (1, False, True)


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere, so no folder can be made read-only for it")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    assert str(folder) in error(run_palpate("ask", "--data", folder, FIRST_QUESTION, folder=tmp_path))


def test_a_damaged_generation_is_named_with_the_way_back(run: Run, data: Path) -> None:
    _damage(data)
    for arguments in (("ask", FIRST_QUESTION), ("sources",), ("search", "pain")):
        line = error(run(*arguments))
        assert "store.sqlite has SHA-256" in line
        assert "palpate rollback" in line


def test_a_current_that_names_nothing_is_told(run: Run, data: Path) -> None:
    whole = (data / "CURRENT").read_text(encoding="utf-8").strip()
    for said in ("../elsewhere", "20200101T000000Z-00000000"):
        (data / "CURRENT").write_text(said, encoding="utf-8")
        ran = run("ask", FIRST_QUESTION)
        assert (ran.status, "superior gluteal nerve" in ran.out) == (0, True)
        assert said in ran.err
        assert "`palpate rollback` goes back to the one before; where there is none, delete CURRENT" in ran.err
        assert ran.err.endswith(f"until then this comes from {whole}\n")
        assert said in error(run("ingest", data / "CURRENT"))


def test_questions_go_on_from_the_generation_before(run: Run, data: Path, tmp_path: Path) -> None:
    before = (data / "CURRENT").read_text(encoding="utf-8").strip()
    assert run("ingest", write_notes(tmp_path / "notes")).status == 0
    _damage(data)
    ran = run("ask", FIRST_QUESTION)
    assert (ran.status, "superior gluteal nerve" in ran.out) == (0, True)
    assert "store.sqlite has SHA-256" in ran.err
    assert ran.err.endswith(f"until then this comes from {before}\n")
    ran = run("doctor")
    assert (ran.status, f"questions are answered from {before}; `palpate rollback`" in ran.out) == (1, True)
    assert "store.sqlite has SHA-256" in error(run("ingest", tmp_path / "notes"))
    assert run("rollback").status == 0
    assert run("ask", FIRST_QUESTION).err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("answer",),
        ("ask",),
        ("ask", "--audience", "dog", "hip"),
        ("search", "--limit", "0", "hip"),
        ("search", "--kind", "references", "hip"),
        ("ingest",),
        ("sources", "remove"),
    ],
)
def test_wrong_usage_has_a_status_of_its_own(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = run_palpate(*arguments, folder=tmp_path)
    assert (ran.status, ran.out, "Traceback" in ran.err) == (2, "", False)
    assert ran.err.splitlines()[-1].startswith("palpate")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["ask", "ingest", "sources", "search", "rollback", "doctor"])
def test_each_command_explains_itself_with_an_example(tmp_path: Path, command: str) -> None:
    ran = run_palpate(command, "--help", folder=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert f"\n  palpate {command}" in ran.out
    assert "--data DIR" in ran.out


def test_a_reader_that_goes_away_is_no_disaster(first: First, tmp_path: Path) -> None:
    """As with `palpate sources | head -0`."""
    for arguments in (["sources", "--json"], ["ask", FIRST_QUESTION]):
        command = [sys.executable, str(ROOT / "palpate.py"), arguments[0], "--data", str(first.data), *arguments[1:]]
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert (process.wait(60), said) == (1, b"")


def test_output_that_the_terminal_cannot_show_is_replaced(first: First, tmp_path: Path) -> None:
    ran = run_palpate(
        "ask", "--data", first.data, FIRST_QUESTION, folder=tmp_path, environment={"PYTHONIOENCODING": "ascii"}
    )
    assert (ran.status, "superior gluteal nerve" in ran.out) == (0, True)


# What the starter library answers


COVERED: list[tuple[str, str]] = [
    (FIRST_QUESTION, "superior gluteal nerve"),
    ("What innervates the gluteus minimus?", "superior gluteal nerve"),
    ("Which artery supplies the gluteus minimus?", "superior gluteal artery"),
    ("Where does the gluteus minimus insert?", "greater trochanter"),
    ("Where does the gluteus minimus originate?", "ilium"),
    ("What do the back fibres of the gluteus minimus do?", "laterally"),
    ("What do the front fibres of the gluteus minimus do?", "medially"),
    ("Where does pain from the front part of the gluteus minimus travel?", "as far as the ankle"),
    ("Where do trigger points in the back fibres send pain?", "back of the thigh and calf"),
    ("Why does my hip hurt at night when I lie on it?", "lie on the sore side"),
    ("Which exercises strengthen the gluteus minimus?", "Clamshell"),
    ("How long should I stay on a tender spot?", "20"),
    ("What does a wallet in the back pocket have to do with it?", "wallet"),
    ("Which muscles are often sore together with the gluteus minimus?", "piriformis"),
    ("What is a Trendelenburg sign?", "pelvis drops"),
    ("How do I stretch the gluteus minimus?", "ankle of the sore side on the other knee"),
    ("How should I lie in bed at night?", "between your knees"),
    ("When should I see a doctor about hip pain?", "See a doctor"),
    ("Does dry needling help?", "Dry needling"),
    ("What is a trigger point?", "tender spot in a tight band"),
]


# The right muscle and no such fact, another structure, or nothing to do with either.
NEAR_MISSES = [
    "What is the dose of ibuprofen for hip pain?",
    "Where does the deltoid originate?",
    "Which nerve supplies the deltoid?",
    "How do I stretch the masseter?",
    "Where does pain from the scalenes travel?",
    "Which exercises strengthen the biceps?",
    "How much does a hip replacement cost?",
    "Who won the World Cup?",
    "Which vitamins are good for bones?",
    "What is the capital of France?",
]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize(("question", "words"), COVERED)
def test_the_starter_library_answers(starter: Searcher, question: str, words: str, audience: str) -> None:
    answer = Answerer(starter).answer(question, audience=audience)
    assert answer.status == "answered"
    assert words in " ".join(sentence.text for sentence in answer.sentences)
    assert answer.citations


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("question", NEAR_MISSES)
def test_the_starter_library_does_not_answer(starter: Searcher, question: str, audience: str) -> None:
    answer = Answerer(starter).answer(question, audience=audience)
    assert answer.status == "not_covered", [sentence.text for sentence in answer.sentences]
    assert answer.sentences == ()
    assert answer.nearest


def test_the_parts_of_the_muscle_are_kept_apart(starter: Searcher) -> None:
    answer = Answerer(starter).answer("Where does pain from the front part of the gluteus minimus travel?")
    assert not any(sentence.text.startswith("Back fibres") for sentence in answer.sentences)


def test_nothing_is_written_outside_the_data_folder(run: Run, tmp_path: Path) -> None:
    """ONNX Runtime, as published, keeps an id of the machine under the home and reports its use unless told not to."""
    home = tmp_path / "home"
    home.mkdir()
    note = tmp_path / "note.md"
    note.write_text("# Masseter\n\nThe masseter lifts the lower jaw.\n", encoding="utf-8")
    assert run("ingest", note, HOME=str(home), XDG_CACHE_HOME=str(home / "cache")).status == 0
    assert run("ask", "Which nerve supplies the gluteus minimus?", HOME=str(home)).status == 0
    assert list(home.rglob("*")) == []
    assert {path.name for path in tmp_path.iterdir()} == {"data", "home", "note.md"}


# The gate

EMERGENCY = "My back went yesterday, I can't feel my saddle area and I can't pee"
URGENT = "My left calf is swollen, hot and tender since the flight"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_emergency_needs_no_library(command: str, tmp_path: Path) -> None:
    ran = run_palpate(command, EMERGENCY, folder=tmp_path)
    assert ran.status == 0, ran.err
    assert ran.out.startswith("EMERGENCY: ")
    assert "999" in ran.out
    assert not (tmp_path / "data").exists()


def test_an_emergency_comes_before_a_document_that_is_not_there(tmp_path: Path) -> None:
    ran = run_palpate("search", "--document", "no-such-note", EMERGENCY, folder=tmp_path)
    assert ran.status == 0, ran.err
    assert ran.out.startswith("EMERGENCY: ")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("arguments", [["search", "--document", "no-such-note"], ["ask", "please " * 800]])
def test_what_is_urgent_is_told_although_nothing_else_can_be(arguments: list[str], run: Run) -> None:
    command, *others = arguments
    ran = run(command, *others, URGENT)
    assert (ran.status, ran.out.startswith("URGENT: ")) == (1, True)
    ran = run(command, "--json", *others, URGENT)
    assert ran.status == 1
    assert load(ran)["urgent"]["level"] == "urgent"
    assert load(ran)["disclaimer"] == DISCLAIMERS["client"]


def test_a_search_is_told_what_palpate_is(first: First, tmp_path: Path) -> None:
    shown = (disclaimer_for("therapist", "en-US"), "1. ")
    environment = {"PALPATE_AUDIENCE": "therapist", "PALPATE_LOCALE": "en-US"}
    ran = run_palpate("search", "--data", first.data, "hip", folder=tmp_path, environment=environment)
    assert (" ".join(ran.out.split()).endswith(shown[0]), ran.out.startswith(shown[1])) == (True, True)
    ran = run_palpate("search", EMERGENCY, folder=tmp_path, environment=environment)
    assert " ".join(ran.out.split()).endswith(shown[0])


def test_an_emergency_as_json_is_declined(tmp_path: Path) -> None:
    answer = json.loads(run_palpate("ask", "--json", EMERGENCY, folder=tmp_path).out)
    assert (answer["status"], answer["sentences"], answer["urgent"]["level"]) == ("declined", [], "emergency")


def test_contacts_follow_the_locale_of_the_settings(tmp_path: Path) -> None:
    ran = run_palpate("ask", EMERGENCY, folder=tmp_path, environment={"PALPATE_LOCALE": "en-US"})
    assert "911" in ran.out


def test_the_notice_comes_before_a_refusal(tmp_path: Path) -> None:
    ran = run_palpate(
        "ask", "my left calf is swollen, hot and tender since the flight " + "please " * 800, folder=tmp_path
    )
    assert ran.status == 1
    assert ran.out.startswith("URGENT: ")
    assert "the limit is 4,000" in ran.err


def test_what_is_urgent_only_is_answered_after_the_notice(first: First, tmp_path: Path) -> None:
    question = "My left calf is swollen, hot and tender. Which nerve supplies the gluteus minimus?"
    ran = run_palpate("ask", "--data", first.data, question, folder=tmp_path)
    assert ran.out.startswith("URGENT: ")
    assert "DVT" in ran.out or "clot" in ran.out


def test_what_is_out_of_scope_is_declined(first: First, tmp_path: Path) -> None:
    ran = run_palpate("ask", "--data", first.data, "How many ibuprofen can I take for my hip?", folder=tmp_path)
    assert ran.status == 0
    assert "Sources" not in ran.out
    assert "The library does not answer this" not in ran.out
    assert "general information" in ran.out.lower()


def test_rules_of_a_clinics_own_that_cannot_be_read_stop_everything(tmp_path: Path) -> None:
    ran = run_palpate("ask", "hip", folder=tmp_path, environment={"PALPATE_SAFETY_RULES": "nowhere.toml"})
    assert ran.status == 1
    assert "nowhere.toml" in ran.err


def test_words_explained_and_what_was_withheld_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(
        status=Status.ANSWERED,
        interpreted_question="?",
        sentences=(),
        citations=(),
        nearest=(),
        withheld=(Withheld("dry needling: the steps", "This is work for a trained professional."),),
        glossary=({"term": "tibia", "plain": "The tibia is the shin bone."},),
        disclaimer="General information.",
        generation="g",
        answer_id="a",
    )
    print_answer(answer, "q")
    printed = capsys.readouterr().out
    assert "  tibia: The tibia is the shin bone." in printed
    assert "  dry needling: the steps. This is work for a trained professional." in printed


def not_covered(*nearest: Nearest) -> Answer:
    return Answer(
        status=Status.NOT_COVERED,
        interpreted_question="q",
        sentences=(),
        citations=(),
        nearest=nearest,
        disclaimer="General information.",
        generation="g",
        answer_id="a",
    )


def test_a_list_that_comes_near_is_printed_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    quote = "Stop if:\n- it hurts\n- it tingles"
    print_answer(not_covered(Nearest("d", "Calf", ("Safety",), quote, 0, len(quote), 0.3)), "q")
    printed = capsys.readouterr().out
    assert "  - “Stop if:\n    - it hurts\n    - it tingles”\n    Calf › Safety" in printed


def test_where_nothing_comes_near_it_says_how_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(not_covered(), "q")
    printed = capsys.readouterr().out
    assert "Ask in a few words" in printed
    assert "What comes nearest" not in printed


@pytest.mark.parametrize(
    ("numbers", "written"),
    [([], ""), ([3], "[3]"), ([1, 2], "[1][2]"), ([1, 2, 4, 5, 6], "[1][2][4–6]"), ([1, 2, 3, 5], "[1–3][5]")],
)
def test_three_numbers_in_a_row_are_printed_as_a_range(numbers: list[int], written: str) -> None:
    assert number_ranges(numbers) == written
