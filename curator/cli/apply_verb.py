"""`curator apply`: any operation of the registry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any

import click

from curator.cli.changing import told
from curator.cli.session import (
    person,
    progress_line,
    row_range,
    store_option,
    who_option,
    why_option,
    writing,
)
from curator.errors import UnknownNameError
from curator.language import _, joined
from curator.operations import OPERATIONS, Operation

if TYPE_CHECKING:
    from curator.views import View


_SEVERAL = {"columns": "COLUMN", "hidden": "COLUMN", "rows": "A:B", "deleted": "ID"}
"""The kinds of options that may be given several times, and what stands for one of them."""


class Operations(click.Group):
    """A subcommand for each operation, its options made from the operation's fields."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the operations' names."""
        return [operation.name for operation in OPERATIONS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return an operation's command; None where there is no such operation."""
        try:
            operation = OPERATIONS[cmd_name]
        except UnknownNameError:
            return None
        return _command(operation)


@click.group("apply", cls=Operations, subcommand_metavar="OPERATION [OPTIONS]...")
@click.argument("dataset")
@click.pass_context
def command(ctx: click.Context, dataset: str) -> None:
    """Apply OPERATION to DATASET; `curator apply DATASET OPERATION --help` lists its options."""
    ctx.obj = dataset


def _command(operation: type[Operation]) -> click.Command:
    def run(why: str | None, who: str | None, store: str | None, **options: Any) -> None:
        dataset = click.get_current_context().parent.obj  # type: ignore[union-attr] # a subcommand has a parent
        with writing(store, f"apply {operation.name}") as opened:
            chosen = opened.dataset(dataset)
            view = chosen.view()
            filled = filled_in(operation, options, view)
            progress = progress_line(operation.title)
            told(chosen, chosen.apply(filled, person(who), why, progress))

    made = click.command(operation.name, help=operation.explain())(
        store_option(who_option(why_option(run)))
    )
    made.params[:0] = asked_for(operation)
    return made


def asked_for(operation: type[Operation]) -> list[click.Option]:
    """Return the command line's options of an operation, one a field."""
    return [_option(field) for field in fields(operation)]


def filled_in(operation: type[Operation], given: Mapping[str, Any], view: View) -> Operation:
    """Make an operation of what was given for its options in words, as seen in `view`.

    Raises:
        UnknownNameError: an option that is needed was not given, there is no such row or column,
            or the words mean no value.
    """
    missing = [
        field.name
        for field in fields(operation)
        if field.default is MISSING and given[field.name] is None
    ]
    if missing:
        raise UnknownNameError(
            _("{operation} needs {options}.").format(
                operation=operation.name, options=joined(missing)
            )
        )
    return operation(
        **{field.name: _value(field, given[field.name], view) for field in fields(operation)}
    )


def _option(field: Field[Any]) -> click.Option:
    kind = field.metadata["kind"]
    required = field.default is MISSING
    flag = f"--{field.name.replace('_', '-')}"
    told_help = _explained(field)
    if kind == "switch":
        return click.Option([flag, field.name], is_flag=True, help=told_help)
    if kind in _SEVERAL:
        return click.Option(
            [flag, field.name],
            multiple=True,
            required=required,
            metavar=_SEVERAL[kind],
            help=_("{help}; may be given again").format(help=told_help),
        )
    default = None if required else field.default
    return click.Option(
        [flag, field.name],
        required=required,
        default=default,
        show_default=kind == "choice",
        type=_type(field),
        help=told_help,
    )


def _explained(field: Field[Any]) -> str:
    """Return what an option is for, with its choices and what they mean."""
    told: str = field.metadata["help"]
    choices = field.metadata["choices"]
    if not choices:
        return told
    listed = "; ".join(f"{value} ({words})" for value, words in choices.items())
    return _("{help}: {choices}").format(help=told, choices=listed)


def _type(field: Field[Any]) -> click.ParamType[Any] | type:
    if field.metadata["kind"] == "choice":
        return click.Choice([*field.metadata["choices"]])
    return int if field.metadata["kind"] == "number" else str


def _value(field: Field[Any], given: Any, view: View) -> Any:
    """Turn an option's words into a field's value: rows into ids, JSON into tuples."""
    match field.metadata["kind"]:
        case "column":
            return view.columns[view.column(given)].name if given else ""
        case "columns" | "hidden":
            return tuple(view.columns[view.column(name)].name for name in given)
        case "rows":
            return tuple(row_id for text in given for row_id in _row_ids(text, view))
        case "deleted":
            return tuple(_row_id(text) for text in given)
        case "block":
            return _block(given)
        case _:
            return given


def _row_id(text: str) -> int:
    """Return a row id as `curator show --deleted` gives it: deleted rows have no numbers."""
    if not text.isdecimal():
        raise UnknownNameError(
            _("{text!r} is no row's id; `curator show DATASET --deleted` lists them.").format(
                text=text
            )
        )
    return int(text)


def _row_ids(text: str, view: View) -> list[int]:
    first, last = row_range(text)
    if last > view.row_count:
        raise UnknownNameError(
            _("{dataset} has no row {row}; its rows are 1 to {count}.").format(
                dataset=view.dataset, row=last, count=view.row_count
            )
        )
    return [row.id for row in view.window(first - 1, last - first + 1, ())]


def _block(text: str) -> tuple[tuple[Any, ...], ...]:
    try:
        block = json.loads(text)
    except ValueError as error:
        raise UnknownNameError(
            _("The block of values is no JSON: {error}.").format(error=error)
        ) from error
    if not isinstance(block, list) or not all(isinstance(row, list) for row in block):
        raise UnknownNameError(_('The block of values must look like [["a", null], ["b", "c"]].'))
    return tuple(
        tuple(cell if cell is None or isinstance(cell, int | float) else str(cell) for cell in row)
        for row in block
    )
