"""What the source screen says: how far it is, what was found, what to do next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from curator.errors import Cancelled, CuratorError
from curator.intake import PagesReport, page_lines
from curator.language import _, joined, ngettext
from curator.tables import Progress
from curator.values import one_line
from extractors import Options
from screens.source_list import Entry

KINDS = 6
"""Kinds of pages that are told of, a line each."""
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
            say(
                _("{what}: {amount}. Escape stops.").format(
                    what=what, amount=amount(done, total, now - started)
                )
            )

    return tell


def amount(done: int, total: int | None, seconds: float) -> str:
    """Say how much is done, and how long the rest may take.

    Args:
        total: None where it is not known.
        seconds: since the beginning.
    """
    if not total:
        return _("{done:,} done").format(done=done) if done else _("begun")
    if 0 < done < total and seconds > 1:
        left = seconds / done * (total - done)
        words = _("{done:,} of {total:,} done, about {left:.0f} s left")
        return words.format(done=done, total=total, left=left)
    return _("{done:,} of {total:,} done").format(done=done, total=total)


def found_words(name: str, entries: Sequence[Entry], why: str | None) -> str:
    """Say what was found in the file called `name`, how much of it is kept, and what is next.

    Args:
        why: a word for what ended the reading early, None if nothing did.
    """
    name = one_line(name, 40)
    if not entries:
        none = _("{name}: no tables ({why})") if why else _("{name}: no tables")
        return none.format(name=name, why=why)
    hidden = sum(entry.hidden for entry in entries)
    count = len(entries)
    found = ngettext("{name}: {count} table", "{name}: {count} tables", count)
    words = [found.format(name=name, count=count)]
    if why:
        words.append(why)
    if hidden:
        words.append(_("{hidden} hidden").format(hidden=hidden))
    kept = sum(entry.kept for entry in entries)
    words.append(_("{kept} kept").format(kept=kept))
    next_step = _("{found}: F7 adds") if kept else _("{found}: Space keeps")
    return next_step.format(found=joined(words))


def nothing_found(
    name: str,
    options: Options,
    pages: int | None,
    error: CuratorError | None,
    kinds: Sequence[PagesReport] = (),
    back: str = _("Escape goes back; another file can be opened from the library."),
) -> str:
    """Say why there is no table, and what can be done.

    Args:
        pages: how many pages or sheets were read, None if that is not known.
        error: what ended the reading, None if nothing did.
        kinds: of what kind the pages are that were read.
        back: how one goes on to something else.
    """
    if isinstance(error, Cancelled):
        return _("Reading {name} was stopped before a table was found.\n\n{back}").format(
            name=name, back=back
        )
    if error is not None:
        return f"{error}\n\n{back}"
    if not name.lower().endswith(".pdf"):
        return _(
            "There are no filled cells in {name}, so there is no table to keep.\n\n{back}"
        ).format(name=name, back=back)
    where = _("the pages chosen") if options.pages else _pages(pages)
    told = _("No tables were found on {where} of {name}.").format(where=where, name=name)
    advice = _(
        "Tables are found by the lines drawn around their cells, or by columns of white space"
        " between words; in pages that are pictures there is nothing to read. If the same figures"
        " exist as a spreadsheet or CSV, open that instead."
    )
    lines = "\n".join(page_lines(kinds, KINDS))
    return "\n\n".join(part for part in (told, lines, advice, back) if part)


def added_words(error: CuratorError, names: Sequence[str]) -> str:
    """Say why adding ended, and what is in the store already."""
    if not names:
        return str(error)
    reason = _("Adding was stopped.") if isinstance(error, Cancelled) else str(error)
    return _("{reason} In the store already: {names}. What is still kept can be added.").format(
        reason=reason, names=joined(names)
    )


def _pages(count: int | None) -> str:
    if count is None:
        return _("the pages")
    return _("the one page") if count == 1 else _("the {count:,} pages").format(count=count)
