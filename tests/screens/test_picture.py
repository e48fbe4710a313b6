"""The page's picture in the pane: half blocks, shades, and the cell outlined."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from curator.operations import InsertRows
from curator.sources import PagePicture
from curator.store import Dataset, Store
from extractors import read
from screens.desk import Desk
from screens.editor import EditorScreen
from screens.pane import InkPane
from screens.picture_pane import PicturePane
from screens.widgets.picture import PictureView
from tests.driving import press, settled
from tests.extractors.documents import ruled, write_pdf

WHITE, BLACK = b"\xff\xff\xff", b"\0\0\0"


@pytest.fixture(autouse=True)
def _colourful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that has every colour."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


class Frame(App[None]):
    def compose(self) -> ComposeResult:
        yield PictureView()


class Stand(App[None]):
    def __init__(self, store: Store, dataset: Dataset) -> None:
        super().__init__()
        self.place = EditorScreen(Desk(store, "ada"), dataset)

    def on_mount(self) -> None:
        self.push_screen(self.place)


@pytest.fixture
def ports(store: Store, tmp_path: Path) -> Dataset:
    rows = [["Port", "Ships"], ["Ada", "12"], ["Ben", "7"]]
    path = write_pdf(tmp_path / "ports.pdf", [ruled(rows)])
    (table,) = (store.add(table, path, "ada", "ports") for table in read(path))
    return table


async def test_two_pixels_stand_in_one_cell_and_equal_ones_in_one_segment() -> None:
    app = Frame()
    async with app.run_test(size=(10, 5)):
        view = app.query_one(PictureView)
        assert view.pixels == (10, 10)
        view.show(PagePicture(1, (0, 0, 4, 3), 4, 3, BLACK * 4 + WHITE * 8), None)

        first, second = (list(view.render_line(y)) for y in (0, 1))
    assert first[0].text == second[0].text == "▀▀▀▀"
    style = first[0].style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert (style.color.name, style.bgcolor.name) == ("#000000", "#ffffff")


async def test_the_cell_is_outlined_as_far_as_it_is_seen() -> None:
    app = Frame()
    async with app.run_test(size=(10, 5)):
        view = app.query_one(PictureView)
        view.show(PagePicture(1, (0, 0, 8, 8), 8, 8, WHITE * 64), (3, 3, 20, 6))

        widths = [[len(run.text) for run in view.render_line(y)][:2] for y in range(4)]
    assert widths == [[8, 2], [2, 1], [2, 1], [2, 6]]


async def test_without_colours_ink_is_dense_and_paper_blank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Frame()
    async with app.run_test(size=(10, 5)) as pilot:
        view = app.query_one(PictureView)
        view.show(PagePicture(1, (0, 0, 4, 2), 4, 2, (BLACK * 2 + WHITE * 2) * 2), None)

        assert view.render_line(0).text.rstrip() == "██"
        await pilot.pause()  # drawn once more, through the filter that takes the colours away


async def test_f3_shows_the_picture_around_the_cell_and_follows_the_cursor(
    store: Store, ports: Dataset
) -> None:
    app = Stand(store, ports)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f3", "f3")
        pane, view = app.place.query_one(PicturePane), app.place.query_one(PictureView)
        caption = str(pane.query_one("#caption", Static).content)
        assert caption == "page 1, around the cell: F3 shows the table"
        first = [view.render_line(y).text for y in range(view.size.height)]
        assert any("▀" in line for line in first)
        known = view._picture
        await press(pilot, "right")
        assert view._picture is not known

        await press(pilot, "f3")
        assert view._picture is not None
        assert view._picture.box == pytest.approx(ports.origins(2, "Port")[0].table_box)
        await press(pilot, "f3", "f3")
        assert not pane.display


async def test_a_cell_that_stands_on_no_page_says_so(store: Store, ports: Dataset) -> None:
    ports.apply(InsertRows((ports.view().row_id(1),), 1), "ada")
    app = Stand(store, ports)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f3", "f3")
        await press(pilot, "down")

        line = app.place.query_one(PictureView).render_line(0).text
    assert line.startswith("This cell stands on no page of a PDF.")


async def test_where_there_is_no_page_f3_offers_no_picture(store: Store, cities: Dataset) -> None:
    app = Stand(store, cities)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f3", "f3")

        assert app.place.query_one(InkPane).has_class("-off")
