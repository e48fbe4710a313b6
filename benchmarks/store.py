"""What the store costs beside bare SQLite, and how many bytes a packed change takes.

Run `python -m benchmarks.store [edit] [bulk] [packs] [--rows 1000000]`. Ratios are of CPU seconds
in one run, the two sides in turn; wall times follow in brackets.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.stored import COLUMNS, DATASET, WHO, build
from curator.errors import Cancelled
from curator.operations import FindReplace, SetCells
from curator.store import Dataset, Store

Times = tuple[float, float]
"""CPU and wall seconds."""


def timed(task: Callable[[], object]) -> Times:
    """Run a task and return what it took."""
    cpu, wall = time.process_time(), time.monotonic()
    task()
    return time.process_time() - cpu, time.monotonic() - wall


def median(times: list[Times]) -> Times:
    """Return the medians of both."""
    return statistics.median(t[0] for t in times), statistics.median(t[1] for t in times)


def told(name: str, ours: Times, theirs: Times | None = None) -> None:
    """Print a line in milliseconds."""
    ratio = f"   {ours[0] / theirs[0]:.2f} × (wall {ours[1] / theirs[1]:.2f} ×)" if theirs else ""
    print(f"{name:52} {ours[0] * 1000:10.3f} ms CPU ({ours[1] * 1000:.2f}){ratio}", flush=True)


def bare(path: Path, rows: int) -> sqlite3.Connection:
    """Return a plain SQLite table with the same cells, journalled and synchronised as a store."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16000")
    cells = ", ".join(f"c{n} ANY" for n in range(1, COLUMNS + 1))
    connection.execute(f"CREATE TABLE t(rid INTEGER PRIMARY KEY, {cells}) STRICT")
    source = sqlite3.connect(f"{path.with_name('bench.store').as_uri()}?mode=ro", uri=True)
    with closing(source):
        names = ", ".join(f"c{n}" for n in range(1, COLUMNS + 1))
        copied = source.execute(f"SELECT rid, {names} FROM d1 WHERE rid <= ?", (rows,))
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO t VALUES (?{', ?' * COLUMNS})", copied)
        connection.execute("COMMIT")
    return connection


