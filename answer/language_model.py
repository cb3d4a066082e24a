"""A language model behind an OpenAI-compatible endpoint: messages in, pieces of text or a judgement out, within a time.

The one file that imports `openai` (and `httpx2`, which that is made of). It knows nothing of answers or evidence
(`answer.writing` does). The client runs in an event loop of its own, in a thread: there every wait, be it for a name, a
connection or a byte, ends with the time that is given, and with the one who asked.
"""

from __future__ import annotations

import asyncio
import logging
import math
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urlsplit

import httpx2
import openai
from openai import AsyncStream

from answer.breaker import Breaker
from answer.errors import ModelError
from corpus.settings import LanguageModelSettings

Message = Mapping[str, str]
Piece = TypeVar("Piece")
DEFAULT = "default"  # what a server of one model is told it is called
GLANCE = 0.2  # seconds between two looks at whether anybody still listens
LONGEST = 20  # characters of one token that are believed
TOP = 20  # of the likeliest first tokens that are asked for; OpenAI's protocol allows no more
YES, NO = "yes", "no"
HALF = 0.5  # of all likelihood; where both have less, the model would rather say something else
SLACK, TINY = 0.01, 1e-9  # logarithms above nought that are believed, and the least likelihood that is told apart
LARGEST = 10_000_000  # bytes of one response, thoughts and wrapping included
SENT = {"accept", "connection", "content-length", "content-type", "host", "user-agent"}  # headers
NO_KEY = "none"  # the client insists on one; servers without keys ignore it
BY_STATUS = {401: "refused key", 403: "refused key", 408: "slow", 429: "rate limited"}
NOISY = ("openai", "httpx2", "httpcore2")  # told to debug, by OPENAI_LOG say, they would log whole questions
REASONS = ("unreachable", "slow", "cut off", "garbled", "rate limited", "refused key", "refused", "resting")


@dataclass(frozen=True, slots=True)
class _Asking(Generic[Piece]):
    """What is asked of a model, and what is taken of each chunk that comes, its text cut to what may still come."""

    messages: Sequence[Message]
    options: Mapping[str, Any]
    take: Callable[[Any, str], Piece | None]


class _End:
    """The end of what came."""


class LanguageModel:
    """One model at one address. Threads may share it; all it remembers is whether the endpoint works."""

    def __init__(self, settings: LanguageModelSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = settings.model or "the endpoint's own"
        self.host = urlsplit(settings.address).hostname or ""
        self._settings = settings
        self._breaker = Breaker(clock)
        self._judging = Breaker(clock)  # of its own: a model that writes well may not judge, or only too slowly
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
        asked = {"model": self._settings.model or DEFAULT, "max_tokens": most or self._settings.answer_tokens}
        try:
            for piece in self._pieces(_Asking(messages, asked, lambda _, text: text or None), deadline, is_gone):
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

    def judge(
        self, messages: Sequence[Message], *, deadline: float, is_gone: Callable[[], bool] = lambda: False
    ) -> float | None:
        """The log-odds of "yes" against "no" as the model's first word; None where it says neither, or not how surely.

        It is the entailment model of the settings that is asked. `deadline` and `is_gone` are as in `write`. Raises
        ModelError.
        """
        if is_gone():
            return None
        if time.monotonic() >= deadline:
            raise ModelError("slow")
        if not self._judging.may_try():
            raise ModelError("resting")
        asked = {"model": self._settings.entailment_model or DEFAULT, "max_tokens": 1}
        asked |= {"logprobs": True, "top_logprobs": TOP}
        pieces = self._pieces(_Asking(messages, asked, lambda chunk, _: _odds(chunk)), deadline, is_gone)
        try:
            odds = next(pieces, None)
        except ModelError:
            self._judging.failed()
            raise
        finally:
            pieces.close()
        if not is_gone():
            self._judging.worked()
        return odds

    def _pieces(
        self, asking: _Asking[Piece], deadline: float, is_gone: Callable[[], bool]
    ) -> Generator[Piece, None, None]:
        pieces: queue.SimpleQueue[Piece | ModelError | _End] = queue.SimpleQueue()
        running = asyncio.run_coroutine_threadsafe(self._fill(pieces, asking, deadline), _loop())
        try:
            while not is_gone():
                try:
                    piece = pieces.get(timeout=GLANCE)
                except queue.Empty:
                    continue
                if isinstance(piece, _End):
                    return
                if isinstance(piece, ModelError):
                    raise piece
                if time.monotonic() > deadline:  # whoever reads may be slower than the model
                    raise ModelError("slow")
                yield piece
        finally:
            running.cancel()

    async def _fill(
        self, pieces: queue.SimpleQueue[Piece | ModelError | _End], asking: _Asking[Piece], deadline: float
    ) -> None:
        """Put what comes into the queue, and at its end that it ended or what went wrong."""
        seen: list[int] = []  # statuses, of every try
        end: ModelError | _End = _End()
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await self._stream(pieces, asking, deadline, seen)
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
        pieces: queue.SimpleQueue[Piece | ModelError | _End],
        asking: _Asking[Piece],
        deadline: float,
        seen: list[int],
    ) -> None:
        async with self._client(deadline, seen) as client:
            create = cast(Any, client.chat.completions.create)
            stream = await create(messages=list(asking.messages), stream=True, temperature=0, **asking.options)
            whole = left = asking.options["max_tokens"] * LONGEST
            async with cast(AsyncStream[Any], stream) as chunks:
                async for chunk in chunks:
                    text, ended = _read(chunk)
                    piece = asking.take(chunk, text[:left])
                    if piece is not None:
                        pieces.put(piece)
                    left -= len(text)
                    if ended or left <= 0:
                        pieces.put(_End())  # the reader stops, which ends the wait for more and what waits below
            raise ModelError("cut off" if left < whole else "garbled")

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
        pieces = aiter(self._body)
        try:
            async for piece in pieces:
                left -= len(piece)
                if left < 0:
                    raise ModelError("garbled")
                yield piece
        finally:
            close = getattr(pieces, "aclose", None)
            if close is not None:  # not left to whichever thread collects garbage
                await close()

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


def _odds(chunk: Any) -> float | None:
    """The log-odds of "yes" against "no" as the first word; None where a chunk tells none, or the word is another.

    What is not among the likeliest tokens is taken for as likely as the last of them.
    """
    choices = getattr(chunk, "choices", None)
    told = getattr(getattr(choices[0], "logprobs", None), "content", None) if choices else None
    if not told:
        return None
    top = [(one.token, one.logprob) for one in (told[0].top_logprobs or ())[:TOP]]
    if not all(isinstance(token, str) and isinstance(log, float) and log <= SLACK for token, log in top):
        raise ModelError("garbled")  # NaN is no less than anything either
    held = {word: sum(math.exp(log) for token, log in top if token.strip().casefold() == word) for word in (YES, NO)}
    if sum(held.values()) < HALF:
        return None
    least = math.exp(min(log for _, log in top))
    yes, no = (max(held[word], least, TINY) for word in (YES, NO))
    return math.log(yes / no)


def _wait(header: str) -> float:
    """The seconds that a `Retry-After` asks for; a date counts as none, the deadline stands anyway."""
    return float(header) if header.isdecimal() else 0.0


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The loop that all models' clients run in, in a thread that ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="palpate-language-model", daemon=True).start()
    return loop
