"""The only place that turns an error into a line on stderr and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from curator.errors import (
    BackupError,
    BusyError,
    Cancelled,
    ConflictError,
    CuratorError,
    ExportError,
    ExtractionError,
    KeysError,
    OperationError,
    ReadOnlyError,
    UnknownNameError,
)
from curator.language import _

PROBLEMS = 1
"""Problems were found, or only a part was done."""
USAGE = 2
BUSY = 3
UNREADABLE = 4
DESTINATION = 5
INTERRUPTED = 130

_CODES: tuple[tuple[type[CuratorError], int], ...] = (
    (UnknownNameError, USAGE),
    (OperationError, USAGE),
    (KeysError, USAGE),
    (BusyError, BUSY),
    (ConflictError, BUSY),
    (ExtractionError, UNREADABLE),
    (ExportError, DESTINATION),
    (BackupError, DESTINATION),
    (ReadOnlyError, DESTINATION),
    (Cancelled, INTERRUPTED),
)


class Told(click.ClickException):
    """An error that the curator can act on, with its exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        vars(self)["exit_code"] = code


@contextmanager
def reported() -> Iterator[None]:
    """Turn a CuratorError into one line on stderr and the documented exit code."""
    try:
        yield
    except CuratorError as error:
        raise Told(str(error), exit_code(error)) from error
    except KeyboardInterrupt as error:
        raise Told(
            _("Stopped. What was finished before is kept; the rest is not."), INTERRUPTED
        ) from error


def exit_code(error: CuratorError) -> int:
    """Return the exit code that belongs to an error."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return PROBLEMS


def partly(message: str) -> Told:
    """Return an error for what was done in part; exit code 1."""
    return Told(message, PROBLEMS)
