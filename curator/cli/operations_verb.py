"""`curator operations`: what can be done to a dataset."""

from __future__ import annotations

from dataclasses import MISSING, fields

import click

from curator.cli.session import json_option, put_json, put_rows
from curator.language import _
from curator.operations import OPERATIONS, Operation


@click.command("operations")
@json_option
def command(as_json: bool) -> None:
    """List the operations and their options, as `curator apply` takes them."""
    if as_json:
        put_json([_described(operation) for operation in OPERATIONS])
        return
    put_rows(
        (_("operation"), _("what it does"), _("options")),
        (
            (
                operation.name,
                operation.explain().splitlines()[0],
                " ".join(f"--{field.name.replace('_', '-')}" for field in fields(operation)),
            )
            for operation in OPERATIONS
        ),
    )


def _described(operation: type[Operation]) -> dict[str, object]:
    return {
        "name": operation.name,
        "title": operation.title,
        "description": operation.explain(),
        "options": [
            {
                "name": field.name,
                "kind": field.metadata["kind"],
                "help": field.metadata["help"],
                "required": field.default is MISSING,
                "choices": [*(field.metadata["choices"] or ())],
            }
            for field in fields(operation)
        ],
    }
