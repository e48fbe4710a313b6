"""Writing the dataset out, and leaving."""

from __future__ import annotations

from pathlib import Path

from curator.cli.plain.line import Line
from curator.cli.plain.seat import Seat
from curator.errors import UnknownNameError
from curator.export import Delimited, export
from curator.language import _, ngettext


def write_out(seat: Seat, line: Line) -> None:
    """Write the dataset as CSV to a folder of its own in a folder, and read all of it back."""
    folder = line.rest()
    if not folder:
        raise UnknownNameError(_("Say the folder: export FOLDER."))
    view = seat.dataset.view()
    facts = seat.dataset.export_facts(view.revision)
    words = _("Exporting {dataset}").format(dataset=view.dataset)
    done = export(view, Delimited(), Path(folder).expanduser(), facts, seat.talk.progress(words))
    seat.say(
        ngettext(
            "{dataset}, revision {number}: {rows:,} row written and read back.",
            "{dataset}, revision {number}: {rows:,} rows written and read back.",
            done.rows,
        ).format(dataset=view.dataset, number=view.revision, rows=done.rows)
    )
    if done.escaped_cells:
        seat.say(
            ngettext(
                "{count:,} cell was made harmless with an apostrophe.",
                "{count:,} cells were made harmless with an apostrophe.",
                done.escaped_cells,
            ).format(count=done.escaped_cells)
        )
    seat.say(_("It lies in {folder}.").format(folder=done.folder))
