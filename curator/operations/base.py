"""What every operation is: a frozen dataclass that turns a table into patches."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import compress
from operator import is_not
from typing import Any, ClassVar

from curator.errors import OperationError
from curator.language import _, joined
from curator.registry import Named
from curator.tables import Patch, Table, Values
from curator.values import collapsed

_CELLS = 100_000
"""How many cells are looked at together."""


@dataclass(frozen=True)
class Operation(Named, ABC):
    """Changes a dataset; pure: it reads the table as it was, and neither clock nor file.

    Its fields are its options and make its form, its command line and its line in a recipe.
    """

    title: ClassVar[str]
    """What the palette calls it."""

    def __post_init__(self) -> None:
        """Refuse what is none of an option's choices; raises OperationError."""
        for known in fields(self):
            choices, given = known.metadata.get("choices"), getattr(self, known.name)
            if choices and given not in choices:
                raise OperationError(
                    _("{given!r} is no choice for {option!r}. The choices are: {known}.").format(
                        given=given, option=known.name, known=joined(choices)
                    )
                )

    @classmethod
    def explain(cls) -> str:
        """Say what operations of this kind do: the docstring, in the curator's language."""
        words = inspect.getdoc(cls)
        assert words
        return _(words)

    @abstractmethod
    def apply(self, table: Table) -> Iterator[Patch]:
        """Yield the patches; the store keeps real differences only.

        Raises:
            OperationError: it does not fit the table.
        """

    @abstractmethod
    def describe(self) -> str:
        """Say what it does, in words, for the history."""


def option(
    help: str,  # noqa: A002 - click's word
    kind: str = "text",
    default: Any = ...,
    choices: Mapping[str, str] | None = None,
) -> Any:
    """Declare a field of an operation; see `registry.Named` for the kinds.

    Args:
        choices: for the kind "choice": each value, and what it means in words.
    """
    metadata = {"help": help, "kind": kind, "choices": choices}
    return field(metadata=metadata) if default is ... else field(metadata=metadata, default=default)


def chosen(table: Table, columns: Sequence[str]) -> list[str]:
    """Return the names in `columns`, each checked, or every column's where it is empty."""
    return [table.column(name).name for name in columns or [known.name for known in table.columns]]


def free_name(table: Table, wish: str, but: str | None = None) -> str:
    """Return `wish` on one line, as a column's name.

    Args:
        but: a column whose name does not count, because it gives it up.

    Raises:
        OperationError: it has no letter, or another column has it, whatever the case.
    """
    name = collapsed(wish)
    if name is None:
        raise OperationError(_("A column needs a name of at least one letter."))
    taken = {known.name.casefold() for known in table.columns if known.name != but}
    if name.casefold() in taken:
        raise OperationError(_("There is a column {name!r} already.").format(name=name))
    return name


def text_changes(
    table: Table, columns: Sequence[str], change: Callable[[str], str | None]
) -> Iterator[Patch]:
    """Yield what `change` makes of each text in `columns`; numbers and blanks are left.

    Args:
        columns: their names; empty for all.
        change: returns the text as it is to be stored, the same one where nothing is to change.
    """
    names = chosen(table, columns)
    for row_ids, cells in table.chunks(names, max(_CELLS // len(names), 1)):
        for column, values in zip(names, cells, strict=True):
            texts = [change(value) if isinstance(value, str) else value for value in values]
            changed = list(map(is_not, values, texts))
            if any(changed):
                kept = list(compress(texts, changed))
                yield Values(column, list(compress(row_ids, changed)), kept)


def listed(columns: Sequence[str]) -> str:
    """Say which columns, in words."""
    return joined(columns) or _("all columns")
