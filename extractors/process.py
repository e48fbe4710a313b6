"""The child process, seen from the parent: started, listened to, watched and ended."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from curator.errors import CuratorError, ExtractionError, LockedError, UnknownNameError
from curator.intake import Report
from curator.language import _
from curator.sources import Batch, PagePicture
from curator.tables import Progress
from extractors import protocol
from extractors.limits import Limits, resident

BEAT = 0.2
"""Seconds between two looks at the child, and between two calls of progress."""
AHEAD = 4
"""How many messages may wait here before the child has to."""

_KINDS: Mapping[str, type[CuratorError]] = {"unknown": UnknownNameError, "locked": LockedError}


class Child:
    """A running child process; leaving the context ends it, whatever it is doing."""

    place: Callable[[int], str]
    """Says in words where it is, given how much is done; "" where there is no saying."""
    refused: bool
    """Whether the child itself answered with an error, after which it can be asked further."""

    def __init__(self, path: Path, request: protocol.Message, limits: Limits) -> None:
        self._path = path
        self.place = lambda done: ""
        self.refused = False
        self._limits = limits
        self._done: int | None = None
        self._total: int | None = None
        self._told = 0.0
        self._errors = bytearray()
        self._messages: queue.Queue[protocol.Message | None] = queue.Queue(AHEAD)
        self._closing = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "extractors.child"],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(_search_path())},
        )
        asked, answers, errors = (
            self._process.stdin,
            self._process.stdout,
            self._process.stderr,
        )
        assert asked is not None
        assert answers is not None
        assert errors is not None
        self._streams: tuple[IO[bytes], ...] = (asked, answers, errors)
        self._readers = (
            threading.Thread(target=self._listen, args=(answers,), daemon=True),
            threading.Thread(target=self._overhear, args=(errors,), daemon=True),
        )
        for reader in self._readers:
            reader.start()
        with suppress(BrokenPipeError):  # one that died already is told of by its messages
            protocol.send(asked, request)

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def ask(self, message: protocol.Message) -> None:
        """Ask further of a child that goes on after its first answer."""
        self.refused = False
        with suppress(BrokenPipeError):  # as with the first request
            protocol.send(self._streams[0], message)

    def end(self) -> None:
        """End the process; who waits for its next message is told that it was stopped."""
        self._closing.set()
        self._process.kill()
        self._process.wait()
        if sys.is_finalizing():  # threads no longer run, and the system closes the pipes
            return
        for reader in self._readers:
            reader.join()
        for stream in self._streams:
            with suppress(BrokenPipeError):
                stream.close()

    def next(self, progress: Progress) -> protocol.Message | None:
        """Return the next message that is no progress; None when the child is done.

        Raises:
            ExtractionError: it gave up, broke down, or was stopped at a limit.
        """
        silent = 0.0
        while True:
            try:
                message = self._messages.get(timeout=BEAT)
            except queue.Empty:
                if self._closing.is_set():
                    raise ExtractionError(
                        _("Reading {file} was stopped.").format(file=self._path.name)
                    ) from None
                silent += BEAT
                self._beat(progress, silent)
                continue
            if message is None:
                raise self._broken()
            if "progress" in message:
                silent = 0.0
                self._done, self._total = message["progress"]
                self._beat(progress, silent)
                continue
            if "error" in message:
                self.refused = True
                raise _KINDS.get(message["kind"], ExtractionError)(message["error"])
            self._beat(progress, 0.0)
            return None if "done" in message else message

    def batch(self, message: protocol.Message) -> Batch:
        """Return the batch in a message; raises ExtractionError for one that makes no sense."""
        try:
            return protocol.batch_of(message)
        except (protocol.BrokenMessageError, KeyError, TypeError):
            self._process.kill()
            raise self._broken() from None

    def picture(self, message: protocol.Message) -> PagePicture:
        """Return the picture in a message; raises ExtractionError for one that makes no sense."""
        try:
            return protocol.picture_of(message)
        except (protocol.BrokenMessageError, KeyError, TypeError, ValueError):
            self._process.kill()
            raise self._broken() from None

    def report(self, message: protocol.Message) -> Report:
        """Return the report in a message; raises ExtractionError for one that makes no sense."""
        try:
            return protocol.intake_of(message)
        except protocol.BrokenMessageError:
            self._process.kill()
            raise self._broken() from None

    def _beat(self, progress: Progress, silent: float) -> None:
        """Look after the child and speak to the curator, some times a second."""
        if time.monotonic() - self._told < BEAT:
            return
        self._told = time.monotonic()
        progress(self._done or 0, self._total)
        if silent >= self._limits.silence:
            raise ExtractionError(
                _("Reading {file} was stopped: nothing came of it for {seconds:g} seconds.").format(
                    file=self._file_and_place(), seconds=self._limits.silence
                )
            )
        if (resident(self._process.pid) or 0) > self._limits.memory:
            raise self._too_large()

    def _broken(self) -> ExtractionError:
        """Say in one sentence how the child ended; what it said itself stays a note."""
        code = self._process.wait()
        self._readers[1].join()
        said = self._errors.decode("utf-8", "replace")
        if "MemoryError" in said or "memory allocation" in said or "bad_alloc" in said:
            error = self._too_large()
        elif "RecursionError" in said:
            error = ExtractionError(
                _("{file} is nested too deeply to be read.").format(file=self._file_and_place())
            )
        else:
            error = self._broken_down(code == -signal.SIGABRT)
        ending = signal.Signals(-code).name if code < 0 else f"status {code}"
        error.add_note(f"The child process ended with {ending}. {said[-2000:]}")
        return error

    def _broken_down(self, aborted: bool) -> ExtractionError:
        """Say where it broke down; a library that gets no memory aborts without a word."""
        if aborted:
            words = _("The reader of {file} broke down {place}, perhaps for want of memory.")
        else:
            words = _("{file} is damaged, or of an unusual make: its reader broke down {place}.")
        place = self._place() or _("at the start")
        return ExtractionError(words.format(file=self._path.name, place=place))

    def _too_large(self) -> ExtractionError:
        return ExtractionError(
            _("{file} needs more than {size:,} MB of memory; it was not read further.").format(
                file=self._file_and_place(), size=self._limits.memory >> 20
            )
        )

    def _file_and_place(self) -> str:
        file, place = self._path.name, self._place()
        return _("{file} {place}").format(file=file, place=place) if place else file

    def _place(self) -> str:
        return "" if self._done is None else self.place(self._done)

    def _listen(self, stream: IO[bytes]) -> None:
        try:
            for message in protocol.receive(stream):
                if not self._put(message):
                    return
        except (protocol.BrokenMessageError, OSError, ValueError):
            pass
        self._put(None)

    def _put(self, message: protocol.Message | None) -> bool:
        while not self._closing.is_set():
            try:
                self._messages.put(message, timeout=BEAT)
            except queue.Full:
                continue
            return True
        return False

    def _overhear(self, stream: IO[bytes]) -> None:
        """Keep the last of what it writes to standard error, so that it never blocks there."""
        while chunk := os.read(stream.fileno(), 4096):
            self._errors += chunk
            del self._errors[:-8192]


def _search_path() -> list[str]:
    """Where the parent finds modules; the working folder is no such place."""
    found = [entry for entry in sys.path if entry]
    home = str(Path(__file__).resolve().parent.parent)
    return found if home in found else [home, *found]
