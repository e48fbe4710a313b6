import os
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from curator.errors import ExtractionError, LockedError, UnknownNameError
from extractors import Corrected, Correcting, Drawn, Limits, Options, read
from tests.extractors.documents import ruled, write_pdf
from tests.extractors.locked import lock_pdf

ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]
WHOLE = Drawn(1, 1, (72, 92, 432, 164))
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "ports.pdf", [ruled(ROWS), ""])


def children() -> list[int]:
    """The processes that this one has started and that still run."""
    listed = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for path in listed for pid in path.read_text().split()]


def rows(corrected: Corrected) -> list[list[str | None]]:
    assert corrected.table is not None
    return [list(row) for batch in corrected.table.batches for row in batch.rows]


def test_each_change_is_answered_with_the_table_as_it_is_then(path: Path) -> None:
    with Correcting(path, 1) as page:
        whole = page.table(WHOLE, 2)
        narrow = page.table(Drawn(1, 1, (72, 92, 312, 164)))
        parted = page.table(Drawn(1, 1, (72, 92, 432, 164), columns=(192,)))

    assert rows(whole) == ROWS
    assert whole.table is not None
    assert whole.table.head.header_count == 2
    assert rows(narrow) == [row[:2] for row in ROWS]
    assert rows(parted)[0] == ["code", "place people"]


def test_it_reads_as_the_whole_file_is_read_with_the_same_options(path: Path) -> None:
    drawn = Drawn(1, 1, (72, 92, 432, 164), columns=(192, 312), rows=(116,))

    with Correcting(path, 1) as page:
        corrected = page.table(drawn, 1)
    options = Options(
        regions=(drawn.region_text(),),
        columns=(drawn.columns_text(),),
        rows=(drawn.rows_text(),),
        header_rows=1,
    )
    whole = [(one.head, rows(Corrected(one))) for one in read(path, options)]

    assert corrected.table is not None
    assert [
        (replace(corrected.table.head, extractor=head.extractor), rows(corrected))
        for head, _rows in whole
    ] == whole


def test_what_cannot_be_obeyed_ends_no_reader(path: Path) -> None:
    with Correcting(path, 1) as page:
        with pytest.raises(UnknownNameError, match="lies off page 1"):
            page.table(Drawn(1, 1, (72, 92, 900, 164)))
        corrected = page.table(WHOLE)

    assert rows(corrected) == ROWS
    assert corrected.said is None


def test_a_page_that_is_not_there_ends_no_reader_either(path: Path) -> None:
    with Correcting(path, 7) as page:
        for _time in range(2):
            with pytest.raises(UnknownNameError, match="has no page 7"):
                page.table(Drawn(7, 7, (72, 92, 432, 164)))


def test_a_region_without_text_has_no_table(path: Path) -> None:
    with Correcting(path, 1) as page:
        assert page.table(Drawn(1, 1, (500, 700, 600, 790))).table is None


@linux
def test_the_change_after_a_crash_starts_another_reader_and_says_so_once(path: Path) -> None:
    with Correcting(path, 1) as page:
        page.table(WHOLE)
        (pid,) = children()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ExtractionError, match="its reader broke down"):
            page.table(WHOLE)
        again, once_more = page.table(WHOLE), page.table(WHOLE)

    assert rows(again) == ROWS
    assert again.said == "The reader broke down before, and was started anew."
    assert once_more.said is None


@linux
def test_one_reader_answers_all_changes_and_ends_with_them(path: Path) -> None:
    with Correcting(path, 1) as page:
        page.table(WHOLE)
        first = children()
        page.table(WHOLE)

        assert children() == first
        assert len(first) == 1

    assert not children()


def test_a_reader_that_is_silent_too_long_is_stopped(path: Path) -> None:
    said = "was stopped: nothing came of it"
    with (
        Correcting(path, 1, limits=Limits(silence=0.0)) as page,
        pytest.raises(ExtractionError, match=said),
    ):
        page.table(WHOLE)


def test_a_reader_that_needs_too_much_memory_is_stopped(path: Path) -> None:
    with (
        Correcting(path, 1, limits=Limits(memory=12 << 20)) as page,
        pytest.raises(ExtractionError, match=r"needs more than 12 MB|broke down"),
    ):
        page.table(WHOLE)


def test_closing_it_stops_a_change_that_waits(path: Path) -> None:
    page = Correcting(path, 1)
    ended: list[str] = []
    began = threading.Event()

    def change() -> None:
        try:
            while True:
                page.table(WHOLE)
                began.set()
        except ExtractionError as error:
            ended.append(str(error))

    thread = threading.Thread(target=change)
    thread.start()
    began.wait(30)
    page.close()
    thread.join(10)

    assert not thread.is_alive()
    assert len(ended) == 1


def test_a_locked_file_asks_for_its_password(path: Path) -> None:
    lock_pdf(path, "sesame")

    with Correcting(path, 1) as page, pytest.raises(LockedError):
        page.table(WHOLE)
    with Correcting(path, 1, "sesame") as page:
        assert rows(page.table(WHOLE)) == ROWS
