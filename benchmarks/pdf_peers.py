"""Print the tables that another program finds in a PDF, as JSON; run by `benchmarks.pdf_tables`.

    PYTHON benchmarks/pdf_peers.py img2table|camelot|tabula FILE

PYTHON is an interpreter that has the program; nothing of curator is needed.
"""

import json
import sys


def img2table(path):
    """With borderless tables, texts from the PDF itself."""
    from img2table.document import PDF

    found = PDF(path, pdf_text_extraction=True).extract_tables(borderless_tables=True)
    for page, tables in found.items():
        for table in tables:
            rows, spans = unrepeated([*table.content.values()])
            yield {"page": page + 1, "rows": rows, "spans": spans}


def unrepeated(rows):
    """Return texts and spans: img2table repeats a merged cell in every place it covers."""
    places = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            places.setdefault(box, []).append((row, column))
    texts = [[None] * len(cells) for cells in rows]
    spans = []
    for (row, column), *others in places.values():
        texts[row][column] = rows[row][column].value
        if others:
            last_row, last_column = others[-1]
            spans.append([row, column, last_row - row + 1, last_column - column + 1])
    return texts, spans


def camelot(path):
    """The hybrid parser of camelot 2, every page."""
    import camelot as program

    for table in program.read_pdf(path, pages="all", flavor="hybrid"):
        yield {"page": table.page, "rows": table.df.values.tolist()}


def tabula(path):
    """As tabula guesses, every page."""
    import tabula as program

    for table in program.read_pdf(path, pages="all", output_format="json", silent=True):
        rows = [[cell["text"] for cell in row] for row in table["data"]]
        yield {"page": table.get("page_number"), "rows": rows}


if __name__ == "__main__":
    readers = {"img2table": img2table, "camelot": camelot, "tabula": tabula}
    json.dump(list(readers[sys.argv[1]](sys.argv[2])), sys.stdout)
