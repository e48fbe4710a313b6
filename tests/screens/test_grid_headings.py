from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.cells import fit
from screens.widgets.headings import told_apart


def shown(names: list[str], width: int) -> list[str]:
    return [fit(name, width).strip() for name in told_apart(names, [width] * len(names))]


def test_names_that_look_alike_show_where_they_differ() -> None:
    names = ["households with water", "households with light", "code"]

    assert shown(names, 14) == ["hous…water", "hous…light", "code"]


def test_each_is_told_from_the_one_most_like_it() -> None:
    names = ["population men 2001", "population men 2011", "population women 2001"]

    assert shown(names, 12) == ["popu…2001", "popu…2011", "popu…women …"]


def test_a_sign_is_not_parted_from_its_marks() -> None:
    names = ["घरधुरी खानेपानी धारा", "घरधुरी खानेपानी कुवा"]

    assert told_apart(names, [14, 14]) == ["घरधु…धारा", "घरधु…कुवा"]


def test_what_fits_is_left() -> None:
    assert shown(["total a", "total b", "total"], 7) == ["total a", "total b", "total"]


@given(st.lists(st.text("ab", max_size=30), max_size=6), st.integers(1, 12))
def test_a_header_never_needs_more_room_than_there_is(names: list[str], width: int) -> None:
    assert all(len(text) <= width for text in shown(names, width))
