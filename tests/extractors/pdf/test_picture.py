"""Pictures of pages, drawn in the child process."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from curator.errors import ExtractionError, UnknownNameError
from curator.sources import PagePicture
from extractors import page_picture, protocol
from extractors.worker import MOST
from tests.extractors.documents import HEIGHT, LEFT, TOP, WIDTH, ruled, write_pdf


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A page of 612 × 792 points with a table of one dark cell and a white one."""
    dark = f"0 g {LEFT} {TOP - HEIGHT} {WIDTH} {HEIGHT} re f"
    return write_pdf(tmp_path / "dark.pdf", [f"{dark}\n{ruled([['', '']])}"])


def pixel(picture: PagePicture, x: int, y: int) -> tuple[int, ...]:
    at = 3 * (y * picture.width + x)
    return tuple(picture.rgb[at : at + 3])


def test_a_part_of_a_page_is_drawn_as_printed(pdf: Path) -> None:
    top = 792.0 - TOP
    box = (float(LEFT), top, float(LEFT + 2 * WIDTH), top + HEIGHT)

    picture = page_picture(pdf, 1, box, (120, 100))

    assert (picture.number, picture.width, picture.height) == (1, 120, 12)
    assert len(picture.rgb) == 3 * 120 * 12
    assert pixel(picture, 30, 6) == (0, 0, 0)
    assert pixel(picture, 90, 6) == (255, 255, 255)


def test_a_box_beyond_the_page_is_cut_to_it(pdf: Path) -> None:
    picture = page_picture(pdf, 1, (-50.0, -50.0, 5000.0, 396.0), (102, 1000))

    assert picture.box == (0.0, 0.0, 612.0, 396.0)
    assert (picture.width, picture.height) == (102, 66)


def test_no_picture_is_larger_than_a_terminal(pdf: Path) -> None:
    picture = page_picture(pdf, 1, None, (100_000, 100_000))

    assert picture.width * picture.height <= MOST


def test_a_page_that_is_not_there_and_a_damaged_file_are_told(pdf: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"dark\.pdf has no page 2"):
        page_picture(pdf, 2, None, (10, 10))
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(ExtractionError, match=r"damaged\.pdf is damaged"):
        page_picture(damaged, 1, None, (10, 10))


def test_a_picture_of_another_size_than_it_says_is_refused() -> None:
    stream = io.BytesIO()
    protocol.send_picture(stream, PagePicture(1, (0, 0, 1, 1), 2, 2, b"\0" * 11))

    (message,) = protocol.receive(io.BytesIO(stream.getvalue()))
    with pytest.raises(protocol.BrokenMessageError):
        protocol.picture_of(message)
