from textual.app import ComposeResult

from curator.sources import Box, PageText, Word
from screens.display import Display
from screens.widgets.page import PageView, SheetText
from screens.widgets.page_layout import GAP, Layout, PageLayout, sheet_layout
from screens.widgets.scripts import plain


def word(text: str, x: float, y: float) -> Word:
    """A word of 6 points a letter, 10 points high."""
    return Word(text, (x, y, x + 6 * len(text), y + 10))


def page(*words: Word) -> PageText:
    return PageText(3, 600, 800, words)


def written(layout: Layout) -> list[str]:
    lines = []
    for pieces in layout.lines:
        line = ""
        for piece in pieces:
            line = line.ljust(piece.column) + plain(piece.text)
        lines.append(line)
    return lines


def lines(shown: PageText, mark: Box | None = None, crop: Box | None = None) -> list[str]:
    return written(PageLayout(shown, crop).marked(mark))


def test_words_stand_where_they_do_on_the_page() -> None:
    shown = page(word("code", 60, 10), word("place", 96, 10), word("1", 60, 22), word("Po", 96, 22))

    assert lines(shown) == [" code  place", " 1     Po"]


def test_a_word_that_is_reached_by_another_gives_way() -> None:
    wide = Word("wwww", (60, 10, 70, 20))

    shown = page(wide, word("next", 72, 10), word("a-long-line-of-words", 60, 22))

    assert lines(shown)[0] == " wwww next"


def test_a_larger_gap_between_lines_is_one_blank_line() -> None:
    shown = page(*(word("x", 60, y) for y in (10, 22, 34, 90)))

    assert lines(shown) == [" x", " x", " x", "", " x"]


def test_a_gap_through_all_lines_is_narrowed() -> None:
    shown = page(word("aa", 60, 10), word("bb", 360, 10), word("aa", 60, 22))

    assert lines(shown)[0] == " aa" + " " * GAP + "bb"


def test_a_crop_leaves_out_what_stands_far_from_it() -> None:
    shown = page(word("title", 60, 10), word("cell", 60, 200))

    assert lines(shown, crop=(50, 190, 200, 220)) == [" cell"]


def test_the_words_of_a_cell_stand_in_brackets() -> None:
    shown = page(word("New", 60, 10), word("York", 84, 10), word("001", 120, 10))

    assert lines(shown, mark=(58, 8, 112, 22)) == ["[New York] 001"]


def test_a_blank_cell_is_brackets_alone() -> None:
    shown = page(word("aaaa", 60, 10), word("bbbb", 120, 10), word("cccc", 60, 22))

    first, second = lines(shown, mark=(110, 21, 146, 33))

    assert first.rstrip() == " aaaa    bbbb"[: len(first)]
    assert second.startswith(" cccc")
    assert "[" in second
    assert second.endswith("]")


def test_a_cell_of_several_lines_is_marked_on_each() -> None:
    shown = page(word("one", 60, 10), word("two", 60, 22), word("out", 120, 10))

    assert lines(shown, mark=(50, 0, 90, 40)) == ["[one]   out", "[two]"]


def test_arabic_script_ends_where_it_does_on_the_page() -> None:
    shown = page(Word("تهران", (100, 10, 130, 20)), word("1234567890", 60, 22))

    (line, _) = lines(shown)

    assert line.endswith("  تهران")


def test_an_empty_page_has_no_lines() -> None:
    assert lines(page(), mark=(0, 0, 10, 10)) == []


def test_a_sheet_has_its_letters_and_row_numbers() -> None:
    sheet = SheetText("Data", 4, 2, [["year", None], ["1402", "x"]], lettered=True)

    layout = sheet_layout(sheet, (1, 1))

    assert [piece.text for piece in layout.heading] == ["B", "C"]
    assert written(layout) == ["4  year", "5  1402 [x  ]"]


def test_the_fields_of_a_text_have_numbers() -> None:
    sheet = SheetText("a.csv", 1, 1, [["a", "b"]], lettered=False)

    assert [piece.text for piece in sheet_layout(sheet, None).heading] == ["1", "2"]


class PageApp(Display):
    def compose(self) -> ComposeResult:
        yield PageView()


LONG = page(*(word(f"w{number}", 60, 12 * number) for number in range(200)))


async def test_the_mark_is_scrolled_into_sight_and_seen_without_colour() -> None:
    app = PageApp()
    async with app.run_test(size=(40, 12)) as pilot:
        view = app.query_one(PageView)
        view.show(LONG, None, LONG.words[150].box)
        await pilot.pause()

        drawn = [view.render_line(y).text for y in range(view.size.height)]

    assert any("[w150]" in line for line in drawn)
    assert drawn[0].startswith("page 3")


async def test_another_mark_does_not_lay_the_page_out_anew() -> None:
    app = PageApp()
    async with app.run_test(size=(40, 12)) as pilot:
        view = app.query_one(PageView)
        view.show(LONG, None, None)
        before = view.page_layout
        view.show(LONG, None, LONG.words[3].box)
        await pilot.pause()

        assert view.page_layout is before


async def test_a_sentence_can_stand_instead_of_a_page() -> None:
    app = PageApp()
    async with app.run_test(size=(40, 12)) as pilot:
        view = app.query_one(PageView)
        view.show(LONG, None, None)
        view.say("The file is locked.")
        await pilot.pause()

        assert view.render_line(1).text.strip() == "The file is locked."
        assert view.page_shown is None


def test_pieces_of_an_arabic_word_are_joined_in_reading_order() -> None:
    pieces = (Word("ران", (100, 12, 112, 20)), Word("ته", (112, 10, 124, 20)))

    (line,) = lines(page(*pieces))

    assert line.strip() == "تهران"


def test_a_letter_that_stands_low_belongs_to_its_line() -> None:
    shown = page(word("abc", 60, 10), Word(",", (84, 16, 87, 21)), word("next", 60, 24))

    assert lines(shown) == [" abc ,", " next"]


async def test_what_is_drawn_can_be_cut_by_what_lies_over_it() -> None:
    shown = page(Word("تهران", (100, 10, 130, 20)), word("1234567890", 60, 22))
    app = PageApp()
    async with app.run_test(size=(40, 12)) as pilot:
        view = app.query_one(PageView)
        view.show(shown, None, None)
        await pilot.pause()

        strip = view.render_lines(view.size.region)[1]
        cut = strip.crop(0, 30)

    assert "ﻥﺍﺮﻬﺗ" in "".join(part.text for part in cut if not part.control)
    assert all(part in list(strip) for part in cut if part.control)
