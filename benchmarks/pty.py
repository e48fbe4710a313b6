"""Drives a program on a real pseudo-terminal and measures what a person at it would see."""  # noqa: A005 - only imported as benchmarks.pty

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType

import psutil

DOWN, LEFT, RIGHT, PAGE_DOWN = "\x1b[B", "\x1b[D", "\x1b[C", "\x1b[6~"
HOME, CTRL_HOME, CTRL_END = "\x1b[H", "\x1b[1;5H", "\x1b[1;5F"

QUERIES: Mapping[bytes, bytes] = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[6n": b"\x1b[1;1R",
}
"""What a program asks a terminal, and what xterm answers."""


@dataclass(frozen=True)
class Latency:
    """How long a key took, over all times it was pressed; in milliseconds unless named."""

    median: float
    """From the key to the last byte of what it drew."""
    p99: float
    first: float
    """The median from the key to the first byte."""
    cpu: float
    """The mean."""
    size: int
    """The median of bytes drawn."""


class Terminal:
    """A program on a pseudo-terminal; use it in a `with`, which ends the program."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        rows: int = 50,
        columns: int = 200,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """`settings` are added to the environment."""
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **(settings or {}),
        }
        self._seen = bytearray()
        self._began = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(command[0], list(command), environment)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process = psutil.Process(self._pid)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def wait_for(self, text: str, timeout: float = 60) -> float:
        """Return the milliseconds from the start until `text` was drawn in one piece.

        Raises:
            TimeoutError: it was not drawn in `timeout` seconds.
            EOFError: the program ended before.
        """
        while text.encode() not in self._seen:
            if time.perf_counter() - self._began > timeout:
                raise TimeoutError(f"{text!r} did not appear; last seen: {self.tail()}")
            self._read(1.0)
        return (time.perf_counter() - self._began) * 1e3

    def until(self, keys: str, text: str, timeout: float = 30) -> float:
        """Send `keys` and return the milliseconds until `text` was drawn in one piece.

        Raises:
            TimeoutError: it was not drawn in `timeout` seconds.
        """
        self._seen.clear()
        began = time.perf_counter()
        os.write(self._fd, keys.encode())
        while text.encode() not in self._seen:
            if time.perf_counter() - began > timeout:
                raise TimeoutError(f"{text!r} did not appear; last seen: {self.tail()}")
            self._read(1.0)
        return (time.perf_counter() - began) * 1e3

    def has_drawn(self, text: str) -> bool:
        """Return whether `text` was drawn since `until` was called."""
        return text.encode() in self._seen

    def press(self, keys: str, times: int) -> Latency:
        """Send `keys` again and again, each time after what they drew has settled."""
        totals, firsts, sizes = [], [], []
        before = self._cpu()
        for _ in range(times):
            os.write(self._fd, keys.encode())
            first, total, size = self.settle()
            if size:
                firsts.append(first)
                totals.append(total)
                sizes.append(size)
        if not totals:
            raise TimeoutError(f"{keys!r} drew nothing.")
        return Latency(
            median=statistics.median(totals),
            p99=sorted(totals)[min(int(len(totals) * 0.99), len(totals) - 1)],
            first=statistics.median(firsts),
            cpu=(self._cpu() - before) / times * 1e3,
            size=int(statistics.median(sizes)),
        )

    def send(self, keys: str) -> None:
        """Send `keys`, which need not draw anything, and wait until it is still."""
        os.write(self._fd, keys.encode())
        self.settle(quiet=0.3, patience=1.0)

    def settle(self, quiet: float = 0.08, patience: float = 3.0) -> tuple[float, float, int]:
        """Read until nothing came for `quiet` seconds, or nothing at all for `patience`.

        Returns:
            Milliseconds to the first byte and to the last, and how many bytes came.
        """
        began = time.perf_counter()
        first = last = 0.0
        size = 0
        while True:
            data = self._read(quiet)
            now = (time.perf_counter() - began) * 1e3
            if data:
                first, last, size = first or now, now, size + len(data)
            elif size or now > patience * 1e3:
                return first, last, size

    def memory(self) -> float:
        """Return the program's resident memory in MB."""
        return float(self._process.memory_info().rss) / 1e6

    def tail(self) -> str:
        """Return the end of what was drawn, for messages."""
        return bytes(self._seen[-2000:]).decode(errors="replace")

    def _cpu(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def _read(self, timeout: float) -> bytes:
        readable, _, _ = select.select([self._fd], [], [], timeout)
        if not readable:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError as error:
            raise EOFError(f"The program ended: {self.tail()}") from error
        for query, answer in QUERIES.items():
            if query in data:
                os.write(self._fd, answer)
        self._seen.extend(data)
        del self._seen[:-200_000]
        return data
