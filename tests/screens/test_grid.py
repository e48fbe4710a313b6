from collections.abc import Sequence
from threading import Event

import pytest
from textual.app import ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from curator.annotations import Annotation
from curator.tables import Column, Value
from curator.views import Row, View
from screens.display import Display
from screens.widgets.grid import Grid, Selection


class Squares(View):
    """A view of any length whose cells follow from their place; row ids are ten times it."""

    dataset, revision = "squares", 1

    def __init__(self, rows: int, columns: int = 6) -> None:
        self.row_count = rows
        self.columns = [Column(n, f"name {n}", f"name {n}") for n in range(1, columns + 1)]
        self.asked: list[tuple[int, int]] = []

    def cell(self, row: int, column: int) -> Value:
        return f"{row}/{column}"

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        places = range(len(self.columns)) if columns is None else columns
        self.asked.append((first, len(places)))
        rows = range(first, min(first + count, self.row_count))
        return [Row(row * 10, tuple(self.cell(row, place) for place in places)) for row in rows]

    def locate(self, row_id: int) -> int | None:
        return row_id // 10

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        return ()


class Listed(Squares):
    """A view of the rows it is given."""

    def __init__(self, *rows: Sequence[Value]) -> None:
        super().__init__(len(rows), len(rows[0]))
        self.cells = rows

    def cell(self, row: int, column: int) -> Value:
        return self.cells[row][column]


class Slow(Squares):
    """A view that cannot be read before `gate` is opened."""

    def __init__(self, rows: int) -> None:
        super().__init__(rows)
        self.gate = Event()

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        self.gate.wait(10)
        return super().window(first, count, columns)


class GridApp(Display):
    def __init__(self, view: View) -> None:
        super().__init__()
        self.table = view
        self.moved: list[tuple[int, int, int]] = []
        self.asked: list[Grid.EditRequested] = []

    def compose(self) -> ComposeResult:
        yield Grid(self.table)

    def on_grid_moved(self, event: Grid.Moved) -> None:
        self.moved.append((event.row, event.column, event.row_id))

    def on_grid_edit_requested(self, event: Grid.EditRequested) -> None:
        self.asked.append(event)


