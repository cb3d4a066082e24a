"""What `palpate doctor` looks at: the machine, the rules, the model, the data folder and the generations in it.

It changes nothing, but for the export of the model that any first question makes.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from corpus.errors import PalpateError
from corpus.settings import LanguageModelSettings, Settings
from index.files import existing_parent

OWN = "those that come with Palpate"
ENOUGH_DISK = 2_000_000_000  # bytes: room for the model and a library of some thousand notes
ENOUGH_MEMORY = 1_000_000_000  # bytes: a server takes half of it, the first export of the model nearly all
PORT = 8000  # of `palpate serve`, unless it is told another
MEMORY = Path("/proc/meminfo")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: "ok", "warning" or "failed", what was seen, and what to do about it."""

    name: str
    status: str
    detail: str
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def examine(data: Path, settings: Settings) -> list[Check]:
    """Every check, in the order in which a newcomer would need them."""
    return [
        _python(),
        _memory(),
        _port(),
        *_folder(data),
        _owner(data),
        _disk(data),
        _rules("safety", settings.safety.rules),
        _rules("scope", settings.safety.scope),
        _model(data, settings),
        _language_model(settings.language_model),
        *_entailment_model(settings.language_model),
        *look_at_generations(data),
    ]


def _python() -> Check:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Check("python", "ok", f"{found} on {sys.platform}")


def _memory() -> Check:
    try:
        lines = MEMORY.read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        return Check("memory", "ok", "this system does not tell how much is free")
    detail = f"{free / 1e9:.1f} GB free"
    if free >= ENOUGH_MEMORY:
        return Check("memory", "ok", detail)
    return Check("memory", "warning", detail, f"end other programs: {ENOUGH_MEMORY / 1e9:.0f} GB is enough")


def _port() -> Check:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError as error:
            remedy = "if that is not Palpate, `palpate serve --port P` takes another"
            return Check("port", "warning", f"{PORT} is taken ({error.strerror})", remedy)
    return Check("port", "ok", f"{PORT} is free")


def _folder(data: Path) -> Iterator[Check]:
    place = data if data.exists() else existing_parent(data)
    if not place.is_dir():
        yield Check("data folder", "failed", f"{place} is not a folder", "name another one with --data")
    elif os.access(place, os.W_OK | os.X_OK):
        yield Check("data folder", "ok", f"{data} ({'there' if data.exists() else 'will be made'})")
    else:
        yield Check(
            "data folder", "failed", f"{place} cannot be written", "change its owner, or name another with --data"
        )


def _owner(data: Path) -> Check:
    """Whether this user may write all that is there: files of another user stop an ingest half-way."""
    places = [place for place in (data, *data.rglob("*")) if os.access(place, os.F_OK)]
    refused = [place for place in places if not os.access(place, os.R_OK | os.W_OK)]
    if not refused:
        return Check("permissions", "ok", f"all {len(places)} files and folders can be read and written")
    detail = f"{len(refused)} of {len(places)} cannot be read and written, {refused[0]} for one"
    return Check("permissions", "failed", detail, f"give {data} and all in it to whoever runs this (chown -R)")


def _disk(data: Path) -> Check:
    free = shutil.disk_usage(existing_parent(data)).free
    held = sum(path.stat().st_size for path in (data / "generations").rglob("*") if path.is_file())
    detail = f"{free / 1e9:.1f} GB free"
    if free >= max(ENOUGH_DISK, 2 * held):
        return Check("disk", "ok", detail)
    return Check(
        "disk",
        "warning",
        detail,
        f"free some: {max(ENOUGH_DISK, 2 * held) / 1e9:.0f} GB leave room for new generations",
    )


def _rules(of: str, file: str) -> Check:
    """The rules of "safety" or of the "scope", in the file that the settings name."""
    from answer.safety import load_gate
    from answer.scope import load_scope

    name, path = f"{of} rules", Path(file) if file else None
    try:
        loaded = load_gate(path) if of == "safety" else load_scope(path)
    except PalpateError as error:
        return Check(name, "failed", str(error), "mend that place: Palpate answers nothing without its rules")
    return Check(name, "ok", f"{loaded.version}, {len(loaded.rules)} rules ({file or OWN})")


