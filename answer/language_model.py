"""A language model behind an OpenAI-compatible endpoint: messages in, pieces of text out, within a time.

The one file that imports `openai` (and `httpx2`, which that is made of). It knows nothing of answers or evidence
(`answer.writing` does). The client runs in an event loop of its own, in a thread: there every wait, be it for a name, a
connection or a byte, ends with the time that is given, and with the one who asked.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping, Sequence
from functools import cache
from ipaddress import ip_address
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
import openai
from openai import AsyncStream

from answer.breaker import Breaker
from answer.errors import ModelError
from corpus.settings import LanguageModelSettings

Message = Mapping[str, str]
GLANCE = 0.2  # seconds between two looks at whether anybody still listens
LONGEST = 20  # characters of one token that are believed
LARGEST = 10_000_000  # bytes of one response, thoughts and wrapping included
SENT = {"accept", "connection", "content-length", "content-type", "host", "user-agent"}  # headers
NO_KEY = "none"  # the client insists on one; servers without keys ignore it
BY_STATUS = {401: "refused key", 403: "refused key", 408: "slow", 429: "rate limited"}
NOISY = ("openai", "httpx2", "httpcore2")  # told to debug, by OPENAI_LOG say, they would log whole questions
REASONS = ("unreachable", "slow", "cut off", "garbled", "rate limited", "refused key", "refused", "resting")


class LanguageModel:
    """One model at one address. Threads may share it; all it remembers is whether the endpoint works."""

    def __init__(self, settings: LanguageModelSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = settings.model or "the endpoint's own"
        self.host = urlsplit(settings.address).hostname or ""
        self._settings = settings
        self._breaker = Breaker(clock)
        for name in NOISY:
            logging.getLogger(name).setLevel(logging.WARNING)

    @property
    def is_remote(self) -> bool:
        """Whether what is sent leaves this machine. A name that does not say so itself is taken for another machine."""
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:
            return self.host != "localhost"  # for "x.localhost" the system asks a name server, whatever RFC 6761 says

    def write(
        self,
        messages: Sequence[Message],
        *,
        deadline: float,
        most: int = 0,
        is_gone: Callable[[], bool] = lambda: False,
    ) -> Generator[str, None, None]:
        """What the model writes, piece by piece, at most `most` tokens (0: as the settings say).

        `deadline` is a time of `time.monotonic`. Whoever stops reading stops the model; so does `is_gone`, which is
        asked while nothing comes, and then the pieces end. Raises ModelError.
        """
        if not self._breaker.may_try():
            raise ModelError("resting")
        begun = False
        try:
            for piece in self._pieces(messages, deadline, most or self._settings.answer_tokens, is_gone):
                begun = True
                yield piece
        except ModelError as error:
            # A slow model that writes is no broken one.
            if begun and error.reason == "slow":
                self._breaker.worked()
            else:
                self._breaker.failed()
            raise
        else:
            if begun:  # else whoever asked has gone, which says nothing of the model
                self._breaker.worked()

    def _pieces(
        self, messages: Sequence[Message], deadline: float, most: int, is_gone: Callable[[], bool]
    ) -> Iterator[str]:
        pieces: queue.SimpleQueue[str | ModelError | None] = queue.SimpleQueue()
        running = asyncio.run_coroutine_threadsafe(self._fill(pieces, messages, deadline, most), _loop())
        try:
            while not is_gone():
                try:
                    piece = pieces.get(timeout=GLANCE)
                except queue.Empty:
                    continue
                if piece is None:
                    return
                if isinstance(piece, ModelError):
                    raise piece
                if time.monotonic() > deadline:  # whoever reads may be slower than the model
                    raise ModelError("slow")
                yield piece
        finally:
            running.cancel()

    async def _fill(
        self,
        pieces: queue.SimpleQueue[str | ModelError | None],
        messages: Sequence[Message],
        deadline: float,
        most: int,
    ) -> None:
        """Put what comes into the queue, and at its end None or what went wrong."""
        seen: list[int] = []  # statuses, of every try
        end: ModelError | None = None
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await self._stream(pieces, messages, deadline, most, seen)
        except (TimeoutError, openai.APITimeoutError):
            end = ModelError("rate limited" if seen[-1:] == [429] else "slow")
        except ModelError as error:
            end = error
        except openai.APIStatusError as error:
            end = ModelError(BY_STATUS.get(error.status_code, "unreachable" if error.status_code >= 500 else "refused"))
        except openai.APIConnectionError:
            end = ModelError("unreachable")
        except (AttributeError, LookupError, TypeError, ValueError, openai.APIResponseValidationError):
            end = ModelError("garbled")
        except Exception:  # noqa: BLE001 - whatever a stranger's bytes make of the client, it ends here
            end = ModelError("cut off" if pieces.qsize() or seen else "unreachable")
        pieces.put(end)

    async def _stream(
        self,
        pieces: queue.SimpleQueue[str | ModelError | None],
        messages: Sequence[Message],
        deadline: float,
        most: int,
        seen: list[int],
    ) -> None:
        async with self._client(deadline, seen) as client:
            stream = await client.chat.completions.create(
                model=self._settings.model or "default",
                messages=list(messages),  # type: ignore[arg-type]
                stream=True,
                temperature=0,
                max_tokens=most,
            )
            left = most * LONGEST
            async with cast(AsyncStream[Any], stream) as chunks:
                async for chunk in chunks:
                    text, ended = _read(chunk)
                    if text := text[:left]:
                        pieces.put(text)
                    left -= len(text)
                    if ended or left <= 0:
                        pieces.put(None)  # the reader stops, which ends the wait for more and with it what waits below
            raise ModelError("cut off" if left < most * LONGEST else "garbled")

    def _client(self, deadline: float, seen: list[int]) -> openai.AsyncOpenAI:
        """A client that goes where it is told: to no proxy from this machine to itself, and after no redirect.

        It says no more than it must: the headers that openai adds tell of this machine, and of OPENAI_ORG_ID and
        OPENAI_CUSTOM_HEADERS, which whoever set them meant for another endpoint. It hears no more than `LARGEST`.
        """

        async def say_less(request: httpx2.Request) -> None:
            for name in set(request.headers) - SENT:
                del request.headers[name]
            request.headers["Authorization"] = f"Bearer {self._settings.key or NO_KEY}"
            request.headers["Accept-Encoding"] = "identity"  # what is packed has no bound once it is unpacked

        async def note(response: httpx2.Response) -> None:
            seen.append(response.status_code)
            response.headers.pop("content-encoding", None)
            response.stream = _Bounded(cast(httpx2.AsyncByteStream, response.stream))
            if _wait(response.headers.get("retry-after", "")) > deadline - time.monotonic():
                response.headers["x-should-retry"] = "false"

        http = openai.DefaultAsyncHttpxClient(
            trust_env=self.is_remote, follow_redirects=False, event_hooks={"request": [say_less], "response": [note]}
        )
        return openai.AsyncOpenAI(
            api_key=self._settings.key or NO_KEY,
            base_url=self._settings.address,
            max_retries=1,
            timeout=deadline - time.monotonic() + 1,  # ours comes first
            http_client=http,
        )


class _Bounded(httpx2.AsyncByteStream):
    """A body that may not be larger than `LARGEST`. Raises ModelError."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = LARGEST
        async for piece in self._body:
            left -= len(piece)
            if left < 0:
                raise ModelError("garbled")
            yield piece

    async def aclose(self) -> None:
        await self._body.aclose()


def _read(chunk: Any) -> tuple[str, bool]:
    """The text of one chunk, and whether it is the last one. Strangers send what they like, so all is looked at."""
    choices = getattr(chunk, "choices", None)
    if not choices:  # some send what was used as a chunk of its own
        return "", False
    text = getattr(getattr(choices[0], "delta", None), "content", None)
    if text is not None and not isinstance(text, str):
        raise ModelError("garbled")
    return text or "", getattr(choices[0], "finish_reason", None) is not None


def _wait(header: str) -> float:
    """The seconds that a `Retry-After` asks for; a date counts as none, the deadline stands anyway."""
    return float(header) if header.isdecimal() else 0.0


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The loop that all models' clients run in, in a thread that ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="palpate-language-model", daemon=True).start()
    return loop
