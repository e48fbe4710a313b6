"""Correcting a table by hand: its page stays open in a child process, so that changes cost little."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType

from curator.errors import ExtractionError
from curator.language import _
from curator.sources import Batch, ExtractedTable, Source
from extractors import protocol, sniff
from extractors.drawn import Drawn
from extractors.limits import Limits
from extractors.options import Options
from extractors.process import Child
from extractors.worker import STRICT, quiet


@dataclass(frozen=True)
class Corrected:
    """What a change makes of the page."""

    table: ExtractedTable | None
    """None where no text stands in the region."""
    said: str | None = None
    """What a person should know besides, in a sentence."""


class Correcting:
    """One page of a PDF that is read anew with each change; leaving the context ends the reader.

    Methods may be called from any thread; changes are answered one after the other.
    """

    def __init__(
        self, path: Path, page: int, password: str | None = None, limits: Limits = STRICT
    ) -> None:
        """Nothing is read before the first change."""
        self._path = path
        self._page = page
        self._password = password
        self._limits = limits
        self._turn = Lock()
        self._child: Child | None = None
        self._broke = False
        self._closed = False

    def __enter__(self) -> Correcting:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the reader, whatever it is doing; a change that waits for it fails."""
        self._closed = True
        child = self._child
        if child is not None:
            child.end()
        with self._turn:  # a change may have begun with another one meanwhile
            self._end()

    def table(self, drawn: Drawn, header_rows: int | None = None) -> Corrected:
        """Return the table in what is drawn, with so many header rows; None guesses them.

        Raises:
            ExtractionError: the page cannot be read, or its reader broke down or was stopped at a
                limit; the next change starts another reader, and says so once.
            LockedError: the file is locked with a password, or with another one.
            UnknownNameError: the region lies off the page, or there is no such page.
        """
        with self._turn:
            said = self._begin()
            try:
                table = self._ask(drawn, header_rows)
            except ExtractionError:
                if self._child is not None and not self._child.refused:
                    self._end()
                    self._broke = True
                raise
        return Corrected(table, said)

    def _begin(self) -> str | None:
        """Start a reader unless there is one; return what is to be said of that."""
        if self._closed:
            raise ExtractionError(_("Reading {file} was stopped.").format(file=self._path.name))
        if self._child is not None:
            return None
        sniff.regular(self._path)
        source, options = Source("", self._path.name, "", 0), Options(password=self._password)
        request = protocol.request_of(
            self._path, source, options, self._limits, "changes", page=self._page
        )
        child = Child(self._path, request, self._limits)
        child.place = lambda done: _("at page {page}").format(page=self._page)
        self._child = child
        if not self._broke:
            return None
        self._broke = False
        return _("The reader broke down before, and was started anew.")

    def _ask(self, drawn: Drawn, header_rows: int | None) -> ExtractedTable | None:
        assert self._child is not None
        child = self._child
        child.ask(
            {
                "regions": [drawn.region_text()],
                "columns": [drawn.columns_text()],
                "rows": [drawn.rows_text()],
                "header_rows": header_rows,
            }
        )
        head, batches = None, list[Batch]()
        while (message := child.next(quiet)) is not None:
            if "head" in message:
                head = protocol.head_of(message["head"])
            elif "batch" in message:
                batches.append(child.batch(message))
        if head is None:
            return None
        return ExtractedTable(Source("", self._path.name, sniff.PDF, 0), head, iter(batches))

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None
