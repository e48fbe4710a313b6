import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from openpyxl import Workbook
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static
from textual.worker import WorkerCancelled

from curator.annotations import Place
from curator.sources import Mark, Span
from curator.store import Store
from extractors import Spool, read
from screens.desk import Desk
from screens.found_view import FoundView
from screens.intake_report import IntakeReportScreen
from screens.source import SourceScreen
from screens.source_list import TableList
from screens.source_notes import SourceNotes
from screens.source_pane import FoundGrid
from screens.source_reading import CLOSER
from screens.source_words import amount
from screens.toggles import Tick
from screens.unlocking import AskPasswordScreen
from screens.widgets.page import PageView
from tests.conftest import CITIES, Found
from tests.extractors.documents import ruled, write_pdf
from tests.extractors.locked import lock_pdf

ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]
OTHER = [["year", "ships"], ["2020", "7"]]


class SourceApp(App[None]):
    """Shows one source, and keeps what its screen was dismissed with."""

    def __init__(self, screen: SourceScreen) -> None:
        super().__init__()
        self.source = screen
        self.names: list[list[str] | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.source, self.names.append)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until one piece of work has led to no other."""
    for _ in range(4):
        with suppress(WorkerCancelled):  # a newer one has taken its place
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def said(app: SourceApp, where: str) -> str:
    return str(app.source.query_one(where, Static).render())


def kept(app: SourceApp) -> list[bool]:
    return [entry.kept for entry in app.source.entries]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Wait for the thread that removes what a screen kept."""
    yield
    for thread in threading.enumerate():
        if thread.name == CLOSER:
            thread.join()


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "ports.csv"
    path.write_text("code,place\n001,Tehran\n002,Lyon,extra\n003,Pokhara\n", "utf-8")
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "ports.pdf", [ruled(ROWS, "Table 1. Places"), "", ruled(OTHER)])


def source_app(store: Store, path: Path) -> SourceApp:
    return SourceApp(SourceScreen(Desk(store, "ada"), path))


def test_header_rows_become_names_and_the_rest_is_data(found: Found) -> None:
    with Spool() as spool:
        view = FoundView(spool.keep(found(CITIES)))

        assert [column.name for column in view.columns] == ["country", "city", "code"]
        assert view.row_count == 4
        assert view.window(1, 1)[0].cells == (None, "Rasht", "002")


def test_without_header_rows_every_row_is_data(found: Found) -> None:
    with Spool() as spool:
        view = FoundView(spool.keep(found(CITIES)), 0)

        assert [column.name for column in view.columns] == ["column_1", "column_2", "column_3"]
        assert view.window(0, 1)[0].cells == ("country", "city", "code")


def test_a_label_over_several_columns_names_each_of_them(found: Found) -> None:
    rows = [["people", None], ["men", "women"], ["1", "2"]]
    with Spool() as spool:
        view = FoundView(spool.keep(found(rows, header=2, spans=[Span(0, 0, 1, 2)])))

        assert [column.name for column in view.columns] == ["people / men", "people / women"]


def test_a_row_is_known_by_its_number_in_the_table(found: Found) -> None:
    with Spool() as spool:
        view = FoundView(spool.keep(found(CITIES)))

        assert [row.id for row in view.window(0, 2, ())] == [2, 3]
        assert view.locate(3) == 1
        assert view.locate(1) is None


def test_what_is_doubtful_about_a_row_is_told_on_all_its_cells(found: Found) -> None:
    marks = [Mark(2, 1, flag="row has 2 cells, the table 3")]
    with Spool() as spool:
        view = FoundView(spool.keep(found(CITIES, marks=marks)))

        assert view.flags(1, 0) == ["row has 2 cells, the table 3"]
        assert view.flags(0, 0) == []


def test_a_view_of_a_closed_spool_has_no_rows_to_show(found: Found) -> None:
    with Spool() as spool:
        view = FoundView(spool.keep(found(CITIES)))

    assert list(view.window(0, 10)) == []
    assert view.flags(0, 0) == []


def test_an_estimate_is_made_from_what_is_done() -> None:
    assert amount(1, 4, 10.0) == "1 of 4 done, about 30 s left"
    assert amount(5, None, 10.0) == "5 done"


