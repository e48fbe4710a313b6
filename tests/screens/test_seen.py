"""Where columns stand, whatever their widths, the room, the scroll and the direction."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.seen import Seen


@st.composite
def stretches(draw: st.DrawFn) -> Seen:
    widths = draw(st.lists(st.integers(2, 40), min_size=1, max_size=12))
    starts = [0, *accumulate(width + 1 for width in widths)]
    room, wanted = draw(st.integers(10, 120)), draw(st.integers(0, 12))
    turned = draw(st.booleans())
    still = Seen(starts, room, wanted, 0, turned)
    first = draw(st.sampled_from(still.free))
    return Seen(starts, room, wanted, still.scrolled(first), turned)


@given(stretches())
def test_frozen_columns_stand_whole_where_reading_begins(seen: Seen) -> None:
    edge = min(seen.room, seen.starts[-1])
    for column in seen.still:
        own = seen.starts[column + 1] - seen.starts[column] - 1
        apart = seen.starts[-1] - seen.starts[column] if seen.turned else seen.starts[column]
        assert seen.start(column) == (edge - apart if seen.turned else apart)
        assert seen.width(column) == own


@given(stretches())
def test_columns_that_are_seen_follow_each_other_without_a_gap(seen: Seen) -> None:
    at = 0
    for column in seen.places:
        assert seen.start(column) == at
        assert seen.width(column) >= 0
        at += seen.width(column) + 1
    assert at <= seen.room + 1


@given(stretches())
def test_each_cell_belongs_to_the_column_that_is_drawn_there(seen: Seen) -> None:
    for column in seen.places:
        for x in range(seen.start(column), seen.start(column) + seen.width(column)):
            assert seen.at(x) == column


@given(stretches())
def test_the_scroll_that_shows_a_column_shows_all_of_it(seen: Seen) -> None:
    for column in seen.free:
        offset = seen.showing(column)
        after = Seen(seen.starts, seen.room, seen.wanted, offset, seen.turned)
        own = seen.starts[column + 1] - seen.starts[column] - 1

        assert column in after.places
        assert after.width(column) >= own or after.left == column
        assert offset <= seen.reach() - seen.room or not offset
