"""Comments of a source, kept as annotations of the dataset that is made of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from curator.sources import Remark
from curator.store.annotations import StoredPlace, write_annotation
from curator.store.ledger import sign

KIND = "source"
"""What kind of annotation a comment becomes."""


def keep_remarks(
    connection: sqlite3.Connection, who: str, dataset: tuple[int, str], remarks: Sequence[Remark]
) -> None:
    """Write each remark as an annotation on its cell; `dataset` is its id and uid.

    The text says that it was found, since the step is signed by who added the table.
    """
    for remark in remarks:
        place = StoredPlace(remark.row + 1, remark.column + 1)
        text = f"Comment in the source: {remark.text}"
        write_annotation(connection, sign(connection, who), dataset, KIND, place, text)
