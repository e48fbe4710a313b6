"""`curator verify`: is an export whole?"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curator.cli.errors import partly
from curator.cli.session import json_option, put_json, reading, store_option, talk
from curator.errors import UnknownNameError
from curator.export import Verdict, verify
from curator.language import _, ngettext

if TYPE_CHECKING:
    from curator.store import Store


@dataclass(frozen=True)
class _Known:
    """What a store says of an export."""

    known: bool
    """Whether it has such a dataset and revision."""
    head: int
    """The dataset's newest revision, 0 if it is not known."""
    same_hash: bool

    @classmethod
    def of(cls, store: Store, verdict: Verdict) -> _Known:
        try:
            dataset = store.dataset(verdict.dataset or "")
            head = dataset.view().revision
            digest = dataset.export_facts(dataset.view(verdict.revision or 0).revision)
        except UnknownNameError:
            return cls(False, 0, False)
        return cls(True, head, digest["revision_hash"] == verdict.revision_hash)

    @property
    def agrees(self) -> bool:
        """Whether nothing that the store knows speaks against the export."""
        return self.same_hash or not self.known


@click.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--with-store",
    is_flag=True,
    help=_("Also compare with the store: is the revision one of its own?"),
)
@json_option
@store_option
def command(folder: Path, with_store: bool, as_json: bool, store: str | None) -> None:
    """Verify the export in FOLDER, or every export in the folders within it.

    It takes the folder alone: no store is opened unless --with-store is given.
    """
    with reading(store) if with_store else nullcontext() as opened:
        verdicts = [
            (verdict, _Known.of(opened, verdict) if opened and verdict.dataset else None)
            for verdict in verify(folder)
        ]
    if as_json:
        put_json([_told(verdict, known) for verdict, known in verdicts])
    for verdict, known in verdicts:
        if verdict.sound and not as_json:
            click.echo(_whole(verdict))
        for problem in verdict.problems:
            talk(f"{verdict.folder.name}: {problem}")
        if known and not (as_json and known.agrees):
            click.echo(_known_words(verdict, known), err=not known.agrees)
    bad = sum(not (v.sound and (known is None or known.agrees)) for v, known in verdicts)
    if bad:
        raise partly(
            ngettext(
                "{bad} of {count} exports is not whole.",
                "{bad} of {count} exports are not whole.",
                bad,
            ).format(bad=bad, count=len(verdicts))
        )


def _told(verdict: Verdict, known: _Known | None) -> dict[str, object]:
    told: dict[str, object] = {
        "folder": verdict.folder.name,
        "dataset": verdict.dataset,
        "revision": verdict.revision,
        "rows": verdict.rows,
        "sound": verdict.sound,
        "problems": list(verdict.problems),
    }
    return told | {"store": asdict(known)} if known else told


def _whole(verdict: Verdict) -> str:
    rows = verdict.rows or 0
    return ngettext(
        "{dataset}: whole, {rows:,} row, every checksum fits.",
        "{dataset}: whole, {rows:,} rows, every checksum fits.",
        rows,
    ).format(dataset=verdict.dataset, rows=rows)


def _known_words(verdict: Verdict, known: _Known) -> str:
    if not known.known:
        words = _("{dataset}: the store has no such dataset and revision.")
    elif known.same_hash:
        words = _(
            "{dataset}: this is revision {number} of {head} in the store, and their hashes are"
            " the same."
        )
    else:
        words = _(
            "{dataset}: the store's revision {number} has another hash. The export comes from"
            " another store, or one of the two was changed."
        )
    return words.format(dataset=verdict.dataset, number=verdict.revision, head=known.head)
