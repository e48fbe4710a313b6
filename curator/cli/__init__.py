"""The command line: one verb a file, loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from curator.cli.errors import reported

VERBS = {
    "extract": "Read a file's tables and print or write them; nothing is stored.",
    "add": "Read a file and add its tables to the store as datasets.",
    "list": "List the datasets.",
    "sources": "List the files that were added.",
    "show": "Print rows of a dataset, today's or those of an older revision.",
    "open": "Open the screens, at the library or at a dataset.",
    "set": "Give one cell a new value.",
    "apply": "Apply an operation to a dataset.",
    "operations": "List the operations and their options.",
    "annotate": "Write a doubt, question, source, decision or harm beside a place.",
    "answer": "Answer an annotation.",
    "resolve": "Mark an annotation as settled.",
    "reopen": "Open a settled annotation again.",
    "annotations": "List a dataset's annotations.",
    "history": "List what was done to a dataset: by whom, when and why.",
    "undo": "Take back the newest step, or a revision by its number.",
    "redo": "Put back what the newest undo took.",
    "export": "Write a dataset to a folder or a stick, and verify it.",
    "verify": "Verify exports with nothing but their folder.",
    "doctor": "Examine the store and say what is wrong with it.",
    "demo": "Walk the main job on two documents that come with curator.",
    "completion": "Print the shell's completion script.",
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
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing one."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; an error becomes one line and an exit code."""
        with reported():
            return super().invoke(ctx)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from curator import __version__

        click.echo(f"curator {__version__}")
        ctx.exit()


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--store", metavar="FILE", help="The store's file; else CURATOR_STORE, else yours.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version.",
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
    cli(prog_name="curator")
