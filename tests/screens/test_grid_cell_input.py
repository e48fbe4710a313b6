from textual.app import App
from textual.geometry import Region

from curator.tables import Value
from screens.widgets.cell_input import CellInput


class CellApp(App[None]):
    def __init__(self, value: Value, region: Region, typed: str | None = None) -> None:
        super().__init__()
        self.start = value, region, typed
        self.committed: list[str | None] = []
        self.cancelled = 0

    def on_mount(self) -> None:
        value, region, typed = self.start
        self.screen.mount(CellInput(value, region, self.size, typed=typed))

    def on_cell_input_committed(self, event: CellInput.Committed) -> None:
        self.committed.append(event.value)

    def on_cell_input_cancelled(self) -> None:
        self.cancelled += 1


async def test_it_stands_over_the_cell_and_has_room_to_type() -> None:
    app = CellApp("abc", Region(12, 5, 8, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert app.query_one(CellInput).region == Region(12, 5, 30, 1)


async def test_near_the_edge_it_stays_on_the_screen() -> None:
    app = CellApp("abc", Region(70, 5, 8, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert app.query_one(CellInput).region == Region(50, 5, 30, 1)


async def test_enter_commits_what_was_typed_behind_the_value() -> None:
    app = CellApp("abc", Region(0, 0, 8, 1))
    async with app.run_test() as pilot:
        await pilot.press("d", "enter")

    assert app.committed == ["abcd"]


async def test_an_emptied_cell_is_a_blank() -> None:
    app = CellApp("a", Region(0, 0, 8, 1))
    async with app.run_test() as pilot:
        await pilot.press("backspace", "enter")

    assert app.committed == [None]


async def test_typing_over_a_cell_replaces_it() -> None:
    app = CellApp("abc", Region(0, 0, 8, 1), typed="5")
    async with app.run_test() as pilot:
        await pilot.press("6", "enter")

    assert app.committed == ["56"]


async def test_line_breaks_survive_an_edit() -> None:
    app = CellApp("a\nb", Region(0, 0, 8, 1))
    async with app.run_test() as pilot:
        assert app.query_one(CellInput).value == "a⏎b"
        await pilot.press("c", "enter")

    assert app.committed == ["a\nbc"]


async def test_escape_cancels() -> None:
    app = CellApp("a", Region(0, 0, 8, 1))
    async with app.run_test() as pilot:
        await pilot.press("b", "escape")

    assert app.cancelled == 1
    assert app.committed == []


async def test_losing_the_focus_keeps_what_was_typed() -> None:
    app = CellApp("a", Region(0, 0, 8, 1))
    async with app.run_test() as pilot:
        await pilot.press("b")
        app.set_focus(None)
        await pilot.pause()

        assert app.query_one(CellInput).value == "ab"
        assert app.committed == []
        assert app.cancelled == 0
