"""What every operation is: a frozen dataclass that turns a table into patches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from curator.registry import Named
from curator.tables import Patch, Table


@dataclass(frozen=True)
class Operation(Named, ABC):
    """Changes a dataset; pure: it reads the table as it was, and neither clock nor file.

    Its fields are its options and make its form, its command line and its line in a recipe.
    """

    title: ClassVar[str]
    """What the palette calls it."""

    @abstractmethod
    def apply(self, table: Table) -> Iterator[Patch]:
        """Yield the patches; the store keeps real differences only.

        Raises:
            OperationError: it does not fit the table.
        """

    @abstractmethod
    def describe(self) -> str:
        """Say what it does, in words, for the history."""


def option(help: str, kind: str = "text", default: Any = ...) -> Any:  # noqa: A002 - click's word
    """Declare a field of an operation; see `registry.Named` for the kinds."""
    metadata = {"help": help, "kind": kind}
    return field(metadata=metadata) if default is ... else field(metadata=metadata, default=default)


def chosen(table: Table, columns: Sequence[str]) -> list[str]:
    """Return the names in `columns`, each checked, or every column's where it is empty."""
    return [table.column(name).name for name in columns or [known.name for known in table.columns]]


def listed(columns: Sequence[str]) -> str:
    """Say which columns, in words."""
    return ", ".join(columns) if columns else "all columns"
