"""`curator inspect`: what a cell is made of, code point by code point."""

from __future__ import annotations

from collections.abc import Sequence

import click

from curator.cli.session import json_option, put_json, put_rows, reading, store_option, talk
from curator.language import _
from curator.tables import Value
from curator.values import CATEGORIES, Character, characters, suspicions


@click.command("inspect")
@click.argument("dataset")
@click.argument("row", type=int)
@click.argument("column")
@json_option
@store_option
def command(dataset: str, row: int, column: str, as_json: bool, store: str | None) -> None:
    """Print the code points of a cell of DATASET: today's, as found, and its column's title.

    A cell of a row that was made of several has been found in several places: found-1, found-2, …
    """
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        place, row_id = view.column(column), view.row_id(row)
        head = view.columns[place]
        (cells,) = view.window(row - 1, 1, (place,))
        origins = chosen.origins(row_id, head.name)
    texts: dict[str, Value] = {"today": cells.cells[0]}
    for number, origin in enumerate(origins, 1):
        texts["found" if len(origins) == 1 else f"found-{number}"] = origin.text
    texts["title"] = head.title
    if as_json:
        put_json({which: _told(value) for which, value in texts.items()})
        return
    _put(texts)


def _put(texts: dict[str, Value]) -> None:
    rows = [
        (_spoken(which), number, *_cells(each))
        for which, value in texts.items()
        for number, each in enumerate(characters(_text(value)), 1)
    ]
    header = (_("text"), _("no."), _("sign"), _("code"), _("name"), _("category"), _("remark"))
    put_rows(header, rows)
    for which, value in texts.items():
        for words in suspicions(_text(value)):
            talk(f"{_spoken(which)}: {words}")


def _spoken(which: str) -> str:
    name, _hyphen, number = which.partition("-")
    spoken = {"today": _("today"), "found": _("as found"), "title": _("title")}[name]
    return f"{spoken} {number}".rstrip()


def _cells(each: Character) -> Sequence[object]:
    return (each.sign, each.code, each.name, CATEGORIES[each.category], each.remark)


def _told(value: Value) -> dict[str, object]:
    text = _text(value)
    return {
        "value": value,
        "characters": [
            {
                "character": each.text,
                "sign": each.sign,
                "code": each.code,
                "name": each.name,
                "category": each.category,
                "remark": each.remark,
            }
            for each in characters(text)
        ],
        "suspicions": list(suspicions(text)),
    }


def _text(value: Value) -> str:
    return "" if value is None else str(value)