def edit(store: Store, plain: sqlite3.Connection, rows: int) -> None:
    """One cell edited, read back, and looked at in the past; before and after 200 bulk revisions."""
    dataset = store.dataset(DATASET)
    before = _edit_figures(dataset, plain, rows)
    for number in range(200):
        first = 2 + number * 4_000 % (rows // 2)
        ids = tuple(range(first, min(first + 2_000, rows)))
        name = dataset.view(None).columns[4].name
        dataset.apply(SetCells(ids, (name,), tuple((f"bulk {number} {i}",) for i in ids)), WHO)
    print("after 200 bulk revisions of 2,000 cells each:")
    after = _edit_figures(dataset, plain, rows)
    for name, times in after.items():
        told(f"  {name}, after / before", times, before[name])


def _edit_figures(dataset: Dataset, plain: sqlite3.Connection, rows: int) -> dict[str, Times]:
    chance = random.Random(dataset.view().revision)
    names = [column.name for column in dataset.view().columns]
    ours: list[Times] = []
    theirs: list[Times] = []
    for number in range(300):
        row, place = chance.randrange(2, rows), chance.randrange(6, COLUMNS)
        change = SetCells((row,), (names[place],), ((f"e{number}{chance.random()}",),))
        ours.append(timed(lambda change=change: dataset.apply(change, WHO, "typed")))

        def update(row: int = row, place: int = place, value: float = chance.random()) -> None:
            plain.execute("BEGIN IMMEDIATE")
            plain.execute(f"UPDATE t SET c{place + 1} = ? WHERE rid = ?", (f"e{value}", row))
            plain.execute("COMMIT")

        theirs.append(timed(update))
    told("bare UPDATE + commit", median(theirs))
    told("an edit", median(ours), median(theirs))
    head = dataset.view().revision
    past = dataset.view(head - 150)
    row = 5_000
    figures = {
        "an edit": median(ours),
        "a cell's history": median(
            [timed(lambda: dataset.cell_history(row, names[8])) for _ in range(50)]
        ),
        "an as-of window of 60 rows, 150 revisions back": median(
            [timed(lambda first=n * 60: past.window(first, 60, range(12))) for n in range(50)]
        ),
        "an as-of view, 150 revisions back": median(
            [timed(lambda: dataset.view(head - 150)) for _ in range(20)]
        ),
    }
    for name in list(figures)[1:]:
        told(name, figures[name])
    return figures


def bulk(store: Store, plain: sqlite3.Connection, rows: int) -> None:
    """An operation that changes 200,000 cells, beside an executemany UPDATE of the same cells."""
    dataset = store.dataset(DATASET)
    name = dataset.view().columns[2].name
    count = min(rows - 2, 200_000)
    ids = tuple(range(2, count + 2))
    numbers = tuple((f"{i * 7919 % 100_003}.5",) for i in ids)
    dataset.apply(SetCells(ids, (name,), numbers), WHO)
    ours: list[Times] = []
    theirs: list[Times] = []
    back: list[Times] = []
    for turn in range(3):
        change = FindReplace(".5", f",{turn}", (name,))
        ours.append(timed(lambda change=change: dataset.apply(change, WHO)))
        back.append(timed(lambda: dataset.undo(WHO)))

        def update(turn: int = turn) -> None:
            plain.execute("BEGIN IMMEDIATE")
            cells = ((f"{i * 7919 % 100_003},{turn}", i) for i in ids)
            plain.executemany("UPDATE t SET c3 = ? WHERE rid = ?", cells)
            plain.execute("COMMIT")

        theirs.append(timed(update))
    told(f"executemany UPDATE of {count:,} cells of {rows:,} rows", median(theirs))
    told("find-replace that changes the same cells", median(ours), median(theirs))
    told("its undo, beside it", median(back), median(ours))
    stopped(dataset, FindReplace(".5", ",9", (name,)))


def stopped(dataset: Dataset, change: FindReplace) -> None:
    """Stop an operation half-way, and say what is left of it."""
    before = dataset.view().revision
    calls = 0

    def progress(_done: int, _total: int | None) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled("stopped")

    try:
        dataset.apply(change, WHO, progress=progress)
    except Cancelled:
        head = dataset.view().revision
        print(f"stopped after {calls} lots: {head - before} revisions more than before")


def packs(folder: Path) -> None:
    """Bytes a packed change takes in the store's file: random decimals, and names."""
    chance = random.Random(4)
    first = ["محمد", "فاطمه", "علی", "زهرا", "María", "José", "Juan", "Ana", "Sita", "Hari"]
    last = ["رضایی", "احمدی", "کریمی", "García", "Pérez", "Rodríguez", "Sharma", "Thapa"]

    def name() -> str:
        return f"{chance.choice(first)} {chance.choice(last)}"

    def decimal() -> str:
        return f"{chance.uniform(0, 10_000):.2f}"

    for what, make in (("random decimals", decimal), ("names", name)):
        path = folder / f"{what}.store"
        build(path, 50_000)
        with Store.open(path) as store:
            dataset = store.dataset(DATASET)
            column = dataset.view().columns[3].name
            ids = tuple(range(2, 50_002))
            dataset.apply(SetCells(ids, (column,), tuple((make(),) for _ in ids)), WHO)
            revision = dataset.apply(SetCells(ids, (column,), tuple((make(),) for _ in ids)), WHO)
        assert revision is not None
        with closing(sqlite3.connect(path)) as connection:
            (size,) = connection.execute(
                "SELECT sum(length(data)) FROM pack WHERE rev = ?", (revision.number,)
            ).fetchone()
            (pages,) = (
                connection.execute(
                    "SELECT sum(pgsize) FROM dbstat WHERE name IN ('pack', 'pack_place')"
                    " OR name LIKE 'sqlite_autoindex_pack%'"
                ).fetchone()
                if _has_dbstat(connection)
                else (0,)
            )
        print(
            f"packs of {what}: {size / revision.cells:.2f} bytes a changed cell"
            f" (with pages and indexes {pages / (2 * revision.cells):.2f})"
        )


def _has_dbstat(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1 FROM dbstat LIMIT 1")
    except sqlite3.Error:
        return False
    return True


def main() -> None:
    """Build a store, and print what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["edit", "bulk", "packs"])
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("CURATOR_BENCH_DIR")) as name:
        folder = Path(name)
        if "packs" in given.what:
            packs(folder)
        if {"edit", "bulk"} & set(given.what):
            build(folder / "bench.store", given.rows)
            with (
                closing(bare(folder / "bare.db", given.rows)) as plain,
                Store.open(folder / "bench.store") as store,
            ):
                if "bulk" in given.what:
                    bulk(store, plain, given.rows)
                if "edit" in given.what:
                    edit(store, plain, given.rows)


if __name__ == "__main__":
    main()
