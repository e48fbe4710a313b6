"""Adding a found table: the file kept whole, the rows as found, revision 1."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from curator.errors import StoreError
from curator.language import _, ngettext
from curator.operations import spread
from curator.seams import Seam, Stretch, seam_flags
from curator.sources import Batch, EncodedBatch, ExtractedTable, Mark, Source, TableHead
from curator.store.columns import refresh_sql_view
from curator.store.founding import founding_digest
from curator.store.hashing import RowsDigest, SideDigest, canonical, clean_json
from curator.store.ledger import Signature, Step, write_revision
from curator.store.order import Order
from curator.store.sizes import WIDEST
from curator.tables import Progress, Value
from curator.values import column_names, level_rows, stored

CHUNK = 1 << 18
"""Bytes of a source in one row."""


def keep_source(connection: sqlite3.Connection, source: Source, path: Path, at: str) -> int:
    """Keep the file whole, unless it is kept already, and return its id.

    Raises:
        StoreError: the file is not the one that was read any more, or cannot be read.
    """
    kept = connection.execute("SELECT id FROM source WHERE sha256 = ?", (source.sha256,)).fetchone()
    if kept:
        return int(kept[0])
    number = connection.execute(
        "INSERT INTO source(sha256, name, media_type, bytes, added_at) VALUES (?,?,?,?,?)",
        (source.sha256, stored(source.name), source.media_type, source.size, at),
    ).lastrowid
    assert number is not None
    digest = SideDigest()
    try:
        with path.open("rb") as file:
            for place, data in enumerate(iter(lambda: file.read(CHUNK), b"")):
                digest.update(data)
                connection.execute(
                    "INSERT INTO source_chunk VALUES (?, ?, ?)", (number, place, data)
                )
    except OSError as error:
        raise StoreError(
            _("{source} could not be read again: {strerror}.").format(
                source=source.name, strerror=error.strerror
            )
        ) from error
    if digest.digest().hex() != source.sha256:
        raise StoreError(
            _("{source} was changed while it was read. Add it again.").format(source=source.name)
        )
    return number


class Intake:
    """Writes one found table as a new dataset, within the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, table: ExtractedTable, name: str) -> None:
        """`name` is the dataset's, free in this store.

        Raises:
            StoreError: the table has more columns than a store takes, or none.
        """
        head = table.head
        if not 1 <= head.column_count <= WIDEST:
            raise StoreError(
                _(
                    "A table of {column_count} columns does not fit: a store takes 1 to {widest:,}"
                    " columns. Choose fewer of them."
                ).format(column_count=head.column_count, widest=WIDEST)
            )
        self.connection = connection
        self.table = table
        self.name = name
        self.uid = secrets.token_hex(16)
        self._digest = RowsDigest()
        self._header: list[Sequence[Value]] = []
        self._rows = 0
        self._stretch = table.head.stretch()
        self._began = 0
        self._seams: list[Seam] = []

    def write(
        self, sources: Mapping[str, int], number: int, signature: Signature, progress: Progress
    ) -> tuple[int, bytes]:
        """Write the dataset and return its id and the hash of its first revision.

        Args:
            sources: the ids of the kept sources, by SHA-256.
            number: the table's number in its source, from 1.
        """
        head = self.table.head
        dataset = self._dataset(head)
        columns = range(1, head.column_count + 1)
        cells = "".join(f", c{column} ANY" for column in columns)
        self.connection.execute(
            f"CREATE TABLE d{dataset}(rid INTEGER PRIMARY KEY, live INTEGER NOT NULL{cells}) STRICT"
        )
        names = ", ".join(f"c{column}" for column in columns)
        values = ", ".join("?" * head.column_count)
        insert = f"INSERT INTO d{dataset}(live, {names}) VALUES (1, {values})"
        for batch in self.table.batches:
            if batch.stretch is not None:
                self._place(dataset, sources, number)
                self._move_on(batch.stretch)
            rows = self._rows_of(batch, head)
            self.connection.executemany(insert, rows)
            self._header += rows[: max(head.header_count - self._rows, 0)]
            self._rows += len(rows)
            self._ink(dataset, batch.marks)
            progress(self._rows, None)
        self.connection.execute(
            f"UPDATE d{dataset} SET live = 2 WHERE rid <= ?", (head.header_count,)
        )
        if head.header_count > self._rows:
            raise StoreError(
                _("{header_count} header rows do not fit a table of {rows} rows.").format(
                    header_count=head.header_count, rows=self._rows
                )
            )
        self._place(dataset, sources, number)
        self._order(dataset, head)
        self._columns(dataset, head)
        refresh_sql_view(self.connection, dataset)
        digest = self._revision(dataset, list(sources), number, signature)
        return dataset, digest

    def _dataset(self, head: TableHead) -> int:
        number = self.connection.execute(
            "INSERT INTO dataset(uid, name, title, notes, flags) VALUES (?,?,?,?,?)",
            (self.uid, self.name, stored(head.title), stored(head.notes), canonical(head.flags)),
        ).lastrowid
        assert number is not None
        return number

    def _rows_of(self, batch: Batch, head: TableHead) -> Sequence[Sequence[str | None]]:
        """Return a batch's rows as the store keeps them, hashed; SQLite numbers them from 1."""
        if isinstance(batch, EncodedBatch) and batch.width == head.column_count:
            self._digest.add_encoded(batch.encoded)
            return batch.rows
        rows = []
        for number, found in enumerate(batch.rows, self._rows + 1):
            row = [*found, *[None] * (head.column_count - len(found))]
            if len(row) > head.column_count:
                raise StoreError(
                    _(
                        "Row {row:,} of a table in {source} has {cells:,} cells, its table"
                        " {columns:,} columns."
                    ).format(
                        row=number,
                        source=self.table.source.name,
                        cells=len(row),
                        columns=head.column_count,
                    )
                )
            rows.append(self._digest.add(row))
        return rows

    def _ink(self, dataset: int, marks: Sequence[Mark]) -> None:
        self.connection.executemany(
            "INSERT INTO ink VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    dataset,
                    mark.row + 1,
                    mark.column + 1,
                    stored(mark.shown),
                    stored(mark.raw),
                    stored(mark.flag),
                )
                for mark in marks
            ),
        )

    def _place(self, dataset: int, sources: Mapping[str, int], number: int) -> None:
        """Write where the rows stand that came since the table began or moved on."""
        if self._rows == self._began:
            return
        head, stretch = self.table.head, self._stretch
        geometry: dict[str, Any] = asdict(stretch.geometry)
        geometry["box"] = stretch.box
        geometry["spans"] = [[s.row, s.column, s.height, s.width] for s in stretch.spans]
        if stretch.seam is not None:
            geometry["seam"] = clean_json(asdict(stretch.seam))
        self.connection.execute(
            "INSERT INTO span VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                dataset,
                self._began + 1,
                self._rows,
                sources[stretch.source or self.table.source.sha256],
                stretch.page,
                stored(stretch.sheet),
                number if stretch.table is None else stretch.table,
                stretch.row0,
                canonical(geometry),
                canonical([place + 1 for place in head.columns_of(stretch)]),
                canonical(dict(head.extractor)),
            ),
        )

    def _move_on(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._began = self._rows
        if stretch.seam is not None:
            self._seams.append(stretch.seam)

    def _order(self, dataset: int, head: TableHead) -> None:
        """Write the order of the rows, and what is known of the table once all have come."""
        header = len(self._header)
        self.connection.executemany(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?)",
            ((dataset, *run) for run in Order.fresh(header, self._rows - header).runs),
        )
        flags = [*head.flags, *seam_flags(self._seams)]
        self.connection.execute(
            "UPDATE dataset SET next_row = ?, flags = ? WHERE id = ?",
            (self._rows + 1, canonical(flags), dataset),
        )

    def _columns(self, dataset: int, head: TableHead) -> None:
        header = list(enumerate(self._header, 1))
        wide = [(span.row + 1, span.column, span.width) for span in head.spans if span.width > 1]
        levels = level_rows(head.levels) or spread(header, wide)
        names = column_names(levels, head.column_count)
        self.connection.executemany(
            "INSERT INTO dcol(ds, col, name, title, type, pos) VALUES (?, ?, ?, ?, 'string', ?)",
            ((dataset, place, name, title, place) for place, (name, title) in enumerate(names, 1)),
        )

    def _revision(
        self, dataset: int, sources: Sequence[str], number: int, signature: Signature
    ) -> bytes:
        header = len(self._header)
        operation = {
            "name": "add",
            "source": self.table.source.sha256,
            "table": number,
            "header_rows": header,
            "extractor": json.loads(canonical(dict(self.table.head.extractor))),
        }
        if len(sources) > 1:
            operation["sources"] = list(sources)
        step = Step(
            dataset=dataset,
            uid=self.uid,
            number=1,
            operation=operation,
            what=self._what(len(sources)),
            why=None,
            undoes=None,
            cells=0,
            rows=self._rows,
            columns=(),
            left=(),
            content=founding_digest(self.connection, dataset, self._digest.digest()),
        )
        self.connection.execute("UPDATE dataset SET shape = 1 WHERE id = ?", (dataset,))
        return write_revision(self.connection, signature, step)

    def _what(self, files: int) -> str:
        name = stored(self.table.source.name)
        if files == 1:
            return _("added from {place}").format(place=name)
        words = ngettext(
            "{name}: added from {count} file", "{name}: added from {count} files", files
        )
        return words.format(name=name, count=files)
