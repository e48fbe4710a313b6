"""`curator demo`: the main job, walked on two documents that come with curator."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from curator import settings
from curator.annotations import Place
from curator.cli.errors import reported
from curator.cli.session import talk
from curator.demo import documents
from curator.demo.tour import remembered
from curator.errors import CuratorError
from curator.export import Delimited, export, verify
from curator.language import _, ngettext
from curator.operations import CollapseWhitespace, DeleteRows, FillDown, Operation, SetCells
from extractors import Options, read

if TYPE_CHECKING:
    from curator.store import Dataset, Store

WHO = "demo"
Thing = TypeVar("Thing")


@click.command("demo")
@click.option("--headless", is_flag=True, help=_("Do not open the screens afterwards."))
@click.option("--tour", is_flag=True, help=_("Begin with a tour of ten steps, or go on with it."))
def command(headless: bool, tour: bool) -> None:
    """Make a store of its own in a private temporary folder and walk the main job in it."""
    folder = Path(tempfile.mkdtemp(prefix="curator-demo-"))
    store_path = folder / "demo.store"
    from curator.store import Store

    with Store.open(store_path, "curator demo") as store, reported():
        written = Walk(store, folder / "stick").all()
        for path in written:
            click.echo(path)
        talk(
            _("The store lies at {store}; `curator --store {store}` opens it again.").format(
                store=store_path
            )
        )
        talk(_("Remove {folder} when you are done.").format(folder=folder))
        if headless or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return
        from screens import run

        left = remembered()
        run(store, settings.handle() or WHO, None, left.begun() if tour else left)


class Walk:
    """The main job: read, add, correct, annotate, take back, export, verify."""

    def __init__(self, store: Store, stick: Path) -> None:
        self.store = store
        self.stick = stick
        self._step = 0

    def all(self) -> list[Path]:
        """Walk it on both documents, and return where the CSVs lie."""
        pdf, workbook = documents()
        ports = self.told(
            _("Reading the English table on page 2 of {file}").format(file=pdf.name),
            lambda: self.add(pdf, Options(pages=(2,)), "ports"),
        )
        self.change(ports, FillDown(("Province",)), "printed once a group")
        self.told(_("Correcting and annotating a figure"), lambda: self.correct(ports))
        clinics = self.told(
            _("Reading {file}; its hidden sheet is told of, and left").format(file=workbook.name),
            lambda: self.add(workbook, Options(), "clinics"),
        )
        view = clinics.view()
        self.change(clinics, DeleteRows((view.row_id(view.row_count),)), "a note, no clinic")
        self.change(clinics, FillDown(("Region",)), "printed once a region")
        self.change(clinics, CollapseWhitespace(), "stray spaces")
        return [self.export(ports), self.export(clinics)]

    def told(self, words: str, step: Callable[[], Thing]) -> Thing:
        """Say what is done, do it, and return what it gives."""
        self._step += 1
        talk(_("{step:2}. {words} …").format(step=self._step, words=words))
        return step()

    def add(self, path: Path, options: Options, name: str) -> Dataset:
        """Read a document and add its first table that is not hidden."""
        tables = read(path, options)
        for number, table in enumerate(tables, 1):
            if not table.head.hidden:
                return self.store.add(table, path, WHO, name, number)
        raise CuratorError(_("{file} has no table.").format(file=path.name))

    def change(self, dataset: Dataset, operation: Operation, why: str) -> None:
        """Apply an operation with a reason."""
        revision = self.told(
            _("{dataset}: {operation} ({why})").format(
                dataset=dataset.name, operation=operation.title.lower(), why=why
            ),
            lambda: dataset.apply(operation, WHO, why),
        )
        if revision is not None:
            cells, rows = revision.cells, revision.rows
            talk(
                _("    {cells}, {rows} changed").format(
                    cells=ngettext("{count:,} cell", "{count:,} cells", cells).format(count=cells),
                    rows=ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows),
                )
            )

    def correct(self, dataset: Dataset) -> None:
        """Correct a printed slip, say where it came from, doubt it, and settle the doubt."""
        row_id = dataset.view().row_id(17)
        for origin in dataset.origins(row_id, "Unloaded"):
            talk(
                _("    found as {text!r} in {place}").format(text=origin.text, place=origin.place())
            )
        doubt = dataset.annotate(
            Place(row_id, "Unloaded"),
            "doubt",
            "The row's printed total is 1,830.9, 60.0 more than its parts: 1,378.6 is meant.",
            WHO,
        )
        why = "the printed totals of row and column agree on it"
        dataset.apply(SetCells((row_id,), ("Unloaded",), (("1,378.6",),)), WHO, why)
        dataset.undo(WHO)
        dataset.redo(WHO)
        dataset.answer(doubt, "resolved", "corrected; the publisher was told", WHO)

    def export(self, dataset: Dataset) -> Path:
        """Write the CSV, verify it from the folder alone, and return where it lies."""
        self.told(
            _("Exporting {dataset} to {folder}").format(dataset=dataset.name, folder=self.stick),
            lambda: None,
        )
        view = dataset.view()
        facts = dataset.export_facts(view.revision)
        done = export(view, Delimited(), self.stick, facts, lambda _a, _b: None)
        for verdict in verify(done.folder):
            if not verdict.sound:
                raise CuratorError(" ".join(verdict.problems))
        talk(
            ngettext("    {count} row, verified", "    {count} rows, verified", done.rows).format(
                count=done.rows
            )
        )
        return done.folder / done.files[0].name
