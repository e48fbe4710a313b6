"""The store: every source, dataset and revision in one SQLite file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from curator.annotations import Place
from curator.errors import StoreError, UnknownNameError
from curator.language import _
from curator.sources import ExtractedTable, Source
from curator.store.connection import Connections
from curator.store.dataset import Dataset, quiet
from curator.store.intake import Intake, keep_source
from curator.store.ledger import sign
from curator.store.remarks import keep_remarks
from curator.store.removal import finish_removals
from curator.store.summaries import KeptSource, Summary, read_sources, read_summaries
from curator.tables import Progress
from curator.values import dataset_name


class Store:
    """An open store; closing it lets go of the writer's lock."""

    def __init__(self, path: Path, program: str | None) -> None:
        self.path = path
        self.connections = Connections(path, program)
        if program is not None:
            with suppress(StoreError):  # it stays to be done, and doctor tells of it
                finish_removals(self.connections, quiet)

    @classmethod
    def open(cls, path: Path, program: str = "curator") -> Self:
        """Open the store for writing, and make it if there is none.

        Args:
            program: what is writing, in words, for whoever is refused meanwhile.

        Raises:
            BusyError: somebody else is writing.
            StoreError: it cannot be opened.
        """
        return cls(path, program)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Open the store for reading only; raises StoreError, also where there is none."""
        return cls(path, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close; raises StoreError where damage to the store explains why the block failed."""
        try:
            if error is not None:
                self.connections.explain(error)
        finally:
            self.close()

    @property
    def refusal(self) -> StoreError | None:
        """What is told to who wants to change it here; None where this process may."""
        return self.connections.refusal

    def moved(self) -> bool:
        """Whether somebody else has changed it since this was asked last.

        Raises:
            StoreError: another file has taken its place, as a restored backup does.
        """
        return self.connections.moved()

    def close(self) -> None:
        """Close the store and let go of the lock."""
        self.connections.close()

    def add(
        self,
        table: ExtractedTable,
        path: Path,
        who: str,
        name: str | None = None,
        number: int = 1,
        progress: Progress = quiet,
    ) -> Dataset:
        """Add a found table as a new dataset, and keep its file whole.

        Args:
            path: the file that was read.
            who: the person's handle.
            name: the dataset's name; by default the file's, made unique.
            number: the table's number in its source, from 1.
            progress: told of rows written; raises Cancelled to stop, and then nothing is kept.

        Raises:
            StoreError: it does not fit, or the file has changed since it was read.
        """
        files = [(table.source, path)]
        return self.add_together(
            table, files, who, name or Path(table.source.name).stem, progress, number
        )

    def add_together(
        self,
        table: ExtractedTable,
        files: Sequence[tuple[Source, Path]],
        who: str,
        name: str,
        progress: Progress = quiet,
        number: int = 1,
    ) -> Dataset:
        """Add a table whose rows stand in several files as one dataset, and keep each file whole.

        Args:
            table: its stretches say in which of the files they stand.
            files: each source with the file that was read.
            who: the person's handle.
            name: what the dataset is called, made unique.
            progress: told of rows written; raises Cancelled to stop, and then nothing is kept.
            number: the table's number in its source, where there is one file.

        Raises:
            StoreError: it does not fit, or a file has changed since it was read.
        """
        with self.connections.writing() as connection:
            taken = [row[0] for row in connection.execute("SELECT name FROM dataset")]
            intake = Intake(connection, table, dataset_name(name, taken))
            signature = sign(connection, who)
            sources = {
                source.sha256: keep_source(connection, source, path, signature.at)
                for source, path in files
            }
            dataset, _digest = intake.write(sources, number, signature, progress)
            keep_remarks(connection, who, (dataset, intake.uid), table.head.remarks)
        return Dataset(self.connections, dataset, intake.name)

    def dataset(self, name: str) -> Dataset:
        """Return the dataset called `name`, whatever the case; raises UnknownNameError."""
        with self.connections.reading() as connection:
            row = connection.execute(
                "SELECT id, name FROM dataset WHERE name = ?", (name,)
            ).fetchone()
        if row is None:
            raise UnknownNameError(
                _("There is no dataset {name!r}. `curator list` names them.").format(name=name)
            )
        return Dataset(self.connections, *row)

    def dataset_of(self, annotation: int) -> Dataset:
        """Return the dataset that an annotation belongs to; raises UnknownNameError."""
        with self.connections.reading() as connection:
            row = connection.execute(
                "SELECT d.id, d.name FROM annotation n JOIN dataset d ON d.id = n.ds"
                " WHERE n.id = ?",
                (annotation,),
            ).fetchone()
        if row is None:
            raise UnknownNameError(
                _("There is no annotation {annotation}.").format(annotation=annotation)
            )
        return Dataset(self.connections, *row)

    def datasets(self) -> list[Summary]:
        """Return a line for each dataset, by name."""
        with self.connections.reading() as connection:
            return read_summaries(connection)

    def sources(self) -> list[KeptSource]:
        """Return the sources, newest first."""
        with self.connections.reading() as connection:
            return read_sources(connection)

    def source_of(self, annotation: int) -> Source:
        """Return the source that an annotation hangs on; raises UnknownNameError."""
        with self.connections.reading() as connection:
            row = connection.execute(
                "SELECT o.sha256, o.name, o.media_type, o.bytes FROM annotation n"
                " JOIN source o ON o.id = n.source WHERE n.id = ?",
                (annotation,),
            ).fetchone()
        if row is None:
            raise UnknownNameError(
                _("Annotation {annotation} hangs on no source.").format(annotation=annotation)
            )
        return Source(*row)

    def made_from(self, sha256: str) -> list[tuple[Dataset, Place]]:
        """Return the datasets made from a source, each with the page or sheet that it stood on."""
        with self.connections.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT d.id, d.name, o.name, s.page, s.sheet FROM span s"
                " JOIN source o ON o.id = s.source JOIN dataset d ON d.id = s.ds"
                " WHERE o.sha256 = ? ORDER BY d.name, s.page, s.sheet",
                (sha256,),
            ).fetchall()
        return [
            (Dataset(self.connections, number, name), Place(source=source, page=page, sheet=sheet))
            for number, name, source, page, sheet in rows
        ]

    def read_as(self, sha256: str) -> Mapping[str, Any] | None:
        """Return the extractor, with its options, that read a source for its newest dataset.

        None if no dataset was made from it.
        """
        with self.connections.reading() as connection:
            row = connection.execute(
                "SELECT s.method FROM span s JOIN source o ON o.id = s.source"
                " WHERE o.sha256 = ? ORDER BY s.ds DESC, s.rid_lo LIMIT 1",
                (sha256,),
            ).fetchone()
        method: Mapping[str, Any] | None = None if row is None else json.loads(row[0])
        return method

    def write_source(self, sha256: str, folder: Path) -> Path:
        """Write a kept source into `folder` under its own name, and return the file.

        Raises:
            UnknownNameError: there is no such source.
            StoreError: it could not be written.
        """
        with self.connections.reading() as connection:
            row = connection.execute(
                "SELECT id, name FROM source WHERE sha256 = ?", (sha256,)
            ).fetchone()
            if row is None:
                raise UnknownNameError(_("That source is not in this store."))
            path = folder / Path(str(row[1])).name
            chunks = connection.execute(
                "SELECT data FROM source_chunk WHERE source = ? ORDER BY n", (row[0],)
            )
            try:
                with path.open("xb") as file:
                    for (data,) in chunks:
                        file.write(data)
            except OSError as error:
                raise StoreError(
                    _("{path} could not be written: {strerror}.").format(
                        path=path, strerror=error.strerror
                    )
                ) from error
        return path
