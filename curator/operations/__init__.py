"""Operations: the only ways in which a dataset changes."""

from curator.language import _
from curator.operations.base import Operation
from curator.operations.fill_down import FillDown
from curator.operations.find_replace import FindReplace
from curator.operations.rename_column import RenameColumn
from curator.operations.rows import DeleteRows, InsertRows
from curator.operations.set_cells import SetCells
from curator.operations.set_header_rows import SetHeaderRows, spread
from curator.operations.whitespace import CollapseWhitespace, TrimWhitespace
from curator.registry import Registry

OPERATIONS = Registry[Operation](
    _("operation"),
    SetCells,
    FillDown,
    TrimWhitespace,
    CollapseWhitespace,
    FindReplace,
    RenameColumn,
    InsertRows,
    DeleteRows,
    SetHeaderRows,
)

__all__ = [
    "OPERATIONS",
    "CollapseWhitespace",
    "DeleteRows",
    "FillDown",
    "FindReplace",
    "InsertRows",
    "Operation",
    "RenameColumn",
    "SetCells",
    "SetHeaderRows",
    "TrimWhitespace",
    "spread",
]
