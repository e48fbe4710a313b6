"""What a workbook's XML tells of a sheet beyond what calamine does."""

from __future__ import annotations

from dataclasses import dataclass, field

from curator.errors import ExtractionError
from curator.language import _, ngettext
from curator.sources import letters

AREA = 40_000_000
"""So many places, cells and gaps together, can be held at once."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""((top, left), (bottom, right)) in the sheet, from 0, the last ones included."""


@dataclass
class Facts:
    """What was seen of one sheet; rows and columns count from 0."""

    last_row: int = -1
    last_column: int = -1
    cells: int = 0
    noted: dict[int, dict[int, str | None]] = field(default_factory=dict)
    """By row and column: a formula's error, None for a formula without a stored value."""
    merged: list[Range] = field(default_factory=list)

    def refuse_far(self, file: str, sheet: str) -> None:
        """Raise ExtractionError if the sheet reaches farther than memory does."""
        area = (self.last_row + 1) * (self.last_column + 1)
        if area > AREA:
            corner = f"{letters(self.last_column + 1)}{self.last_row + 1}"
            cells = ngettext("{count:,} cell", "{count:,} cells", area).format(count=area)
            raise ExtractionError(
                _(
                    "Sheet {sheet!r} of {file} reaches as far as {corner}, {cells} of which "
                    "{filled:,} are filled; delete the stray ones, or split it, and read it again."
                ).format(sheet=sheet, file=file, corner=corner, cells=cells, filled=self.cells)
            )
