"""Notes on a page or sheet of a source: those that there are, and one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.widgets import Static

from curator.annotations import Annotation, Place
from curator.filters import Filter
from curator.language import _
from curator.store import Store, noted
from screens.annotate import Target
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.note_words import brief_line
from screens.noting import Noting
from screens.prose import Line, Prose
from screens.source_list import Entry

SHOWN = 3
"""So many notes are told; the list of notes tells all."""


class SourceNotes(Static):
    """Tells what was noted of the page or sheet that a table stands on; hidden if nothing was."""

    DEFAULT_CSS = """
    SourceNotes { height: auto; max-height: 4; padding: 0 1; display: none; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("", markup=False)
        self._desk = desk
        self._entry: Entry | None = None

    def follow(self, screen: CuratorScreen, entry: Entry) -> None:
        """Tell what was noted of the page or sheet of a table."""
        self._entry = entry
        store = self._desk.store
        screen.do(lambda: notes_on(store, entry), lambda notes: self._tell(entry, notes))

    def _tell(self, entry: Entry, notes: Sequence[Annotation]) -> None:
        if entry is not self._entry:
            return
        lines = [brief_line(note) for note in notes[:SHOWN]]
        if len(notes) > SHOWN:
            more = _("… and {count:,} more, in the list of notes")
            lines.append(Line("", [more.format(count=len(notes) - SHOWN)]))
        self.update(Prose(lines))
        self.display = bool(lines)

    def write(self, screen: CuratorScreen, page: int | None) -> None:
        """Write a note on the sheet of the table shown, or on the page of it that is looked at."""
        entry, store = self._entry, self._desk.store
        if entry is None:
            return

        def kept(words: str) -> None:
            screen.notify(words, markup=False)
            self.follow(screen, entry)

        def ask(targets: Sequence[Target]) -> None:
            if targets:
                Noting(screen, self._desk, kept).write(targets)
                return
            words = _(
                "A note on {place} belongs to a dataset that was made from the file, and there is"
                " none yet: F7 adds the tables that are kept."
            )
            screen.notify(
                words.format(place=_place(entry, page).words(None)), timeout=10, markup=False
            )

        screen.do(lambda: targets_on(store, entry, page), ask)


def targets_on(store: Store, entry: Entry, page: int | None = None) -> list[Target]:
    """Return on what a note beside a table's page or sheet can hang; its first page if none is told.

    It belongs to one of the datasets that were made from the file; those made from this page or
    sheet come first.
    """
    here = _place(entry, page)
    made = store.made_from(entry.found.source.sha256)
    made.sort(key=lambda each: (each[1].page, each[1].sheet) != (here.page, here.sheet))
    targets: dict[str, Target] = {}
    for dataset, place in made:
        wanted = replace(here, source=place.source)
        words = _("{place}, for {dataset}").format(place=wanted.words(None), dataset=dataset.name)
        targets.setdefault(dataset.name, Target(words, wanted, dataset))
    return list(targets.values())


def notes_on(store: Store, entry: Entry) -> list[Annotation]:
    """Return what hangs on a table's page or sheet or on its whole source, undone ones left out."""
    found = []
    for target in targets_on(store, entry):
        source = target.place.source
        pages = [Place(source=source, page=page) for page in entry.found.pages()]
        sheets = [Place(source=source, sheet=sheet) for sheet in entry.found.sheets()]
        places = (target.place, Place(source=source), *pages, *sheets)
        found += [
            line.annotation
            for line in noted(target.dataset, Filter())
            if line.annotation.place in places and line.annotation.state != "withdrawn"
        ]
    return found


def _place(entry: Entry, page: int | None) -> Place:
    head = entry.found.head
    return Place(source=entry.found.source.name, page=page or head.page, sheet=head.sheet)
