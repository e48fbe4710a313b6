"""Where in a sheet the title, the header, the data and the notes lie, for every kind of file.

Rows are text as a person sees it, None for a blank cell, counted from 0 at the top of the sheet.
Styles are not asked: text files have none, and what types and merged cells tell suffices.
"""

from __future__ import annotations

from extractors.bands.header import Band, find_band
from extractors.bands.kinds import Row
from extractors.bands.levels import column_levels, column_name
from extractors.bands.outline import Outline
from extractors.bands.tables import Layout, find_tables

__all__ = [
    "Band",
    "Layout",
    "Outline",
    "Row",
    "column_levels",
    "column_name",
    "find_band",
    "find_tables",
]
