from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.tables import Value
from curator.values import Totals


def totals(*values: Value) -> Totals:
    found = Totals()
    found.add(values)
    return found


@pytest.mark.parametrize(
    ("values", "total"),
    [
        (("0.1", "0.2"), "0.3"),
        ((0.1, 0.2, 3), "3.3"),
        (("۱۲", "١٢", "१२", "12"), "48"),
        (("1.234,50", "0,5"), "1235.00"),
        (("1,234.50", "0.5"), "1235.00"),
        (("۱٬۲۳۴٫۵", "1"), "1235.5"),
        (("12,34,567", "1"), "1234568"),
        (("-3", "(2)", "−1"), "-6"),
    ],
)
def test_numbers_of_every_script_are_added_exactly(values: tuple[Value, ...], total: str) -> None:
    assert totals(*values).best.total == Decimal(total)


def test_what_is_no_number_is_counted_and_blanks_are_not() -> None:
    found = totals("5", None, "Tehran", "007", "2020-01-01", None)

    assert (found.best.count, found.others, found.filled) == (1, 3, 4)


def test_a_text_that_may_be_two_numbers_is_told() -> None:
    assert totals("1,234", "5").doubtful == "1,234"
    assert totals("1,234", "0.5").doubtful is None
    assert totals("1,234", "0.5").best.total == Decimal("1234.5")


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1))
def test_the_order_of_numbers_does_not_matter(numbers: list[Decimal]) -> None:
    texts = [f"{number:f}" for number in numbers]

    forth, back = totals(*texts).best, totals(*reversed(texts)).best

    assert (forth.total, forth.least, forth.greatest) == (back.total, back.least, back.greatest)
    assert (forth.total, forth.least) == (sum(numbers), min(numbers))
