"""From sources to a new generation: what is added, replaced, removed, refused, and what a failure leaves behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from corpus.errors import NotFoundError, PalpateError
from corpus.settings import IngestSettings
from corpus.types import Document, document_id
from index.embedder import PassageInput, PassageVectors, Progress
from index.errors import BusyError
from index.generation import current_name, open_current
from index.search import Searcher
from ingest.reading import read_document
from pipeline import Report, preview, update
from tests.answer.notes import NOTES, write_notes
from tests.demo_embedder import DemoEmbedder
from tests.ingest.make import encrypted_pdf

SOLEUS = document_id("soleus.md")


@dataclass
class Library:
    """A folder of five notes and the data made of them."""

    notes: Path
    data: Path
    embedder: DemoEmbedder

    def update(
        self, *add: str | Path, remove: list[str] | None = None, settings: IngestSettings | None = None
    ) -> Report:
        add = add if add or remove else (self.notes,)
        return update(
            self.data,
            add=[str(one) for one in add],
            remove=remove or [],
            embedder=self.embedder,
            settings=settings,
            read=read_document,
        )

    def documents(self) -> dict[str, Document]:
        generation = open_current(self.data)
        assert generation is not None
        documents = {document.id: document for document in generation.store.documents()}
        generation.close()
        return documents

    def found(self, question: str) -> set[str]:
        """The documents that a search for these words finds."""
        generation = open_current(self.data)
        assert generation is not None
        hits = Searcher(generation, self.embedder).search(question)
        generation.close()
        return {hit.passage.document_id for hit in hits if hit.why.lexical > 0}

    def everything(self) -> dict[str, bytes]:
        """Every file below the data, but the lock."""
        return {str(path): path.read_bytes() for path in self.data.rglob("*") if path.is_file() and path.name != "lock"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(write_notes(tmp_path / "notes"), tmp_path / "data", DemoEmbedder())
    library.update()
    return library


def statuses(report: Report) -> dict[str, str]:
    return {outcome.key: outcome.status for outcome in report.outcomes}


def test_adding_a_folder_publishes_what_it_holds(tmp_path: Path) -> None:
    library = Library(write_notes(tmp_path / "notes"), tmp_path / "data", DemoEmbedder())
    report = library.update()
    assert statuses(report) == dict.fromkeys(NOTES, "added")
    assert (report.documents, report.generation) == (5, current_name(library.data))
    assert report.passages == len(library.embedder.embedded) > 5
    assert report.sentences > report.passages
    assert set(library.documents()) == {document_id(name) for name in NOTES}
    assert {outcome.title for outcome in report.outcomes} >= {"Soleus", "Safety of massage"}


def test_what_is_stored_says_where_it_came_from(library: Library) -> None:
    document = library.documents()[SOLEUS]
    assert (document.source.key, document.source.title, document.source.format) == ("soleus.md", "Soleus", "markdown")
    assert document.tokens > 50
    assert document.rules


def test_sources_that_did_not_change_change_nothing(library: Library) -> None:
    before = library.everything()
    report = library.update()
    assert set(statuses(report).values()) == {"unchanged"}
    assert report.generation == current_name(library.data)
    assert library.everything() == before


def test_touching_a_file_is_no_change(library: Library) -> None:
    name = current_name(library.data)
    os.utime(library.notes / "soleus.md", (1, 1))
    assert library.update().generation == name


def test_a_changed_source_replaces_its_old_self_under_the_same_id(library: Library) -> None:
    old = library.documents()
    (library.notes / "soleus.md").write_text("# Soleus\n\nThe soleus holds a zeppelin.\n", encoding="utf-8")
    library.embedder.embedded.clear()
    report = library.update()
    assert [outcome.key for outcome in report.outcomes if outcome.status == "replaced"] == ["soleus.md"]
    new = library.documents()
    assert set(new) == set(old)
    assert "zeppelin" in new[SOLEUS].text
    assert new[SOLEUS].version != old[SOLEUS].version
    assert {name: one for name, one in new.items() if name != SOLEUS} == {n: o for n, o in old.items() if n != SOLEUS}
    assert library.found("tibial fibula gastrocnemius") == set()
    assert library.embedder.embedded == ["The soleus holds a zeppelin."]


def test_a_removed_document_can_no_longer_be_found(library: Library) -> None:
    assert library.found("soleus") == {SOLEUS}
    report = library.update(remove=[SOLEUS])
    assert statuses(report) == {"soleus.md": "removed"}
    assert report.documents == 4
    assert SOLEUS not in library.documents()
    assert library.found("soleus tibial fibula") == set()


def test_removing_the_last_document_leaves_an_empty_library(library: Library) -> None:
    report = library.update(remove=list(library.documents()))
    assert (report.documents, report.passages) == (0, 0)
    assert library.found("soleus") == set()
    assert library.update().documents == 5


def test_removing_the_same_document_twice_at_once_removes_it(library: Library) -> None:
    assert library.update(remove=[SOLEUS, SOLEUS]).documents == 4


def test_an_unknown_id_is_refused_and_nothing_is_removed(library: Library) -> None:
    before = library.everything()
    with pytest.raises(NotFoundError, match=r"no document with id 'nothing': `palpate sources`"):
        library.update(remove=[SOLEUS, "nothing"])
    assert library.everything() == before


def test_a_bad_file_among_good_ones_is_reported_and_the_rest_carries_on(library: Library) -> None:
    (library.notes / "empty.md").write_bytes(b"")
    (library.notes / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (library.notes / "locked.pdf").write_bytes(encrypted_pdf())
    (library.notes / "new.md").write_text("# Masseter\n\nThe masseter closes the jaw.\n", encoding="utf-8")
    report = library.update()
    assert {outcome.key for outcome in report.failed} == {"empty.md", "picture.txt", "locked.pdf"}
    assert statuses(report)["new.md"] == "added"
    assert report.documents == 6
    for outcome in report.failed:
        assert outcome.key in outcome.reason
        assert ": " in outcome.reason
        assert "\n" not in outcome.reason


def test_when_all_fail_the_generation_before_stays_untouched(library: Library) -> None:
    before = library.everything()
    (library.notes / "empty.md").write_bytes(b"")
    report = library.update(library.notes / "empty.md", library.notes / "missing.md")
    assert set(statuses(report).values()) == {"failed"}
    assert report.generation == current_name(library.data)
    assert library.everything() == before


def test_a_source_that_fails_later_keeps_its_old_self(library: Library) -> None:
    old = library.documents()[SOLEUS]
    (library.notes / "soleus.md").write_bytes(b"")
    assert [outcome.key for outcome in library.update().failed] == ["soleus.md"]
    assert library.documents()[SOLEUS] == old


def test_when_nothing_was_ever_published_and_all_fail_nothing_is(tmp_path: Path) -> None:
    report = update(tmp_path / "data", add=[str(tmp_path / "missing")], embedder=DemoEmbedder())
    assert (len(report.failed), report.generation, report.documents) == (1, "", 0)
    assert open_current(tmp_path / "data") is None


def test_an_embedder_that_breaks_down_leaves_the_generation_before(library: Library) -> None:
    class Broken(DemoEmbedder):
        def count_tokens(self, text: str) -> int:
            raise PalpateError(f"out of order at {text!r}")

    name, before = current_name(library.data), library.documents()
    (library.notes / "soleus.md").write_text("# Soleus\n\nNew words.\n", encoding="utf-8")
    library.embedder = Broken()
    with pytest.raises(PalpateError, match="out of order"):
        library.update()
    assert (current_name(library.data), library.documents()) == (name, before)


def test_a_file_without_anything_to_quote_is_refused(library: Library) -> None:
    path = library.notes / "menu.md"
    path.write_text("# References\n\n- Gray H. Anatomy of the Human Body. 1918.\n", encoding="utf-8")
    (failed,) = library.update(path).failed
    assert "menu.md holds nothing that could answer a question" in failed.reason


def test_two_files_with_one_key_clash_and_the_first_is_read(tmp_path: Path) -> None:
    one, other = write_notes(tmp_path / "one"), write_notes(tmp_path / "other")
    (other / "soleus.md").write_text("# Other\n\nOther words altogether.\n", encoding="utf-8")
    report = update(tmp_path / "data", add=[str(one / "soleus.md"), str(other / "soleus.md")], embedder=DemoEmbedder())
    assert [outcome.status for outcome in report.outcomes] == ["added", "failed"]
    assert str(one / "soleus.md") in report.failed[0].reason
    assert str(other / "soleus.md") in report.failed[0].reason
    assert report.documents == 1


def test_a_source_named_twice_is_read_once(library: Library) -> None:
    path = library.notes / "soleus.md"
    path.write_text("# Soleus\n\nNew words.\n", encoding="utf-8")
    assert statuses(library.update(path, path)) == {"soleus.md": "replaced"}


def test_near_duplicates_are_pointed_out(library: Library) -> None:
    path = library.notes / "copy.md"
    path.write_text(NOTES["piriformis.md"].replace("ovary", "womb"), encoding="utf-8")
    warned = [outcome for outcome in library.update().outcomes if outcome.warnings]
    assert [outcome.key for outcome in warned] == ["copy.md"]
    assert "copy.md is nearly the same as piriformis.md" in warned[0].warnings[0]


def test_different_notes_are_no_duplicates(library: Library) -> None:
    fresh = update(library.data.parent / "other", add=[str(library.notes)], embedder=DemoEmbedder())
    assert [outcome.warnings for outcome in fresh.outcomes] == [()] * 5


def test_a_record_about_a_person_is_pointed_out_and_stored_all_the_same(library: Library) -> None:
    path = library.notes / "visit.txt"
    lines = [
        "Client: Erika Mustermann",
        "Date of birth: 12.08.1964",
        "",
        "The client reports pain in the calf when walking.",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (outcome,) = library.update(path).outcomes
    assert outcome.status == "added"
    assert any("looks like a record about a person" in warning for warning in outcome.warnings)
    assert outcome.document_id in outcome.warnings[-1]
    assert library.documents()[outcome.document_id].warnings == outcome.warnings


def test_a_dry_run_shows_the_documents_and_stores_nothing(tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes")
    report, documents = preview(tmp_path / "data", [str(notes)])
    assert statuses(report) == dict.fromkeys(NOTES, "added")
    assert [document.id for document in documents] == [document_id(name) for name in sorted(NOTES)]
    assert report.generation == ""
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


def test_a_dry_run_shows_what_would_be_stored(library: Library) -> None:
    _, documents = preview(library.data / "elsewhere", [str(library.notes)])
    assert {document.id: document for document in documents} == library.documents()
    report, documents = preview(library.data, [str(library.notes)])
    assert (set(statuses(report).values()), documents) == ({"unchanged"}, [])


def test_a_folder_is_walked_and_what_is_passed_over_is_said(tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes" / "deep" / "down").parent.parent
    for name in ("README.md", ".hidden.md", "photo.jpg", "Makefile"):
        (notes / name).write_text("# Words\n\nSome words.\n", encoding="utf-8")
    (notes / ".git").mkdir()
    (notes / ".git" / "note.md").write_text("# Words\n\nSome words.\n", encoding="utf-8")
    report = update(tmp_path / "data", add=[str(notes)], embedder=DemoEmbedder())
    found = statuses(report)
    assert {key for key, status in found.items() if status == "added"} == {f"deep/down/{name}" for name in NOTES}
    skipped = {"README.md", ".hidden.md", "photo.jpg", "Makefile", ".git"}
    assert {key for key, status in found.items() if status == "skipped"} == skipped
    assert all(outcome.reason for outcome in report.outcomes if outcome.status == "skipped")
    assert not report.failed


def test_a_folder_without_notes_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (failed,) = update(tmp_path / "data", add=[str(tmp_path / "notes")], embedder=DemoEmbedder()).failed
    assert str(tmp_path / "notes") in failed.reason


def test_the_key_is_the_path_below_the_folder_that_was_named(tmp_path: Path) -> None:
    """So the same notes have the same ids wherever they lie."""
    ids = []
    for place in ("here", "there/deeper"):
        library = Library(write_notes(tmp_path / place / "notes"), tmp_path / place / "data", DemoEmbedder())
        library.update()
        ids.append(set(library.documents()))
    assert ids[0] == ids[1]


def test_a_file_whose_name_is_not_unicode_is_read_or_reported(tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes")
    try:
        (notes / os.fsdecode(b"caf\xe9.md")).write_text("# Jaw\n\nThe masseter closes the jaw.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    report = update(tmp_path / "data", add=[str(notes)], embedder=DemoEmbedder())
    assert report.documents == 6
    assert "caf?.md" in statuses(report)


def test_a_file_over_the_limit_names_its_size_and_the_limit(library: Library) -> None:
    path = library.notes / "large.txt"
    path.write_text("word " * 500, encoding="utf-8")
    (failed,) = library.update(path, settings=IngestSettings(file_limit=1000)).failed
    assert "2,500 bytes, over the limit of 1,000" in failed.reason


def test_progress_tells_of_each_stage(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    update(
        tmp_path / "data",
        add=[str(write_notes(tmp_path / "notes"))],
        embedder=DemoEmbedder(),
        progress=lambda *step: told.append(step),
    )
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["reading", "splitting", "embedding"]
    assert all(0 <= done <= total for _, done, total in told)
    assert ("reading", 5, 5) in told


# Addresses


@pytest.fixture
def pages() -> Iterator[Callable[[str, bytes], str]]:
    """A server on this machine; call it with a path and a page to have that page served, and get its address."""
    served: dict[str, bytes] = {}

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = served.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()

        def serve(path: str, body: bytes) -> str:
            served[path] = body
            return f"http://127.0.0.1:{server.server_port}{path}"

        yield serve
        server.shutdown()
        thread.join()


def test_an_address_is_fetched_read_and_kept_by_its_normal_form(
    library: Library, pages: Callable[[str, bytes], str]
) -> None:
    address = pages("/jaw", b"<h1>Masseter</h1><p>The masseter closes the jaw.</p>")
    (outcome,) = library.update(f"{address}?utm_source=mail#top").outcomes
    assert (outcome.status, outcome.key, outcome.document_id) == ("added", address, document_id(address))
    document = library.documents()[outcome.document_id]
    assert (document.source.url, document.source.format) == (address, "html")
    assert library.found("masseter") == {outcome.document_id}
    assert statuses(library.update(address)) == {address: "unchanged"}
    pages("/jaw", b"<h1>Masseter</h1><p>The masseter grinds.</p>")
    assert statuses(library.update(address)) == {address: "replaced"}


def test_an_address_that_gives_nothing_is_reported_and_the_rest_carries_on(
    library: Library, pages: Callable[[str, bytes], str]
) -> None:
    gone = pages("/here", b"").replace("here", "gone")
    new = library.notes / "new.md"
    new.write_text("# Masseter\n\nThe masseter closes the jaw.\n", encoding="utf-8")
    report = library.update(gone, new)
    assert statuses(report) == {gone: "failed", "new.md": "added"}
    assert "status 404" in report.failed[0].reason


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/hip", "ftp://example.org/hip", "http://", "file:///etc/passwd"]
)
def test_an_unreachable_address_is_named(library: Library, address: str) -> None:
    before = library.everything()
    (failed,) = library.update(address).failed
    assert address.split("/hip", maxsplit=1)[0] in failed.reason
    assert library.everything() == before


# Another embedder, another writer


def test_another_embedder_splits_and_embeds_everything_anew(library: Library) -> None:
    before = library.documents()
    library.embedder = DemoEmbedder("other", "other-1")
    library.embedder.max_tokens = 20
    name = current_name(library.data)
    report = library.update()
    assert set(statuses(report).values()) == {"unchanged"}
    assert report.generation == current_name(library.data) != name
    assert len(library.embedder.embedded) == report.passages
    assert {i: d.text for i, d in library.documents().items()} == {i: d.text for i, d in before.items()}
    assert library.found("soleus") == {SOLEUS}
    assert library.update().generation == report.generation


def test_going_back_to_an_embedder_with_larger_passages_loses_nothing(library: Library) -> None:
    """Long sentences are parted for the small one; the document keeps them whole."""
    before = library.documents()
    library.embedder = DemoEmbedder("small", "small-1")
    library.embedder.max_tokens = 12
    library.update()
    library.embedder = DemoEmbedder()
    library.update()
    assert library.documents() == before


def test_a_second_writer_is_told_in_one_line_and_the_first_carries_on(library: Library) -> None:
    inside, carry_on = threading.Event(), threading.Event()

    class Waiting(DemoEmbedder):
        def embed_passages(
            self, inputs: Sequence[PassageInput], progress: Progress | None = None
        ) -> list[PassageVectors]:
            inside.set()
            assert carry_on.wait(10)
            return super().embed_passages(inputs, progress)

    (library.notes / "soleus.md").write_text("# Soleus\n\nNew words.\n", encoding="utf-8")
    reports: list[Report] = []

    def write() -> None:
        reports.append(update(library.data, add=[str(library.notes)], embedder=Waiting()))

    first = threading.Thread(target=write)
    first.start()
    assert inside.wait(10)
    with pytest.raises(BusyError, match="is writing to") as caught:
        library.update(remove=[SOLEUS])
    carry_on.set()
    first.join()
    assert "\n" not in str(caught.value)
    assert reports[0].documents == 5
    assert "New words." in library.documents()[SOLEUS].text


def test_another_file_of_the_same_name_is_warned_about(tmp_path: Path) -> None:
    notes = {"one": "The soleus is a flat muscle of the calf.", "two": "The masseter lifts the lower jaw when we chew."}
    warnings = []
    for folder, text in notes.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.md").write_text(f"# A note\n\n{text}\n", encoding="utf-8")
        report = update(tmp_path / "data", add=[str(tmp_path / folder)], embedder=DemoEmbedder())
        warnings.append([warning for outcome in report.outcomes for warning in outcome.warnings])
    assert warnings[0] == []
    assert "takes the place of a document that has hardly a phrase in common" in warnings[1][0]


@pytest.mark.parametrize(
    "source", [pytest.param("n" * 300 + ".md", id="name too long"), pytest.param("http://ä..b/x", id="address")]
)
def test_what_cannot_even_be_looked_for_leaves_the_rest_alone(source: str, tmp_path: Path) -> None:
    notes = write_notes(tmp_path / "notes")
    report = update(tmp_path / "data", add=[source, str(notes)], embedder=DemoEmbedder())
    assert (len(report.failed), report.documents) == (1, 5)


def test_halves_of_characters_in_front_matter_are_no_obstacle(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text('---\ntitle: "x \\ud800 y"\n---\n\n# Calf\n\nThe soleus is a muscle.\n', encoding="utf-8")
    report = update(tmp_path / "data", add=[str(note)], embedder=DemoEmbedder())
    assert [outcome.title for outcome in report.outcomes] == ["x ? y"]


def test_removed_and_added_in_one_call_it_stays(library: Library) -> None:
    report = library.update(library.notes / "soleus.md", remove=[SOLEUS])
    assert report.documents == 5
    assert SOLEUS in library.documents()
