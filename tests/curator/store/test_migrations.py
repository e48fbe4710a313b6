"""A store of an earlier version is upgraded whole, and tells what it told before."""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from curator.operations import TrimWhitespace
from curator.store import Store, examine
from curator.store.migrations import VERSION, drawn, fresh_schema

FIXTURES = Path(__file__).parent / "fixtures"


def former_store(folder: Path, version: int) -> Path:
    path = folder / f"v{version}.store"
    path.write_bytes(gzip.decompress((FIXTURES / f"v{version}.store.gz").read_bytes()))
    return path


def told(store: Store, name: str) -> dict[str, Any]:
    dataset = store.dataset(name)
    views = {}
    for at in range(1, dataset.view().revision + 1):
        view = dataset.view(at)
        rows = [[row.id, *row.cells] for row in view.rows()]
        text = json.dumps([[column.name for column in view.columns], rows], ensure_ascii=False)
        views[str(at)] = [view.row_count, hashlib.sha256(text.encode()).hexdigest()]
    return {
        "views": views,
        "history": [
            [e.sort, e.number, e.who, e.kind, e.what, e.why, e.undone] for e in dataset.history()
        ],
        "annotations": [[a.number, a.kind, a.state] for a in dataset.annotations()],
    }


@pytest.mark.parametrize("version", range(1, VERSION))
@pytest.mark.parametrize("way", ["open", "read"])
def test_an_upgraded_store_tells_what_it_told_before(
    tmp_path: Path, version: int, way: str
) -> None:
    path = former_store(tmp_path, version)
    expected = json.loads((FIXTURES / f"v{version}.json").read_text(encoding="utf-8"))

    with getattr(Store, way)(path) as store:
        found = told(store, "wells")
        faults = [f for f in examine(store, lambda _done, _total: None) if f.state != "sound"]

    assert found == expected
    assert faults == []


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_upgraded_store_has_the_schema_of_a_new_one(tmp_path: Path, version: int) -> None:
    path = former_store(tmp_path, version)

    Store.open(path).close()

    with closing(sqlite3.connect(path)) as connection:
        there, wanted = drawn(connection), fresh_schema()
    assert {key: there.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_upgraded_store_goes_on(tmp_path: Path, version: int) -> None:
    path = former_store(tmp_path, version)

    with Store.open(path) as store:
        dataset = store.dataset("wells")
        before = [row.cells for row in dataset.view().rows()]
        dataset.undo("mina", 2)
        dataset.apply(TrimWhitespace(()), "omid")
        after = [row.cells for row in dataset.view().rows()]
        faults = [f for f in examine(store, lambda _done, _total: None) if f.state != "sound"]

    assert after == before
    assert faults == []
