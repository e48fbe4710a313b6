import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.errors import Cancelled, ExtractionError, UnknownNameError
from extractors import Limits, Options, page_text, parse_pages, read
from tests.extractors.documents import ruled, text, write_pdf

ROWS = [["code", "place"], ["001", "Tehran"], ["002", "Lyon"]]
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


SLOWLY = Options(extractor="pdfplumber")


def slow_pdf(folder: Path) -> Path:
    """A PDF whose first page is quickly read, and whose second takes pdfplumber a minute."""
    many = "\n".join(
        f"{n % 600} {n * 7 % 780} m {n * 13 % 600} {n * 11 % 780} l S" for n in range(90_000)
    )
    return write_pdf(folder / "slow.pdf", [ruled(ROWS), many])


def children() -> list[int]:
    """The processes that this one has started and that still run."""
    listed = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for path in listed for pid in path.read_text().split()]


def once(act: Callable[[], object]) -> Callable[[int, int | None], None]:
    """Progress that acts when the second page has been begun."""

    def progress(done: int, total: int | None) -> None:
        if done == 1:
            act()

    return progress


def test_tables_of_every_page_come_with_their_source(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS), ruled(ROWS)])

    found = [
        (table.source.media_type, len(table.source.sha256), table.head.page, table.head.extractor)
        for table in read(path, Options(header_rows=1))
    ]

    drawn: dict[str, list[str]] = {"regions": [], "columns": [], "rows": []}
    stitched = {"stitch": True, "apart": []}
    method = {"name": "pdf", "pages": [], "header_rows": 1, **stitched, **drawn}
    assert found == [("application/pdf", 64, 1, method), ("application/pdf", 64, 2, method)]


def test_rows_arrive_as_they_were_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"code,n\n001,\xd8\xa7\n" + b"2,3\n" * 3000)

    (rows,) = [[row for batch in table.batches for row in batch.rows] for table in read(path)]

    assert rows[1] == ("001", "ا")
    assert len(rows) == 3002


def test_batches_that_nobody_reads_are_skipped(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS), ruled(ROWS)])

    assert [table.head.page for table in read(path)] == [1, 2]


def test_a_file_without_tables_has_none(tmp_path: Path) -> None:
    assert list(read(write_pdf(tmp_path / "a.pdf", [text(72, 700, "nothing here")]))) == []


def test_the_words_of_a_page_are_read_in_a_child_too(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [text(72, 692, "Hello there")])

    page = page_text(path, 1)

    assert [word.text for word in page.words] == ["Hello", "there"]
    assert page.words[0].box[0] == pytest.approx(72, abs=1)
    assert 90 < page.words[0].box[1] < page.words[0].box[3] < 104


def test_it_reads_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])
    (tmp_path / "json.py").write_text("raise SystemExit('a module of the working folder ran')")
    monkeypatch.chdir(tmp_path)

    assert len(list(read(Path("a.pdf")))) == 1


def test_silence_ends_in_one_sentence_and_keeps_what_was_found(tmp_path: Path) -> None:
    tables = read(slow_pdf(tmp_path), SLOWLY, limits=Limits(silence=2.0))

    assert [row for batch in next(tables).batches for row in map(list, batch.rows)] == ROWS
    with pytest.raises(ExtractionError, match=r"^Reading slow\.pdf at page 2 was stopped: .*\.$"):
        next(tables)


@linux
def test_too_little_memory_ends_in_one_sentence(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS), " " * (200 << 20)])

    tables = read(path, limits=Limits(memory=150 << 20))

    assert next(tables).head.page == 1
    with pytest.raises(ExtractionError, match=r"a\.pdf.* memory"):
        next(tables)


@linux
def test_a_crash_ends_in_one_sentence_naming_the_page(tmp_path: Path) -> None:
    def crash() -> None:
        for pid in children():
            os.kill(pid, signal.SIGSEGV)

    with pytest.raises(ExtractionError, match=r"^slow\.pdf .* broke down at page 2\.") as caught:
        list(read(slow_pdf(tmp_path), SLOWLY, progress=once(crash)))

    assert "SIGSEGV" in caught.value.__notes__[0]


@linux
def test_cancelling_ends_the_child_at_once(tmp_path: Path) -> None:
    def cancel() -> None:
        raise Cancelled("Stopped.")

    before = time.monotonic()
    with pytest.raises(Cancelled):
        list(read(slow_pdf(tmp_path), SLOWLY, progress=once(cancel)))

    assert children() == []
    assert time.monotonic() - before < 10


@linux
def test_closing_the_iterator_ends_the_child(tmp_path: Path) -> None:
    tables = read(slow_pdf(tmp_path), SLOWLY)
    next(tables)
    assert len(children()) == 1

    tables.close()  # type: ignore[attr-defined]  # read is a generator, declared as an iterator

    assert children() == []


def test_progress_is_told_while_nothing_arrives(tmp_path: Path) -> None:
    calls: list[tuple[float, int]] = []

    with pytest.raises(ExtractionError):
        list(
            read(
                slow_pdf(tmp_path),
                SLOWLY,
                progress=lambda done, total: calls.append((time.monotonic(), done)),
                limits=Limits(silence=2.0),
            )
        )

    assert len([done for _, done in calls if done == 1]) >= 5


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])

    tables = read(path)
    next(tables)
    path.write_bytes(path.read_bytes() + b"\n")

    with pytest.raises(ExtractionError, match=r"a\.pdf was changed while it was read"):
        next(tables)


def test_what_does_not_exist_is_said(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])

    with pytest.raises(UnknownNameError, match=r"has no page 9; its pages are 1 to 1\."):
        list(read(path, Options(pages=(9,))))
    with pytest.raises(UnknownNameError, match=r"has no page 9; its pages are 1 to 1\."):
        page_text(path, 9)
    with pytest.raises(UnknownNameError, match="There is no extractor 'magic'"):
        list(read(path, Options(extractor="magic")))
    with pytest.raises(UnknownNameError, match="does not read PDF files such as"):
        list(read(path, Options(extractor="workbook")))
    with pytest.raises(ExtractionError, match="There is no file"):
        list(read(tmp_path / "b.pdf"))


def test_pages_are_written_like_1_3_5() -> None:
    assert parse_pages("1,3-5") == (1, 3, 4, 5)
    assert parse_pages(" 7 , 2-3,3") == (2, 3, 7)
    for nonsense in ("", "a", "0", "5-3", "1,,2", "-4", "1-9999999999", "1-2-3"):
        with pytest.raises(UnknownNameError, match="names no pages"):
            parse_pages(nonsense)


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 1)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('made', 'w')",
        "import pathlib; pathlib.Path('made').write_text('x')",
        "import os; os.open('made', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('made')",
    ],
)
def test_a_guarded_process_opens_no_socket_program_or_file(tmp_path: Path, attempt: str) -> None:
    code = f"from extractors.limits import guard; guard()\n{attempt}"
    home = Path(__file__).resolve().parents[2]

    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "PermissionError: Reading a file" in ran.stderr
    assert not (tmp_path / "made").exists()


def test_importing_the_registry_loads_no_library() -> None:
    code = (
        "import sys, extractors; heavy = {'pandas', 'pdfplumber', 'pdfminer', 'pypdfium2', "
        "'openpyxl', 'python_calamine'}; print(sorted(heavy & set(sys.modules)))"
    )
    home = Path(__file__).resolve().parents[2]

    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "[]"
