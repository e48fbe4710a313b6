import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import UnknownNameError
from extractors import Drawn, parse_drawn

PLACES = st.integers(0, 200_000).map(lambda hundredths: hundredths / 100)


@st.composite
def drawings(draw: st.DrawFn) -> Drawn:
    """Regions as a person may draw them, with separators or without."""
    first = draw(st.integers(1, 5000))
    last = draw(st.integers(first, first + 30))
    x0, x1 = sorted(draw(st.lists(PLACES, min_size=2, max_size=2, unique=True)))
    top, bottom = sorted(draw(st.lists(PLACES, min_size=2, max_size=2, unique=True)))

    def within(start: float, end: float) -> tuple[float, ...] | None:
        places = draw(st.none() | st.sets(PLACES, max_size=5))
        if places is None:
            return None
        return tuple(sorted(place for place in places if start < place < end))

    return Drawn(first, last, (x0, top, x1, bottom), within(x0, x1), within(top, bottom))


def test_a_region_stands_on_a_run_of_pages() -> None:
    (drawn,) = parse_drawn(["3-5:72, 100.5, 540,700"])

    assert drawn == Drawn(3, 5, (72, 100.5, 540, 700))
    assert [page for page in range(1, 8) if drawn.is_on(page)] == [3, 4, 5]


def test_separators_are_given_once_for_all_regions_or_once_for_each() -> None:
    regions = ["1:0,0,100,100", "2:0,0,100,100"]

    for_all = parse_drawn(regions, ["50"])
    for_each = parse_drawn(regions, ["50", "-"], ["", "30,20"])

    assert [one.columns for one in for_all] == [(50,), (50,)]
    assert [(one.columns, one.rows) for one in for_each] == [((50,), None), ((), (20, 30))]


@pytest.mark.parametrize(
    ("regions", "columns", "said"),
    [
        (["3"], [], "'3' is no region; write it like"),
        (["3:1,2,3"], [], "is no region; write it like"),
        (["0:1,2,3,4"], [], "is on no pages; pages count from 1"),
        (["5-3:1,2,3,4"], [], "is on no pages"),
        (["1:9,2,3,4"], [], "is empty: its left comes before its right"),
        (["1:0,0,9,9"], ["4;5"], "'4;5' names no places"),
        (["1:0,0,9,9"], ["12"], "12 lies outside its region, which goes from 0 to 9."),
        (["1:0,0,9,9"], ["1", "2"], "There is 1 region: give its columns once."),
        ([], ["1"], "need a region: give --region"),
    ],
)
def test_what_is_not_written_so_is_said_in_a_sentence(
    regions: list[str], columns: list[str], said: str
) -> None:
    with pytest.raises(UnknownNameError, match=said.replace("(", r"\(")):
        parse_drawn(regions, columns)


@given(drawings())
def test_what_is_written_of_a_drawing_is_read_as_the_same(drawn: Drawn) -> None:
    texts = drawn.region_text(), drawn.columns_text(), drawn.rows_text()

    assert parse_drawn([texts[0]], [texts[1]], [texts[2]]) == (drawn,)
