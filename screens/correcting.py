"""The source screen's way to the rulers: a table drawn by hand takes the place of one found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.errors import CuratorError
from curator.language import _, ngettext
from extractors import Found
from screens.correction import Begun, Correction
from screens.drawing import Rulers
from screens.nothing_found import NothingFound
from screens.rereading import RereadingScreen
from screens.rulers import RulersScreen
from screens.source_list import Entry, TableList


class CorrectingScreen(RereadingScreen):
    """Opens the rulers on the table that is shown, and takes over what was drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "c,f17,shift+f5",
            "correct",
            _("Rulers"),
            key_display="Shift+F5",
            tooltip=_("Correct the table on its page by hand"),
        ),
    ]

    def can_correct(self) -> bool:
        """Whether what is shown stands on a page, or may do so; files of a group are read alike."""
        if self._reading.is_group:
            return False
        if self._entry is not None:
            return self._entry.found.head.page is not None
        return not self.entries and self.path.suffix.lower() == ".pdf"

    def action_correct(self) -> None:
        """Draw the table on its page by hand, or one where none was found."""
        if self._busy is not None:
            self.notify(_("The file is still being read. Escape stops that."))
            return
        entry = self._under_cursor()
        self.app.push_screen(
            RulersScreen(self._reading, self._begun(entry)),
            partial(self._take_correction, entry),
        )

    def _under_cursor(self) -> Entry | None:
        """Return the table under the list's cursor, though it may not be shown yet."""
        row = self.query_one(TableList).cursor_row
        return self.entries[row] if row < len(self.entries) else None

    def _begun(self, entry: Entry | None) -> Begun:
        head = entry.found.head if entry is not None else None
        if entry is None or head is None or head.page is None:
            return Begun(self._reading.options.pages[0] if self._reading.options.pages else 1)
        page = head.page
        others = {
            other.number: other.found.head.box
            for other in self.entries
            if other is not entry and other.found.head.page == page and other.dataset is None
        }
        below = {number: box for number, box in others.items() if box is not None}
        ordered = dict(sorted(below.items(), key=lambda item: item[1][1]))
        return Begun(page, head.box, Rulers.of(head.geometry), entry.header_count, ordered)

    def _take_correction(self, entry: Entry | None, correction: Correction | None) -> None:
        """Read what was drawn; it takes the place of the table if that is on the same page."""
        if correction is None:
            return
        page = entry.found.head.page if entry is not None else None
        gone = {entry.number} if entry is not None and page == correction.page else set()
        if entry is not None and entry.dataset is not None:
            gone = set()  # what was added stays
        gone |= set(correction.joins)
        self._busy = "correcting"
        self.do(
            lambda: self._reading.corrected(correction, self.cancelling()),
            partial(self._take_over, gone),
            self._fail_to_correct,
        )

    def _fail_to_correct(self, error: CuratorError) -> None:
        self._busy = None
        self.tell_error(error)

    def _take_over(self, gone: set[int], tables: Sequence[Found]) -> None:
        """Put the tables into the list, kept, where those were that they replace."""
        self._busy = None
        replaced = [entry for entry in self.entries if entry.number in gone]
        entries = [Entry.of(0, found) for found in tables]
        for entry in entries:
            entry.kept = True
        if replaced and entries:
            entries[0].name = replaced[0].name
        before = [one for one in self.entries if one.number not in gone]
        place = sum(_comes_before(one, entries[0]) for one in before)
        self.entries[:] = [*before[:place], *entries, *before[place:]]
        for number, entry in enumerate(self.entries, 1):
            entry.number = number
        self.query_one(NothingFound).display = False
        self.query_one("#body").display = True
        self.refresh_bindings()
        self._list()
        tables_list = self.query_one(TableList)
        tables_list.move_to(place, 0)
        tables_list.focus()
        self._choose(entries[0])
        self._tell_state()
        self.notify(
            ngettext(
                "{count} table by hand is in the list, and kept.",
                "{count} tables by hand are in the list, and kept.",
                len(entries),
            ).format(count=len(entries))
        )

    def _choose(self, entry: Entry) -> None:
        """Show a table."""
        raise NotImplementedError


def _comes_before(one: Entry, other: Entry) -> bool:
    """Whether a table stands before another in their source."""
    places = [
        (entry.found.head.page or 0, entry.found.head.box[1] if entry.found.head.box else 0.0)
        for entry in (one, other)
    ]
    return places[0] < places[1]
