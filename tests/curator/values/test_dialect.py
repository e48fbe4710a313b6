from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.values import DECIMALS, GROUPS, Dialect, Evidence, Reading, dialects, plain

FAMILIES = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९")
DIALECTS = [Dialect(mark, parts) for mark in DECIMALS for parts in GROUPS if mark != parts]
SIGNS = ("-{}", "−{}", "{}-", "({})", "\u200e-{}", "- {}")
WORLD = Dialect(".", ",")


def written(number: int | Decimal, dialect: Dialect, data: st.DataObject) -> str:
    """Write a number as some source might: its groups, its sign, each digit of some family."""
    whole, _dot, decimals = f"{abs(Decimal(number)):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", dialect.group)
    text = grouped + (dialect.decimal + decimals if decimals else "")
    families = data.draw(st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=3))
    text = "".join(
        families[place % len(families)][int(char)] if char.isdecimal() else char
        for place, char in enumerate(text)
    )
    return data.draw(st.sampled_from(SIGNS)).format(text) if number < 0 else text


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(DIALECTS), st.data())
def test_a_whole_number_survives_being_written(
    number: int, dialect: Dialect, data: st.DataObject
) -> None:
    read = dialect.read(written(number, dialect, data))

    assert (read, type(read)) == (number, int)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**11)),
    st.sampled_from(DIALECTS),
    st.data(),
)
def test_decimals_are_kept_to_the_last_digit_or_left(
    number: Decimal, dialect: Dialect, data: st.DataObject
) -> None:
    read = dialect.read(written(number, dialect, data))

    if read == "too long":
        assert Decimal(repr(float(number))) != number
    else:
        assert Decimal(repr(read)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_plainly_is_the_same_number(number: float) -> None:
    text = plain(number)

    assert "e" not in text
    assert float(text) == number


@given(
    st.sampled_from(DIALECTS),
    st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1),
    st.data(),
)
def test_a_proposed_dialect_reads_as_the_one_that_was_written(
    dialect: Dialect, numbers: list[Decimal], data: st.DataObject
) -> None:
    evidence = Evidence(dialects())
    texts = [written(number, dialect, data) for number in numbers]
    for text in texts:
        evidence.add(text)

    verdict = evidence.verdict()

    if isinstance(verdict, Dialect) and dialect.decimal != "/":
        assert [verdict.read(text) for text in texts] == [dialect.read(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,34,567", 1234567),
        ("−5", -5),
        ("5−", -5),
        ("(1,234.5)", -1234.5),
        ("+7", 7),
        ("۱2٣", 123),
        ("0.5", 0.5),
        ("-0.0", 0.0),
        ("12.00", 12.0),
        ("100000000000000000.0", 1e17),
    ],
)
def test_what_is_a_number(text: str, number: float) -> None:
    read = WORLD.read(text)

    assert (read, type(read)) == (number, type(number))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.234,5", "no number"),
        ("1,23", "no number"),
        ("0,123", "no number"),
        ("1.2.3", "no number"),
        ("(−5)", "no number"),
        ("-5-", "no number"),
        ("1e5", "no number"),
        ("5.", "no number"),
        (".5", "no number"),
        ("n/a", "no number"),
        ("001", "leading zeros"),
        ("00.5", "leading zeros"),
        ("25%", "a percentage"),
        ("9223372036854775808", "too long"),
        ("0.12345678901234567890", "too long"),
        ("1" * 5000, "too long"),
        ("1" * 5000 + ".5", "too long"),
    ],
)
def test_what_is_left_and_why(text: str, why: str) -> None:
    assert WORLD.read(text) == why


def test_percentages_and_codes_are_numbers_where_it_is_said() -> None:
    assert WORLD.read("۲۵٪", "strip") == 25
    assert WORLD.read("12.5 %", "divide") == 0.125
    assert WORLD.read("007", leading_zeros=True) == 7


def judged(*texts: str) -> Dialect | Reading | None:
    evidence = Evidence(dialects())
    for text in texts:
        evidence.add(text)
    return evidence.verdict()


def test_marks_that_part_only_thousands_decide_nothing() -> None:
    assert judged("1.234", "12") == Reading("1.234", (Dialect(".", ""), Dialect(",", ".")))


@pytest.mark.parametrize(
    ("texts", "dialect"),
    [
        (("1.234", "1.5"), Dialect(".", "")),
        (("1,234", "1,234,567"), Dialect(".", ",")),
        (("1.234,5",), Dialect(",", ".")),
        (("0.123",), Dialect(".", "")),
        (("۱٬۲۳۴٫۵", "n/a", "10.0.0.1"), Dialect("٫", "٬")),
    ],
)
def test_one_telling_number_decides(texts: tuple[str, ...], dialect: Dialect) -> None:
    assert judged(*texts) == dialect


def test_numbers_that_contradict_each_other_are_named() -> None:
    evidence = Evidence(dialects())
    for text in ("7", "1.234,5", "1,234.5"):
        evidence.add(text)

    assert evidence.verdict() is None
    assert evidence.clash() == ("1.234,5", "1,234.5")
