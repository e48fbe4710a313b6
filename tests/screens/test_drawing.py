from hypothesis import given
from hypothesis import strategies as st

from extractors import parse_drawn
from screens.drawing import Drawing, Handle, Part, Rulers

BOX = (72.0, 100.0, 540.0, 700.0)
READ = (Rulers((200.0, 300.0), (150.0, 400.0)),)


def drawing(part: Part | None = None) -> Drawing:
    return Drawing(1, 1, 1, 612.0, 792.0, (part or Part(BOX),))


def test_rulers_that_were_found_stay_found_while_an_edge_moves() -> None:
    moved = drawing().moved(Handle(0, "left"), READ, 150.0)

    assert moved.parts[0].box == (222.0, 100.0, 540.0, 700.0)
    assert moved.parts[0].columns is None
    assert moved.parts[0].shown(READ[0]).columns == (300.0,)


def test_a_ruler_that_moves_makes_all_of_its_kind_given() -> None:
    moved = drawing().moved(Handle(0, "column", 1), READ, 5.0)

    assert moved.parts[0].columns == (200.0, 305.0)
    assert moved.parts[0].rows is None


def test_a_ruler_stops_at_its_neighbours() -> None:
    moved = drawing().moved(Handle(0, "column", 0), READ, 500.0)

    assert moved.parts[0].columns == (299.0, 300.0)


def test_a_ruler_is_added_halfway_to_the_next() -> None:
    added = drawing().added(Handle(0, "left"), READ)
    last = drawing().added(Handle(0, "right"), READ)

    assert added is not None
    assert added[0].parts[0].columns == (136.0, 200.0, 300.0)
    assert added[1] == Handle(0, "column", 0)
    assert last is not None
    assert last[0].parts[0].columns == (200.0, 300.0, 420.0)
    assert last[1] == Handle(0, "column", 2)


def test_without_room_no_ruler_is_added() -> None:
    narrow = drawing(Part(BOX, columns=(73.5,)))

    assert narrow.added(Handle(0, "left"), READ) is None


def test_an_edge_is_not_removed() -> None:
    assert drawing().removed(Handle(0, "top"), READ) is None


def test_a_split_shares_the_rulers_out() -> None:
    part = Part(BOX, columns=(200.0,), rows=(150.0, 400.0, 500.0), header_rows=2)

    split = drawing(part).split(Handle(0, "row", 1), READ)

    assert split is not None
    assert [(one.box, one.columns, one.rows, one.header_rows) for one in split.parts] == [
        ((72.0, 100.0, 540.0, 400.0), (200.0,), (150.0,), 2),
        ((72.0, 400.0, 540.0, 700.0), (200.0,), (500.0,), None),
    ]


HANDLES = st.sampled_from(["left", "top", "right", "bottom", "column", "row"])


@given(st.lists(st.tuples(HANDLES, st.integers(0, 3), st.integers(-400, 400)), max_size=12))
def test_whatever_is_moved_or_added_can_be_read(steps: list[tuple[str, int, int]]) -> None:
    now = drawing()
    for kind, place, by in steps:
        handles = [one for one in now.handles(READ) if one.kind == kind]
        if not handles:
            continue
        handle = handles[place % len(handles)]
        added = now.added(handle, READ) if by % 3 == 0 else None
        now = added[0] if added is not None else now.moved(handle, READ, float(by))
    drawn = now.drawn(0)
    texts = [drawn.region_text()], [drawn.columns_text()], [drawn.rows_text()]

    assert parse_drawn(*texts) == (drawn,)
    assert 0 <= drawn.box[0] < drawn.box[2] <= now.width
    assert 0 <= drawn.box[1] < drawn.box[3] <= now.height
