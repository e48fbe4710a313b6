"""A report of a crash that tells where it happened, and nothing of what was worked on."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def report(error: BaseException) -> str:
    """Return where `error` was raised and which versions ran.

    It holds neither the error's message nor any variable, since both may quote a cell, and of
    each file only its name and its folder's.
    """
    lines = [
        f"curator {version('curator-tui')}, Textual {version('textual')},"
        f" Python {platform.python_version()}, {platform.system()}"
    ]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"  {Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno}"
            f" in {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def leave_report(error: BaseException, folder: Path) -> Path:
    """Write the report into `folder`, readable by the person alone; raises OSError."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = folder / f"curator-crash-{stamp}-{os.getpid()}.txt"
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(report(error))
    return path
