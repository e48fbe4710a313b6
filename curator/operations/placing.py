"""Where a column comes to stand among the others."""

from __future__ import annotations

from collections.abc import Sequence

from curator.errors import OperationError
from curator.language import _
from curator.tables import Column, Table

PLACES = {
    "first": _("before all others"),
    "last": _("after all others"),
    "before": _("before the column given"),
    "after": _("after the column given"),
}
"""The choices of place, with what they mean."""
_SAID = {
    "first": _("first"),
    "last": _("last"),
    "before": _("before {column}"),
    "after": _("after {column}"),
}


def placed(table: Table, columns: Sequence[Column], place: str, beside: str) -> tuple[Column, ...]:
    """Return the table's columns in their new order, with `columns` together at their place.

    Args:
        place: one of PLACES.
        beside: the name of the column before or after which they come; unused for the ends.

    Raises:
        OperationError: `beside` is needed and is none of the other columns.
    """
    others = [known for known in table.columns if known not in columns]
    if place in ("first", "last"):
        cut = 0 if place == "first" else len(others)
    else:
        if not beside:
            raise OperationError(_("Give the column beside which it shall stand."))
        neighbour = table.column(beside)
        if neighbour not in others:
            raise OperationError(
                _("Column {column!r} cannot stand beside itself.").format(column=beside)
            )
        cut = others.index(neighbour) + (place == "after")
    return (*others[:cut], *columns, *others[cut:])


def place_words(place: str, beside: str) -> str:
    """Say where, in words."""
    return _SAID[place].format(column=beside)
