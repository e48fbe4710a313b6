import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.export import safe_name


@given(st.text())
def test_a_name_is_one_that_every_file_system_takes(wish: str) -> None:
    name = safe_name(wish)

    assert 1 <= len(name) <= 100
    assert len(name.encode()) <= 200
    assert not re.search(r'[\x00-\x1f"*/:<>?\\|]', name)
    assert name[-1] not in " ."
    assert name not in (".", "..")


@given(st.text())
def test_a_safe_name_is_its_own_safe_name(wish: str) -> None:
    assert safe_name(safe_name(wish)) == safe_name(wish)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_a_name_clashes_with_no_other_whatever_the_case(wish: str, others: list[str]) -> None:
    taken = {safe_name(other) for other in others} | {safe_name(wish).swapcase()}

    assert safe_name(wish, taken).casefold() not in {name.casefold() for name in taken}


@pytest.mark.parametrize("wish", ["con", "NUL", "com1", "LPT9.csv", "aux.tar.gz"])
def test_names_that_windows_keeps_for_itself_are_changed(wish: str) -> None:
    assert safe_name(wish).upper().split(".")[0].rstrip() != wish.upper().split(".")[0]


def test_the_persian_name_stays() -> None:
    assert safe_name("آمار بندرها ۱۴۰۲") == "آمار بندرها ۱۴۰۲"
