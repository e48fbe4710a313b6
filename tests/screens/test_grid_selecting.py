import pytest
from textual import events
from textual.pilot import Pilot

from screens.widgets.grid import Grid, Selection
from screens.widgets.mirrored import MirroredView
from screens.widgets.selecting import Selecting
from tests.screens.test_grid import GridApp, Squares, line, read

ALL_ROWS, ALL_COLUMNS = range(1000), range(6)


@pytest.mark.parametrize(
    ("keys", "rows", "columns"),
    [
        (("shift+down", "shift+right"), range(2, 4), range(1, 3)),
        (("shift+up", "shift+left"), range(1, 3), range(2)),
        (("shift+pagedown",), range(2, 26), range(1, 2)),
        (("shift+home",), range(2, 3), range(2)),
        (("shift+end",), range(2, 3), range(1, 6)),
        (("ctrl+shift+home",), range(3), range(1, 2)),
        (("ctrl+shift+end",), range(2, 1000), range(1, 2)),
        (("s",), range(2, 3), ALL_COLUMNS),
        (("shift+space", "shift+down"), range(2, 4), ALL_COLUMNS),
        (("S",), ALL_ROWS, range(1, 2)),
        (("ctrl+@", "shift+right"), ALL_ROWS, range(1, 3)),
        (("ctrl+a",), ALL_ROWS, ALL_COLUMNS),
    ],
)
async def test_keys_select(keys: tuple[str, ...], rows: range, columns: range) -> None:
    async with GridApp(Squares(1000)).run_test(size=(80, 24)) as pilot:
        grid = await read(pilot)
        grid.move_to(2, 1)
        await pilot.press(*keys)

        assert grid.selection == Selection(rows, columns)


async def test_escape_drops_the_selection_and_the_cursor_stays() -> None:
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("down", "S", "shift+right", "escape")

        assert not grid.selects
        assert grid.cursor == (1, 1)
        assert grid.selection == Selection(range(1, 2), range(1, 2))


