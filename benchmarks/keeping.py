"""What it costs to back a store up, to restore it and to remove from it, and who waits for that.

Run `python -m benchmarks.keeping [--rows 500000]`. The ratio is to `cp` and a sync of the same
file. Edits are made one after the other, first alone and then while backups are made in a thread.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

from benchmarks.store import timed, told
from benchmarks.stored import DATASET, WHO, build
from curator.operations import SetCells
from curator.store import Backups, Dataset, Store, back_up, remove_dataset, restore

SECONDS = 5.0
"""How long edits are made."""


def quiet(_done: int, _total: int | None) -> None:
    """Tell nobody."""


def plain_copy(path: Path) -> None:
    """Copy a file and press it onto the disk."""
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    copy.unlink()


def edits(dataset: Dataset) -> list[float]:
    """Edit cells one after the other, and return how long each took."""
    taken = []
    column = dataset.view().columns[3].name
    end = time.monotonic() + SECONDS
    while (began := time.monotonic()) < end:
        dataset.apply(SetCells((2 + len(taken),), (column,), ((f"edited {began}",),)), WHO)
        taken.append(time.monotonic() - began)
    return taken


def told_edits(name: str, taken: list[float]) -> None:
    """Print how long edits took."""
    cuts = statistics.quantiles(taken, n=100)
    print(
        f"{name:52} {len(taken) / SECONDS:6.0f} a second, p50 {cuts[49] * 1000:.2f} ms,"
        f" p99 {cuts[98] * 1000:.2f} ms, longest {max(taken) * 1000:.1f} ms",
        flush=True,
    )


def edits_beside_backups(store: Store) -> None:
    """Edit alone, then while one backup after the other is made."""
    dataset = store.dataset(DATASET)
    told_edits("edits, alone", edits(dataset))
    leave = Event()
    made = []

    def work() -> None:
        while not leave.is_set():
            made.append(back_up(store, quiet))

    thread = Thread(target=work)
    thread.start()
    taken = edits(dataset)
    leave.set()
    thread.join()
    told_edits(f"edits, while {len(made)} backups are made", taken)


def main() -> None:
    """Build a store, and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=500_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.store"
        build(path, rows)
        print(f"a store of {path.stat().st_size >> 20} MB, {rows:,} rows")
        copied = timed(lambda: plain_copy(path))
        told("cp and a sync", copied)
        with Store.open(path) as store:
            told("backup", timed(lambda: back_up(store, quiet)), copied)
            edits_beside_backups(store)
        newest = Backups(path).all()[0]
        told("restore", timed(lambda: restore(path, newest.path, quiet)), copied)
        with Store.open(path) as store:
            removed = timed(lambda: remove_dataset(store.connections, DATASET, quiet))
        told("remove the dataset, and its backups", removed, copied)


if __name__ == "__main__":
    main()
