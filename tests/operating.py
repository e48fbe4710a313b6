"""Any operation of the registry at random, and today's table replayed from the log alone."""

from __future__ import annotations

from dataclasses import MISSING, fields
from random import Random

from curator.operations import OPERATIONS, Operation
from curator.store import Dataset, Store
from curator.store.changes import STATE, changes_of
from curator.tables import Value
from curator.views import View

TEXTS = ("1", "5", ".", " ", "Rasht", "name", "۵", "\\n")


def random_operation(dataset: Dataset, chance: Random, most_rows: int = 40) -> Operation | None:
    """Return an operation with random options; None where an option cannot be thought up.

    It may not fit, and then it is refused.
    """
    operation = chance.choice([*OPERATIONS])
    options: dict[str, object] = {}
    for known in fields(operation):
        if known.default is not MISSING and chance.random() < 0.3:
            continue
        if known.metadata["kind"] == "choice":
            value: object = chance.choice([*known.metadata["choices"]])
        else:
            value = _option(dataset, chance, known.metadata["kind"], most_rows)
        if value is not None:
            options[known.name] = value
        elif known.default is MISSING:
            return None
    return operation(**options)


def _option(dataset: Dataset, chance: Random, kind: str, most_rows: int) -> object:
    view = dataset.view()
    match kind:
        case "column":
            return _column(view, chance)
        case "columns" | "hidden":
            return tuple(dict.fromkeys([_column(view, chance), _column(view, chance)]))
        case "rows" if view.row_count:
            first = chance.randrange(view.row_count)
            count = chance.randrange(1, most_rows)
            return tuple(row.id for row in view.window(first, count, ()))
        case "deleted":
            gone = [deletion.row_id for deletion in dataset.deletions()]
            return tuple(chance.sample(gone, min(len(gone), chance.randrange(1, most_rows))))
        case "number":
            return chance.randrange(4)
        case "switch":
            return chance.random() < 0.5
        case "text":
            return chance.choice(TEXTS)
    return None


def _column(view: View, chance: Random) -> str:
    return chance.choice(view.columns).name


def replayed(store: Store, dataset: Dataset) -> dict[tuple[int, int], Value]:
    """Return today's cells by row and column, made of revision 1 and the changes since alone."""
    first = dataset.view(1)
    ids = [column.id for column in first.columns]
    cells = {
        (row.id, column): value
        for row in (*first.header(), *first.rows())
        for column, value in zip(ids, row.cells, strict=True)
    }
    with store.connections.reading() as connection:
        for number in range(2, dataset.view().revision + 1):
            for change in changes_of(connection, dataset.id, number):
                if change.column != STATE:
                    place = change.row_id, change.column
                    assert cells.get(place) == change.old
                    cells[place] = change.new
    return cells


def assert_log_gives_the_table(store: Store, dataset: Dataset) -> None:
    """Hold today's rows against what the log alone makes of revision 1."""
    cells, view = replayed(store, dataset), dataset.view()
    for row in view.rows():
        for column, value in zip(view.columns, row.cells, strict=True):
            assert cells.get((row.id, column.id)) == value, "replaying the log equals the head"
