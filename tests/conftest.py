from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

os.environ["CURATOR_LANGUAGE"] = "C"  # it is chosen once, when curator is imported
os.environ["OPENPYXL_LXML"] = "False"  # the same XML in other bytes, where lxml is there

from curator.sources import Batch, ExtractedTable, Geometry, Mark, Source, Span, TableHead
from curator.store import Dataset, Store, ballast

Rows = Sequence[Sequence[str | None]]
Found = Callable[..., ExtractedTable]


_TERMINAL = {"TERM": "xterm-256color", "CURATOR_THEME": "dark", "CURATOR_BIDI": "app"}
"""Screens look the same in every terminal that tests are run in."""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the person's own store, handle or settings."""
    monkeypatch.setenv("CURATOR_STORE", str(tmp_path / "own" / "curator.store"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("CURATOR_HANDLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in _TERMINAL.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ballast beside each of a thousand stores would fill the disk."""
    monkeypatch.setattr(ballast, "SIZE", 1 << 16)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cities.csv"
    path.write_bytes(b"the file as it was found")
    return path


@pytest.fixture
def found(file: Path) -> Found:
    def make(
        rows: Rows, header: int = 1, marks: Sequence[Mark] = (), spans: Sequence[Span] = ()
    ) -> ExtractedTable:
        head = TableHead(
            column_count=max(map(len, rows)),
            header_count=header,
            geometry=Geometry(first_row=1, first_column=1),
            spans=tuple(spans),
            extractor={"name": "delimited"},
        )
        return ExtractedTable(Source.of(file, "text/csv"), head, iter([Batch(rows, marks)]))

    return make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "own" / "curator.store") as opened:
        yield opened


CITIES: Rows = [
    ["country", "city", "code"],
    ["Iran", " Tehran ", "001"],
    [None, "Rasht", "002"],
    ["Nepal", "Pokhara", None],
    [None, None, "004"],
]


@pytest.fixture
def cities(store: Store, found: Found, file: Path) -> Dataset:
    return store.add(found(CITIES), file, "ada", "cities")
