"""`curator diff`: in what two revisions of a dataset differ."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import click

from curator.cli.session import json_option, put_rows, reading, store_option, talk
from curator.history import DIFFERENCES, FIELD_WORDS, Difference
from curator.language import _, joined, ngettext
from curator.values import plain
from curator.views import View


@click.command("diff")
@click.argument("dataset")
@click.argument("a", type=int, metavar="A")
@click.argument("b", type=int, required=False, metavar="[B]")
@json_option
@store_option
def command(dataset: str, a: int, b: int | None, as_json: bool, store: str | None) -> None:
    """Tell in what revision B of DATASET, by default the newest, differs from revision A.

    Columns come first, then rows and cells. A row has the number that it has in B, or in A if it
    is not in B.
    """
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        before, after = chosen.view(a), chosen.view(b)
        counts: Counter[str] = Counter()
        told = _counted(chosen.diff(a, after.revision), counts)
        if as_json:
            _put_list(_json(each, before, after) for each in told)
        else:
            header = (_("what"), _("row"), _("column"), _("before"), _("after"))
            put_rows(header, (_line(each, before, after) for each in told))
    what = joined(_count_words(counts))
    words = (
        _("Revision {b} differs from revision {a}: {what}.")
        if what
        else _("In nothing does revision {b} differ from revision {a}.")
    )
    talk(words.format(a=a, b=after.revision, what=what))


def _count_words(counts: Counter[str]) -> Iterator[str]:
    """Say how many differences there are of each kind."""
    columns, cells = counts["column"], counts["cell"]
    came, went = counts["row added"], counts["row removed"]
    words = (
        (columns, ngettext("{count:,} change of columns", "{count:,} changes of columns", columns)),
        (came, ngettext("{count:,} row added", "{count:,} rows added", came)),
        (went, ngettext("{count:,} row removed", "{count:,} rows removed", went)),
        (cells, ngettext("{count:,} cell changed", "{count:,} cells changed", cells)),
    )
    return (template.format(count=count) for count, template in words if count)


def _counted(found: Iterator[Difference], counts: Counter[str]) -> Iterator[Difference]:
    for each in found:
        counts[each.what] += 1
        yield each


def _line(each: Difference, before: View, after: View) -> tuple[object, ...]:
    cells = " | ".join("" if cell is None else plain(cell) for cell in each.cells)
    added = each.what == "row added"
    return (
        _what(each),
        _number(each, before, after),
        each.column,
        each.before if not each.cells or added else cells,
        cells if added else each.after,
    )


def _what(each: Difference) -> str:
    words = DIFFERENCES[each.what]
    if each.field is None:
        return words
    field = FIELD_WORDS.get(each.field, each.field)
    return _("{what} {field}").format(what=words, field=field)


def _json(each: Difference, before: View, after: View) -> dict[str, object]:
    return {
        "what": each.what,
        "row": _number(each, before, after),
        "column": each.column,
        "field": each.field,
        "before": each.before,
        "after": each.after,
        "cells": list(each.cells),
    }


def _number(each: Difference, before: View, after: View) -> int | None:
    if each.row_id is None:
        return None
    for view in (after, before):
        position = view.locate(each.row_id)
        if position is not None:
            return position + 1
    return None


def _put_list(items: Iterator[dict[str, object]]) -> None:
    """Print a JSON list item by item: a difference can be as long as the dataset."""
    click.echo("[", nl=False)
    for place, item in enumerate(items):
        click.echo("," if place else "", nl=False)
        click.echo("\n  " + json.dumps(item, ensure_ascii=False), nl=False)
    click.echo("\n]")
