"""Feedback as it is kept: one file each below DATA/feedback/, named by the day it came and the hash of its token.

`server.feedback` talks HTTP; here is decided what lies on the disk and for how long. Files and not a database: what is
deleted is gone with its file, no page or journal keeps a copy, and the day in the name counts, whatever a copy of the
folder did to its times.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from corpus.errors import PalpateError

DAYS = 30
MOST = 10_000  # files of at most 8 kB: 80 MB
TOKEN = 24  # random bytes
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class FeedbackFullError(PalpateError):
    """There is no room for more, on the disk or by the limit."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer, and on which day (UTC). The hour is not kept, so it fits no other log."""

    answer_id: str
    helpful: bool
    reason: str
    comment: str
    received: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever sent it gets: until when it is kept, and the token that deletes it before."""

    token: str
    until: str


def today_utc() -> date:
    """The day, as feedback counts them."""
    return datetime.now(UTC).date()


class FeedbackStore:
    """The files of one folder. Threads and processes may share it: a file is written once and removed once."""

    def __init__(self, folder: Path, today: Callable[[], date] = today_utc) -> None:
        self._folder = folder
        self._today = today

    def keep(self, answer_id: str, *, helpful: bool, reason: str, comment: str) -> tuple[Feedback, Receipt]:
        """Store one. Raises FeedbackFullError where there is no room, OSError where the folder cannot be written."""
        self.purge()
        if self.count() >= MOST:
            raise FeedbackFullError(f"{MOST:,} of {MOST:,} are kept already: export and wait, or delete some")
        day, token = self._today(), secrets.token_urlsafe(TOKEN)
        feedback = Feedback(answer_id, helpful, reason, comment, day.isoformat())
        try:
            self._write(
                f"{day.isoformat()}-{_hash(token)}.json", json.dumps(asdict(feedback), ensure_ascii=False).encode()
            )
        except OSError as error:
            if error.errno in FULL:
                raise FeedbackFullError("the disk is full: make room, then send it again") from None
            raise
        return feedback, Receipt(token, _until(day))

    def forget(self, token: str) -> bool:
        """Delete what this token was given for; false where there is nothing, or no longer."""
        found = [path for path in self._files() if path.stem.endswith(f"-{_hash(token)}")]
        for path in found:
            path.unlink(missing_ok=True)
        return bool(found)

    def read(self) -> list[Feedback]:
        """All that is kept, the oldest day first."""
        self.purge()
        kept = []
        for path in self._files():
            with suppress(FileNotFoundError):  # deleted meanwhile
                kept.append(Feedback(**json.loads(path.read_bytes())))
        return kept

    def count(self) -> int:
        """How many are kept."""
        return sum(1 for _ in self._files())

    def purge(self) -> int:
        """Delete what has expired; how many that were."""
        last = (self._today() - timedelta(days=DAYS)).isoformat()
        expired = [path for path in self._files() if path.name[:10] <= last]
        for path in expired:
            path.unlink(missing_ok=True)
        return len(expired)

    def clear_unfinished(self) -> None:
        """Delete what a process that was killed had begun to write; only where no other writes."""
        for path in self._folder.glob(".*"):
            path.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        return iter(sorted(self._folder.glob("????-??-??-*.json")))

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, and for nobody else to read."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / f".{name}"
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(descriptor)
            unfinished.replace(self._folder / name)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _until(day: date) -> str:
    return f"{(day + timedelta(days=DAYS)).isoformat()}T00:00:00Z"


def _hash(token: str) -> str:
    """What stands in a file's name: whoever lists the folder cannot delete with it."""
    return hashlib.sha256(token.encode()).hexdigest()
