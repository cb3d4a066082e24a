"""The project as a whole: where the rooms lie, what is pinned, what the pages promise, what may import what.

import-linter keeps the walls between packages; here stand the rules that it cannot see.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["setuptools"]["packages"]
MODULES: list[str] = PROJECT["tool"]["setuptools"]["py-modules"]
ROOMS = {name for name in (*PACKAGES, *MODULES) if "." not in name}
LOADERS = {"faiss", "sentence_transformers", "torch", "transformers"}
# Spelled in two halves, or this file would be the first to break its own rule.
REGISTRIES = ["pypi" + ".org", "files.python" + "hosted.org", "deb.debian" + ".org", "registry.npmjs" + ".org"]


def tracked() -> list[Path]:
    """Every file of the checkout that git knows or would add; a copy without git has no such list."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


# What is installed


@pytest.mark.parametrize("name", [*PACKAGES, *MODULES])
def test_what_is_imported_lies_in_the_checkout(name: str) -> None:
    file = importlib.import_module(name).__file__
    assert file is not None
    assert Path(file).resolve().is_relative_to(ROOT)


def test_every_package_is_listed() -> None:
    """Automatic discovery is off, so a folder or file that is left out of the list is missing only when installed."""
    found = {path.parent for room in ROOMS for path in (ROOT / room).rglob("__init__.py")}
    assert {".".join(path.relative_to(ROOT).parts) for path in found} == set(PACKAGES)
    assert {path.stem for path in ROOT.glob("*.py")} == set(MODULES)


def test_every_file_that_a_package_needs_is_installed() -> None:
    """What is no Python lies beside it in a checkout and would be missing from an installed copy."""
    globs: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
    named = {path for package, patterns in globs.items() for each in patterns for path in (ROOT / package).glob(each)}
    rooms = [ROOT / package for package in PACKAGES]
    beside = {path for path in tracked() if path.suffix != ".py" and any(room in path.parents for room in rooms)}
    assert beside
    assert not sorted(str(path.relative_to(ROOT)) for path in beside - named)


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def installed_requirements() -> Iterator[str]:
    """The names of all distributions that Palpate brings along, those of its dependencies included."""
    waiting, seen = [("palpate", ""), ("palpate", "dev")], set[tuple[str, str]]()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for line in metadata.requires(name) or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(requirement.name), each) for each in ("", *requirement.extras)]
    return iter(sorted({name for name, _ in seen} - {"palpate"}))


def test_everything_installed_is_pinned_and_is_what_the_pin_says() -> None:
    pinned = pins()
    of_cuda = ("nvidia-", "cuda-", "triton")  # builds of torch with CUDA bring these along, in versions of their own
    installed = {
        name: metadata.version(name).split("+")[0] for name in installed_requirements() if not name.startswith(of_cuda)
    }
    assert installed == {name: pinned.get(name, "not pinned") for name in installed}


def test_the_pins_fit_every_machine() -> None:
    assert not [f"{name}=={pin}" for name, pin in pins().items() if "+" in pin or name.startswith(("nvidia-", "cuda-"))]


# What the pages promise


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_commands_of_the_pages_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"\bmake(?: [A-Z_]+=\S+)* ([a-z-]+)", _code((ROOT / page).read_text(encoding="utf-8")))
    assert named
    assert not [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)]


def _code(markdown: str) -> str:
    """Fenced blocks and `code` only."""
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", markdown, re.MULTILINE | re.DOTALL))


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert 'make ask Q="Which nerve supplies the gluteus minimus?"' in readme
    assert "make test" in readme


def test_continuous_integration_runs_the_readmes_commands() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for target in ("ask", "check", "test"):
        assert re.search(rf'^step .*make VENV="\$scratch/venv" {target}\b', script, re.MULTILINE), target


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_resolve(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if not re.match(r"[a-z]+:", link) and not _resolves(page, link)]
    assert not broken


def _resolves(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_no_file_names_a_package_registry() -> None:
    """Which registry is asked is for the machine to say: pip's own settings."""
    named = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert not named


# What import-linter cannot see: the standard library alone, and modules that are no packages


def imports(path: Path) -> set[str]:
    """The top-level names that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_imports_inside_functions_count(tmp_path: Path) -> None:
    path = tmp_path / "example.py"
    path.write_text("import os.path\n\ndef load():\n    from torch.nn import Module\n", encoding="utf-8")
    assert imports(path) == {"os", "torch"}


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").rglob("*.py")), ids=lambda path: path.name)
def test_corpus_imports_the_standard_library_only(path: Path) -> None:
    assert imports(path) - sys.stdlib_module_names <= {"corpus"}


def test_the_pipeline_imports_ingest_index_and_corpus_only() -> None:
    assert imports(ROOT / "pipeline.py") & (ROOMS | LOADERS) <= {"ingest", "index", "corpus"}


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"pipeline"}))
def test_the_command_line_leaves_loading_to_the_rooms(name: str) -> None:
    assert not imports(ROOT / f"{name}.py") & LOADERS


def test_whatever_a_room_imports_is_declared() -> None:
    more = PROJECT["project"]["optional-dependencies"]["language-model"]
    declared = {canonicalize_name(Requirement(line).name) for line in [*PROJECT["project"]["dependencies"], *more]}
    files = [ROOT / f"{module}.py" for module in MODULES]
    files += [path for package in PACKAGES for path in (ROOT / package.replace(".", "/")).glob("*.py")]
    outside = {name for path in files for name in imports(path)} - sys.stdlib_module_names - ROOMS
    brought_by = metadata.packages_distributions()
    providers = {name: {canonicalize_name(each) for each in brought_by.get(name, [])} for name in outside}
    assert not {name: sorted(each) for name, each in providers.items() if not each & declared}


def test_import_linter_watches_every_package() -> None:
    assert set(PROJECT["tool"]["importlinter"]["root_packages"]) == ROOMS - set(MODULES)
