"""What people do to a store, at random: edits, bulk operations, undo and redo, annotations."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from curator.annotations import Place
from curator.errors import ConflictError, NothingToDoError, OperationError
from curator.operations import (
    DeleteRows,
    FindReplace,
    InsertRows,
    Operation,
    SetCells,
    SetHeaderRows,
)
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store, examine
from curator.views import View
from tests.operating import random_operation

WHO = "ada"
DATASET = "wells"
ROWS = 2_400
"""More than a revision may have to be logged in rows: what touches a column is packed."""
MANY = 1_100
"""Changes of so many cells or rows are packed."""
COLUMNS = ("code", "place", "depth", "note")
WEIGHTS = {
    "edit": 8,
    "rows": 2,
    "bulk": 2,
    "any": 2,
    "undo": 3,
    "undo earlier": 1,
    "annotate": 2,
    "answer": 1,
}
"""How often changes of each kind come when they come at random."""


class Steps(NamedTuple):
    """How far one person has come: the number of their steps and the hash of the last."""

    count: int
    hash: str


def found_wells(path: Path, rows: int = ROWS) -> ExtractedTable:
    """Return a table as an extractor finds it, and write the file it came from."""
    path.write_bytes(b"the file as it was found\n" * 40)
    head = TableHead(len(COLUMNS), 1, extractor={"name": "delimited"})
    cells = [[f"{n:05}", f"Rasht {n % 7}", f"{n % 90}.5", None] for n in range(rows)]
    return ExtractedTable(Source.of(path, "text/csv"), head, iter([Batch([COLUMNS, *cells])]))


def make_store(path: Path, rows: int = ROWS) -> None:
    """Make a store with one dataset."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Store.open(path) as store:
        file = path.with_name("wells.csv")
        store.add(found_wells(file, rows), file, WHO, DATASET)


def steps_of(store: Store) -> Steps:
    """Return how far the person has come."""
    with store.connections.reading() as connection:
        row = connection.execute(
            "SELECT last_seq, last_hash FROM actor WHERE handle = ?", (WHO,)
        ).fetchone()
    return Steps(row[0], row[1].hex()) if row else Steps(0, "")


def hashes_of(store: Store) -> dict[int, str]:
    """Return the hash of each of the person's steps, by its number."""
    with store.connections.reading() as connection:
        rows = connection.execute(
            "SELECT seq, hash FROM rev JOIN actor a ON a.id = actor AND handle = :who UNION ALL"
            " SELECT seq, hash FROM annotation_event JOIN actor a ON a.id = actor"
            " AND handle = :who",
            {"who": WHO},
        )
        return {seq: digest.hex() for seq, digest in rows}


def digest_of(view: View) -> str:
    """Return SHA-256 over all that a view shows: columns, order, cells and their types."""
    digest = hashlib.sha256(json.dumps([*map(astuple, view.columns)]).encode())
    for row in view.rows():
        digest.update(json.dumps([row.id, *row.cells]).encode())
    return digest.hexdigest()


def faults_of(store: Store) -> list[str]:
    """Return what `curator doctor` finds wrong."""
    findings = examine(store, lambda _done, _total: None)
    return [f"{f.what}: {f.words}" for f in findings if f.state != "sound"]


class Work:
    """One person at work on the dataset; `do` makes one change of a kind."""

    def __init__(self, store: Store, chance: random.Random) -> None:
        self.store = store
        self.dataset: Dataset = store.dataset(DATASET)
        self.chance = chance
        self._fewest = self.dataset.view().row_count // 2
        self._undone = False
        """Whether the last change was an undo, so that there is something to redo."""
        self.kinds: Mapping[str, Callable[[], object]] = {
            "edit": self._edit,
            "rows": self._rows,
            "bulk": self._bulk,
            "any": self._any,
            "undo": self._undo,
            "undo earlier": self._undo_earlier,
            "redo": lambda: self.dataset.redo(WHO),
            "annotate": self._annotate,
            "answer": self._answer,
            "add": self._add,
        }

    def do(self, kind: str) -> Steps:
        """Make one change, and return how far the person has come once the store has returned."""
        if self.dataset.view().row_count < 3:
            kind = "undo"
        with suppress(NothingToDoError, ConflictError, OperationError):
            self.kinds[kind]()
        self._undone = kind.startswith("undo")
        return steps_of(self.store)

    def random_kind(self) -> str:
        """Return the kind of the next change, mostly edits."""
        if self._undone and self.chance.random() < 0.5:
            return "redo"
        return self.chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]

    def _apply(self, operation: Operation) -> None:
        self.dataset.apply(operation, WHO, self.chance.choice([None, "as printed"]))

    def _some_row(self, view: View) -> int:
        return view.row_id(self.chance.randrange(view.row_count) + 1)

    def _column(self, view: View) -> str:
        return self.chance.choice(view.columns).name

    def _edit(self) -> None:
        view = self.dataset.view()
        row, column = self._some_row(view), self._column(view)
        value = self.chance.choice([None, 7, 2.5, "۱۲", f"text {self.chance.random()}"])
        self._apply(SetCells((row,), (column,), ((value,),)))

    def _rows(self) -> None:
        view = self.dataset.view()
        if self.chance.random() < 0.5 or view.row_count < self._fewest:
            self._apply(InsertRows((self._some_row(view),), self.chance.randrange(1, 4)))
        elif self.chance.random() < 0.9:
            self._apply(DeleteRows(tuple({self._some_row(view) for _ in range(5)})))
        else:
            self._apply(SetHeaderRows(self.chance.randrange(3)))

    def _bulk(self) -> None:
        view = self.dataset.view()
        first = self.chance.randrange(view.row_count // 2 + 1)
        rows = tuple(row.id for row in view.window(first, MANY, ()))
        match self.chance.randrange(10):
            case 0 | 1 | 2 | 3:
                values = tuple((f"{self.chance.random():.9f}",) for _ in rows)
                self._apply(SetCells(rows, (self._column(view),), values))
            case 4 if view.row_count > 2 * MANY:
                self._apply(DeleteRows(rows))
            case 5 if view.row_count < 2 * MANY:
                self._apply(InsertRows(rows[:1], MANY))
            case _:
                digit = str(self.chance.randrange(10))
                self._apply(FindReplace(digit, self.chance.choice("abcxyz")))

    def _any(self) -> None:
        """Apply any operation of the registry; one that does not fit is refused."""
        operation = random_operation(self.dataset, self.chance)
        if operation is not None:
            self._apply(operation)

    def _undo(self) -> None:
        self.dataset.undo(WHO)

    def _undo_earlier(self) -> None:
        head = self.dataset.view().revision
        if head > 1:
            self.dataset.undo(WHO, self.chance.randrange(max(2, head - 10), head + 1))

    def _annotate(self) -> None:
        view = self.dataset.view()
        place = Place(
            self.chance.choice([None, self._some_row(view)]),
            self.chance.choice([None, self._column(view)]),
        )
        self.dataset.annotate(place, self.chance.choice(["doubt", "source"]), "look again", WHO)

    def _answer(self) -> None:
        known = self.dataset.annotations()
        if known:
            event = self.chance.choice(["answered", "resolved", "reopened"])
            text = "on page 12" if event == "answered" else None
            self.dataset.answer(self.chance.choice(known).number, event, text, WHO)

    def _add(self) -> None:
        file = self.store.path.with_name(f"more-{self.chance.random()}.csv")
        try:
            self.store.add(found_wells(file, 300), file, WHO)
        finally:
            file.unlink()
