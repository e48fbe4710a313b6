"""The files that were opened last, so that they can be opened again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path

from curator.errors import StoreError
from curator.language import _

KEPT = 10
"""So many are remembered."""


def recent_files() -> list[Path]:
    """Return the files that were opened last, the newest first."""
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(path) for path in told if isinstance(path, str)] if isinstance(told, list) else []


def remember_files(paths: Sequence[Path]) -> None:
    """Put files at the top; a list that cannot be kept is done without."""
    fresh = [path.absolute() for path in reversed(paths)]
    with suppress(OSError):
        _write(list(dict.fromkeys([*fresh, *recent_files()]))[:KEPT])


def forget_files(unwanted: Callable[[Path], bool]) -> int:
    """Take files off the list and return how many.

    Raises:
        StoreError: the list could not be written.
    """
    known = recent_files()
    staying = [path for path in known if not unwanted(path)]
    try:
        if len(staying) < len(known):
            _write(staying)
    except OSError as error:
        raise StoreError(
            _("The list of recent files could not be written: {strerror}.").format(
                strerror=error.strerror
            )
        ) from error
    return len(known) - len(staying)


def forget_named(name: str) -> None:
    """Take every file called `name` off the list, wherever it lies; raises StoreError."""
    forget_files(lambda path: path.name == name)


def _write(paths: Iterable[Path]) -> None:
    """Replace the list by one that only this person can read; without files it goes."""
    file = _file()
    lines = [str(path) for path in paths]
    if not lines:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with open(fresh, "x", encoding="utf-8", opener=_private) as written:
            json.dump(lines, written, ensure_ascii=True)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _file() -> Path:
    return user_config_path("curator", appauthor=False) / "recent.json"