async def test_a_column_of_ten_million_rows_is_selected_without_reading_it() -> None:
    view = Squares(10_000_000)
    async with GridApp(view).run_test() as pilot:
        grid = await read(pilot)
        asked = len(view.asked)
        await pilot.press("S")
        await read(pilot)

        assert grid.selection.rows == range(10_000_000)
        assert len(view.asked) == asked


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    grid = pilot.app.query_one(Grid)
    await pilot.mouse_down(Grid, offset=start)
    x, y = end
    move = events.MouseMove(grid, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
    grid.post_message(move)
    await pilot.pause()
    await pilot.mouse_up(Grid, offset=end)


@pytest.mark.parametrize(
    ("start", "end", "rows", "columns"),
    [
        ((14, 2), (20, 4), range(1, 4), range(1, 3)),
        ((1, 2), (20, 4), range(1, 4), ALL_COLUMNS),
        ((14, 0), (20, 0), ALL_ROWS, range(1, 3)),
    ],
)
async def test_dragging_selects_cells_rows_and_columns(
    start: tuple[int, int], end: tuple[int, int], rows: range, columns: range
) -> None:
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        await drag(pilot, start, end)

        assert grid.selection == Selection(rows, columns)


async def test_a_click_with_shift_selects_up_to_it() -> None:
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        await pilot.click(Grid, offset=(7, 1))
        await pilot.click(Grid, offset=(14, 4), shift=True)

        assert grid.selection == Selection(range(4), range(2))


async def test_the_corner_selects_all() -> None:
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        await pilot.click(Grid, offset=(1, 0))

        assert grid.selection == Selection(ALL_ROWS, ALL_COLUMNS)


async def test_a_selection_is_told_once_for_a_burst() -> None:
    told: list[Selection] = []

    class Telling(GridApp):
        def on_selecting_selected(self, event: Selecting.Selected) -> None:
            told.append(event.control.selection)

    async with Telling(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        told.clear()
        for row in range(5):
            grid.extend_to(row, 1)
        await pilot.pause()

        assert told == [Selection(range(5), range(2))]


async def test_frozen_columns_stay_at_the_edge_while_others_move() -> None:
    async with GridApp(Squares(1000, 100)).run_test(size=(80, 24)) as pilot:
        grid = await read(pilot)
        await pilot.press("right", "z", "end")
        await read(pilot)

        assert line(grid, 1).startswith("   1 0/0   │0/1   ┃")
        assert "0/99" in line(grid, 1)
        assert "name 99" not in line(grid, 0).split("┃")[0]
        assert grid.cell_region(0, 99).right <= grid.room.width
        await pilot.click(Grid, offset=(14, 3))
        assert grid.cursor == (2, 1)


async def test_frozen_columns_stay_at_the_right_where_columns_are_turned() -> None:
    async with GridApp(MirroredView(Squares(1000, 100))).run_test(size=(80, 24)) as pilot:
        grid = await read(pilot)
        await pilot.press("home", "left", "z", "end")
        await read(pilot)

        assert grid.cursor == (0, 0)
        moving, still = line(grid, 1).split("┃")
        assert moving.startswith("   1 0/99")
        assert still.split("│")[:2] == ["0/1   ", "0/0   "]
        assert len(line(grid, 1)) == grid.numbers_width + grid.seen.room
        await pilot.click(Grid, offset=(grid.room.width - 4, 3))
        assert grid.cursor == (2, 99)
        assert grid.cell_region(2, 99).right == grid.room.width - 1
        await pilot.press("left", "z")
        assert grid.seen.frozen == 0


async def test_the_border_of_a_column_frozen_at_the_right_is_dragged() -> None:
    async with GridApp(MirroredView(Squares(1000, 100))).run_test(size=(80, 24)) as pilot:
        grid = await read(pilot)
        await pilot.press("home", "z")
        edge = grid.room.width - 1
        await drag(pilot, (edge, 0), (edge - 2, 0))

        assert grid.widths[-1] == 4
        assert line(grid, 0).rstrip().endswith("│")


async def test_the_same_key_lets_frozen_columns_go() -> None:
    async with GridApp(Squares(1000, 100)).run_test(size=(80, 24)) as pilot:
        grid = await read(pilot)
        await pilot.press("right", "z", "z", "end")
        await read(pilot)

        assert "0/1 " not in line(grid, 1)


async def test_columns_too_wide_to_be_frozen_are_refused_in_words() -> None:
    app = GridApp(Squares(1000, 100))
    async with app.run_test(size=(40, 24)) as pilot:
        grid = await read(pilot)
        await pilot.press(*["right"] * 6, "z")
        await pilot.pause()

        assert grid.seen.frozen == 0
        assert "too wide to stay" in str([each.message for each in app._notifications])


async def test_columns_are_made_wider_narrower_and_fitted() -> None:
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        await pilot.press("greater_than_sign", "greater_than_sign", "less_than_sign")
        assert grid.widths[:2] == (7, 6)
        await pilot.press("ctrl+a", "greater_than_sign", "underscore")

        assert grid.widths == (6,) * 6


async def test_the_border_of_a_column_is_dragged() -> None:
    async with GridApp(Squares(1000)).run_test() as pilot:
        grid = await read(pilot)
        await drag(pilot, (11, 0), (15, 0))

        assert grid.widths[:2] == (10, 6)
        assert not grid.selects


async def test_names_with_a_long_common_beginning_are_told_apart() -> None:
    view = Squares(10, 3)
    names = ("households with access to water", "households with access to light", "code")
    view.columns = [
        type(each)(each.id, name, name) for each, name in zip(view.columns, names, strict=True)
    ]
    async with GridApp(view).run_test() as pilot:
        grid = await read(pilot)
        grid.set_widths({0: 14, 1: 14})

        shown = [name.strip() for name in line(grid, 0).split("│")[:2]]
        assert shown == ["hous…water", "hous…light"]
