"""The lists of notes: of one dataset, and of all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from curator.annotations import Place
from curator.operations import DeleteRows, SetCells
from curator.store import Dataset, Store
from extractors import read
from screens.app import CuratorApp
from screens.ask import AskScreen
from screens.desk import Desk
from screens.editor import EditorScreen
from screens.history import HistoryScreen
from screens.library import LibraryScreen
from screens.list_pane import Lines
from screens.prose import Prose
from screens.source import SourceScreen
from screens.threads import ThreadsScreen
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid
from screens.widgets.page import PageView
from tests.conftest import Found
from tests.driving import press, settled
from tests.extractors.documents import ruled, write_pdf

PORTS = [["Puerto", "Año"], ["Cádiz", "1390"], ["Málaga", "1391"]]


class Alone(App[None]):
    def __init__(self, place: ThreadsScreen) -> None:
        super().__init__()
        self.place = place
        self.visits: list[Visit | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.place, self.visits.append)


@asynccontextmanager
async def listing(
    store: Store, dataset: Dataset | None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], Alone]]:
    app = Alone(ThreadsScreen(Desk(store, "josé"), dataset))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot, app


def listed(pilot: Pilot[None]) -> list[str]:
    """The numbers of the notes in the list."""
    view = pilot.app.screen.query_one(Lines).view
    assert view is not None
    return [str(row.cells[0]) for row in view.window(0, 100, (0,))]


def cells(pilot: Pilot[None], name: str) -> list[str]:
    view = pilot.app.screen.query_one(Lines).view
    assert view is not None
    return [str(row.cells[0]) for row in view.window(0, 100, (view.column(name),))]


def words(pilot: Pilot[None], selector: str = "#words") -> str:
    content = pilot.app.screen.query_one(selector, Static).content
    return content.plain if isinstance(content, Prose) else str(content)


def told(app: App[None]) -> str:
    return "\n".join(notice.message for notice in app._notifications)


@pytest.fixture
def ports(store: Store, tmp_path: Path) -> Dataset:
    """A dataset from page 2 of a PDF, with a note on each kind of place."""
    path = write_pdf(tmp_path / "ports.pdf", ["", ruled(PORTS)])
    (dataset,) = (store.add(table, path, "نرگس") for table in read(path))
    row = dataset.view().row_id(2)
    column = dataset.view().columns[1].name
    dataset.apply(SetCells((row,), (column,), (("1392",),)), "josé")
    places = (
        Place(row, column),
        Place(row),
        Place(column=column),
        Place(),
        Place(revision=2),
        Place(page=2),
    )
    for place in places:
        dataset.annotate(place, "doubt", "کدام سال؟", "نرگس")
    return dataset


async def test_every_kind_of_place_is_said_in_words(store: Store, ports: Dataset) -> None:
    column = ports.view().columns[1].name
    async with listing(store, ports) as (pilot, _app):
        assert cells(pilot, "place") == [
            f"row 2, {column}",
            "row 2",
            f"column {column}",
            "the dataset",
            "revision 2",
            "ports.pdf, page 2",
        ]


async def test_enter_goes_to_a_cell_a_row_a_column_and_the_dataset(
    store: Store, ports: Dataset
) -> None:
    row, column = ports.view().row_id(2), ports.view().columns[1].name
    jumps = []
    for down in range(4):
        async with listing(store, ports) as (pilot, app):
            await press(pilot, *["down"] * down, "enter")
            jumps += [visit.jump for visit in app.visits if visit is not None]

    assert jumps == [Jump(row, column), Jump(row, None), Jump(None, column), Jump(None, None)]


async def test_enter_goes_to_a_revision_and_escape_comes_back(store: Store, ports: Dataset) -> None:
    async with listing(store, ports) as (pilot, app):
        await press(pilot, *["down"] * 4, "enter")

        assert isinstance(pilot.app.screen, HistoryScreen)
        assert "Revision 2" in words(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is app.place


async def test_enter_goes_to_the_page_of_the_source(store: Store, ports: Dataset) -> None:
    async with listing(store, ports) as (pilot, app):
        await press(pilot, *["down"] * 5, "enter")

        place = pilot.app.screen
        assert isinstance(place, SourceScreen)
        assert [(entry.where(), entry.kept) for entry in place.entries] == [("page 2", False)]
        await press(pilot, "escape")
        assert pilot.app.screen is app.place


async def test_a_page_without_a_table_is_shown_all_the_same(store: Store, ports: Dataset) -> None:
    ports.annotate(Place(page=1), "doubt", "blank?", "نرگس")
    async with listing(store, ports) as (pilot, app):
        await press(pilot, *["down"] * 6, "enter")

        assert "No tables were found" in words(pilot, "#nothing")
        page = pilot.app.screen.query_one("NothingFound PageView", PageView)
        assert page.page_layout is not None
        assert page.page_layout.page.number == 1
        await press(pilot, "escape")
        assert pilot.app.screen is app.place


async def test_a_note_on_a_deleted_row_says_so(store: Store, ports: Dataset) -> None:
    ports.apply(DeleteRows((ports.view().row_id(2),)), "josé")
    async with listing(store, ports) as (pilot, app):
        assert cells(pilot, "place")[1] == "a deleted row"
        await press(pilot, "down", "enter")

        assert "the history brings it back" in told(app)
        assert app.visits == []


@pytest.fixture
def noted(cities: Dataset) -> Dataset:
    """Cities with three notes: 1 answered, 2 resolved, 3 open."""
    row = cities.view().row_id(1)
    cities.annotate(Place(row, "code"), "doubt", "کد درست است؟", "نرگس")
    cities.annotate(Place(column="code"), "question", "¿Qué código?", "josé")
    cities.annotate(Place(row, "city"), "harm", "यो गाउँ", "सीता")
    cities.answer(1, "answered", "Sí", "josé")
    cities.answer(2, "resolved", None, "سارا")
    return cities


@pytest.mark.parametrize(
    ("chosen", "typed", "fitting"),
    [
        ({"kind": "question"}, {}, ["2"]),
        ({"person": "josé"}, {}, ["1", "2"]),
        ({"state": "unsettled"}, {}, ["1", "3"]),
        ({"column": "code"}, {}, ["1", "2"]),
        ({}, {"text": "SÍ"}, ["1"]),
        ({}, {"text": "गाउँ"}, ["3"]),
        ({}, {"since": "۲۰۲۰", "until": "2999-12-31"}, ["1", "3", "2"]),
        ({}, {"until": "2001"}, []),
        ({}, {"since": "299"}, ["1", "3", "2"]),
        ({"person": "josé", "column": "code", "state": "resolved"}, {"text": "qué"}, ["2"]),
    ],
)
async def test_filters_must_all_fit(
    store: Store, noted: Dataset, chosen: dict[str, str], typed: dict[str, str], fitting: list[str]
) -> None:
    async with listing(store, noted) as (pilot, app):
        for name, value in chosen.items():
            app.place.query_one(f"#{name}", Select).value = value
        for name, value in typed.items():
            app.place.query_one(f"#{name}", Input).value = value
        await settled(pilot)

        assert listed(pilot) == fitting
        assert words(pilot, "#count") == f"{len(fitting)} of 3"


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_where_no_note_fits_it_says_how_to_go_on(
    store: Store, noted: Dataset, size: tuple[int, int]
) -> None:
    async with listing(store, noted, size) as (pilot, app):
        await press(pilot, "f3", *"xyz", "enter")
        assert words(pilot).strip() == "No note fits these filters. F6 clears them."

        await press(pilot, "f6")
        assert listed(pilot) == ["1", "3", "2"]
        assert app.focused is app.place.query_one(Lines)


async def test_a_day_that_is_not_written_to_its_end_says_so(store: Store, noted: Dataset) -> None:
    async with listing(store, noted) as (pilot, app):
        app.place.query_one("#since", Input).focus()
        await press(pilot, *"2026-1", "enter")

        assert "'2026-1' is no day" in told(app)
        assert app.focused is app.place.query_one("#since")


async def test_where_nobody_wrote_anything_it_says_how_to(store: Store, cities: Dataset) -> None:
    async with listing(store, cities) as (pilot, _app):
        assert "F4 writes beside a cell" in words(pilot)


async def test_a_note_is_answered_settled_opened_again_and_taken_back(
    store: Store, noted: Dataset
) -> None:
    async with listing(store, noted) as (pilot, app):
        await press(pilot, "down", "f4", *"ok", "enter")
        assert noted.annotation(3).state == "answered"
        await press(pilot, "f9", "enter")
        assert noted.annotation(3).state == "resolved"
        await press(pilot, "ctrl+z")
        assert noted.annotation(3).state == "answered"
        await press(pilot, "ctrl+y")
        assert noted.annotation(3).state == "resolved"
        await press(pilot, "down", "f9", *"no", "enter")
        assert noted.annotation(3).state == "open"
        await press(pilot, "escape")

        assert app.visits == [Visit(changed=True, jump=None)]
    events = [event.event for event in noted.annotation(3).events]
    assert events == ["written", "answered", "resolved", "undone", "redone", "reopened"]


async def test_undo_from_the_list_is_the_undo_of_the_verb(store: Store, noted: Dataset) -> None:
    noted.undo("josé")
    noted.undo("josé")
    by_verb = [note.state for note in noted.annotations()]
    noted.redo("josé")
    noted.redo("josé")
    async with listing(store, noted) as (pilot, _app):
        await press(pilot, "ctrl+z", "ctrl+z")

    assert [note.state for note in noted.annotations()] == by_verb == ["open", "open", "open"]


async def test_escape_at_an_answer_says_nothing(store: Store, noted: Dataset) -> None:
    async with listing(store, noted) as (pilot, app):
        await press(pilot, "f4")
        assert isinstance(app.screen, AskScreen)
        await press(pilot, "escape", "escape")

        assert app.visits == [Visit(changed=False, jump=None)]
    assert len(noted.annotation(1).events) == 2


@pytest.fixture
def towns(store: Store, found: Found, file: Path) -> Dataset:
    """A second dataset, with a note."""
    dataset = store.add(found([["city"], ["Kathmandu"], ["Pokhara"]]), file, "ada", "towns")
    dataset.annotate(Place(dataset.view().row_id(2), "city"), "doubt", "which?", "ada")
    return dataset


async def test_the_notes_of_all_datasets_are_filtered_and_changed_alike(
    store: Store, noted: Dataset, towns: Dataset
) -> None:
    async with listing(store, None) as (pilot, app):
        assert listed(pilot) == ["1", "3", "4", "2"]
        assert cells(pilot, "dataset") == ["cities", "cities", "towns", "cities"]
        app.place.query_one("#person", Select).value = "ada"
        await settled(pilot)
        assert listed(pilot) == ["4"]

        await press(pilot, "f9", "enter")
        assert towns.annotation(4).state == "resolved"
        await press(pilot, "ctrl+z")
        assert towns.annotation(4).state == "open"
        assert "towns: " in told(app)
        assert noted.annotation(2).state == "resolved"


async def test_a_note_of_the_library_leads_into_its_dataset(
    store: Store, noted: Dataset, towns: Dataset
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, ThreadsScreen)
        await press(pilot, "down", "down", "enter")

        place = pilot.app.screen
        assert isinstance(place, EditorScreen)
        assert place.dataset.name == "towns"
        assert place.query_one(Grid).cursor == (1, 0)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_undo_without_a_note_asks_for_one_where_there_are_several_datasets(
    store: Store, noted: Dataset, towns: Dataset
) -> None:
    async with listing(store, None) as (pilot, app):
        await press(pilot, "f3", *"xyz", "enter", "ctrl+z")

        assert "Choose a note first" in told(app)
        assert noted.annotation(2).state == "resolved"
