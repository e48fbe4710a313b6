import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.number_format import render

NOON = dt.datetime(2020, 3, 5, 14, 7, 9)  # noqa: DTZ001 - a workbook knows no time zones


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1.0, "General", "1"),
        (0.1, "General", "0.1"),
        (12345678.0, "0000000000", "0012345678"),
        (1.0, "000", "001"),
        (1234567.0, "#,##0", "1,234,567"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.0, "#,##0", "0"),
        (0.456, "0%", "46%"),
        (0.456, "0.0%", "45.6%"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (-3.0, "0.0", "-3.0"),
        (0.0, '0;-0;"–"', "–"),
        (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"),
        (1234.5, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', "$1,234.50"),
        (1.25, "# ?/?", "1 1/4"),
        (0.5, "# ?/?", "1/2"),
        (1.3125, "# ??/16", "1 5/16"),
        (123456.0, "0.00E+00", "1.23E+05"),
        (0.00012, "0.0E+00", "1.2E-04"),
        (1234567.0, '0.0,,"M"', "1.2M"),
        (2.5, "0", "3"),
        (0.125, "0.##", "0.13"),
        (5.0, '0" kg"', "5 kg"),
        (7.0, '[<10]"few";"many"', "few"),
        (70.0, '[<10]"few";"many"', "many"),
        (5551234.0, "000-0000", "555-1234"),
        (2155512.0, "000-0000", "215-5512"),
    ],
)
def test_numbers_are_shown_as_a_spreadsheet_shows_them(value: float, code: str, shown: str) -> None:
    assert render(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (NOON, "yyyy-mm-dd", "2020-03-05"),
        (NOON, "d/m/yy", "5/3/20"),
        (NOON, "dd mmm yyyy", "05 Mar 2020"),
        (NOON, "dddd, d mmmm", "Thursday, 5 March"),
        (NOON, "h:mm AM/PM", "2:07 PM"),
        (NOON, "hh:mm:ss", "14:07:09"),
        (NOON, "[$-409]d-mmm-yy;@", "5-Mar-20"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (dt.time(9, 5), "h:mm", "9:05"),
    ],
)
def test_days_and_times_are_shown_as_a_spreadsheet_shows_them(
    value: dt.date | dt.time | dt.timedelta, code: str, shown: str
) -> None:
    assert render(value, code) == shown


@given(
    st.floats(allow_nan=False, allow_infinity=False, width=32) | st.datetimes(),
    st.text('0#?.,%;/ Ee+-"\\[]$ymdhs@_*', max_size=14),
)
def test_no_code_breaks_the_rendering(value: float | dt.datetime, code: str) -> None:
    shown = render(value, code)

    assert shown is None or isinstance(shown, str)


@given(st.integers(0, 10**12))
def test_grouping_keeps_the_digits(number: int) -> None:
    shown = render(float(number), "#,##0")

    assert shown is not None
    assert shown.replace(",", "") == str(number)
