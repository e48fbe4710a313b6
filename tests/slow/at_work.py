"""A person at work until somebody kills them: `python -m tests.slow.at_work STORE JOB SEED`.

Each change is told on stdout as a JSON line: `{"begin": kind}` before it, and `{"done": kind, …}`
once the store has returned. A killed process has acknowledged what it told, and nothing else.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from curator.export import Delimited, export
from curator.operations import FindReplace
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Store, back_up, remove_dataset, restore
from curator.store.migrations import fresh_schema
from tests.slow.work import DATASET, WHO, Work

JOBS = {
    "edit": ("edit", "rows"),
    "bulk": ("bulk",),
    "undo": ("undo", "redo", "undo earlier", "bulk"),
    "annotate": ("annotate", "answer"),
    "add": ("add",),
    "export": ("edit", "export"),
    "backup": ("edit", "backup"),
    "mixed": (),
}
"""What each job's changes are, in turn; where there are none, they come at random."""
SECRET, VALUE = "secret", "Shahrzad"
"""A dataset that is removed for good, and what its cells hold."""


def tell(**line: object) -> None:
    os.write(1, json.dumps(line).encode() + b"\n")


def kinds(work: Work, job: str) -> Iterator[str]:
    while True:
        yield from JOBS[job] or [work.random_kind()]


def export_to(store: Store, folder: Path, at: int | None = None) -> int:
    """Export the dataset as of a revision, None for today, and return the revision."""
    folder.mkdir(exist_ok=True)
    dataset = store.dataset(DATASET)
    view = dataset.view(at)
    facts = dataset.export_facts(view.revision)
    export(view, Delimited(), folder, facts, lambda _done, _total: None)
    return view.revision


def restore_in_turn(path: Path) -> None:
    """Put two backups in the store's place, in turn."""
    for name in cycle(("one.store", "two.store")):
        tell(begin=name)
        restore(path, path.with_name(name), quiet)
        tell(done=name)


def add_and_remove(path: Path) -> None:
    """Add a dataset, work on it, back the store up, and remove the dataset for good."""
    store = Store.open(path)
    file = path.with_name("secret.csv")
    while True:
        tell(begin="add")
        if SECRET not in [line.name for line in store.datasets()]:
            store.add(found_secret(file), file, WHO, SECRET)
        store.dataset(SECRET).apply(FindReplace("0", f"{VALUE} "), WHO, VALUE)
        back_up(store, quiet)
        tell(begin="remove")
        remove_dataset(store.connections, SECRET, quiet)
        tell(done="remove")


def found_secret(path: Path) -> ExtractedTable:
    """Return a table of what nobody may find any more once it was removed."""
    path.write_bytes(b"the file tells nothing\n")
    head = TableHead(2, 1, extractor={"name": "delimited"})
    cells = [[f"{n:05}", f"{VALUE} {n}"] for n in range(1_500)]
    rows = [["code", "name"], *cells]
    return ExtractedTable(Source.of(path, "text/csv"), head, iter([Batch(rows)]))


def quiet(_done: int, _total: int | None) -> None:
    pass


def main(path: Path, job: str, seed: int) -> None:
    """Work without end."""
    if job == "upgrade":
        fresh_schema()  # loads what an upgrade imports, which takes far longer than the upgrade
    tell(ready=job)
    if job == "upgrade":
        tell(begin=job)
        Store.open(path).close()
        tell(done=job)
        signal.pause()
    if job in ALONE:
        ALONE[job](path)
    store = Store.open(path)
    work = Work(store, random.Random(seed))
    for kind in kinds(work, job):
        tell(begin=kind)
        if kind == "export":
            tell(done=kind, revision=export_to(store, path.with_name("stick")))
        elif kind == "backup":
            tell(done=kind, name=back_up(store, quiet).path.name)
        else:
            steps = work.do(kind)
            tell(done=kind, count=steps.count, hash=steps.hash)


ALONE = {"restore": restore_in_turn, "remove": add_and_remove}
"""Jobs that are not changes to the one dataset."""

if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
