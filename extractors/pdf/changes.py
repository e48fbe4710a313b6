"""What one page of a PDF holds is kept, and read anew with each change of what is drawn on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import IO

from curator.errors import CuratorError
from curator.registry import dump
from curator.sources import Source
from extractors import protocol
from extractors.pdf.ink import PageInk
from extractors.pdf.page import opened_page
from extractors.pdf.pdf_tables import PdfTables
from extractors.pdf.reader import page_ink


def answer_changes(
    path: Path,
    number: int,
    password: str | None,
    changes: Iterable[protocol.Message],
    answers: IO[bytes],
    failed: Callable[[CuratorError], None],
) -> None:
    """Answer each change with the tables that it makes of page `number`, up to the last one.

    Args:
        changes: header_rows, regions, columns and rows each; they are awaited one by one.
        failed: takes what a person can act on, such as that the page cannot be read; the next
            change is answered all the same.
    """
    source = Source("", path.name, "", 0)
    ink: PageInk | None = None
    for change in changes:
        extractor = PdfTables(
            header_rows=change["header_rows"],
            regions=tuple(change["regions"]),
            columns=tuple(change["columns"]),
            rows=tuple(change["rows"]),
        )
        try:
            if ink is None:
                with opened_page(path, number, password) as page:
                    ink = page_ink(page, number)
            for table in extractor.tables_on(source, ink):
                head = {**asdict(table.head), "extractor": dump(extractor)}
                protocol.send(answers, {"head": head})
                for batch in table.batches:
                    protocol.send_batch(answers, batch)
                protocol.send(answers, {"end": True})
        except CuratorError as error:
            failed(error)
        else:
            protocol.send(answers, {"done": True})