async def read(pilot: Pilot[None]) -> Grid:
    """The grid, once everything it wished for was read and drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return pilot.app.query_one(Grid)


def line(grid: Grid, y: int) -> str:
    """What is written at a line, without what only steers the terminal."""
    return "".join(each.text for each in grid.render_line(y) if not each.control)


def sent(grid: Grid, y: int) -> str:
    """What reaches the terminal of a line, without what only steers it."""
    (strip,) = grid.render_lines(Region(0, y, grid.size.width, 1))
    return "".join(each.text for each in strip if not each.control)


async def test_the_first_lines_are_the_names_and_the_first_rows() -> None:
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)

        assert line(grid, 0).split("│")[:2] == ["     name 1", "name 2"]
        assert line(grid, 1).split("│")[:2] == ["   1 0/0   ", "0/1   "]
        assert line(grid, 2).startswith("   2 1/0 ")


async def test_a_blank_is_shown_as_such() -> None:
    async with GridApp(Listed(["a", None])).run_test() as pilot:
        grid = await read(pilot)

        assert line(grid, 1).split("│")[1].strip() == "∅"


async def test_controls_are_shown_and_markup_is_not_obeyed() -> None:
    async with GridApp(Listed(["a\nb\x1b[31m\x00", "[red]x[/]"])).run_test() as pilot:
        grid = await read(pilot)

        assert "a⏎b␛[31m␀" in line(grid, 1)
        assert "[red]x[/]" in line(grid, 1)


async def test_arrows_letters_and_pages_move_the_cursor() -> None:
    async with GridApp(Squares(1000)).run_test(size=(80, 24)) as pilot:
        grid = await read(pilot)

        await pilot.press("down", "right", "j", "l", "k", "h")
        assert grid.cursor == (1, 1)
        await pilot.press("pagedown")
        assert grid.cursor == (1 + grid.page, 1)
        await pilot.press("G", "end")
        assert grid.cursor == (999, 5)
        await pilot.press("ctrl+home", "home", "up", "left")
        assert grid.cursor == (0, 0)


async def test_the_row_under_the_cursor_is_always_seen() -> None:
    async with GridApp(Squares(1000, 30)).run_test(size=(60, 12)) as pilot:
        grid = await read(pilot)

        for key in ("pagedown", "down", "G", "pageup", "up", "end", "home", "g"):
            await pilot.press(key)
            await read(pilot)
            assert grid.cursor_row in grid.seen_rows
            region = grid.cell_region(*grid.cursor)
            assert region.right <= grid.room.width
            assert str(grid.cursor_row + 1) in line(grid, region.y)


async def test_ten_million_rows_are_read_a_few_blocks_at_a_time() -> None:
    view = Squares(10_000_000)
    async with GridApp(view).run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("G")
        await read(pilot)

        assert grid.current_row_id() == 99_999_990
        assert "9999999/0" in line(grid, grid.cell_region(*grid.cursor).y)
        assert len(view.asked) <= 6


async def test_of_many_columns_only_those_near_are_read() -> None:
    view = Squares(10, 500)
    async with GridApp(view).run_test() as pilot:
        grid = await read(pilot)
        assert max(count for _, count in view.asked) <= 32
        assert len(view.asked) == 1

        await pilot.press("end")
        await read(pilot)

        assert grid.value_at_cursor() == "0/499"
        assert len(view.asked) <= 3


async def test_a_row_that_was_not_read_yet_shows_an_ellipsis_until_it_is() -> None:
    view = Slow(100_000)
    app = GridApp(view)
    async with app.run_test() as pilot:
        view.gate.set()
        grid = await read(pilot)
        view.gate.clear()

        grid.move_to(50_000, 0)
        await pilot.pause()
        assert line(grid, 5).split("│")[1].strip() == "…"
        assert grid.current_row_id() is None
        view.gate.set()
        await read(pilot)

        assert line(grid, 5).split("│")[1].strip().endswith("/1")
        assert app.moved[-1] == (50_000, 0, 500_000)


async def test_a_new_view_keeps_the_cursor_and_its_old_cells_until_it_is_read() -> None:
    fresh = Slow(900)
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("down", "right")

        grid.show(fresh)
        await pilot.pause()
        assert line(grid, 1).split("│")[1].strip() == "0/1"
        assert grid.current_row_id() is None
        fresh.gate.set()
        await read(pilot)

        assert grid.current_row_id() == 10
        assert grid.cursor == (1, 1)


async def test_a_shorter_view_pulls_the_cursor_back() -> None:
    app = GridApp(Squares(1000))
    async with app.run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("G")
        grid.show(Squares(3))
        await read(pilot)

        assert grid.cursor == (2, 0)
        assert app.moved[-1] == (2, 0, 20)
        assert list(grid.seen_rows) == [0, 1, 2]


async def test_a_view_without_rows_shows_its_names() -> None:
    async with GridApp(Squares(0)).run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("down", "enter", "G", "pagedown")

        assert "name 1" in line(grid, 0)
        assert grid.current_row_id() is None
        assert grid.value_at_cursor() is None


async def test_shift_and_arrows_select_a_block_and_a_plain_move_ends_it() -> None:
    async with GridApp(Squares(100)).run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("down", "shift+down", "shift+down", "shift+right")

        assert grid.selection == Selection(range(1, 4), range(2))
        await pilot.press("up")
        assert grid.selection == Selection(range(2, 3), range(1, 2))


async def test_moves_are_told_once_for_a_burst() -> None:
    app = GridApp(Squares(100))
    async with app.run_test() as pilot:
        grid = await read(pilot)
        app.moved.clear()
        for row in range(1, 9):
            grid.move_to(row, 2)
        await pilot.pause()

        assert app.moved == [(8, 2, 80)]


@pytest.mark.parametrize("key", ["enter", "f2"])
async def test_an_edit_is_asked_for_with_what_the_cell_holds(key: str) -> None:
    app = GridApp(Squares(100))
    async with app.run_test() as pilot:
        await read(pilot)
        await pilot.press("down", "right", key)
        (asked,) = app.asked

        assert (asked.row, asked.column, asked.row_id, asked.value) == (1, 1, 10, "1/1")
        assert asked.typed is None
        assert (asked.region.x, asked.region.y, asked.region.width) == (12, 2, 6)


async def test_typing_edits_only_where_that_is_wished() -> None:
    app = GridApp(Squares(100))
    async with app.run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("5")
        assert app.asked == []

        grid.typing = "free"
        await pilot.press("5", "j")

        assert [asked.typed for asked in app.asked] == ["5"]
        assert grid.cursor == (1, 0)


async def test_a_click_moves_the_cursor_and_two_ask_for_an_edit() -> None:
    app = GridApp(Squares(100))
    async with app.run_test() as pilot:
        grid = await read(pilot)
        await pilot.click(Grid, offset=(14, 4))
        assert grid.cursor == (3, 1)

        await pilot.click(Grid, offset=(14, 4), times=2)

        assert app.asked[-1].row_id == 30


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with GridApp(Squares(100)).run_test() as pilot:
        grid = await read(pilot)
        grid.scroll_down(animate=False)
        await read(pilot)

        assert line(grid, 1).startswith("   2 ")
        assert grid.cursor == (0, 0)


async def test_scrolling_sideways_with_the_wheel_is_not_undone_by_what_is_read() -> None:
    async with GridApp(Squares(100, 200)).run_test() as pilot:
        grid = await read(pilot)
        grid.scroll_to(500, animate=False)
        await read(pilot)

        assert grid.seen.left > 32
        assert grid.cursor == (0, 0)
        assert "0/70" in line(grid, 1)


async def test_marks_stand_at_the_right_edge_of_cell_row_and_header() -> None:
    async with GridApp(Squares(100)).run_test() as pilot:
        grid = await read(pilot)
        grid.set_marks({(10, 2): "?", (10, None): "!", (None, 3): "*"})
        await pilot.pause()

        assert line(grid, 2).split("│")[:2] == ["   2!1/0   ", "1/1  ?"]
        assert line(grid, 0).split("│")[2] == "name…*"


async def test_a_chosen_width_stays() -> None:
    async with GridApp(Squares(100)).run_test() as pilot:
        grid = await read(pilot)
        grid.set_widths({0: 12})
        grid.show(Squares(100))
        await read(pilot)

        assert grid.widths[:2] == (12, 6)
        assert line(grid, 1).split("│")[0] == "   1 0/0" + " " * 9


async def test_right_to_left_text_stands_right_in_visual_order() -> None:
    async with GridApp(Listed(["سلام (۱۲)", "x"])).run_test() as pilot:
        grid = await read(pilot)

        assert sent(grid, 1).split("│")[0] == "   1 (۱۲) ﻡﻼﺳ".replace("ﻼ", "ﺎﻠ")


async def test_after_text_of_unsure_width_the_next_column_is_named() -> None:
    async with GridApp(Listed(["نیپال", "x"])).run_test() as pilot:
        grid = await read(pilot)
        width = grid.widths[0]
        controls = [each.text for each in grid.render_line(1) if each.control]

        assert controls == [f"\x1b[{width}X", f"\x1b[{5 + width + 1}G"]
