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
from pathlib import Path

from curator.export import Delimited, export
from curator.store import Store
from curator.store.migrations import fresh_schema
from tests.slow.work import DATASET, Work

JOBS = {
    "edit": ("edit", "rows"),
    "bulk": ("bulk",),
    "undo": ("undo", "redo", "undo earlier", "bulk"),
    "annotate": ("annotate", "answer"),
    "add": ("add",),
    "export": ("edit", "export"),
    "mixed": (),
}
"""What each job's changes are, in turn; where there are none, they come at random."""


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
    store = Store.open(path)
    work = Work(store, random.Random(seed))
    for kind in kinds(work, job):
        tell(begin=kind)
        if kind == "export":
            tell(done=kind, revision=export_to(store, path.with_name("stick")))
        else:
            steps = work.do(kind)
            tell(done=kind, count=steps.count, hash=steps.hash)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
