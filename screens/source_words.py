"""What the source screen says: how far it is, what was found, what to do next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from curator.errors import Cancelled, CuratorError
from curator.tables import Progress
from curator.values import one_line
from extractors import Options
from screens.source_list import Entry

BEAT = 0.2
"""Seconds between two reports of progress."""


def teller(
    stopping: Progress, say: Callable[[str], object]
) -> Callable[[str, int, int | None], None]:
    """Return what is told of work, of how much is done and of how much there is.

    It calls `say` some times a second with words for it, and `stopping`, which raises Cancelled
    where that is wished, each time.
    """
    started = time.monotonic()
    told = started

    def tell(what: str, done: int, total: int | None) -> None:
        nonlocal told
        stopping(done, total)
        now = time.monotonic()
        if now - told >= BEAT:
            told = now
            say(f"{what}: {amount(done, total, now - started)}. Escape stops.")

    return tell


def amount(done: int, total: int | None, seconds: float) -> str:
    """Say how much is done, and how long the rest may take.

    Args:
        total: None where it is not known.
        seconds: since the beginning.
    """
    if not total:
        return f"{done:,} done" if done else "begun"
    words = f"{done:,} of {total:,} done"
    if 0 < done < total and seconds > 1:
        words += f", about {seconds / done * (total - done):.0f} s left"
    return words


def found_words(name: str, entries: Sequence[Entry], why: str | None) -> str:
    """Say what was found in the file called `name`, how much of it is kept, and what is next.

    Args:
        why: a word for what ended the reading early, None if nothing did.
    """
    name = one_line(name, 40)
    if not entries:
        return f"{name}: no tables" + (f" ({why})" if why else "")
    hidden = sum(entry.hidden for entry in entries)
    words = [f"{name}: {len(entries)} table{'s' * (len(entries) != 1)}"]
    if why:
        words.append(why)
    if hidden:
        words.append(f"{hidden} hidden")
    kept = sum(entry.kept for entry in entries)
    words.append(f"{kept} kept")
    return ", ".join(words) + (": F7 adds" if kept else ": Space keeps")


def nothing_found(
    name: str, options: Options, pages: int | None, error: CuratorError | None
) -> str:
    """Say why there is no table, and what can be done.

    Args:
        pages: how many pages or sheets were read, None if that is not known.
        error: what ended the reading, None if nothing did.
    """
    back = "Escape goes back; another file can be opened from the library."
    if isinstance(error, Cancelled):
        return f"Reading {name} was stopped before a table was found.\n\n{back}"
    if error is not None:
        return f"{error}\n\n{back}"
    if not name.lower().endswith(".pdf"):
        return f"There are no filled cells in {name}, so there is no table to keep.\n\n{back}"
    where = "the pages chosen" if options.pages else _pages(pages)
    return (
        f"No ruled tables were found on {where} of {name}.\n\n"
        "Tables are found by the lines drawn around their cells; this file may have tables set by"
        " white space alone, or pages that are pictures. If the same figures exist as a"
        f" spreadsheet or CSV, open that instead.\n\n{back}"
    )


def added_words(error: CuratorError, names: Sequence[str]) -> str:
    """Say why adding ended, and what is in the store already."""
    if not names:
        return str(error)
    reason = "Adding was stopped." if isinstance(error, Cancelled) else str(error)
    return f"{reason} In the store already: {', '.join(names)}. What is still kept can be added."


def _pages(count: int | None) -> str:
    if count is None:
        return "the pages"
    return "the one page" if count == 1 else f"the {count:,} pages"
