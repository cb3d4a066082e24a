"""Stop a process before each system call that changes something below a folder, with ptrace; nothing is compiled.

What happens there is up to the caller: kill it, let the call fail, look at the folder, or go on. Shims that are loaded
into a process miss the writes that the C library makes of its own; the kernel misses none. Linux 5.3 or later.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TRACEME, POKEUSER, KILL_WITH_TRACER, SETOPTIONS, SYSCALL, GET_SYSCALL_INFO = 0, 6, 0x100000, 0x4200, 24, 0x420E
STOPS_ARE_MARKED = 1
OF_A_CALL = signal.SIGTRAP | 0x80
WALL = 0x40000000
CREATES = os.O_CREAT | os.O_TRUNC
AT_CWD = -100
# Of each call: where its arguments have a descriptor, or the descriptor of a folder, and a path below that; -1 is none.
PLACES = {
    "write": (0, -1), "pwrite": (0, -1), "writev": (0, -1), "fsync": (0, -1), "fdatasync": (0, -1),
    "ftruncate": (0, -1), "fallocate": (0, -1), "truncate": (-1, 0), "open": (-1, 0), "rename": (-1, 1),
    "mkdir": (-1, 0), "rmdir": (-1, 0), "unlink": (-1, 0), "openat": (0, 1), "mkdirat": (0, 1), "unlinkat": (0, 1),
    "renameat": (2, 3), "renameat2": (2, 3),
}  # fmt: skip
NUMBERS = {
    "x86_64": {
        1: "write", 2: "open", 18: "pwrite", 20: "writev", 74: "fsync", 75: "fdatasync", 76: "truncate",
        77: "ftruncate", 82: "rename", 83: "mkdir", 84: "rmdir", 87: "unlink", 257: "openat", 258: "mkdirat",
        263: "unlinkat", 264: "renameat", 285: "fallocate", 316: "renameat2",
    },
    "aarch64": {
        34: "mkdirat", 35: "unlinkat", 38: "renameat", 45: "truncate", 46: "ftruncate", 47: "fallocate", 56: "openat",
        64: "write", 66: "writev", 68: "pwrite", 82: "fsync", 83: "fdatasync", 276: "renameat2",
    },
}.get(platform.machine(), {})  # fmt: skip
CAN_FAIL = platform.machine() == "x86_64"
"""Whether calls can be made to fail: their results are in registers, which every kind of machine names otherwise."""
ORIG_RAX, RAX = 15 * 8, 10 * 8


class _Info(ctypes.Structure):
    _fields_ = [
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("ip", ctypes.c_uint64),
        ("sp", ctypes.c_uint64),
        ("number", ctypes.c_uint64),
        ("arguments", ctypes.c_uint64 * 6),
        ("rest", ctypes.c_uint64 * 4),
    ]


_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def _ptrace(request: int, pid: int, address: int = 0, data: object = None) -> None:
    if _libc.ptrace(request, pid, address, data) == -1:
        raise OSError(ctypes.get_errno(), f"ptrace request {request:#x} was refused")


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that is about to be made: its name, and the file or folder that it changes."""

    name: str
    path: Path


class Traced:
    """A forked child that runs `act`. Iterating stops it before each call that changes something below `folder`.

    `status` is its exit status once it is over, negative where a signal ended it.
    """

    def __init__(self, act: Callable[[], object], folder: Path, *, quiet: bool = False) -> None:
        self.folder = str(folder.resolve())
        self.status: int | None = None
        self._error = 0
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _run_child(act, quiet=quiet)
        os.waitpid(self.pid, WALL)
        _ptrace(SETOPTIONS, self.pid, 0, STOPS_ARE_MARKED | KILL_WITH_TRACER)

    def __iter__(self) -> Iterator[Call]:
        while self._go_on():
            if call := self._look():
                yield call

    def kill(self) -> None:
        """End it before the call at which it stands is made."""
        os.kill(self.pid, signal.SIGKILL)
        self._wait()

    def fail(self, error: int) -> None:
        """Let the call at which it stands fail with this number of an error, and not be made."""
        _ptrace(POKEUSER, self.pid, ORIG_RAX, ctypes.c_void_p(-1))
        self._error = error

    def finish(self) -> int:
        """Let it run to its end; its exit status."""
        for _ in self:
            pass
        assert self.status is not None  # noqa: S101 - it is over
        return self.status

    def _go_on(self) -> bool:
        """Run to the next stop before or after a call; false where the child is over."""
        deliver = 0
        while self.status is None:
            _ptrace(SYSCALL, self.pid, 0, deliver)
            stopped = self._wait()
            if stopped == OF_A_CALL:
                return True
            deliver = stopped
        return False

    def _wait(self) -> int:
        _, status = os.waitpid(self.pid, WALL)
        if os.WIFSTOPPED(status):
            return os.WSTOPSIG(status)
        self.status = os.waitstatus_to_exitcode(status)
        return 0

    def _look(self) -> Call | None:
        info = _Info()
        _ptrace(GET_SYSCALL_INFO, self.pid, ctypes.sizeof(info), ctypes.byref(info))
        if info.op != 1:
            if self._error:
                _ptrace(POKEUSER, self.pid, RAX, ctypes.c_void_p(-self._error))
                self._error = 0
            return None
        name = NUMBERS.get(info.number, "")
        if not name:
            return None
        arguments = [ctypes.c_int64(each).value for each in info.arguments]
        if name in ("open", "openat") and not arguments[1 + (name == "openat")] & CREATES:
            return None
        path = self._place(arguments, *PLACES[name])
        return Call(name, Path(path)) if path == self.folder or path.startswith(self.folder + "/") else None

    def _place(self, arguments: list[int], descriptor: int, path: int) -> str:
        base = ""
        if descriptor >= 0 and (number := ctypes.c_int32(arguments[descriptor]).value) != AT_CWD:
            base = str(Path(f"/proc/{self.pid}/fd/{number}").readlink())
        below = self._text(arguments[path]) if path >= 0 else ""
        return os.path.normpath(os.path.join(base or Path(f"/proc/{self.pid}/cwd").readlink(), below))  # noqa: PTH118

    def _text(self, address: int) -> str:
        """The text at an address of the child's memory, read up to the end of each page, as the next may be missing."""
        found = b""
        with open(f"/proc/{self.pid}/mem", "rb", buffering=0) as memory:  # noqa: PTH123
            while b"\0" not in found:
                memory.seek(address + len(found))
                found += memory.read(4096 - (address + len(found)) % 4096)
        return os.fsdecode(found.split(b"\0")[0])


def _run_child(act: Callable[[], object], *, quiet: bool) -> None:
    """Be traced, act, and leave without running what the parent meant to do at its end."""
    try:
        _ptrace(TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        act()
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a child must not go on as its parent
        if not quiet:
            traceback.print_exc()
        os._exit(1)


def is_possible() -> bool:
    """Whether this machine lets a process trace its child."""
    if not NUMBERS:
        return False
    try:
        return Traced(lambda: None, Path("/nowhere")).finish() == 0
    except OSError:
        return False
