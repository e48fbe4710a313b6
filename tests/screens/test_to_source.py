"""From a cell to where it stands in its source, and back to the row of another."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from textual.app import App

from curator.operations import InsertRows, RenameColumn
from curator.sources import Source
from curator.store import Dataset, Store
from extractors import Options, read
from screens.cell_source import CellSourceScreen
from screens.desk import Desk
from screens.editor import EditorScreen
from screens.kept_source import open_kept
from screens.source import SourceScreen
from screens.source_pane import FoundGrid
from screens.widgets.grid import Grid
from screens.widgets.page import PageView
from tests.driving import press, settled
from tests.extractors.documents import ruled, write_pdf


class Stand(App[None]):
    def __init__(self, store: Store, dataset: Dataset) -> None:
        super().__init__()
        self.place = EditorScreen(Desk(store, "ada"), dataset)

    def on_mount(self) -> None:
        self.push_screen(self.place)


@pytest.fixture
def ports(store: Store, tmp_path: Path) -> Dataset:
    """The table on the second of two pages."""
    pages = [
        ruled([["Port", "Ships"], [name, "12"], ["Ben", "7"], ["Cy", "31"]])
        for name in ("Old", "Ada")
    ]
    path = write_pdf(tmp_path / "ports.pdf", pages)
    with closing(read(path)) as tables:
        next(tables)
        return store.add(next(tables), path, "ada", "ports")


@pytest.mark.parametrize("key", ["o", "shift+f3"])
async def test_the_source_opens_at_the_page_with_the_cell_marked(
    store: Store, ports: Dataset, key: str
) -> None:
    app = Stand(store, ports)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "right", key)

        assert isinstance(app.screen, CellSourceScreen)
        assert app.screen.query_one(FoundGrid).cursor == (1, 1)
        page = app.screen.query_one(PageView)
        assert page.page_shown == 2
        assert any("Ben" in line and "[7]" in line for line in page.lines())


async def test_a_cell_of_the_source_leads_back_to_its_row_whatever_was_done_since(
    store: Store, ports: Dataset
) -> None:
    ports.apply(RenameColumn("Port", "Harbour"), "ada")
    ports.apply(InsertRows((ports.view().row_id(1),), 1), "ada")
    app = Stand(store, ports)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "right", "o")
        await press(pilot, "down", "down", "left", "o")

        assert app.screen is app.place
        assert app.place.query_one(Grid).cursor == (3, 0)


async def test_an_inserted_row_has_no_source_to_go_to(store: Store, ports: Dataset) -> None:
    ports.apply(InsertRows((ports.view().row_id(1),), 1), "ada")
    app = Stand(store, ports)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "down", "o")

        assert app.screen is app.place
        assert "found in no one place" in "\n".join(n.message for n in app._notifications)


async def test_a_table_that_is_a_dataset_already_is_not_kept_unasked(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("city\nRasht\n", encoding="utf-8")
    (towns,) = (store.add(table, path, "ada", "towns") for table in read(path))
    app = Stand(store, towns)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "o")

        assert isinstance(app.screen, CellSourceScreen)
        assert [entry.kept for entry in app.screen.entries] == [False]
        await press(pilot, "f7")
        assert len(store.datasets()) == 1


async def test_a_row_after_a_page_break_opens_its_own_page_and_is_come_back_to(
    store: Store, tmp_path: Path
) -> None:
    rows = [[f"Port {n}", str(n)] for n in range(30)]
    header = ["Port", "Ships"]
    pages = [ruled([header, *rows[:23]]), ruled([header, *rows[23:]])]
    path = write_pdf(tmp_path / "ports.pdf", pages)
    with closing(read(path)) as tables:
        ports = store.add(next(tables), path, "ada", "ports")
    app = Stand(store, ports)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.place.query_one(Grid).move_to(24, 0)
        await press(pilot, "o")

        assert isinstance(app.screen, CellSourceScreen)
        page = app.screen.query_one(PageView)
        assert page.page_shown == 2
        assert any("[Port 24]" in line for line in page.lines())

        await press(pilot, "down", "right", "o")

        assert app.screen is app.place
        assert app.place.query_one(Grid).cursor == (25, 1)


async def test_a_stacked_table_is_read_as_before_and_the_cell_is_found_on_its_own_sheet(
    store: Store, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for name, ships in (("north", 1), ("south", 3)):
        sheet = book.create_sheet(name)
        for row in (["port", "ships"], ["a", ships], ["hidden", 9], ["b", ships + 1]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
    path = tmp_path / "book.xlsx"
    book.save(path)
    for table in read(path, Options(stack=True)):
        dataset = store.add(table, path, "ada", "ports")
    app = Stand(store, dataset)

    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "down", "right", "right", "o")

        assert isinstance(app.screen, CellSourceScreen)
        assert [entry.where() for entry in app.screen.entries] == ["south"]
        assert app.screen.query_one(FoundGrid).cursor == (1, 1)
        (origin,) = dataset.origins(dataset.view().row_id(4), "ships")
        assert (origin.sheet, origin.reference) == ("south", "B4")

        await press(pilot, "up", "o")

        assert app.screen is app.place
        assert app.place.query_one(Grid).cursor == (2, 2)


async def test_of_two_stacked_tables_on_one_sheet_the_cells_own_is_stood_on(
    store: Store, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for year, ships in ((1399, 1), (1400, 3)):
        sheet.append([f"Ships in {year}"])
        for row in (["port", "ships"], ["a", ships], ["b", ships + 1], [], []):
            sheet.append(row)
    path = tmp_path / "years.xlsx"
    book.save(path)
    (dataset,) = (store.add(table, path, "ada", "p") for table in read(path, Options(stack=True)))
    app = Stand(store, dataset)

    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "right", "right", "o")

        assert app.screen.query_one(FoundGrid).cursor == (0, 1)
        page = app.screen.query_one(PageView)
        assert any("[3" in line for line in page.lines())

        await press(pilot, "down", "o")

        assert app.place.query_one(Grid).cursor == (3, 2)


async def test_a_text_is_read_again_as_it_was_chosen(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_bytes("Report\nTown|n\nMálaga|001\nCádiz|002\n".encode("cp850"))
    chosen = Options(encoding="cp850", delimiter="|", skip=2, header_rows=0)
    with closing(read(path, chosen)) as tables:
        towns = store.add(next(tables), path, "ada", "towns")
    app = Stand(store, towns)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "o")

        view = app.screen.query_one(FoundGrid).view
        assert view is not None
        assert [tuple(row.cells) for row in view.window(0, 9)] == [
            ("Málaga", "001"),
            ("Cádiz", "002"),
        ]
        assert app.screen.query_one(FoundGrid).cursor == (1, 0)


@pytest.mark.parametrize("chosen", [Options(extractor="pdfplumber"), Options(stitch=False)])
async def test_a_pdf_is_read_again_by_what_read_it_before(
    store: Store, tmp_path: Path, chosen: Options
) -> None:
    header, rows = ["Port", "Ships"], [[f"Port {n}", str(n)] for n in range(30)]
    pages = [ruled([header, *rows[:23]]), ruled([header, *rows[23:]])]
    path = write_pdf(tmp_path / "ports.pdf", pages)
    with closing(read(path, chosen)) as tables:
        ports = store.add(next(tables), path, "ada", "ports")
    sha256 = Source.of(path, "application/pdf").sha256
    app = Stand(store, ports)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        open_kept(app.place, Desk(store, "ada"), lambda: sha256, lambda names: None)
        await settled(pilot)

        assert isinstance(app.screen, SourceScreen)
        methods = [entry.found.head.extractor for entry in app.screen.entries]
        assert {method["name"] for method in methods} == {chosen.extractor or "pdf"}
        assert {method["stitch"] for method in methods} == {chosen.stitch}
