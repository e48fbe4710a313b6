"""What is said of edges, rulers and the table that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curator.language import _, joined, ngettext
from curator.sources import TableHead
from screens.drawing import ACROSS, Drawing, Handle, Kind, Rulers

_NAMES: Mapping[Kind, str] = {
    "left": _("left edge"),
    "right": _("right edge"),
    "top": _("top edge"),
    "bottom": _("bottom edge"),
    "column": _("column ruler {number} of {count}"),
    "row": _("row ruler {number} of {count}"),
}


def handle_words(drawing: Drawing, handle: Handle, read: Sequence[Rulers]) -> str:
    """Say which edge or ruler is chosen, where it is, and whether it was given or found."""
    part = drawing.parts[handle.part]
    given = part.columns if handle.kind in ACROSS else part.rows
    count = len(drawing.places(handle, read)) - 2
    name = _NAMES[handle.kind].format(number=handle.place + 1, count=count)
    words = [_("{name} at {place:.1f} pt").format(name=name, place=drawing.at(handle, read))]
    if handle.kind in ("column", "row"):
        words.append(_("found") if given is None else _("by hand"))
    if len(drawing.parts) > 1:
        words.insert(
            0,
            _("table {number} of {count}").format(number=handle.part + 1, count=len(drawing.parts)),
        )
    return joined([pages_words(drawing), *words])


def pages_words(drawing: Drawing) -> str:
    """Say on which pages it is drawn."""
    if drawing.first == drawing.last:
        return _("page {page}").format(page=drawing.page)
    return _("page {page}, for pages {first}–{last}").format(
        page=drawing.page, first=drawing.first, last=drawing.last
    )


def read_words(head: TableHead, rows: int, flags: Sequence[str]) -> str:
    """Say what is read now: the table's size, its header, and what is doubtful.

    Args:
        head: what is known of the table.
        rows: how many it has, those of the header included.
        flags: of its cells.
    """
    body = rows - min(head.header_count, rows)
    header = ngettext("{count} header row", "{count} header rows", head.header_count)
    words = [
        ngettext("{count} row", "{count} rows", body).format(count=body),
        ngettext("{count} column", "{count} columns", head.column_count).format(
            count=head.column_count
        ),
        header.format(count=head.header_count),
    ]
    doubts = sorted(set(flags))
    told = _("Read now: {words}.").format(words=joined(words))
    return (
        _("{told} Doubtful: {doubts}.").format(told=told, doubts="; ".join(doubts))
        if doubts
        else told
    )