async def test_f5_says_what_is_in_the_file_before_it_is_imported(
    store: Store, tmp_path: Path
) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["place", "n"], ["a", 1], ["b", 2]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "book.xlsx")
    app = source_app(store, tmp_path / "book.xlsx")

    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f5")
        await settle(pilot)
        assert isinstance(app.screen, IntakeReportScreen)
        words = "\n".join(app.screen.lines)
        await pilot.press("escape", "escape")

    assert "1 row is hidden, left out unless asked for: 3." in words
    assert "Table 1: rows of the header 1, data 2–3" in words
    assert store.datasets() == []


async def test_f11_reads_the_file_in_another_way_which_the_dataset_keeps(
    store: Store, tmp_path: Path
) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["place", "n"], ["a", 1], ["b", 2]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "book.xlsx")
    app = source_app(store, tmp_path / "book.xlsx")

    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f11")
        await settle(pilot)
        app.screen.query_one("#hidden", Tick).focus()
        await pilot.press("space", "f9")
        await settle(pilot)
        await pilot.press("f7")
        await settle(pilot)

    (name,) = app.names[0] or []
    assert store.dataset(name).view().row_count == 2


async def test_the_only_table_is_kept_from_the_start_and_f7_adds_it(
    store: Store, csv: Path
) -> None:
    app = source_app(store, csv)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert kept(app) == [True]
        await pilot.press("f7")
        await settle(pilot)

    assert app.names == [["ports"]]
    assert store.dataset("ports").view().window(0, 1)[0].cells[:2] == ("001", "Tehran")


async def test_of_several_tables_none_is_kept_unasked(store: Store, pdf: Path) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f7")
        await settle(pilot)

        assert kept(app) == [False, False]
        assert app.names == []
    assert store.datasets() == []


async def test_kept_tables_are_added_with_their_names_and_header_rows(
    store: Store, pdf: Path
) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        await pilot.press("space", "f3", "f2")
        await settle(pilot)
        await pilot.press("ctrl+u", *"ships", "enter")
        await settle(pilot)
        await pilot.press("f7")
        await settle(pilot)

    assert app.names == [["ships"]]
    view = store.dataset("ships").view()
    assert [row.cells for row in view.window(0, 5)] == [("year", "ships"), ("2020", "7")]


async def test_more_header_rows_show_at_once(store: Store, csv: Path) -> None:
    app = source_app(store, csv)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)

        view = app.source.query_one(FoundGrid).view
        assert view is not None
        assert [column.name for column in view.columns][:2] == ["code / 001", "place / Tehran"]


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_the_cell_under_the_cursor_is_marked_on_its_page(
    store: Store, pdf: Path, width: int
) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "down", "right")
        await settle(pilot)

        lines = app.source.query_one(PageView).lines()
        assert any("[Lyon]" in line for line in lines)
        assert "page 1, at 192–312" in said(app, "#spot")


async def test_the_cell_under_the_cursor_is_marked_in_its_sheet(store: Store, csv: Path) -> None:
    app = source_app(store, csv)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "down", "right")
        await settle(pilot)

        assert any("[Lyon" in line for line in app.source.query_one(PageView).lines())
        assert "record 3, field 2 · row has 3 cells, the table 2" in said(app, "#spot")


