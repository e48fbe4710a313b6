"""The triggers that make SQLite itself refuse to rewrite history."""

from __future__ import annotations

KEYS = {
    "source": ("id",),
    "source_chunk": ("source", "n"),
    "span": ("ds", "rid_lo"),
    "ink": ("ds", "rid", "col"),
    "rev": ("ds", "number"),
    "chg": ("ds", "rid", "col", "rev"),
    "pack": ("ds", "rev", "col", "block"),
    "parent": ("ds", "rid", "parent"),
    "removed_step": ("actor", "seq"),
    "col_chg": ("ds", "rev", "col", "field"),
    "annotation": ("id",),
    "annotation_event": ("ds", "number"),
}
"""The tables that are only appended to, each with its key."""


def statements() -> list[str]:
    """Return the statements that make the triggers.

    An existing key is refused on insertion too: `INSERT OR REPLACE` deletes without asking the
    other two triggers.
    """
    made = []
    for table, key in KEYS.items():
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        refusal = f"SELECT RAISE(ABORT, '{table} is append-only');"
        made += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refusal} END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refusal} END",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refusal} END",
        ]
    return made
