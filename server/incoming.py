"""Reading an upload as it comes in: files of a form, or one address in JSON, within limits of size, number and time.

Files go to unnamed temporary files beyond their first megabyte. The name that came with one is only ever a name.
"""

from __future__ import annotations

import asyncio
import errno
import time
import unicodedata
from collections.abc import AsyncGenerator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from answer.respond import Inquiry
from corpus.settings import Settings
from pipeline import Addition, Outcome, Page, Upload
from server.errors import ApiError, field_error
from server.stored import PageIn

FIELD = "files"
FILES = 100  # of one form
FORM = 65_536  # bytes of a form besides the files in it
NAME = 255  # bytes, as many as file systems take
LONGEST = 600.0  # seconds for all of it
FORM_HINT = f"send multipart/form-data with up to {FILES} files as {FIELD!r} and no other field"


@dataclass(slots=True)
class Incoming:
    """What was sent: what is to be added, and what is refused for its name alone. Close it when it was read."""

    additions: list[Addition] = field(default_factory=list)
    refused: list[Outcome] = field(default_factory=list)
    files: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        self.files.close()


async def receive(request: Request, settings: Settings) -> Incoming:
    """Read the body of an upload. Raises ApiError for one that is too large, too slow, or no form and no JSON."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/json":
        return await _receive_address(request, settings.server.patience)
    if media_type != "multipart/form-data":
        hint = 'send files as multipart/form-data, or {"url": …} as application/json'
        raise ApiError(415, "unsupported_media_type", "the body is neither a form nor JSON", hint)
    form = await _receive_form(request, settings.ingest.file_limit + FORM, settings.server.patience)
    incoming = Incoming()
    files = [(name, value) for name, value in form.multi_items() if isinstance(value, UploadFile)]  # it has no others
    for _, file in files:
        incoming.files.callback(file.file.close)
    try:
        _sort(files, incoming)
    except ApiError:
        incoming.close()
        raise
    return incoming


class _Form(MultiPartParser):
    """A form that came to its end, or a MultiPartException: the parser itself is content with half of one."""

    _is_whole = False

    def on_end(self) -> None:
        self._is_whole = True

    async def parse(self) -> FormData:
        form = await super().parse()
        if not self._is_whole:
            for file in self._files_to_close_on_error:
                file.close()
            raise MultiPartException("cut short")
        return form


def safe_name(given: str) -> str:
    r"""The name that a file is known by: the last part of what was sent, on one line; "" where nothing is left.

    >>> safe_name("..\\..\\hip.md"), safe_name("/etc/passwd"), safe_name("%2e%2e/hip.md"), safe_name("..")
    ('hip.md', 'passwd', 'hip.md', '')
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    name = "".join(character if character.isprintable() else "_" for character in last).strip()
    return name if name.strip(". _") else ""


def _sort(files: Sequence[tuple[str, UploadFile]], incoming: Incoming) -> None:
    """Files that may be read from those whose name refuses them."""
    for name, value in files:
        if name != FIELD:
            raise ApiError(422, "unknown_field", "the form has a field that is not known here", FORM_HINT)
        known_by = safe_name(value.filename or "")
        if not known_by:
            incoming.refused.append(Outcome("", "failed", reason="a file without a name: give it one"))
        elif len(known_by.encode()) > NAME:
            shown = f"{known_by[:60]}…"
            incoming.refused.append(Outcome(shown, "failed", reason=f"{shown} is too long a name: shorten it"))
        else:
            incoming.additions.append(Upload(known_by, value.file))
    if not files:
        raise ApiError(422, "missing_field", f"{FIELD} is missing", FORM_HINT)


async def _receive_form(request: Request, limit: int, patience: float) -> FormData:
    stream = _bounded(request, limit, patience)
    try:
        return await _Form(request.headers, stream, max_files=FILES, max_fields=0).parse()
    except MultiPartException:
        raise ApiError(400, "invalid_form", "the body is no form that can be read", FORM_HINT) from None
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise disk_full() from None
    finally:
        await stream.aclose()


async def _receive_address(request: Request, patience: float) -> Incoming:
    try:
        async with asyncio.timeout(patience):
            body = await request.json()
    except TimeoutError:
        raise _late() from None
    try:
        page = PageIn.model_validate(body)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        raise field_error({**problem, "loc": ("body", *problem["loc"])}, Inquiry("", "", "")) from None
    return Incoming([Page(page.url)])


async def _bounded(request: Request, limit: int, patience: float) -> AsyncGenerator[bytes, None]:
    """The body, piece by piece: no more than the limit, each piece in time, and all of them."""
    pieces, size, end = request.stream(), 0, time.monotonic() + LONGEST
    try:
        while True:
            async with asyncio.timeout(min(patience, end - time.monotonic())):
                piece = await anext(pieces)
            size += len(piece)
            if size > limit:
                message = f"the files are larger than {limit - FORM:,} bytes in all"
                raise ApiError(413, "too_large", message, "send them one by one, or split them")
            yield piece
    except StopAsyncIteration:
        return
    except TimeoutError:
        raise _late() from None
    except ClientDisconnect:
        raise ApiError(400, "cut_short", "the body is cut short", "send it again, whole") from None


def _late() -> ApiError:
    return ApiError(408, "timeout", "the body did not arrive in time", "send it again, whole")


def disk_full() -> ApiError:
    """The error for a disk that takes no more."""
    hint = "make room where the library lies; nothing else has to be done"
    return ApiError(507, "disk_full", "there is no room left, so nothing was stored", hint)
