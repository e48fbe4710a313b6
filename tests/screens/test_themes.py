import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from curator.settings import THEME
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.themes import SPOKEN, THEMES, Colourless
from tests.driving import press, settled


async def colours(store: Store, app: CuratorApp, *keys: str) -> set[object]:
    """Every colour that reaches the terminal, on the screen in front."""
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        strips = app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
    return {colour for style in styles for colour in (style.color, style.bgcolor)} - {None}


@pytest.mark.parametrize("keys", [(), ("f4",), ("f7",), ("f12",), ("enter",), ("f1",), ("i",)])
async def test_without_colours_none_reaches_the_terminal(
    store: Store, cities: Dataset, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CURATOR_THEME", "monochrome")

    assert await colours(store, CuratorApp(store, "ada", "cities"), *keys) == set()


def test_without_colours_what_was_light_behind_its_letters_is_reversed() -> None:
    light = Style(color="#000000", bgcolor="#ffffff", bold=True)
    dark = Style(color="#ffffff", bgcolor="#000000")

    drawn = Colourless().apply([Segment("a", light), Segment("b", dark)], Color(0, 0, 0))

    assert [bool(part.style and part.style.reverse) for part in drawn] == [True, False]
    assert drawn[0].style == Style(bold=True, reverse=True)


async def test_a_theme_is_chosen_and_remembered(store: Store, cities: Dataset) -> None:
    app = CuratorApp(store, "ada", "cities")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {f"Theme: {words}" for words in SPOKEN.values()} <= set(titles)
        assert "Theme" not in titles
        app.look("light")
        await settled(pilot)

        assert app.theme == THEMES["light"].name
        assert (THEME._file.read_text(encoding="utf-8")) == "light\n"