async def test_a_hidden_sheet_is_told_of_and_skipped(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    shown = book.active
    assert shown is not None
    shown.append(["a", "b"])
    shown.append(["1", "2"])
    hidden = book.create_sheet("secret")
    hidden.append(["c", "d"])
    hidden.append(["3", "4"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "book.xlsx")
    app = source_app(store, tmp_path / "book.xlsx")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f6", "f6")
        await settle(pilot)

        assert kept(app) == [True, False]
        listing = app.source.query_one(TableList).view
        assert listing is not None
        assert listing.window(1, 1)[0].cells[0] == "[ ] hidden"
        assert "1 hidden" in said(app, "#status")


async def test_a_file_without_tables_says_what_to_do_and_escape_goes_back(
    store: Store, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "letter.pdf", ["BT /F1 10 Tf 72 700 Td (Dear reader) Tj ET"])
    app = source_app(store, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "No tables were found" in said(app, "#nothing")
        assert "Page 1: digital text" in said(app, "#nothing")
        assert "Escape goes back" in said(app, "#nothing")
        await pilot.press("escape")
        await settle(pilot)

    assert app.names == [None]


async def test_a_file_that_cannot_be_read_says_why(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing of use")
    app = source_app(store, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert "broken.pdf" in said(app, "#nothing")
        assert "Escape goes back" in said(app, "#nothing")


async def test_escape_stops_the_reading(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("number,text\n" + "1,some words in a field\n" * 600_000, "utf-8")
    app = source_app(store, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await settle(pilot)

        assert "was stopped before a table was found" in said(app, "#nothing")
        assert app.names == []


async def test_leaving_removes_what_was_kept_and_tells_the_caller(store: Store, csv: Path) -> None:
    left = threading.Event()
    screen = SourceScreen(Desk(store, "ada"), csv, leave=left.set)
    app = SourceApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        spool = screen.entries[0].found.spool
        await pilot.press("escape")
        await settle(pilot)

        assert left.wait(10)
    with pytest.raises(ValueError, match="closed"):
        spool.block(0)


async def test_a_note_on_a_page_hangs_on_the_dataset_that_was_made_from_it(
    store: Store, pdf: Path
) -> None:
    first, other = (store.add(table, pdf, "ada") for table in read(pdf))
    app = source_app(store, pdf)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "f9", *"torn", "enter")
        await settle(pilot)

        (note,) = other.annotations()
        assert (note.place, note.text) == (Place(source="ports.pdf", page=3), "torn")
        assert first.annotations() == []
        notes = app.source.query_one(SourceNotes)
        assert notes.display
        assert "doubt 1, open" in notes.content.plain
        await pilot.press("up")
        await settle(pilot)
        assert not notes.display


async def test_of_several_datasets_one_is_chosen_for_a_note_on_their_page(
    store: Store, pdf: Path
) -> None:
    for name in ("once", "again"):
        with closing(read(pdf)) as tables:
            store.add(next(tables), pdf, "ada", name)
    app = source_app(store, pdf)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9", "down", *"both?", "enter")
        await settle(pilot)

    assert store.dataset("again").annotations() == []
    assert [note.place.page for note in store.dataset("once").annotations()] == [1]


async def test_a_note_on_a_file_that_is_in_no_dataset_says_what_to_do(
    store: Store, pdf: Path
) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)

        (notice,) = app._notifications
        assert "F7 adds the tables" in notice.message


async def test_a_note_on_a_text_hangs_on_the_whole_file(store: Store, csv: Path) -> None:
    (dataset,) = (store.add(table, csv, "ada") for table in read(csv))
    app = source_app(store, csv)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9", *"por correo", "enter")
        await settle(pilot)

    assert [note.place for note in dataset.annotations()] == [Place(source="ports.csv")]


async def test_a_locked_file_asks_for_its_password_and_is_read_then(
    store: Store, tmp_path: Path
) -> None:
    path = lock_pdf(write_pdf(tmp_path / "a.pdf", [ruled(ROWS)]), "s3same")
    desk = Desk(store, "ada")
    app = SourceApp(SourceScreen(desk, path))
    async with app.run_test() as pilot:
        await settle(pilot)
        wrong = isinstance(app.screen, AskPasswordScreen)
        await pilot.press(*"open", "enter")
        await settle(pilot)
        again = isinstance(app.screen, AskPasswordScreen)
        await pilot.press(*"s3same", "enter")
        await settle(pilot)

        assert wrong
        assert again
        assert app.screen is app.source
        assert kept(app) == [True]
        assert [*desk.passwords.values()] == ["s3same"]
        assert app.source.query_one(PageView).lines()


async def test_a_locked_file_that_is_not_unlocked_says_what_to_do(
    store: Store, tmp_path: Path
) -> None:
    path = lock_pdf(write_pdf(tmp_path / "a.pdf", [ruled(ROWS)]), "s3same")
    app = SourceApp(SourceScreen(Desk(store, "ada"), path))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)

        assert "is locked with a password" in said(app, "#nothing")
