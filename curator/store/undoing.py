"""Taking a revision back: only what still stands as the revision left it is restored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from curator.annotations import SPOKEN
from curator.errors import ConflictError
from curator.history import FIELD_WORDS, Left, Step
from curator.language import _, joined
from curator.store.changes import STATE, changed_columns, lots_of
from curator.store.columns import (
    FieldChange,
    StoredColumn,
    read_fields,
    read_stored_columns,
    with_field,
)
from curator.store.entries import read_revision, undone
from curator.store.ledger import Signature, write_event
from curator.store.order import State
from curator.store.packs import SHIFT, Lot
from curator.store.past import older_cells
from curator.store.recorder import Done, Recorder
from curator.store.rows import read_column
from curator.store.states import says_only

_NAMING = ("name", "live")
LISTED = 20
"""How many places that were left are named one by one."""


@dataclass(frozen=True)
class Taken:
    """What an undo or redo did."""

    step: Step
    """The step that was taken back."""
    what: str
    """What was done, in words, such as "taken back: revision 3: 5 rows deleted"."""
    left: Sequence[Left]
    """What could not be restored because somebody changed it since."""


def take_back_revision(
    recorder: Recorder, name: str, step: Step, signature: Signature, why: str | None
) -> Taken:
    """Append the revision that takes back another one of the dataset called `name`.

    Raises:
        ConflictError: everything that it changed was changed again since.
    """
    revision = read_revision(recorder.connection, recorder.dataset, step.number)
    assert revision is not None
    take_back(recorder, step.number)
    redo = revision.name == "undo"
    named = (
        revision.operation["what"]
        if redo
        else _("revision {number}: {what}").format(number=step.number, what=revision.what)
    )
    operation = {"name": "redo" if redo else "undo", "revision": step.number, "what": named}
    words = (_("put back: {what}") if redo else _("taken back: {what}")).format(what=named)
    done = Done(operation, words, why, step.number)
    if not _finish(recorder, step, signature, done):
        raise ConflictError(
            _(
                "Nothing of revision {number} of {dataset} could be taken back:"
                " all that it changed was changed again since, or was taken back already."
            ).format(number=step.number, dataset=name)
        )
    return Taken(step, words, recorder.left)


def _finish(recorder: Recorder, step: Step, signature: Signature, done: Done) -> bool:
    """Append the revision; False if it would change nothing, or took back what is back already."""
    connection, dataset = recorder.connection, recorder.dataset
    if not says_only(connection, dataset, step.number):
        return recorder.finish(signature, done)
    if ("revision", step.number) in undone(connection, dataset):
        return False
    recorder.say(signature, done)
    return True


def take_back_event(
    connection: sqlite3.Connection, dataset: tuple[int, str], step: Step, signature: Signature
) -> Taken:
    """Append the event that takes back an annotation event; `dataset` is its id and uid."""
    event, text, number, uid, undoes = _event(connection, dataset[0], step.number)
    word = "redone" if event == "undone" else "undone"
    write_event(connection, signature, dataset, (number, uid), word, None, step.number)
    while undoes is not None:  # what a person said, not that it was taken back
        event, text, _number, _uid, undoes = _event(connection, dataset[0], undoes)
    back = _("put back: {what}") if word == "redone" else _("taken back: {what}")
    what = _("annotation {number} {event}").format(number=number, event=SPOKEN[event])
    return Taken(step, back.format(what=f"{what}: {text}" if text else what), ())


def _event(
    connection: sqlite3.Connection, dataset: int, number: int
) -> tuple[str, str | None, int, str, int | None]:
    """Read event and text of an event, its annotation's number and uid, and what it undoes."""
    found: tuple[str, str | None, int, str, int | None] = connection.execute(
        "SELECT e.event, e.text, n.id, n.uid, e.undoes FROM annotation_event e"
        " JOIN annotation n ON n.id = e.annotation WHERE e.ds = ? AND e.number = ?",
        (dataset, number),
    ).fetchone()
    return found


def take_back(recorder: Recorder, number: int) -> None:
    """Restore what revision `number` changed, as far as nobody has changed it since."""
    columns = read_stored_columns(recorder.connection, recorder.dataset)
    left = Leftovers(recorder, columns)
    _restore_columns(recorder, number, columns, left)
    for column in reversed(changed_columns(recorder.connection, recorder.dataset, number)):
        lots = lots_of(recorder.connection, recorder.dataset, number, column)
        if column == STATE:
            _restore_states(recorder, number, lots, left)
        else:
            for row_id in recorder.staging.restore(column, lots):
                left.add(row_id, column, _("changed again since, left as it is"))
    left.tell()


