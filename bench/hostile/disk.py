"""A full disk: an upload is refused with 507, questions go on, and once there is room an upload is stored again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.hostile.row import Row, Wanted
from bench.hostile.stand import serving
from bench.torture.quick import ROOT

NUMBER = "disk"
SIZE = 3_000_000
NOTE = "# Much\n\n" + "\n\n".join(f"## Part {part}\n\nThe muscle {part} aches and rests." for part in range(120))


def try_disk(wanted: Wanted) -> Iterator[Row]:
    """Run what follows where a small disk may be mounted."""
    if not wanted(NUMBER):
        return
    rights = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    with tempfile.TemporaryDirectory(prefix="palpate-hostile-") as folder:
        disk = Path(folder, "disk")
        disk.mkdir()
        script = f'mount -t tmpfs -o size={SIZE} hostile "$1" && shift && exec "$@"'
        aside = ["unshare", "--mount", *rights, "sh", "-c", script, "sh", str(disk)]
        if not shutil.which("unshare") or subprocess.run([*aside, "true"], check=False, capture_output=True).returncode:
            yield Row(NUMBER, "a full disk", skipped="no file system may be mounted here")
            return
        ran = subprocess.run(
            [*aside, sys.executable, "-m", "bench.hostile.disk", str(disk)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, capture_output=True, encoding="utf-8",
        )  # fmt: skip
    fault = "" if ran.returncode == 0 else (ran.stdout + ran.stderr).strip().splitlines()[-1]
    yield Row(NUMBER, "a full disk", ran.stdout.strip(), fault=fault)


def main(disk: Path) -> int:
    """Fill the disk, upload, ask, make room, upload; 1 where one of them does not go as it must."""
    with serving(disk) as stand:
        balloon = disk / "balloon"
        place = os.statvfs(disk)
        balloon.write_bytes(bytes(max(0, place.f_bavail * place.f_frsize - 40_000)))
        full = stand.upload("much.md", NOTE.encode())
        asked = stand.get("/api/documents").status_code
        balloon.unlink()
        again = stand.upload("much.md", NOTE.encode())
    statuses = (full.status, asked, again.status)
    print(f"{statuses[0]}: {full.line}; with room again {statuses[2]}")
    return int(statuses != (507, 200, 201))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
