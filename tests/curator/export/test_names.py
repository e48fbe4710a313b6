import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.export import safe_name
from curator.export.names import is_of, one_name, stem


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


@given(st.text(), st.sampled_from([".csv", "-12-of-12.csv"]))
def test_a_name_is_short_enough_with_its_ending(wish: str, ending: str) -> None:
    name = safe_name(wish, ending=ending)

    assert name.endswith(ending)
    assert safe_name(name) == name


@given(st.text(), st.integers(1, 9999))
def test_every_file_of_a_dataset_is_known_by_its_name(dataset: str, number: int) -> None:
    beginning = stem(dataset)
    for name in (f"{beginning}.csv", f"{beginning}-{number}-of-{number}.csv"):
        assert safe_name(name) == name
        assert is_of(beginning, name)
        other = normalize("NFD", name).upper()
        assert is_of(beginning, f"{other}.part") == (one_name(other) == one_name(name))


@pytest.mark.parametrize("name", ["cities", "cities-x.csv", "citiesx.csv", "my cities.csv"])
def test_other_names_are_not_taken_for_a_datasets(name: str) -> None:
    assert not is_of("cities", name)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Ñuñoa", "ñUÑOA"), ("Población", normalize("NFD", "población")), ("ΣΑΣ", "σας")],
)
def test_names_that_some_drive_takes_for_one_are_one(name: str, other: str) -> None:
    assert one_name(name) == one_name(other)
    assert one_name(safe_name(other, [name])) != one_name(name)


def test_names_are_composed() -> None:
    assert safe_name(normalize("NFD", "Población")) == "Población"
