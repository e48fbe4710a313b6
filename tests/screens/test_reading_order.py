import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from screens.widgets.ordering import ordered, signs, visual
from screens.widgets.reading_order import ReadingOrder
from screens.widgets.scripts import Rtl, isolated, runs_rtl

TEXTS = st.text("abc 12(]«»،سلامیپگ\u200c\u064e۱۲של\U0001eeef\u2067", max_size=30)


def test_each_cell_of_a_line_keeps_its_place() -> None:
    assert ReadingOrder("app").line(" سلام   3  ایران ") == " ﻡﺎﻠﺳ   3  ﻥﺍﺮﯾﺍ "


def test_each_part_of_a_title_keeps_its_place() -> None:
    assert ReadingOrder("app").line("ایران · 4 rows · ada") == "ﻥﺍﺮﯾﺍ · 4 rows · ada"


def test_parts_that_run_from_right_to_left_keep_what_parts_them() -> None:
    line = ReadingOrder("app").line("شهر · 5 ردیف · ada · باز 2")

    assert line == " · ".join(map(visual, ("شهر", "5 ردیف", "ada", "باز 2")))


def test_what_is_isolated_is_one_text_whatever_is_in_it() -> None:
    text = "سلام  دنیا │ ۱۲"

    assert ReadingOrder("app").line(f"a {isolated(text)} b") == f"a {visual(text)} b"


def test_controls_and_styles_stay_where_they_are() -> None:
    line = [
        Segment("سلام", Style(bold=True)),
        Segment("\x1b[4G", None, [(1,)]),  # type: ignore[list-item]
        Segment("x"),
    ]

    sent = ReadingOrder("app").apply(line, Color(0, 0, 0))

    assert sent == [Segment("ﻡﺎﻠﺳ", Style(bold=True)), *line[1:]]


def test_a_terminal_that_orders_lines_does_not_mix_two_cells() -> None:
    assert ReadingOrder("terminal").line("سلام  │  ایران") == "سلام\u200e  │  ایران\u200e"


def test_by_words_each_word_keeps_its_letters_and_joiners() -> None:
    assert ordered("نمی\u200cشود (NIOC) در ۱۴۰۲", "words") == "۱۴۰۲ در (NIOC) نمی\u200cشود"


@given(TEXTS)
def test_no_way_of_ordering_changes_the_width(text: str) -> None:
    ways: tuple[Rtl, ...] = ("app", "words", "terminal")

    for rtl in ways:
        assert cell_len(ReadingOrder(rtl).line(text)) == cell_len(text)
        assert cell_len(ReadingOrder(rtl).line(isolated(text))) == cell_len(text)


@example("1،\u200c2ל")
@given(st.text("abc 12(]«»،سلامیپگ\u200c۱۲של\u200e\u200f", min_size=1, max_size=30))
def test_each_sign_of_a_line_is_found_again(text: str) -> None:
    shown = signs(text, runs_rtl(text))

    assert len({sign.index for sign in shown}) == len(shown)
    assert "".join(sign.text for sign in shown) == visual(text)


@pytest.mark.parametrize("text", ["سلام", "abc سلام"])
def test_data_cannot_pretend_to_be_isolated(text: str) -> None:
    from screens.widgets.scripts import pictured

    assert ReadingOrder("app").line(isolated(pictured(f"{text}\u2069x"))).count("⇣") == 1


def test_parts_of_a_title_that_all_run_right_to_left_keep_their_dots() -> None:
    shown = ReadingOrder("app").line(" a · سلام · ایران · b")

    assert shown == " a · ﻡﺎﻠﺳ · ﻥﺍﺮﯾﺍ · b"
