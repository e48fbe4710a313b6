from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from curator.store import Store
from extractors import read


def test_a_comment_becomes_a_note_on_its_cell_without_its_author(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    for row in (["place", "n"], ["a", 1]):
        book.active.append(row)
    book.active["B2"].comment = Comment("counted twice", "Ada Example")
    book.save(tmp_path / "book.xlsx")

    with Store.open(tmp_path / "s.store", "a test") as store:
        for table in read(tmp_path / "book.xlsx"):
            dataset = store.add(table, tmp_path / "book.xlsx", "ben")
        (note,) = dataset.annotations()

    assert note.kind == "source"
    assert note.events[0].text == "Comment in the source: counted twice"
    assert (note.place.row_id, note.place.column) == (2, "n")
