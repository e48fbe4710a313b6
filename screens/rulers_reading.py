"""What the rulers screen reads: the page's words, and the table with each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock, Thread

from curator.errors import CuratorError
from curator.language import _
from curator.sources import ExtractedTable, Mark, PageText
from extractors import Correcting, Found, Spool
from screens.drawing import Drawing, Rulers
from screens.found_view import FoundView
from screens.ruler_words import read_words
from screens.source_reading import Reading

CLOSER = "curator-close-rulers"
"""The name of the thread that ends the reader."""


@dataclass(frozen=True)
class Tables:
    """What a drawing makes of its page."""

    read: Sequence[Rulers]
    """Of each part."""
    view: FoundView | None
    """The table of the part that is shown; None where there is none."""
    words: str


class RulersReading:
    """Reads one page again and again; methods may take time, and run in threads."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._turn = Lock()
        self._correcting: Correcting | None = None
        self._page = 0
        self._spool: Spool | None = None
        self._closed = False

    def page(self, number: int) -> PageText | str:
        """Return a page's words, or one sentence that says why there are none."""
        return self._reading.page(number)

    def tables(self, drawing: Drawing, read: Sequence[Rulers], part: int) -> Tables:
        """Read the part that is shown, and those of which nothing was read yet."""
        rulers = list(read)
        shown: FoundView | None = None
        words = _("No text stands in this region.")
        for number, one in enumerate(drawing.parts):
            if number != part and (rulers[number] != Rulers() or one.columns is not None):
                continue
            try:
                found, said = self._found(drawing, number)
            except CuratorError as error:
                found, said = None, str(error)
            if found is not None:
                rulers[number] = Rulers.of(found[0].head.geometry)
            if number == part and found is not None:
                shown = FoundView(found[0])
                words = read_words(found[0].head, found[0].row_count, found[1])
            if number == part and said:
                words = said if found is None else f"{said} {words}"
        return Tables(rulers, shown, words)

    def _found(
        self, drawing: Drawing, part: int
    ) -> tuple[tuple[Found, list[str]] | None, str | None]:
        with self._turn:
            if self._closed:
                return None, None
            if self._correcting is None or self._page != drawing.page:
                if self._correcting is not None:
                    self._correcting.close()
                password = self._reading.options.password
                self._page = drawing.page
                self._correcting = Correcting(self._reading.path, self._page, password)
            self._spool = self._spool or Spool()
            drawn = replace(drawing.drawn(part), first=drawing.page, last=drawing.page)
            corrected = self._correcting.table(drawn, drawing.parts[part].header_rows)
            if corrected.table is None:
                return None, corrected.said
            return self._kept(self._spool, corrected.table), corrected.said

    def _kept(self, spool: Spool, table: ExtractedTable) -> tuple[Found, list[str]]:
        batches = list(table.batches)
        found = spool.keep(replace(table, batches=iter(batches)))
        marks: list[Mark] = [mark for batch in batches for mark in batch.marks]
        return found, [mark.flag for mark in marks if mark.flag]

    def let_go(self) -> None:
        """End the reader and remove what was kept; does not wait for it."""

        def close() -> None:
            if self._correcting is not None:
                self._correcting.close()
            with self._turn:
                self._closed = True
                if self._correcting is not None:
                    self._correcting.close()
                if self._spool is not None:
                    self._spool.close()

        Thread(target=close, name=CLOSER).start()
