"""Operations: the only ways in which a dataset changes."""

from curator.language import _
from curator.operations.add_column import AddColumn
from curator.operations.base import Operation
from curator.operations.change_case import ChangeCase
from curator.operations.drop_columns import DropColumns
from curator.operations.fill_down import FillDown
from curator.operations.find_replace import FindReplace
from curator.operations.hidden_columns import HideColumns, UnhideColumns
from curator.operations.merge_rows import MergeRows
from curator.operations.move_columns import MoveColumns
from curator.operations.parse_number import ParseNumber
from curator.operations.paste_block import PasteBlock
from curator.operations.rename_column import RenameColumn, RetitleColumn
from curator.operations.rows import DeleteRows, InsertRows, RestoreRows
from curator.operations.set_cells import SetCells
from curator.operations.set_header_rows import SetHeaderRows, spread
from curator.operations.split_rows import SplitRows
from curator.operations.whitespace import CollapseWhitespace, TrimWhitespace
from curator.registry import Registry

OPERATIONS = Registry[Operation](
    _("operation"),
    SetCells,
    FillDown,
    TrimWhitespace,
    CollapseWhitespace,
    FindReplace,
    ChangeCase,
    ParseNumber,
    InsertRows,
    DeleteRows,
    RestoreRows,
    SplitRows,
    MergeRows,
    RenameColumn,
    RetitleColumn,
    AddColumn,
    MoveColumns,
    HideColumns,
    UnhideColumns,
    DropColumns,
    SetHeaderRows,
    PasteBlock,
)

__all__ = [
    "OPERATIONS",
    "AddColumn",
    "ChangeCase",
    "CollapseWhitespace",
    "DeleteRows",
    "DropColumns",
    "FillDown",
    "FindReplace",
    "HideColumns",
    "InsertRows",
    "MergeRows",
    "MoveColumns",
    "Operation",
    "ParseNumber",
    "PasteBlock",
    "RenameColumn",
    "RestoreRows",
    "RetitleColumn",
    "SetCells",
    "SetHeaderRows",
    "SplitRows",
    "TrimWhitespace",
    "UnhideColumns",
    "spread",
]
