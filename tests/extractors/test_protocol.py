"""What the child says arrives as it was said, or is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.seams import Seam, Taken
from curator.sources import Batch, EncodedBatch, Geometry, Mark, Span, Stretch
from extractors import protocol

CELLS = st.none() | st.text(st.characters(exclude_categories=[]), min_size=1, max_size=5)


def sent(*batches: Batch) -> io.BytesIO:
    stream = io.BytesIO()
    for batch in batches:
        protocol.send_batch(stream, batch)
    return io.BytesIO(stream.getvalue())


@given(st.lists(st.lists(CELLS, max_size=3), max_size=4), st.booleans())
def test_rows_and_marks_arrive_as_they_were_sent(rows: list[list[str | None]], twice: bool) -> None:
    batch = Batch(rows, [Mark(0, 0, flag="seen")])

    found = list(protocol.receive(sent(*[batch] * (1 + twice))))

    for message in found:
        arrived = protocol.batch_of(message)
        assert [list(row) for row in arrived.rows] == rows
        assert arrived.marks == batch.marks
    assert len(found) == 1 + twice


@pytest.mark.parametrize("rows", [[("a", "b")], [("a",), ("b", "c")]])
def test_where_rows_stand_travels_with_them(rows: list[tuple[str, ...]]) -> None:
    seam = Seam(1, 2, ("header",), ("gap",), (Taken(1, "header", ("a", None)),), rejoined=True)
    lie = Geometry((0.0, 1.5), (2.0, 3.25))
    stretch = Stretch(2, (0.0, 1.0, 2.0, 3.0), lie, (Span(0, 0, 1, 2),), row0=1, seam=seam)

    (message,) = protocol.receive(sent(Batch(rows, stretch=stretch)))

    assert protocol.batch_of(message).stretch == stretch


def test_the_file_and_the_columns_of_rows_travel_with_them() -> None:
    stretch = Stretch(sheet="table 1", source="ab" * 32, table=2, columns=(1, 3))

    (message,) = protocol.receive(sent(Batch([("a", "b")], stretch=stretch)))

    assert protocol.batch_of(message).stretch == stretch


def test_even_rows_travel_beside_the_line() -> None:
    (message,) = protocol.receive(sent(Batch([["استان", None], ["", "b"]])))

    arrived = protocol.batch_of(message)

    assert isinstance(arrived, EncodedBatch)
    assert arrived.encoded == "استان\0\0\0b\0".encode()
    assert arrived.rows == [("استان", None), (None, "b")]


def test_one_message_is_read_where_it_begins() -> None:
    stream = sent(Batch([["a"]]), Batch([["b"], ["c"]]))

    first, second = protocol.receive_one(stream), protocol.receive_one(stream)

    assert protocol.batch_of(first).rows == [("a",)]
    assert protocol.batch_of(second).rows == [("b",), ("c",)]


@pytest.mark.parametrize(
    "said",
    [
        b'{"batch": {"width": 2, "marks": []}, "body": 2}\na\0',
        b'{"batch": {"width": 2, "marks": []}, "body": 3}\na\0\xff',
        b'{"batch": {"width": 0, "marks": []}, "body": 2}\na\0',
        b'{"batch": {"width": 1, "marks": []}, "body": 9}\na\0',
        b'{"batch": {"width": 1, "marks": []}, "body": -1}\na\0',
        b'{"batch": {"width": 1, "marks": []}, "body": "x"}\na\0',
        b"[]\n",
        b"no json\n",
    ],
)
def test_what_makes_no_sense_is_refused(said: bytes) -> None:
    with pytest.raises(protocol.BrokenMessageError):
        list(map(protocol.batch_of, protocol.receive(io.BytesIO(said))))
