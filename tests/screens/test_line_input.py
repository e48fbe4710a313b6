from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from screens.display import Display
from screens.widgets.line_input import LineInput


class LineApp(Display):
    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value

    def compose(self) -> ComposeResult:
        yield LineInput(self.value, compact=True, select_on_focus=False)
        yield Static("")


async def drawn(pilot: Pilot[None]) -> tuple[str, int]:
    """The line as it is seen, and the cell that the cursor stands on."""
    await pilot.pause()
    line = pilot.app.query_one(LineInput)
    place, cursor = 0, -1
    for segment in line.render_line(0):
        if segment.style == line.get_component_rich_style("input--cursor"):
            cursor = place
        place += len(segment.text)
    return line.render_line(0).text, cursor


async def test_right_to_left_text_stands_at_the_right_with_the_cursor_left_of_it() -> None:
    async with LineApp("سلام").run_test(size=(20, 4)) as pilot:
        text, cursor = await drawn(pilot)

        assert text == "ﻡﺎﻠﺳ".rjust(len(text))
        assert text[cursor + 1] == "ﻡ"


async def test_the_left_arrow_goes_to_the_left() -> None:
    async with LineApp("سلام").run_test(size=(20, 4)) as pilot:
        await pilot.press("home")
        text, first = await drawn(pilot)
        await pilot.press("left")
        _text, second = await drawn(pilot)

        assert (text[first], second) == ("ﺳ", first - 1)


async def test_what_is_typed_goes_in_where_the_cursor_stands() -> None:
    async with LineApp("سلام").run_test(size=(20, 4)) as pilot:
        await pilot.press("home", "left", "ب")

        assert pilot.app.query_one(LineInput).value == "سبلام"


async def test_the_cursor_is_seen_on_a_joiner_that_has_no_shape() -> None:
    async with LineApp("می\u200cشود").run_test(size=(20, 4)) as pilot:
        await pilot.press("home", "left", "left")
        text, cursor = await drawn(pilot)

        assert text[cursor] == "ﺷ"


async def test_a_click_finds_the_letter_that_is_seen() -> None:
    async with LineApp("سلام").run_test(size=(20, 4)) as pilot:
        text, _cursor = await drawn(pilot)
        await pilot.click(LineInput, offset=(text.index("ﻠ"), 0))

        assert pilot.app.query_one(LineInput).cursor_position == 1


async def test_a_latin_word_with_a_persian_one_runs_to_the_right() -> None:
    async with LineApp("abc سلام").run_test(size=(20, 4)) as pilot:
        text, _cursor = await drawn(pilot)

        assert text.rstrip() == "abc ﻡﺎﻠﺳ"


async def test_a_terminal_that_orders_gets_the_line_as_it_is() -> None:
    app = LineApp("سلام")
    async with app.run_test(size=(20, 4)) as pilot:
        app.let_order("terminal")
        text, _cursor = await drawn(pilot)

        assert text.strip() == "سلام"


async def test_what_stands_in_an_empty_line_is_whole_under_the_cursor() -> None:
    async with LineApp("").run_test(size=(20, 4)) as pilot:
        pilot.app.query_one(LineInput).placeholder = "سلام"
        text, cursor = await drawn(pilot)

        assert text == "ﻡﺎﻠﺳ".rjust(len(text))
        assert text[cursor] == "ﺳ"