class Leftovers:
    """Collects what could not be restored; the first are named, the others counted."""

    def __init__(self, recorder: Recorder, columns: dict[int, StoredColumn]) -> None:
        self._recorder = recorder
        self._columns = columns
        self._named: list[str] = []
        self._count = 0

    def add(self, row_id: int, column: int, why: str) -> None:
        """Note a cell, or with column 0 a row."""
        self._count += 1
        if len(self._named) < LISTED:
            what = self._columns[column].name if column else _("the row itself")
            self._named.append(f"{joined((self._place(row_id), what))}: {why}")

    def add_column(self, column: int, why: str) -> None:
        """Note a column."""
        self._count += 1
        if len(self._named) < LISTED:
            where = _("column {column}").format(column=self._columns[column].name)
            self._named.append(f"{where}: {why}")

    def tell(self) -> None:
        """Hand the list to the recorder, which keeps it with the revision."""
        self._recorder.left += [Left(1, reason) for reason in self._named]
        more = self._count - len(self._named)
        if more:
            words = _("{count:,} more places were changed again since, left as they are")
            self._recorder.left.append(Left(more, words.format(count=more)))

    def _place(self, row_id: int) -> str:
        order = self._recorder.order
        position = order.position(row_id)
        if position is not None:
            return _("row {row}").format(row=position + 1)
        is_header = order.state(row_id) == State.HEADER
        return _("a header row") if is_header else _("a deleted row")


def _restore_states(recorder: Recorder, number: int, lots: Iterable[Lot], left: Leftovers) -> None:
    """Rows come back or go; a row that would go stays if somebody has filled it since."""
    restored: list[tuple[int, int]] = []
    for row_id, old, new in chain.from_iterable(zip(*lot, strict=True) for lot in lots):
        if recorder.order.state(row_id) != new:
            left.add(row_id, STATE, _("changed again since, left as it is"))
        elif old is None and _filled_since(recorder, number, row_id):
            left.add(row_id, STATE, _("its cells were changed since, so it stays"))
        else:
            restored.append((row_id, int(old or State.DELETED)))
    recorder.set_states(restored)


def _filled_since(recorder: Recorder, number: int, row_id: int) -> bool:
    """Whether an inserted row's cells are no longer as the insertion left them."""
    connection, dataset = recorder.connection, recorder.dataset
    columns = list(read_stored_columns(connection, dataset))
    older = older_cells(connection, dataset, number, columns, [(row_id, row_id)])
    for column, value in older.get(row_id, {}).items():
        if column == STATE:
            continue
        today = connection.execute(
            f"SELECT c{column} FROM d{dataset} WHERE rid = ?", (row_id,)
        ).fetchone()
        if today[0] != value:
            return True
    return False


def _restore_columns(
    recorder: Recorder, number: int, columns: dict[int, StoredColumn], left: Leftovers
) -> None:
    wanted = list(_standing_fields(recorder, number, columns, left))
    while clash := _clash(columns, wanted):
        left.add_column(clash, _("its old name is another column's now, left as it is"))
        wanted = [field for field in wanted if field[0] != clash or field[1] not in _NAMING]
    recorder.restore_fields(wanted)


def _standing_fields(
    recorder: Recorder, number: int, columns: dict[int, StoredColumn], left: Leftovers
) -> Iterator[FieldChange]:
    told = [
        (int(str(column)), str(field), str(old), str(new))
        for column, field, old, new in read_fields(recorder.connection, recorder.dataset, number)
    ]
    staying = {
        column
        for column, field, old, new in told
        if (field, old, new) == ("live", "0", "1") and _column_filled(recorder, number, column)
    }
    for column in staying:
        left.add_column(column, _("its cells were changed since, so it stays"))
    for column, field, old, new in told:
        if column in staying:
            continue
        if str(getattr(columns[column], field)) != new:
            words = _("its {field} was changed again since, left as it is")
            left.add_column(column, words.format(field=FIELD_WORDS.get(field, field)))
        else:
            yield column, field, new, old


def _column_filled(recorder: Recorder, number: int, column: int) -> bool:
    """Whether the cells of a column that revision `number` added are no longer as it left them."""
    connection, dataset = recorder.connection, recorder.dataset
    blocks = connection.execute(
        "SELECT rid >> :shift FROM chg INDEXED BY chg_rev WHERE ds = :ds AND rev > :rev"
        " AND col = :col UNION SELECT block FROM pack WHERE ds = :ds AND rev > :rev AND col = :col",
        {"ds": dataset, "rev": number, "col": column, "shift": SHIFT},
    ).fetchall()
    for (block,) in blocks:
        ids = [(block << SHIFT, ((block + 1) << SHIFT) - 1)]
        older = older_cells(connection, dataset, number, [column], ids)
        then = {row_id: cells[column] for row_id, cells in older.items() if column in cells}
        today = read_column(connection, dataset, column, list(then))
        if any(today[row_id] != value for row_id, value in then.items()):
            return True
    return False


def _clash(before: dict[int, StoredColumn], changes: Sequence[FieldChange]) -> int | None:
    """A column that cannot have its old name or be live again, as another has that name."""
    after = dict(before)
    for column, field, _old, new in changes:
        after[column] = with_field(after[column], field, new)
    names: dict[str, list[int]] = {}
    for number, known in after.items():
        if known.live:
            names.setdefault(known.name.casefold(), []).append(number)
    for numbers in names.values():
        returning = [n for n in numbers if after[n].name != before[n].name or not before[n].live]
        if len(numbers) > 1 and returning:
            return returning[0]
    return None
