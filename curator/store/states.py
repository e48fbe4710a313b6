"""How far a dataset has come: steps of its history that say so and change no cell."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from curator.errors import OperationError
from curator.history import STATE_WORDS, STATES, Saying, Standing, standing
from curator.language import _, joined
from curator.store.hashing import read_json
from curator.store.recorder import Done

NAME = "set-state"
"""What history calls a step that gives a state."""

_TOUCHES = "r.ncells > 0 OR r.nrows > 0 OR r.cols != '[]'"
_SAYINGS = (
    f"SELECT r.number, r.undoes, {_TOUCHES}, r.op, r.params, a.handle, r.at, r.why FROM rev r"
    " JOIN actor a ON a.id = r.actor WHERE r.ds = :ds AND r.number <= :at AND r.number >="
    f" (SELECT min(number) FROM rev WHERE ds = :ds AND op = '{NAME}') ORDER BY r.number DESC"
)


def read_standing(connection: sqlite3.Connection, dataset: int, at: int) -> Standing:
    """Return how far a dataset had come as of revision `at`."""
    return standing(_sayings(connection, dataset, at))


def _sayings(connection: sqlite3.Connection, dataset: int, at: int) -> Iterator[Saying]:
    for number, undoes, touches, name, options, *told in connection.execute(
        _SAYINGS, {"ds": dataset, "at": at}
    ):
        state = str(read_json(options)["state"]) if name == NAME else None
        yield Saying(number, undoes, bool(touches), state, *told)


def state_step(state: str, why: str | None) -> Done:
    """Return the step that gives a state; raises OperationError where there is none of the name."""
    if state not in STATES:
        raise OperationError(
            _("There is no state {state!r}. The states are: {known}.").format(
                state=state, known=joined(STATES)
            )
        )
    return Done(
        {"name": NAME, "state": state}, _("marked as {state}").format(state=STATE_WORDS[state]), why
    )


def says_only(connection: sqlite3.Connection, dataset: int, number: int) -> bool:
    """Whether a revision gave a state, or took back or put back such a step."""
    (touches,) = connection.execute(
        f"SELECT {_TOUCHES} FROM rev r WHERE r.ds = ? AND r.number = ?", (dataset, number)
    ).fetchone()
    return not touches
