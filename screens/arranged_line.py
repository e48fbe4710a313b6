"""The line that says which rows are shown, and in which order."""

from __future__ import annotations

from textual.widgets import Static

from curator.arrangement import Arrangement
from curator.language import _
from curator.store import ArrangedView
from screens.widgets.scene import Marks
from screens.widgets.scripts import isolated, pictured

FILTERED = "∩"
"""Stands in the header of a column by which rows were chosen."""


class ArrangedLine(Static):
    """Is there only while rows are arranged, or being arranged."""

    DEFAULT_CSS = """
    ArrangedLine { display: none; }
    """

    def __init__(self) -> None:
        super().__init__("", classes="line", markup=False)

    def work(self, arrangement: Arrangement, percent: int, shown: int | None) -> None:
        """Say how far an arrangement is.

        Args:
            shown: how many rows are shown already, None if none are.
        """
        so_far = "" if shown is None else _("{count:,} rows so far").format(count=shown)
        share = f"{percent} %" if percent else "…"
        self._say(share, so_far, _("Esc stops it"), *_words(arrangement))

    def tell(self, view: ArrangedView | None) -> None:
        """Say what is shown; None is the whole, of which there is nothing to say."""
        if view is None:
            self.display = False
            return
        parts = [
            _("{count:,} of {total:,} rows shown").format(
                count=view.row_count, total=view.whole.row_count
            ),
            *_words(view.arrangement),
            _("Esc shows all"),
        ]
        if view.since != view.revision:
            again = _("as of revision {since}, r does it again").format(since=view.since)
            parts.insert(1, again)
        self._say(*parts)

    def _say(self, *parts: str) -> None:
        self.display = True
        self.update(" · ".join(filter(None, parts)), layout=False)


def _words(arrangement: Arrangement) -> list[str]:
    said = [*(key.words() for key in arrangement.keys)]
    if said:
        said[0] = _("sorted by {key}").format(key=said[0])
    said += [each.words() for each in arrangement.filters]
    return [isolated(pictured(part)) for part in said]


def header_marks(view: ArrangedView) -> Marks:
    """Return the signs of an arrangement in the header: ▲ or ▼ with the key's number, or ∩."""
    ids = {column.name: column.id for column in view.columns}
    signs: dict[str, str] = {}
    keys = view.arrangement.keys
    for number, key in enumerate(keys, 1):
        arrow = "▼" if key.descending else "▲"
        signs[key.column] = signs.get(key.column, "") or arrow + (str(number) * (len(keys) > 1))
    for each in view.arrangement.filters:
        if each.column is not None and FILTERED not in signs.get(each.column, ""):
            signs[each.column] = signs.get(each.column, "") + FILTERED
    return {(None, ids[name]): sign for name, sign in signs.items() if name in ids}
