"""The cells around one in its sheet, as found, in the pane."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from textual.app import App

from curator.demo import documents
from curator.operations import DeleteRows, InsertRows, SetCells
from curator.store import Dataset, Store
from extractors import Group, Options, Spool, read, read_group
from screens.desk import Desk
from screens.editor import EditorScreen
from screens.neighbours import neighbours
from screens.widgets.page import PageView
from tests.driving import press, settled


class Stand(App[None]):
    def __init__(self, store: Store, dataset: Dataset) -> None:
        super().__init__()
        self.place = EditorScreen(Desk(store, "ada"), dataset)

    def on_mount(self) -> None:
        self.push_screen(self.place)


def clinics(store: Store) -> Dataset:
    _, workbook = documents()
    with closing(read(workbook)) as tables:
        return store.add(next(tables), workbook, "ada", "clinics")


def test_a_cell_has_the_reference_in_the_range_that_its_ink_tells(store: Store) -> None:
    dataset = clinics(store)
    view = dataset.view()
    for number in (1, 20, view.row_count):
        row_id = view.row_id(number)
        for column in (view.columns[0], view.columns[-1]):
            (origin,) = dataset.origins(row_id, column.name)
            around = neighbours(dataset.view(1), row_id, column.id, origin)

            assert around is not None
            part, (row, place) = around
            assert part.rows[row][place] == dataset.view(1).cells(row_id)[column.id - 1]
            reference = f"{chr(64 + part.first_column + place)}{part.first_row + row}"
            assert reference == origin.reference


def test_the_range_is_as_found_whatever_was_done_since(cities: Dataset) -> None:
    first, second = (cities.view().row_id(number) for number in (1, 2))
    (origin,) = cities.origins(first, "city")
    found = neighbours(cities.view(1), first, 2, origin)

    cities.apply(SetCells((first,), ("city",), (("Teheran",),)), "ada")
    cities.apply(DeleteRows((second,)), "ada")

    assert neighbours(cities.view(1), first, 2, origin) == found
    assert found is not None
    assert found[0].rows[:3] == [
        ["country", "city", "code"],
        ["Iran", " Tehran ", "001"],
        [None, "Rasht", "002"],
    ]


async def test_the_pane_shows_the_range_with_the_cell_in_brackets(store: Store) -> None:
    app = Stand(store, clinics(store))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "right")
        page = app.place.query_one(PageView)
        (line,) = (line for line in page.lines() if "[" in line)
        row_id = app.place.dataset.view().row_id(2)
        (origin,) = app.place.dataset.origins(row_id, app.place.dataset.view().columns[1].name)

        assert f"[{origin.text}" in line
        assert origin.reference is not None
        assert line.split()[0] == origin.reference[1:]


async def test_the_pane_keeps_its_room_between_rows_with_ink_and_without(store: Store) -> None:
    dataset = clinics(store)
    dataset.apply(InsertRows((dataset.view().row_id(1),), 1), "ada")
    app = Stand(store, dataset)
    async with app.run_test(size=(200, 50)) as pilot:
        await settled(pilot)
        page = app.place.query_one(PageView)
        taken, seen = page.virtual_size, "".join(page.lines())
        await press(pilot, "down")
        inserted = "".join(page.lines())
        room = page.virtual_size
        await press(pilot, "down")

        assert seen.strip()
        assert not inserted.strip()
        assert room == taken
        assert "".join(page.lines()).strip()


def test_rows_of_another_file_are_no_neighbours(store: Store, tmp_path: Path) -> None:
    for name, count in (("a", 3), ("b", 4)):
        rows = "".join(f"<tr><td>{name}{row}<td>{row}" for row in range(count))
        (tmp_path / f"{name}.html").write_text(f"<table><tr><th>place<th>count{rows}</table>")
    with Group(tmp_path) as group, Spool() as spool:
        reading = read_group(group, Options(), spool)
        (whole,) = reading.wholes
        dataset = store.add_together(whole.table(), reading.parts(whole), "ada", "ports")
    row_id = dataset.view().row_id(6)
    (origin,) = dataset.origins(row_id, "count")

    around = neighbours(dataset.view(1), row_id, 3, origin)

    assert around is not None
    part, (row, place) = around
    assert (origin.source.name, origin.reference) == ("b.html", "B4")
    assert part.rows == [["b0", "0"], ["b1", "1"], ["b2", "2"], ["b3", "3"]]
    assert (part.first_row + row, part.first_column + place) == (4, 2)