def _model(data: Path, settings: Settings) -> Check:
    from index.embedder import DEFAULT, load_embedder
    from index.onnx_embedder import require_weights

    try:
        embedder = load_embedder(settings.embedder, data / "models")
        if embedder.name == DEFAULT:
            require_weights()
    except PalpateError as error:
        return Check("embedder", "failed", str(error), "see the line itself")
    hashed = ", weights and export have their hashes" if embedder.name == DEFAULT else ""
    detail = f"{embedder.name} ({embedder.revision[:12]}), {embedder.dimension} numbers{hashed}"
    return Check("embedder", "ok", detail)


def _language_model(settings: LanguageModelSettings) -> Check:
    """Whether the endpoint answers, if one is set: it is sent one word, and no question."""
    from answer.errors import ModelError
    from answer.writing import WHY, load_model

    name, began = "language model", monotonic()
    try:
        model = load_model(settings)
        if model is None:
            return Check(name, "ok", "none: answers are quoted as they stand")
        "".join(model.write([{"role": "user", "content": "Hello"}], deadline=began + settings.seconds, most=5))
    except ModelError as error:
        remedy = "check language_model.address, model and key; until then answers are quoted as they stand"
        return Check(name, "warning", f"{settings.address}: {WHY[error.reason]}", remedy)
    except PalpateError as error:
        return Check(name, "failed", str(error), "see the line itself")
    seen = f"{model.name} at {settings.address} answers in {monotonic() - began:.1f} s"
    if not model.is_remote:
        return Check(name, "ok", seen)
    seen = f"{seen}; questions that are answered are sent to {model.host}"
    if settings.address.startswith("https:"):
        return Check(name, "ok", seen)
    return Check(name, "warning", f"{seen}, and can be read on the way", "give an address that begins with https")


def _entailment_model(settings: LanguageModelSettings) -> list[Check]:
    """Whether the entailment model, if one is set, says how sure it is: it is sent two sentences that hold nothing."""
    from answer.errors import ModelError
    from answer.prompt import compose_judging
    from answer.writing import WHY, load_model

    name, remedy = "entailment model", "set language_model.entailment_model to one that does, or leave it out"
    if not settings.entailment_model:
        return []
    if not settings.address:
        return [Check(name, "warning", "it is never asked, as no address is set", "set language_model.address")]
    began = monotonic()
    try:
        model = load_model(settings)
        asked = compose_judging("The muscle is thin.", "The muscle is thin and flat.", ())
        odds = model and model.judge(asked, deadline=began + settings.seconds)
    except ModelError as error:
        return [Check(name, "warning", f"{settings.entailment_model}: {WHY[error.reason]}", remedy)]
    except PalpateError:
        return []  # the line above says it
    seen = f"{settings.entailment_model} answers in {monotonic() - began:.1f} s"
    if odds is None:
        detail = f"{seen} without log-probabilities of yes and no, so it is never believed"
        return [Check(name, "warning", detail, remedy)]
    return [Check(name, "ok", f"{seen}, with log-probabilities")]


def look_at_generations(data: Path) -> list[Check]:
    """The current generation, and the one that `palpate rollback` would go back to."""
    from index.generation import open_before, open_current

    try:
        generation = open_current(data)
    except OSError as error:
        return [Check("generation", "failed", str(error), f"give {data} and all in it to whoever runs this (chown -R)")]
    except PalpateError as error:
        before = open_before(data)
        if before is None:
            return [Check("generation", "failed", str(error), "no other is whole: see the line itself, or a backup")]
        before.close()
        remedy = f"questions are answered from {before.name}; `palpate rollback` makes it the current one"
        return [Check("generation", "failed", str(error), remedy)]
    if generation is None:
        remedy = "`palpate ask` builds one from the starter notes; `palpate ingest PATH` from yours"
        return [Check("generation", "warning", "none yet", remedy)]
    store = generation.store
    held = f"{store.document_count} documents, {store.passage_count} passages"
    detail = f"{generation.name}: {held}, every file has its hash"
    generation.close()
    return [Check("generation", "ok", detail), *_before(data, generation.manifest.previous)]


def _before(data: Path, name: str) -> Iterator[Check]:
    from index.generation import generations_folder
    from index.manifest import check_whole

    path = generations_folder(data) / name
    if not name or not path.is_dir():
        yield Check("generation before", "ok", "none: there is nothing to go back to")
        return
    try:
        check_whole(path)
    except PalpateError as error:
        remedy = f"the next ingest that changes something takes its place; until then keep a copy of {data}"
        yield Check("generation before", "warning", str(error), remedy)
    else:
        yield Check("generation before", "ok", f"{name}: every file has its hash")
