"""The command line: one verb a file, loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from inspect import cleandoc

import click

from curator.cli.click_words import let_click_speak
from curator.cli.errors import reported
from curator.language import _

VERBS = {
    "intake": _("Say what is in files, and what is doubtful, before anything is imported."),
    "extract": _("Read a file's tables and print or write them; nothing is stored."),
    "add": _("Read a file and add its tables to the store as datasets."),
    "list": _("List the datasets."),
    "sources": _("List the files that were added."),
    "recent": _("List the files that were opened last, or forget them."),
    "show": _("Print rows of a dataset, today's or those of an older revision."),
    "inspect": _("Print what a cell is made of, code point by code point."),
    "search": _("Find a text in the names, titles, notes and cells of every dataset."),
    "open": _("Open the screens, at the library or at a dataset."),
    "edit": _("Correct and annotate a dataset, in the screens or line by line."),
    "set": _("Give one cell a new value."),
    "apply": _("Apply an operation to a dataset."),
    "operations": _("List the operations and their options."),
    "annotate": _("Write a doubt, question, source, decision or harm beside a place."),
    "answer": _("Answer an annotation."),
    "resolve": _("Mark an annotation as settled."),
    "reopen": _("Open a settled annotation again."),
    "annotations": _("List a dataset's annotations."),
    "state": _("Say that a dataset is a draft, checked or approved, or tell what it is."),
    "history": _("List what was done to a dataset: by whom, when and why."),
    "diff": _("Tell in what two revisions of a dataset differ."),
    "undo": _("Take back the newest step, or a revision by its number."),
    "redo": _("Put back what the newest undo took."),
    "export": _("Write a dataset to a folder or a stick, and verify it."),
    "drives": _("List the drives that an export can be carried away on."),
    "verify": _("Verify exports with nothing but their folder."),
    "backup": _("Copy the whole store, and examine the copy."),
    "restore": _("Put a backup in the place of the store, or list them."),
    "remove": _("Remove a dataset or a source for good, from the backups too."),
    "doctor": _("Examine the store and say what is wrong with it."),
    "demo": _("Walk the main job on two documents that come with curator."),
    "practice": _("Practise on a table with mistakes whose answers are known."),
    "keys": _("List which keys do what, or choose other keys."),
    "config": _("List the settings, or keep one."),
    "completion": _("Print the shell's completion script."),
}
"""Every verb and what it does; each is the module of that name in this package."""


class Verbs(click.Group):
    """A group that imports a verb's module when it is called, so that help stays cheap."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of a day's work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb's command; None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"curator.cli.{cmd_name}_verb")
        return translated(module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing one."""
        with formatter.section(_("Verbs")):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; an error becomes one line and an exit code."""
        with reported():
            return super().invoke(ctx)


def translated(command: click.Command) -> click.Command:
    """Put a command's help, which is its function's docstring, in the curator's language."""
    if command.help:  # python -OO keeps no docstrings
        command.help = _(cleandoc(command.help))
    return command


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from curator import __version__

        click.echo(f"curator {__version__}")
        ctx.exit()


@translated
@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--store", metavar="FILE", help=_("The store's file; else CURATOR_STORE, else yours.")
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help=_("Print the version."),
)
@click.pass_context
def cli(ctx: click.Context, store: str | None) -> None:
    """Turn PDFs and spreadsheets into datasets that others can trust.

    Without a verb, the screens open.

    Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 problems found or only partly done,
    2 usage, 3 busy or conflict, 4 source unreadable, 5 destination failed.
    """
    ctx.obj = store
    if ctx.invoked_subcommand is None:
        from curator.cli.open_verb import open_screens

        open_screens(store, None, None)


def main() -> None:
    """Run the command line."""
    let_click_speak()
    cli(prog_name="curator")
