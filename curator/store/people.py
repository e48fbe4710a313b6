"""The chain of every person's steps: without a gap, and each bound to the one before it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from curator.language import _

_STEPS = (
    "SELECT seq, prev_hash, hash FROM rev WHERE actor = :actor UNION ALL"
    " SELECT seq, prev_hash, hash FROM annotation_event WHERE actor = :actor"
)
_REMOVED = " UNION ALL SELECT seq, NULL, hash FROM removed_step WHERE actor = :actor"


def people_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield whose steps have a gap, do not follow from each other, or end elsewhere than noted."""
    (removes,) = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'removed_step'"
    ).fetchone()
    steps_of = f"{_STEPS}{_REMOVED if removes else ''} ORDER BY seq"
    for actor, handle, last, noted in connection.execute(
        "SELECT id, handle, last_seq, last_hash FROM actor"
    ).fetchall():
        steps = connection.execute(steps_of, {"actor": actor}).fetchall()
        if [step[0] for step in steps] != list(range(1, last + 1)):
            yield _("Steps of {who} are missing.").format(who=handle)
            continue
        before = b""
        for seq, previous, digest in steps:
            if previous not in (None, before):  # of what was removed, only its own hash is known
                words = _("Step {step} of {who} does not follow from the one before it.")
                yield words.format(step=seq, who=handle)
            before = digest
        if before != noted:
            yield _("The last step of {who} is not the one that was noted.").format(who=handle)
