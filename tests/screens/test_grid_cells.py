import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from curator.tables import Value
from screens.widgets.cells import fit, measure
from screens.widgets.ordering import visual
from screens.widgets.reading_order import ReadingOrder
from screens.widgets.scripts import has_sure_width, pictured, plain, unpictured, widest


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("ab", "ab    "),
        ("abcdefg", "abcde…"),
        (None, "∅     "),
        (12, "    12"),
        (1234567, "######"),
        ("Zoë", "Zoë   "),
        ("表表表表", "表表… "),
        ("a\tb", "a⇥b   "),
    ],
)
def test_a_value_is_fitted_into_its_column(value: Value, shown: str) -> None:
    assert fit(value, 6) == shown


@pytest.mark.parametrize(
    "text",
    [
        "سیستان و بلوچستان",
        "काठमाडौँ",
        "👨‍👩‍👧 family",
        "🇳🇵",
        "👍🏽",
        "❤️",
        "e\u0301a\u0300\u0301",
        "表",
        "é",
    ],
)
def test_no_fitted_text_is_wider_than_its_column(text: str) -> None:
    for width in range(12):
        assert widest(fit(text, width)) == width
        assert cell_len(fit(text, width)) <= width


@given(
    st.text("a表سِ\u0301\u200d\u200c👨👩🇳🇵🏽❤\ufe0fनेपा", max_size=12),
    st.integers(min_value=0, max_value=12),
)
def test_no_grapheme_is_cut_in_two(text: str, width: int) -> None:
    shown = plain(fit(text, width)).strip(" ").removesuffix("…")
    graphemes, _ = split_graphemes(text)

    assert text.startswith(shown)
    assert len(shown) in {0, *(stop for _start, stop, _size in graphemes)}


def test_right_to_left_text_is_cut_at_its_logical_end() -> None:
    assert plain(fit("استان تهران", 7)) == "استان …"
    assert ReadingOrder("app").line(fit("استان تهران", 7))[0] == "…"


def test_a_terminal_that_orders_text_itself_gets_it_as_it_is() -> None:
    assert plain(fit("سلام", 6)) == "  سلام"
    assert ReadingOrder("terminal").line(fit("سلام", 6)) == "  سلام\u200e"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سلام", "ﻡﺎﻠﺳ"),
        ("می\u200cشود", "ﺩﻮﺷﯽﻣ"),
        ("سال ۱۳۹۶", "۱۳۹۶ ﻝﺎﺳ"),
        ("(سلام)", "(ﻡﺎﻠﺳ)"),
        ("نفت (NIOC)", "(NIOC) ﺖﻔﻧ"),
        ("نفت (NIOC) ۱۲", "۱۲ (NIOC) ﺖﻔﻧ"),
        ("code (نفت) 12", "code (ﺖﻔﻧ) 12"),
        ("COVID-19 در 2020", "COVID-19 2020 ﺭﺩ"),
        ("שלום", "םולש"),
        ("plain", "plain"),
    ],
)
def test_text_is_shaped_and_ordered_as_it_is_read(text: str, shown: str) -> None:
    assert visual(text) == shown


def test_marks_stay_behind_their_letter() -> None:
    turned = visual("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f")

    assert turned == "\ufeaa\ufee4\u0651\u064e\ufea4\u064e\ufee3\u064f"


def test_controls_become_pictures_and_come_back() -> None:
    text = "a\nb\tc\x00\x9b\u202e"

    assert has_sure_width(pictured(text))
    assert pictured(text) == "a⏎b⇥c␀⢛⇇"
    assert unpictured(pictured(text) + "!", text) == text + "!"


def test_a_picture_that_was_there_before_stays_a_picture() -> None:
    assert unpictured("a⏎b⏎c", "a⏎b\nc") == "a⏎b⏎c"


def test_the_measure_is_what_a_value_needs() -> None:
    for value in ("abc", "سلام", "नेपाल", 12, None, "表"):
        assert "…" not in fit(value, measure(value))


def test_importing_the_grid_loads_no_table_libraries() -> None:
    names = "pandas", "pdfplumber", "openpyxl", "sqlite_utils", "bidi", "arabic_reshaper"
    script = f"import sys, screens.widgets.grid; print(*(set({names}) & set(sys.modules)))"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""
