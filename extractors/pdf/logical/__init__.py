"""The text of a cell in the order of reading, from the glyphs that a page shows.

A PDF places glyphs. Read from left to right, a Persian word comes out backwards, while a number
within it does not. The Unicode bidirectional algorithm (UAX #9) laid the line out; here its way
is gone back, glyph by glyph, so that a ligature of several letters stays whole.
"""

from extractors.pdf.logical.cell import CellText, cell_text, read_cell
from extractors.pdf.logical.glyph import Glyph
from extractors.pdf.logical.letters import holds_right_to_left
from extractors.pdf.logical.manner import Brackets, Direction, Manner, manner

__all__ = [
    "Brackets",
    "CellText",
    "Direction",
    "Glyph",
    "Manner",
    "cell_text",
    "holds_right_to_left",
    "manner",
    "read_cell",
]
