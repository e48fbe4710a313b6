"""Words about data, drawn in the order in which they are read."""

from rich.console import Console

from screens.prose import Line, Prose
from screens.widgets.reading_order import ReadingOrder


def test_each_part_of_a_line_keeps_its_own_direction() -> None:
    console = Console(width=60, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(Prose([Line("", ["قدیم", " → ", "جدید"])]))

    before, _, after = ReadingOrder("app").line(capture.get().strip()).partition(" → ")
    assert before != after
    assert before.startswith("\ufee2")  # meem, the last letter of the old word, stands leftmost


def test_text_from_data_is_never_markup() -> None:
    console = Console(width=60, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(Prose([Line("why", ["[bold]no[/bold] [nowhere"])]))

    assert "[bold]no[/bold] [nowhere" in capture.get()


def test_parts_share_a_line_where_they_fit_and_a_long_one_begins_its_own() -> None:
    console = Console(width=24, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(Prose([Line("", ["2026 ", "نرگس", " written: ", "صفحه پاره شده است اینجا"])]))

    first, *others = capture.get().rstrip().split("\n")
    assert first.startswith("2026 ")
    assert first.rstrip().endswith("written:")
    assert len(others) == 1
