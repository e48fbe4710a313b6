"""What the child process may use and do; set by itself, and watched from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.startfile",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "pty.",
    "shutil.",
    "ftplib.",
    "urllib.",
    "webbrowser.",
)
"""Beginnings of the names of audit events that no reading of a file needs (PEP 578)."""


@dataclass(frozen=True)
class Limits:
    """How much a file may cost to read."""

    memory: int = 1536 << 20
    """Bytes of the child's own memory."""
    silence: float = 30.0
    """Seconds in which the child makes no progress."""


def confine(limits: Limits) -> None:
    """Bind this process to `limits` where the system can; dump no core."""
    try:
        import resource
    except ImportError:  # Windows; the watchdog is all there is
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))


def guard() -> None:
    """Refuse this process sockets, programs and writing from here on.

    It stops a library that strays, not one that was taken over: native code raises no events.
    """
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(f"Reading a file needs no {event}.")
    if event == "open" and _writes(args) and not _harmless(args[0]):
        raise PermissionError("Reading a file opens no other for writing.")


def _writes(args: tuple[object, ...]) -> bool:
    _, mode, flags = args
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _harmless(target: object) -> bool:
    """The null device, and Python's own cache of a library that is imported late."""
    if not isinstance(target, str):
        return False
    return target == os.devnull or (".pyc" in target and Path(target).parent.name == "__pycache__")


def resident(pid: int) -> int | None:
    """Return the bytes of memory that the process `pid` holds, None where that is unknown."""
    if sys.platform == "linux":
        try:
            return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf(
                "SC_PAGESIZE"
            )
        except (OSError, IndexError):
            return None
    if sys.platform == "win32":
        return _resident_on_windows(pid)
    told = subprocess.run(
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(told) * 1024 if told.isdigit() else None


def _resident_on_windows(pid: int) -> int | None:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            ("peak", ctypes.c_size_t),
            ("resident", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 6),
        )

    windows = getattr(ctypes, "windll")  # noqa: B009 - the name exists on Windows only
    windows.kernel32.OpenProcess.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(windows.kernel32.OpenProcess(0x1000, False, pid))
    if not handle.value:
        return None
    counters = Counters()
    counters.size = ctypes.sizeof(counters)
    known = windows.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    windows.kernel32.CloseHandle(handle)
    return int(counters.resident) if known else None
